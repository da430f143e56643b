"""Bytes to pixels, within the limits of the exit-entry-permit OCR contract.

Pillow decodes and nothing else does: its header parser allocates nothing before the sides are known, which OpenCV's
does (a PNG of 91 bytes made it reserve 4 GB). Only the contract's four formats are compiled into the call, the sides
are checked before a pixel is decoded, and a truncated file is an error.

Coordinates everywhere in the program are those of the stored pixels: an orientation note in EXIF is not applied,
because the contract reports places in the original picture, and the reader finds by itself which way up the text is.
"""

from __future__ import annotations

import io
from typing import Final

import cv2
import numpy as np
from PIL import Image, UnidentifiedImageError

from permit_desktop.domain.errors import ErrorCode, StillError
from permit_desktop.imaging.pixels import Pixels

MAX_BASE64_CHARACTERS: Final = 10 * 1024 * 1024
"""The contract: a picture's Base64 text is at most 10 MB long."""

MAX_FILE_BYTES: Final = MAX_BASE64_CHARACTERS // 4 * 3
"""The raw bytes that this many Base64 characters can carry (7 864 320)."""

MIN_SIDE_PX: Final = 15
MAX_SIDE_PX: Final = 8192
"""The contract's sides. They also bound the pixels (67 million): a tighter limit of our own would refuse pictures that
the contract accepts, and by strips even the largest costs less than half a gigabyte at its peak."""

_FORMATS: Final = ("JPEG", "PNG", "BMP", "TIFF")
_SIGNATURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"BM", b"II*\x00", b"MM\x00*")
_STRIP_ROWS: Final = 256
_WITH_ALPHA: Final = ("RGBA", "LA", "PA", "La", "RGBa")
_SIXTEEN_BIT: Final = ("I;16", "I;16L", "I;16B", "I;16N")
_PLAIN: Final = ("1", "L", "P", "RGB", "RGBX", "CMYK", "YCbCr")
_REMEDY_OTHER_FILE: Final = "Choose another picture, or scan the permit again."


def decode_still(data: bytes, max_side_px: int = MAX_SIDE_PX) -> Pixels:
    """Decodes a still.

    Palette, grey, CMYK and 16-bit pictures become 8-bit colour; what is transparent is laid on white. Of a JPEG that
    carries previews or a gain map behind its picture (as phones write them) the picture itself is taken.

    Args:
        data: the bytes of a JPEG, PNG, BMP or TIFF file.
        max_side_px: larger ones are refused before anything of them is decoded.

    Returns:
        A fresh writable uint8 array (height, width, 3), BGR, in stored orientation.

    Raises:
        StillError: empty_file, file_too_large, not_an_image, image_damaged, image_too_small, image_too_large or
            several_pages.
    """
    return _decode(data, None, max_side_px)


def decode_at_least(data: bytes, least_px: tuple[int, int]) -> Pixels:
    """Decodes no more of a still than a small picture of it needs: a JPEG at as little as an eighth of its sides.

    Args:
        data: as for `decode_still`.
        least_px: the result has at least this width and height, unless the still itself is smaller.

    Raises:
        StillError: as `decode_still`.
    """
    return _decode(data, least_px, MAX_SIDE_PX)


def _decode(data: bytes, least_px: tuple[int, int] | None, max_side_px: int) -> Pixels:
    check_size(len(data))
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            check_sides(*image.size, max_side_px)
            _check_single(image)
            if least_px is not None:
                image.draft(None, least_px)
            image.load()
            return _to_pixels(image)
    except StillError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large_picture(max_side_px) from error
    except UnidentifiedImageError as error:
        raise (_damaged() if data.startswith(_SIGNATURES) else _not_an_image()) from error
    # Pillow's decoders raise whatever hostile bytes lead them to: OSError, ValueError, SyntaxError, struct.error,
    # EOFError, KeyError, IndexError, TypeError, zlib.error, OverflowError, MemoryError … The list is not documented and
    # grows with each release; here every one of them means the same: these bytes cannot be decoded.
    except Exception as error:
        raise _damaged() from error


def check_size(size_bytes: int) -> None:
    """Refuses a file by its size alone.

    Raises:
        StillError: empty_file or file_too_large.
    """
    if size_bytes == 0:
        raise StillError(ErrorCode.EMPTY_FILE, "The file is empty.", _REMEDY_OTHER_FILE)
    if size_bytes > MAX_FILE_BYTES:
        raise StillError(
            ErrorCode.FILE_TOO_LARGE,
            f"The file is larger than {MAX_FILE_BYTES / 1024 / 1024:.1f} MB.",
            "Save the picture with stronger JPEG compression or fewer pixels.",
        )


def check_sides(width_px: int, height_px: int, max_side_px: int = MAX_SIDE_PX) -> None:
    """Refuses a picture of a size that no service takes.

    Raises:
        StillError: image_too_small or image_too_large.
    """
    if min(width_px, height_px) < MIN_SIDE_PX:
        raise StillError(
            ErrorCode.IMAGE_TOO_SMALL,
            f"The picture has a side shorter than {MIN_SIDE_PX} pixels.",
            "Take the picture again with more pixels.",
        )
    if max(width_px, height_px) > max_side_px:
        raise _too_large_picture(max_side_px)


def _check_single(image: Image.Image) -> None:
    """Refuses several pages (TIFF) and animations (PNG), whose later pages nobody would ever see."""
    if image.format not in ("TIFF", "PNG"):
        return
    try:
        image.seek(1)
    except EOFError:
        return
    raise StillError(
        ErrorCode.SEVERAL_PAGES,
        "The file holds several pages.",
        "Save each page as a picture of its own.",
    )


def _to_pixels(image: Image.Image) -> Pixels:
    """Converts strip by strip into its place, so that a large picture is never held in three forms at once."""
    if image.mode not in _WITH_ALPHA + _SIXTEEN_BIT + _PLAIN:
        raise StillError(
            ErrorCode.NOT_AN_IMAGE,
            "The picture's kind of pixels is not supported.",
            "Save the picture as an ordinary JPEG or PNG.",
        )
    width_px, height_px = image.size
    pixels = np.empty((height_px, width_px, 3), np.uint8)
    for top in range(0, height_px, _STRIP_ROWS):
        bottom = min(top + _STRIP_ROWS, height_px)
        strip = image.crop((0, top, width_px, bottom))
        _write_bgr(strip, pixels[top:bottom])
    return pixels


def _write_bgr(strip: Image.Image, pixels: Pixels) -> None:
    if strip.mode in _SIXTEEN_BIT:
        grey = (np.asarray(strip).astype(np.uint16) >> 8).astype(np.uint8)
        cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR, dst=pixels)
        return
    if strip.mode in _WITH_ALPHA or "transparency" in strip.info:
        above = strip.convert("RGBA")
        if above.getchannel("A").getextrema() == (255, 255):
            cv2.cvtColor(np.asarray(above), cv2.COLOR_RGBA2BGR, dst=pixels)
            return
        strip = Image.new("RGBA", above.size, (255, 255, 255, 255))
        strip.alpha_composite(above)
    cv2.cvtColor(np.asarray(strip if strip.mode == "RGB" else strip.convert("RGB")), cv2.COLOR_RGB2BGR, dst=pixels)


def _too_large_picture(max_side_px: int) -> StillError:
    return StillError(
        ErrorCode.IMAGE_TOO_LARGE,
        f"The picture has a side longer than {max_side_px} pixels.",
        "Save the picture with fewer pixels.",
    )


def _not_an_image() -> StillError:
    return StillError(
        ErrorCode.NOT_AN_IMAGE,
        "The file is not a JPEG, PNG, BMP or TIFF picture.",
        "Choose a picture in one of these formats.",
    )


def _damaged() -> StillError:
    return StillError(ErrorCode.IMAGE_DAMAGED, "The picture is damaged or cut short.", _REMEDY_OTHER_FILE)
