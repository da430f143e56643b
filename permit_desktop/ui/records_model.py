"""The records as a table, masked until the person wants to see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from operator import attrgetter
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Qt

from permit_desktop.domain.bands import Band
from permit_desktop.domain.dates import parse_date
from permit_desktop.domain.masking import mask
from permit_desktop.domain.permit import FieldName, PermitType
from permit_desktop.ui.cells import EMPTY, Cell, Tone
from permit_desktop.ui.keyed_table import KeyedTable
from permit_desktop.ui.plain_text import plain
from permit_desktop.vault.record_row import RecordRow, RecordState

_STATE_ICONS: Final = {
    RecordState.WAITING: ("waiting", None),
    RecordState.PROVISIONAL: ("reading", None),
    RecordState.TO_REVIEW: ("captured", Band.MEDIUM),
    RecordState.REVIEWED: ("band-high", Band.HIGH),
    RecordState.DISCARDED: ("discard", None),
}
_LONGEST: Final = 60


class Column(IntEnum):
    """The columns."""

    SCANNED = 0
    NUMBER = 1
    NAME = 2
    BORN = 3
    UNTIL = 4
    DOCUMENT = 5
    STATE = 6


_MASKED: Final = (Column.NUMBER, Column.BORN)
"""The first and the last column whose values are masked."""


_SORT_KEYS: Final[dict[Column, Callable[[RecordRow], Any]]] = {
    Column.SCANNED: attrgetter("created_at_s"),
    Column.NUMBER: attrgetter("number"),
    Column.NAME: attrgetter("name"),
    Column.BORN: attrgetter("birth_date"),
    Column.UNTIL: attrgetter("valid_until"),
    Column.DOCUMENT: attrgetter("type"),
    Column.STATE: lambda row: list(RecordState).index(row.state),
}


@dataclass(frozen=True, slots=True)
class _Words:
    states: dict[RecordState, str]
    documents: dict[str, str]
    corrected: str


def state_word(state: RecordState) -> str:
    """A record's state in the person's language."""
    say = QCoreApplication.translate
    return {
        RecordState.WAITING: say("RecordState", "Waiting"),
        RecordState.PROVISIONAL: say("RecordState", "Provisional"),
        RecordState.TO_REVIEW: say("RecordState", "To review"),
        RecordState.REVIEWED: say("RecordState", "Reviewed"),
        RecordState.DISCARDED: say("RecordState", "Discarded"),
    }[state]


def document_word(document: PermitType) -> str:
    """A document in one or two words of the person's language."""
    say = QCoreApplication.translate
    return {
        PermitType.HK_MACAO: say("Document", "HK · Macao"),
        PermitType.TAIWAN: say("Document", "Taiwan"),
    }[document]


class RecordsModel(KeyedTable[RecordRow]):
    """Records, newest first."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(sort_column=Column.SCANNED, sort_order=Qt.SortOrder.DescendingOrder)
        self._today = today
        self._shown = False
        self._words = _words()
        self.say()

    def say(self) -> None:
        """Says everything in the language of the window."""
        say = QCoreApplication.translate
        self._words = _words()
        self.set_heads(
            (
                say("Records", "Scanned"),
                say("Records", "Number"),
                say("Records", "Name"),
                say("Records", "Born"),
                say("Records", "Valid until"),
                say("Records", "Document"),
                say("Records", "State"),
            )
        )

    @property
    def shown(self) -> bool:
        """Whether the values are shown unmasked."""
        return self._shown

    def set_shown(self, *, shown: bool) -> None:
        """Shows the values, or masks them."""
        if shown != self._shown:
            self._shown = shown
            self._made.clear()
            self._tell_changed(range(self.rowCount()), _MASKED)

    def make_cells(self, row: RecordRow) -> tuple[Cell, ...]:
        """The cells of a record."""
        words = self._words
        scanned = datetime.fromtimestamp(row.created_at_s).astimezone()
        icon, band = _STATE_ICONS[row.state]
        state = words.states[row.state]
        whole = f"{state} · {words.corrected}" if row.corrected else ""
        return (
            Cell(f"{scanned:%m-%d %H:%M}", tone=Tone.SECONDARY, full=f"{scanned:%Y-%m-%d %H:%M}"),
            Cell(self._value(FieldName.NUMBER, row.number), tone=Tone.CODED),
            Cell(self._value(FieldName.NAME, row.name)),
            Cell(self._value(FieldName.BIRTH_DATE, row.birth_date), tone=Tone.CODED),
            self._until(row.valid_until),
            Cell(words.documents.get(row.type or "", plain(row.type or "", _LONGEST))),
            Cell(state, icon=icon, band=band, full=whole, mark="edited" if row.corrected else ""),
        )

    def sort_key(self, column: int) -> Callable[[RecordRow], Any]:
        """What the columns are sorted by."""
        return _SORT_KEYS[Column(column)]

    def _value(self, field: FieldName, value: str | None) -> str:
        text = plain(value or "", _LONGEST)
        return text if self._shown else mask(field, text)

    def _until(self, text: str | None) -> Cell:
        if not text:
            return EMPTY
        day = parse_date(text)
        expired = day is not None and day < self._today()
        icon, band = ("band-low", Band.LOW) if expired else ("", None)
        return Cell(
            plain(text, _LONGEST), icon=icon, band=band, tone=Tone.CODED, full=self._expired(text, told=expired)
        )

    def _expired(self, text: str, *, told: bool) -> str:
        if not told:
            return ""
        return QCoreApplication.translate("Records", "expired on {day}").format(day=plain(text, _LONGEST))


def _words() -> _Words:
    return _Words(
        states={state: state_word(state) for state in RecordState},
        documents={document.value: document_word(document) for document in PermitType},
        corrected=QCoreApplication.translate("Records", "corrected"),
    )
