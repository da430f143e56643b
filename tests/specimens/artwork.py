"""The printed ground of a card: pastel colours that run into each other, line work, a far landscape, a rosette.

Drawn by formulas of our own; it resembles security print in kind and no document in particular.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.specimens.lettering import polylines, print_ink

Canvas: TypeAlias = NDArray[np.float32]
"""A card in the making: float32 (height, width, 3), 0 to 255, BGR."""

Colour: TypeAlias = tuple[int, int, int]
"""Blue, green, red, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one printing.

    Attributes:
        ground: pastel colours from left to right.
        line: the ink of line work and labels' ground.
        label: the ink of labels and title.
    """

    ground: tuple[Colour, ...]
    line: Colour
    label: Colour


PALETTES: Final = (
    Palette(((236, 222, 206), (214, 236, 232), (206, 218, 242)), (190, 150, 110), (120, 60, 30)),
    Palette(((240, 228, 208), (226, 236, 214), (206, 230, 240)), (180, 160, 90), (90, 70, 20)),
    Palette(((214, 226, 240), (226, 232, 224), (238, 222, 208)), (120, 140, 190), (60, 40, 110)),
    Palette(((230, 214, 226), (236, 230, 214), (218, 232, 224)), (180, 130, 150), (100, 40, 60)),
    Palette(((226, 236, 214), (222, 238, 236), (226, 220, 236)), (140, 170, 110), (50, 80, 30)),
)


def paint_ground(rng: Random, width_px: int, height_px: int, px_per_mm: float, palette: Palette) -> Canvas:
    """The empty ground of a card's face."""
    canvas = _rainbow(rng, width_px, height_px, palette)
    _wave_screen(rng, canvas, px_per_mm, palette.line)
    _landscape(rng, canvas, px_per_mm, palette.line)
    _guilloche(rng, canvas, px_per_mm, palette.line)
    for _ in range(rng.randint(1, 2)):
        centre = (rng.uniform(0.45, 0.95) * width_px, rng.uniform(0.2, 0.8) * height_px)
        rosette(canvas, centre, rng.uniform(7, 12) * px_per_mm, palette.line, 0.22, petals=rng.randint(7, 15))
    return canvas


def _rainbow(rng: Random, width_px: int, height_px: int, palette: Palette) -> Canvas:
    small = np.array([palette.ground, palette.ground], np.float32)
    small[1] = np.roll(small[1], rng.randint(0, 1), axis=0)
    small += np.array([[[rng.uniform(-5, 5) for _ in range(3)] for _ in range(small.shape[1])]] * 2, np.float32)
    return np.asarray(cv2.resize(small, (width_px, height_px), interpolation=cv2.INTER_CUBIC), dtype=np.float32)


def _wave_screen(rng: Random, canvas: Canvas, px_per_mm: float, ink: Colour) -> None:
    height, width = canvas.shape[:2]
    y = np.arange(height, dtype=np.float32)[:, None] / px_per_mm
    x = np.arange(width, dtype=np.float32)[None, :] / px_per_mm
    bend = rng.uniform(0.5, 1.4) * np.sin(x / rng.uniform(5, 11) + rng.uniform(0, 6))
    pitch_mm = rng.uniform(0.55, 0.95)
    screen = np.sin((y + bend) * (2 * np.pi / pitch_mm))
    coverage = (np.clip(screen - 0.2, 0, 1) * 255).astype(np.uint8)
    print_ink(canvas, coverage, ink, rng.uniform(0.10, 0.22))


def _landscape(rng: Random, canvas: Canvas, px_per_mm: float, ink: Colour) -> None:
    height, width = canvas.shape[:2]
    coverage = np.zeros((height, width), np.uint8)
    shape, edges = np.zeros_like(coverage), np.zeros_like(coverage)
    x = np.linspace(0, width, 80, dtype=np.float32)
    for ridge in range(3):
        y = np.full_like(x, height * (0.45 + 0.14 * ridge))
        for octave in range(1, 5):
            waves = rng.uniform(0.8, 2) * octave
            swing = rng.uniform(1.5, 4) * px_per_mm / octave
            y += np.float32(swing) * np.sin(x / width * np.float32(2 * np.pi * waves) + np.float32(rng.uniform(0, 6)))
        outline = np.stack([x, y], axis=1)
        shape[:] = 0
        below = np.concatenate([outline, [[width, height], [0, height]]]).astype(np.int32)
        cv2.fillPoly(shape, [below.reshape(-1, 1, 2)], 13, lineType=cv2.LINE_AA)
        coverage += shape
        polylines(edges, [outline])
    print_ink(canvas, np.maximum(coverage, edges // 4), ink, 1.0)


def _guilloche(rng: Random, canvas: Canvas, px_per_mm: float, ink: Colour) -> None:
    height, width = canvas.shape[:2]
    x = np.linspace(-2, width + 2, 220, dtype=np.float32)
    for _ in range(rng.randint(2, 3)):
        middle = rng.uniform(0.1, 0.9) * height
        swing = rng.uniform(2, 6) * px_per_mm
        wave, second = rng.uniform(1, 3), rng.uniform(4, 9)
        curves = []
        for line in range(rng.randint(8, 16)):
            phase = line * 0.13
            y = middle + swing * np.sin(x / width * 2 * np.pi * wave + phase)
            y += swing * 0.35 * np.sin(x / width * 2 * np.pi * second - 2 * phase)
            curves.append(np.stack([x, y], axis=1).astype(np.float32))
        coverage = np.zeros((height, width), np.uint8)
        polylines(coverage, curves)
        print_ink(canvas, coverage, ink, rng.uniform(0.2, 0.36))


def rosette(
    canvas: Canvas, centre_px: tuple[float, float], radius_px: float, ink: Colour, strength: float, *, petals: int
) -> None:
    """Prints a round ornament of interlaced loops."""
    turn = np.linspace(0, 2 * np.pi, 60 * petals, dtype=np.float32)
    coverage = np.zeros(canvas.shape[:2], np.uint8)
    curves = []
    for layer in range(4):
        reach = radius_px * (0.72 + 0.28 * np.cos(petals * turn + layer * np.pi / 4)) * (1 - 0.15 * layer)
        loop = np.stack([centre_px[0] + reach * np.cos(turn), centre_px[1] + reach * np.sin(turn)], axis=1)
        curves.append(loop.astype(np.float32))
    polylines(coverage, curves)
    print_ink(canvas, coverage, ink, strength)


def emblem(canvas: Canvas, centre_px: tuple[float, float], radius_px: float) -> None:
    """A placeholder where a document carries its state's emblem: a plain seal of rings and rays."""
    coverage = np.zeros(canvas.shape[:2], np.uint8)
    centre = (round(centre_px[0] * 16), round(centre_px[1] * 16))
    cv2.circle(coverage, centre, round(radius_px * 16), 255, -1, cv2.LINE_AA, 4)
    print_ink(canvas, coverage, (50, 60, 190), 0.75)
    rosette(canvas, centre_px, radius_px * 0.92, (120, 215, 245), 0.9, petals=12)
    coverage[:] = 0
    cv2.circle(coverage, centre, round(radius_px * 0.35 * 16), 255, -1, cv2.LINE_AA, 4)
    print_ink(canvas, coverage, (110, 205, 240), 0.9)
