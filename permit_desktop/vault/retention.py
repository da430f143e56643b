"""Retention: what is deleted when, and that it is really gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from permit_desktop.system.settings import RetentionSection
from permit_desktop.vault.audit import Audit, Event
from permit_desktop.vault.database import Database
from permit_desktop.vault.facts import Facts
from permit_desktop.vault.lived_time import DAY_S, HOUR_S, LivedTime
from permit_desktop.vault.records import ARE_GIVEN_UP, IS_BY_PERSON, UNFINISHED_RECORDS
from permit_desktop.vault.stills import Stills

ROTATION_DUE: Final = "rotation_due"
"""The fact that something was purged since the keys were exchanged last."""


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
        held_back: nothing was purged, because the clock leapt ahead; a purge half an hour later goes on.
        more: whether more is due: the purge was to stop before.
    """

    stills: int
    records: int
    left: int = 0
    held_back: bool = False
    more: bool = False


class Retention:
    """Deletes what is due.

    A capture that still waits for a recogniser, or for a person to say how it goes on, is never due. A record that was
    read is due in its time, whether somebody reviewed it or not: personal data does not stay for want of a click. One
    that was given up is due at once, unless a person entered or confirmed something: then it is due in its time, too.

    Attributes:
        periods: how long things are kept from now on.
    """

    def __init__(
        self,
        database: Database,
        stills: Stills,
        audit: Audit,
        periods: Periods,
        *,
        now: Callable[[], float],
        boot: Callable[[], float],
    ) -> None:
        self._database = database
        self._stills = stills
        self._audit = audit
        self._facts = Facts(database)
        self.periods = periods
        self._time = LivedTime(database, self._facts, now, boot)

    def begin(self) -> None:
        """The vault was made: from now on time is counted."""
        self._time.begin()

    def purge(self, *, end_of_shift: bool = False, most_stills: int | None = None) -> Purged:
        """Deletes what is due; when this returns, it is overwritten on the disk.

        Args:
            end_of_shift: a person asks: reviewed pictures go at once, whatever the clock says.
            most_stills: after so many pictures others may use the vault, before the purge goes on; None for all.
        """
        moment = self._time.go_on()
        if not moment.believed and not end_of_shift:
            return Purged(0, 0, self._stills.count(), held_back=True)
        if end_of_shift:
            self._database.write(self._call_reviewed_stills_due)
        records = self._due_records(moment.lived_s - self.periods.records_s)
        due = self._due_stills(records, moment.lived_s - self.periods.stills_s)
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
        return Purged(len(stills), len(records), self._stills.count(), more=more)

    def _call_reviewed_stills_due(self) -> None:
        # For good: what does not go with this purge goes with the next.
        self._database.run(
            "INSERT OR REPLACE INTO ages (kind, id, stamp_s, since_s)"
            " SELECT 'still', still_id, max(changed_at_s), ? FROM jobs WHERE still_id IS NOT NULL"
            " GROUP BY still_id HAVING min(state IN ('reviewed', 'discarded'))",
            float("-inf"),
        )

    def _due_records(self, unchanged_since_s: float) -> list[int]:
        rows = self._database.rows(
            "SELECT records.id FROM records LEFT JOIN ages ON ages.kind = 'record' AND ages.id = records.id"  # noqa: S608 (our own names)
            f" WHERE records.id NOT IN ({UNFINISHED_RECORDS})"
            " AND (since_s <= ?"
            f" OR reviewed_at_s IS NULL AND {ARE_GIVEN_UP.format('records')} AND NOT {IS_BY_PERSON})",
            unchanged_since_s,
        )
        return [row[0] for row in rows]

    def _due_stills(self, records: list[int], reviewed_since_s: float) -> list[int]:
        rows = self._database.rows(
            "SELECT stills.id FROM stills LEFT JOIN jobs ON jobs.still_id = stills.id"
            " LEFT JOIN ages ON ages.kind = 'still' AND ages.id = stills.id GROUP BY stills.id"
            " HAVING min(jobs.state = 'discarded')"
            " OR min(jobs.state IN ('reviewed', 'discarded')) AND max(since_s) <= ?",
            reviewed_since_s,
        )
        of_records = [
            self._database.rows("SELECT id FROM stills WHERE record_id = ?", record_id) for record_id in records
        ]
        return sorted({row[0] for rows in (rows, *of_records) for row in rows})

    def _shred(self, still_id: int) -> None:
        self._stills.shred(still_id)
        self._database.run("DELETE FROM ages WHERE kind = 'still' AND id = ?", still_id)
        self._note(f"still {still_id}")

    def _delete(self, record_id: int) -> None:
        self._database.run("DELETE FROM records WHERE id = ?", record_id)
        self._database.run("DELETE FROM ages WHERE kind = 'record' AND id = ?", record_id)
        self._note(f"record {record_id}")

    def _note(self, purged: str) -> None:
        self._audit.note(Event.PURGED, purged)
        self._facts.put(ROTATION_DUE)  # with what makes it due: no power cut comes between
