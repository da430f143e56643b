"""Finds the card's four corners on any desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM
from permit_desktop.imaging.lines import EdgeField, Floats, Lines, edge_field, find_lines
from permit_desktop.imaging.outline_fit import continuation, fit_outlines
from permit_desktop.imaging.pixels import Pixels

ASPECT: Final = CARD_WIDTH_MM / CARD_HEIGHT_MM
MAX_CANDIDATES: Final = 5
_MIN_AREA_SHARE: Final = 0.04
"""Of the picture: a card a quarter as wide as a 16 : 9 picture covers 0.07, less where it is tilted."""
_LEAST_APART: Final = 0.15
"""Of the picture's shorter side: that card's long sides in a 4 : 3 picture are 0.19 of it apart where it is tilted."""
_MAX_SCORED: Final = 60
_FOCAL_LENGTHS: Final = (0.75, 0.95, 1.2, 1.6, 2.4, 6.0)
"""In longer sides of the picture: from a wide phone camera to a scanner's near-parallel rays."""
_BORDER_SCORE: Final = 0.30
"""Of the picture's own border, when it has a card's proportions: better than nothing, worse than four seen sides."""


@dataclass(frozen=True, slots=True)
class _Effort:
    """How hard to look.

    Attributes:
        side_px: the longer side of the copy that is looked at.
        lines, pairs: how many straight edges, and pairs of parallel ones, are tried.
        candidates: how many places it may name.
    """

    side_px: int
    lines: int
    pairs: int
    candidates: int


_QUICK: Final = (_Effort(480, 36, 150, 5), _Effort(160, 36, 150, 5))
"""The look that suffices on most desks, and one so coarse that cloth and stripes melt away."""
_HARD: Final = (_Effort(480, 110, 1000, 10), _Effort(800, 110, 1000, 10))
"""They mind every line of a desk full of papers."""
_SURE: Final = 0.7
_ROOM: Final = 0.1
"""Around a small card, of its longer extent: for what its sides may run on in."""
_NEARLY_ALL: Final = 0.8
"""Of the picture: a card with its room that takes more is not small."""
_PASSES: Final = 2
"""Each moves a followed card's sides by a few pixels at most."""
_RUNS_ON: Final = 0.9
"""How much of its score an outline loses when all its sides run on beyond the corners."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place where the card may be.

    Attributes:
        outline: the card's sharp corners (those its sides would meet in without the rounding), in picture pixels.
            `top_left` to `top_right` is a long side, the one of the two that lies higher (for a card that stands
            upright: the left one). Which way up the text stands is for the reader to find.
        score: 0 to 1, how surely four straight sides of a card were seen. On specimen stills nine in ten right
            outlines score above 0.6, and hardly a wrong one does.
    """

    outline: Quad
    score: float


def locate_card(picture: Pixels, *, thorough: bool = True) -> Candidate | None:
    """The likeliest place of the card, None where nothing looks like one; for `thorough` see `locate_cards`."""
    return next(iter(locate_cards(picture, thorough=thorough)), None)


def follow_card(picture: Pixels, outline: Quad, *, closely: bool = False) -> Candidate | None:
    """The card near where it was a moment ago, in a small part of the time that a search takes.

    Args:
        picture: uint8 (height, width, 3), BGR.
        outline: where it was, right to about 2 % of the picture's width.
        closely: whether a small card is looked at in more of the picture's pixels: among print and chequers that tells
            its sides from theirs, but the outline must be right to 2 % of the card's width.

    Returns:
        The outline, its corners in the order given, with the score that a search would give it; None where it cannot
        be a card any more.
    """
    left, top, right, bottom = _around(picture, outline) if closely else (0, 0, picture.shape[1], picture.shape[0])
    field, factors = small_field(picture[top:bottom, left:right])
    # The shape is judged as the whole picture shows it: what is seen aslant depends on where the lens looks.
    origin = np.array([left, top], np.float32) / factors
    width_px, height_px = (round(picture.shape[axis] / float(factors[1 - axis])) for axis in (1, 0))
    quads, scores = np.asarray([outline], np.float32) / factors - 0.5, np.zeros(1, np.float32)
    for _ in range(_PASSES):
        fitted, clean = fit_outlines(field, quads - origin)
        quads = fitted + origin
        if not _plausible(quads, width_px, height_px).all():
            return None
        scores = _scores(quads, width_px, height_px, clean, continuation(field, fitted))
    return Candidate(Quad.of((quads[0] + 0.5) * factors), float(scores[0]))


def _around(picture: Pixels, outline: Quad) -> tuple[int, int, int, int]:
    """A small card's surroundings in a picture, for a large card all of it: left, top, right and bottom."""
    height_px, width_px = picture.shape[:2]
    corners = np.asarray(outline)
    low, high = corners.min(axis=0), corners.max(axis=0)
    room = _ROOM * (high - low).max()
    left, top = (int(max(0, edge)) for edge in low - room)
    right, bottom = (int(edge) + 1 for edge in np.minimum(high + room, (width_px - 1, height_px - 1)))
    large = max(right - left, bottom - top) > _NEARLY_ALL * max(width_px, height_px)
    # What has left the picture is for the caller to find.
    return (0, 0, width_px, height_px) if large or right <= left or bottom <= top else (left, top, right, bottom)


def locate_cards(picture: Pixels, *, thorough: bool = True) -> list[Candidate]:
    """The places where the card may be, likeliest first, at most five.

    Looks at a copy of 480 pixels a side, so it costs the same for a camera frame and a large still, and is good to
    about half a pixel of that copy; `refine_outline` makes it exact. Where the card is not plain to see, it looks
    harder, which takes several times as long.

    Args:
        picture: uint8 (height, width, 3), BGR.
        thorough: False for the first look alone, where the next frame brings another chance.
    """
    found: list[Candidate] = []
    for candidates in _looks(picture, _QUICK + _HARD):
        found += candidates
        if not thorough or (found and max(candidate.score for candidate in found) > _SURE):
            break
    border = _border(picture)
    return sorted(distinct(found, MAX_CANDIDATES - len(border)) + border, key=lambda candidate: -candidate.score)


def quick_looks(picture: Pixels) -> Iterator[list[Candidate]]:
    """The places where the card may be, look by look, likeliest first; as far as that is told in little time.

    Last comes the picture's own border, where that has a card's proportions.
    For a caller who can tell by other means whether one of them is right, and then need not look any further.
    """
    yield from _looks(picture, _QUICK)
    yield _border(picture)


def hard_looks(picture: Pixels) -> Iterator[list[Candidate]]:
    """More of them, where the quick looks have missed the card: each look takes several times as long as those."""
    yield from _looks(picture, _HARD)


def _looks(picture: Pixels, efforts: Iterable[_Effort]) -> Iterator[list[Candidate]]:
    height_px, width_px = picture.shape[:2]
    # As often as the hardest look allows.
    halved = _halved(picture, 2 * max(effort.side_px for effort in _QUICK + _HARD))
    for effort in efforts:
        small = _shrunk(halved, effort.side_px)
        quads, scores = _score_quads(edge_field(small), effort)
        factors = np.array([width_px / small.shape[1], height_px / small.shape[0]], np.float32)
        corners = (quads + 0.5) * factors  # from pixel centres to the picture's corner
        seen = [Candidate(Quad.of(ordered(quad)), float(score)) for quad, score in zip(corners, scores, strict=True)]
        yield distinct(seen, effort.candidates)


def small_field(picture: Pixels) -> tuple[EdgeField, Floats]:
    """The gradient of the copy that the first look takes, and how many of the picture's pixels one of its has."""
    height_px, width_px = picture.shape[:2]
    side_px = _QUICK[0].side_px
    small = _shrunk(_halved(picture, 2 * side_px), side_px)
    return edge_field(small), np.array([width_px / small.shape[1], height_px / small.shape[0]], np.float32)


def _halved(picture: Pixels, from_px: int) -> Pixels:
    """The picture halved while its longer side is so many pixels or more: whole halves are averaged quickly."""
    while max(picture.shape[:2]) >= from_px:
        size = (max(1, picture.shape[1] // 2), max(1, picture.shape[0] // 2))
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    return picture


def _shrunk(picture: Pixels, side_px: int) -> Pixels:
    height_px, width_px = picture.shape[:2]
    scale = side_px / max(height_px, width_px)
    if scale >= 1.0:
        return picture
    size = (max(1, round(width_px * scale)), max(1, round(height_px * scale)))
    # Averaging costs more, and is needed only where pixels would be left out.
    way = cv2.INTER_AREA if scale < 0.5 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, size, interpolation=way), np.uint8)


def _score_quads(field: EdgeField, effort: _Effort) -> tuple[Floats, Floats]:
    """All card-like quads of four lines: float32 (n, 4, 2) and their scores (n,), best first."""
    height_px, width_px = field.size.shape
    lines = find_lines(field, effort.lines)
    pairs = line_pairs(lines.equations, width_px, height_px, effort.pairs)
    first, second = np.triu_indices(len(pairs), k=1)
    a, b = pairs[first], pairs[second]
    turn = np.abs((lines.equations[a[:, 0], :2] * lines.equations[b[:, 0], :2]).sum(axis=1))
    crossing = turn < 0.6
    a, b = a[crossing], b[crossing]
    if len(a) == 0:
        return np.zeros((0, 4, 2), np.float32), np.zeros(0, np.float32)
    # Sides in the order a0, b0, a1, b1; corner k is where side k meets side k + 1.
    sides = np.stack([a[:, 0], b[:, 0], a[:, 1], b[:, 1]], axis=1)
    quads = np.stack(
        [meet(lines.equations[sides[:, k]], lines.equations[sides[:, (k + 1) % 4]]) for k in range(4)], axis=1
    )
    keep = _plausible(quads, width_px, height_px)
    quads, sides = quads[keep], sides[keep]
    if len(quads) == 0:
        return quads, np.zeros(0, np.float32)
    shape = _shape_fit(quads, width_px, height_px)
    keep = shape > 0.2
    quads, sides, shape = quads[keep], sides[keep], shape[keep]
    loose = shape * _support(lines, sides, quads) * area_share(quads, width_px, height_px) ** 0.15
    best = np.argsort(loose)[::-1][:_MAX_SCORED]
    quads, scores = _fitted(field, quads[best])
    order = np.argsort(scores)[::-1]
    return quads[order], scores[order]


def _fitted(field: EdgeField, quads: Floats) -> tuple[Floats, Floats]:
    """Quads moved onto the steps beside their sides, and how surely each is a card."""
    height_px, width_px = field.size.shape
    quads, clean = fit_outlines(field, quads)
    return quads, _scores(quads, width_px, height_px, clean, continuation(field, quads))


def _scores(quads: Floats, width_px: int, height_px: int, clean: Floats, running_on: Floats) -> Floats:
    """How surely each quad in a picture of some size is a card: (n,).

    Args:
        clean: how clean a step each side lies on.
        running_on: how much of the sides runs on beyond the corners.
    """
    scores = (
        _shape_fit(quads, width_px, height_px)
        * np.maximum(clean, 1e-3).prod(axis=1) ** 0.25
        * clean.min(axis=1) ** 0.3
        * (1 - _RUNS_ON * running_on)
        * area_share(quads, width_px, height_px) ** 0.15
    )
    return np.asarray(scores, np.float32)


def line_pairs(lines: Floats, width_px: int, height_px: int, at_most: int) -> NDArray[np.intp]:
    """Pairs of near-parallel lines far enough apart: indices (n, 2)."""
    i, j = np.triu_indices(len(lines), k=1)
    parallel = np.abs((lines[i, :2] * lines[j, :2]).sum(axis=1)) > 0.92
    centre = np.array([width_px / 2, height_px / 2], np.float32)
    offset = lines[:, :2] @ centre - lines[:, 2]
    same = np.sign((lines[i, :2] * lines[j, :2]).sum(axis=1))
    apart = np.abs(offset[i] - same * offset[j]) > _LEAST_APART * min(width_px, height_px)
    chosen = np.flatnonzero(parallel & apart)
    # Lines come strongest first, so a pair's rank is the sum of its lines' ranks.
    chosen = chosen[np.argsort(i[chosen] + j[chosen], kind="stable")][:at_most]
    return np.stack([i[chosen], j[chosen]], axis=1)


def meet(first: Floats, second: Floats) -> Floats:
    """Where lines cross: (n, 2)."""
    determinant = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
    x = (first[:, 2] * second[:, 1] - first[:, 1] * second[:, 2]) / determinant
    y = (first[:, 0] * second[:, 2] - first[:, 2] * second[:, 0]) / determinant
    return np.stack([x, y], axis=1)


def _plausible(quads: Floats, width_px: int, height_px: int) -> NDArray[np.bool_]:
    """Convex, inside the picture (a rounded corner's extrapolation may stick out a little), and large enough."""
    along = np.roll(quads, -1, axis=1) - quads
    after = np.roll(along, -1, axis=1)
    turn = along[:, :, 0] * after[:, :, 1] - along[:, :, 1] * after[:, :, 0]
    convex = (turn > 0).all(axis=1) | (turn < 0).all(axis=1)
    margin_px = 0.02 * max(width_px, height_px)
    inside = ((quads > -margin_px) & (quads < np.array([width_px, height_px]) + margin_px)).all(axis=(1, 2))
    return np.asarray(convex & inside & (area_share(quads, width_px, height_px) > _MIN_AREA_SHARE))


def _shape_fit(quads: Floats, width_px: int, height_px: int) -> Floats:
    """How well each quad can be a card seen by some plausible camera: (n,), 0 to 1.

    With the camera's axis through the picture's middle and a focal length taken from a few, the two card axes must come
    out at right angles and in the card's proportions.
    """
    points = quads - np.array([width_px / 2, height_px / 2], np.float32)
    x, y = points[:, :, 0].astype(np.float64), points[:, :, 1].astype(np.float64)
    x_sum, y_sum = x[:, 0] - x[:, 1] + x[:, 2] - x[:, 3], y[:, 0] - y[:, 1] + y[:, 2] - y[:, 3]
    x1, x2, y1, y2 = x[:, 1] - x[:, 2], x[:, 3] - x[:, 2], y[:, 1] - y[:, 2], y[:, 3] - y[:, 2]
    determinant = x1 * y2 - x2 * y1
    g = (x_sum * y2 - x2 * y_sum) / determinant
    h = (x1 * y_sum - x_sum * y1) / determinant
    along = np.stack([x[:, 1] - x[:, 0] + g * x[:, 1], y[:, 1] - y[:, 0] + g * y[:, 1], g])
    across = np.stack([x[:, 3] - x[:, 0] + h * x[:, 3], y[:, 3] - y[:, 0] + h * y[:, 3], h])
    best = np.full(len(quads), np.inf)
    for focal in _FOCAL_LENGTHS:
        scale = np.array([[1.0], [1.0], [focal * max(width_px, height_px)]])
        u, v = along * scale, across * scale
        u_size, v_size = np.sqrt((u * u).sum(axis=0)), np.sqrt((v * v).sum(axis=0))
        ratio = np.abs(np.abs(np.log(u_size / v_size)) - np.log(ASPECT))
        skew = np.abs((u * v).sum(axis=0) / (u_size * v_size))
        best = np.minimum(best, np.hypot(ratio / 0.13, skew / 0.13))
    return np.exp(-0.5 * best**2).astype(np.float32)


def _support(lines: Lines, sides: NDArray[np.intp], quads: Floats) -> Floats:
    """How much of each quad's outline is a clean step: (n,), 0 to 1, the geometric mean of the four sides."""
    result = np.ones(len(quads), np.float64)
    for k in range(4):
        line = lines.equations[sides[:, k]]
        direction = np.stack([-line[:, 1], line[:, 0]], axis=1)
        start = (quads[:, k - 1] * direction).sum(axis=1)
        end = (quads[:, k] * direction).sum(axis=1)
        low, high = np.minimum(start, end), np.maximum(start, end)
        rounding = 0.06 * (high - low)
        clean = lines.cleanness(sides[:, k], low + rounding, high - rounding)
        result *= np.maximum(clean, 1e-3)
    return np.asarray(result**0.25, dtype=np.float32)


def area_share(quads: Floats, width_px: int, height_px: int) -> Floats:
    """Each quad's area as a share of the picture's, whether it lies in the picture or beyond: (n,)."""
    x, y = quads[:, :, 0], quads[:, :, 1]
    area = 0.5 * np.abs((x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum(axis=1))
    return np.asarray(area / (width_px * height_px), dtype=np.float32)


def distinct(candidates: list[Candidate], at_most: int) -> list[Candidate]:
    """The best that differ from each better one by more than a few per cent of their size."""
    chosen: list[Candidate] = []
    taken: list[NDArray[np.float64]] = []
    for candidate in sorted(candidates, key=lambda candidate: -candidate.score):
        corners = np.asarray(candidate.outline)
        near = 0.04 * np.linalg.norm(corners[2] - corners[0])
        if all(np.abs(other - corners).max() > near for other in taken):
            taken.append(corners)
            chosen.append(candidate)
        if len(chosen) == at_most:
            break
    return chosen


def ordered(corners: NDArray[np.floating]) -> NDArray[np.floating]:
    """The corners clockwise on the screen, from the left end of the higher long side."""
    centre = corners.mean(axis=0)
    corners = corners[np.argsort(np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0]))]
    lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    if lengths[0] + lengths[2] < lengths[1] + lengths[3]:
        corners = np.roll(corners, -1, axis=0)
    # The first side runs to the right, or upwards where it is near vertical.
    x, y = corners[1] - corners[0]
    return np.roll(corners, -2, axis=0) if x - 1e-3 * y < 0 else corners


def _border(picture: Pixels) -> list[Candidate]:
    """The picture's own border, where a scan shows the card and nothing else."""
    height_px, width_px = picture.shape[:2]
    ratio = max(width_px, height_px) / min(width_px, height_px)
    if abs(np.log(ratio / ASPECT)) > 0.1:
        return []
    corners = np.array([(0.0, 0.0), (width_px, 0.0), (width_px, height_px), (0.0, height_px)])
    return [Candidate(Quad.of(ordered(corners)), _BORDER_SCORE)]
