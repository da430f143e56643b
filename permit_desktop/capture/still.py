"""The chosen picture of one side, cut out of its frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from permit_desktop.capture.frame import Frame
from permit_desktop.domain.geometry import Point, Quad
from permit_desktop.imaging.pixels import Pixels

MARGIN_SHARE: Final = 0.06
"""Desk that is kept around the card, of the card's longer extent. The contract wants the card to fill more than half
of the picture; with this margin an upright card fills about three quarters."""


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """A picture that is worth reading.

    Attributes:
        pixels: uint8 (height, width, 3), BGR; a fresh array.
        outline: the card in the still's pixels, None when the person took a frame in which none was found.
        time_s: stream time of the frame that it was taken from.
        automatic: whether auto-capture took it, not the person.
    """

    pixels: Pixels
    outline: Quad | None
    time_s: float
    automatic: bool


def cut_still(frame: Frame, outline: Quad | None, *, automatic: bool) -> Still:
    """Cuts the card with a margin of desk out of a frame; the whole frame where no card was found."""
    if outline is None:
        return Still(frame.pixels.copy(), None, frame.time_s, automatic)
    height, width = frame.pixels.shape[:2]
    corners = np.asarray(outline)
    lowest, highest = corners.min(axis=0), corners.max(axis=0)
    margin = MARGIN_SHARE * float((highest - lowest).max())
    left, top = (max(0, int(edge - margin)) for edge in lowest)
    right, bottom = min(width, int(highest[0] + margin) + 1), min(height, int(highest[1] + margin) + 1)
    moved = Quad(*(Point(x - left, y - top) for x, y in outline))
    return Still(frame.pixels[top:bottom, left:right].copy(), moved, frame.time_s, automatic)
