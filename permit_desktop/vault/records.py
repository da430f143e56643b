"""Records: what is known of each permit, where every value came from, and who changed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from permit_desktop.domain.jobs import UNFINISHED, JobState, Move, after
from permit_desktop.domain.permit import FieldName, PermitResult, Reading
from permit_desktop.vault import errors
from permit_desktop.vault.audit import Audit, Event
from permit_desktop.vault.database import GREATEST_ID, Database, Row
from permit_desktop.vault.record_row import TO_REVIEW

ON_DEVICE: Final = "on-device"
SERVICE: Final = "service"
PERSON: Final = "person"
CONFIRMED: Final = "confirmed"
"""A recogniser's reading that a person found right."""
TAKEN_BACK: Final = "taken-back"
"""In the history: a person took back what they did, and this holds again."""
BY_PERSON: Final = frozenset({PERSON, CONFIRMED})

UNFINISHED_RECORDS: Final = "SELECT record_id FROM jobs WHERE state IN ({})".format(  # noqa: S608 (our own names)
    ", ".join(f"'{state.value}'" for state in sorted(UNFINISHED))
)
"""The records that still wait for a recogniser or a person, as a query."""

ANSWERED_RECORDS: Final = f"SELECT record_id FROM jobs WHERE state = '{JobState.ANSWERED.value}'"  # noqa: S608 (as above)
"""The records with something that nobody has looked at yet, as a query."""

IS_BY_PERSON: Final = "EXISTS (SELECT 1 FROM field_history WHERE record_id = records.id AND person IS NOT NULL)"
"""Whether a person entered or confirmed something of a record, as an expression."""

_HAS_FIELDS: Final = "EXISTS (SELECT 1 FROM record_fields WHERE record_id = records.id)"
ARE_GIVEN_UP: Final = "coalesce((SELECT min(state = 'discarded') FROM jobs WHERE record_id = {}.id), 0)"
"""Whether a person gave up all captures of a record, as an expression. One without any was not given up."""

STATE: Final = (
    f"CASE WHEN reviewed_at_s IS NOT NULL AND id NOT IN ({ANSWERED_RECORDS}) THEN 'reviewed'"
    f" WHEN id IN ({UNFINISHED_RECORDS}) THEN CASE WHEN {_HAS_FIELDS} THEN 'provisional' ELSE 'waiting' END"
    f" WHEN {ARE_GIVEN_UP.format('records')} THEN 'discarded'"
    f" WHEN {_HAS_FIELDS} THEN 'to_review' ELSE 'waiting' END"
)
"""Where a record stands, a `RecordState`, as an expression."""
_TO_REVIEW: Final = f"({STATE}) IN ({', '.join(repr(state.value) for state in sorted(TO_REVIEW))})"

SHOWN: Final = {
    FieldName.TYPE: "type",
    FieldName.NUMBER: "number",
    FieldName.NAME: "name",
    FieldName.NAME_EN: "name_en",
    FieldName.BIRTH_DATE: "birth_date",
}
"""Fields that stand in the list; see also `vault.search`."""


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """A record in a list. Its values are personal data: mask them where a list is shown.

    Attributes:
        provisional: whether a service has still to answer.
    """

    record_id: int
    type: str | None
    number: str | None
    name: str | None
    name_en: str | None
    birth_date: str | None
    created_at_s: float
    changed_at_s: float
    reviewed_at_s: float | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field of a record.

    Attributes:
        value: what holds.
        confidence: the recogniser's, None for a person's value and where a service gave none.
        source: `on-device`, `service`, `person` for a typed value, `confirmed` for a reading found right.
        other: what another recogniser read in its place; None when there is no difference.
    """

    value: str
    confidence: float | None
    source: str
    other: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One step in the history of a field; `value` is None for a record's confirmation as a whole."""

    field: str
    value: str | None
    source: str
    person: str | None
    at_s: float


@dataclass(frozen=True, slots=True)
class Record:
    """A record with everything that belongs to it.

    Attributes:
        still_ids: the pictures that are still there, oldest first.
        job_ids: the jobs that were made for it.
    """

    summary: RecordSummary
    fields: Mapping[FieldName, FieldValue]
    still_ids: tuple[int, ...]
    job_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An earlier record of the same permit."""

    record_id: int
    seconds_ago: float


class Records:
    """The records of one vault."""

    def __init__(self, database: Database, audit: Audit, now: Callable[[], float]) -> None:
        self._database = database
        self._audit = audit
        self._now = now

    def new(self) -> int:
        """An empty record's ID; to be called inside a transaction."""
        now = self._now()
        return self._database.run("INSERT INTO records (created_at_s, changed_at_s) VALUES (?, ?)", now, now)

    def exists(self, record_id: int) -> bool:
        """Whether there is such a record."""
        if not 0 < record_id <= GREATEST_ID:
            return False
        return bool(self._database.rows("SELECT 1 FROM records WHERE id = ?", record_id))

    def existing(self, record_id: int) -> int:
        """The same ID; raises `VaultError` (record_unknown)."""
        if not self.exists(record_id):
            raise errors.record_unknown()
        return record_id

    def drop_if_empty(self, record_id: int) -> None:
        """Deletes a record that no capture belongs to; to be called inside a transaction."""
        self._database.run(
            "DELETE FROM records WHERE id = ?1 AND reviewed_at_s IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM jobs WHERE record_id = ?1)",
            record_id,
        )

    def is_reviewed(self, record_id: int) -> bool:
        """Whether a person has confirmed the record."""
        return bool(self._database.rows("SELECT 1 FROM records WHERE id = ? AND reviewed_at_s IS NOT NULL", record_id))

    def take(self, record_id: int, result: PermitResult, source: str) -> bool:
        """Takes over a recogniser's result; to be called inside a transaction.

        What a person entered or confirmed stays; a service's reading replaces this machine's, never the other way
        round. A reading that differs from the value that holds is kept beside it.

        Returns:
            Whether a person has something to look at: a new field, or a difference.
        """
        reviewed = self.is_reviewed(record_id)
        fields = self._fields(record_id)
        news = False
        for field, reading in result.readings.items():
            if field is FieldName.SIDE:
                continue  # a record has both
            held = fields.get(field)
            taken = FieldValue(reading.value, reading.confidence, source, None)
            if held is not None:
                doubter = self._who_read(record_id, field, held.other)
                taken = _merged(held, taken, doubter, keep=reviewed or held.source in BY_PERSON)
            if taken != held:
                news = news or held is None or taken.other is not None
                self._put(record_id, field, taken)
                self._remember(record_id, field, reading.value, source, None)
        self._touch(record_id)
        return news

    def correct(self, record_id: int, field: FieldName, value: str, person: str) -> None:
        """A person's value for a field; the history keeps what was there. A reviewed record is to be reviewed again.

        Raises:
            VaultError: record_unknown.
        """

        def work() -> None:
            held = self._fields(self.existing(record_id)).get(field)
            if held is None or held.value != value:
                self._reopen(record_id)
            self._put(record_id, field, FieldValue(value, None, PERSON, None))
            self._remember(record_id, field, value, PERSON, person)
            self._touch(record_id)
            self._audit.note(Event.CORRECTED, f"record {record_id}", f"{field.value} by {person}")

        self._database.write(work)

    def confirm_field(self, record_id: int, field: FieldName, person: str) -> None:
        """A person found a field right as it was read; no later reading takes its place.

        Raises:
            VaultError: record_unknown; also for a field that the record does not have.
        """

        def work() -> None:
            held = self._fields(self.existing(record_id)).get(field)
            if held is None:
                raise errors.record_unknown()
            if held.source not in BY_PERSON:
                self._put(record_id, field, replace(held, source=CONFIRMED, other=None))
            self._remember(record_id, field, held.value, CONFIRMED, person)
            self._touch(record_id)
            self._audit.note(Event.CONFIRMED, f"record {record_id}", f"{field.value} by {person}")

        self._database.write(work)

    def take_back(self, record_id: int, field: FieldName, readings: Sequence[tuple[Reading, str]], person: str) -> None:
        """A person takes back what they did to a field: what was read of it holds again, and can be replaced again.

        Args:
            readings: what each recogniser read of the field, with its source, oldest first.

        Raises:
            VaultError: record_unknown.
        """

        def work() -> None:
            held = self._fields(self.existing(record_id)).get(field)
            former = self._as_read(record_id, field, readings)
            if held is None or former is None:
                return
            if held.value != former.value:
                self._reopen(record_id)
            self._put(record_id, field, former)
            self._remember(record_id, field, former.value, TAKEN_BACK, person)
            self._touch(record_id)
            self._audit.note(Event.CORRECTED, f"record {record_id}", f"{field.value} taken back by {person}")

        self._database.write(work)

    def confirm(self, record_id: int, person: str) -> None:
        """A person says that the record is right as it stands; answered jobs are thereby reviewed.

        Raises:
            VaultError: record_unknown.
        """

        def work() -> None:
            self.existing(record_id)
            now = self._now()
            self._database.run(
                "UPDATE records SET reviewed_at_s = ?, changed_at_s = ? WHERE id = ?", now, now, record_id
            )
            self._database.run("UPDATE record_fields SET other = NULL WHERE record_id = ?", record_id)
            reviewed = after(JobState.ANSWERED, Move.REVIEW)
            self._database.run(
                "UPDATE jobs SET state = ?, changed_at_s = ? WHERE record_id = ? AND state = ?",
                reviewed.value, now, record_id, JobState.ANSWERED.value,
            )  # fmt: skip
            self._database.run(
                "INSERT INTO field_history (record_id, field, source, person, at_s) VALUES (?, '', ?, ?, ?)",
                record_id, PERSON, person, now,
            )  # fmt: skip
            self._audit.note(Event.CONFIRMED, f"record {record_id}", f"by {person}")

        self._database.write(work)

    def get(self, record_id: int) -> Record:
        """One record; raises `VaultError` (record_unknown)."""
        rows = self._database.rows(
            "SELECT id, type, number, name, name_en, birth_date, created_at_s, changed_at_s, reviewed_at_s,"  # noqa: S608 (our own names)
            f" id IN ({UNFINISHED_RECORDS}) FROM records WHERE id = ?",
            self.existing(record_id),
        )
        stills = self._database.rows("SELECT id FROM stills WHERE record_id = ? ORDER BY id", record_id)
        jobs = self._database.rows("SELECT id FROM jobs WHERE record_id = ? ORDER BY id", record_id)
        return Record(
            _summary(rows[0]),
            self._fields(record_id),
            tuple(row[0] for row in stills),
            tuple(row[0] for row in jobs),
        )

    def to_review(self) -> list[int]:
        """The records of which something was read that no person has confirmed yet, oldest first."""
        return [row[0] for row in self._database.rows(f"SELECT id FROM records WHERE {_TO_REVIEW} ORDER BY id")]  # noqa: S608 (our own names)

    def waits_for_review(self, record_id: int) -> bool:
        """Whether a record is one of these."""
        return bool(self._database.rows(f"SELECT 1 FROM records WHERE id = ? AND {_TO_REVIEW}", record_id))  # noqa: S608 (our own names)

    def history(self, record_id: int) -> list[Change]:
        """Every value that every field had, oldest first."""
        rows = self._database.rows(
            "SELECT field, value, source, person, at_s FROM field_history WHERE record_id = ? ORDER BY id", record_id
        )
        return [Change(*row) for row in rows]

    def duplicate_of(self, record_id: int) -> Duplicate | None:
        """The latest record before this one with the same permit number that is not given up; None without any."""
        rows = self._database.rows(
            "SELECT earlier.id, earlier.created_at_s FROM records AS earlier JOIN records AS this USING (number)"  # noqa: S608 (our own names)
            " WHERE this.id = ? AND earlier.id < this.id"
            f" AND (earlier.reviewed_at_s IS NOT NULL OR NOT {ARE_GIVEN_UP.format('earlier')})"
            " ORDER BY earlier.id DESC LIMIT 1",
            record_id,
        )
        return Duplicate(rows[0][0], max(0.0, self._now() - rows[0][1])) if rows else None

    def _fields(self, record_id: int) -> dict[FieldName, FieldValue]:
        rows = self._database.rows(
            "SELECT field, value, confidence, source, other FROM record_fields WHERE record_id = ?", record_id
        )
        return {FieldName(field): FieldValue(*rest) for field, *rest in rows}

    def _as_read(self, record_id: int, field: FieldName, readings: Sequence[tuple[Reading, str]]) -> FieldValue | None:
        """What holds of a field without a person; where no reading is left, the history's last one."""
        former: FieldValue | None = None
        for reading, source in readings:
            taken = FieldValue(reading.value, reading.confidence, source, None)
            if former is not None:
                doubter = self._who_read(record_id, field, former.other)
                taken = _merged(former, taken, doubter, keep=False)
            former = taken
        if former is not None:
            return former
        rows = self._database.rows(
            "SELECT value, source FROM field_history WHERE record_id = ? AND field = ? AND source IN (?, ?)"
            " ORDER BY source = ? DESC, id DESC LIMIT 1",
            record_id, field.value, ON_DEVICE, SERVICE, SERVICE,
        )  # fmt: skip
        return FieldValue(rows[0][0], None, rows[0][1], None) if rows else None

    def _reopen(self, record_id: int) -> None:
        """A reviewed record was changed: it waits for review again, and its pictures are kept until then."""
        if not self.is_reviewed(record_id):
            return
        self._database.run("UPDATE records SET reviewed_at_s = NULL WHERE id = ?", record_id)
        self._database.run(
            "UPDATE jobs SET state = ?, changed_at_s = ? WHERE record_id = ? AND state = ?",
            after(JobState.REVIEWED, Move.REOPEN).value, self._now(), record_id, JobState.REVIEWED.value,
        )  # fmt: skip

    def _who_read(self, record_id: int, field: FieldName, value: str | None) -> str | None:
        """The recogniser that read a value last, None for no value."""
        if value is None:
            return None
        rows = self._database.rows(
            "SELECT source FROM field_history WHERE record_id = ? AND field = ? AND value = ? AND source IN (?, ?)"
            " ORDER BY id DESC LIMIT 1",
            record_id, field.value, value, ON_DEVICE, SERVICE,
        )  # fmt: skip
        return rows[0][0] if rows else None

    def _put(self, record_id: int, field: FieldName, value: FieldValue) -> None:
        self._database.run(
            "INSERT OR REPLACE INTO record_fields (record_id, field, value, confidence, source, other)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            record_id, field.value, value.value, value.confidence, value.source, value.other,
        )  # fmt: skip
        if field in SHOWN:
            column = SHOWN[field]
            self._database.run(f"UPDATE records SET {column} = ? WHERE id = ?", value.value, record_id)  # noqa: S608 (our own names)

    def _remember(self, record_id: int, field: FieldName, value: str, source: str, person: str | None) -> None:
        self._database.run(
            "INSERT INTO field_history (record_id, field, value, source, person, at_s) VALUES (?, ?, ?, ?, ?, ?)",
            record_id, field.value, value, source, person, self._now(),
        )  # fmt: skip

    def _touch(self, record_id: int) -> None:
        self._database.run("UPDATE records SET changed_at_s = ? WHERE id = ?", self._now(), record_id)


def _summary(row: Row) -> RecordSummary:
    return RecordSummary(*(*row[:-1], bool(row[-1])))


def _merged(held: FieldValue, taken: FieldValue, doubter: str | None, *, keep: bool) -> FieldValue:
    """What holds after another reading of a field, with the losing one beside it where the two differ.

    Args:
        doubter: who read `held.other`; only a newer reading of the same recogniser withdraws or replaces it, and the
            service's replaces this machine's.
    """
    keep = keep or (held.source == SERVICE and taken.source == ON_DEVICE)
    winner, loser = (held, taken) if keep else (taken, held)
    other = held.other if doubter not in (None, taken.source) else None
    if (keep or held.source != taken.source) and loser.value != winner.value and (other is None or doubter != SERVICE):
        other = loser.value
    return FieldValue(winner.value, winner.confidence, winner.source, None if other == winner.value else other)
