"""What light, lens, sensor and file do to a picture, in that order. Pictures are float32, 0 to 255, BGR."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from permit_desktop.imaging.pixels import Pixels

Light: TypeAlias = NDArray[np.float32]
"""A picture in the making: float32 (height, width, 3), 0 to 255, BGR."""

_COARSE_PX = 96


@dataclass(frozen=True, slots=True)
class Lighting:
    """How light falls on a picture, and how the camera answers to it.

    Attributes:
        uneven: how far light falls off across the picture, 0.3 for 30 %.
        vignette: how much darker the corners are.
        shadow: darkness of the shadow of a hand or a lamp's arm; 0 for none.
        cast: white balance off by so much at most.
        exposure: brightness, 1 as it is.
    """

    uneven: float
    vignette: float
    shadow: float
    cast: float
    exposure: float


def shed_light(rng: np.random.Generator, picture: Light, lighting: Lighting) -> None:
    """Lights the picture in place."""
    height, width = picture.shape[:2]
    x = np.linspace(-1, 1, _COARSE_PX, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, max(8, round(_COARSE_PX * height / width)), dtype=np.float32)[:, None]
    towards = rng.uniform(0, 2 * np.pi)
    field = 1 + (x * np.cos(towards) + y * np.sin(towards)) * lighting.uneven / 2
    field = field - lighting.vignette * (x**2 + y**2) / 2
    if lighting.shadow > 0:
        towards, reach, softness = rng.uniform(0, 2 * np.pi), rng.uniform(-0.5, 0.6), rng.uniform(0.06, 0.3)
        across = x * np.cos(towards) + y * np.sin(towards) - reach
        field = field * (1 - lighting.shadow / (1 + np.exp(-across / softness * 4)))
    gains = (1 + rng.uniform(-lighting.cast, lighting.cast, 3)) * lighting.exposure
    coarse = (field[..., None] * gains).astype(np.float32)
    cv2.multiply(picture, cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR), dst=picture)


def add_glare(picture: Light, centre: tuple[float, float], radii: tuple[float, float], strength: float) -> None:
    """A soft bright spot, in place: `strength` of the way to white in its middle, nothing beyond twice its radii.

    A strength above 1 burns out the middle, the more of it the greater.
    """
    height, width = picture.shape[:2]
    left, right = (int(np.clip(centre[0] + side * 2.5 * radii[0], 0, width)) for side in (-1, 1))
    top, bottom = (int(np.clip(centre[1] + side * 2.5 * radii[1], 0, height)) for side in (-1, 1))
    if left == right or top == bottom:
        return
    x = (np.arange(left, right, dtype=np.float32) - np.float32(centre[0])) / np.float32(radii[0])
    y = (np.arange(top, bottom, dtype=np.float32) - np.float32(centre[1])) / np.float32(radii[1])
    spot = np.minimum(np.exp(-(x[None, :] ** 2 + y[:, None] ** 2)) * np.float32(strength), np.float32(1))
    part = picture[top:bottom, left:right]
    part += spot[..., None] * np.maximum(255 - part, 0)


def scatter_dust(rng: np.random.Generator, picture: Light, specks: int, hairs: int) -> None:
    """Specks and thin hairs on glass or lens, in place."""
    height, width = picture.shape[:2]
    for _ in range(specks):
        at = (int(rng.integers(width)), int(rng.integers(height)))
        shade = float(rng.uniform(60, 200))
        cv2.circle(picture, at, int(rng.integers(1, 3)), (shade, shade, shade), -1, cv2.LINE_AA)
    for _ in range(hairs):
        start = rng.uniform(0, 1, 2) * (width, height)
        bend = np.cumsum(np.cumsum(rng.normal(0, 0.5, (24, 2)), axis=0), axis=0) + rng.normal(0, 4, 2) * np.ones(
            (24, 1)
        )
        curve = np.round(start + np.cumsum(bend * 0.3, axis=0)).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(picture, [curve], isClosed=False, color=(70.0, 75.0, 85.0), thickness=1, lineType=cv2.LINE_AA)


def defocus(picture: Light, sigma_px: float) -> Light:
    """The picture out of focus."""
    if sigma_px < 0.2:
        return picture
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma_px), dtype=np.float32)


def shake(picture: Light, length_px: float, direction_deg: float) -> Light:
    """The picture smeared along a line, as by a hand that moves."""
    if length_px < 1:
        return picture
    size = int(np.ceil(length_px)) | 1
    kernel = np.zeros((size, size), np.float32)
    reach = (size - 1) / 2
    step = np.array([np.cos(np.radians(direction_deg)), np.sin(np.radians(direction_deg))]) * length_px / 2
    start, end = (
        (round(float(reach + side * step[0]) * 16), round(float(reach + side * step[1]) * 16)) for side in (-1, 1)
    )
    cv2.line(kernel, start, end, 1.0, 1, cv2.LINE_8, 4)
    return np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()), dtype=np.float32)


def sensor_noise(rng: np.random.Generator, picture: Light, sigma: float) -> None:
    """Grain in place: stronger in brightness than in colour, as in cameras that smooth colours."""
    height, width = picture.shape[:2]
    grain = rng.standard_normal((height, width), dtype=np.float32) * np.float32(sigma)
    coarse = rng.standard_normal((height // 4 + 1, width // 4 + 1, 3), dtype=np.float32) * np.float32(sigma * 0.6)
    cv2.add(picture, cv2.merge([grain, grain, grain]), dst=picture)
    cv2.add(picture, cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR), dst=picture)


def develop(picture: Light) -> Pixels:
    """The picture in 8 bits."""
    return np.asarray(cv2.convertScaleAbs(np.maximum(picture, 0)), dtype=np.uint8)


def to_jpeg(pixels: Pixels, quality: int) -> bytes:
    """A JPEG file of the picture."""
    file = io.BytesIO()
    Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)).save(file, "JPEG", quality=quality)
    return file.getvalue()


def from_jpeg(jpeg: bytes) -> Pixels:
    """The picture in a JPEG file of our own."""
    rgb = np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"))
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), dtype=np.uint8)
