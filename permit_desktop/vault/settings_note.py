"""Which settings held when the vault was used last, so that every change of them is in the audit trail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from permit_desktop.vault.audit import Audit, Event
from permit_desktop.vault.database import Database
from permit_desktop.vault.facts import Facts

_FACT = "settings"


class SettingsNote:
    """The note in one vault. It holds digests, no values."""

    def __init__(self, database: Database, facts: Facts, audit: Audit) -> None:
        self._database = database
        self._facts = facts
        self._audit = audit

    def compare(self, entries: Mapping[str, object]) -> tuple[str, ...]:
        """Takes note of the settings as they hold; those that are others than last time go into the audit trail.

        Also what was changed while the program did not run is found so.

        Args:
            entries: every setting by its key.

        Returns:
            The keys of those that changed; at the first time none.
        """
        now = {key: _digest(value) for key, value in entries.items()}
        known = self._facts.get(_FACT)
        before: dict[str, str] = now if known is None else json.loads(known)
        changed = tuple(sorted(key for key in before.keys() | now.keys() if before.get(key) != now.get(key)))
        if known is not None and not changed:
            return ()

        def work() -> None:
            for key in changed:
                self._audit.note(Event.SETTINGS_CHANGED, key)
            self._facts.put(_FACT, json.dumps(now))

        self._database.write(work)
        return changed


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
