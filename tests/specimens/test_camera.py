"""Stills show what their truth says, where it says."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.permit import FieldName, PermitType, Side
from tests.specimens.camera import SpecimenStill, render_empty_desk, render_other_still, render_still, specimen_set
from tests.specimens.card import CardImage, render_card
from tests.specimens.conditions import Tier
from tests.specimens.lay import place_card, warp_card
from tests.specimens.other_cards import OtherCard
from tests.specimens.person import invent
from tests.specimens.view import CARD, Pose, fit, outline, project, px_per_mm

COARSE = 6.0
READABLE = tuple(tier for tier in Tier if not tier.is_defect)
SMALLEST_PITCH_PX = 15.0
LINE_PITCH_MM = 2.4


def marked_card(spot: Box) -> CardImage:
    """A black card with one white rectangle on it."""
    card = render_card(invent(1, PermitType.HK_MACAO), Side.BACK, 1, 10.0)
    pixels = np.zeros_like(card.pixels)
    left, top, right, bottom = (round(10 * edge) for edge in (spot.x_mm, spot.y_mm, spot.right_mm, spot.bottom_mm))
    pixels[top:bottom, left:right] = 255
    return replace(card, pixels=pixels)


def contrast(still: SpecimenStill, field: FieldName) -> float:
    """How much darker a value's ink is than its ground, as a part of the ground's brightness."""
    assert still.homography is not None
    box = still.ink[field]
    flat = np.array([[0.1, 0, box.x_mm], [0, 0.1, box.y_mm], [0, 0, 1]])  # ten pixels a millimetre
    grey = cv2.cvtColor(cv2.GaussianBlur(still.pixels, (0, 0), 1.0), cv2.COLOR_BGR2GRAY)
    size = (round(10 * box.width_mm), round(10 * box.height_mm))
    part = cv2.warpPerspective(grey, still.homography @ flat, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    dark, bright = np.percentile(part, (3, 85))
    return float((bright - dark) / bright)


@pytest.mark.parametrize("roll_deg", [0.0, 37.0, 180.0, 271.0])
def test_a_spot_on_the_card_is_seen_where_the_homography_says(roll_deg: float) -> None:
    spot = Box(60.0, 30.0, 8.0, 6.0)
    homography = fit(Pose(0.7, 15.0, 40.0, roll_deg), 1280, 720, 5)

    pixels, mask = warp_card(marked_card(spot), homography, 1280, 720)

    moments = cv2.moments(cv2.copyTo(pixels, mask)[..., 0])
    seen = np.array([moments["m10"], moments["m01"]]) / moments["m00"]
    # Moments count from the middle of a pixel, outlines from its edge.
    told = cv2.moments(np.array(outline(homography, spot), np.float32).reshape(-1, 1, 2))
    middle = np.array([told["m10"], told["m01"]]) / told["m00"]
    assert np.hypot(*(seen + 0.5 - middle)) < 0.15


def test_corners_begin_at_the_upper_left_of_the_upright_print_however_the_card_is_turned() -> None:
    quad = outline(project(Pose(0.5, roll_deg=180.0), 1000, 800), CARD)

    assert quad.top_left.x > quad.bottom_right.x
    assert quad.top_left.y > quad.bottom_right.y


def test_seen_from_straight_above_the_card_is_as_wide_as_asked() -> None:
    quad = outline(project(Pose(0.5), 1000, 800), CARD)

    assert quad.top_right.x - quad.top_left.x == pytest.approx(500)
    assert px_per_mm(project(Pose(0.5), 1000, 800)) == pytest.approx(500 / CARD.width_mm)


@pytest.mark.parametrize("tier", READABLE)
@pytest.mark.parametrize("side", Side)
def test_every_readable_tier_shows_both_sides_whole_and_large_enough(tier: Tier, side: Side) -> None:
    still = render_still(4, tier, side=side)

    assert still.side is side
    assert still.homography is not None
    height, width = still.pixels.shape[:2]
    corners = np.array(still.outline)
    assert (corners > 0).all()
    assert (corners < (width, height)).all()
    assert px_per_mm(still.homography) * LINE_PITCH_MM > SMALLEST_PITCH_PX
    assert (still.portrait is not None) == (side is Side.FRONT)


def test_the_outline_lies_on_the_border_between_card_and_desk() -> None:
    still = render_still(3, Tier.SCAN, side=Side.FRONT)

    assert still.outline is not None
    inside = np.zeros(still.pixels.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, np.round(np.array(still.outline)).astype(np.int32), 255)
    inner = cv2.erode(inside, np.ones((31, 31), np.uint8)) > 0
    outer = cv2.dilate(inside, np.ones((61, 61), np.uint8)) == 0
    saturation = cv2.cvtColor(still.pixels, cv2.COLOR_BGR2HSV)[..., 1]
    assert saturation[inner].mean() > saturation[outer].mean() + 10


def test_a_cut_off_card_leaves_the_frame() -> None:
    still = render_still(6, Tier.CUT_OFF)

    height, width = still.pixels.shape[:2]
    corners = np.array(still.outline)
    assert (corners < 0).any() or (corners > (width, height)).any()


@pytest.mark.parametrize("seed", range(3))
def test_a_blurred_still_has_lost_its_print(seed: int) -> None:
    sharp, blurred = (render_still(seed, tier, side=Side.FRONT) for tier in (Tier.WEBCAM, Tier.BLURRED))

    assert contrast(blurred, FieldName.MACHINE_CODE) < contrast(sharp, FieldName.MACHINE_CODE) / 2


def test_the_same_seed_gives_the_same_file_and_another_seed_another() -> None:
    first, second, other = (render_still(seed, Tier.WEBCAM).jpeg for seed in (8, 8, 9))

    assert first == second
    assert first != other


def test_pictures_without_a_permit_have_no_truth() -> None:
    desk, card = render_empty_desk(1, Tier.WEBCAM), render_other_still(1, Tier.WEBCAM, OtherCard.HOME_RETURN)

    assert desk.outline is None
    assert card.outline is not None
    assert not desk.truth
    assert not card.truth
    assert card.permit_type is None


def test_a_set_mixes_tiers_sides_and_types_and_is_made_one_by_one() -> None:
    stills = specimen_set(1, 10**9, tiers=(Tier.SCAN, Tier.SMALL))

    shown = [next(stills) for _ in range(8)]
    assert {still.tier for still in shown} == {Tier.SCAN, Tier.SMALL}
    assert {(still.tier, still.side) for still in shown} == {(t, s) for t in (Tier.SCAN, Tier.SMALL) for s in Side}
    assert {still.permit_type for still in shown} == set(PermitType)


def test_a_card_is_placed_for_motion_without_touching_the_desk_beyond_it() -> None:
    card = render_card(invent(1, PermitType.HK_MACAO), Side.FRONT, 1, COARSE)
    desk = np.full((720, 1280, 3), 60, np.uint8)
    homography = project(Pose(0.4, 5.0, 20.0, 10.0, centre=(0.95, 0.5)), 1280, 720)

    frame = place_card(card, homography, desk)

    assert (desk == 60).all()
    assert (frame[:, :600] == 60).all()
    assert (frame[:, 1100:] != 60).mean() > 0.3


@pytest.mark.parametrize("seed", range(3))
def test_glare_never_bleaches_a_value(seed: int) -> None:
    still = render_still(seed, Tier.HARD, side=Side.FRONT)

    assert [field for field in still.ink if contrast(still, field) < 0.25] == []
