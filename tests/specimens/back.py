"""Prints the back of a permit: one or two endorsement blocks in thermal black."""

from __future__ import annotations

from random import Random
from typing import Final

import numpy as np

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.permit import FieldName
from permit_desktop.imaging.pixels import Grey
from tests.specimens.artwork import Canvas
from tests.specimens.displacement import ITEM_X_MM, ITEM_Y_MM, Displacement
from tests.specimens.endorsements import Destination, Endorsement
from tests.specimens.lettering import LATIN, MONO, NOTO_SANS_BOLD, THERMAL, ZEN_HEI, Face, Line, Plate, print_ink
from tests.specimens.person import InventedPermit

_TOP_MM: Final = {Destination.HK: 6.0, Destination.MO: 28.0, Destination.TW: 6.0}
_ROW_MM: Final = 5.0
_LINE_HEIGHT_MM: Final = 4.0
_LABELS: Final = ("种　类", "有效期", "备　注")
_LABEL_X_MM: Final = 9.0
_VALUE_X_MM: Final = 21.0
_QR_MM: Final = Box(68, 0, 12, 12)
_EIGHT_POINT_MM: Final = 8 * 25.4 / 72
_SIX_POINT_MM: Final = 6 * 25.4 / 72
_FOOTER: Final = "预存指纹信息({code})，可按规定自助通关"
_INK: Final = (40, 36, 36)


def print_back(
    rng: Random, canvas: Canvas, px_per_mm: float, permit: InventedPermit, displacement: Displacement
) -> dict[FieldName, Box]:
    """Prints a back onto its ground and returns the ink of every value, in card millimetres."""
    plate = Plate(canvas.shape[1], canvas.shape[0], px_per_mm)
    face = rng.choice(THERMAL)
    x_mm, y_mm = displacement.back
    shift = (rng.uniform(-x_mm, x_mm), rng.uniform(-y_mm, y_mm))
    ink: dict[FieldName, Box] = {}
    for endorsement in permit.endorsements:
        ink |= _write_block(rng, plate, endorsement, face, shift)
        top = _TOP_MM[endorsement.destination] + shift[1]
        _print_code_square(rng, canvas, px_per_mm, _QR_MM.x_mm + shift[0], top)
    if rng.random() < 0.7:
        fingers = f"R{rng.randint(1, 5)}L{rng.randint(1, 5)}V{rng.choice('HM')}M"
        footer = _FOOTER.format(code=fingers)
        plate.write(Line(footer, face, _EIGHT_POINT_MM * 0.93, 16 + shift[0], 50 + shift[1]))
    print_ink(canvas, plate.coverage, _INK, rng.uniform(0.7, 1.0))
    return ink


def _write_block(
    rng: Random, plate: Plate, endorsement: Endorsement, face: Face, shift: tuple[float, float]
) -> dict[FieldName, Box]:
    block = endorsement.destination.value
    x_mm = _VALUE_X_MM + shift[0] + rng.uniform(-ITEM_X_MM, ITEM_X_MM)
    em_mm = _EIGHT_POINT_MM * rng.uniform(0.96, 1.02)
    first_mm = _TOP_MM[endorsement.destination] + shift[1] + _LINE_HEIGHT_MM / 2
    middles = [first_mm + row * _ROW_MM + rng.uniform(-ITEM_Y_MM, ITEM_Y_MM) for row in range(4)]
    label_face = rng.choice((NOTO_SANS_BOLD, ZEN_HEI))
    for label, middle in zip(_LABELS, middles, strict=False):
        plate.write(Line(label, label_face, em_mm, _LABEL_X_MM + shift[0], middle))

    ink = {"endorsement_type": plate.write(Line(endorsement.kind, face, em_mm, x_mm, middles[0]))}
    if endorsement.round_trips is not None:
        trips_x = x_mm + em_mm * (len(endorsement.kind) - 0.4 + 2)
        ink["valid_round_trips"] = plate.write(Line(endorsement.round_trips, face, em_mm, trips_x, middles[0]))
    dash = rng.choice((" - ", "-", " - "))
    period = dash.join(f"{day:%Y.%m.%d}" for day in (endorsement.start, endorsement.end))
    ink["endorsement_valid_period"] = plate.write(Line(period, face, em_mm, x_mm, middles[1]))
    lines = [
        plate.write(Line(text, face, em_mm, x_mm, middle))
        for text, middle in zip(endorsement.remark_lines, middles[2:], strict=False)
    ]
    ink["remark"] = _around(lines)
    code_middle = _TOP_MM[endorsement.destination] + shift[1] + 15 + 1.5
    code_face = rng.choice((face, MONO, LATIN[0]))
    ink["issue_info"] = plate.write(
        Line(endorsement.issue_info, code_face, _SIX_POINT_MM * 1.05, _QR_MM.x_mm + shift[0], code_middle)
    )
    return {FieldName(f"{block}.{name}"): box for name, box in ink.items()}


def _around(boxes: list[Box]) -> Box:
    left, top = min(box.x_mm for box in boxes), min(box.y_mm for box in boxes)
    right, bottom = max(box.right_mm for box in boxes), max(box.bottom_mm for box in boxes)
    return Box(left, top, right - left, bottom - top)


def _print_code_square(rng: Random, canvas: Canvas, px_per_mm: float, x_mm: float, y_mm: float) -> None:
    """A square of random modules with three finder marks; it encodes nothing."""
    modules = 25
    square = np.array([[rng.random() < 0.5 for _ in range(modules)] for _ in range(modules)], np.uint8)
    finder = np.ones((7, 7), np.uint8)
    finder[1:6, 1:6] = 0
    finder[2:5, 2:5] = 1
    for row, column in ((0, 0), (0, modules - 7), (modules - 7, 0)):
        square[max(0, row - 1) : row + 8, max(0, column - 1) : column + 8] = 0
        square[row : row + 7, column : column + 7] = finder
    side = round(_QR_MM.width_mm * px_per_mm)
    index = np.arange(side) * modules // side
    left, top = round(x_mm * px_per_mm), round(y_mm * px_per_mm)
    coverage: Grey = np.zeros(canvas.shape[:2], np.uint8)
    coverage[top : top + side, left : left + side] = square[np.ix_(index, index)] * 255
    print_ink(canvas, coverage, _INK, 0.95)
