"""A located card, seen upright: its pixels by millimetre and its ink."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import crop, rectify

PX_PER_MM: Final = 8.0
"""The scale of `CardView.ink`; strokes of 0.3 mm are two to three pixels wide."""

_STROKE_MM: Final = 1.3
"""Wider than any stroke of the print and narrower than the gaps of the artwork behind it."""


class CardView:
    """One way of seeing a card in a picture: an outline whose first corner is taken for the print's upper left."""

    def __init__(self, picture: Pixels, outline: Quad) -> None:
        self.picture: Final = picture
        self.outline: Final = outline

    @cached_property
    def upright(self) -> Pixels:
        """The whole card at `PX_PER_MM`: uint8 (432, 685, 3), BGR."""
        return rectify(self.picture, self.outline, PX_PER_MM)

    @cached_property
    def ink(self) -> NDArray[np.float32]:
        """How much darker than its surroundings each pixel is, 0 (as bright) to 1 (black): float32 (432, 685).

        Dividing by the brightness around takes uneven light out.
        """
        return ink_of(self.upright, PX_PER_MM)

    def part(self, box: Box, px_per_mm: float) -> Pixels:
        """A part of the card, upright, sampled from the original picture."""
        return crop(self.picture, self.outline, box, px_per_mm)


def ink_of(picture: Pixels, px_per_mm: float) -> NDArray[np.float32]:
    """The ink of a rectified picture: float32 (height, width), 0 to 1."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    width_px = round(_STROKE_MM * px_per_mm)
    around = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (width_px, width_px)))
    bright = np.maximum(around.astype(np.float32), 16.0)
    return np.asarray((bright - grey) / bright, dtype=np.float32)
