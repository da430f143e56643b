"""What happened, in order, for good: each entry's hash covers the one before it, and no entry holds personal data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from permit_desktop.vault.database import Database
from permit_desktop.vault.key_file import TrailEnd


class Event(StrEnum):
    """What is recorded; the values are stored."""

    CREATED = "created"
    CUT_OFF = "cut_off"
    UNLOCKED = "unlocked"
    RECOVERED = "recovered"
    SET_ASIDE = "set_aside"
    DAMAGED_DROPPED = "damaged_dropped"
    ROTATED = "rotated"
    CAPTURED = "captured"
    JOINED = "joined"
    SENT = "sent"
    ANSWERED = "answered"
    REUSED = "reused"
    CORRECTED = "corrected"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"
    EXPORTED = "exported"
    PURGED = "purged"
    SETTINGS_CHANGED = "settings_changed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit trail.

    Attributes:
        entry_id: counts from 1 without gaps.
        at_s: when, seconds since 1970 by this computer's clock.
        event: what happened.
        subject: to what: `job 5`, `record 3`, or empty.
        detail: more words, such as the clerk's sign-in name; no personal data of holders.
    """

    entry_id: int
    at_s: float
    event: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong with a trail.

    Attributes:
        entries: how many there are.
        broken_at: the first that was changed, removed or slipped in; None when all hold.
        cut_at: the entry that says that later ones are missing before it; None when none are known to be.
    """

    entries: int
    broken_at: int | None
    cut_at: int | None


class Audit:
    """The audit trail of one vault.

    The chain alone cannot show that entries were cut off at its end, nor that an older copy of the whole database was
    put in place. So its end is kept outside the database as well (`TrailEnd`, sealed in the key file), and compared.
    """

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now

    def note(self, event: Event, subject: str = "", detail: str = "") -> None:
        """Adds an entry; inside a transaction it is part of it."""
        self._database.write(lambda: self._append(event, subject, detail))

    def entries(self) -> list[Entry]:
        """All entries, oldest first."""
        rows = self._database.rows("SELECT id, at_s, event, subject, detail FROM audit ORDER BY id")
        return [Entry(*row) for row in rows]

    def end(self) -> TrailEnd | None:
        """The last entry; None where there is none."""
        rows = self._database.rows("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
        return TrailEnd(*rows[0]) if rows else None

    def compare(self, noted: TrailEnd | None) -> None:
        """Writes it down for good if the trail does not hold any more what it held when its end was noted."""
        if noted is not None:
            rows = self._database.rows("SELECT hash FROM audit WHERE id = ?", noted.entry_id)
            if rows != [(noted.hash,)]:
                self.note(Event.CUT_OFF, f"entry {noted.entry_id}", noted.hash.hex())

    def findings(self) -> Findings:
        """Verifies the whole trail."""
        ((entries, cut_at),) = self._database.rows(
            "SELECT count(*), min(CASE WHEN event = ? THEN id END) FROM audit", Event.CUT_OFF.value
        )
        return Findings(entries, self.first_broken(), cut_at)

    def first_broken(self) -> int | None:
        """The ID of the first entry that was changed, removed or slipped in; None when the chain holds."""
        before = b""
        rows = self._database.rows("SELECT id, at_s, event, subject, detail, hash FROM audit ORDER BY id")
        for expected, (*values, stored) in enumerate(rows, 1):
            entry = Entry(*values)
            before = chained(before, entry)
            if entry.entry_id != expected or stored != before:
                return expected
        return None

    def _append(self, event: Event, subject: str, detail: str) -> None:
        last = self._database.rows("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
        last_id, before = last[0] if last else (0, b"")
        entry = Entry(last_id + 1, self._now(), event.value, subject, detail)
        self._database.run(
            "INSERT INTO audit (id, at_s, event, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?)",
            entry.entry_id, entry.at_s, entry.event, subject, detail, chained(before, entry),
        )  # fmt: skip


def chained(before: bytes, entry: Entry) -> bytes:
    """The hash of an entry that follows one with the hash `before`, which is empty for the first."""
    told = json.dumps([entry.entry_id, entry.at_s, entry.event, entry.subject, entry.detail])
    return hashlib.sha256(before + told.encode()).digest()
