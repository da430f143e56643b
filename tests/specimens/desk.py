"""Desks that cards lie on, as flat textures: wood, cloth, checks, papers, a scanner's lid."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.imaging.pixels import Pixels

TEXTURE_MM: Final = 320.0
"""Side of the square piece of desk that a texture shows."""

TEXTURE_PX: Final = 1120
"""Side of a texture."""

_SCALE: Final = TEXTURE_PX / TEXTURE_MM


class Desk(StrEnum):
    """A kind of desk."""

    PLAIN = "plain"
    WOOD = "wood"
    CLOTH = "cloth"
    CHECKED = "checked"
    DARK = "dark"
    PAPERS = "papers"
    GLASS_WHITE = "glass_white"
    GLASS_GREY = "glass_grey"


def desk_texture(desk: Desk, rng: np.random.Generator) -> Pixels:
    """A piece of desk: uint8 (`TEXTURE_PX`, `TEXTURE_PX`, 3), BGR."""
    painters: dict[Desk, Callable[[np.random.Generator], NDArray[np.float32]]] = {
        Desk.PLAIN: _plain,
        Desk.WOOD: _wood,
        Desk.CLOTH: _cloth,
        Desk.CHECKED: _checked,
        Desk.DARK: _dark,
        Desk.PAPERS: _papers,
        Desk.GLASS_WHITE: lambda rng: _even(rng, 243, 253),
        Desk.GLASS_GREY: lambda rng: _even(rng, 150, 205),
    }
    return np.clip(painters[desk](rng), 0, 255).astype(np.uint8)


def _even(rng: np.random.Generator, low: int, high: int) -> NDArray[np.float32]:
    return np.full((TEXTURE_PX, TEXTURE_PX, 3), rng.uniform(low, high), np.float32)


def _cloud(rng: np.random.Generator, cells: tuple[int, int], strength: float) -> NDArray[np.float32]:
    small = rng.standard_normal(cells, dtype=np.float32)
    cloud = cv2.resize(small, (TEXTURE_PX, TEXTURE_PX), interpolation=cv2.INTER_CUBIC)
    return np.asarray(cloud * np.float32(strength), dtype=np.float32)[..., None]


def _plain(rng: np.random.Generator) -> NDArray[np.float32]:
    colour = rng.uniform(90, 225) + rng.uniform(-22, 22, 3)
    return colour.astype(np.float32) + _cloud(rng, (6, 6), 2.5) + _cloud(rng, (560, 560), 1.8)


def _dark(rng: np.random.Generator) -> NDArray[np.float32]:
    colour = rng.uniform(18, 50) + rng.uniform(-8, 8, 3)
    return colour.astype(np.float32) + _cloud(rng, (5, 5), 2.0) + _cloud(rng, (560, 560), 2.5)


def _wood(rng: np.random.Generator) -> NDArray[np.float32]:
    tone = np.array([(60, 105, 160), (40, 72, 110), (120, 165, 200), (80, 120, 165)][rng.integers(4)], np.float32)
    x = np.arange(TEXTURE_PX, dtype=np.float32)[None, :]
    y = np.arange(TEXTURE_PX, dtype=np.float32)[:, None]
    bend = _cloud(rng, (4, 3), 30.0)[..., 0]
    rings = np.sin((y + bend + 0.02 * x) / np.float32(rng.uniform(7, 14)))
    grey = np.float32(9) * rings[..., None] + _cloud(rng, (560, 14), 7.0) + _cloud(rng, (40, 4), 5.0)
    wood: NDArray[np.float32] = tone + grey
    boards = rng.integers(180, 420)
    offset = int(rng.integers(boards))
    wood[offset::boards] *= 0.5
    return np.asarray(wood, dtype=np.float32)


def _cloth(rng: np.random.Generator) -> NDArray[np.float32]:
    colour = rng.uniform(40, 190, 3).astype(np.float32)
    x = np.arange(TEXTURE_PX, dtype=np.float32)
    weave = np.sin(x * np.float32(2.1))[None, :] * np.sin(x * np.float32(2.1))[:, None]
    return np.asarray(colour + 9 * weave[..., None] + _cloud(rng, (7, 9), 9.0) + _cloud(rng, (560, 560), 4.0))


def _checked(rng: np.random.Generator) -> NDArray[np.float32]:
    first, second = rng.uniform(60, 235, 3), rng.uniform(60, 235, 3)
    cell = int(rng.integers(26, 70))
    index = np.arange(TEXTURE_PX) // cell % 2
    chess = rng.random() < 0.5
    blend = (index[:, None] ^ index[None, :]) if chess else (index[:, None] + index[None, :]) / 2
    colours = first * blend[..., None] + second * (1 - blend[..., None])
    return np.asarray(colours + _cloud(rng, (560, 560), 4.0), dtype=np.float32)


def _papers(rng: np.random.Generator) -> NDArray[np.float32]:
    desk = _plain(rng) * np.float32(0.8)
    for _ in range(int(rng.integers(4, 7))):
        paper = _printed_sheet(rng)
        height, width = paper.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(0, 360)), 1.0)
        turn[:, 2] += rng.uniform(0.05, 0.95, 2) * TEXTURE_PX - (width / 2, height / 2)
        size = (TEXTURE_PX, TEXTURE_PX)
        sheet = cv2.warpAffine(paper, turn, size)
        mask = cv2.warpAffine(np.full((height, width), 255, np.uint8), turn, size).astype(np.float32)[..., None] / 255
        desk += mask * (sheet.astype(np.float32) - desk)
    return desk


def _printed_sheet(rng: np.random.Generator) -> Pixels:
    """A sheet with lines of print, or a form with a grid; the print is words of no language."""
    width, height = int(rng.uniform(90, 190) * _SCALE), int(rng.uniform(110, 240) * _SCALE)
    sheet = np.full((height, width, 3), rng.uniform(222, 250) + rng.uniform(-6, 6, 3), np.uint8)
    margin, line = int(10 * _SCALE), int(rng.uniform(5, 8) * _SCALE)
    ink = tuple(float(channel) for channel in rng.uniform(30, 110, 3))
    form = rng.random() < 0.4
    for y in range(margin, height - margin, line):
        x = margin
        end = width - margin - int(rng.integers(0, 120))
        while x < end:
            letters = "".join(rng.choice(list("aceimnorsuvxzdlt019"), int(rng.integers(2, 9))))
            cv2.putText(sheet, letters, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.4, ink, 1, cv2.LINE_AA)
            x += 8 * len(letters) + 8
        if form:
            cv2.line(sheet, (margin, y + 5), (width - margin, y + 5), ink, 1)
    return sheet
