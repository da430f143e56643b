"""What the record shows, worked out beforehand by plain functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QImage

from permit_desktop.domain import evidence, layout
from permit_desktop.domain.bands import Band, Thresholds, band
from permit_desktop.domain.evidence import Evidence, Weight
from permit_desktop.domain.findings import findings
from permit_desktop.domain.geometry import Box
from permit_desktop.domain.permit import FieldName, PermitResult, Reading, Side
from permit_desktop.ui.field_text import endorsement_title, label
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

_CODED: Final = frozenset(
    {FieldName.NUMBER, FieldName.BIRTH_DATE, FieldName.VALID_PERIOD, FieldName.MACHINE_CODE}
    | {FieldName.HK_VALID_PERIOD, FieldName.MO_VALID_PERIOD, FieldName.TW_VALID_PERIOD}
    | {FieldName.HK_ISSUE_INFO, FieldName.MO_ISSUE_INFO, FieldName.TW_ISSUE_INFO}
)
"""Values whose characters are compared one by one, set in a monospaced face."""

_INK_MARGIN_MM: Final = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class SideReading:
    """One side as it was read.

    Attributes:
        result: what the recogniser said.
        face: the rectified card, whole and upright; None when its place in the still is not known.
        portrait: the holder's picture; None on a back, and where the recogniser gave none.
    """

    result: PermitResult
    face: QImage | None = None
    portrait: QImage | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FieldRow:
    """One field, ready to be shown; every text is plain and bounded.

    Attributes:
        other: the reading of the machine-readable line where it differs, None where nothing differs.
        coded: whether the value is set in a monospaced face.
        ink: where the value stands on the card's face.
        crop: that part of the face, None without a face.
    """

    field: FieldName
    label: str
    value: str
    band: Band
    evidence: Evidence
    confidence: float | None
    other: str | None
    coded: bool
    ink: Box
    crop: QImage | None


@dataclass(frozen=True, slots=True, eq=False)
class FieldGroup:
    """Fields that belong together; the front's group has no title."""

    title: str
    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule finds worth a look, plain and bounded; low for the grave ones, medium for the others."""

    text: str
    band: Band


@dataclass(frozen=True, slots=True, eq=False)
class RecordModel:
    """A permit under review.

    Attributes:
        title: the document's name as printed; a general word where it was not read.
        remarks: what the rules find worth a look, gravest first.
        groups: the fields of each side that was read.
        faces: the rectified card of each side that was read.
        portrait: the holder's picture.
    """

    title: str
    remarks: tuple[Remark, ...]
    groups: Mapping[Side, tuple[FieldGroup, ...]]
    faces: Mapping[Side, QImage]
    portrait: QImage | None

    @property
    def complete(self) -> bool:
        """Whether both sides were read."""
        return set(self.groups) == set(Side)

    def rows(self, side: Side) -> tuple[FieldRow, ...]:
        """All fields of a side, in the order in which they are shown."""
        return tuple(row for group in self.groups.get(side, ()) for row in group.rows)


def record_model(readings: Mapping[Side, SideReading], thresholds: Thresholds, today: date) -> RecordModel:
    """Works out what the screen shows of the sides that were read."""
    groups = {side: _groups(side, reading, thresholds) for side, reading in readings.items()}
    front = readings.get(Side.FRONT)
    types = [reading.result.value(FieldName.TYPE) for reading in readings.values()]
    title = next((plain(name, 40) for name in types if name), QCoreApplication.translate("Record", "Permit"))
    return RecordModel(
        title=title,
        remarks=_remarks(readings, today),
        groups=groups,
        faces={side: reading.face for side, reading in readings.items() if reading.face is not None},
        portrait=_portrait(front) if front else None,
    )


def face_area(face: QImage, box: Box) -> QRect:
    """The pixels of a rectified face that show a box of the card."""
    across, down = face.width() / layout.CARD_WIDTH_MM, face.height() / layout.CARD_HEIGHT_MM
    area = QRect(
        round(box.x_mm * across), round(box.y_mm * down), round(box.width_mm * across), round(box.height_mm * down)
    )
    return area.intersected(face.rect())


def _groups(side: Side, reading: SideReading, thresholds: Thresholds) -> tuple[FieldGroup, ...]:
    weights = evidence.weigh(reading.result)
    if side is Side.FRONT:
        rows = _rows(FRONT_ORDER, layout.FRONT, reading, weights, thresholds)
        return (FieldGroup("", rows),) if rows else ()
    groups = []
    for block in BACK_BLOCKS:
        rows = _rows(tuple(block), block, reading, weights, thresholds)
        if rows:
            groups.append(FieldGroup(endorsement_title(rows[0].field.block or ""), rows))
    return tuple(groups)


def _rows(
    order: tuple[FieldName, ...],
    boxes: Mapping[FieldName, Box],
    reading: SideReading,
    weights: Mapping[FieldName, Weight],
    thresholds: Thresholds,
) -> tuple[FieldRow, ...]:
    present = [(field, reading.result.readings[field]) for field in order if field in reading.result.readings]
    return tuple(
        _row(field, value, weights[field], thresholds=thresholds, face=reading.face, ink=value.ink or boxes[field])
        for field, value in present
    )


def _row(
    field: FieldName, reading: Reading, weight: Weight, *, thresholds: Thresholds, face: QImage | None, ink: Box
) -> FieldRow:
    return FieldRow(
        field=field,
        label=label(field),
        value=plain(reading.value),
        band=band(reading, weight, thresholds),
        evidence=weight.evidence,
        confidence=reading.confidence,
        other=plain(weight.other) if weight.other is not None else None,
        coded=field in _CODED,
        ink=ink,
        crop=_crop(face, ink.grown(_INK_MARGIN_MM)) if face is not None else None,
    )


def _crop(face: QImage, box: Box) -> QImage | None:
    area = face_area(face, box)
    return face.copy(area) if not area.isEmpty() else None


def _portrait(front: SideReading) -> QImage | None:
    if front.portrait is not None:
        return front.portrait
    return _crop(front.face, layout.PORTRAIT) if front.face is not None else None


def _remarks(readings: Mapping[Side, SideReading], today: date) -> tuple[Remark, ...]:
    front = readings.get(Side.FRONT)
    found = [
        (finding, reading.result)
        for reading in readings.values()
        for finding in findings(reading.result, today, front.result if front else None)
    ]
    remarks = [Remark(plain(finding_text(finding, result, today)), gravity(finding)) for finding, result in found]
    return tuple(sorted(remarks, key=lambda remark: remark.band is not Band.LOW))
