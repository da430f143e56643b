"""Retention: what is deleted when, and that it is really gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from permit_desktop.system.settings import RetentionSection
from permit_desktop.vault.audit import Audit, Event
from permit_desktop.vault.database import Database
from permit_desktop.vault.records import UNFINISHED_RECORDS
from permit_desktop.vault.stills import Stills

HOUR_S: Final = 3600.0
DAY_S: Final = 24 * HOUR_S

GREATEST_LEAP_S: Final = 4 * DAY_S
"""A clock that is further ahead than a long weekend since the last purge may be wrong: then nothing is purged until it
has stood for half an hour."""
_CONFIRMED_AFTER_S: Final = HOUR_S / 2
_SHIFT_END: Final = "shift_end_s"


@dataclass(frozen=True, slots=True)
class Periods:
    """How long what is finished is kept.

    Attributes:
        stills_s: a picture after its record was reviewed.
        records_s: a record after it changed last, and the picture of one that nobody reviewed.
    """

    stills_s: float = 24 * HOUR_S
    records_s: float = 30 * DAY_S


def periods_of(section: RetentionSection) -> Periods:
    """The periods that the settings ask for."""
    return Periods(section.stills_h * HOUR_S, section.records_days * DAY_S)


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge did.

    Attributes:
        stills: pictures shredded.
        records: records deleted, those of these pictures included.
        left: pictures that are still there.
        held_back: nothing was purged, because the clock leapt ahead; the next purge an hour later goes on.
        more: whether more is due: the purge was to stop before.
    """

    stills: int
    records: int
    left: int = 0
    held_back: bool = False
    more: bool = False


class Retention:
    """Deletes what is due. What waits for a recogniser or for a person is never due.

    Attributes:
        periods: how long things are kept from now on.
    """

    def __init__(
        self, database: Database, stills: Stills, audit: Audit, periods: Periods, now: Callable[[], float]
    ) -> None:
        self._database = database
        self._stills = stills
        self._audit = audit
        self.periods = periods
        self._now = now

    def purge(self, *, end_of_shift: bool = False, most_stills: int | None = None) -> Purged:
        """Deletes what is due; when this returns, it is overwritten on the disk.

        Args:
            end_of_shift: a person asks: reviewed pictures go at once, and the clock is believed.
            most_stills: after so many pictures others may use the vault, before the purge goes on; None for all.
        """
        if not self._clock_is_believed(asked=end_of_shift):
            return Purged(0, 0, self._stills.count(), held_back=True)
        now = self._now()
        records = self._due_records(now - self.periods.records_s)
        if end_of_shift:
            self._remember(_SHIFT_END, now)
        due = self._due_stills(records, max(now - self.periods.stills_s, self._shift_end_s()))
        stills = due[:most_stills]
        more = len(stills) < len(due)
        if more:
            records = []  # each of them goes after its pictures
        # One transaction each: overwriting what is deleted goes through the log, and on a full disk that has to stay
        # small. What a power cut leaves over is still due afterwards.
        for still_id in stills:
            self._database.write(partial(self._shred, still_id))
        for record_id in records:
            self._database.write(partial(self._delete, record_id))
        if stills or records:
            # What the recognisers said word for word is kept only as long as the picture that it belongs to.
            self._database.write(
                lambda: self._database.run("DELETE FROM answers WHERE sha256 NOT IN (SELECT sha256 FROM stills)")
            )
            self._database.checkpoint()
        if not more:
            self._forget(_SHIFT_END)
        return Purged(len(stills), len(records), self._stills.count(), more=more)

    def _due_records(self, changed_before_s: float) -> list[int]:
        rows = self._database.rows(
            f"SELECT id FROM records WHERE id NOT IN ({UNFINISHED_RECORDS})"  # noqa: S608 (our own names)
            " AND (changed_at_s <= ? OR reviewed_at_s IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM jobs WHERE jobs.record_id = records.id AND state <> 'discarded'))",
            changed_before_s,
        )
        return [row[0] for row in rows]

    def _due_stills(self, records: list[int], reviewed_before_s: float) -> list[int]:
        rows = self._database.rows(
            "SELECT stills.id FROM stills LEFT JOIN jobs ON jobs.still_id = stills.id GROUP BY stills.id"
            " HAVING max(coalesce(jobs.state, 'discarded') <> 'discarded') = 0"
            " OR min(jobs.state IN ('reviewed', 'discarded')) AND max(jobs.changed_at_s) <= ?",
            reviewed_before_s,
        )
        of_records = [
            self._database.rows("SELECT id FROM stills WHERE record_id = ?", record_id) for record_id in records
        ]
        return sorted({row[0] for rows in (rows, *of_records) for row in rows})

    def _shred(self, still_id: int) -> None:
        self._stills.shred(still_id)
        self._audit.note(Event.PURGED, f"still {still_id}")

    def _delete(self, record_id: int) -> None:
        self._database.run("DELETE FROM records WHERE id = ?", record_id)
        self._audit.note(Event.PURGED, f"record {record_id}")

    def _shift_end_s(self) -> float:
        """When a shift ended of which not all pictures were shredded yet."""
        rows = self._database.rows("SELECT value FROM facts WHERE name = ?", _SHIFT_END)
        return float(rows[0][0]) if rows else float("-inf")

    def _clock_is_believed(self, *, asked: bool) -> bool:
        now = self._now()
        facts: dict[str, str] = dict(
            self._database.rows("SELECT name, value FROM facts WHERE name IN ('purged_at_s', 'leapt_at_s')")
        )
        last, leapt = (float(facts[name]) if name in facts else None for name in ("purged_at_s", "leapt_at_s"))
        leap = not asked and last is not None and now - last > GREATEST_LEAP_S
        stood = leapt is not None and _CONFIRMED_AFTER_S <= now - leapt <= GREATEST_LEAP_S
        if leap and not stood:
            if leapt is None or not 0 <= now - leapt <= GREATEST_LEAP_S:
                self._remember("leapt_at_s", now)
            return False
        self._remember("purged_at_s", now)
        self._forget("leapt_at_s")
        return True

    def _forget(self, name: str) -> None:
        if self._database.rows("SELECT 1 FROM facts WHERE name = ?", name):
            self._database.write(lambda: self._database.run("DELETE FROM facts WHERE name = ?", name))

    def _remember(self, name: str, at_s: float) -> None:
        self._database.write(
            lambda: self._database.run("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", name, str(at_s))
        )
