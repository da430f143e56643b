"""Measures of a card in a frame: its pose, and the light and sharpness on its face."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from permit_desktop.capture.judgement import Zone
from permit_desktop.domain import layout
from permit_desktop.domain.geometry import Box, Point, Quad
from permit_desktop.domain.permit import FieldName
from permit_desktop.imaging import quality
from permit_desktop.imaging.percentiles import percentiles
from permit_desktop.imaging.pixels import Grey, Pixels

FACE_PX_PER_MM: Final = quality.QUALITY_PX_PER_MM
FACE_SIZE_PX: Final = (
    round(layout.CARD_WIDTH_MM * FACE_PX_PER_MM),
    round(layout.CARD_HEIGHT_MM * FACE_PX_PER_MM),
)

ZONES: Final[Mapping[Zone, Box]] = {
    Zone.PORTRAIT: layout.PORTRAIT,
    Zone.NUMBER: layout.FRONT[FieldName.NUMBER].grown(layout.TOLERANCE_MM),
    Zone.MACHINE_LINE: layout.FRONT[FieldName.MACHINE_CODE].grown(layout.TOLERANCE_MM),
}

_PICTURE: Final = layout.PORTRAIT.grown(-2)
"""What belongs to the portrait's picture wherever it was printed: its rim is an edge of another kind."""
_LEAST_CONTRAST: Final = 30
"""Grey levels in a portrait by which it can be judged; specimens in a third of the light have 36 and more."""
_LINE_INK: Final = layout.FRONT[FieldName.MACHINE_CODE].grown(-0.3)
_LINE_PIECES: Final = 8
_LEAST_INKED: Final = 5
_NUMBER_STROKES: Final = 0.06
"""The same for the number, which is shorter than its zone."""
_LINE_STEP: Final = 0.3
"""Of the ink's own darkness: the flank of a character, even of a blurred one."""
_LEAST_STEP: Final = 10
_LINE_STROKES: Final = 0.12
"""Share of a piece's pixels that lie on the flanks of strokes, where characters stand."""
_BLOWN_OUT: Final = 252
_LEAST_BLOWN_OUT: Final = 240
"""A lamp's reflection may be tinted, and a camera may give less than 255 for all the light that it can take."""
_ABOVE_PAPER: Final = 30
"""Grey levels: the whitest that is printed, a portrait's background, is up to 28 above the card's median."""
_GRAIN_PX: Final = 3
"""A camera's grain is finer; it must not make glare of what is nearly as bright."""
_PIECE_PX: Final = (round(10 * FACE_PX_PER_MM / 2), round(3 * FACE_PX_PER_MM / 2))
"""Of a face made half as large: 10 mm of a line of text."""
_SPOT_PX: Final = (round(3 * FACE_PX_PER_MM / 2), round(2.4 * FACE_PX_PER_MM / 2))
"""Of that face, two digits of a date."""
_DIGIT_PX: Final = (round(1.7 * FACE_PX_PER_MM / 2), round(2.4 * FACE_PX_PER_MM / 2))
"""Of that face, one digit of the number, or of the machine-readable line."""


@dataclass(frozen=True, slots=True)
class Pose:
    """How the card lies in the frame.

    Attributes:
        long_side_px: its longer edges' mean length.
        area_share: of the frame's area.
        margin_share: the smallest distance of a corner from the frame's edges, of its width or height; negative
            when a corner lies outside.
        skew_deg: angle between its long edges and the horizontal, 0 to 90; a card upside down is not skew.
        taper: the larger ratio of opposite edges, minus 1.
    """

    long_side_px: float
    area_share: float
    margin_share: float
    skew_deg: float
    taper: float


def pose(outline: Quad, width_px: int, height_px: int) -> Pose:
    """Measures an outline in a frame of the given size."""
    top, right, bottom, left = (math.dist(outline[corner], outline[(corner + 1) % 4]) for corner in range(4))
    if top + bottom >= right + left:
        long_side, start, end = (top + bottom) / 2, outline.top_left, outline.top_right
    else:
        long_side, start, end = (right + left) / 2, outline.top_right, outline.bottom_right
    angle = abs(math.degrees(math.atan2(end.y - start.y, end.x - start.x)))
    margins = [
        share
        for x, y in outline
        for share in (x / width_px, (width_px - 1 - x) / width_px, y / height_px, (height_px - 1 - y) / height_px)
    ]
    return Pose(
        long_side_px=long_side,
        area_share=_area(outline) / (width_px * height_px),
        margin_share=min(margins),
        skew_deg=min(angle, 180 - angle),
        taper=max(_ratio(top, bottom), _ratio(left, right)) - 1,
    )


def travel(one: Quad, other: Quad) -> float:
    """How far the corners moved, in card widths; whichever corner each outline begins with.

    The second least of the four corners' ways counts: a card that is pushed moves at least three of them, and a side
    that the locator sees now here, now there, moves two.
    """
    width = max(math.dist(one.top_left, one.top_right), math.dist(one.top_right, one.bottom_right), 1.0)
    turns = (sorted(math.dist(one[corner], other[(corner + turn) % 4]) for corner in range(4)) for turn in range(4))
    return min(turns, key=sum)[1] / width


def flatten(picture: Pixels, outline: Quad) -> Grey:
    """The card's face in grey, upright and `FACE_SIZE_PX` large, out of a picture in whose pixels the outline is.

    What lies beyond the picture is taken to go on as at its border: black would be an edge, and darkness.
    """
    height_px, width_px = picture.shape[:2]
    width, height = FACE_SIZE_PX
    corners = np.asarray(outline, dtype=np.float32)
    if math.dist(outline.top_left, outline.top_right) < math.dist(outline.top_right, outline.bottom_right):
        corners = np.roll(corners, -1, axis=0)
    left, top = (int(max(0, edge - 1)) for edge in corners.min(axis=0))
    right, bottom = (int(edge) + 2 for edge in np.minimum(corners.max(axis=0), (width_px, height_px)))
    part = picture[top : max(bottom, top + 1), left : max(right, left + 1)]
    if part.size == 0:
        return np.zeros((height, width), dtype=np.uint8)
    face = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    transform = cv2.getPerspectiveTransform(corners - np.array([left, top], np.float32), face)
    grey = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)
    flat = cv2.warpPerspective(grey, transform, FACE_SIZE_PX, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, dtype=np.uint8)


def shows_front(face: Grey) -> bool:
    """Whether a flat face is a front with its text upright: told by the machine-readable line at its foot.

    The line is a row of dark characters from end to end. A back, or a front that lies upside down, has at most shorter
    print in that place; and where glare hides some of the line, the number at the head must be there.
    """
    inked = [share >= _LINE_STROKES for share in _strokes(zone_of(face, _LINE_INK), _LINE_PIECES)]
    if all(inked):
        return True
    if not (inked[0] or inked[-1]) or sum(inked) < _LEAST_INKED:
        return False
    return _strokes(zone_of(face, layout.FRONT[FieldName.NUMBER]), 1)[0] >= _NUMBER_STROKES


def _strokes(part: Grey, pieces: int) -> list[float]:
    """The share of pixels on the flanks of strokes, in each of some pieces from left to right."""
    darkest, middle = percentiles(part[::2, ::2], 3, 50)
    step = max(_LEAST_STEP, _LINE_STEP * (middle - darkest))
    flanks = np.asarray(cv2.absdiff(part[:, 2:], part[:, :-2])) >= step
    return [float(piece.mean()) for piece in np.array_split(flanks, pieces, axis=1)]


def zone_of(face: Grey, box: Box) -> Grey:
    """The part of a flat face that a box covers (a view)."""
    left, top, right, bottom = (
        round(edge * FACE_PX_PER_MM) for edge in (box.x_mm, box.y_mm, box.right_mm, box.bottom_mm)
    )
    return face[max(0, top) : bottom, max(0, left) : right]


def glare_from(brightness: float) -> int:
    """The grey level from which on nothing but light is left, on a card of some median brightness.

    What is much brighter than the card's own paper is no print; where the paper itself is bright, only pure white is.
    """
    return min(_BLOWN_OUT, max(_LEAST_BLOWN_OUT, round(brightness) + _ABOVE_PAPER))


def without_grain(face: Grey) -> Grey:
    """A face in which glare can be told from what is nearly as bright."""
    return np.asarray(cv2.blur(face, (_GRAIN_PX, _GRAIN_PX)), np.uint8)


def glare(part: Grey, level: int) -> float:
    """The share of a part's pixels that are as bright as glare (`glare_from`)."""
    return float(np.count_nonzero(part >= level)) / part.size


def largest_glare(face: Grey, level: int) -> tuple[float, float]:
    """The share of glare in those pieces of a flat face that have most of it: of a short field, and of two digits.

    What is little of a card may be all of a date; and a back's fields have no zones.
    """
    return _worst_piece(face, level, _PIECE_PX), _worst_piece(face, level, _SPOT_PX)


def digit_glare(part: Grey, level: int) -> float:
    """The share of glare in what is as large as one digit and has most of it, of a zone where each digit counts."""
    return _worst_piece(part, level, _DIGIT_PX)


def _worst_piece(part: Grey, level: int, piece_px: tuple[int, int]) -> float:
    _, blown = cv2.threshold(part, level - 1, 255, cv2.THRESH_BINARY)
    half = cv2.resize(blown, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return float(cv2.blur(half, piece_px).max()) / 255


def sharpness(face: Grey, zones: Iterable[Zone]) -> dict[Zone, float]:
    """How crisp each zone is, and with `Zone.ELSEWHERE` the face as a whole: a card may be out of focus at one end.

    Of print 1 is crisp, 0.55 a blur of 0.2 mm (`imaging.quality`); a portrait is soft by nature. What has nothing to
    judge by is left out.
    """
    found = {zone: _sharpness_of(face, zone) for zone in zones}
    return {zone: value for zone, value in {**found, Zone.ELSEWHERE: quality.sharpness(face)}.items() if value > 0}


def _sharpness_of(face: Grey, zone: Zone) -> float:
    part = np.ascontiguousarray(zone_of(face, _PICTURE if zone is Zone.PORTRAIT else ZONES[zone]))
    if zone is Zone.PORTRAIT:
        dark, light = percentiles(part[::2, ::2], 5, 95)
        if light - dark < _LEAST_CONTRAST:
            return 0.0
    return quality.sharpness(part)


def _area(outline: Quad) -> float:
    doubled = 0.0
    previous: Point = outline.bottom_left
    for corner in outline:
        doubled += previous.x * corner.y - corner.x * previous.y
        previous = corner
    return abs(doubled) / 2


def _ratio(one: float, other: float) -> float:
    return max(one, other) / max(min(one, other), 1e-6)
