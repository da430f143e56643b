"""The list of records: searched, filtered, and with what a row of it shows."""

from __future__ import annotations

from typing import Final

from permit_desktop.domain.dates import printed
from permit_desktop.vault import errors
from permit_desktop.vault.database import Database, Row
from permit_desktop.vault.record_row import RecordFilter, RecordRow, RecordState
from permit_desktop.vault.records import STATE
from permit_desktop.vault.search import search_clause

MOST_ROWS: Final = 20_000
"""As many as a list shows at a time; whoever looks for older ones narrows the search."""

_UNTIL: Final = (
    "SELECT substr(rtrim(value), -10) FROM record_fields WHERE record_id = records.id AND field = 'valid_period'"
)
_CORRECTED: Final = "EXISTS (SELECT 1 FROM record_fields WHERE record_id = records.id AND source = 'person')"
_DATE: Final = "[0-9][0-9][0-9][0-9].[0-9][0-9].[0-9][0-9]"


class RecordList:
    """The list of one vault's records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, wanted: RecordFilter, limit: int = MOST_ROWS) -> list[RecordRow]:
        """The wanted records, newest first."""
        where, values = _conditions(wanted)
        rows = self._database.rows(
            f"SELECT id, type, number, name, name_en, birth_date, ({_UNTIL}) AS until, created_at_s,"  # noqa: S608 (our own names)
            f" {STATE} AS state, {_CORRECTED} AS corrected FROM records"
            f" WHERE {' AND '.join(where)} ORDER BY id DESC LIMIT {int(limit)}",
            *values,
        )
        return [_row(row) for row in rows]

    def state(self, record_id: int) -> RecordState:
        """Where a record stands; raises `VaultError` (record_unknown)."""
        rows = self._database.rows(f"SELECT {STATE} FROM records WHERE id = ?", record_id)  # noqa: S608 (our own names)
        if not rows:
            raise errors.record_unknown()
        return RecordState(rows[0][0])


def _row(row: Row) -> RecordRow:
    *values, state, corrected = row
    return RecordRow(*(*values, RecordState(state), bool(corrected)))


def _conditions(wanted: RecordFilter) -> tuple[list[str], list[object]]:
    search, sought = search_clause(wanted.search)
    where = [search]
    values: list[object] = [*sought]
    for condition, value in (
        ("created_at_s >= ?", wanted.captured_from_s),
        ("created_at_s < ?", wanted.captured_before_s),
        ("type = ?", wanted.type and wanted.type.value),
        ("state = ?", wanted.state and wanted.state.value),
        (f"until GLOB '{_DATE}' AND until < ?", wanted.expired_on and printed(wanted.expired_on)),
    ):
        if value is not None:
            where.append(condition)
            values.append(value)
    if wanted.corrected:
        where.append("corrected")
    return where, values
