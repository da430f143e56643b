"""A rendered card: its pixels, and the truth about everything on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Final

import cv2
import numpy as np

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM, CORNER_RADIUS_MM
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.imaging.pixels import Grey, Pixels
from tests.specimens.artwork import PALETTES, Canvas, paint_ground
from tests.specimens.back import print_back
from tests.specimens.displacement import USUAL, Displacement
from tests.specimens.front import print_front
from tests.specimens.lettering import NOTO_SANS, Line, Plate, print_ink
from tests.specimens.person import InventedPermit

DPI_300: Final = 300 / 25.4
"""Pixels in a millimetre at 300 dots in an inch: the card is 1011 x 638 pixels."""

MARK: Final = Box(66.0, 1.7, 15.0, 2.2)
"""Where every side says that it is a specimen, in millimetres: above the number, where no field stands."""


@dataclass(frozen=True, slots=True, eq=False)
class CardImage:
    """One side of a card, flat.

    Attributes:
        pixels: uint8 (height, width, 3), BGR, the whole ID-1 rectangle.
        mask: uint8 (height, width), 255 on the card, 0 beyond its rounded corners.
        px_per_mm: scale of both.
        truth: what stands on it; empty for cards that are no permit.
        portrait: the holder's picture in card millimetres; None where there is none.
        ink: boxes of the printed values in card millimetres.
    """

    pixels: Pixels
    mask: Grey
    px_per_mm: float
    truth: Mapping[FieldName, str]
    portrait: Box | None
    ink: Mapping[FieldName, Box]


def size_px(px_per_mm: float) -> tuple[int, int]:
    """Width and height of a card in pixels."""
    return round(CARD_WIDTH_MM * px_per_mm), round(CARD_HEIGHT_MM * px_per_mm)


def render_card(
    permit: InventedPermit, side: Side, seed: int, px_per_mm: float = DPI_300, displacement: Displacement = USUAL
) -> CardImage:
    """Renders a side of a permit; the same arguments give the same pixels.

    Args:
        seed: of the printing: palette, fonts, shifts, the figure.
        px_per_mm: resolution; 300 dpi unless told.
        displacement: how far from its place the print may lie.
    """
    rng = Random(f"card {seed} {side.value}")
    width, height = size_px(px_per_mm)
    palette = Random(f"palette {seed}").choice(PALETTES)  # both sides of a card share it
    canvas = paint_ground(rng, width, height, px_per_mm, palette)
    portrait = None
    if side is Side.FRONT:
        portrait, ink = print_front(rng, canvas, px_per_mm, permit, palette, displacement=displacement)
    else:
        ink = print_back(rng, canvas, px_per_mm, permit, displacement)
    print_mark(canvas, px_per_mm, (90, 90, 90))
    return finish(canvas, px_per_mm, permit.truth(side), portrait, ink)


def print_mark(canvas: Canvas, px_per_mm: float, colour_bgr: tuple[int, int, int]) -> None:
    """Prints the words that tell a specimen from a document."""
    plate = Plate(canvas.shape[1], canvas.shape[0], px_per_mm)
    plate.write(Line("样本 SPECIMEN", NOTO_SANS, 1.9, MARK.x_mm, MARK.y_mm + MARK.height_mm / 2))
    print_ink(canvas, plate.coverage, colour_bgr, 0.9)


def finish(
    canvas: Canvas,
    px_per_mm: float,
    truth: Mapping[FieldName, str],
    portrait: Box | None,
    ink: Mapping[FieldName, Box],
) -> CardImage:
    """Makes a painted canvas a card: 8-bit pixels and rounded corners."""
    pixels = np.rint(np.clip(canvas, 0, 255)).astype(np.uint8)
    mask = rounded_mask(pixels.shape[1], pixels.shape[0], CORNER_RADIUS_MM * px_per_mm)
    return CardImage(pixels, mask, px_per_mm, truth, portrait, ink)


def rounded_mask(width_px: int, height_px: int, radius_px: float) -> Grey:
    """255 within a rectangle with round corners, 0 outside, in between along the arcs."""
    finer = 4
    width, height, radius = width_px * finer, height_px * finer, round(radius_px * finer)
    mask = np.zeros((height, width), np.uint8)
    mask[:, radius : width - radius] = 255
    mask[radius : height - radius] = 255
    for x in (radius, width - 1 - radius):
        for y in (radius, height - 1 - radius):
            cv2.circle(mask, (x, y), radius, 255, -1)
    return np.asarray(cv2.resize(mask, (width_px, height_px), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def scratched(card: CardImage, rng: np.random.Generator, count: int) -> CardImage:
    """The card with fine pale scratches on its surface, too thin and too faint to hide a letter."""
    lines = np.zeros_like(card.mask)
    height, width = lines.shape
    for _ in range(count):
        start = rng.uniform(0, 1, 2) * (width, height)
        end = start + rng.normal(0, 0.16, 2) * width
        ends = np.round(np.stack([start, end]) * 16).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(lines, [ends], isClosed=False, color=255, thickness=1, lineType=cv2.LINE_AA, shift=4)
    canvas = card.pixels.astype(np.float32)
    print_ink(canvas, lines, (250, 250, 250), 0.4)
    return replace(card, pixels=np.rint(canvas).astype(np.uint8))
