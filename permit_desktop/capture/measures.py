"""Measures of a card in a frame: its pose, and the light and sharpness on its face."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from permit_desktop.capture.judgement import Zone
from permit_desktop.domain import layout
from permit_desktop.domain.geometry import Box, Point, Quad
from permit_desktop.domain.permit import FieldName
from permit_desktop.imaging.pixels import Grey

FACE_PX_PER_MM: Final = 8.0
"""Scale at which the face is measured: 200 dpi, at which strokes of the smallest print are two pixels wide."""
FACE_SIZE_PX: Final = (
    round(layout.CARD_WIDTH_MM * FACE_PX_PER_MM),
    round(layout.CARD_HEIGHT_MM * FACE_PX_PER_MM),
)

ZONES: Final[Mapping[Zone, Box]] = {
    Zone.PORTRAIT: layout.PORTRAIT,
    Zone.NUMBER: layout.FRONT[FieldName.NUMBER].grown(layout.TOLERANCE_MM),
    Zone.MACHINE_LINE: layout.FRONT[FieldName.MACHINE_CODE].grown(layout.TOLERANCE_MM),
}

_BLOWN_OUT: Final = 252
_LEAST_PRINT: Final = 30
"""Grey levels by which the darkest of a zone must lie below its middle for it to hold print."""
_LEAST_STEP: Final = 10
_STEP_SHARE: Final = 0.15
"""Steps from pixel to pixel that count, of the print's own darkness: smaller ones are noise and background pattern."""
_LEAST_STEPS: Final = 0.004
"""Share of a zone's pixels that must be such steps; print without them is smeared beyond measure."""


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
    """How far the corners moved, the mean of the four, in card widths; whichever corner each outline begins with."""
    width = max(math.dist(one.top_left, one.top_right), math.dist(one.top_right, one.bottom_right), 1.0)
    turns = (sum(math.dist(one[corner], other[(corner + turn) % 4]) for corner in range(4)) / 4 for turn in range(4))
    return min(turns) / width


def flatten(picture: Grey, outline: Quad) -> Grey:
    """The card's face, upright and `FACE_SIZE_PX` large, out of a grey picture in whose pixels the outline is."""
    width, height = FACE_SIZE_PX
    corners = np.asarray(outline, dtype=np.float32)
    if math.dist(outline.top_left, outline.top_right) < math.dist(outline.top_right, outline.bottom_right):
        corners = np.roll(corners, -1, axis=0)
    face = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    flat = cv2.warpPerspective(picture, cv2.getPerspectiveTransform(corners, face), FACE_SIZE_PX)
    return np.asarray(flat, dtype=np.uint8)


def zone_of(face: Grey, box: Box) -> Grey:
    """The part of a flat face that a box covers (a view)."""
    left, top, right, bottom = (
        round(edge * FACE_PX_PER_MM) for edge in (box.x_mm, box.y_mm, box.right_mm, box.bottom_mm)
    )
    return face[max(0, top) : bottom, max(0, left) : right]


def glare(part: Grey) -> float:
    """The share of a part's pixels in which nothing but light is left."""
    return float(np.count_nonzero(part >= _BLOWN_OUT)) / part.size


def sharpness(face: Grey) -> float:
    """How crisp the print is, 0 to 1: the least of the text zones, so that a card out of focus at one end is seen.

    After Crete et al. 2007 ("The blur effect"): a blur takes much from the steps of a crisp picture and little from
    those of a blurred one. Independent of contrast; only steps that are larger than noise count.
    """
    found = [
        value
        for part in (*(zone_of(face, ZONES[zone]) for zone in (Zone.NUMBER, Zone.MACHINE_LINE)), face)
        if (value := _crispness(part)) is not None
    ]
    return min(found, default=0.0)


def _crispness(part: Grey) -> float | None:
    """None when the part holds no print."""
    darkest, middle = np.percentile(part[::2, ::2], (2, 50))
    if middle - darkest < _LEAST_PRINT:
        return None
    least_step = max(_LEAST_STEP, _STEP_SHARE * float(middle - darkest))
    grey = part.astype(np.float32)
    smeared = cv2.blur(grey, (7, 7))
    lost = total = 0.0
    found = 0
    for axis in (0, 1):
        steps, left = np.abs(np.diff(grey, axis=axis)), np.abs(np.diff(smeared, axis=axis))
        counted = steps >= least_step
        found += int(np.count_nonzero(counted))
        total += float(steps[counted].sum())
        lost += float(np.maximum(0.0, steps - left)[counted].sum())
    return lost / total if found >= _LEAST_STEPS * part.size else 0.0


def _area(outline: Quad) -> float:
    doubled = 0.0
    previous: Point = outline.bottom_left
    for corner in outline:
        doubled += previous.x * corner.y - corner.x * previous.y
        previous = corner
    return abs(doubled) / 2


def _ratio(one: float, other: float) -> float:
    return max(one, other) / max(min(one, other), 1e-6)
