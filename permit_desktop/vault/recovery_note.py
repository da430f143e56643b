"""Whether somebody has the recovery code: as long as nobody said so, it is told again."""

from __future__ import annotations

from permit_desktop.vault.audit import Audit, Event
from permit_desktop.vault.facts import Facts
from permit_desktop.vault.keys import KeyChest

_FACT = "recovery_code_owed"


class RecoveryNote:
    """The note in one vault. The code itself is nowhere: told again, it is another one."""

    def __init__(self, facts: Facts, chest: KeyChest, audit: Audit) -> None:
        self._facts = facts
        self._chest = chest
        self._audit = audit

    def owe(self) -> None:
        """The vault was just made: somebody has to be told its code; joins the caller's transaction."""
        self._facts.put(_FACT)

    def owed(self) -> str | None:
        """Another code in the place of one that nobody has, as far as is known; None where somebody has it.

        Raises:
            VaultError: the key file cannot be written.
        """
        return None if self._facts.get(_FACT) is None else self.renew()

    def renew(self) -> str:
        """Another code; the one before opens nothing that is written from now on.

        Raises:
            VaultError: the key file cannot be written.
        """
        code = self._chest.renew_recovery_code()
        self._audit.note(Event.ROTATED, detail="recovery code")
        return code

    def note_kept(self) -> None:
        """Somebody has the code."""
        self._facts.drop(_FACT)

    def note_recovered(self, kind: str) -> None:
        """Somebody opened the vault by the code, so that they have it; `kind` is who holds the key from now on."""
        self._audit.note(Event.RECOVERED, detail=kind)
        self.note_kept()
