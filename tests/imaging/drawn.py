"""Simple drawn pictures with known geometry, for tests that need no likeness of a permit."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM, CORNER_RADIUS_MM
from permit_desktop.imaging.pixels import Pixels

LEVEL = Quad.of([(150, 120), (630, 120), (630, 422.7), (150, 422.7)])
TILTED = Quad.of([(157.1, 118.6), (655.9, 144.7), (613.5, 421.5), (168.8, 400.8)])
"""As a camera 160 mm above sees a card that leans away by 20 degrees and lies a little turned."""


def card_face(scale: int = 20) -> Pixels:
    """A pale face with a dark line of strokes and a coloured block."""
    height, width = round(CARD_HEIGHT_MM * scale), round(CARD_WIDTH_MM * scale)
    face = np.full((height, width, 3), (225, 235, 228), np.uint8)
    cv2.rectangle(face, (6 * scale, 15 * scale), (26 * scale, 42 * scale), (180, 140, 110), -1)
    for stroke in range(30):
        left = round((7.2 + 2.4 * stroke) * scale)
        cv2.rectangle(face, (left, 47 * scale), (left + scale, 49 * scale), (40, 40, 40), -1)
    return face


def on_desk(outline: Quad, *, desk: int | NDArray[np.int_] = 90, width: int = 800, height: int = 560) -> Pixels:
    """The face with rounded corners, seen with its sharp corners at `outline`, on a desk with a little grain.

    Args:
        desk: the grey of an even one, or each pixel's of the picture four times as large: (4 height, 4 width, 1).
    """
    face = card_face()
    mask = np.zeros(face.shape[:2], np.uint8)
    radius = round(CORNER_RADIUS_MM * 20)
    cv2.rectangle(mask, (radius, 0), (face.shape[1] - radius, face.shape[0]), 255, -1)
    cv2.rectangle(mask, (0, radius), (face.shape[1], face.shape[0] - radius), 255, -1)
    for x in (radius, face.shape[1] - radius):
        for y in (radius, face.shape[0] - radius):
            cv2.circle(mask, (x, y), radius, 255, -1)
    right, bottom = face.shape[1] - 0.5, face.shape[0] - 0.5
    corners = np.array([(-0.5, -0.5), (right, -0.5), (right, bottom), (-0.5, bottom)], np.float32)
    # Four times as large and averaged down, so that edges lie between pixels where they should.
    matrix = cv2.getPerspectiveTransform(corners, np.asarray(outline, np.float32) * 4 - 0.5)
    size = (4 * width, 4 * height)
    seen = cv2.warpPerspective(face, matrix, size, flags=cv2.INTER_AREA).astype(np.float32)
    cover = cv2.warpPerspective(mask, matrix, size).astype(np.float32)[:, :, np.newaxis] / 255
    picture = cv2.resize(desk * (1 - cover) + seen * cover, (width, height), interpolation=cv2.INTER_AREA)
    grain = np.random.default_rng(5).normal(0, 2, picture.shape)
    return np.asarray(np.clip(picture + grain, 0, 255), dtype=np.uint8)


def farthest_corner_px(found: Quad, true: Quad) -> float:
    """How far the worst corner is off, whichever corner either quad begins with."""
    apart = np.asarray(found)[:, np.newaxis] - np.asarray(true)[np.newaxis]
    return float(np.linalg.norm(apart, axis=2).min(axis=1).max())
