"""Prints the front of a permit: title, number, portraits, labelled values, the machine-readable line."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

import cv2
import numpy as np

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import FRONT, GHOST_PORTRAIT, PORTRAIT
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.imaging.pixels import Pixels
from tests.specimens.artwork import Canvas, Palette, emblem
from tests.specimens.displacement import ITEM_X_MM, ITEM_Y_MM, Displacement
from tests.specimens.figure import draw_figure
from tests.specimens.lettering import (
    CHINESE,
    CHINESE_BOLD,
    LATIN,
    OCR_B,
    Face,
    Line,
    Plate,
    choose_face,
    print_ink,
)
from tests.specimens.person import InventedPermit

# Label, x and y of its middle, in millimetres. Source: the issuing authority's published specimen.
_LABELS: Final = (
    ("出生日期", 30.0, 25.05),
    ("性别", 52.1, 25.05),
    ("有效期限", 30.0, 31.75),
    ("签发机关", 30.0, 38.45),
    ("签发地点", 59.6, 38.45),
)
_LABEL_EM_MM: Final = 2.35
_BLACK: Final = (38, 32, 30)


@dataclass(frozen=True, slots=True)
class _Shift:
    """How this printing is displaced, in millimetres: the sheet as a whole, and each item a little more."""

    rng: Random
    x_mm: float
    y_mm: float

    def x(self, x_mm: float, by_mm: float = ITEM_X_MM) -> float:
        return x_mm + self.x_mm + self.rng.uniform(-by_mm, by_mm)

    def y(self, y_mm: float, by_mm: float = ITEM_Y_MM) -> float:
        return y_mm + self.y_mm + self.rng.uniform(-by_mm, by_mm)


def print_front(
    rng: Random,
    canvas: Canvas,
    px_per_mm: float,
    permit: InventedPermit,
    palette: Palette,
    *,
    displacement: Displacement,
) -> tuple[Box, dict[FieldName, Box]]:
    """Prints a front onto its ground.

    Returns:
        the portrait and the ink of every value, in card millimetres.
    """
    height, width = canvas.shape[:2]
    print_shift, values_shift = (
        _Shift(rng, rng.uniform(-x_mm, x_mm), rng.uniform(-y_mm, y_mm))
        for x_mm, y_mm in (displacement.title, displacement.values)
    )

    emblem_centre = (print_shift.x(10.2) * px_per_mm, print_shift.y(6.5) * px_per_mm)
    emblem(canvas, emblem_centre, 3.4 * px_per_mm)
    portrait = _print_portraits(rng, canvas, px_per_mm, permit.sex)

    title_plate = Plate(width, height, px_per_mm)
    ink = {FieldName.TYPE: _write_title(rng, title_plate, permit, print_shift)}
    title_ink = rng.choice((palette.label, _BLACK, (40, 40, 150)))
    print_ink(canvas, title_plate.coverage, title_ink, 1.0)

    label_plate = Plate(width, height, px_per_mm)
    label_face = rng.choice(CHINESE)
    for text, x_mm, y_mm in _LABELS:
        label_plate.write(Line(text, label_face, _LABEL_EM_MM, values_shift.x(x_mm), values_shift.y(y_mm, 0.1)))
    print_ink(canvas, label_plate.coverage, palette.label, 0.95)

    value_plate = Plate(width, height, px_per_mm)
    ink |= _write_values(rng, value_plate, permit, values_shift)
    print_ink(canvas, value_plate.coverage, _BLACK, rng.uniform(0.9, 1.0))
    return portrait, ink


def _write_title(rng: Random, plate: Plate, permit: InventedPermit, shift: _Shift) -> Box:
    place = FRONT[FieldName.TYPE]
    face = choose_face(rng, CHINESE_BOLD, permit.title)
    fit = min(1.0, len(permit.permit_type.value) / len(permit.title))
    pitch, em = fit * (5.3 + rng.uniform(-0.06, 0.06)), fit * rng.uniform(4.6, 4.95)
    return plate.write(Line(permit.title, face, em, shift.x(place.x_mm), _middle(place, shift), pitch))


def _write_values(rng: Random, plate: Plate, permit: InventedPermit, shift: _Shift) -> dict[FieldName, Box]:
    truth = permit.truth(Side.FRONT)
    chinese = choose_face(rng, CHINESE, permit.name + permit.authority + permit.place)
    latin = rng.choice(LATIN)
    period = truth[FieldName.VALID_PERIOD]
    if rng.random() < 0.3:
        period = period.replace(" ", "")
    size = rng.uniform(0.96, 1.04)
    ink = {FieldName.NUMBER: _write_number(rng, plate, permit.number, latin, shift)}

    def write(field: FieldName, text: str, face: Face, em_mm: float, stretch: float = 1.0) -> None:
        place = FRONT[field]
        em_mm *= size
        ink[field] = plate.write(Line(text, face, em_mm, shift.x(place.x_mm), _middle(place, shift), stretch=stretch))

    wide = latin.path.name.startswith("DejaVu") or "Bold" in latin.path.name
    latin_em = 2.75 if wide else 3.1
    write(FieldName.NAME, permit.name, chinese, 4.0)
    pinyin_em = 2.9 if len(permit.name_en) <= 16 else 2.6
    write(FieldName.NAME_EN, permit.name_en, latin, pinyin_em)
    write(FieldName.BIRTH_DATE, truth[FieldName.BIRTH_DATE], latin, latin_em)
    write(FieldName.SEX, permit.sex, chinese, 3.1)
    write(FieldName.VALID_PERIOD, period, latin, latin_em)
    condensed = len(permit.authority) > 9
    write(FieldName.ISSUING_AUTHORITY, permit.authority, chinese, 2.9, 0.72 if condensed else 1.0)
    place = FRONT[FieldName.ISSUE_PLACE]
    place_x = max(shift.x(place.x_mm), ink[FieldName.ISSUING_AUTHORITY].right_mm + rng.uniform(1.0, 2.0))
    ink[FieldName.ISSUE_PLACE] = plate.write(Line(permit.place, chinese, 3.0 * size, place_x, _middle(place, shift)))
    ink[FieldName.MACHINE_CODE] = _write_machine_line(rng, plate, permit.machine_code, shift)
    return ink


def _write_number(rng: Random, plate: Plate, number: str, latin: Face, shift: _Shift) -> Box:
    place = FRONT[FieldName.NUMBER]
    face = OCR_B if rng.random() < 0.3 else latin
    pitch = 2.5 + rng.uniform(-0.05, 0.05)
    return plate.write(Line(number, face, rng.uniform(3.7, 4.0), shift.x(place.x_mm), _middle(place, shift), pitch))


def _write_machine_line(rng: Random, plate: Plate, code: str, shift: _Shift) -> Box:
    place = FRONT[FieldName.MACHINE_CODE]
    pitch = rng.uniform(2.37, 2.43)
    return plate.write(Line(code, OCR_B, rng.uniform(3.5, 3.75), shift.x(place.x_mm), _middle(place, shift), pitch))


def _print_portraits(rng: Random, canvas: Canvas, px_per_mm: float, sex: str) -> Box:
    shift = _Shift(rng, 0.0, 0.0)
    portrait = Box(shift.x(PORTRAIT.x_mm, 0.8), shift.y(PORTRAIT.y_mm, 0.8), PORTRAIT.width_mm, PORTRAIT.height_mm)
    left, top = round(portrait.x_mm * px_per_mm), round(portrait.y_mm * px_per_mm)
    width, height = round(portrait.width_mm * px_per_mm), round(portrait.height_mm * px_per_mm)
    figure = draw_figure(rng, width, height, sex)
    canvas[top : top + height, left : left + width] = figure
    _print_ghost(rng, canvas, figure, px_per_mm)
    return Box(left / px_per_mm, top / px_per_mm, width / px_per_mm, height / px_per_mm)


def _print_ghost(rng: Random, canvas: Canvas, figure: Pixels, px_per_mm: float) -> None:
    left, top, width, height = (
        round(length * px_per_mm)
        for length in (GHOST_PORTRAIT.x_mm, GHOST_PORTRAIT.y_mm, GHOST_PORTRAIT.width_mm, GHOST_PORTRAIT.height_mm)
    )
    small = cv2.resize(cv2.cvtColor(figure, cv2.COLOR_BGR2GRAY), (width, height), interpolation=cv2.INTER_AREA)
    darkness = (255 - small.astype(np.float32)) / 255
    oval = np.zeros((height, width), np.float32)
    cv2.ellipse(oval, (width // 2, height // 2), (int(width * 0.42), int(height * 0.42)), 0, 0, 360, 1.0, -1)
    oval = np.asarray(cv2.GaussianBlur(oval, (0, 0), width * 0.06), dtype=np.float32)
    alpha = (darkness * oval * np.float32(rng.uniform(0.4, 0.6)))[..., None]
    part = canvas[top : top + height, left : left + width]
    part += alpha * (np.array((110, 90, 80), np.float32) - part)


def _middle(place: Box, shift: _Shift) -> float:
    return shift.y(place.y_mm + place.height_mm / 2)
