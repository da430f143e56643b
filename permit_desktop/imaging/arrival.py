"""Finds the card as that which has come to lie on a desk that was seen empty before.

On a desk full of print a pale card may have no edge that stands out; against the same desk without it, it has four.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.cut_card import locate_cut_cards
from permit_desktop.imaging.lines import Floats
from permit_desktop.imaging.locate import Candidate, follow_card
from permit_desktop.imaging.percentiles import percentile
from permit_desktop.imaging.pixels import Pixels

_CHANGE: Final = 12
"""Grey levels, in the channel that changed most, that noise stays below."""
_GAP_PX: Final = 15
"""Where card and desk have the same colour nothing changes; gaps as wide as this are closed."""
_SIDE_PX: Final = 480
_AREA_SHARES: Final = (0.08, 0.85)
_LEAST_CUT_SCORE: Final = 0.6
_COME: Final = 0.97
"""Share of what is seen of a cut card that has come, or is surrounded by what has: all of it, if it is one. What is
found so in place of a whole card is seldom above 0.96."""
_SPECK_SHARE: Final = 0.002
"""Of the picture: smaller changes are no part of a card."""
_MOST_BESIDE: Final = 0.2
"""What may have come beside it, as a share of it: its shadow, or a finger."""
_ALL_CHANGED: Final = 0.9
_MOST_AROUND_CARD: Final = 3.0
"""What may have come beside a whole card, as a share of it: a hand with its arm is as large as the card, and what lies
around a portrait eight times as large as that."""
_GLANCE_PX: Final = (96, 54)
_BORDER: Final = np.ones((54, 96), dtype=np.bool_)
_BORDER[5:-5, 6:-6] = False
_COVERED: Final = 0.9
"""Share of the border that has changed."""
_UNPRINTED: Final = 35.0
"""Per cent of the border that may be plain: a hand that reaches in, or a card's shadow, leaves most of it so."""
_LEAST_PRINT: Final = 6.0
"""Grey levels: a permit's print has 9 and more, and what noise and dim light leave of a desk, below 4."""
_DESK_SEEN: Final = 0.3
"""How much alike the border is to the desk's; 0.35 and more where only the light has changed."""
_LIGHT_PX: Final = 4.0
_FILLED: Final = 0.8
"""Share of its surrounding rectangle that a card fills, seen a little from the side."""


def locate_arrival(picture: Pixels, empty: Pixels) -> Candidate | None:
    """The card in a picture of a desk, None where nothing like a card has come.

    Args:
        picture, empty: uint8 (height, width, 3), BGR, of the same size; the same desk with and without a card.
    """
    change = _change(picture, empty)
    mask, scale = _come(change)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    box = cv2.minAreaRect(hull)
    around = box[1][0] * box[1][1]
    if not _AREA_SHARES[0] * mask.size < around < _AREA_SHARES[1] * mask.size:
        return None
    if cv2.contourArea(hull) < _FILLED * around:
        return None
    arrived = follow_card(change, Quad.of(_long_side_first(np.asarray(cv2.boxPoints(box), np.float32) / scale)))
    if arrived is None:
        return None
    # The card's shadow has come with it; the picture itself tells them apart.
    seen = follow_card(picture, arrived.outline)
    return Candidate(seen.outline, arrived.score) if seen is not None else arrived


def locate_cut_arrival(picture: Pixels, empty: Pixels) -> Candidate | None:
    """The card that has come to lie on the desk and is cut by the picture's border, None where nothing like that has.

    A card so near that none of its sides is seen is told by `covers`.

    Args:
        picture, empty: as for `locate_arrival`.
    """
    cut = [candidate for candidate in locate_cut_cards(picture) if candidate.score >= _LEAST_CUT_SCORE]
    if not cut:
        return None
    mask, scale = _come(_change(picture, empty))
    around = _around(mask)
    shares = [_come_and_beside(mask, around, np.asarray(candidate.outline) * scale) for candidate in cut]
    come = [
        (candidate.score * inside / (1 + beside), candidate)
        for candidate, (inside, beside) in zip(cut, shares, strict=True)
        if inside > _COME and beside < _MOST_BESIDE
    ]
    return max(come, key=lambda found: found[0])[1] if come else None


def without_parts(found: Sequence[Candidate], picture: Pixels, empty: Pixels) -> list[Candidate]:
    """Those finds that are not merely a part of what has come, as a card's portrait is: much more has come around it.

    Where the whole picture has changed, as in another light, nothing can be said.

    Args:
        picture, empty: as for `locate_arrival`.
    """
    mask, scale = _come(_change(picture, empty))
    if float(mask.mean()) > _ALL_CHANGED:
        return list(found)
    around = _around(mask)
    shares = (_come_and_beside(mask, around, np.asarray(each.outline) * scale) for each in found)
    return [each for each, (_, beside) in zip(found, shares, strict=True) if beside < _MOST_AROUND_CARD]


def _around(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What has come and what it surrounds: where card and desk have the same colour, nothing seems to have."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    large = [contour for contour in contours if cv2.contourArea(contour) > _SPECK_SHARE * mask.size]
    around = np.zeros_like(mask)
    if large:
        cv2.fillConvexPoly(around, cv2.convexHull(np.concatenate(large)), 1)
    return around


def _come_and_beside(
    mask: NDArray[np.uint8], around: NDArray[np.uint8], corners: NDArray[np.float64]
) -> tuple[float, float]:
    """How much of what is seen of an outline has come, and how much has beside it, as a share of it."""
    inside = np.zeros_like(mask)
    cv2.fillConvexPoly(inside, np.rint(corners).astype(np.int32), 1)
    size = max(1, int(np.count_nonzero(inside)))
    beside = int(np.count_nonzero(mask)) - int(np.count_nonzero(mask & inside))
    return int(np.count_nonzero(around & inside)) / size, beside / size


def covers(picture: Pixels, empty: Pixels) -> bool:
    """Whether something has come between the camera and the desk that fills the picture from border to border.

    Where only the light has changed, the desk is still seen, or nothing is.

    Args:
        picture, empty: as for `locate_arrival`.
    """
    now, before = (
        cv2.resize(each, _GLANCE_PX, interpolation=cv2.INTER_AREA).astype(np.float32) for each in (picture, empty)
    )
    # A card that is not too near leaves desk at the border, whatever the light does to it.
    changed = (np.abs(now - before).max(axis=2) > _CHANGE)[_BORDER]
    if float(changed.mean()) < _COVERED:
        return False
    fine, fine_before = _strokes(now)[_BORDER], _strokes(before)[_BORDER]
    spread = float(fine.std() * fine_before.std())
    alike = float(((fine - fine.mean()) * (fine_before - fine_before.mean())).mean()) / max(spread, 1e-3)
    return percentile(fine, _UNPRINTED) > _LEAST_PRINT and alike < _DESK_SEEN


def _strokes(picture: Floats) -> Floats:
    """How strongly print and texture stand out, without light and shade, in the channel that shows them best."""
    return np.asarray(np.abs(picture - cv2.GaussianBlur(picture, (0, 0), _LIGHT_PX)).max(axis=2), np.float32)


def _change(picture: Pixels, empty: Pixels) -> Pixels:
    """How much each pixel differs, in the shape of the pictures."""
    return np.asarray(cv2.absdiff(picture, empty), dtype=np.uint8)


def _come(change: Pixels) -> tuple[NDArray[np.uint8], float]:
    """1 where something has come, 0 where nothing has; and how many times as large as the picture that is."""
    scale = _SIDE_PX / max(change.shape[:2])
    small = cv2.resize(change, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    strongest = cv2.max(cv2.max(small[:, :, 0], small[:, :, 1]), small[:, :, 2])
    changed = (np.asarray(strongest) > _CHANGE).astype(np.uint8)
    mask = cv2.morphologyEx(changed, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((_GAP_PX, _GAP_PX), np.uint8))
    return np.asarray(mask, np.uint8), scale


def _long_side_first(corners: cv2.typing.MatLike) -> cv2.typing.MatLike:
    """Clockwise as they come, from the left end of a long side."""
    if np.linalg.norm(corners[1] - corners[0]) < np.linalg.norm(corners[2] - corners[1]):
        corners = np.roll(corners, -1, axis=0)
    return np.roll(corners, -2, axis=0) if corners[1][0] < corners[0][0] else corners
