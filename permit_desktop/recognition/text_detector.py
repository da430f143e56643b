"""The text detection network: where lines of print lie in a picture, whatever they say."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.text_model import open_session

_STRIDE_PX: Final = 32
_MEAN: Final = np.array([0.485, 0.456, 0.406], np.float32)
_DEVIATION: Final = np.array([0.229, 0.224, 0.225], np.float32)
_INK: Final = 0.3
_SURE: Final = 0.5
_UNCLIP: Final = 1.6
_MIN_SIDE_PX: Final = 3.0


class TextDetector:
    """PP-OCRv6 small detection (differentiable binarisation, Liao et al., 2020), run by ONNX Runtime."""

    def __init__(self, model: Path, threads: int | None = None) -> None:
        self._session = open_session(model, threads)
        self._input = self._session.get_inputs()[0].name

    def lines(self, picture: Pixels, longest_side_px: int) -> tuple[Quad, ...]:
        """The lines of print, longest first; each begins at its left end if it is read along its long side.

        Which end of a line is the beginning of its text, only reading it tells.

        Args:
            longest_side_px: how large a copy of the picture is looked at; the time grows with its area.
        """
        height_px, width_px = picture.shape[:2]
        scale = min(1.0, longest_side_px / max(height_px, width_px))
        size = tuple(max(_STRIDE_PX, round(side * scale / _STRIDE_PX) * _STRIDE_PX) for side in (width_px, height_px))
        chances = self._chances(np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8))
        factors = np.array([width_px / size[0], height_px / size[1]])
        outlines, _ = cv2.findContours((chances > _INK).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        boxes = [box for outline in outlines if (box := _box(np.asarray(outline, np.int32), chances)) is not None]
        lines = [(np.asarray(box) + 0.5) * factors - 0.5 for box in boxes]
        lines.sort(key=lambda line: -float(np.linalg.norm(line[1] - line[0])))
        return tuple(Quad.of(line) for line in lines)

    def _chances(self, picture: Pixels) -> NDArray[np.float32]:
        """The probability of print at each pixel, float32 (height, width)."""
        values = ((picture.astype(np.float32) / 255.0 - _MEAN) / _DEVIATION).transpose(2, 0, 1)[None]
        found = self._session.run(None, {self._input: np.ascontiguousarray(values, np.float32)})[0]
        return np.asarray(found[0, 0], dtype=np.float32)


def _box(outline: NDArray[np.int32], chances: NDArray[np.float32]) -> NDArray[np.float64] | None:
    """The rectangle around one blob, grown to the print that it is the core of; None for specks."""
    centre, (width, height), angle = cv2.minAreaRect(outline)
    if min(width, height) < _MIN_SIDE_PX:
        return None
    x, y, across, down = cv2.boundingRect(outline)
    inside = np.zeros((down, across), np.uint8)
    cv2.drawContours(inside, [outline], -1, 1, cv2.FILLED, offset=(-x, -y))
    if cv2.mean(chances[y : y + down, x : x + across], inside)[0] < _SURE:
        return None
    grow = width * height * _UNCLIP / (2 * (width + height)) * 2
    if width < height:
        width, height, angle = height, width, angle + 90
    corners = cv2.boxPoints((centre, (width + grow, height + grow), angle))
    return _from_left(np.asarray(corners, np.float64))


def _from_left(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """The corners so that the first side is a long one and runs to the right (or down, when upright)."""
    if np.linalg.norm(corners[1] - corners[0]) < np.linalg.norm(corners[2] - corners[1]):
        corners = np.roll(corners, -1, axis=0)
    along = corners[1] - corners[0]
    backwards = along[0] < 0 if abs(along[0]) > abs(along[1]) else along[1] < 0
    return np.roll(corners, -2, axis=0) if backwards else corners
