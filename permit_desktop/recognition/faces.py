"""Sees where the ink of a permit lies in and around an outline, before any character is read.

The ink of each face makes a pattern of its own: correlated with it, an outline that holds a permit stands out clearly
from any other, and so do the side, the way up, and which endorsement blocks are printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.layout import (
    BACK_CODES,
    BACK_FOOTER,
    BACK_HK,
    BACK_LABELS,
    BACK_MO,
    CARD_HEIGHT_MM,
    CARD_WIDTH_MM,
    FRONT,
    GHOST_PORTRAIT,
    PORTRAIT,
)
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import WHOLE_CARD, crop
from permit_desktop.recognition.card_view import ink_of

LIKE_A_PERMIT: Final = 0.45
"""The likeness from which an outline holds a permit: on specimen stills the right face of the right outline reaches
0.52 and more, and every other stays below 0.37."""

_PX_PER_MM: Final = 4.0
_SHIFT_MM: Final = 6.0
"""How far the print may lie from its place: by its own tolerance, and by what an outline's wrong side stretches."""

_FRONT_LABELS: Final = (
    Box(30.0, 23.9, 9.5, 2.3),
    Box(52.1, 23.9, 4.8, 2.3),
    Box(30.0, 30.6, 9.5, 2.3),
    Box(30.0, 37.3, 9.5, 2.3),
    Box(59.6, 37.3, 9.5, 2.3),
)
_USUAL_WIDTH_MM: Final = {FieldName.NAME: 13.0, FieldName.NAME_EN: 24.0, FieldName.ISSUE_PLACE: 8.0}
_BLOCKS: Final = (BACK_HK, BACK_MO)

_Ink = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Face:
    """A pattern of print that a permit can show.

    Attributes:
        side: front or back.
        blocks: which of a back's two places carry an endorsement, the upper one is 0; empty for a front.
    """

    side: Side
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sight:
    """A permit that was seen.

    Attributes:
        face: what it shows.
        outline: its corners in picture pixels, the first at the upper left of the upright print.
        likeness: correlation of the ink with the face's pattern, -1 to 1.
    """

    face: Face
    outline: Quad
    likeness: float


FACES: Final = (Face(Side.FRONT), Face(Side.BACK, (0, 1)), Face(Side.BACK, (0,)), Face(Side.BACK, (1,)))


def sight(picture: Pixels, outline: Quad) -> Sight:
    """The face that an outline holds the likeliest, and which way up; its outline is the given one, or that turned."""
    ink = _ink_around(picture, outline)
    seen = (
        Sight(face, way_up, _likeness(upright, face))
        for way_up, upright in ((outline, ink), (outline.turned(), np.ascontiguousarray(ink[::-1, ::-1])))
        for face in FACES
    )
    return max(seen, key=lambda one: one.likeness)


def _ink_around(picture: Pixels, outline: Quad) -> _Ink:
    """The ink in and around an outline, at one pixel a millimetre."""
    around = WHOLE_CARD.grown(_SHIFT_MM)
    ink = ink_of(crop(picture, outline, around, _PX_PER_MM), _PX_PER_MM)
    size = (round(around.width_mm), round(around.height_mm))
    return np.sqrt(np.maximum(cv2.resize(ink, size, interpolation=cv2.INTER_AREA), 0.0))


def _likeness(ink: _Ink, face: Face) -> float:
    """The best correlation with a face's pattern at any shift."""
    return float(cv2.matchTemplate(ink, _pattern(face), cv2.TM_CCOEFF_NORMED).max())


@cache
def _pattern(face: Face) -> _Ink:
    """The ink that a face is expected to show, at one pixel a millimetre."""
    card = np.zeros((round(CARD_HEIGHT_MM), round(CARD_WIDTH_MM)), np.float32)
    for box, weight in _front_ink() if face.side is Side.FRONT else _back_ink(face.blocks):
        card[round(box.y_mm) : round(box.bottom_mm), round(box.x_mm) : round(box.right_mm)] = weight
    return card


def _front_ink() -> Iterator[tuple[Box, float]]:
    yield PORTRAIT, 0.3
    yield GHOST_PORTRAIT, 0.2
    for label in _FRONT_LABELS:
        yield label, 0.8
    for field, box in FRONT.items():
        yield Box(box.x_mm, box.y_mm, _USUAL_WIDTH_MM.get(field, box.width_mm), box.height_mm), 1.0


def _back_ink(blocks: tuple[int, ...]) -> Iterator[tuple[Box, float]]:
    yield BACK_FOOTER, 0.8
    for block in blocks:
        for label in BACK_LABELS[block]:
            yield label, 0.6
        yield BACK_CODES[block], 1.0
        for field, box in _BLOCKS[block].items():
            weight = 0.5 if field.value.endswith("remark") else 0.8
            yield Box(box.x_mm, box.y_mm, box.width_mm * 0.8, min(box.height_mm, 4.0)), weight
