"""Lays a flat card on a picture of a desk."""

from __future__ import annotations

import cv2
import numpy as np

from permit_desktop.imaging.pixels import Grey, Pixels
from tests.specimens.card import CardImage
from tests.specimens.desk import TEXTURE_MM, TEXTURE_PX
from tests.specimens.optics import Light
from tests.specimens.view import CARD, Homography, outline, px_per_mm


def warp_card(card: CardImage, homography: Homography, width_px: int, height_px: int) -> tuple[Pixels, Grey]:
    """A card as a camera sees it on black, and how much of every pixel it covers.

    Args:
        homography: card millimetres to picture pixels.

    Returns:
        uint8 (height, width, 3) BGR and uint8 (height, width).
    """
    # A pixel's middle lies half a pixel from its edge, on the card as in the picture.
    to_mm = np.array(
        [[1 / card.px_per_mm, 0, 0.5 / card.px_per_mm], [0, 1 / card.px_per_mm, 0.5 / card.px_per_mm], [0, 0, 1]]
    )
    to_centres = np.array([[1, 0, -0.5], [0, 1, -0.5], [0, 0, 1]])
    matrix = to_centres @ homography @ to_mm
    size = (width_px, height_px)
    pixels = cv2.warpPerspective(card.pixels, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpPerspective(card.mask, matrix, size, flags=cv2.INTER_LINEAR, borderValue=0)
    return np.asarray(pixels, dtype=np.uint8), np.asarray(mask, dtype=np.uint8)


def place_card(card: CardImage, homography: Homography, desk: Pixels) -> Pixels:
    """A card laid on a picture of a desk, for one frame of a scripted motion; nothing but geometry, and fast.

    Args:
        homography: card millimetres to picture pixels.
        desk: uint8 (height, width, 3), BGR; not changed.
    """
    seen = desk.copy()
    frame = _frame_around(homography, desk, margin_px=1)
    if frame is None:
        return seen
    left, top, right, bottom = frame
    pixels, mask = warp_card(card, _seen_from(homography, left, top), right - left, bottom - top)
    cv2.copyTo(pixels, (mask > 127).astype(np.uint8), seen[top:bottom, left:right])
    return seen


def desk_picture(texture: Pixels, homography: Homography, turn_deg: float, width_px: int, height_px: int) -> Light:
    """The desk under a card: its texture in the card's plane, turned, its middle under the card's.

    Returns:
        float32 (height, width, 3), BGR.
    """
    turn = cv2.getRotationMatrix2D((TEXTURE_PX / 2, TEXTURE_PX / 2), turn_deg, TEXTURE_MM / TEXTURE_PX)
    to_mm = np.vstack([turn, [0, 0, 1]])
    middle = np.array([CARD.width_mm / 2, CARD.height_mm / 2])
    to_mm[:2, 2] += middle - TEXTURE_PX / 2
    picture = cv2.warpPerspective(
        texture, homography @ to_mm, (width_px, height_px), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )
    return np.asarray(picture, dtype=np.float32)


def lay(card: CardImage, homography: Homography, desk: Light, rng: np.random.Generator, shadow: float) -> Light:
    """A card laid on a desk, with the shadow that its edge throws.

    Args:
        desk: float32 (height, width, 3), BGR; changed in place and returned.
        shadow: how dark its shadow is, 0 for none.
    """
    scale = px_per_mm(homography)
    frame = _frame_around(homography, desk, margin_px=round(2.5 * scale))
    if frame is None:
        return desk
    left, top, right, bottom = frame
    part = desk[top:bottom, left:right]
    width, height = right - left, bottom - top
    pixels, mask = warp_card(card, _seen_from(homography, left, top), width, height)
    alpha = mask.astype(np.float32) / 255
    if shadow > 0:
        move = np.array([[1, 0, rng.uniform(-0.5, 0.5) * scale], [0, 1, rng.uniform(0.1, 0.6) * scale]])
        thrown = cv2.GaussianBlur(cv2.warpAffine(alpha, move, (width, height)), (0, 0), 0.45 * scale)
        light = 1 - np.float32(shadow) * np.asarray(thrown, dtype=np.float32)
        cv2.multiply(part, cv2.merge([light, light, light]), dst=part)
    part[:] = cv2.blendLinear(np.ascontiguousarray(part), pixels.astype(np.float32), 1 - alpha, alpha)
    return desk


def _frame_around(homography: Homography, picture: Pixels | Light, margin_px: int) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of the part of a picture that a card covers; None when it lies outside."""
    height, width = picture.shape[:2]
    corners = np.array(outline(homography, CARD))
    left, top = (int(edge) for edge in np.clip(np.floor(corners.min(axis=0)) - margin_px, 0, (width, height)))
    right, bottom = (int(edge) for edge in np.clip(np.ceil(corners.max(axis=0)) + margin_px, 0, (width, height)))
    return (left, top, right, bottom) if left < right and top < bottom else None


def _seen_from(homography: Homography, left: int, top: int) -> Homography:
    """The homography into a part of a picture that begins at the given pixel."""
    moved: Homography = np.array([[1.0, 0, -left], [0, 1, -top], [0, 0, 1]]) @ homography
    return moved
