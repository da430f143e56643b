"""One record of the vault as the detail view shows it: worked out by plain functions, masked where it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage

from permit_desktop.domain.bands import Band, Thresholds
from permit_desktop.domain.evidence import Weight
from permit_desktop.domain.findings import findings, noted
from permit_desktop.domain.masking import mask
from permit_desktop.domain.permit import FieldName, Note, PermitResult, Side
from permit_desktop.ui.band_chip import band_word, confidence_text, evidence_word
from permit_desktop.ui.cells import Cell, Tone
from permit_desktop.ui.field_text import label, region
from permit_desktop.ui.finding_text import finding_text, gravity
from permit_desktop.ui.icons import BAND_ICONS
from permit_desktop.ui.keyed_table import KeyedTable
from permit_desktop.ui.plain_text import plain
from permit_desktop.ui.record_model import Remark
from permit_desktop.vault.records import CONFIRMED, ON_DEVICE, PERSON, SERVICE, TAKEN_BACK, Change, FieldValue, Record
from permit_desktop.vault.weighing import bands_of, sides_of, weights_of

_CODED = frozenset({FieldName.NUMBER, FieldName.MACHINE_CODE})


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field with where its value comes from."""

    field: FieldName
    value: FieldValue
    band: Band
    weight: Weight

    @property
    def key(self) -> int:
        """The place of the field on the card."""
        return list(FieldName).index(self.field)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A step in the record's history.

    Attributes:
        field: None when the record was confirmed as a whole.
        before: what stood there; None for the first value.
    """

    key: int
    change: Change
    field: FieldName | None
    before: str | None


@dataclass(frozen=True, slots=True, eq=False)
class RecordDetail:
    """All that is known of a record.

    Attributes:
        remarks: what the rules find worth a look, gravest first; their texts hold personal data.
        portrait: the holder's picture, if there still is one.
        to_review: whether it waits for a person to review it.
    """

    record: Record
    fields: tuple[FieldLine, ...]
    history: tuple[ChangeLine, ...]
    remarks: tuple[Remark, ...]
    portrait: QImage | None
    to_review: bool = False


def record_detail(
    record: Record,
    history: Sequence[Change],
    portrait: QImage | None,
    *,
    thresholds: Callable[[FieldName], Thresholds],
    today: date,
    to_review: bool = False,
    notes: AbstractSet[Note] = frozenset(),
) -> RecordDetail:
    """Works out what the screen shows of a record.

    Args:
        notes: what is to be said of the answers that it was made from.
    """
    bands, weights = bands_of(record.fields, thresholds), weights_of(record.fields)
    fields = tuple(
        FieldLine(field, record.fields[field], bands[field], weights[field])
        for field in FieldName
        if field in record.fields
    )
    return RecordDetail(record, fields, _history(history), _remarks(record.fields, today, notes), portrait, to_review)


def _history(changes: Sequence[Change]) -> tuple[ChangeLine, ...]:
    held: dict[str, str | None] = {}
    lines = []
    for number, change in enumerate(changes):
        field = FieldName(change.field) if change.field in set(FieldName) else None
        lines.append(ChangeLine(number, change, field, held.get(change.field)))
        held[change.field] = change.value
    return tuple(lines)


def _remarks(fields: Mapping[FieldName, FieldValue], today: date, notes: AbstractSet[Note]) -> tuple[Remark, ...]:
    sides = sides_of(fields)
    front = sides.get(Side.FRONT)
    found = [(finding, result) for result in sides.values() for finding in findings(result, today, front)]
    found += [(finding, PermitResult({})) for finding in noted(notes)]
    remarks = [Remark(plain(finding_text(finding, result, today)), gravity(finding)) for finding, result in found]
    return tuple(sorted(remarks, key=lambda remark: remark.band is not Band.LOW))


class FieldColumn(IntEnum):
    """The columns of the fields."""

    LABEL = 0
    VALUE = 1
    KNOWN = 2


class FieldsModel(KeyedTable[FieldLine]):
    """The fields of a record."""

    def __init__(self) -> None:
        super().__init__(sort_column=FieldColumn.LABEL, sort_order=Qt.SortOrder.AscendingOrder)
        self._shown = False
        self.say()

    def say(self) -> None:
        """Says everything in the language of the window."""
        say = QCoreApplication.translate
        self.set_heads((say("Detail", "Field"), say("Detail", "Value"), say("Detail", "How sure")))

    def set_shown(self, *, shown: bool) -> None:
        """Shows the values, or masks them."""
        self._shown = shown
        self.forget_cells()

    def make_cells(self, row: FieldLine) -> tuple[Cell, ...]:
        """The cells of a field."""
        value = self._masked(row.field, row.value.value)
        known = (
            source_word(row.value.source),
            evidence_word(row.weight.evidence),
            confidence_text(row.value.confidence),
        )
        detail = " · ".join(known)
        full = f"{value}. {detail}"
        if row.value.other is not None:
            other = self._masked(row.field, row.value.other)
            detail = QCoreApplication.translate("Detail", "also read: {other}").format(other=other)
            full = f"{full}. {detail}"
        return (
            Cell(field_word(row.field), tone=Tone.SECONDARY),
            Cell(value, detail, tone=Tone.CODED if row.field in _CODED else Tone.ORDINARY, full=full),
            Cell(band_word(row.band), icon=BAND_ICONS[row.band], band=row.band),
        )

    def sort_key(self, column: int) -> Callable[[FieldLine], Any]:  # noqa: ARG002 (a record has one order: the card's)
        """The place of the field on the card."""
        return attrgetter("key")

    def _masked(self, field: FieldName, value: str) -> str:
        return plain(value) if self._shown else mask(field, plain(value))


class ChangeColumn(IntEnum):
    """The columns of the history."""

    WHEN = 0
    WHAT = 1
    WHO = 2


class HistoryModel(KeyedTable[ChangeLine]):
    """What became of a record, the latest first."""

    def __init__(self) -> None:
        super().__init__(sort_column=ChangeColumn.WHEN, sort_order=Qt.SortOrder.DescendingOrder)
        self._shown = False
        self.say()

    def say(self) -> None:
        """Says everything in the language of the window."""
        say = QCoreApplication.translate
        self.set_heads((say("Detail", "When"), say("Detail", "What"), say("Detail", "Who")))

    def set_shown(self, *, shown: bool) -> None:
        """Shows the values, or masks them."""
        self._shown = shown
        self.forget_cells()

    def make_cells(self, row: ChangeLine) -> tuple[Cell, ...]:
        """The cells of a change."""
        at = datetime.fromtimestamp(row.change.at_s).astimezone()
        return (
            Cell(f"{at:%H:%M:%S}", f"{at:%Y-%m-%d}", tone=Tone.SECONDARY),
            self._what(row),
            Cell(plain(row.change.person or source_word(row.change.source), 40), tone=Tone.SECONDARY),
        )

    def sort_key(self, column: int) -> Callable[[ChangeLine], Any]:  # noqa: ARG002 (a history has one order)
        """The order in which things happened."""
        return attrgetter("key")

    def _what(self, row: ChangeLine) -> Cell:
        say = QCoreApplication.translate
        if row.field is None:
            return Cell(say("Detail", "Record confirmed"), icon=BAND_ICONS[Band.HIGH], band=Band.HIGH)
        name, now = field_word(row.field), self._masked(row.field, row.change.value or "")
        if row.before is None:
            return Cell(name, now, full=f"{name}: {now}")
        change = _change(row).format(now=now, before=self._masked(row.field, row.before))
        return Cell(name, change, full=f"{name}: {change}")

    def _masked(self, field: FieldName, value: str) -> str:
        return plain(value) if self._shown else mask(field, plain(value))


def _change(row: ChangeLine) -> str:
    """What became of a value that was there before, in the person's language."""
    say = QCoreApplication.translate
    same = row.before == (row.change.value or "")
    if row.change.source == CONFIRMED and same:
        return say("Detail", "{now}, confirmed")
    if row.change.source == TAKEN_BACK:
        return say("Detail", "{now}, confirmation taken back") if same else say("Detail", "{now}, taken back: {before}")
    return say("Detail", "{now}, before: {before}")


def field_word(field: FieldName) -> str:
    """What the screen calls a field, with its destination where it belongs to an endorsement."""
    return f"{region(field.block)}: {label(field)}" if field.block else label(field)


def source_word(source: str) -> str:
    """Where a value comes from, in the person's language."""
    say = QCoreApplication.translate
    words = {
        ON_DEVICE: say("Source", "this machine"),
        SERVICE: say("Source", "service"),
        PERSON: say("Source", "person"),
        CONFIRMED: say("Source", "confirmed"),
    }
    return words.get(source, plain(source, 40))
