"""Compares where a card's print was found with where its layout has it.

An outline can lie beside the card, most of all where the frame cuts the card and its own border takes the place of the
fourth side. The print then stands too far apart, or not where it should, and tells where the true corners are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM
from permit_desktop.imaging.rectify import homography, is_convex, px_per_mm

_PRINT_MM: Final = 0.9
"""How far a line usually lies beside its place, the shift that all share left out."""
_SHIFT_MM: Final = 3.0
_STRETCH: Final = 0.05
_SKEW: Final = 0.02
_TAPER_PER_MM: Final = 0.0004
"""How wrong an outline usually is; what the print does not tell stays as the outline has it."""
_SIZE_SLACK: Final = 0.15
_LEAST_HEIGHT: Final = 0.5
"""The layout's boxes are as high as the line's tallest characters and some room."""
_FEWEST_POINTS: Final = 2
_MIDDLE: Final = np.array([CARD_WIDTH_MM / 2, CARD_HEIGHT_MM / 2])
_CORNERS: Final = np.array([(0.0, 0.0), (CARD_WIDTH_MM, 0.0), (CARD_WIDTH_MM, CARD_HEIGHT_MM), (0.0, CARD_HEIGHT_MM)])

_Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A part of the layout that was found.

    Attributes:
        expected: its box in the layout.
        found: its ink, in the card millimetres of the outline in question.
        ends: whether its right end is known too; the length of a name or a remark says nothing.
    """

    expected: Box
    found: Box
    ends: bool


def is_about(found: Box, expected: Box) -> bool:
    """Whether something has the size that is expected, as far as a wrong outline leaves it."""
    return (
        abs(found.width_mm / expected.width_mm - 1.0) < _SIZE_SLACK
        and _LEAST_HEIGHT < found.height_mm / expected.height_mm < 1.0 + _SIZE_SLACK
    )


@dataclass(frozen=True, slots=True)
class Misfit:
    """How far an outline's corners lie beside where the print has them.

    Attributes:
        shift_mm: the farthest corner's distance.
        stretch_mm: the same when the shift that all corners share is left out.
    """

    shift_mm: float
    stretch_mm: float


def misfit(outline: Quad, by_print: Quad) -> Misfit:
    """Compares an outline with the print's."""
    off = (np.asarray(by_print) - np.asarray(outline)) / px_per_mm(outline)
    shift_mm, stretch_mm = (float(np.linalg.norm(way, axis=1).max()) for way in (off, off - off.mean(axis=0)))
    return Misfit(shift_mm, stretch_mm)


def true_outline(outline: Quad, anchors: Iterable[Anchor]) -> Quad | None:
    """Where the card's corners lie by its print, in picture pixels; None when there is too little print to tell.

    Good to the print's own tolerance of about 2 mm.
    """
    pairs = [pair for anchor in anchors for pair in _points(anchor)]
    if len(pairs) < _FEWEST_POINTS:
        return None
    expected, found = np.array(pairs, np.float64).transpose(1, 0, 2)
    on_card = _fit(expected - _MIDDLE, found - _MIDDLE)
    corners = cv2.perspectiveTransform((_CORNERS - _MIDDLE)[np.newaxis], on_card) + _MIDDLE
    seen = Quad.of(cv2.perspectiveTransform(corners, homography(outline))[0])
    return seen if is_convex(seen) else None


def _points(anchor: Anchor) -> Iterable[tuple[tuple[float, float], tuple[float, float]]]:
    """The ends of an anchor's middle line, as (layout, found)."""
    expected, found = anchor.expected, anchor.found
    yield (expected.x_mm, _middle_mm(expected)), (found.x_mm, _middle_mm(found))
    if anchor.ends:
        yield (expected.right_mm, _middle_mm(expected)), (found.right_mm, _middle_mm(found))


def _middle_mm(box: Box) -> float:
    return box.y_mm + box.height_mm / 2


def _fit(expected: _Doubles, found: _Doubles) -> _Doubles:
    """The 3 x 3 matrix from the layout to where it was found, both (n, 2) in millimetres around the card's middle.

    Linear least squares for how much its eight numbers differ from those of a perfect outline, each held back as firmly
    as outlines are usually right (ridge regression).
    """
    x, y = expected.T
    zero, one = np.zeros_like(x), np.ones_like(x)
    across = np.column_stack([x, y, one, zero, zero, zero, -x * found[:, 0], -y * found[:, 0]])
    down = np.column_stack([zero, zero, zero, x, y, one, -x * found[:, 1], -y * found[:, 1]])
    usual = np.array([_STRETCH, _SKEW, _SHIFT_MM, _SKEW, _STRETCH, _SHIFT_MM, _TAPER_PER_MM, _TAPER_PER_MM])
    rows = np.vstack([across / _PRINT_MM, down / _PRINT_MM, np.diag(1 / usual)])
    wanted = np.concatenate([(found - expected).T.ravel() / _PRINT_MM, np.zeros(8)])
    off = np.append(np.linalg.lstsq(rows, wanted, rcond=None)[0], 0.0)
    return np.asarray(np.eye(3) + off.reshape(3, 3), np.float64)
