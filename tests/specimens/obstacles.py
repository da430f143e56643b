"""What hides some of a card's values: fingers that reach over its edge, and glare that burns out what it lies on."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box
from tests.specimens.optics import Light, add_glare
from tests.specimens.view import CARD, Homography, outline, px_per_mm, seen

_LENGTH_MM = 60.0
_SKIN = (120.0, 150.0, 205.0)


def lay_finger(rng: np.random.Generator, picture: Light, homography: Homography) -> None:
    """Lays a finger over some edge of the card, in place.

    Args:
        homography: card millimetres to picture pixels.
    """
    skin = (np.array(_SKIN) * rng.uniform(0.45, 1.05)).tolist()
    corners = np.round(seen(homography, _finger_mm(rng)) * 16).astype(np.int32).reshape(-1, 1, 2)
    cv2.fillConvexPoly(picture, corners, skin, cv2.LINE_AA, 4)


def burn(rng: np.random.Generator, picture: Light, homography: Homography) -> None:
    """A spot of glare anywhere on the card, its middle burnt out, in place."""
    scale = px_per_mm(homography)
    x_mm, y_mm = float(rng.uniform(0, CARD.width_mm)), float(rng.uniform(0, CARD.height_mm))
    at = outline(homography, Box(x_mm, y_mm, 0, 0)).top_left
    radii = (float(rng.uniform(4, 12)) * scale, float(rng.uniform(3, 8)) * scale)
    add_glare(picture, at, radii, float(rng.uniform(1.5, 4.0)))


def _finger_mm(rng: np.random.Generator) -> NDArray[np.float64]:
    """A finger's outline on the card (n, 2), round at its tip, with its root far outside."""
    radius_mm, reach_mm, lean = float(rng.uniform(6, 9)), float(rng.uniform(6, 20)), float(rng.uniform(-0.5, 0.5))
    round_the_tip = np.linspace(-np.pi / 2, np.pi / 2, 13)
    tip = np.column_stack([np.cos(round_the_tip), np.sin(round_the_tip)]) * radius_mm
    tip[:, 0] += reach_mm - radius_mm
    finger = np.vstack([[-_LENGTH_MM, -radius_mm], tip, [-_LENGTH_MM, radius_mm]])
    # Points to the right; then it comes from the left, the right, above or below.
    way = lean + (0.0, np.pi, np.pi / 2, -np.pi / 2)[rng.integers(4)]
    finger = finger @ np.array([[np.cos(way), np.sin(way)], [-np.sin(way), np.cos(way)]])
    size_mm = np.array([CARD.width_mm, CARD.height_mm])
    middle = size_mm / 2 + rng.uniform(-0.4, 0.4, 2) * size_mm
    pointing = np.array([np.round(np.cos(way)), np.round(np.sin(way))])
    edge = np.where(pointing > 0, 0.0, size_mm)
    return np.asarray(finger + np.where(pointing == 0, middle, edge), np.float64)
