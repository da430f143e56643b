"""The chosen picture of one side: the card laid flat, with a margin of desk around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.capture.frame import Frame
from permit_desktop.capture.judgement import Judgement, Reason
from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import WHOLE_CARD, crop, homography, is_convex, px_per_mm
from permit_desktop.imaging.refine import refine_outline

MARGIN_MM: Final = 5.0
"""Desk that is kept around the card. The contract wants the card to fill more than half of the picture; with this
margin it fills three quarters, and a reader that looks for its edges still finds them."""


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """A picture that is worth reading.

    Attributes:
        pixels: uint8 (height, width, 3), BGR; a fresh array.
        outline: the card in the still's pixels, None when the person took a frame in which none was found; then the
            still is the whole frame.
        to_frame: 3 x 3 float64, takes pixels of the still to those of the frame.
        frame_number, time_s: of the frame that it was taken from; stream time.
        automatic: whether auto-capture took it, not the person.
        reasons: what was wrong with the frame when the person took it all the same, most urgent first.
    """

    pixels: Pixels
    outline: Quad | None
    to_frame: NDArray[np.float64]
    frame_number: int
    time_s: float
    automatic: bool
    reasons: tuple[Reason, ...] = ()

    def in_frame(self, quad: Quad) -> Quad:
        """Where something in the still, as the holder's portrait, lies in the frame that it was taken from."""
        mapped = cv2.perspectiveTransform(np.array([quad], dtype=np.float64), self.to_frame)
        return Quad.of(np.asarray(mapped).reshape(-1, 2))


def cut_still(frame: Frame, judgement: Judgement, *, automatic: bool) -> Still:
    """Lays the card flat at the frame's own resolution; the whole frame where no card was found."""
    if judgement.outline is None or not is_convex(judgement.outline):
        pixels, outline, to_frame = frame.pixels.copy(), None, np.eye(3)
    else:
        pixels, outline, to_frame = _flat(frame.pixels, refine_outline(frame.pixels, judgement.outline))
    return Still(
        pixels=pixels,
        outline=outline,
        to_frame=to_frame,
        frame_number=frame.number,
        time_s=frame.time_s,
        automatic=automatic,
        reasons=() if automatic else judgement.faults,
    )


def _flat(picture: Pixels, outline: Quad) -> tuple[Pixels, Quad, NDArray[np.float64]]:
    scale = px_per_mm(outline)
    whole = WHOLE_CARD.grown(MARGIN_MM)
    pixels = crop(picture, outline, whole, scale)
    # The size in pixels is rounded, so the scale of either direction is taken from it.
    x_scale, y_scale = pixels.shape[1] / whole.width_mm, pixels.shape[0] / whole.height_mm
    to_mm = np.array([[1 / x_scale, 0, whole.x_mm], [0, 1 / y_scale, whole.y_mm], [0, 0, 1]])
    left, top = -whole.x_mm * x_scale, -whole.y_mm * y_scale
    right, bottom = left + WHOLE_CARD.width_mm * x_scale, top + WHOLE_CARD.height_mm * y_scale
    flat = Quad.of([(left, top), (right, top), (right, bottom), (left, bottom)])
    return pixels, flat, homography(outline) @ to_mm
