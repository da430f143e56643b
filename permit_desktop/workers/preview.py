"""The picture on the screen: scaled and in the format that a widget paints fastest."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PySide6.QtGui import QImage

from permit_desktop.capture.judgement import Reason, Zone
from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.pixels import Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """One picture for the screen, with what the guide last said.

    Attributes:
        image: Format_RGB32, as large as fits the widget (device pixels) without changing its shape.
        outline: the card's corners as shares of the image's width and height (0 to 1); None when there is none.
        reason: the words to show; CAPTURED while the card that was taken still lies there.
        progress: how much of the holding time has passed, 0 to 1.
        frame_px: width and height of the camera's own picture.
        zone: the zone that the reason `GLARE` or `BLURRED` is about.
    """

    image: QImage
    outline: Quad | None
    reason: Reason
    progress: float
    frame_px: tuple[int, int]
    zone: Zone | None = None


def to_image(pixels: Pixels, fit_px: tuple[int, int]) -> QImage:
    """A frame as an RGB32 image, scaled to fit into `fit_px` (width, height); never enlarged.

    The image shares memory with an array of its own, which it keeps alive (PySide6 holds a reference).
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, fit_px[0] / width, fit_px[1] / height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    scaled = pixels if size == (width, height) else cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR)
    bgra = np.ascontiguousarray(cv2.cvtColor(scaled, cv2.COLOR_BGR2BGRA))
    return QImage(bgra.data, size[0], size[1], bgra.strides[0], QImage.Format.Format_RGB32)
