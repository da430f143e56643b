"""Finds a card that the picture's border cuts: too near to the camera, or pushed half out of its sight.

Such a card shows three sides at most, and each of its proportions could be those of something else. So what is found
here is a guess, and needs a second witness: print that stands where a card has it, or the desk as it was without it.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.lines import EdgeField, Floats, Lines, find_lines
from permit_desktop.imaging.locate import (
    ASPECT,
    MAX_CANDIDATES,
    Candidate,
    area_share,
    distinct,
    line_pairs,
    meet,
    ordered,
    small_field,
)
from permit_desktop.imaging.outline_fit import continuation, fit_outlines
from permit_desktop.imaging.pixels import Pixels

_LINES: Final = 36
_PAIRS: Final = 150
_FITTED: Final = 40
_SQUARE: Final = 0.3
"""The cosine of the angle between a base and the sides that stand on it: a card that leans is no concern here."""
_BASE_OUTSIDE: Final = 0.08
"""How far beyond the border, in longer sides of the picture, the corners of the whole side may lie."""
_FAR_OUTSIDE: Final = 0.02
"""How far one of the others must: what is less is a whole card's rounded corner."""
_LEAST_SEEN: Final = 0.5
"""Of the card; of less nothing can be said."""
_LEAST_SIDE_SEEN: Final = 0.35
_LEAST_AREA_SHARE: Final = 0.15
_ROUNDING: Final = 0.06
_PASSES: Final = 2
"""Each moves the sides by a few pixels at most."""


def locate_cut_cards(picture: Pixels) -> list[Candidate]:
    """The places where a card may be that the border cuts, likeliest first, at most five.

    Args:
        picture: uint8 (height, width, 3), BGR.

    Returns:
        The whole card's outlines, a part of each beyond the picture, in the order of `locate_card`; a score says how
        surely three straight sides of a card were seen.
    """
    field, factors = small_field(picture)
    lines = find_lines(field, _LINES)
    quads = _three_sided(lines, field)
    if len(quads) == 0:
        return []
    quads, scores = _fitted(field, quads)
    corners = (quads + 0.5) * factors
    found = [Candidate(Quad.of(ordered(each)), float(score)) for each, score in zip(corners, scores, strict=True)]
    return distinct(found, MAX_CANDIDATES)


def follow_cut_card(picture: Pixels, outline: Quad) -> Candidate | None:
    """A card that the border cuts, near where it was a moment ago; None where it cannot be one any more.

    Args:
        picture: uint8 (height, width, 3), BGR.
        outline: where it was, right to about 2 % of the picture's width.
    """
    field, factors = small_field(picture)
    size = np.array(field.size.shape[::-1], np.float32)
    quad = np.asarray(outline, np.float32) / factors - 0.5
    outside = np.maximum(-quad, quad - size).max(axis=1)
    # The side that lies between the two others comes first: of all sides, it is seen best.
    base = int(np.argmin(np.maximum(outside, np.roll(outside, -1))))
    quads = np.roll(quad, -base, axis=0)[np.newaxis]
    for _ in range(_PASSES):
        quads, scores = _fitted(field, quads)
    if not _is_cut(quads, size).all():
        return None
    return Candidate(Quad.of((np.roll(quads[0], base, axis=0) + 0.5) * factors), float(scores[0]))


def is_cut(picture: Pixels, outline: Quad) -> bool:
    """Whether a part of the card lies beyond the picture; more than the rounding of a whole card's corner may."""
    size = np.array(picture.shape[1::-1], np.float32)
    return float(_beyond(np.asarray([outline], np.float32), size)[0]) > _FAR_OUTSIDE * float(size.max())


def _is_cut(quads: Floats, size: Floats) -> NDArray[np.bool_]:
    """Whether each quad is a card that the border cuts, enough of which is seen: (n,)."""
    beyond = _beyond(quads, size) > _FAR_OUTSIDE * size.max()
    return np.asarray(beyond & (_seen(quads, size) > _LEAST_SEEN) & (_seen_area(quads, size) > _LEAST_AREA_SHARE))


def _beyond(quads: Floats, size: Floats) -> Floats:
    """How far each quad's farthest corner lies beyond the picture: (n,), in its pixels."""
    return np.asarray(np.maximum(-quads, quads - size).max(axis=(1, 2)), np.float32)


def _three_sided(lines: Lines, field: EdgeField) -> Floats:
    """Cards that have three of the lines as sides, and the fourth out of sight: float32 (n, 4, 2), the likeliest first.

    The first side is the one that lies between the other two.
    """
    height_px, width_px = field.size.shape
    equations = lines.equations
    size = np.array([width_px, height_px], np.float32)
    pairs = line_pairs(equations, width_px, height_px, _PAIRS)
    if len(pairs) == 0:
        return np.zeros((0, 4, 2), np.float32)
    pair, base = (grid.ravel() for grid in np.meshgrid(np.arange(len(pairs)), np.arange(len(equations)), indexing="ij"))
    a, b = pairs[pair, 0], pairs[pair, 1]
    across = np.abs((equations[a, :2] * equations[base, :2]).sum(axis=1)) < _SQUARE
    a, b, base = a[across], b[across], base[across]
    one, other = meet(equations[a], equations[base]), meet(equations[b], equations[base])
    margin = _BASE_OUTSIDE * size.max()
    near = ((one > -margin) & (one < size + margin) & (other > -margin) & (other < size + margin)).all(axis=1)
    a, b, base, one, other = a[near], b[near], base[near], one[near], other[near]
    way_a = np.stack([-equations[a, 1], equations[a, 0]], axis=1)
    way_b = np.stack([-equations[b, 1], equations[b, 0]], axis=1)
    way_b *= np.sign((way_a * way_b).sum(axis=1))[:, np.newaxis]
    length = np.linalg.norm(other - one, axis=1)[:, np.newaxis]
    found, sides = [], []
    for reach in (ASPECT, -ASPECT, 1 / ASPECT, -1 / ASPECT):
        found.append(np.stack([one, other, other + way_b * length * reach, one + way_a * length * reach], axis=1))
        sides.append(np.stack([base, b, a], axis=1))
    quads, used = np.concatenate(found).astype(np.float32), np.concatenate(sides)
    keep = _is_cut(quads, size)
    quads, used = quads[keep], used[keep]
    loose = _support(lines, used, quads, size) * _seen_area(quads, size) ** 0.15
    return quads[np.argsort(-loose, kind="stable")[:_FITTED]]


def _seen(quads: Floats, size: Floats) -> Floats:
    """The share of each quad that lies in the picture: (n,)."""
    at = (np.arange(10, dtype=np.float32) + 0.5) / 10
    u, v = (grid.ravel()[:, np.newaxis] for grid in np.meshgrid(at, at))
    weights = np.concatenate([(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v], axis=1)
    points = weights @ quads
    return np.asarray(((points >= 0) & (points < size)).all(axis=2).mean(axis=1), np.float32)


def _seen_area(quads: Floats, size: Floats) -> Floats:
    """The area of what is seen of each quad, as a share of the picture's: (n,)."""
    return area_share(quads, int(size[0]), int(size[1])) * _seen(quads, size)


def _support(lines: Lines, sides: NDArray[np.intp], quads: Floats, size: Floats) -> Floats:
    """How much of what is seen of three sides is a clean step: (n,), 0 to 1; 0 where too little of one is seen."""
    result = np.ones(len(quads), np.float32)
    for line, (start, end) in zip(sides.T, ((0, 1), (1, 2), (3, 0)), strict=True):
        equations = lines.equations[line]
        way = np.stack([-equations[:, 1], equations[:, 0]], axis=1)
        first, last = (quads[:, start] * way).sum(axis=1), (quads[:, end] * way).sum(axis=1)
        low, high = np.minimum(first, last), np.maximum(first, last)
        rounding = _ROUNDING * (high - low)
        enters, leaves = _within(equations, way, size)
        from_, to = np.maximum(low + rounding, enters), np.minimum(high - rounding, leaves)
        enough = to - from_ > _LEAST_SIDE_SEEN * (high - low)
        result *= np.where(enough, lines.cleanness(line, from_, np.maximum(to, from_)), 0)
    return np.cbrt(result)


def _within(equations: Floats, way: Floats, size: Floats) -> tuple[Floats, Floats]:
    """From where to where along each line it runs inside the picture: (n,) each."""
    foot = equations[:, :2] * equations[:, 2:]
    slow = np.where(np.abs(way) < 1e-6, 1e-6, way)
    one, other = -foot / slow, (size - foot) / slow
    return np.minimum(one, other).max(axis=1), np.maximum(one, other).min(axis=1)


def _fitted(field: EdgeField, quads: Floats) -> tuple[Floats, Floats]:
    """Quads with their three sides on the steps beside them, and how surely each is a card."""
    size = np.array(field.size.shape[::-1], np.float32)
    moved, clean = fit_outlines(field, quads)
    # The fourth side follows from the others.
    ways = moved[:, [3, 2]] - moved[:, [0, 1]]
    ways /= np.maximum(np.linalg.norm(ways, axis=2, keepdims=True), 1e-6)
    base = np.linalg.norm(moved[:, 1] - moved[:, 0], axis=1)
    ratio = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1) / np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    moved[:, [3, 2]] = moved[:, [0, 1]] + ways * (base * ratio)[:, np.newaxis, np.newaxis]
    at = np.linspace(_ROUNDING, 1 - _ROUNDING, 12, dtype=np.float32)[:, np.newaxis]
    starts, ends = moved[:, :, np.newaxis], np.roll(moved, -1, axis=1)[:, :, np.newaxis]
    points = starts + at * (ends - starts)
    seen = ((points >= 0) & (points < size)).all(axis=3).mean(axis=2)
    three = [0, 1, 3]
    clean = np.clip(clean[:, three] / np.maximum(seen[:, three], _LEAST_SIDE_SEEN), 1e-3, 1)
    scores = (
        np.cbrt(clean.prod(axis=1))
        * clean.min(axis=1) ** 0.3
        * (1 - np.minimum(1, 1.8 * continuation(field, moved)))
        * _seen_area(moved, size) ** 0.15
    )
    return moved, scores.astype(np.float32)
