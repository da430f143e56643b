"""What every frame source keeps to, whatever is behind it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from permit_desktop.capture.frame import Frame, FrameSource
from permit_desktop.capture.sources.opencv_camera import OpenCvCamera, at_index
from permit_desktop.capture.sources.simulated_camera import SimulatedCamera
from permit_desktop.capture.sources.turned import Turned
from permit_desktop.capture.sources.video_file import VideoFile
from permit_desktop.domain.errors import CameraError, ErrorCode
from tests.capture.sources import FalseDevice, Time, pictures, write_video
from tests.capture.stand_ins import permit


def _simulated(_: Path) -> FrameSource:
    time = Time()
    return SimulatedCamera([permit()], clock=time.clock, sleep=time.sleep)


def _video(folder: Path) -> FrameSource:
    time = Time()
    return VideoFile(write_video(folder / "clip.avi"), clock=time.clock, sleep=time.sleep)


def _opencv(_: Path) -> FrameSource:
    time = Time()

    def clock() -> float:
        time.sleep(1 / 30)
        return time.now_s

    return OpenCvCamera(at_index(0, "linux"), "Camera", open_device=lambda *_: FalseDevice(pictures(12)), clock=clock)


def _turned(folder: Path) -> FrameSource:
    return Turned(_opencv(folder), rotation_deg=90, mirrored=True)


@pytest.fixture(params=[_simulated, _video, _opencv, _turned], ids=["simulated", "video", "opencv", "turned"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> FrameSource:
    make: Callable[[Path], FrameSource] = request.param
    return make(tmp_path)


def read(source: FrameSource, count: int) -> list[Frame]:
    frames = [source.read() for _ in range(count)]
    return [frame for frame in frames if frame is not None]


def test_frames_are_fresh_colour_pictures_that_nobody_writes_to(source: FrameSource) -> None:
    source.open()
    first, second = read(source, 2)
    kept = first.pixels.copy()
    read(source, 3)
    source.close()

    assert first.pixels.dtype == np.uint8
    assert first.pixels.ndim == 3
    assert first.pixels.shape[2] == 3
    assert first.pixels.flags.c_contiguous
    assert not np.shares_memory(first.pixels, second.pixels)
    assert np.array_equal(first.pixels, kept)


def test_frames_count_from_nought_and_their_times_rise(source: FrameSource) -> None:
    source.open()
    frames = read(source, 8)

    assert [frame.number for frame in frames] == list(range(8))
    times = [frame.time_s for frame in frames]
    assert times == sorted(set(times))
    assert 0 <= times[0] < 1


def test_no_two_frames_are_the_same(source: FrameSource) -> None:
    source.open()
    frames = read(source, 6)

    assert not any(np.array_equal(one.pixels, two.pixels) for one, two in pairwise(frames))


def test_reading_before_opening_or_after_closing_is_a_lost_camera(source: FrameSource) -> None:
    with pytest.raises(CameraError) as before:
        source.read()
    source.open()
    source.close()
    with pytest.raises(CameraError) as after:
        source.read()

    assert before.value.code is after.value.code is ErrorCode.CAMERA_LOST
    assert before.value.remedy


def test_closing_is_harmless_at_any_time(source: FrameSource) -> None:
    source.close()
    source.open()
    source.close()
    source.close()


def test_a_source_that_is_opened_again_begins_anew(source: FrameSource) -> None:
    source.open()
    read(source, 3)
    source.close()
    source.open()

    frame = source.read()

    assert frame is not None
    assert frame.number == 0
    assert frame.time_s < 1


def test_it_has_a_name(source: FrameSource) -> None:
    assert source.name.strip()
