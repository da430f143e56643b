"""Straight edges of a picture: the gradient field, and the lines that many edge pixels agree on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.imaging.pixels import Pixels

Floats = NDArray[np.float32]

MAX_LINES: Final = 36
_MAX_EDGE_PIXELS: Final = 9000
_ANGLE_STEP_DEG: Final = 2
_ANGLE_BINS: Final = 180 // _ANGLE_STEP_DEG
_VOTE_SPREAD: Final = 2
"""A pixel's own gradient direction is good to about this many bins; it votes for all of them."""


@dataclass(frozen=True, slots=True, eq=False)
class EdgeField:
    """The gradient of a picture.

    Attributes:
        x, y: float32 (height, width), the gradient of the colour channel that changes most, in levels a pixel.
        size: float32 (height, width), its length.
        noise: the length that the picture's quiet half stays below.
    """

    x: Floats
    y: Floats
    size: Floats
    noise: float


def edge_field(picture: Pixels) -> EdgeField:
    """The gradient of a small picture (about 480 pixels wide)."""
    smooth = cv2.GaussianBlur(picture, (0, 0), 1.0)
    x = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
    y = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, ksize=3, scale=0.125)
    xs, ys = cv2.split(x), cv2.split(y)
    best_x, best_y = xs[0], ys[0]
    best = cv2.magnitude(best_x, best_y)
    for other_x, other_y in zip(xs[1:], ys[1:], strict=True):
        size = cv2.magnitude(other_x, other_y)
        larger = cv2.compare(size, best, cv2.CMP_GT)
        cv2.copyTo(other_x, larger, best_x)
        cv2.copyTo(other_y, larger, best_y)
        best = cv2.max(best, size)
    noise = max(0.25, float(np.median(best[::3, ::3])))
    return EdgeField(np.asarray(best_x), np.asarray(best_y), np.asarray(best), noise)


def find_lines(field: EdgeField) -> Floats:
    """The straight lines that most edge pixels lie on, strongest first.

    Edge pixels vote by their direction as well as their place, and a faint edge counts nearly as much as a strong one:
    a white card on a scanner's white lid has nothing else.

    Returns:
        float32 (n, 3), n at most `MAX_LINES`: nx, ny, d of the line nx * x + ny * y = d, (nx, ny) of length one.
    """
    height_px, width_px = field.size.shape
    ys, xs = _edge_pixels(field)
    size = field.size[ys, xs]
    angle_deg = np.degrees(np.arctan2(field.y[ys, xs], field.x[ys, xs])) % 180.0
    weight = size / (size + 3 * field.noise)
    reach_px = int(np.hypot(height_px, width_px)) + 1
    distance_bins = 2 * reach_px // 2 + 1  # two pixels a bin, from -reach to reach

    spread = np.arange(-_VOTE_SPREAD, _VOTE_SPREAD + 1)
    bins = (np.rint(angle_deg / _ANGLE_STEP_DEG).astype(np.int32)[:, np.newaxis] + spread) % _ANGLE_BINS
    angles = np.radians(np.arange(_ANGLE_BINS, dtype=np.float32) * _ANGLE_STEP_DEG)
    cosines, sines = np.cos(angles), np.sin(angles)
    distances = xs[:, np.newaxis] * cosines[bins] + ys[:, np.newaxis] * sines[bins]
    cells = bins * distance_bins + ((distances + reach_px) * 0.5).astype(np.int32)
    weights = np.repeat(weight, spread.size)
    votes = np.bincount(cells.ravel(), weights, _ANGLE_BINS * distance_bins).astype(np.float32)
    votes = votes.reshape(_ANGLE_BINS, distance_bins)

    # The angle wraps round, with the distance's sign turned.
    edge = _VOTE_SPREAD + 1
    wrapped = np.vstack([votes[-edge:, ::-1], votes, votes[:edge, ::-1]])
    wrapped = cv2.blur(wrapped, (2, 1))
    peaks = cv2.dilate(wrapped, np.ones((2 * _VOTE_SPREAD + 1, 5), np.uint8))
    is_peak = (wrapped >= peaks) & (wrapped > 0.03 * min(height_px, width_px))
    is_peak[:edge] = is_peak[-edge:] = False
    rows, columns = np.nonzero(is_peak)
    order = np.argsort(wrapped[rows, columns])[::-1][:MAX_LINES]
    rows, columns = rows[order] - edge, columns[order]
    distance = columns * 2.0 - reach_px
    return np.stack([cosines[rows], sines[rows], distance.astype(np.float32)], axis=1).astype(np.float32)


def _edge_pixels(field: EdgeField) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Thinned edge pixels above the noise: row and column indices; the strongest where there are too many."""
    x16 = (field.x * 16).astype(np.int16)
    y16 = (field.y * 16).astype(np.int16)
    floor = field.noise * 2.0
    edges = cv2.Canny(x16, y16, floor * 16, floor * 24, L2gradient=True)
    ys, xs = np.nonzero(edges)
    if ys.size > _MAX_EDGE_PIXELS:
        strongest = np.argpartition(field.size[ys, xs], -_MAX_EDGE_PIXELS)[-_MAX_EDGE_PIXELS:]
        ys, xs = ys[strongest], xs[strongest]
    return ys, xs
