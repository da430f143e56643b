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
_BLANK_MM: Final = 0.5
"""A blank across the whole code that is as wide ends it: beyond lies another line of print."""
_BLANK_SHARE: Final = 0.06
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
    print_seen = (area > dark).astype(np.uint8)
    solid = cv2.morphologyEx(print_seen, cv2.MORPH_CLOSE, np.ones((size_px, size_px), np.uint8))
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((3 * size_px, 3 * size_px), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(solid)
    for x, y, width, height, _ in sorted(stats[1:].tolist(), key=lambda blob: -int(blob[4])):
        blob = print_seen[y : y + height, x : x + width]
        (first_row, last_row), (first_column, last_column) = (_between_blanks(blob.mean(axis=axis)) for axis in (1, 0))
        box = Box(
            (left + x + first_column) / PX_PER_MM,
            (top + y + first_row) / PX_PER_MM,
            (last_column - first_column) / PX_PER_MM,
            (last_row - first_row) / PX_PER_MM,
        )
        sides = (box.width_mm / expected.width_mm, box.height_mm / expected.height_mm)
        if all(abs(side - 1.0) < _SIDE_SLACK for side in sides):
            return box
    return None


def _between_blanks(shares: NDArray[np.float64]) -> tuple[int, int]:
    """From the middle outwards up to the first wide blank: first row or column, and one past the last.

    Args:
        shares: for each row or column, how much of it is print, 0 to 1.
    """
    blank = np.ones(round(_BLANK_MM * PX_PER_MM))
    is_blank = np.convolve(shares < _BLANK_SHARE, blank, "valid") == blank.size
    starts, middle = np.flatnonzero(is_blank), shares.size // 2
    before, behind = starts[starts + blank.size <= middle], starts[starts >= middle]
    first = int(before[-1]) + blank.size if before.size else 0
    return first, int(behind[0]) if behind.size else shares.size
