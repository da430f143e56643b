"""The card frame: from an outline in the picture to millimetres on the card, and back.

Positions in the picture count from its upper left corner, so the whole picture reaches from 0 to its width, and the
first pixel's centre is at (0.5, 0.5). OpenCV counts from that centre; where it is called, half a pixel is taken off.
"""

from __future__ import annotations

import math
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM
from permit_desktop.imaging.pixels import Pixels

WHOLE_CARD: Final = Box(0.0, 0.0, CARD_WIDTH_MM, CARD_HEIGHT_MM)
_REDUCE_FROM: Final = 1.5
"""From this ratio of source to target resolution on, cubic interpolation alone would alias."""


def homography(outline: Quad) -> NDArray[np.float64]:
    """The 3 x 3 float64 matrix that maps card millimetres to picture pixels.

    Args:
        outline: the card's sharp corners in the picture, in the order of its text.

    Raises:
        ValueError: the four corners are not those of a convex quadrilateral.
    """
    if not is_convex(outline):
        raise ValueError("an outline must be convex")
    card = np.array(
        [(0, 0), (CARD_WIDTH_MM, 0), (CARD_WIDTH_MM, CARD_HEIGHT_MM), (0, CARD_HEIGHT_MM)], dtype=np.float32
    )
    matrix = cv2.getPerspectiveTransform(card, np.asarray(outline, dtype=np.float32))
    return np.asarray(matrix, dtype=np.float64)


def rectify(picture: Pixels, outline: Quad, px_per_mm: float) -> Pixels:
    """The whole card, upright and flat: uint8 (53.98 mm, 85.60 mm, 3) at the given scale, BGR.

    What lies outside the picture repeats its edge.
    """
    return crop(picture, outline, WHOLE_CARD, px_per_mm)


def crop(picture: Pixels, outline: Quad, box: Box, px_per_mm: float) -> Pixels:
    """A part of the card, sampled once from the original picture.

    Where the picture is finer than the target it is averaged, where it is coarser it is interpolated (cubic).

    Args:
        picture: uint8 (height, width, 3), BGR.
        outline: the card's corners in the picture.
        box: the part, in card millimetres; it may reach beyond the card.
        px_per_mm: scale of the result. For a line of text of a wanted height: `height_px / box.height_mm`.

    Returns:
        uint8 (round(height_mm * px_per_mm), round(width_mm * px_per_mm), 3), at least 1 x 1.
    """
    width_px = max(1, round(box.width_mm * px_per_mm))
    height_px = max(1, round(box.height_mm * px_per_mm))
    # Target pixel (0, 0) has its centre half a pixel inside the box.
    to_mm = np.array(
        [
            [box.width_mm / width_px, 0, box.x_mm + 0.5 * box.width_mm / width_px],
            [0, box.height_mm / height_px, box.y_mm + 0.5 * box.height_mm / height_px],
            [0, 0, 1],
        ]
    )
    target_to_picture = homography(outline) @ to_mm
    corners = _map(
        target_to_picture,
        [(-0.5, -0.5), (width_px - 0.5, -0.5), (width_px - 0.5, height_px - 0.5), (-0.5, height_px - 0.5)],
    )
    source, picture_to_source = _reduced(picture, corners, width_px * height_px)
    return np.asarray(
        cv2.warpPerspective(
            source,
            picture_to_source @ target_to_picture,
            (width_px, height_px),
            flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        dtype=np.uint8,
    )


def to_picture(outline: Quad, box: Box) -> Quad:
    """The corners of a box of the card, as they lie in the picture (pixels)."""
    corners = [
        (box.x_mm, box.y_mm),
        (box.right_mm, box.y_mm),
        (box.right_mm, box.bottom_mm),
        (box.x_mm, box.bottom_mm),
    ]
    return Quad.of(_map(homography(outline), corners))


def is_convex(outline: Quad) -> bool:
    """Whether the corners turn the same way, clockwise on the screen, at each of the four, and none is flat."""
    corners = np.asarray(outline, dtype=np.float64)
    along = np.roll(corners, -1, axis=0) - corners
    after = np.roll(along, -1, axis=0)
    turn = along[:, 0] * after[:, 1] - along[:, 1] * after[:, 0]
    return bool((turn > 1e-6).all())


def outline_area_share(outline: Quad, width_px: int, height_px: int) -> float:
    """The share of the picture's area that the outline covers, 0 to 1; what lies outside the picture counts not."""
    frame = np.array(
        [(0, 0), (width_px, 0), (width_px, height_px), (0, height_px)],
        dtype=np.float32,
    )
    area, _ = cv2.intersectConvexConvex(np.asarray(outline, dtype=np.float32), frame)
    return float(area) / (width_px * height_px)


def px_per_mm(outline: Quad) -> float:
    """How many picture pixels a millimetre of the card has, by the areas of both."""
    area = cv2.contourArea(np.asarray(outline, dtype=np.float32))
    return math.sqrt(area / (CARD_WIDTH_MM * CARD_HEIGHT_MM))


def rotation_deg(outline: Quad) -> float:
    """How far the card's text is turned clockwise on the screen, -180 to 180 degrees."""
    left = np.asarray(outline.top_left) + np.asarray(outline.bottom_left)
    right = np.asarray(outline.top_right) + np.asarray(outline.bottom_right)
    x, y = right - left
    return math.degrees(math.atan2(y, x))


def tilt_deg(outline: Quad) -> float:
    """How far the card leans away from facing the camera, 0 to 90 degrees, whatever its rotation.

    At the card's middle a tilted card is foreshortened along one direction by the cosine of the tilt; the card's known
    proportions show by how much. Good to a few degrees from 15 degrees on; near 0 the cosine is flat and an error of
    one pixel reads as several degrees.
    """
    matrix = homography(outline)
    middle = np.array([CARD_WIDTH_MM / 2, CARD_HEIGHT_MM / 2, 1.0])
    x, y, w = matrix @ middle
    # The derivative of (x / w, y / w) by the two card coordinates.
    local = (matrix[:2, :2] * w - np.outer((x, y), matrix[2, :2])) / (w * w)
    larger, smaller = np.linalg.svd(local, compute_uv=False)
    return math.degrees(math.acos(min(1.0, float(smaller / larger))))


def _map(matrix: NDArray[np.float64], points: list[tuple[float, float]]) -> NDArray[np.float64]:
    mapped = cv2.perspectiveTransform(np.array([points], dtype=np.float64), matrix)
    return np.asarray(mapped, dtype=np.float64).reshape(-1, 2)


def _reduced(picture: Pixels, corners: NDArray[np.float64], target_pixels: int) -> tuple[Pixels, NDArray[np.float64]]:
    """The part of the picture around the corners, averaged down to about the target's resolution.

    Returns:
        The source to sample from, and the matrix from the picture to the centres of the source's pixels.
    """
    height_px, width_px = picture.shape[:2]
    margin_px = 4
    left, top = np.clip(np.floor(corners.min(axis=0)).astype(int) - margin_px, 0, (width_px - 1, height_px - 1))
    right, bottom = np.clip(
        np.ceil(corners.max(axis=0)).astype(int) + margin_px + 1, (left + 1, top + 1), (width_px, height_px)
    )
    ratio = math.sqrt(cv2.contourArea(corners.astype(np.float32)) / target_pixels)
    if ratio < _REDUCE_FROM:
        return picture[top:bottom, left:right], np.array([[1.0, 0, -left - 0.5], [0, 1.0, -top - 0.5], [0, 0, 1]])
    # Whole pixels are averaged in a tenth of the time that parts of pixels take.
    every = round(ratio)
    across, down = max(1, (right - left) // every), max(1, (bottom - top) // every)
    part = picture[top : top + down * every, left : left + across * every]
    small = cv2.resize(part, (across, down), interpolation=cv2.INTER_AREA)
    scale_x, scale_y = across / part.shape[1], down / part.shape[0]
    matrix = np.array(
        [
            [scale_x, 0, -left * scale_x - 0.5],
            [0, scale_y, -top * scale_y - 0.5],
            [0, 0, 1],
        ]
    )
    return np.asarray(small, dtype=np.uint8), matrix
