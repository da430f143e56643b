"""Whatever size a camera's pictures have, some card is accepted, and no two orders contradict each other."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permit_desktop.capture.frame import Frame
from permit_desktop.capture.guide import Guide
from permit_desktop.capture.judgement import Judgement, Reason
from permit_desktop.capture.strictness import LEVELS, NORMAL, RELAXED, STRICT, Strictness
from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.pixels import Pixels
from tests.capture.stand_ins import Found

NEARER, AWAY = {Reason.TOO_FAR}, {Reason.TOO_CLOSE, Reason.EDGE_OUTSIDE}
STEPS = 24
LEVEL = st.sampled_from(list(LEVELS.values()))


def sizes(most_px: int) -> st.SearchStrategy[tuple[int, int]]:
    """Of a camera's pictures, as they are or turned by 90 degrees."""
    width, height = st.integers(640, most_px), st.integers(480, most_px * 3 // 4)
    return st.tuples(width, height) | st.tuples(height, width)


class Arm:
    """A camera that is moved up and down over a card, which lies in the middle."""

    def __init__(self, size_px: tuple[int, int], strictness: Strictness, turn_deg: float) -> None:
        self._picture: Pixels = np.full((size_px[1], size_px[0], 3), 200, np.uint8)
        self._turn = math.radians(turn_deg)
        self._guide = Guide(self._locate, strictness)
        self._outline = Quad.of([(0, 0), (1, 0), (1, 1), (0, 1)])
        self._number = 0

    def _locate(self, small: Pixels) -> Found:
        scale = small.shape[1] / self._picture.shape[1]
        return Found(Quad.of([(x * scale, y * scale) for x, y in self._outline]))

    def see(self, side_px: float) -> Judgement:
        height, width = self._picture.shape[:2]
        half = np.array([side_px / 2, side_px / 2 * 53.98 / 85.6])
        cos, sin = math.cos(self._turn), math.sin(self._turn)
        corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half @ np.array([(cos, sin), (-sin, cos)])
        self._outline = Quad.of((corners + np.array([width, height]) / 2).tolist())
        self._number += 1
        return self._guide.judge(Frame(self._picture, self._number, self._number / 30))

    def move(self, *, nearer: bool) -> list[set[Reason]]:
        """What has to be changed at one height after the other."""
        sizes = np.geomspace(0.36, 1.25, STEPS) * self._picture.shape[1]
        return [set(self.see(size).faults) & (NEARER | AWAY) for size in (sizes if nearer else sizes[::-1])]


@settings(max_examples=8)
@given(sizes(1280), LEVEL, st.floats(-3, 3))
def test_some_size_is_accepted_and_orders_to_come_and_to_go_never_meet(
    size: tuple[int, int], strictness: Strictness, turn_deg: float
) -> None:
    arm = Arm(size, strictness, turn_deg)
    for nearer in (True, False):
        told = arm.move(nearer=nearer) if nearer else arm.move(nearer=False)[::-1]
        assert not any(faults & NEARER and faults & AWAY for faults in told)
        kinds = [bool(faults & AWAY) - bool(faults & NEARER) for faults in told]
        assert kinds == sorted(kinds)
        assert 0 in kinds


@given(sizes(4096), LEVEL)
def test_a_card_that_lies_in_the_marks_of_the_live_picture_is_accepted(
    size: tuple[int, int], strictness: Strictness
) -> None:
    side_px = strictness.good_width_share(*size) * size[0]
    bounds = strictness.in_frame(*size)
    card_height_px = side_px * 53.98 / 85.6
    area_share = side_px * card_height_px / (size[0] * size[1])

    assert bounds.least_long_side_px / 0.92 <= side_px
    assert bounds.least_area_share / 0.92 <= area_share <= bounds.most_area_share
    assert side_px <= (1 - 2 * bounds.least_margin_share) * size[0]
    assert card_height_px <= (1 - 2 * bounds.least_margin_share) * size[1]


@pytest.mark.parametrize(
    ("size", "cramped"),
    [
        ((640, 480), {NORMAL: True, RELAXED: False, STRICT: True}),
        ((1024, 768), {NORMAL: False, RELAXED: False, STRICT: True}),
        ((1280, 720), {NORMAL: False, RELAXED: False, STRICT: True}),
        ((720, 1280), {NORMAL: True, RELAXED: False, STRICT: True}),
        ((1920, 1080), {NORMAL: False, RELAXED: False, STRICT: False}),
        ((1080, 1920), {NORMAL: False, RELAXED: False, STRICT: True}),
    ],
)
def test_a_camera_whose_pictures_are_small_is_known(size: tuple[int, int], cramped: dict[Strictness, bool]) -> None:
    assert {strictness: strictness.is_cramped_in(*size) for strictness in cramped} == cramped


def test_where_a_frame_has_room_the_bounds_hold_as_they_are() -> None:
    assert NORMAL.in_frame(1920, 1080) == NORMAL
    assert STRICT.in_frame(1920, 1080) == STRICT
    assert RELAXED.in_frame(640, 480) == RELAXED
