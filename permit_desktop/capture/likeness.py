"""Thumbnails of a card's face, to notice that another face lies there."""

from __future__ import annotations

from itertools import product
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.imaging.pixels import Grey

SIZE_PX: Final = (160, 100)
OTHER_FACE: Final = 0.28
"""From this difference on two thumbnails show two faces. Among specimens in scripted videos the same face differs by
0.09 in the median and 0.22 in 99 of 100 pairs, two persons' fronts by 0.48 and 0.32, front and back by far more."""
OTHER_FACE_ON_TOP: Final = 0.4
"""The same where the card never left: turned over, or another laid upon it. A pushed card whose outline is found
with its shadow must not be taken for another."""
_LIGHT_PX: Final = 5.0
"""Changes that are wider than this are light and background, not print."""
_LEAST_PRINT: Final = 1e-3
_SHIFT_PX: Final = 4
"""By so much an outline may be beside its place."""
_ALIKE: Final = 0.85
"""No two faces are so much alike that looking for a better match could matter."""
_SAME_WARPED: Final = 0.13
"""Below this two warped thumbnails show one face: it comes to 0.04 in the median, two persons never came below 0.16."""
_WARP_STEPS: Final = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 40, 1e-4)
_WARP_BLURS_PX: Final = (21, 5)
"""First roughly, then finely: fine print alone leads nowhere from afar."""
_STRETCHES: Final = (0.88, 0.94, 1.0, 1.06)
_RIM: Final = 0.2
"""What of a face is no part of its middle, on each side."""
_INNER: Final = np.s_[12:-12, 12:-12]
_MOST_TURN: Final = 0.15
_MOST_SHIFT_PX: Final = 16
"""Larger warps are no errors of an outline; they make a speck of one face like a speck of the other."""
_STIR: Final = 28.0
"""Grey levels, without light and background, that noise and a jittering outline stay below."""
_STIR_SIZE_PX: Final = (48, 30)
_STIR_LIGHT_PX: Final = 3.0


def thumbnail(face: Grey) -> Grey:
    """A flat face, made small: uint8, `SIZE_PX`."""
    half = cv2.resize(face, (face.shape[1] // 2, face.shape[0] // 2), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(half, SIZE_PX, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def difference(one: Grey, other: Grey) -> float:
    """How unlike two thumbnails are: 0 alike, 1 nothing in common; whichever way up and however lit each of them is."""
    print_of_one, print_of_other = _evenly_lit(one), _evenly_lit(other)
    if min(float(print_of_one.std()), float(print_of_other.std())) < _LEAST_PRINT:
        return 1.0
    inner = np.s_[_SHIFT_PX:-_SHIFT_PX, _SHIFT_PX:-_SHIFT_PX]
    alike = 0.0
    for turned in (print_of_other, np.ascontiguousarray(print_of_other[::-1, ::-1])):
        # A card that lies where it lay is told at once.
        for within in (print_of_one[inner], print_of_one):
            matches = cv2.matchTemplate(within, turned[inner], cv2.TM_CCOEFF_NORMED)
            alike = max(alike, float(np.nan_to_num(matches).max()))
            if alike > _ALIKE:
                return 1.0 - min(1.0, alike)
    return 1.0 - alike


def is_other_face(one: Grey, other: Grey, least_difference: float) -> bool:
    """Whether two thumbnails show two faces: they differ by so much, and no small warp makes them alike.

    An outline that is found with a shadow, or without a strip of the card, warps the face.
    """
    return difference(one, other) > least_difference and _warped_difference(one, other) > _SAME_WARPED


def _warped_difference(one: Grey, other: Grey) -> float:
    print_of_one, print_of_other = _evenly_lit(one), _evenly_lit(other)
    alike = 0.0
    for turned in (print_of_other, np.ascontiguousarray(print_of_other[::-1, ::-1])):
        for start in (_unwarped, _stretched):
            alike = max(alike, _likeness_warped(print_of_one, turned, start(print_of_one, turned)))
            if alike > 1.0 - _SAME_WARPED:
                return 1.0 - alike
    return 1.0 - alike


def _likeness_warped(one: NDArray[np.float32], other: NDArray[np.float32], warp: cv2.typing.MatLike) -> float:
    """How much alike the best warp near a first one makes them."""
    try:
        for blur_px in _WARP_BLURS_PX:
            _, warp = cv2.findTransformECC(
                one, other, warp, cv2.MOTION_AFFINE, _WARP_STEPS, np.ones(one.shape, np.uint8), blur_px
            )
    except cv2.error:  # no warp leads from one to the other
        return 0.0
    by = np.abs(warp - np.eye(2, 3))
    if by[:, :2].max() >= _MOST_TURN or by[:, 2].max() >= _MOST_SHIFT_PX:
        return 0.0
    laid_over = cv2.warpAffine(other, warp, SIZE_PX, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    match = cv2.matchTemplate(one[_INNER], laid_over[_INNER], cv2.TM_CCOEFF_NORMED)
    return float(np.nan_to_num(match).max())


def _unwarped(_one: NDArray[np.float32], _other: NDArray[np.float32]) -> cv2.typing.MatLike:
    return np.eye(2, 3, dtype=np.float32)


def _stretched(one: NDArray[np.float32], other: NDArray[np.float32]) -> cv2.typing.MatLike:
    """Where the middle of one lies in the other, however it is stretched: an outline that misses strips of a card."""
    height, width = one.shape
    top, left = round(height * _RIM), round(width * _RIM)
    middle = np.ascontiguousarray(one[top:-top, left:-left])
    best, warp = 0.0, _unwarped(one, other)
    for across, down in product(_STRETCHES, repeat=2):
        stretched = cv2.resize(other, (round(width * across), round(height * down)))
        _, likeness, _, (x, y) = cv2.minMaxLoc(cv2.matchTemplate(stretched, middle, cv2.TM_CCOEFF_NORMED))
        if likeness > best:
            best = likeness
            warp = np.array([(1 / across, 0, (x - left) / across), (0, 1 / down, (y - top) / down)], dtype=np.float32)
    return warp


def has_changed(one: Grey, other: Grey) -> bool:
    """Whether something on the face moved between two thumbnails of it: a finger, a sheet of paper, never a shadow."""
    small = (cv2.resize(thumb, _STIR_SIZE_PX, interpolation=cv2.INTER_AREA) for thumb in (one, other))
    before, after = (_fine(np.asarray(thumb, dtype=np.uint8), _STIR_LIGHT_PX) for thumb in small)
    return float(cv2.norm(before, after, cv2.NORM_INF)) > _STIR


def _evenly_lit(thumb: Grey) -> NDArray[np.float32]:
    """How much darker or lighter each pixel is than what lies around it, as a share."""
    grey = thumb.astype(np.float32) + 1
    return np.asarray(grey / cv2.GaussianBlur(grey, (0, 0), _LIGHT_PX) - 1, dtype=np.float32)


def _fine(thumb: Grey, light_px: float) -> NDArray[np.float32]:
    """A thumbnail without light and background."""
    fine = thumb.astype(np.float32)
    return np.asarray(fine - cv2.GaussianBlur(fine, (0, 0), light_px), dtype=np.float32)
