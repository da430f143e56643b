from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing
from threading import Event

import pytest

from permit_desktop.capture import frame_loop
from permit_desktop.capture.frame import Frame, FrameSource
from permit_desktop.capture.frame_loop import TimeOver, live_frames, recorded_frames
from permit_desktop.domain.errors import CameraError, ErrorCode
from tests.capture.sources import LOST, MISSING, ScriptedSource, Time, pictures


def test_every_frame_of_a_recording_comes_and_it_is_closed_at_its_end() -> None:
    source = ScriptedSource(pictures(4))

    assert [frame.number for frame in recorded_frames(source)] == [0, 1, 2, 3]
    assert source.closed == 1


def test_a_recording_is_closed_when_its_time_is_over_or_nobody_wants_more() -> None:
    source = ScriptedSource(pictures(9))
    with pytest.raises(TimeOver):
        list(recorded_frames(source, 0.1))
    assert source.closed == 1

    with closing(recorded_frames(source)) as frames:
        next(frames)
    assert source.closed == 2


class Live(ScriptedSource):
    """A camera that goes on when its script has ended, but gives nothing more until it is let go."""

    def __init__(self, *script: object, openings: list[CameraError | None] | None = None) -> None:
        super().__init__(script, openings=openings or ())  # type: ignore[arg-type] # pictures and errors
        self.gives = Event()
        self.asked_for_more = Event()

    def read(self) -> Frame | None:
        if not self.script:
            self.asked_for_more.set()
            self.gives.wait(5)
            raise LOST
        return super().read()

    def give_up(self) -> None:
        super().give_up()
        self.gives.set()


def watched(source: FrameSource, told: list[CameraError]) -> Generator[Frame]:
    return live_frames(source, tell=told.append, retry_s=0.001)


def test_a_lost_camera_is_told_once_and_opened_again_and_its_frames_go_on() -> None:
    source = Live(*pictures(1), LOST, *pictures(1), openings=[None, MISSING, None])
    told: list[CameraError] = []
    with closing(watched(source, told)) as frames:
        seen = [next(frames), next(frames)]

    assert told == [LOST, MISSING]
    assert [frame.number for frame in seen] == [0, 1]
    assert seen[0].time_s < seen[1].time_s
    assert source.given_up


def test_a_loop_that_is_slow_gets_the_latest_frame() -> None:
    source = Live(*pictures(9))
    with closing(watched(source, [])) as frames:
        first = next(frames).number
        assert source.asked_for_more.wait(5)
        last = next(frames).number if first < 8 else first

    assert last == 8


def test_a_camera_that_cannot_be_opened_at_first_ends_the_loop() -> None:
    with pytest.raises(CameraError) as caught:
        next(watched(ScriptedSource([], openings=[MISSING] * 100_000), []))

    assert caught.value.code is ErrorCode.NO_CAMERA


def limited(source: FrameSource, told: list[CameraError]) -> Generator[Frame]:
    """Frames within a time that goes by with each look at the clock."""
    time = Time()

    def clock() -> float:
        time.sleep(1)
        return time.clock()

    return live_frames(source, 20, tell=told.append, retry_s=0.001, clock=clock)


def test_a_camera_that_falls_silent_is_told_once_and_the_time_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame_loop, "SILENT_S", 0.1)
    told: list[CameraError] = []
    frames = limited(Live(*pictures(1)), told)
    assert next(frames).number == 0
    with pytest.raises(TimeOver):
        next(frames)

    assert [error.message for error in told] == ["The camera gives no more pictures."]


def test_a_camera_that_is_plugged_in_before_the_time_is_over_is_opened() -> None:
    told: list[CameraError] = []
    source = Live(*pictures(1), openings=[MISSING, MISSING, None])

    with closing(live_frames(source, 60, tell=told.append, retry_s=0.001)) as frames:
        assert next(frames).number == 0
    assert [error.code for error in told] == [ErrorCode.NO_CAMERA]


class Hanging(ScriptedSource):
    """Its driver answers to nothing until the test ends."""

    name = "Hanging camera"

    def __init__(self) -> None:
        super().__init__([])
        self.ends = Event()

    def open(self) -> None:
        self.ends.wait(20)


def test_a_driver_that_never_answers_is_told_and_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame_loop, "UNANSWERED_S", 0.02)
    monkeypatch.setattr(frame_loop, "_PARTING_S", 0.01)
    source = Hanging()
    told: list[CameraError] = []
    began_s = time.monotonic()
    with pytest.raises(TimeOver):
        next(limited(source, told))

    assert time.monotonic() - began_s < 10
    assert [error.message for error in told] == ["The camera does not answer."]
    source.ends.set()
