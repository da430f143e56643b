"""Purges for headless verbs: what is due is deleted, and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.cli.vault_access import Desk
from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.vault.retention import Purged
from permit_desktop.vault.vault import Vault

EVERY_S: Final = 3600.0
_BEYOND_USE: Final = frozenset({ErrorCode.VAULT_DAMAGED, ErrorCode.VAULT_FAILED, ErrorCode.VAULT_NOT_OPEN})


class HourlyPurge:
    """What is due goes at the first call, and then once an hour, as where the window runs.

    Args:
        monotonic: seconds that only grow.
    """

    def __init__(self, desk: Desk, vault: Vault, monotonic: Callable[[], float]) -> None:
        self._desk = desk
        self._vault = vault
        self._monotonic = monotonic
        self._due_s = monotonic()

    def look(self) -> None:
        """Purges if it is time; what kept it from that is told, and the next one goes on.

        Raises:
            VaultError: the vault cannot be used any more.
        """
        if self._monotonic() < self._due_s:
            return
        self._due_s = self._monotonic() + EVERY_S
        try:
            purged = self._vault.purge()
        except PermitError as error:
            if error.code in _BEYOND_USE:
                raise
            self._desk.tell_error(error)
            return
        if purged.held_back or purged.stills or purged.records:
            tell_purged(self._desk, purged)


def tell_purged(desk: Desk, purged: Purged) -> int:
    """Says what a purge did; returns an exit code."""
    if purged.held_back:
        desk.tell(
            {"purged": None, "held_back": True},
            "Nothing was purged: the clock is far ahead of the last purge. Check it, and purge again in an hour.",
        )
        return SOME_FAILED
    desk.tell(
        {"stills": purged.stills, "records": purged.records},
        f"{purged.stills} pictures and {purged.records} records deleted.",
    )
    return DONE
