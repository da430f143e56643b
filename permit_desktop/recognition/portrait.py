"""Finds the portrait's frame on a front."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import PORTRAIT
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.card_view import PX_PER_MM

_SLACK_MM: Final = 2.5
_SIZE_SLACK_MM: Final = 0.8
_KEEP: Final = 0.35


def find_portrait(upright: Pixels) -> Box:
    """The portrait's rectangle on the card, in millimetres.

    The frame's four edges are sought near their places in the layout; where the picture shows none, the layout's own
    rectangle stands.

    Args:
        upright: the rectified front at `PX_PER_MM`, uint8 (height, width, 3), BGR.
    """
    lab = cv2.cvtColor(upright, cv2.COLOR_BGR2LAB).astype(np.float32)
    top, bottom = _along(PORTRAIT.y_mm, PORTRAIT.bottom_mm)
    left, right = _along(PORTRAIT.x_mm, PORTRAIT.right_mm)
    across = _edge_strength(lab[top:bottom], axis=1)
    down = _edge_strength(lab[:, left:right], axis=0)
    x_mm, width_mm = _pair(across, PORTRAIT.x_mm, PORTRAIT.width_mm)
    y_mm, height_mm = _pair(down, PORTRAIT.y_mm, PORTRAIT.height_mm)
    return Box(x_mm, y_mm, width_mm, height_mm)


def _along(start_mm: float, end_mm: float) -> tuple[int, int]:
    """The middle four fifths of a side, away from its neighbours' jitter."""
    length_mm = end_mm - start_mm
    return round((start_mm + 0.1 * length_mm) * PX_PER_MM), round((end_mm - 0.1 * length_mm) * PX_PER_MM)


def _edge_strength(area: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    """How strong a straight edge across `axis` stands at each boundary between pixels: float32, one shorter.

    The median over the side's length counts edges that go all along and forgets the head's own outline.
    """
    smooth = cv2.GaussianBlur(area, (0, 0), 0.8)
    step = np.abs(np.diff(smooth, axis=axis)).sum(axis=2)
    return np.asarray(np.quantile(step, 0.4, axis=1 - axis), dtype=np.float32)


def _pair(strength: NDArray[np.float32], start_mm: float, length_mm: float) -> tuple[float, float]:
    """The two boundaries near a start and a length whose edges are strongest together."""
    slack_px, size_slack_px = round(_SLACK_MM * PX_PER_MM), round(_SIZE_SLACK_MM * PX_PER_MM)
    start_px, length_px = start_mm * PX_PER_MM, length_mm * PX_PER_MM
    best, best_score = (start_mm, length_mm), 0.0
    for first in range(max(0, round(start_px) - slack_px), round(start_px) + slack_px + 1):
        for size in range(round(length_px) - size_slack_px, round(length_px) + size_slack_px + 1):
            last = first + size
            if last >= len(strength):
                continue
            weak, strong = sorted((float(strength[first]), float(strength[last])))
            off = (abs(first - start_px) / slack_px) ** 2 + (abs(size - length_px) / size_slack_px) ** 2
            score = (weak + _KEEP * strong) * (1.0 - 0.15 * off)
            if score > best_score:
                best_score = score
                best = ((first + 1) / PX_PER_MM, size / PX_PER_MM)
    return best
