"""Counts what was scanned on a day, hour by hour and by how sure it was."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection
from typing import Final

from permit_desktop.domain.bands import Band, Thresholds, worst
from permit_desktop.domain.permit import FieldName
from permit_desktop.vault.database import Database
from permit_desktop.vault.day import Day, HourFigures
from permit_desktop.vault.records import ARE_GIVEN_UP, UNFINISHED_RECORDS, FieldValue
from permit_desktop.vault.weighing import bands_of

HOUR_S: Final = 3600


class DayFigures:
    """The figures of one vault, to be asked for from one thread.

    What a record was found to be is kept until its history grows: a day of thousands costs what its last permit does.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._thresholds: tuple[Thresholds, ...] = ()
        self._known: dict[int, tuple[int, Band]] = {}

    def of(self, start_s: float, end_s: float, thresholds: Callable[[FieldName], Thresholds]) -> Day:
        """The figures of the records that were begun between two moments, hour by hour from the first of them.

        Discarded captures do not count.

        Args:
            thresholds: those that hold for a field.
        """
        hours = self._begun(start_s, end_s)
        bands, waiting = self._bands(start_s, end_s, thresholds), self._waiting(start_s, end_s)
        return Day(
            tuple(
                HourFigures(
                    hour,
                    Counter(bands[record] for record in records if record in bands and record not in waiting),
                    sum(record in waiting or record not in bands for record in records),
                )
                for hour, records in sorted(hours.items())
            )
        )

    def _begun(self, start_s: float, end_s: float) -> dict[int, list[int]]:
        hours: dict[int, list[int]] = {}
        rows = self._database.rows(
            "SELECT id, created_at_s FROM records WHERE created_at_s >= ? AND created_at_s < ?"  # noqa: S608 (our own names)
            f" AND (reviewed_at_s NOT NULL OR NOT {ARE_GIVEN_UP.format('records')})",
            start_s, end_s,
        )  # fmt: skip
        for record_id, created_at_s in rows:
            hours.setdefault(int((created_at_s - start_s) // HOUR_S), []).append(record_id)
        return hours

    def _waiting(self, start_s: float, end_s: float) -> frozenset[int]:
        rows = self._database.rows(
            "SELECT id FROM records WHERE created_at_s >= ? AND created_at_s < ?"  # noqa: S608 (our own names)
            f" AND id IN ({UNFINISHED_RECORDS})",
            start_s, end_s,
        )  # fmt: skip
        return frozenset(row[0] for row in rows)

    def _bands(self, start_s: float, end_s: float, thresholds: Callable[[FieldName], Thresholds]) -> dict[int, Band]:
        held = tuple(thresholds(field) for field in FieldName)
        if held != self._thresholds:
            self._thresholds, self._known = held, {}
        latest = self._latest_changes(start_s, end_s)
        known = {record: self._known[record] for record in latest if record in self._known}
        fresh = [record for record, change in latest.items() if record not in known or known[record][0] != change]
        for record, fields in self._fields(fresh).items():
            known[record] = (latest[record], worst(bands_of(fields, thresholds).values()))
        self._known = known
        return {record: band for record, (_, band) in known.items()}

    def _latest_changes(self, start_s: float, end_s: float) -> dict[int, int]:
        """The last entry in the history of each record of which something is known; no field changes without one."""
        rows = self._database.rows(
            "SELECT records.id, max(field_history.id) FROM records JOIN field_history ON record_id = records.id"
            " WHERE created_at_s >= ? AND created_at_s < ? GROUP BY records.id",
            start_s, end_s,
        )  # fmt: skip
        return dict(rows)

    def _fields(self, records: Collection[int]) -> dict[int, dict[FieldName, FieldValue]]:
        rows = self._database.rows(
            "SELECT record_id, field, value, confidence, source, other FROM record_fields"
            " WHERE record_id IN (SELECT value FROM json_each(?))",
            json.dumps(list(records)),
        )
        fields: dict[int, dict[FieldName, FieldValue]] = {}
        for record, field, *value in rows:
            fields.setdefault(record, {})[FieldName(field)] = FieldValue(*value)
        return fields
