"""Moves an outline onto the card's true edges, to a fraction of a pixel."""

from __future__ import annotations

from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM, CORNER_RADIUS_MM
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import is_convex, px_per_mm

_Doubles: TypeAlias = NDArray[np.float64]

_REACHES_MM: Final = (2.4, 0.8)
"""How far from the outline the edge is looked for, pass by pass; each pass starts from the last one's sides."""
_ALONG: Final = 96
"""Profiles a side."""
_ACROSS: Final = 49
"""Samples a profile."""
_MIN_INLIERS: Final = 12


def refine_outline(picture: Pixels, outline: Quad) -> Quad:
    """Fits a line to the edge along each side, and returns where the lines meet.

    Each side is looked at between its rounded corners. The edge's course is first found as the line across the strip
    along which the step is strongest as a whole, so that glare, print or a fold on one part do not pull it away; then
    a robust line goes through the single profiles' steps, found between pixels.

    Args:
        picture: uint8 (height, width, 3), BGR, at full resolution.
        outline: the card's corners, right to about 2 mm.

    Returns:
        The better outline, corners in the same order; the same one for a side without any edge.
    """
    current = np.asarray(outline, dtype=np.float64)
    for reach_mm in _REACHES_MM:
        reach_px = max(2.0, reach_mm * px_per_mm(Quad.of(current)))
        lines = [
            _fit_side(
                picture, current[k], current[(k + 1) % 4], reach_px, CARD_WIDTH_MM if k % 2 == 0 else CARD_HEIGHT_MM
            )
            for k in range(4)
        ]
        moved = np.array([_meet(lines[k - 1], lines[k]) for k in range(4)])
        if not is_convex(Quad.of(moved)) or np.linalg.norm(moved - current, axis=1).max() > 3 * reach_px:
            break
        current = moved
    return Quad.of(current)


def _fit_side(
    picture: Pixels, start: _Doubles, end: _Doubles, reach_px: float, length_mm: float
) -> tuple[_Doubles, _Doubles]:
    """The edge near one side: two points of its line."""
    rounding = 1.15 * CORNER_RADIUS_MM / length_mm
    at = np.linspace(rounding, 1 - rounding, _ALONG)
    direction = (end - start) / np.linalg.norm(end - start)
    outward = np.array([direction[1], -direction[0]])
    offsets = np.linspace(-reach_px, reach_px, _ACROSS)
    points = (start + at[:, np.newaxis] * (end - start))[:, np.newaxis] + offsets[:, np.newaxis] * outward
    steps = _steps(picture, points)
    first, last = _strongest_course(steps)
    course = np.linspace(first, last, _ALONG)
    place, weight = _peaks(steps, course)
    offset, slope = _robust_line(at, place, weight, course)
    spacing = offsets[1] - offsets[0]
    middle = (_ACROSS - 1) / 2
    return (
        start + outward * (offset - middle) * spacing,
        end + outward * (offset + slope - middle) * spacing,
    )


def _steps(picture: Pixels, points: _Doubles) -> _Doubles:
    """How much the colour steps, along the side's own inside-to-outside direction: (_ALONG, _ACROSS)."""
    height_px, width_px = picture.shape[:2]
    x, y = (points[..., axis].astype(np.float32) - 0.5 for axis in (0, 1))  # OpenCV counts from pixel centres
    strip = cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    smooth = cv2.GaussianBlur(strip.astype(np.float32), (0, 0), sigmaX=1.2, sigmaY=0.8)
    change = np.gradient(np.asarray(smooth, dtype=np.float64), axis=1)
    visible = (x >= 0) & (x <= width_px - 1) & (y >= 0) & (y <= height_px - 1)
    change *= visible[..., np.newaxis]
    # The largest channel at each place, signed by the channel's own way to step there.
    return np.asarray(np.sqrt((change * change).sum(axis=2)) * np.sign(change.sum(axis=2)), dtype=np.float64)


def _strongest_course(steps: _Doubles) -> tuple[float, float]:
    """Where the strongest straight step enters and leaves the strip, in samples."""
    limit = np.percentile(np.abs(steps), 95) + 1e-3
    even = np.clip(steps, -limit, limit)
    pieces = even.reshape(8, -1, _ACROSS).mean(axis=1)
    centres = (np.arange(8) + 0.5) / 8
    samples = np.arange(_ACROSS)
    first, last = (grid.ravel() for grid in np.meshgrid(samples, samples, indexing="ij"))
    # A tilt of more than a third of the strip is not the small error that is to be mended here.
    straight = np.abs(first - last) <= _ACROSS // 3
    first, last = first[straight], last[straight]
    columns = np.rint(first[:, np.newaxis] + (last - first)[:, np.newaxis] * centres).astype(int)
    along = np.abs(pieces[np.arange(8), columns]).sum(axis=1) + np.abs(pieces[np.arange(8), columns].sum(axis=1))
    # Of equals, the one nearest to the middle.
    along -= 1e-3 * (along.max() + 1e-6) * (np.abs(2 * first - _ACROSS + 1) + np.abs(2 * last - _ACROSS + 1)) / _ACROSS
    best = int(np.argmax(along))
    return float(first[best]), float(last[best])


def _peaks(steps: _Doubles, course: _Doubles) -> tuple[_Doubles, _Doubles]:
    """Each profile's step next to the course: its place between samples, and its size."""
    near = 4
    rows = np.arange(_ALONG)
    columns = np.clip(np.rint(course).astype(int)[:, np.newaxis] + np.arange(-near, near + 1), 1, _ACROSS - 2)
    sizes = np.abs(steps)
    best = columns[rows, np.argmax(sizes[rows[:, np.newaxis], columns], axis=1)]
    before, here, after = (sizes[rows, best + shift] for shift in (-1, 0, 1))
    curve = before - 2 * here + after
    between = np.where(curve < -1e-9, 0.5 * (before - after) / np.where(curve < -1e-9, curve, 1), 0.0)
    return best + np.clip(between, -0.5, 0.5), here


def _robust_line(at: _Doubles, place: _Doubles, weight: _Doubles, course: _Doubles) -> tuple[float, float]:
    """Offset and slope of a line through the steps (Huber weights); the course itself where there are too few."""
    weight = weight / (weight + np.median(weight) + 1e-9)
    residual = place - course
    slope = course[-1] - course[0]
    slope /= at[-1] - at[0]
    offset = course[0] - slope * at[0]
    for tolerance in (3.0, 1.5, 0.8, 0.8):
        pull = (
            weight
            * np.minimum(1.0, tolerance / np.maximum(np.abs(residual), 1e-9))
            * (np.abs(residual) < 4 * tolerance)
        )
        if (pull > 0).sum() < _MIN_INLIERS:
            break
        total = pull.sum()
        centre, mean = (pull * at).sum() / total, (pull * place).sum() / total
        slope = (pull * (at - centre) * (place - mean)).sum() / (pull * (at - centre) ** 2).sum()
        offset = mean - slope * centre
        residual = place - (offset + slope * at)
    return float(offset), float(slope)


def _meet(first: tuple[_Doubles, _Doubles], second: tuple[_Doubles, _Doubles]) -> _Doubles:
    """Where two lines, each through two points, cross."""
    (ax, ay), (bx, by) = first
    (cx, cy), (dx, dy) = second
    determinant = (ax - bx) * (cy - dy) - (ay - by) * (cx - dx)
    a, c = ax * by - ay * bx, cx * dy - cy * dx
    x, y = (a * (cx - dx) - (ax - bx) * c) / determinant, (a * (cy - dy) - (ay - by) * c) / determinant
    return np.array([x, y], dtype=np.float64)
