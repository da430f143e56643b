"""Paints a permit into the simulated camera's picture: warped, with its shadow, smeared while it moves."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain import layout
from permit_desktop.imaging.pixels import Grey, Pixels

_SPRITE_PX_PER_MM: Final = 13.0
_PAD_MM: Final = 6.0
_SHADOW_SHIFT_MM: Final = (0.7, 1.3)
_SHADOW_BLUR_MM: Final = 1.3
_SHADOW_DEPTH: Final = 0.55
_REFLECTANCE: Final = 0.93
"""A white card under a lamp is not quite white in the picture; only glare is."""
_COARSE_SMEAR_PX: Final = 8.0
_SOFT_SCALE: Final = 4
"""What is blurred widely is drawn this much smaller first."""
_CAMERA_DISTANCE_MM: Final = 360.0

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Placing:
    """Where and how the card lies.

    Attributes:
        x_mm, y_mm: its middle, from the middle of the picture.
        angle_deg: turned clockwise in the plane of the desk.
        flip_deg: turned over about its long axis: 0 shows the front flat, 180 the back flat.
        glare: how far a streak of light has passed over the face, 0 to 1; None when there is none.
    """

    x_mm: float
    y_mm: float
    angle_deg: float
    flip_deg: float = 0.0
    glare: float | None = None

    @property
    def shows_back(self) -> bool:
        """Whether the back is up."""
        return self.flip_deg > 90


def corners_mm(placing: Placing) -> Vector:
    """The visible face's corners in its own order, (4, 2), mm from the middle of the picture, perspective applied."""
    half_width, half_height = layout.CARD_WIDTH_MM / 2, layout.CARD_HEIGHT_MM / 2
    flat = np.array(
        [(-half_width, -half_height), (half_width, -half_height), (half_width, half_height), (-half_width, half_height)]
    )
    lean = math.radians(placing.flip_deg - 180 if placing.shows_back else placing.flip_deg)
    turn = math.radians(placing.angle_deg)
    depth = flat[:, 1] * math.sin(lean) + half_height * abs(math.sin(lean))
    leaned = np.column_stack([flat[:, 0], flat[:, 1] * math.cos(lean)])
    turned = leaned @ np.array([(math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))])
    nearer = _CAMERA_DISTANCE_MM / (_CAMERA_DISTANCE_MM - depth)
    moved: Vector = (turned + np.array([placing.x_mm, placing.y_mm])) * nearer[:, np.newaxis]
    return moved


class CardShape:
    """What all cards have in common: their outline, the light that they leave to the desk, a streak of lamp light."""

    def __init__(self) -> None:
        pad = round(_PAD_MM * _SPRITE_PX_PER_MM)
        width = round(layout.CARD_WIDTH_MM * _SPRITE_PX_PER_MM)
        height = round(layout.CARD_HEIGHT_MM * _SPRITE_PX_PER_MM)
        self.pad_px = pad
        self.size_px = (width, height)
        self.corners_px = np.array(
            [(pad, pad), (pad + width, pad), (pad + width, pad + height), (pad, pad + height)], dtype=np.float32
        )
        alpha = cv2.copyMakeBorder(_rounded(width, height), pad, pad, pad, pad, cv2.BORDER_CONSTANT)
        self.alpha = cv2.cvtColor(alpha, cv2.COLOR_GRAY2BGR)
        self.glossy = cv2.merge([alpha, alpha, alpha, np.zeros_like(alpha)])
        """Where a streak of light shows: on the card's colours, not on its shade."""
        self.shade = 255 - cv2.multiply(255 - alpha, _lit_beside(alpha), scale=1 / 255)
        """How much light is taken from what lies below, uint8: all of it under the card, less in its shadow."""
        self.streak = _streak(alpha.shape[1], alpha.shape[0])


class CardSprite:
    """One face of a permit, ready to be painted."""

    def __init__(self, shape: CardShape, face: Pixels) -> None:
        """Args: face: the flat card, upright, uint8 (height, width, 3), BGR, cut at its edges."""
        self._shape = shape
        flat = cv2.resize(face, shape.size_px, interpolation=cv2.INTER_AREA)
        flat = cv2.copyMakeBorder(flat, *(shape.pad_px,) * 4, cv2.BORDER_REPLICATE)
        # Premultiplied (black outside the card), so that it can be added to what is left of the desk; the fourth
        # channel is the shade. OpenCV warps four channels faster than three.
        colour = cv2.multiply(flat, shape.alpha, scale=_REFLECTANCE / 255)
        self._picture = cv2.merge([*cv2.split(colour), shape.shade])

    def paint(self, picture: Pixels, corners_px: Vector, smear_px: Vector, glare: float | None) -> None:
        """Paints the face into a picture, in place.

        Args:
            corners_px: (4, 2), where its corners come to lie, in its own order.
            smear_px: (2,), how far it moves while the shutter is open.
            glare: how far the streak of light has passed, None without one.
        """
        transform = cv2.getPerspectiveTransform(self._shape.corners_px, corners_px.astype(np.float32))
        height, width = self._shape.shade.shape
        frame = np.array([[(0, 0), (width, 0), (width, height), (0, height)]], dtype=np.float32)
        reach = cv2.perspectiveTransform(frame, transform).reshape(-1, 2)
        margin = float(np.abs(smear_px).max()) + 2
        left, top = np.maximum(0, np.floor(reach.min(axis=0) - margin)).astype(int)
        right, bottom = np.minimum((picture.shape[1], picture.shape[0]), np.ceil(reach.max(axis=0) + margin)).astype(
            int
        )
        if left >= right or top >= bottom:
            return
        shifted = np.array([(1, 0, -left), (0, 1, -top), (0, 0, 1)], dtype=np.float64) @ transform
        size = int(right - left), int(bottom - top)
        warped = _warped(self._lit(glare), shifted, size, smear_px)
        kept = cv2.cvtColor(255 - warped[..., 3], cv2.COLOR_GRAY2BGR)
        region = picture[top:bottom, left:right]
        below = cv2.multiply(region, kept, scale=1 / 255)
        cv2.add(below, cv2.cvtColor(warped, cv2.COLOR_BGRA2BGR), dst=region)

    def _lit(self, glare: float | None) -> np.ndarray:
        if glare is None:
            return self._picture
        height, width = self._shape.shade.shape
        streak = self._shape.streak
        start = round((1 - glare) * (streak.shape[1] - width))
        light = cv2.cvtColor(streak[:height, start : start + width], cv2.COLOR_GRAY2BGRA)
        return cv2.add(self._picture, cv2.bitwise_and(light, self._shape.glossy))


def _warped(picture: np.ndarray, transform: Vector, size: tuple[int, int], smear_px: Vector) -> np.ndarray:
    """Warps and smears; at half the size where the smear swallows the detail anyway."""
    if np.hypot(*smear_px) < _COARSE_SMEAR_PX:
        return _smeared(cv2.warpPerspective(picture, transform, size), smear_px)
    half = np.diag([0.5, 0.5, 1.0]) @ transform
    coarse = cv2.warpPerspective(picture, half, ((size[0] + 1) // 2, (size[1] + 1) // 2))
    return cv2.resize(_smeared(coarse, smear_px / 2), size, interpolation=cv2.INTER_LINEAR)


def _smeared(picture: np.ndarray, smear_px: Vector) -> np.ndarray:
    """The picture averaged along a line, by halving: each step averages it with itself moved by half as much."""
    step = np.asarray(smear_px, dtype=np.float64) / 2
    while np.hypot(*step) >= 0.75:
        x, y = (round(part) for part in step)
        picture = _doubled(picture, x, y)
        step = step / 2
    return picture


def _doubled(picture: np.ndarray, x: int, y: int) -> np.ndarray:
    """The mean of a picture and itself moved by whole pixels; where the two do not overlap it stays as it was."""
    height, width = picture.shape[:2]
    if abs(x) >= width or abs(y) >= height:
        return picture
    moved = np.s_[max(0, y) : height + min(0, y), max(0, x) : width + min(0, x)]
    still = np.s_[max(0, -y) : height + min(0, -y), max(0, -x) : width + min(0, -x)]
    both = picture.copy()
    both[moved] = cv2.addWeighted(picture[moved], 0.5, picture[still], 0.5, 0)
    return both


def _rounded(width: int, height: int) -> Grey:
    """The card's mask with its round corners, uint8, antialiased."""
    radius = round(layout.CORNER_RADIUS_MM * _SPRITE_PX_PER_MM)
    mask = np.zeros((height, width), dtype=np.uint8)
    cv2.rectangle(mask, (radius, 0), (width - 1 - radius, height - 1), 255, -1)
    cv2.rectangle(mask, (0, radius), (width - 1, height - 1 - radius), 255, -1)
    for x in (radius, width - 1 - radius):
        for y in (radius, height - 1 - radius):
            cv2.circle(mask, (x, y), radius, 255, -1, cv2.LINE_AA)
    return mask


def _lit_beside(alpha: np.ndarray) -> np.ndarray:
    """How much light reaches the desk around the card, uint8: less in its soft shadow."""
    x, y = (shift * _SPRITE_PX_PER_MM for shift in _SHADOW_SHIFT_MM)
    height, width = alpha.shape
    moved = cv2.warpAffine(alpha, np.array([(1, 0, x), (0, 1, y)], dtype=np.float64), (width, height))
    soft = _softened(moved, _SHADOW_BLUR_MM * _SPRITE_PX_PER_MM)
    return 255 - cv2.convertScaleAbs(soft, alpha=_SHADOW_DEPTH)


def _streak(width: int, height: int) -> Grey:
    """A slanting streak of lamp light in a strip three cards long; a card-wide window slides along it."""
    strip = np.zeros((height, 3 * width), dtype=np.uint8)
    middle, half, slant = 3 * width // 2, width // 17, height // 5
    top, bottom = (middle - half + slant, middle + half + slant), (middle + half - slant, middle - half - slant)
    shape = np.array([(top[0], 0), (top[1], 0), (bottom[0], height), (bottom[1], height)], dtype=np.int32)
    cv2.fillPoly(strip, [shape], (255,))
    return np.asarray(_softened(strip, width / 24), dtype=np.uint8)


def _softened(picture: np.ndarray, blur_px: float) -> np.ndarray:
    height, width = picture.shape
    small_size = width // _SOFT_SCALE, height // _SOFT_SCALE
    small = cv2.resize(picture, small_size, interpolation=cv2.INTER_AREA)
    return cv2.resize(cv2.GaussianBlur(small, (0, 0), blur_px / _SOFT_SCALE), (width, height))
