"""Pixels to bytes, for the vault and for a service."""

from __future__ import annotations

import io
from typing import Final

import numpy as np
from PIL import Image

from permit_desktop.imaging.pixels import Pixels

STILL_QUALITY: Final = 92
"""JPEG quality at which the machine-readable line keeps its edges; a 12-megapixel still stays far below the limit."""


def encode_jpeg(pixels: Pixels, quality: int = STILL_QUALITY) -> bytes:
    """Encodes a picture as baseline JPEG without chroma subsampling (coloured fine print stays sharp).

    Args:
        pixels: uint8 (height, width, 3), BGR.
        quality: 1 to 95, the JPEG library's scale.
    """
    buffer = io.BytesIO()
    rgb = np.ascontiguousarray(pixels[:, :, ::-1])
    Image.fromarray(rgb).save(buffer, "JPEG", quality=quality, subsampling=0)
    return buffer.getvalue()
