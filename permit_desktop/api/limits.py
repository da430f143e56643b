"""The contract's limits, and how a still is made to keep them.

Formats JPEG, PNG, BMP, TIFF; every side 15 to 8192 pixels; at most 10 MB of Base64; the permit fills more than half of
the picture, upright if possible. A still that is too large is sent smaller, never refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.errors import ErrorCode, StillError
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM
from permit_desktop.imaging.decode import MAX_SIDE_PX, MIN_SIDE_PX
from permit_desktop.imaging.pixels import Pixels

MAX_BASE64_CHARS: Final = 10_000_000
"""The contract says 10 MB. A sender takes that as millions, the smaller reading; a service accepts the larger one."""

MARGIN: Final = 0.05
"""Of the card's width, round about it: its edges have to be in the picture."""
WIDE_MARGIN: Final = 0.1
"""The same where a corner may lie a little further out; the card still fills three fifths of the picture."""
_QUALITIES: Final = (92, 85, 75)
_SHRINK: Final = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class PreparedStill:
    """A still as it is sent.

    Attributes:
        jpeg: the file.
        width_px: its width.
        height_px: its height.
        to_original: float64 (3, 3), the homography from its pixels to those of the original still.
    """

    jpeg: bytes
    width_px: int
    height_px: int
    to_original: NDArray[np.float64]

    def in_original(self, outline: Quad) -> Quad:
        """An outline in the sent picture, such as the portrait's, in pixels of the original still."""
        corners = np.array(outline, dtype=np.float64).reshape(-1, 1, 2)
        return Quad.of(cv2.perspectiveTransform(corners, self.to_original).reshape(-1, 2).tolist())


def prepare(
    still: Pixels, outline: Quad | None = None, *, margin: float = MARGIN, max_base64_chars: int = MAX_BASE64_CHARS
) -> PreparedStill:
    """Makes a file of a still that a service accepts.

    Args:
        still: uint8 (height, width, 3), BGR; not changed.
        outline: the card's corners in the still, when they are known: then the card is cut out upright, with a
            margin. Otherwise the whole still is sent.
        margin: how broad it is, of the card's width.
        max_base64_chars: the limit of the service.

    Raises:
        StillError: a side is below 15 pixels, so there is nothing to be read.
    """
    if min(still.shape[:2]) < MIN_SIDE_PX:
        raise StillError(
            ErrorCode.IMAGE_TOO_SMALL,
            f"The picture is smaller than {MIN_SIDE_PX} pixels.",
            "Take the picture again, with the permit larger.",
        )
    cut, to_original = _cut_out(still, outline, margin) if outline else (still, np.eye(3))
    for picture, quality in _ever_smaller(cut):
        ok, encoded = cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, quality))
        if ok and base64_length(encoded.size) <= max_base64_chars:
            break
    height_px, width_px = picture.shape[:2]
    # Pixel centres lie at whole numbers, so a resize moves them by half a pixel.
    scale_x, scale_y = cut.shape[1] / width_px, cut.shape[0] / height_px
    enlarge = np.array([[scale_x, 0, (scale_x - 1) / 2], [0, scale_y, (scale_y - 1) / 2], [0, 0, 1]])
    return PreparedStill(encoded.tobytes(), width_px, height_px, to_original @ enlarge)


def base64_length(size_bytes: int) -> int:
    """How many characters so many bytes take as Base64."""
    return (size_bytes + 2) // 3 * 4


def _cut_out(still: Pixels, outline: Quad, margin: float) -> tuple[Pixels, NDArray[np.float64]]:
    """The card upright with a margin, and the homography from there to the still."""
    corners = np.array(outline, dtype=np.float64)
    edges_px = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    width_px = min(max(edges_px[0], edges_px[2], edges_px[1] / CARD_HEIGHT_MM * CARD_WIDTH_MM, 4 * MIN_SIDE_PX), 6000)
    height_px, margin_px = width_px * CARD_HEIGHT_MM / CARD_WIDTH_MM, width_px * margin
    left, top, right, bottom = margin_px, margin_px, margin_px + width_px, margin_px + height_px
    upright = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], dtype=np.float32)
    to_original = cv2.getPerspectiveTransform(upright, corners.astype(np.float32)).astype(np.float64)
    size = (round(right + margin_px), round(bottom + margin_px))
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    cut = cv2.warpPerspective(still, to_original, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, dtype=np.uint8), to_original


def _ever_smaller(picture: Pixels) -> Iterator[tuple[Pixels, int]]:
    """The picture within the allowed sides at falling quality, then smaller and smaller."""
    height_px, width_px = picture.shape[:2]
    scale = min(1.0, MAX_SIDE_PX / max(height_px, width_px))
    while True:
        size = (max(MIN_SIDE_PX, round(width_px * scale)), max(MIN_SIDE_PX, round(height_px * scale)))
        smaller = picture
        if size != (width_px, height_px):
            smaller = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        for quality in _QUALITIES:
            yield smaller, quality
        if size == (MIN_SIDE_PX, MIN_SIDE_PX):
            return
        scale *= _SHRINK
