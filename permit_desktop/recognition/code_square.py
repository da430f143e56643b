"""Finds the square code of an endorsement block, whose four sides tell where the card's own are."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box
from permit_desktop.recognition.card_view import PX_PER_MM

_SLACK_MM: Final = 6.0
_INK: Final = 0.35
_MODULES_MM: Final = 1.6
"""Blanks inside the code are narrower; those around it are not."""
_SIDE_SLACK: Final = 0.25


def find_code_square(ink: NDArray[np.float32], expected: Box) -> Box | None:
    """The code's ink near its place on a card, in millimetres; None when nothing there is as large and as square.

    Args:
        ink: float32 (height, width) at `PX_PER_MM` over the whole card.
    """
    around = expected.grown(_SLACK_MM)
    left, top = max(0, round(around.x_mm * PX_PER_MM)), max(0, round(around.y_mm * PX_PER_MM))
    area = ink[top : round(around.bottom_mm * PX_PER_MM), left : round(around.right_mm * PX_PER_MM)]
    if area.size == 0:
        return None
    dark = max(_INK * float(np.quantile(area, 0.99)), 0.08)
    size_px = round(_MODULES_MM * PX_PER_MM)
    solid = cv2.morphologyEx((area > dark).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((size_px, size_px), np.uint8))
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((3 * size_px, 3 * size_px), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(solid)
    for x, y, width, height, _ in sorted(stats[1:].tolist(), key=lambda blob: -int(blob[4])):
        box = Box((left + x) / PX_PER_MM, (top + y) / PX_PER_MM, width / PX_PER_MM, height / PX_PER_MM)
        sides = (box.width_mm / expected.width_mm, box.height_mm / expected.height_mm)
        if all(abs(side - 1.0) < _SIDE_SLACK for side in sides):
            return box
    return None
