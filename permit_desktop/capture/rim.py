"""What an outline's rim tells: a card's bears no print, that of something else on a chequered cloth or papers does."""

from __future__ import annotations

import math
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain import layout
from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.percentiles import percentile
from permit_desktop.imaging.pixels import Pixels

_Points: TypeAlias = NDArray[np.float32]

MOST_RIPPLE: Final = 9.0
"""Grey levels along a side's rim: specimens stay below 5, what is no card is often above 15."""
_LEAST_PLAIN: Final = 2
_DEPTHS_MM: Final = (1.0, 1.33, 1.67)
_STEP_MM: Final = 0.33
_LIGHT_STEPS: Final = 2 * round(15 / _STEP_MM) + 1
_LEAST_SEEN: Final = 0.35
"""Of a side's rim; of less nothing is said."""

_CARD_MM: Final = np.array(
    [
        (0, 0),
        (layout.CARD_WIDTH_MM, 0),
        (layout.CARD_WIDTH_MM, layout.CARD_HEIGHT_MM),
        (0, layout.CARD_HEIGHT_MM),
    ]
)


def may_be_a_cards(picture: Pixels, outline: Quad, *, most_marred: int = 2) -> bool:
    """Whether an outline's rim is as plain as a card's, as far as fingers, glare and the picture's border let it be.

    Args:
        picture: uint8 (height, width, 3), BGR.
        outline: in its pixels; parts may lie beyond it.
        most_marred: on so many sides something may lie: fingers on one, glare on two. Where two are seen at all, both
            must be plain.
    """
    seen = ripples(picture, outline)
    marred = sum(ripple > MOST_RIPPLE for ripple in seen)
    return marred <= most_marred and marred <= max(0, len(seen) - _LEAST_PLAIN)


def ripples(picture: Pixels, outline: Quad) -> list[float]:
    """How strongly the rim changes along each of its sides that is in the picture, in grey levels, least first.

    Light that falls off counts little. An outline that runs through a card's print has one side with ripples, as has a
    card that fingers hold.
    """
    height_px, width_px = picture.shape[:2]
    corners = np.asarray(outline, dtype=np.float32)
    if math.dist(outline.top_left, outline.top_right) < math.dist(outline.top_right, outline.bottom_right):
        corners = np.roll(corners, -1, axis=0)
    onto = cv2.getPerspectiveTransform(np.asarray(_CARD_MM, np.float32), corners)
    found = []
    for rim in _RIMS:
        at = np.asarray(cv2.perspectiveTransform(rim, onto), np.float32)
        inside = ((at >= 0) & (at <= (width_px - 1, height_px - 1))).all(axis=(0, 2))
        if inside.mean() >= _LEAST_SEEN:
            found.append(_ripple(picture, at[:, inside]))
    return sorted(found)


def _ripple(picture: Pixels, at: _Points) -> float:
    """How strongly the picture changes along a strip of places in it: (depth, length, 2)."""
    strip = cv2.cvtColor(cv2.remap(picture, at[..., 0], at[..., 1], cv2.INTER_LINEAR), cv2.COLOR_BGR2GRAY)
    course = np.asarray(strip).mean(axis=0, dtype=np.float32)
    light = cv2.blur(course[np.newaxis], (_LIGHT_STEPS, 1), borderType=cv2.BORDER_REFLECT)[0]
    return percentile(np.abs(course - light), 60)


def _rims() -> tuple[_Points, ...]:
    """Where a card's rim lies along each side between the round corners, in millimetres: (depth, length, 2)."""
    width_mm, height_mm = _CARD_MM[2]
    corner_mm = 1.5 * layout.CORNER_RADIUS_MM
    across, down = (np.arange(corner_mm, length_mm - corner_mm, _STEP_MM) for length_mm in (width_mm, height_mm))
    top = np.stack(np.meshgrid(across, _DEPTHS_MM), axis=2)
    left = np.stack(np.meshgrid(down, _DEPTHS_MM)[::-1], axis=2)
    return tuple(np.asarray(side, np.float32) for side in (top, left, _CARD_MM[2] - top, _CARD_MM[2] - left))


_RIMS: Final = _rims()
