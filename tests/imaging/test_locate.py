"""Finding the card, on drawn pictures and on specimen stills; and refining what was found."""

from __future__ import annotations

import time

import cv2
import numpy as np
import pytest

from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.locate import MAX_CANDIDATES, follow_card, locate_card, locate_cards
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import is_convex, px_per_mm
from permit_desktop.imaging.refine import refine_outline
from tests.benchmarks.bench_outline import overlap
from tests.imaging.drawn import LEVEL, TILTED, card_face, farthest_corner_px, on_desk
from tests.specimens.camera import render_empty_desk, render_still
from tests.specimens.conditions import Tier


def turned(outline: Quad, degrees: float) -> Quad:
    matrix = cv2.getRotationMatrix2D((400, 280), degrees, 0.8)
    return Quad.of(np.asarray(outline) @ matrix[:, :2].T + matrix[:, 2])


def found(picture: Pixels) -> Quad:
    candidate = locate_card(picture)
    assert candidate is not None
    return candidate.outline


@pytest.mark.parametrize("outline", [LEVEL, TILTED], ids=["level", "tilted"])
@pytest.mark.parametrize("desk", [30, 150, 250], ids=["dark", "grey", "brighter than the card"])
def test_a_card_on_an_even_desk_is_found_and_scored_high(outline: Quad, desk: int) -> None:
    candidate = locate_card(on_desk(outline, desk=desk))
    assert candidate is not None
    assert overlap(candidate.outline, outline) > 0.97
    assert 0.6 < candidate.score <= 1.0


@pytest.mark.parametrize("degrees", range(0, 360, 36))
def test_a_card_is_found_however_it_is_turned(degrees: int) -> None:
    outline = turned(LEVEL, degrees)
    assert overlap(found(on_desk(outline)), outline) > 0.97


@pytest.mark.parametrize("degrees", [0, 60, 89, 91, 150, 180, 200, 269, 271, 300])
def test_corners_start_at_the_left_end_of_the_upper_long_side_and_go_clockwise(degrees: int) -> None:
    outline = found(on_desk(turned(LEVEL, degrees)))
    corners = np.asarray(outline)
    assert is_convex(outline)
    top, right = np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[1])
    assert top > 1.3 * right
    assert corners[1, 0] >= corners[0, 0] - 3


@pytest.mark.parametrize("share", [0.25, 0.3])
def test_a_card_a_quarter_as_wide_as_the_picture_is_found_at_the_first_look(share: float) -> None:
    width_px = share * 960
    corners = np.array([(0, 0), (1, 0), (1, 0.6306), (0, 0.6306)]) * width_px + (350, 200)
    picture = on_desk(Quad.of(corners), width=960, height=540)
    candidate = locate_card(picture, thorough=False)
    assert candidate is not None
    assert overlap(candidate.outline, Quad.of(corners)) > 0.97


@pytest.mark.parametrize("astray", [(0.01, 0.006), (-0.018, -0.01)])
def test_a_small_card_among_chequers_is_followed_by_a_close_look(astray: tuple[float, float]) -> None:
    width_px = 320
    corners = np.array([(0, 0), (1, 0), (1, 0.6306), (0, 0.6306)]) * width_px + (466.9, 253.7)
    y, x = np.mgrid[: 4 * 720, : 4 * 1280] // (4 * 11)
    picture = on_desk(Quad.of(corners), desk=np.where((x + y) % 2, 150, 230)[..., np.newaxis], width=1280, height=720)
    before = Quad.of(corners + np.multiply(astray, width_px))
    followed = follow_card(picture, before, closely=True)
    assert followed is not None
    assert overlap(followed.outline, Quad.of(corners)) > 0.96
    assert followed.score > 0.55


def test_corners_are_the_sharp_ones_that_the_sides_meet_in() -> None:
    picture = on_desk(TILTED)
    refined = refine_outline(picture, found(picture))
    # The rounding alone would move each corner in by 1.3 mm, more than 6 pixels here.
    assert farthest_corner_px(refined, TILTED) < 0.5


def test_refining_mends_an_outline_that_is_two_millimetres_off() -> None:
    picture = on_desk(TILTED)
    shift = 1.4 * px_per_mm(TILTED)
    off = Quad.of(np.asarray(TILTED) + np.array([(shift, -shift), (-shift, shift), (shift, shift), (-shift, -shift)]))
    assert farthest_corner_px(refine_outline(picture, off), TILTED) < 0.5


def test_refining_keeps_the_order_of_the_corners() -> None:
    refined = refine_outline(on_desk(TILTED), TILTED.turned())
    assert np.abs(np.asarray(refined) - np.asarray(TILTED.turned())).max() < 0.5


def test_refining_an_outline_on_nothing_leaves_it_about_where_it_was() -> None:
    refined = refine_outline(np.full((560, 800, 3), 120, np.uint8), LEVEL)
    assert farthest_corner_px(refined, LEVEL) < 3 * px_per_mm(LEVEL)


def test_a_scan_of_the_card_alone_gives_the_picture_s_border_as_a_candidate() -> None:
    face = cv2.resize(card_face(), None, fx=0.5, fy=0.5)
    height, width = face.shape[:2]
    border = Quad.of([(0, 0), (width, 0), (width, height), (0, height)])
    candidates = locate_cards(np.asarray(face, np.uint8))
    assert max(overlap(candidate.outline, border) for candidate in candidates) > 0.99


def test_a_scan_of_the_card_alone_may_stand_upright() -> None:
    face = np.ascontiguousarray(np.rot90(cv2.resize(card_face(), None, fx=0.5, fy=0.5)))
    outline = np.asarray(locate_cards(np.asarray(face, np.uint8))[-1].outline)
    assert np.linalg.norm(outline[1] - outline[0]) > np.linalg.norm(outline[2] - outline[1])


def test_candidates_are_few_different_and_best_first() -> None:
    candidates = locate_cards(render_still(5, Tier.HARD).pixels)
    assert 1 <= len(candidates) <= MAX_CANDIDATES
    scores = [candidate.score for candidate in candidates]
    assert scores == sorted(scores, reverse=True)
    for first, one in enumerate(candidates):
        assert all(overlap(one.outline, other.outline) < 0.99 for other in candidates[:first])


@pytest.mark.parametrize(
    "picture",
    [
        np.zeros((480, 640, 3), np.uint8),
        np.full((480, 640, 3), 255, np.uint8),
        np.full((15, 15, 3), 9, np.uint8),
        np.full((15, 2000, 3), 9, np.uint8),
    ],
    ids=["black", "white", "smallest", "narrowest"],
)
def test_nothing_is_found_on_an_empty_picture(picture: Pixels) -> None:
    assert locate_card(picture) is None


def test_noise_shows_no_card_with_any_certainty() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (480, 640, 3)).astype(np.uint8)
    assert all(candidate.score < 0.5 for candidate in locate_cards(noise))


@pytest.mark.parametrize("seed", range(4))
def test_an_empty_desk_scores_below_a_card(seed: int) -> None:
    assert all(candidate.score < 0.6 for candidate in locate_cards(render_empty_desk(seed, Tier.WEBCAM).pixels))


@pytest.mark.parametrize("tier", [tier for tier in Tier if not tier.is_defect])
def test_specimens_are_found_and_refined_under_each_condition(tier: Tier) -> None:
    shares, errors_mm = [], []
    for seed in (811, 812, 813):
        specimen = render_still(seed, tier)
        assert specimen.outline is not None
        refined = refine_outline(specimen.pixels, found(specimen.pixels))
        shares.append(overlap(refined, specimen.outline))
        errors_mm.append(farthest_corner_px(refined, specimen.outline) / px_per_mm(specimen.outline))
    assert np.median(shares) > 0.985
    assert np.median(errors_mm) < 0.5


def test_the_picture_is_not_changed() -> None:
    picture = on_desk(TILTED)
    before = picture.copy()
    refine_outline(picture, found(picture))
    assert np.array_equal(picture, before)


def test_a_live_frame_takes_a_fraction_of_its_time() -> None:
    picture = cv2.resize(on_desk(TILTED), (640, 448), interpolation=cv2.INTER_AREA)
    frame = np.asarray(picture, np.uint8)
    locate_card(frame)
    started = time.process_time()
    for _ in range(5):
        locate_card(frame)
    # A loose bound against gross slips: the benchmark measures.
    assert (time.process_time() - started) / 5 < 0.1
