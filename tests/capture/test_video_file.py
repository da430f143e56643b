from __future__ import annotations

import os
from pathlib import Path

import pytest

from permit_desktop.capture.sources.video_file import VideoFile
from permit_desktop.domain.errors import CameraError, ErrorCode
from tests.capture.sources import Time, write_video


def test_it_has_an_end_and_stream_time_is_the_videos_own(tmp_path: Path) -> None:
    source = VideoFile(write_video(tmp_path / "clip.avi", count=10, frames_per_s=20), fast=True)
    source.open()
    times = []
    while (frame := source.read()) is not None:
        times.append(frame.time_s)
    source.close()

    assert times == pytest.approx([number / 20 for number in range(10)], abs=0.002)


def test_at_its_own_pace_a_video_lasts_as_long_as_it_is(tmp_path: Path) -> None:
    time = Time()
    start_s = time.now_s
    source = VideoFile(write_video(tmp_path / "clip.avi", 21, 20), clock=time.clock, sleep=time.sleep)
    source.open()
    while source.read() is not None:
        pass
    source.close()

    assert time.now_s - start_s == pytest.approx(1.0, abs=0.01)


def test_fast_never_sleeps(tmp_path: Path) -> None:
    time = Time()
    source = VideoFile(write_video(tmp_path / "clip.avi"), fast=True, clock=time.clock, sleep=time.sleep)
    source.open()
    while source.read() is not None:
        pass
    source.close()

    assert time.now_s == Time().now_s


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("missing.mp4", None, ErrorCode.FILE_MISSING),
        ("rubbish.mp4", b"not a video at all" * 40, ErrorCode.FILE_UNREADABLE),
        ("empty.avi", b"", ErrorCode.FILE_UNREADABLE),
        ("list.m3u8", b"#EXTM3U\nhttp://127.0.0.1:9/clip.ts\n", ErrorCode.FILE_UNREADABLE),
    ],
)
def test_what_is_no_video_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes | None, code: ErrorCode
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(CameraError) as caught:
        VideoFile(tmp_path / name).open()

    assert caught.value.code is code
    assert name in caught.value.message


def test_a_folder_and_an_address_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "clip.mp4"
    folder.mkdir()
    for path, code in (
        (folder, ErrorCode.IS_A_FOLDER),
        (Path("http://127.0.0.1:9/clip.mp4"), ErrorCode.FILE_MISSING),
    ):
        with pytest.raises(CameraError) as caught:
            VideoFile(path).open()
        assert caught.value.code is code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a POSIX thing")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "clip.mp4"
    os.mkfifo(pipe)

    with pytest.raises(CameraError) as caught:
        VideoFile(pipe).open()

    assert caught.value.code is ErrorCode.FILE_UNREADABLE
