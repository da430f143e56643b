"""What the record shows, worked out beforehand by plain functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QImage

from permit_desktop.domain import evidence, layout, machine_line
from permit_desktop.domain.bands import Band, band
from permit_desktop.domain.comparison import readings_differ
from permit_desktop.domain.dates import parse_period
from permit_desktop.domain.evidence import Evidence, Weight
from permit_desktop.domain.findings import findings
from permit_desktop.domain.geometry import Box
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Reading, Side
from permit_desktop.domain.review import Review
from permit_desktop.system.setting_kinds import FieldThresholds
from permit_desktop.ui.field_text import endorsement_note, endorsement_title, label
from permit_desktop.ui.finding_text import finding_text, gravity
from permit_desktop.ui.plain_text import plain

FRONT_ORDER: Final = (
    FieldName.NUMBER,
    FieldName.NAME,
    FieldName.NAME_EN,
    FieldName.SEX,
    FieldName.BIRTH_DATE,
    FieldName.VALID_PERIOD,
    FieldName.ISSUING_AUTHORITY,
    FieldName.ISSUE_PLACE,
    FieldName.MACHINE_CODE,
)
BACK_BLOCKS: Final = (layout.BACK_HK, layout.BACK_MO, layout.BACK_TW)

CODED: Final = frozenset(
    {FieldName.NUMBER, FieldName.BIRTH_DATE, FieldName.VALID_PERIOD, FieldName.MACHINE_CODE}
    | {FieldName.HK_VALID_PERIOD, FieldName.MO_VALID_PERIOD, FieldName.TW_VALID_PERIOD}
    | {FieldName.HK_ISSUE_INFO, FieldName.MO_ISSUE_INFO, FieldName.TW_ISSUE_INFO}
)
"""Values whose characters are compared one by one, set in a monospaced face."""

_ON_EVERY_ENDORSEMENT: Final = (".endorsement_type", ".endorsement_valid_period")
"""Shown although they were not read, so that a person can type them."""

_INK_MARGIN_MM: Final = 0.6
_BLANK_PITCHES: Final = 0.25
"""The blank between two characters of the machine-readable line, as a share of their pitch."""
_ONE_LINE_CHARS: Final = 17
_CLICK_MARGIN_MM: Final = 1.0

_IN_LINE: Final = {
    FieldName.NUMBER: slice(2, 11),
    FieldName.VALID_PERIOD: slice(13, 19),
    FieldName.BIRTH_DATE: slice(21, 27),
}
"""Where the machine-readable line repeats a field."""


@dataclass(frozen=True, slots=True, eq=False)
class SideReading:
    """One side as it was read.

    Attributes:
        result: what the recogniser said.
        face: the rectified card, whole and upright; None when its place in the still is not known.
        portrait: the holder's picture; None on a back, and where the recogniser gave none.
        others: what another recogniser read, for fields in which the two differ.
    """

    result: PermitResult
    face: QImage | None = None
    portrait: QImage | None = None
    others: Mapping[FieldName, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class OtherReading:
    """A value that does not hold, kept in view beside the one that does.

    Attributes:
        source: whose reading it is, in words.
        crop: its ink on the card, None where that is the field's own.
    """

    source: str
    value: str
    crop: QImage | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FieldRow:
    """One field, ready to be shown; every text but `held` is plain and bounded.

    Attributes:
        value: what holds, as it is shown; empty for a field that should be there and was not read.
        held: the same to the letter.
        confirmed: whether a person found right what was read.
        others: readings that differ, the one to look at first.
        coded: whether the value is set in a monospaced face.
        ink: where the value stands on the card's face.
        crop: that part of the face, None without a face.
    """

    field: FieldName
    label: str
    value: str
    held: str
    band: Band
    evidence: Evidence
    confidence: float | None
    confirmed: bool
    others: tuple[OtherReading, ...]
    coded: bool
    ink: Box
    crop: QImage | None


@dataclass(frozen=True, slots=True, eq=False)
class FieldGroup:
    """Fields that belong together; the front's group has no title.

    Attributes:
        note: how long an endorsement holds, in words; empty where that is not known.
        band: low for an endorsement that does not hold today.
    """

    title: str
    rows: tuple[FieldRow, ...]
    note: str = ""
    band: Band = Band.HIGH


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule finds worth a look, plain and bounded; low for the grave ones, medium for the others."""

    text: str
    band: Band


@dataclass(frozen=True, slots=True)
class Terms:
    """What a record is weighed against.

    Attributes:
        thresholds: from which confidence on a field is high or medium.
        sides: how many sides make a record.
    """

    today: date
    thresholds: FieldThresholds = field(default_factory=FieldThresholds)
    sides: int = 2


@dataclass(frozen=True, slots=True, eq=False)
class RecordModel:
    """A permit under review.

    Attributes:
        readings: the sides as they were read.
        review: what the person has done with them.
        provisional: whether a service has still to answer.
        notes: what is worth a look besides what the rules find, such as an earlier scan of the same permit.
        title: the document's name as printed; a general word where it was not read.
        document: the same as a value, None where it was not read.
        remarks: what the rules find worth a look, gravest first.
        groups: the fields of each side that was read.
        portrait: the holder's picture.
    """

    readings: Mapping[Side, SideReading]
    terms: Terms
    review: Review
    provisional: bool
    notes: tuple[Remark, ...]
    title: str
    document: PermitType | None
    remarks: tuple[Remark, ...]
    groups: Mapping[Side, tuple[FieldGroup, ...]]
    portrait: QImage | None

    @property
    def faces(self) -> Mapping[Side, QImage]:
        """The rectified card of each side that was read."""
        return {side: reading.face for side, reading in self.readings.items() if reading.face is not None}

    @property
    def complete(self) -> bool:
        """Whether all sides that make a record were read."""
        return len(self.groups) >= self.terms.sides

    @property
    def bands(self) -> Mapping[FieldName, Band]:
        """The bands of all fields, front first."""
        return {row.field: row.band for side in Side for row in self.rows(side)}

    @property
    def accepted(self) -> bool:
        """Whether the person is done with the record as it stands."""
        return self.review.is_accepted(self.values)

    @property
    def values(self) -> Mapping[FieldName, str]:
        """What holds, to the letter."""
        return {row.field: row.held for side in Side for row in self.rows(side)}

    def rows(self, side: Side) -> tuple[FieldRow, ...]:
        """All fields of a side, in the order in which they are shown."""
        return tuple(row for group in self.groups.get(side, ()) for row in group.rows)

    def row(self, name: FieldName) -> FieldRow | None:
        """The row of a field, None where it was not read."""
        return next((row for side in self.groups for row in self.rows(side) if row.field is name), None)

    def field_at(self, side: Side, x_mm: float, y_mm: float) -> FieldName | None:
        """The field whose ink lies at a place of the card, the narrowest where several do; None beside them all."""
        hit = [row for row in self.rows(side) if _lies_in(row.ink.grown(_CLICK_MARGIN_MM), x_mm, y_mm)]
        return min(hit, key=lambda row: row.ink.width_mm).field if hit else None

    def side_of(self, name: FieldName) -> Side:
        """The side on which a field stands."""
        return Side.BACK if name.block else Side.FRONT

    def read(self, name: FieldName) -> str:
        """What was read for a field, whatever the person typed in its place."""
        reading = self.readings.get(self.side_of(name))
        return (reading.result.value(name) if reading else None) or ""

    def with_review(self, review: Review) -> RecordModel:
        """The same record after the person did something; also the same record in another language."""
        return record_model(self.readings, self.terms, review, provisional=self.provisional, notes=self.notes)


def record_model(
    readings: Mapping[Side, SideReading],
    terms: Terms,
    review: Review | None = None,
    *,
    provisional: bool = False,
    notes: tuple[Remark, ...] = (),
) -> RecordModel:
    """Works out what the screen shows of the sides that were read."""
    review = review or Review()
    held = {side: _corrected(reading.result, review, side) for side, reading in readings.items()}
    groups = {side: _groups(side, _Side(reading, held[side], terms, review)) for side, reading in readings.items()}
    front = readings.get(Side.FRONT)
    types = [result.value(FieldName.TYPE) for result in held.values()]
    title = next((plain(name, 40) for name in types if name), QCoreApplication.translate("Record", "Permit"))
    return RecordModel(
        readings=dict(readings),
        terms=terms,
        review=review,
        provisional=provisional,
        notes=notes,
        title=title,
        document=next((result.type for result in held.values() if result.type), None),
        remarks=(*notes, *_remarks(held, readings, terms.today)),
        groups=groups,
        portrait=_portrait(front) if front else None,
    )


def face_area(face: QImage, box: Box) -> QRect:
    """The pixels of a rectified face that show a box of the card."""
    across, down = face.width() / layout.CARD_WIDTH_MM, face.height() / layout.CARD_HEIGHT_MM
    area = QRect(
        round(box.x_mm * across), round(box.y_mm * down), round(box.width_mm * across), round(box.height_mm * down)
    )
    return area.intersected(face.rect())


@dataclass(frozen=True, slots=True)
class _Side:
    """One side with what its rows are made of; `held` is the result with the person's values in it."""

    reading: SideReading
    held: PermitResult
    terms: Terms
    review: Review


def _corrected(result: PermitResult, review: Review, side: Side) -> PermitResult:
    """The result with what the person typed in place of what was read."""
    typed = {
        name: Reading(value, None, result.readings[name].ink if name in result.readings else None)
        for name, value in review.corrected.items()
        if (Side.BACK if name.block else Side.FRONT) is side
    }
    return replace(result, readings={**result.readings, **typed}) if typed else result


def _groups(side: Side, read: _Side) -> tuple[FieldGroup, ...]:
    weights = evidence.weigh(read.held)
    if side is Side.FRONT:
        return (FieldGroup("", tuple(_row(name, layout.FRONT[name], read, weights) for name in FRONT_ORDER)),)
    return tuple(_endorsement(block, read, weights) for block in BACK_BLOCKS if block.keys() & read.held.readings)


def _endorsement(block: Mapping[FieldName, Box], read: _Side, weights: Mapping[FieldName, Weight]) -> FieldGroup:
    shown = (name for name in block if name in read.held.readings or name.value.endswith(_ON_EVERY_ENDORSEMENT))
    rows = tuple(_row(name, block[name], read, weights) for name in shown)
    name = rows[0].field.block or ""
    period = parse_period(read.held.value(FieldName(f"{name}.endorsement_valid_period")) or "")
    note, band = endorsement_note(period, read.terms.today) if period else ("", Band.HIGH)
    return FieldGroup(endorsement_title(name), rows, note, band)


def _row(name: FieldName, place: Box, read: _Side, weights: Mapping[FieldName, Weight]) -> FieldRow:
    reading = read.held.readings.get(name) or Reading("", None)
    was_read = read.reading.result.value(name) or ""
    weight = weights.get(name) or Weight(Evidence.READ)
    other = read.reading.others.get(name)
    if read.review.is_corrected(name, was_read):
        weight = replace(weight, evidence=Evidence.EDITED)
    elif other is not None and weight.other is None:
        weight = replace(weight, other=other)
    confirmed = read.review.is_confirmed(name, was_read)
    ink = reading.ink or _likely_place(name, reading.value, place)
    face = read.reading.face
    return FieldRow(
        field=name,
        label=label(name),
        value=plain(reading.value),
        held=reading.value,
        band=_band(name, reading, weight, read.terms, confirmed=confirmed),
        evidence=weight.evidence,
        confidence=reading.confidence,
        confirmed=confirmed,
        others=tuple(_others(name, read, weight)),
        coded=name in CODED,
        ink=ink,
        crop=_crop(face, ink.grown(_INK_MARGIN_MM)) if face is not None else None,
    )


def _likely_place(name: FieldName, value: str, place: Box) -> Box:
    """Where a value stands that the recogniser does not place: a remark of one line fills only half of its space."""
    if name.value.endswith(".remark") and len(value) <= _ONE_LINE_CHARS:
        return replace(place, height_mm=place.height_mm / 2)
    return place


def _band(name: FieldName, reading: Reading, weight: Weight, terms: Terms, *, confirmed: bool) -> Band:
    if confirmed or weight.evidence is Evidence.EDITED:
        return Band.HIGH
    if not reading.value:
        return Band.LOW
    return band(reading, weight, terms.thresholds.of(name))


def _others(name: FieldName, read: _Side, weight: Weight) -> Iterator[OtherReading]:
    say = QCoreApplication.translate
    was_read = read.reading.result.value(name) or ""
    if read.review.is_corrected(name, was_read):
        yield OtherReading(say("Record", "Read:"), plain(was_read) or "–")
    other = read.reading.others.get(name)
    if other is not None:
        yield OtherReading(say("Record", "Other reading:"), plain(other))
    if weight.other is not None and weight.other != other:
        yield OtherReading(say("Record", "Machine line:"), plain(weight.other), _line_crop(name, read))


def _line_crop(name: FieldName, read: _Side) -> QImage | None:
    """The part of the machine-readable line that repeats a field."""
    face, line = read.reading.face, read.reading.result.readings.get(FieldName.MACHINE_CODE)
    part = _IN_LINE.get(name)
    if face is None or line is None or part is None:
        return None
    whole = line.ink or layout.FRONT[FieldName.MACHINE_CODE]
    pitch_mm = whole.width_mm / (machine_line.LENGTH - _BLANK_PITCHES)
    width_mm = (part.stop - part.start - _BLANK_PITCHES) * pitch_mm
    box = Box(whole.x_mm + part.start * pitch_mm, whole.y_mm, width_mm, whole.height_mm)
    return _crop(face, box.grown(_INK_MARGIN_MM))


def _lies_in(box: Box, x_mm: float, y_mm: float) -> bool:
    return box.x_mm <= x_mm <= box.right_mm and box.y_mm <= y_mm <= box.bottom_mm


def _crop(face: QImage, box: Box) -> QImage | None:
    area = face_area(face, box)
    return face.copy(area) if not area.isEmpty() else None


def _portrait(front: SideReading) -> QImage | None:
    if front.portrait is not None:
        return front.portrait
    return _crop(front.face, layout.PORTRAIT) if front.face is not None else None


def _remarks(
    held: Mapping[Side, PermitResult], readings: Mapping[Side, SideReading], today: date
) -> tuple[Remark, ...]:
    found = [(finding, result) for result in held.values() for finding in findings(result, today, held.get(Side.FRONT))]
    for side, result in held.items():
        both = {name: (result.value(name) or "", other) for name, other in readings[side].others.items()}
        found += [(finding, result) for finding in readings_differ(both)]
    remarks = [Remark(plain(finding_text(finding, result, today)), gravity(finding)) for finding, result in found]
    return tuple(sorted(remarks, key=lambda remark: remark.band is not Band.LOW))
