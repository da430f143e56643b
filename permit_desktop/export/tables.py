"""Records as files for other programs, written one record after another: one row a record, one column a field."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, BinaryIO, Final, Protocol

from permit_desktop.api.wire import result_to_json
from permit_desktop.domain.errors import StillError
from permit_desktop.domain.permit import FieldName
from permit_desktop.export.xlsx import PICTURE_HEIGHT_PX, PICTURE_WIDTH_PX, Workbook
from permit_desktop.imaging.thumbnail import Thumbnail, thumbnail
from permit_desktop.vault.record_row import RecordState
from permit_desktop.vault.records import Record
from permit_desktop.vault.weighing import sides_of

COLUMNS: Final = tuple(name for name in FieldName if name is not FieldName.SIDE)
"""A record has both sides, so their name is no column."""

HEADS: Final = ("record", "captured", "reviewed", "state", *(column.value for column in COLUMNS))
FORMULA_SIGNS: Final = "=+-@\t\r\n\0＝＋－＠"
"""What makes a spreadsheet take a text for a formula (OWASP): permits are printed by others."""
_NEW_CELL: Final = re.compile(f"(?<=[;\t])(?=[{re.escape(FORMULA_SIGNS)}])")
"""Where a spreadsheet that parts cells by semicolons or tabs would begin one with a formula."""
_BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel takes a CSV file for one of the computer's own old encoding."""
_PICTURE_PX: Final = (2 * PICTURE_WIDTH_PX, 2 * PICTURE_HEIGHT_PX)
"""Sharp at 200 % zoom."""


class Format(StrEnum):
    """The kinds of files; each is also the ending of its files' names."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Words:
    """What a workbook, which people read, says in their language; what is not there is said as programs know it.

    Attributes:
        heads: the columns, by their names in `HEADS`.
        states: where a record stands.
        portrait: what a screen reader says of the picture in a record's row.
    """

    heads: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[RecordState, str] = field(default_factory=dict)
    portrait: str = "Portrait of record {record}"


class Writer(Protocol):
    """Writes records into a file that somebody else opens and closes."""

    def add(self, record: Record, state: RecordState, portrait: bytes | None) -> None:
        """Writes a record and where it stands; `portrait` is a picture file from outside."""

    def close(self) -> None:
        """Writes what the file still lacks."""

    def abandon(self) -> None:
        """The file is given up."""


class CsvWriter:
    """A CSV file (RFC 4180, UTF-8), its first row the names of the fields."""

    def __init__(self, file: BinaryIO, _words: Words) -> None:
        self._file = file
        self._file.write((_BYTE_ORDER_MARK + _csv_row(HEADS)).encode())

    def add(self, record: Record, state: RecordState, _portrait: bytes | None) -> None:
        """Writes a row; a table of texts has no pictures."""
        self._file.write(_csv_row(_row(record, state.value)).encode())

    def close(self) -> None:
        """Nothing is missing."""

    def abandon(self) -> None:
        """Nothing is held."""


class JsonWriter:
    """A JSON file: a list of `record_to_json`, each with `results`: its sides as the API's result objects."""

    def __init__(self, file: BinaryIO, _words: Words) -> None:
        self._file = file
        self._before = b"["

    def add(self, record: Record, state: RecordState, _portrait: bytes | None) -> None:
        """Writes an object."""
        results = [
            result_to_json(result, portrait_image=False, portrait_location=False)
            for result in sides_of(record.fields).values()
        ]
        told = record_to_json(record, state) | {"results": results}
        self._file.write(self._before + b"\n" + json.dumps(told, ensure_ascii=False, indent=1).encode())
        self._before = b","

    def close(self) -> None:
        """Ends the list."""
        self._file.write((b"[" if self._before == b"[" else b"\n") + b"]\n")

    def abandon(self) -> None:
        """Nothing is held."""


class XlsxWriter:
    """An Excel workbook with the same columns, and the holders' portraits before them."""

    def __init__(self, file: BinaryIO, words: Words) -> None:
        self._words = words
        self._book = Workbook(file)
        self._book.add_row([words.heads.get(head, head) for head in HEADS])

    def add(self, record: Record, state: RecordState, portrait: bytes | None) -> None:
        """Writes a row."""
        row = _row(record, self._words.states.get(state, state.value))
        self._book.add_row(row, _picture(portrait), self._words.portrait.format(record=record.summary.record_id))

    def close(self) -> None:
        """Writes what the rows have in common."""
        self._book.close()

    def abandon(self) -> None:
        """Lets go of the archive."""
        self._book.abandon()


WRITERS: Final[Mapping[Format, Callable[[BinaryIO, Words], Writer]]] = {
    Format.CSV: CsvWriter,
    Format.XLSX: XlsxWriter,
    Format.JSON: JsonWriter,
}


def record_to_json(record: Record, state: RecordState) -> dict[str, Any]:
    """A record: where it stands, and every field's value, confidence, source, and the other reading if there is one."""
    number, captured, reviewed = _about(record)
    return {
        "record": number,
        "captured": captured,
        "reviewed": reviewed or None,
        "state": state.value,
        "provisional": record.summary.provisional,
        "fields": {
            column.value: {
                "value": value.value,
                "confidence": value.confidence,
                "source": value.source,
                "other": value.other,
            }
            for column in COLUMNS
            if (value := record.fields.get(column)) is not None
        },
    }


def harmless(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet would take what follows for a formula."""
    text = _NEW_CELL.sub("'", text)
    return f"'{text}" if text[:1] and text[0] in FORMULA_SIGNS else text


def time_text(at_s: float | None) -> str:
    """A moment as ISO 8601 in this computer's time, with what that is ahead of UTC; empty for none."""
    return "" if at_s is None else datetime.fromtimestamp(at_s).astimezone().isoformat(timespec="seconds")


def _csv_row(values: tuple[str, ...]) -> str:
    # All in quotes: a spreadsheet that parts cells by another sign finds none of it outside them.
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow([harmless(value) for value in values])
    return text.getvalue()


def _row(record: Record, state: str) -> tuple[str, ...]:
    number, captured, reviewed = _about(record)
    values = (record.fields.get(column) for column in COLUMNS)
    return str(number), captured, reviewed, state, *(value.value if value else "" for value in values)


def _about(record: Record) -> tuple[int, str, str]:
    summary = record.summary
    return summary.record_id, time_text(summary.created_at_s), time_text(summary.reviewed_at_s)


def _picture(portrait: bytes | None) -> Thumbnail | None:
    """The portrait made small and anew; None where there is none, or none that can be decoded."""
    try:
        return None if portrait is None else thumbnail(portrait, _PICTURE_PX)
    except StillError:
        return None
