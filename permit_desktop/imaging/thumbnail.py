"""Small pictures of stored ones, made anew: whatever the original carried beside its pixels stays behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from permit_desktop.imaging.decode import decode_at_least
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.imaging.pixels import Pixels

_QUALITY: Final = 85


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture as a JPEG file."""

    jpeg: bytes
    width_px: int
    height_px: int


def small(content: bytes, fit_px: tuple[int, int]) -> Pixels:
    """A picture file's pixels, scaled to fit into `fit_px` (width, height); never enlarged.

    Raises:
        StillError: as `decode_still`.
    """
    pixels = decode_at_least(content, fit_px)
    height, width = pixels.shape[:2]
    scale = min(1.0, fit_px[0] / width, fit_px[1] / height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def thumbnail(content: bytes, fit_px: tuple[int, int]) -> Thumbnail:
    """The same as a file.

    Raises:
        StillError: as `decode_still`.
    """
    pixels = small(content, fit_px)
    return Thumbnail(encode_jpeg(pixels, _QUALITY), pixels.shape[1], pixels.shape[0])
