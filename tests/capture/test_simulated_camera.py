from __future__ import annotations

import numpy as np
import pytest

from permit_desktop.capture.auto_capture import AutoCapture
from permit_desktop.capture.desk import Desk, Moment
from permit_desktop.capture.frame import Frame
from permit_desktop.capture.frozen import FrozenWatch
from permit_desktop.capture.guide import Guide
from permit_desktop.capture.judgement import Reason
from permit_desktop.capture.likeness import OTHER_FACE, difference, thumbnail
from permit_desktop.capture.measures import flatten
from permit_desktop.capture.sources.simulated_camera import FRAMES_PER_S, SimulatedCamera
from permit_desktop.capture.sources.simulated_hand import CYCLE_S
from permit_desktop.capture.sources.specimens import SpecimenPermits
from permit_desktop.domain.errors import CameraError, ErrorCode
from permit_desktop.system.resources import resource
from tests.capture.sources import Time
from tests.capture.stand_ins import locate_pale_card, permit


def camera(time: Time, seed: int = 0) -> SimulatedCamera:
    source = SimulatedCamera([permit()], seed=seed, clock=time.clock, sleep=time.sleep)
    source.open()
    return source


def at(time_s: float, seed: int) -> Frame:
    time = Time()
    source = camera(time, seed)
    time.sleep(time_s)
    return source.read()


def test_the_same_seed_gives_the_same_pictures_and_another_seed_others() -> None:
    first, again, other = (at(1.3, seed).pixels for seed in (0, 0, 1))

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_it_runs_at_its_pace_in_full_high_definition() -> None:
    time = Time()
    start_s = time.now_s
    source = camera(time)
    for _ in range(FRAMES_PER_S + 1):
        frame = source.read()

    assert frame.pixels.shape == (1080, 1920, 3)
    assert time.now_s - start_s == pytest.approx(1.0)


def test_frames_that_nobody_was_quick_enough_to_read_are_left_out() -> None:
    time = Time()
    source = camera(time)
    source.read()
    time.sleep(2.0)

    frame = source.read()

    assert frame.number == 1
    assert frame.time_s == pytest.approx(2.0, abs=1 / FRAMES_PER_S)


def test_without_specimens_there_is_no_camera() -> None:
    with pytest.raises(CameraError) as caught:
        SimulatedCamera([]).open()

    assert caught.value.code is ErrorCode.NO_CAMERA


@pytest.fixture(scope="module")
def cycle() -> list[Moment]:
    """One permit under the camera, at every third frame, as the desk sees it."""
    time = Time()
    source = camera(time)
    desk = Desk(Guide(locate_pale_card), AutoCapture(), FrozenWatch())
    moments: list[Moment] = []
    while not moments or moments[-1].time_s < CYCLE_S - 0.1:
        moments.append(desk.feed(source.read()))
        time.sleep(2.5 / FRAMES_PER_S)
    return moments


def test_each_side_is_captured_once_front_first(cycle: list[Moment]) -> None:
    stills = [moment.still for moment in cycle if moment.still is not None]
    assert len(stills) == 2

    shown = permit()
    for still, face in zip(stills, (shown.front, shown.back), strict=True):
        assert still.outline is not None
        seen = thumbnail(flatten(still.pixels, still.outline))
        height, width = face.shape[:2]
        expected = thumbnail(flatten(face, still.outline.of([(0, 0), (width, 0), (width, height), (0, height)])))
        assert difference(seen, expected) < OTHER_FACE


def test_the_guide_finds_something_to_say_in_every_stage(cycle: list[Moment]) -> None:
    told = list(dict.fromkeys(moment.reason for moment in cycle))

    assert {Reason.NO_CARD, Reason.TILTED, Reason.GLARE, Reason.HOLD_STILL, Reason.CAPTURED} <= set(told)
    assert told.index(Reason.TILTED) < told.index(Reason.GLARE) < told.index(Reason.CAPTURED)


def test_a_still_is_taken_half_a_second_after_the_card_came_to_rest(cycle: list[Moment]) -> None:
    back = next(moment for moment in reversed(cycle) if moment.still is not None)
    turned_over_s = 6.0

    assert 0.3 <= back.time_s - turned_over_s <= 0.65


def test_the_shipped_specimens_are_pairs_of_whole_faces() -> None:
    permits = SpecimenPermits(resource("specimens"))

    assert len(permits) >= 2
    for each in permits[:2]:
        assert each.front.shape == each.back.shape
        assert each.front.shape[1] / each.front.shape[0] == pytest.approx(85.6 / 53.98, rel=0.01)
        assert not np.array_equal(each.front, each.back)
