"""A pinhole camera over a desk: where a card's millimetres land in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM

Homography: TypeAlias = NDArray[np.float64]
"""3 x 3, takes homogeneous card millimetres (origin at the card's upper left corner) to picture pixels."""

CARD: Box = Box(0.0, 0.0, CARD_WIDTH_MM, CARD_HEIGHT_MM)


@dataclass(frozen=True, slots=True)
class Pose:
    """How a card lies before the camera.

    Attributes:
        width_fraction: the card's width as a part of the picture's width, seen from straight above.
        tilt_deg: angle between the camera's axis and the desk's upright.
        towards_deg: direction of the tilt in the picture.
        roll_deg: turn of the card in the picture, clockwise.
        centre: where the card's middle lies, in parts of the picture's width and height.
        view_deg: the camera's horizontal angle of view.
    """

    width_fraction: float
    tilt_deg: float = 0.0
    towards_deg: float = 0.0
    roll_deg: float = 0.0
    centre: tuple[float, float] = (0.5, 0.5)
    view_deg: float = 55.0


def project(pose: Pose, width_px: int, height_px: int) -> Homography:
    """The homography of a pose in a picture of the given size."""
    focal_px = width_px / 2 / np.tan(np.radians(pose.view_deg) / 2)
    distance_mm = focal_px * CARD_WIDTH_MM / (pose.width_fraction * width_px)
    turn = _tilt(pose.tilt_deg, pose.towards_deg) @ _roll(pose.roll_deg)
    aside_mm = (np.array(pose.centre) - 0.5) * (width_px, height_px) * distance_mm / focal_px
    origin = np.array([aside_mm[0], aside_mm[1], distance_mm]) - turn @ (CARD_WIDTH_MM / 2, CARD_HEIGHT_MM / 2, 0)
    camera = np.array([[focal_px, 0, width_px / 2], [0, focal_px, height_px / 2], [0, 0, 1]])
    homography: Homography = camera @ np.column_stack([turn[:, 0], turn[:, 1], origin])
    scaled: Homography = homography / homography[2, 2]
    return scaled


def fit(pose: Pose, width_px: int, height_px: int, margin_px: float) -> Homography:
    """The homography of a pose, moved in and then made smaller until the whole card lies within the picture."""
    for shrink in np.linspace(1.0, 0.3, 36):
        pull = (1 - shrink) * 3
        centre = (_pulled(pose.centre[0], pull), _pulled(pose.centre[1], pull))
        smaller = Pose(
            pose.width_fraction * shrink, pose.tilt_deg, pose.towards_deg, pose.roll_deg, centre, pose.view_deg
        )
        homography = project(smaller, width_px, height_px)
        corners = np.array(outline(homography, CARD))
        if corners.min() >= margin_px and (corners <= np.array([width_px, height_px]) - margin_px).all():
            return homography
    raise ValueError("the card cannot be seen whole in this pose")


def outline(homography: Homography, box: Box) -> Quad:
    """A rectangle of the card's face as it lies in the picture, in the card's own order of corners.

    Positions count from the picture's edge: the middle of its first pixel is (0.5, 0.5).
    """
    corners = [
        (box.x_mm, box.y_mm),
        (box.right_mm, box.y_mm),
        (box.right_mm, box.bottom_mm),
        (box.x_mm, box.bottom_mm),
    ]
    return Quad.of(seen(homography, np.array(corners)))


def seen(homography: Homography, places_mm: NDArray[np.float64]) -> NDArray[np.float64]:
    """Places in the card's plane, (n, 2) in its millimetres, as they lie in the picture."""
    projected = np.column_stack([places_mm, np.ones(len(places_mm))]) @ homography.T
    return np.asarray(projected[:, :2] / projected[:, 2:], np.float64)


def px_per_mm(homography: Homography) -> float:
    """The scale at which a card is seen: the root of its area in the picture over its area."""
    corners = np.array(outline(homography, CARD))
    x, y = corners[:, 0], corners[:, 1]
    area_px = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    return float(np.sqrt(area_px / (CARD_WIDTH_MM * CARD_HEIGHT_MM)))


def _pulled(place: float, by: float) -> float:
    return 0.5 + (place - 0.5) * max(0.0, 1 - by)


def _roll(degrees: float) -> NDArray[np.float64]:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])


def _tilt(degrees: float, towards_deg: float) -> NDArray[np.float64]:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    about_x = np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])
    return np.asarray(_roll(towards_deg) @ about_x @ _roll(-towards_deg))
