"""The portrait in an answer: Base64 of a picture of any known format, bare as documented or as a `data:` address."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

from permit_desktop.domain.errors import StillError
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.encode import encode_jpeg

MAX_CHARS: Final = 4 * 1024 * 1024
"""Base64 characters: far above a picture of 27 by 21 mm, far below what hurts."""
MAX_SIDE_PX: Final = 2048

_JPEG_START: Final = b"\xff\xd8\xff"
_DATA_ADDRESS: Final = re.compile(r"\s*data:image/[a-z0-9.+-]{1,20};base64,", re.IGNORECASE | re.ASCII)


def jpeg_of(text: object) -> bytes | None:
    """The portrait as a JPEG file, which it stays if it is one; None when it cannot be used."""
    if not isinstance(text, str) or len(text) > MAX_CHARS:
        return None
    address = _DATA_ADDRESS.match(text)
    try:
        data = base64.b64decode("".join(text[address.end() if address else 0 :].split()), validate=True)
        pixels = decode_still(data, MAX_SIDE_PX)
    except (binascii.Error, ValueError, StillError):
        return None
    return data if data.startswith(_JPEG_START) else encode_jpeg(pixels)
