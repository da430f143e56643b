"""Straight edges of a picture: the gradient field, and the lines that many edge pixels agree on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.imaging.percentiles import percentile
from permit_desktop.imaging.pixels import Pixels

Floats: TypeAlias = NDArray[np.float32]
_Shorts: TypeAlias = NDArray[np.int16]

_SECTOR_DEG: Final = 10
_STEP_PX: Final = 2
_CHUNK: Final = 6
"""Steps that are judged together, so that a side may be partly brighter and partly darker than what it lies on."""
_EDGE_PIXELS_A_LINE: Final = 250
_ANGLE_STEP_DEG: Final = 1.5
_DISTANCE_STEP_PX: Final = 2.0
_MIN_VOTES: Final = 6.0
_LONG_PX: Final = 25.0
_ANGLE_BINS: Final = round(180 / _ANGLE_STEP_DEG)
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


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Straight edges, best first.

    Attributes:
        equations: float32 (n, 3): nx, ny, d of the line nx * x + ny * y = d, (nx, ny) of length one.
        running: float32 (n, steps): running sums of the cleanness along each line.
        first_step: float32 (n,): where `running` begins, as a position -ny * x + nx * y along the line.
    """

    equations: Floats
    running: Floats
    first_step: Floats

    def cleanness(self, line: NDArray[np.intp], start: Floats, end: Floats) -> Floats:
        """How clean a step each line is between two positions along it: (n,), 0 to 1.

        Along a step all gradients point the same way, so their sum is as long as the sum of their lengths; over
        texture, noise and text they cancel. That holds for faint edges as for strong ones.
        """
        last = self.running.shape[1] - 1
        low = np.clip((start - self.first_step[line]) / _STEP_PX, 0, last).astype(np.intp)
        high = np.clip((end - self.first_step[line]) / _STEP_PX, 0, last).astype(np.intp)
        return np.asarray((self.running[line, high] - self.running[line, low]) / np.maximum(high - low, 1))


def edge_field(picture: Pixels) -> EdgeField:
    """The gradient of a small picture (at most about 480 pixels wide)."""
    smooth = cv2.GaussianBlur(picture, (5, 5), 1.0)
    planes = [np.ascontiguousarray(smooth[:, :, k], np.uint8) for k in range(3)]
    best_x, best_y, best = _sobel(planes[0])
    for plane in planes[1:]:
        x, y, size = _sobel(plane)
        larger = cv2.compare(size, best, cv2.CMP_GT)
        cv2.copyTo(x, larger, best_x)
        cv2.copyTo(y, larger, best_y)
        cv2.max(size, best, best)
    # Sobel's kernel adds up to eight times the gradient.
    gradient_x, gradient_y = best_x.astype(np.float32) / np.float32(8), best_y.astype(np.float32) / np.float32(8)
    length = np.asarray(cv2.magnitude(gradient_x, gradient_y), np.float32)
    return EdgeField(gradient_x, gradient_y, length, max(0.25, 1.55 * percentile(length[::3, ::3], 25)))


def _sobel(plane: NDArray[np.uint8]) -> tuple[_Shorts, _Shorts, _Shorts]:
    x = np.asarray(cv2.Sobel(plane, cv2.CV_16S, 1, 0, ksize=3), np.int16)
    y = np.asarray(cv2.Sobel(plane, cv2.CV_16S, 0, 1, ksize=3), np.int16)
    return x, y, np.abs(x) + np.abs(y)


def find_lines(field: EdgeField, at_most: int) -> Lines:
    """The straight lines that most edge pixels lie on, strongest first.

    Edge pixels vote by their direction as well as their place, and a faint edge counts nearly as much as a strong one:
    a white card on a scanner's white lid has nothing else.
    """
    height_px, width_px = field.size.shape
    ys, xs, weight = _edge_pixels(field)
    if ys.size > at_most * _EDGE_PIXELS_A_LINE:
        # Thinned out evenly: taking the strongest would drop the pale card among dark print.
        every = ys.size / (at_most * _EDGE_PIXELS_A_LINE)
        kept = (np.arange(int(ys.size / every)) * every).astype(np.intp)
        ys, xs, weight = ys[kept], xs[kept], weight[kept]
    angle_deg = np.degrees(np.arctan2(field.y[ys, xs], field.x[ys, xs])) % 180.0
    # Distances count from the picture's middle: from a corner, the angle's rounding would move them twice as far.
    middle_x, middle_y = np.float32(width_px / 2), np.float32(height_px / 2)
    reach = int(np.hypot(height_px, width_px) / 2 / _DISTANCE_STEP_PX) + 2
    distance_bins = 2 * reach + 1

    spread = np.arange(-_VOTE_SPREAD, _VOTE_SPREAD + 1)
    bins = (np.rint(angle_deg / _ANGLE_STEP_DEG).astype(np.int32)[:, np.newaxis] + spread) % _ANGLE_BINS
    angles = np.radians(np.arange(_ANGLE_BINS, dtype=np.float32) * _ANGLE_STEP_DEG)
    cosines, sines = np.cos(angles), np.sin(angles)
    distances = (xs - middle_x)[:, np.newaxis] * cosines[bins] + (ys - middle_y)[:, np.newaxis] * sines[bins]
    cells = bins * distance_bins + np.rint(distances / _DISTANCE_STEP_PX).astype(np.int32) + reach
    votes = np.bincount(cells.ravel(), np.repeat(weight, spread.size), _ANGLE_BINS * distance_bins)
    rows, columns = _peaks(votes.astype(np.float32).reshape(_ANGLE_BINS, distance_bins), 2 * at_most)
    angle = np.radians(rows * _ANGLE_STEP_DEG)
    nx, ny = np.cos(angle), np.sin(angle)
    distance = (columns - reach) * _DISTANCE_STEP_PX + nx * middle_x + ny * middle_y
    return _cleanest(field, np.stack([nx, ny, distance], axis=1).astype(np.float32), at_most)


def _peaks(votes: Floats, at_most: int) -> tuple[Floats, Floats]:
    """Angle and distance, in fractions of bins, of the most voted cells, most votes first."""
    # The angle wraps round, with the distance's sign turned.
    edge = _VOTE_SPREAD + 2
    votes = np.vstack([votes[-edge:, ::-1], votes, votes[:edge, ::-1]])
    votes = np.asarray(cv2.GaussianBlur(votes, (3, 3), 0.8), np.float32)
    highest = cv2.dilate(votes, np.ones((2 * _VOTE_SPREAD + 1, 5), np.uint8))
    is_peak = (votes >= highest) & (votes > _MIN_VOTES)
    is_peak[:edge] = is_peak[-edge:] = False
    is_peak[:, :1] = is_peak[:, -1:] = False
    rows, columns = np.nonzero(is_peak)
    best = _spread((rows - edge) * _ANGLE_STEP_DEG, votes[rows, columns], at_most)
    rows, columns = rows[best], columns[best]
    around = np.arange(-1, 2)
    cells = votes[rows[:, np.newaxis, np.newaxis] + around[:, np.newaxis], columns[:, np.newaxis, np.newaxis] + around]
    total = cells.sum(axis=(1, 2))
    row_shift = (cells.sum(axis=2) * around).sum(axis=1) / total
    column_shift = (cells.sum(axis=1) * around).sum(axis=1) / total
    return (rows - edge + row_shift).astype(np.float32), (columns + column_shift).astype(np.float32)


def _cleanest(field: EdgeField, lines: Floats, at_most: int) -> Lines:
    """The lines with the longest clean steps, and the cleanness along them."""
    height_px, width_px = field.size.shape
    reach = int(np.hypot(height_px, width_px) / 2) + 1
    steps = np.arange(-reach, reach + 1, _STEP_PX, dtype=np.float32)
    steps = steps[: len(steps) // _CHUNK * _CHUNK]
    nx, ny, d = (lines[:, k, np.newaxis, np.newaxis] for k in range(3))
    # Each line's steps are counted from the point nearest to the picture's middle.
    middle = (-ny * width_px + nx * height_px) / 2
    across_px = d + np.array([-2, -1, 0, 1, 2], np.float32)[:, np.newaxis]
    along_px = middle + steps
    x = np.rint(nx * across_px - ny * along_px).astype(np.int32)
    y = np.rint(ny * across_px + nx * along_px).astype(np.int32)
    inside = (x >= 0) & (x < width_px) & (y >= 0) & (y < height_px)
    index = np.where(inside, y * width_px + x, 0)
    across = (field.x.ravel()[index] * nx + field.y.ravel()[index] * ny) * inside
    length = field.size.ravel()[index] * inside
    chunks = (len(lines), len(steps) // _CHUNK, _CHUNK)
    signed = np.abs(across.sum(axis=1).reshape(chunks).sum(axis=2))
    total = length.sum(axis=1).reshape(chunks).sum(axis=2)
    clean = signed / (total + 2.5 * _CHUNK * field.noise)
    best = _spread(np.degrees(np.arctan2(lines[:, 1], lines[:, 0])), np.maximum(clean - 0.4, 0).sum(axis=1), at_most)
    running = np.cumsum(np.repeat(clean[best], _CHUNK, axis=1), axis=1)
    return Lines(lines[best], running.astype(np.float32), (middle[best, 0, 0] + steps[0]).astype(np.float32))


def _spread(angle_deg: Floats, merit: Floats, at_most: int) -> NDArray[np.intp]:
    """Those of most merit, not too many of one direction: a striped desk must not crowd out the card."""
    order = np.argsort(-merit, kind="stable")
    sector = np.floor(angle_deg[order] % 180 / _SECTOR_DEG).astype(np.intp) % (180 // _SECTOR_DEG)
    taken = np.cumsum(sector[:, np.newaxis] == np.arange(180 // _SECTOR_DEG), axis=0)
    return np.asarray(order[taken[np.arange(len(order)), sector] <= at_most // 3][:at_most])


def _edge_pixels(field: EdgeField) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    """Thinned edge pixels above the noise: row and column indices, and how much each counts.

    Short strokes, as print has them, count less than long edges.
    """
    floor = field.noise * 1.5
    edges = np.asarray(
        cv2.Canny(
            (field.x * 16).astype(np.int16), (field.y * 16).astype(np.int16), floor * 16, floor * 32, L2gradient=True
        ),
        np.uint8,
    )
    _, labels, stats, _ = cv2.connectedComponentsWithStats(edges, connectivity=8, ltype=cv2.CV_32S)
    extent = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    ys, xs = np.nonzero(edges)
    size = field.size[ys, xs]
    long = np.minimum(1.0, extent[labels[ys, xs]] / _LONG_PX)
    weight = (long * size / (size + 2 * field.noise)).astype(np.float32)
    return ys, xs, weight
