"""Sets text on a card: fonts by role, and a plate of ink on which every line's box is measured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from permit_desktop.domain.geometry import Box
from permit_desktop.imaging.pixels import Grey

_FONTS: Final = Path("/usr/share/fonts")


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and the face within it."""

    path: Path
    index: int = 0


NOTO_SANS: Final = Face(_FONTS / "opentype/noto/NotoSansCJK-Regular.ttc", 2)
NOTO_SANS_BOLD: Final = Face(_FONTS / "opentype/noto/NotoSansCJK-Bold.ttc", 2)
NOTO_SERIF: Final = Face(_FONTS / "opentype/noto/NotoSerifCJK-Regular.ttc", 2)
NOTO_SERIF_BOLD: Final = Face(_FONTS / "opentype/noto/NotoSerifCJK-Bold.ttc", 2)
MICRO_HEI: Final = Face(_FONTS / "truetype/wqy/wqy-microhei.ttc")
ZEN_HEI: Final = Face(_FONTS / "truetype/wqy/wqy-zenhei.ttc")
SONG: Final = Face(_FONTS / "truetype/arphic/uming.ttc")
MONO: Final = Face(_FONTS / "truetype/dejavu/DejaVuSansMono.ttf")
_OCR_B: Final = Face(_FONTS / "opentype/ocr-b/OCRB.otf")
OCR_B: Final = _OCR_B if _OCR_B.path.exists() else MONO

CHINESE: Final = (NOTO_SANS, NOTO_SERIF, MICRO_HEI, ZEN_HEI, SONG)
CHINESE_BOLD: Final = (NOTO_SANS_BOLD, NOTO_SERIF_BOLD, ZEN_HEI)
THERMAL: Final = (NOTO_SANS, MICRO_HEI, ZEN_HEI, NOTO_SERIF)
LATIN: Final = tuple(
    Face(_FONTS / "truetype" / name)
    for name in (
        "liberation/LiberationSans-Regular.ttf",
        "liberation/LiberationSerif-Regular.ttf",
        "liberation/LiberationSans-Bold.ttf",
        "dejavu/DejaVuSans.ttf",
    )
)


@lru_cache(maxsize=256)
def _font(face: Face, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.path), size, index=face.index, layout_engine=ImageFont.Layout.BASIC)


def has_glyphs(face: Face, text: str) -> bool:
    """Whether a face can draw every character (none comes out as the box for missing ones)."""
    font = _font(face, 24)
    missing = bytes(font.getmask("\U0010fffe"))
    return all(bytes(font.getmask(character)) != missing for character in text if not character.isspace())


def choose_face(rng: Random, faces: tuple[Face, ...], text: str) -> Face:
    """One of several faces, the widest of them (Noto Sans) where the chosen one lacks a character."""
    face = rng.choice(faces)
    return face if has_glyphs(face, text) else NOTO_SANS


@dataclass(frozen=True, slots=True)
class Line:
    """How and where a line of text stands.

    Attributes:
        text: the characters.
        face: the font.
        em_mm: the font's size.
        x_mm: where the first character's advance begins.
        centre_y_mm: the middle of the ink's height.
        pitch_mm: distance between characters; None sets each by its own width.
        stretch: widths times this, for condensed text.
    """

    text: str
    face: Face
    em_mm: float
    x_mm: float
    centre_y_mm: float
    pitch_mm: float | None = None
    stretch: float = 1.0


class Plate:
    """A transparent plate of one ink, drawn finer than the card and reduced at the end."""

    _FINER: Final = 2

    def __init__(self, width_px: int, height_px: int, px_per_mm: float) -> None:
        self._scale = px_per_mm * self._FINER
        self._image = Image.new("L", (width_px * self._FINER, height_px * self._FINER))
        self._draw = ImageDraw.Draw(self._image)

    def write(self, line: Line) -> Box:
        """Draws a line of text and returns the box of its ink, in millimetres."""
        font = _font(line.face, round(line.em_mm * self._scale, 2))
        reference = "国" if any(ord(character) > 0x2E80 for character in line.text) else "0"
        _, top, _, bottom = font.getbbox(reference, anchor="ls")
        baseline = line.centre_y_mm * self._scale - (top + bottom) / 2
        if line.stretch != 1.0:
            ink = self._write_stretched(line, font, baseline)
        else:
            ink = self._write_plain(line, font, baseline)
        left, upper, right, lower = (edge / self._scale for edge in ink)
        return Box(left, upper, right - left, lower - upper)

    def _write_plain(
        self, line: Line, font: ImageFont.FreeTypeFont, baseline: float
    ) -> tuple[float, float, float, float]:
        x = line.x_mm * self._scale
        if line.pitch_mm is None:
            self._draw.text((x, baseline), line.text, fill=255, font=font, anchor="ls")
            return self._draw.textbbox((x, baseline), line.text, font=font, anchor="ls")
        pitch = line.pitch_mm * self._scale
        boxes = []
        for place, character in enumerate(line.text):
            at = (x + (place + 0.5) * pitch, baseline)
            self._draw.text(at, character, fill=255, font=font, anchor="ms")
            boxes.append(self._draw.textbbox(at, character, font=font, anchor="ms"))
        return (boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes))

    def _write_stretched(
        self, line: Line, font: ImageFont.FreeTypeFont, baseline: float
    ) -> tuple[float, float, float, float]:
        left, top, right, bottom = (int(edge) for edge in font.getbbox(line.text, anchor="ls"))
        strip = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(strip).text((-left, -top), line.text, fill=255, font=font, anchor="ls")
        strip = strip.resize((round(strip.width * line.stretch), strip.height), Image.Resampling.LANCZOS)
        at = (round(line.x_mm * self._scale + left * line.stretch), round(baseline + top))
        self._image.paste(255, at, strip)
        return (at[0], at[1], at[0] + strip.width, at[1] + strip.height)

    @property
    def coverage(self) -> Grey:
        """How much of every pixel the ink covers: uint8 (height, width), in the card's own pixels."""
        return np.asarray(self._image.reduce(self._FINER), dtype=np.uint8)


def print_ink(card: NDArray[np.float32], coverage: Grey, colour_bgr: tuple[int, int, int], strength: float) -> None:
    """Prints a plate onto a card in place.

    Args:
        card: float32 (height, width, 3), 0 to 255, BGR.
        coverage: uint8 (height, width).
        strength: 1 for opaque ink.
    """
    left, top, width, height = cv2.boundingRect(coverage)
    part = np.s_[top : top + height, left : left + width]
    if width == 0:
        return
    alpha = coverage[part].astype(np.float32) * np.float32(strength / 255)
    ground = np.ascontiguousarray(card[part])
    ink = np.full_like(ground, colour_bgr)
    card[part] = cv2.blendLinear(ground, ink, 1 - alpha, alpha)


def polylines(target: Grey, curves: list[NDArray[np.float32]], thickness_px: int = 1) -> None:
    """Draws smooth curves into a coverage plate; each is float32 (n, 2) in pixels."""
    shift = 4
    fixed = [np.round(curve * (1 << shift)).astype(np.int32).reshape(-1, 1, 2) for curve in curves]
    cv2.polylines(target, fixed, isClosed=False, color=255, thickness=thickness_px, lineType=cv2.LINE_AA, shift=shift)
