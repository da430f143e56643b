"""Flat faces drawn for tests, a locator that knows its answer, and frames without a camera."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from permit_desktop.capture.sources.specimens import SpecimenPermit
from permit_desktop.domain import layout
from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.permit import FieldName
from permit_desktop.imaging.pixels import Pixels

PX_PER_MM = 12


def face(*, front: bool, seed: int = 0) -> Pixels:
    """A card's face in pastel, with a grey portrait and rows of strokes where print stands."""
    generator = np.random.default_rng(seed)
    size = round(layout.CARD_HEIGHT_MM * PX_PER_MM), round(layout.CARD_WIDTH_MM * PX_PER_MM)
    picture = np.full((*size, 3), (225, 214, 190) if front else (196, 219, 226), dtype=np.uint8)
    if front:
        _fill(picture, layout.PORTRAIT, (120, 110, 100))
        boxes = [layout.FRONT[field] for field in (FieldName.NUMBER, FieldName.NAME, FieldName.MACHINE_CODE)]
    else:
        boxes = [*layout.BACK_HK.values(), *layout.BACK_MO.values()]
    for box in boxes:
        _strokes(picture, box, generator)
    return picture


def permit(seed: int = 0) -> SpecimenPermit:
    return SpecimenPermit(face(front=True, seed=seed), face(front=False, seed=seed))


def _fill(picture: Pixels, box: Box, colour: tuple[int, int, int]) -> None:
    left, top, right, bottom = (round(e * PX_PER_MM) for e in (box.x_mm, box.y_mm, box.right_mm, box.bottom_mm))
    cv2.rectangle(picture, (left, top), (right, bottom), colour, -1)


def _strokes(picture: Pixels, box: Box, generator: np.random.Generator) -> None:
    """Upright strokes and bars as wide as those of small print."""
    left, top, right, bottom = (round(e * PX_PER_MM) for e in (box.x_mm, box.y_mm, box.right_mm, box.bottom_mm))
    for x in range(left, right - 8, 14):
        cv2.rectangle(picture, (x, top + 4), (x + 3, bottom - 4), (35, 30, 30), -1)
        y = int(generator.integers(top + 4, max(bottom - 6, top + 5)))
        cv2.rectangle(picture, (x, y), (x + 9, y + 2), (35, 30, 30), -1)


@dataclass(frozen=True)
class Found:
    outline: Quad
    score: float = 1.0


def locate_pale_card(picture: Pixels) -> Found | None:
    """Finds the one large pale thing on a dark desk: enough for drawn scenes."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    mask = cv2.morphologyEx((grey > 165).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = max(contours, key=cv2.contourArea, default=None)
    if largest is None or cv2.contourArea(largest) < 0.04 * grey.size:
        return None
    corners = cv2.boxPoints(cv2.minAreaRect(largest))
    centre = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    return Found(Quad.of(corners[np.argsort(angles)]))
