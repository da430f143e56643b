"""A queue that stands still until a person did something: remembered, so that the next start does not try in vain.

Trying on with refused credentials locks an access key at the vendor.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from permit_desktop.vault.database import Database

_FACT = "standstill"


@dataclass(frozen=True, slots=True)
class Standstill:
    """Why nothing is sent.

    Attributes:
        reason: the code.
        text: the reason in words.
        remedy: what a person can do.
        access: with which address and credentials it happened; with others, sending goes on.
    """

    reason: str
    text: str
    remedy: str
    access: str


class StandstillNote:
    """The note in one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> Standstill | None:
        """The standstill, None when the queue may move."""
        rows = self._database.rows("SELECT value FROM facts WHERE name = ?", _FACT)
        return Standstill(**json.loads(rows[0][0])) if rows else None

    def write(self, standstill: Standstill) -> None:
        """From now on nothing is sent."""
        told = json.dumps(asdict(standstill))
        self._database.write(
            lambda: self._database.run("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", _FACT, told)
        )

    def clear(self) -> None:
        """A person did something: sending may be tried again."""
        self._database.write(lambda: self._database.run("DELETE FROM facts WHERE name = ?", _FACT))
