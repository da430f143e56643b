"""Compares where a card's lines of print were found with where its layout has them.

An outline can lie beside the card, most of all where the frame cuts the card and its own border takes the place of the
fourth side. The lines then stand too far apart, or not where they should, and tell where the true corners are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM
from permit_desktop.imaging.rectify import to_picture

_FREE_SCALE_FROM_MM: Final = 30.0
"""The anchors of an axis must span this much before their distances say anything about its scale."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line of the layout that was found.

    Attributes:
        expected: its box in the layout.
        found: its ink, in the card millimetres of the outline in question.
        ends: whether its right end is known too; the length of a name or a remark says nothing.
    """

    expected: Box
    found: Box
    ends: bool


def true_outline(outline: Quad, anchors: Iterable[Anchor]) -> Quad | None:
    """Where the card's corners lie by its print, in picture pixels; None when there is too little print to tell.

    Good to the print's own tolerance of about 2 mm.
    """
    known = tuple(anchors)
    x = [(anchor.expected.x_mm, anchor.found.x_mm) for anchor in known]
    x += [(anchor.expected.right_mm, anchor.found.right_mm) for anchor in known if anchor.ends]
    y = [(_middle_mm(anchor.expected), _middle_mm(anchor.found)) for anchor in known]
    if len(x) < 2:
        return None
    left_mm, right_mm = _ends(x, CARD_WIDTH_MM)
    top_mm, bottom_mm = _ends(y, CARD_HEIGHT_MM)
    return to_picture(outline, Box(left_mm, top_mm, right_mm - left_mm, bottom_mm - top_mm))


def _middle_mm(box: Box) -> float:
    return box.y_mm + box.height_mm / 2


def _ends(pairs: list[tuple[float, float]], length_mm: float) -> tuple[float, float]:
    """Where 0 and the axis's length in the layout come to lie, by the straight line through (layout, found)."""
    expected, found = np.array(pairs, np.float64).T
    if np.ptp(expected) < _FREE_SCALE_FROM_MM:
        shift_mm = float(np.median(found - expected))
        return shift_mm, length_mm + shift_mm
    scale, shift_mm = np.polyfit(expected, found, 1)
    return float(shift_mm), float(scale * length_mm + shift_mm)
