"""Draws the simulated camera's desk: a wooden top under a lamp. Drawn once, then only copied."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.imaging.pixels import Pixels

Tones = NDArray[np.float32]

_PLANKS: Final = 4
_DARK_WOOD_BGR: Final = (38.0, 56.0, 82.0)
_LIGHT_WOOD_BGR: Final = (66.0, 96.0, 132.0)
_LAMP_STEP_PX: Final = 8
"""Light changes slowly: it is worked out at every eighth pixel."""


def draw_desk(width_px: int, height_px: int, generator: np.random.Generator) -> Pixels:
    """A desk top seen from above, uint8 (height, width, 3), BGR."""
    grain = np.empty((height_px, width_px), dtype=np.float32)
    edges = np.linspace(0, height_px, _PLANKS + 1).astype(int)
    for top, bottom in pairwise(edges.tolist()):
        grain[top:bottom] = _plank(width_px, bottom - top, generator)
    light = _lamp(width_px, height_px)
    for seam in edges[1:-1]:
        light[seam - 1 : seam + 1] *= 0.55
        light[seam + 1 : seam + 2] *= 1.12
    channels = [
        cv2.convertScaleAbs((dark + (bright - dark) * grain) * light)
        for dark, bright in zip(_DARK_WOOD_BGR, _LIGHT_WOOD_BGR, strict=True)
    ]
    return np.asarray(cv2.merge(channels), dtype=np.uint8)


def _plank(width_px: int, height_px: int, generator: np.random.Generator) -> Tones:
    """The tone of one plank, 0 dark to 1 light: rings stretched along the grain, with fine fibres on top."""
    y, x = _grid(width_px, height_px)
    wander = _smooth_noise(height_px, width_px, (5, 9), generator)
    centre = generator.uniform(-0.6, 1.6) * height_px
    rings = np.hypot((x - generator.uniform(0, width_px)) / 26, y - centre) / 17 + 5.5 * wander
    fibres = _smooth_noise(height_px, width_px, (height_px // 2, 14), generator)
    tone = 0.46 + 0.13 * np.sin(rings * 1.7) + 0.3 * (fibres - 0.5) + generator.uniform(-0.09, 0.09)
    clipped: Tones = np.clip(tone + 0.25 * (wander - 0.5), 0, 1)
    return clipped


def _smooth_noise(height_px: int, width_px: int, cells: tuple[int, int], generator: np.random.Generator) -> Tones:
    coarse = generator.random(cells, dtype=np.float32)
    fine: np.ndarray = cv2.resize(coarse, (width_px, height_px), interpolation=cv2.INTER_CUBIC)
    return fine


def _lamp(width_px: int, height_px: int) -> Tones:
    """The fall of light: brightest above the middle left, where the lamp stands."""
    y, x = _grid(width_px // _LAMP_STEP_PX, height_px // _LAMP_STEP_PX)
    distance = np.hypot((x / x.size - 0.42) * 1.3, y / y.size - 0.38)
    light = (1.22 - 0.62 * distance**1.6).astype(np.float32)
    return np.asarray(cv2.resize(light, (width_px, height_px), interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def _grid(width_px: int, height_px: int) -> tuple[Tones, Tones]:
    """The rows' and the columns' numbers, (height, 1) and (1, width), to be broadcast."""
    rows = np.arange(height_px, dtype=np.float32)[:, np.newaxis]
    return rows, np.arange(width_px, dtype=np.float32)[np.newaxis]
