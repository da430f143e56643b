"""Judges many possible outlines at once on a small picture, and moves their sides onto the steps beside them."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from permit_desktop.imaging.lines import EdgeField, Floats

_REACH_PX: Final = 5
_PIECES: Final = 12
"""Parts of a side that are judged each by itself: a side may be brighter here and darker there than what it lies on."""
_SAMPLES: Final = 3
"""Samples along each piece."""
_ROUNDING: Final = 0.06
"""The share of a side at either end that the rounded corner takes."""


def fit_outlines(field: EdgeField, quads: Floats) -> tuple[Floats, Floats]:
    """Shifts and turns each side by a few pixels to where it lies on the cleanest step.

    Args:
        field: the small picture's gradient.
        quads: float32 (n, 4, 2), corners in pixels of the small picture.

    Returns:
        The fitted quads, float32 (n, 4, 2), and how clean a step each of their sides lies on, float32 (n, 4), 0 to 1;
        side k runs from corner k to corner k + 1.
    """
    starts = quads.astype(np.float32)
    ends = np.roll(starts, -1, axis=1)
    across = _normals(starts, ends)
    at = np.linspace(_ROUNDING, 1 - _ROUNDING, _PIECES * _SAMPLES, dtype=np.float32)
    clean = _cleanness(field, starts, ends, at, _REACH_PX)
    first, last, columns = _courses()
    per_course = clean[:, :, np.arange(_PIECES), columns].mean(axis=3)
    best = np.argmax(per_course, axis=2)
    side_clean = np.take_along_axis(per_course, best[..., np.newaxis], axis=2)[..., 0]
    # The course is given at the ends of the straight part; the corners lie a little further out.
    lean = (last[best] - first[best]) / (1 - 2 * _ROUNDING)
    at_start = first[best] - lean * _ROUNDING
    moved_starts = starts + across * at_start[..., np.newaxis]
    moved_ends = ends + across * (at_start + lean)[..., np.newaxis]
    return _corners(moved_starts, moved_ends, starts), side_clean


def continuation(field: EdgeField, quads: Floats) -> Floats:
    """How much of the sides runs on beyond the corners: (n,), 0 for a card, 1 where all eight ends do.

    A card's edges end at its corners. The lines of a checked cloth do not, nor do a card's own edges beyond a line of
    print that was taken for one of its sides.
    """
    starts = quads.astype(np.float32)
    ends = np.roll(starts, -1, axis=1)
    beyond = np.linspace(0.04, 0.16, 2 * _SAMPLES, dtype=np.float32)
    clean = _cleanness(field, starts, ends, np.concatenate([-beyond[::-1], 1 + beyond]), 1).max(axis=3)
    # Two pieces at either end; both have to go on.
    both = np.minimum(clean[..., ::2], clean[..., 1::2])
    return np.asarray(np.clip((both - 0.5) / 0.4, 0, 1).mean(axis=(1, 2)), dtype=np.float32)


def _normals(starts: Floats, ends: Floats) -> Floats:
    along = ends - starts
    along /= np.maximum(np.linalg.norm(along, axis=2, keepdims=True), 1e-6)
    return np.stack([along[..., 1], -along[..., 0]], axis=2)


def _cleanness(field: EdgeField, starts: Floats, ends: Floats, at: Floats, reach_px: int) -> Floats:
    """How clean a step there is at each piece of each side and each offset: (n, 4, pieces, 2 * reach_px + 1).

    Args:
        at: where along each side samples are taken, 0 at its start, 1 at its end; `_SAMPLES` make a piece.
        reach_px: how far to either side of it.

    Along a step all gradients point the same way, so their sum is as long as the sum of their lengths; over texture,
    noise and text they cancel. That holds for faint edges as for strong ones.
    """
    height_px, width_px = field.size.shape
    across = _normals(starts, ends)
    offsets = np.arange(-reach_px - 1, reach_px + 2, dtype=np.float32)
    base = starts[:, :, np.newaxis] + at[:, np.newaxis] * (ends - starts)[:, :, np.newaxis]
    x = np.rint(base[..., :1] + offsets * across[:, :, np.newaxis, :1]).astype(np.int32)
    y = np.rint(base[..., 1:] + offsets * across[:, :, np.newaxis, 1:]).astype(np.int32)
    inside = (x >= 0) & (x < width_px) & (y >= 0) & (y < height_px)
    index = np.where(inside, y * width_px + x, 0)
    normal_x, normal_y = across[:, :, np.newaxis, :1], across[:, :, np.newaxis, 1:]
    step = (field.x.ravel()[index] * normal_x + field.y.ravel()[index] * normal_y) * inside
    size = field.size.ravel()[index] * inside
    pieces = (len(starts), 4, len(at) // _SAMPLES, _SAMPLES, len(offsets))
    step, size = step.reshape(pieces).sum(axis=3), size.reshape(pieces).sum(axis=3)
    # An edge is about three pixels wide.
    step = step[..., :-2] + step[..., 1:-1] + step[..., 2:]
    size = size[..., :-2] + size[..., 1:-1] + size[..., 2:]
    return np.asarray(np.abs(step) / (size + 1.5 * _SAMPLES * field.noise), dtype=np.float32)


def _courses() -> tuple[Floats, Floats, NDArray[np.intp]]:
    """All the ways a side may be shifted and turned: offsets at its ends (m,), columns of its pieces (m, _PIECES)."""
    offsets = np.arange(-_REACH_PX, _REACH_PX + 1, dtype=np.float32)
    first, last = (grid.ravel() for grid in np.meshgrid(offsets, offsets, indexing="ij"))
    straight = np.abs(first - last) <= _REACH_PX
    first, last = first[straight], last[straight]
    centres = (np.arange(_PIECES, dtype=np.float32) + 0.5) / _PIECES
    columns = np.rint(first[:, np.newaxis] + (last - first)[:, np.newaxis] * centres).astype(np.intp) + _REACH_PX
    return first, last, columns


def _corners(starts: Floats, ends: Floats, fallback: Floats) -> Floats:
    """Where each side meets the one before it: (n, 4, 2)."""
    ahead = ends - starts
    before_start, before = np.roll(starts, 1, axis=1), np.roll(ahead, 1, axis=1)
    determinant = before[..., 0] * ahead[..., 1] - before[..., 1] * ahead[..., 0]
    gap = starts - before_start
    safe = np.where(np.abs(determinant) > 1e-3, determinant, 1.0)
    share = (gap[..., 0] * ahead[..., 1] - gap[..., 1] * ahead[..., 0]) / safe
    met = before_start + before * share[..., np.newaxis]
    return np.where((np.abs(determinant) > 1e-3)[..., np.newaxis], met, fallback).astype(np.float32)
