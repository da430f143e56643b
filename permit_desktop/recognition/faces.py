"""Guesses side and way up of a located card from where its ink lies, before any character is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import (
    BACK_HK,
    BACK_MO,
    CARD_HEIGHT_MM,
    CARD_WIDTH_MM,
    FRONT,
    GHOST_PORTRAIT,
    PORTRAIT,
)
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.recognition.card_view import CardView

_SHIFT_MM: Final = 3
_FRONT_LABELS: Final = (
    Box(30.0, 23.9, 9.5, 2.3),
    Box(52.1, 23.9, 4.8, 2.3),
    Box(30.0, 30.6, 9.5, 2.3),
    Box(30.0, 37.3, 9.5, 2.3),
    Box(59.6, 37.3, 9.5, 2.3),
)
_BACK_LABELS: Final = tuple(Box(9.0, y_mm, 11.0, 4.0) for y_mm in (6.0, 11.0, 16.0, 28.0, 33.0, 38.0))
_BACK_CODES: Final = (Box(68.0, 6.0, 12.0, 12.0), Box(68.0, 28.0, 12.0, 12.0))
_USUAL_WIDTH_MM: Final = {FieldName.NAME: 13.0, FieldName.NAME_EN: 24.0, FieldName.ISSUE_PLACE: 8.0}


@dataclass(frozen=True, slots=True)
class Guess:
    """One way to take a card.

    Attributes:
        likeness: correlation of its ink with the side's layout, -1 to 1.
    """

    side: Side
    view: CardView
    likeness: float


def guesses(view: CardView) -> tuple[Guess, ...]:
    """Both sides, both ways up, the likeliest first."""
    found = [
        Guess(side, way, _likeness(way, template))
        for way in (view, view.turned())
        for side, template in _TEMPLATES.items()
    ]
    return tuple(sorted(found, key=lambda guess: -guess.likeness))


def _likeness(view: CardView, template: NDArray[np.float32]) -> float:
    size = (round(CARD_WIDTH_MM), round(CARD_HEIGHT_MM))
    ink = cv2.resize(view.ink, size, interpolation=cv2.INTER_AREA)
    scores = cv2.matchTemplate(np.sqrt(np.maximum(ink, 0.0)), template, cv2.TM_CCOEFF_NORMED)
    return float(scores.max())


def _template(boxes: list[tuple[Box, float]]) -> NDArray[np.float32]:
    """The expected ink at one pixel a millimetre, without the rim that the shifts need."""
    card = np.zeros((round(CARD_HEIGHT_MM), round(CARD_WIDTH_MM)), np.float32)
    for box, weight in boxes:
        card[round(box.y_mm) : round(box.bottom_mm), round(box.x_mm) : round(box.right_mm)] = weight
    return np.ascontiguousarray(card[_SHIFT_MM:-_SHIFT_MM, _SHIFT_MM:-_SHIFT_MM])


def _front_template() -> NDArray[np.float32]:
    boxes = [(PORTRAIT, 0.3), (GHOST_PORTRAIT, 0.2)]
    boxes += [(label, 0.8) for label in _FRONT_LABELS]
    for field, box in FRONT.items():
        width_mm = _USUAL_WIDTH_MM.get(field, box.width_mm)
        boxes.append((Box(box.x_mm, box.y_mm, width_mm, box.height_mm), 1.0))
    return _template(boxes)


def _back_template() -> NDArray[np.float32]:
    boxes = [(label, 0.6) for label in _BACK_LABELS] + [(code, 1.0) for code in _BACK_CODES]
    for field, box in (*BACK_HK.items(), *BACK_MO.items()):
        line_mm = min(box.height_mm, 4.0)
        weight = 0.5 if field.value.endswith("remark") else 0.8
        boxes.append((Box(box.x_mm, box.y_mm, box.width_mm * 0.8, line_mm), weight))
    return _template(boxes)


_TEMPLATES: Final = {Side.FRONT: _front_template(), Side.BACK: _back_template()}
