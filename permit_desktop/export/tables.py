"""Records as a table: one row a record, one column a field."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from permit_desktop.domain.permit import FieldName
from permit_desktop.export.xlsx import rows_to_xlsx
from permit_desktop.vault.records import Record

COLUMNS: Final = tuple(field for field in FieldName if field is not FieldName.SIDE)
"""A record has both sides, so their name is no column."""

_FORMULA_SIGNS: Final = "=+-@\t\r\n\0＝＋－＠"
"""What makes a spreadsheet take a text for a formula (OWASP): permits are printed by others."""
_BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel takes a CSV file for one of the computer's own old encoding."""


def records_to_csv(records: Sequence[Record]) -> bytes:
    """A CSV file (RFC 4180, UTF-8), its first row the names of the fields."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(value) for value in row] for row in _rows(records))
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def records_to_xlsx(records: Sequence[Record]) -> bytes:
    """An Excel workbook with the same columns."""
    return rows_to_xlsx(_rows(records))


def records_to_json(records: Sequence[Record]) -> bytes:
    """A JSON file: a list of `record_to_json`."""
    return json.dumps([record_to_json(record) for record in records], ensure_ascii=False, indent=1).encode()


def record_to_json(record: Record) -> dict[str, Any]:
    """A record with, for every field, its value, confidence, source, and the other reading where there is one."""
    number, captured, reviewed = _about(record)
    return {
        "record": number,
        "captured": captured,
        "reviewed": reviewed or None,
        "provisional": record.summary.provisional,
        "fields": {
            field.value: {
                "value": value.value,
                "confidence": value.confidence,
                "source": value.source,
                "other": value.other,
            }
            for field in COLUMNS
            if (value := record.fields.get(field)) is not None
        },
    }


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text[:1] and text[0] in _FORMULA_SIGNS else text


def time_text(at_s: float | None) -> str:
    """A moment as ISO 8601 in UTC; empty for none."""
    return "" if at_s is None else datetime.fromtimestamp(at_s, UTC).isoformat(timespec="seconds")


def _rows(records: Sequence[Record]) -> Iterator[list[str]]:
    yield ["record", "captured", "reviewed", *(field.value for field in COLUMNS)]
    for record in records:
        number, captured, reviewed = _about(record)
        values = (record.fields.get(field) for field in COLUMNS)
        yield [str(number), captured, reviewed, *(value.value if value else "" for value in values)]


def _about(record: Record) -> tuple[int, str, str]:
    summary = record.summary
    return summary.record_id, time_text(summary.created_at_s), time_text(summary.reviewed_at_s)
