"""The card frame: millimetres to pixels and back, and crops that fall where they should."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.layout import CARD_HEIGHT_MM, CARD_WIDTH_MM, PORTRAIT
from permit_desktop.imaging.rectify import (
    crop,
    homography,
    outline_area_share,
    px_per_mm,
    rectify,
    rotation_deg,
    tilt_deg,
    to_picture,
)
from tests.imaging.drawn import LEVEL, TILTED, card_face, on_desk

BLOCK = Box(6, 15, 20, 27)
"""The coloured block of the drawn face."""


def seen_card(tilt: float, turn: float, size_px_per_mm: float = 8.0) -> Quad:
    """A card in the middle of the view of a distant camera."""
    half_x, half_y = CARD_WIDTH_MM / 2, CARD_HEIGHT_MM / 2
    corners = np.array([(-half_x, -half_y), (half_x, -half_y), (half_x, half_y), (-half_x, half_y)])
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    turned = corners @ np.array([[cos, sin], [-sin, cos]])
    away = 1000 + turned[:, 0] * math.sin(math.radians(tilt))
    flat = np.stack([turned[:, 0] * math.cos(math.radians(tilt)), turned[:, 1]], axis=1)
    return Quad.of(flat / away[:, np.newaxis] * 1000 * size_px_per_mm + 800)


def test_the_homography_takes_the_card_s_corners_to_the_outline() -> None:
    corners = np.array([[(0, 0), (CARD_WIDTH_MM, 0), (CARD_WIDTH_MM, CARD_HEIGHT_MM), (0, CARD_HEIGHT_MM)]], float)
    matrix = homography(TILTED)
    assert matrix.dtype == np.float64
    assert np.allclose(cv2.perspectiveTransform(corners, matrix)[0], np.asarray(TILTED), atol=1e-3)


@pytest.mark.parametrize(
    "corners",
    [
        [(0, 0), (10, 10), (10, 0), (0, 10)],
        [(0, 0), (0, 10), (10, 10), (10, 0)],
        [(0, 0), (10, 0), (20, 0), (0, 10)],
        [(5, 5)] * 4,
    ],
    ids=["crossed", "mirrored", "flat corner", "one point"],
)
def test_an_outline_that_no_card_can_have_is_a_mistake(corners: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="convex"):
        homography(Quad.of(corners))


@pytest.mark.parametrize("outline", [LEVEL, TILTED, LEVEL.turned()], ids=["level", "tilted", "turned"])
@pytest.mark.parametrize("scale", [3.0, 6.0, 12.0], ids=["finer", "alike", "coarser"])
def test_a_rectified_card_looks_like_its_face(outline: Quad, scale: float) -> None:
    card = rectify(on_desk(outline), outline, scale)
    assert card.shape == (round(CARD_HEIGHT_MM * scale), round(CARD_WIDTH_MM * scale), 3)
    assert card.dtype == np.uint8
    face = cv2.resize(card_face(), card.shape[1::-1], interpolation=cv2.INTER_AREA)
    inner = slice(round(4 * scale), round(46 * scale)), slice(round(4 * scale), round(80 * scale))
    assert np.abs(card[inner].astype(float) - face[inner]).mean() < 4


@pytest.mark.parametrize("outline", [LEVEL, TILTED, TILTED.turned()], ids=["level", "tilted", "turned"])
def test_a_crop_holds_its_box_and_nothing_else(outline: Quad) -> None:
    picture = on_desk(outline)
    inside = crop(picture, outline, BLOCK.grown(-1), 5)
    assert inside.shape == (125, 90, 3)
    assert np.abs(inside.astype(float) - (180, 140, 110)).mean() < 4
    around = crop(picture, outline, BLOCK.grown(1), 10).astype(float)
    # The block's edges lie one millimetre, ten pixels, inside.
    steps = np.abs(np.diff(around[60:200].mean(axis=(0, 2))))
    assert np.argmax(steps[:100]) == pytest.approx(9, abs=1)
    assert 100 + np.argmax(steps[100:]) == pytest.approx(209, abs=1)


def test_reduced_crops_average_instead_of_picking_pixels() -> None:
    checks = np.indices((560, 800)).sum(axis=0) % 2 * 255
    picture = np.repeat(checks[:, :, np.newaxis], 3, axis=2).astype(np.uint8)
    small = rectify(picture, LEVEL, 1.5)
    assert np.abs(small.astype(float) - 127.5).max() < 40


def test_a_crop_beyond_the_picture_repeats_its_edge() -> None:
    picture = np.full((560, 800, 3), 77, np.uint8)
    assert (crop(picture, LEVEL, Box(-40, -40, 200, 150), 4) == 77).all()


def test_a_box_goes_to_the_picture_where_its_crop_comes_from() -> None:
    quad = to_picture(LEVEL, PORTRAIT)
    scale = 480 / CARD_WIDTH_MM
    assert quad.top_left == pytest.approx((150 + PORTRAIT.x_mm * scale, 120 + PORTRAIT.y_mm * scale), abs=0.1)
    assert quad.bottom_right == pytest.approx(
        (150 + PORTRAIT.right_mm * scale, 120 + PORTRAIT.bottom_mm * scale), abs=0.1
    )


@given(st.floats(0, 45), st.floats(-180, 180))
def test_rotation_is_what_the_card_was_turned_by(tilt: float, turn: float) -> None:
    found = rotation_deg(seen_card(0, turn))
    assert abs((found - turn + 180) % 360 - 180) < 0.01
    assert rotation_deg(seen_card(tilt, 0)) == pytest.approx(0, abs=0.01)


@given(st.floats(8, 50), st.floats(-180, 180))
def test_tilt_is_found_whatever_the_rotation(tilt: float, turn: float) -> None:
    assert tilt_deg(seen_card(tilt, turn)) == pytest.approx(tilt, abs=2)


def test_a_card_that_faces_the_camera_has_no_tilt() -> None:
    assert tilt_deg(seen_card(0, 33)) < 2


def test_area_share_counts_only_what_the_picture_shows() -> None:
    square = Quad.of([(0, 0), (50, 0), (50, 50), (0, 50)])
    assert outline_area_share(square, 100, 100) == pytest.approx(0.25)
    beyond = Quad.of([(-50, 0), (50, 0), (50, 50), (-50, 50)])
    assert outline_area_share(beyond, 100, 100) == pytest.approx(0.25)


def test_resolution_is_in_pixels_a_millimetre() -> None:
    assert px_per_mm(seen_card(0, 20, 7.5)) == pytest.approx(7.5, rel=1e-3)
