"""Lays a card where its print was found: the outline that suits the anchors best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM
from permit_desktop.imaging.rectify import is_convex
from permit_desktop.recognition.known_lines import Anchor

_FEWEST_POINTS: Final = 2
"""The two ends of one long line tell place, direction and size; the rest stays as a straight look from above has it."""
_PRINT_MM: Final = 0.8
"""How far a line of print usually lies beside its place."""
_SLOPE_WEIGHT: Final = 2.0
"""How much surer it is that a line is level than where it lies."""
_USUAL_STRETCH: Final = 0.06
"""How much more a tilted card is foreshortened along one direction than along the other."""
_USUAL_TAPER_PER_MM: Final = 0.0012
"""How much farther away, as a share of the distance, each millimetre of a tilted card is."""
_CORNERS: Final = np.array(
    [(0, 0), (CARD_WIDTH_MM, 0), (CARD_WIDTH_MM, CARD_HEIGHT_MM), (0, CARD_HEIGHT_MM)], dtype=np.float64
)


def outline_by(anchors: Iterable[Anchor]) -> Quad | None:
    """The card's corners in picture pixels, the upright print's upper left one first; None with too few anchors."""
    matrix = _fit(anchors)
    if matrix is None:
        return None
    outline = Quad.of(cv2.perspectiveTransform(_CORNERS.reshape(1, -1, 2), matrix).reshape(-1, 2))
    return outline if is_convex(outline) else None


def _fit(anchors: Iterable[Anchor]) -> NDArray[np.float64] | None:
    """The 3 x 3 matrix from card millimetres to picture pixels that suits the anchors best; None with too few of them.

    Print lies a little beside its place, and few lines tell a perspective badly. So the view is held to a camera's
    straight look from above as firmly as a usual tilt allows, by rows of their own in the linear least squares of the
    eight unknowns (ridge regression).
    """
    found = tuple(anchors)
    card: list[tuple[float, float]] = []
    seen: list[NDArray[np.float64]] = []
    both_ends: list[int] = []
    for anchor in found:
        box, place = anchor.box, anchor.place
        middle_mm = box.y_mm + box.height_mm / 2
        card.append((box.x_mm, middle_mm))
        seen.append(np.mean((place.top_left, place.bottom_left), axis=0))
        if anchor.ends:
            both_ends.append(len(card))
            card.append((box.right_mm, middle_mm))
            seen.append(np.mean((place.top_right, place.bottom_right), axis=0))
    if len(card) < _FEWEST_POINTS:
        return None
    upright = _turn(-_direction(anchor.place for anchor in found))
    source, target = np.array(card, np.float64), np.array(seen, np.float64)
    centre_mm, centre_px = source.mean(axis=0), target.mean(axis=0)
    source, target = source - centre_mm, (target - centre_px) @ upright.T
    px_per_mm = float(np.linalg.norm(target)) / max(float(np.linalg.norm(source)), 1e-6)
    if not px_per_mm > 0.0:
        return None
    solved = _solve(source, target / px_per_mm, both_ends)
    to_picture = np.eye(3)
    to_picture[:2, :2] = px_per_mm * upright.T
    to_picture[:2, 2] = centre_px
    from_card = np.array([[1, 0, -centre_mm[0]], [0, 1, -centre_mm[1]], [0, 0, 1]])
    return np.asarray(to_picture @ solved @ from_card, np.float64)


def _direction(places: Iterable[Quad]) -> float:
    """Which way the print runs, in radians, long lines counting more."""
    along = np.sum([np.subtract(place.top_right, place.top_left) for place in places], axis=0)
    return float(np.arctan2(along[1], along[0]))


def _turn(angle: float) -> NDArray[np.float64]:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([(cosine, -sine), (sine, cosine)])


def _solve(source: NDArray[np.float64], target: NDArray[np.float64], both_ends: Sequence[int]) -> NDArray[np.float64]:
    """The 3 x 3 matrix between two sets of points (n, 2), both centred and of about the same size in millimetres.

    Args:
        both_ends: the points that are the end of a line whose beginning is the point before. A line lies beside its
            place, but is level: its slope tells more than its place.
    """
    x, y = source.T
    zero, one = np.zeros_like(x), np.ones_like(x)
    across = np.column_stack([x, y, one, zero, zero, zero, -x * target[:, 0], -y * target[:, 0]])
    down = np.column_stack([zero, zero, zero, x, y, one, -x * target[:, 1], -y * target[:, 1]])
    ends = np.array(both_ends, np.intp)
    slopes = (down[ends] - down[ends - 1]) * _SLOPE_WEIGHT
    wanted_slopes = (target[ends, 1] - target[ends - 1, 1]) * _SLOPE_WEIGHT
    stretch = _PRINT_MM / _USUAL_STRETCH
    taper = _PRINT_MM / _USUAL_TAPER_PER_MM
    held = np.zeros((4, 8))
    held[0, [0, 4]] = stretch, -stretch
    held[1, [1, 3]] = stretch, stretch
    held[2, 6] = held[3, 7] = taper
    rows = np.vstack([across, down, slopes, held])
    wanted = np.concatenate([target[:, 0], target[:, 1], wanted_slopes, np.zeros(4)])
    unknowns = np.linalg.lstsq(rows, wanted, rcond=None)[0]
    return np.asarray(np.append(unknowns, 1.0).reshape(3, 3), np.float64)
