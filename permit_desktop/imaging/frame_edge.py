"""Tells whether a card whose outline lies at the picture's border is cut off there.

A whole card's sides bend inwards at its corners, for these are round. Where the border cuts the card, a side runs on
straight until the picture ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import px_per_mm

_Doubles: TypeAlias = NDArray[np.float64]

_NEAR_MM: Final = 2.5
"""How near to the border a corner must lie to be doubted: what an outline may be off where the frame takes a side's
place."""
_ROUND_MM: Final = 0.9
"""So far from a sharp corner, measured along its side, the round one has bent away from the side's line by as much."""
_STRAIGHT_MM: Final = (4.0, 16.0)
"""Where the same side is straight in any case."""
_ACROSS_MM: Final = 1.0
_RUNS_ON: Final = (0.75, 1.7)
"""Of specimens cut by 1.5 to 4 mm nearly all cut sides go on by 0.95 to 1.6; more is another thing's stronger edge."""
_LIKE_THE_SIDE: Final = 0.6
"""Of those cut sides all are as like themselves; what the desk has beside a whole card's corner was at 0.4."""
_LEAST_PX: Final = 3.0
_SPARE_PX: Final = 2.0
"""So much beyond the border repeats it without harm."""
_LEAST_EDGE: Final = 1.5
"""Grey levels (root mean square) below which a side's profile is noise."""
_TINY: Final = 1e-9


def runs_into_frame(picture: Pixels, outline: Quad) -> bool:
    """Whether a side runs on straight into the picture's border, beyond where the card's corner would be.

    Args:
        picture: uint8 (height, width, 3), BGR.
        outline: the card's sharp corners; one beyond the picture is judged by what is left of its sides.
    """
    least, most = _RUNS_ON
    return any(
        least < onwards.share < most and onwards.likeness > _LIKE_THE_SIDE
        for onwards in _continuations(picture, outline)
    )


@dataclass(frozen=True, slots=True)
class _Onwards:
    """What goes on beyond a corner.

    Attributes:
        share: how much of the side's edge, 0 for none, 1 for all of it.
        likeness: how like that edge it is whatever its strength, -1 to 1.
    """

    share: float
    likeness: float


def _continuations(picture: Pixels, outline: Quad) -> Iterator[_Onwards]:
    """What goes on beyond each corner near the border."""
    height_px, width_px = picture.shape[:2]
    scale = px_per_mm(outline)
    corners = np.asarray(outline, np.float64)
    for k in range(4):
        x, y = corners[k]
        borders = {0: min(x, width_px - x) / scale, 1: min(y, height_px - y) / scale}
        for axis, distance_mm in borders.items():
            if distance_mm > _NEAR_MM:
                continue
            # Of the two sides that meet here, the one that runs into this border.
            sides = [corners[other] - corners[k] for other in (k - 1, (k + 1) % 4)]
            side = max(sides, key=lambda way: abs(way[axis]) / np.linalg.norm(way))
            onwards = _continuation(picture, corners[k], side / np.linalg.norm(side), axis, scale)
            if onwards is not None:
                yield onwards


def _continuation(picture: Pixels, corner: _Doubles, inwards: _Doubles, axis: int, scale: float) -> _Onwards | None:
    limit = picture.shape[1 - axis]
    # From the border, or from a little before the corner where the outline ends short of it, to where the corner bends.
    at_border = (0.0 if inwards[axis] > 0 else float(limit)) - corner[axis]
    start_px = max(at_border / inwards[axis], -_NEAR_MM * scale) + 0.5
    end_px = _ROUND_MM * scale
    if end_px - start_px < _LEAST_PX:
        return None
    straight = _profile(picture, corner, inwards, tuple(mm * scale for mm in _STRAIGHT_MM), scale)
    if straight is None or float(np.sqrt((straight**2).mean())) < _LEAST_EDGE:
        return None
    here = _profile(picture, corner, inwards, (start_px, end_px), scale)
    if here is None:
        return None
    common, strength = (here * straight).sum(), (straight**2).sum()
    return _Onwards(float(common / strength), float(common / np.sqrt(strength * (here**2).sum() + _TINY)))


def _profile(
    picture: Pixels, corner: _Doubles, inwards: _Doubles, between_px: tuple[float, ...], scale: float
) -> _Doubles | None:
    """The mean colours across a side between two places along it, less their mean: (samples, 3).

    None where the picture does not show both of its flanks.
    """
    along = np.arange(between_px[0], between_px[1] + 0.5)
    across = np.linspace(-_ACROSS_MM * scale, _ACROSS_MM * scale, 2 * round(2 * _ACROSS_MM * scale) + 1)
    normal = np.array([-inwards[1], inwards[0]])
    points = corner + along[:, np.newaxis, np.newaxis] * inwards + across[np.newaxis, :, np.newaxis] * normal
    size = picture.shape[1::-1]
    if (points < -_SPARE_PX).any() or (points > np.array(size) + _SPARE_PX).any():
        return None
    x, y = (points[..., k].astype(np.float32) - 0.5 for k in (0, 1))
    strip = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mean = np.asarray(strip, np.float64).mean(axis=0)
    return np.asarray(mean - mean.mean(axis=0), np.float64)
