"""Finds the card as that which has come to lie on a desk that was seen empty before.

On a desk full of print a pale card may have no edge that stands out; against the same desk without it, it has four.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.locate import Candidate, follow_card
from permit_desktop.imaging.pixels import Pixels

_CHANGE: Final = 12
"""Grey levels, in the channel that changed most, that noise stays below."""
_GAP_PX: Final = 15
"""Where card and desk have the same colour nothing changes; gaps as wide as this are closed."""
_SIDE_PX: Final = 480
_AREA_SHARES: Final = (0.08, 0.85)
_FILLED: Final = 0.8
"""Share of its surrounding rectangle that a card fills, seen a little from the side."""


def locate_arrival(picture: Pixels, empty: Pixels) -> Candidate | None:
    """The card in a picture of a desk, None where nothing like a card has come.

    Args:
        picture, empty: uint8 (height, width, 3), BGR, of the same size; the same desk with and without a card.
    """
    change = np.asarray(cv2.absdiff(picture, empty), dtype=np.uint8)
    scale = _SIDE_PX / max(change.shape[:2])
    small = cv2.resize(change, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    strongest = cv2.max(cv2.max(small[:, :, 0], small[:, :, 1]), small[:, :, 2])
    changed = (np.asarray(strongest) > _CHANGE).astype(np.uint8)
    mask = cv2.morphologyEx(changed, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((_GAP_PX, _GAP_PX), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    box = cv2.minAreaRect(hull)
    around = box[1][0] * box[1][1]
    if not _AREA_SHARES[0] * changed.size < around < _AREA_SHARES[1] * changed.size:
        return None
    if cv2.contourArea(hull) < _FILLED * around:
        return None
    arrived = follow_card(change, Quad.of(_long_side_first(cv2.boxPoints(box) / scale)))
    if arrived is None:
        return None
    # The card's shadow has come with it; the picture itself tells them apart.
    seen = follow_card(picture, arrived.outline)
    return Candidate(seen.outline, arrived.score) if seen is not None else arrived


def _long_side_first(corners: cv2.typing.MatLike) -> cv2.typing.MatLike:
    """Clockwise as they come, from the left end of a long side."""
    if np.linalg.norm(corners[1] - corners[0]) < np.linalg.norm(corners[2] - corners[1]):
        corners = np.roll(corners, -1, axis=0)
    return np.roll(corners, -2, axis=0) if corners[1][0] < corners[0][0] else corners
