"""What has come to lie on a desk that was seen empty: whole cards, cut ones, and what fills the picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.arrival import covers, locate_arrival, locate_cut_arrival, without_parts
from permit_desktop.imaging.cut_card import follow_cut_card, is_cut
from permit_desktop.imaging.locate import Candidate
from permit_desktop.imaging.pixels import Pixels
from tests.benchmarks.bench_outline import overlap
from tests.imaging.drawn import LEVEL, TILTED, on_desk

EMPTY = on_desk(Quad.of(np.asarray(LEVEL) + 5000))


def moved(outline: Quad, right_px: float, down_px: float) -> Quad:
    return Quad.of(np.asarray(outline) + np.array([right_px, down_px]))


def textured(seed: int) -> Pixels:
    """Bears print from border to border."""
    coarse = np.random.default_rng(seed).integers(0, 256, (70, 100, 3), np.uint8)
    return np.asarray(cv2.resize(coarse, (800, 560), interpolation=cv2.INTER_NEAREST), np.uint8)


@pytest.mark.parametrize("outline", [LEVEL, TILTED], ids=["level", "tilted"])
def test_a_whole_card_that_has_come_is_found(outline: Quad) -> None:
    found = locate_arrival(on_desk(outline), EMPTY)
    assert found is not None
    assert overlap(found.outline, outline) > 0.97


@pytest.mark.parametrize(
    ("right_px", "down_px"), [(-250, 0), (290, 0), (0, -190), (0, 220)], ids=["left", "right", "top", "bottom"]
)
def test_a_card_that_the_border_cuts_is_found_with_what_is_not_seen_of_it(right_px: float, down_px: float) -> None:
    outline = moved(LEVEL, right_px, down_px)
    found = locate_cut_arrival(on_desk(outline), EMPTY)
    assert found is not None
    assert overlap(found.outline, outline) > 0.95


@pytest.mark.parametrize("outline", [LEVEL, TILTED], ids=["level", "tilted"])
def test_a_whole_card_is_not_taken_for_one_that_is_cut(outline: Quad) -> None:
    assert locate_cut_arrival(on_desk(outline), EMPTY) is None


def test_what_lay_there_before_has_not_come() -> None:
    cut = on_desk(moved(LEVEL, 0, 220))
    assert locate_cut_arrival(cut, cut) is None


def test_a_cut_card_is_followed() -> None:
    before, now = moved(LEVEL, 0, 220), moved(LEVEL, 5, 214)
    found = follow_cut_card(on_desk(now), before)
    assert found is not None
    assert overlap(found.outline, now) > 0.97


def test_a_card_that_came_wholly_into_the_picture_is_followed_as_cut_no_longer() -> None:
    picture, before = on_desk(moved(LEVEL, 0, 140)), moved(LEVEL, 0, 155)
    assert is_cut(picture, before)
    assert follow_cut_card(picture, before) is None


def test_print_from_border_to_border_covers_the_desk() -> None:
    assert covers(textured(1), EMPTY)
    assert covers(textured(1), textured(2))


def test_another_light_covers_nothing() -> None:
    desk = textured(1)
    assert not covers(np.asarray(cv2.convertScaleAbs(desk, alpha=0.4), np.uint8), desk)
    assert not covers(np.asarray(cv2.convertScaleAbs(EMPTY, alpha=2.0), np.uint8), EMPTY)


def test_a_card_with_desk_around_it_does_not_cover_the_desk() -> None:
    assert not covers(on_desk(LEVEL), EMPTY)


def test_a_portrait_is_but_a_part_of_what_has_come_and_a_card_is_not() -> None:
    card = Candidate(LEVEL, 0.6)
    portrait = Candidate(Quad.of([(184, 204), (296, 204), (296, 356), (184, 356)]), 0.6)
    assert without_parts([portrait, card], on_desk(LEVEL), EMPTY) == [card]


def test_nothing_is_but_a_part_where_the_light_has_changed() -> None:
    card = Candidate(LEVEL, 0.6)
    bright = np.asarray(cv2.convertScaleAbs(on_desk(LEVEL), alpha=0.5), np.uint8)
    assert without_parts([card], bright, EMPTY) == [card]
