from __future__ import annotations

import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
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
        (Path(), ErrorCode.IS_A_FOLDER),
        (Path("http://127.0.0.1:9/clip.mp4"), ErrorCode.FILE_MISSING),
    ):
        with pytest.raises(CameraError) as caught:
            VideoFile(path).open()
        assert caught.value.code is code
        assert not caught.value.message.startswith(" ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a POSIX thing")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "clip.mp4"
    os.mkfifo(pipe)

    with pytest.raises(CameraError) as caught:
        VideoFile(pipe).open()

    assert caught.value.code is ErrorCode.FILE_UNREADABLE


def test_other_peoples_options_for_ffmpeg_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENCV_FFMPEG_CAPTURE_OPTIONS", "rtsp_transport;udp")
    VideoFile(write_video(tmp_path / "clip.avi")).open()

    assert os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] == "rtsp_transport;udp"


@pytest.mark.parametrize(
    ("head", "container"),
    [
        (b"\0\0\0\x18ftypisom", "mov"),
        (b"\x1a\x45\xdf\xa3" + bytes(8), "matroska"),
        (b"RIFF\0\0\0\0AVI ", "avi"),
    ],
    ids=["MP4", "MKV", "AVI"],
)
def test_ffmpeg_is_held_to_the_container_that_was_told_and_to_files_while_it_opens_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: bytes, container: str
) -> None:
    (tmp_path / "clip.mp4").write_bytes(head + bytes(400))
    seen: list[str] = []
    capture = cv2.VideoCapture

    def noted(path: str, back_end: int) -> cv2.VideoCapture:
        seen.append(os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"])
        return capture(path, back_end)

    monkeypatch.setattr(cv2, "VideoCapture", noted)
    with pytest.raises(CameraError):
        VideoFile(tmp_path / "clip.mp4").open()

    assert [set(options.split("|")) for options in seen] == [{f"input_format;{container}", "protocol_whitelist;file"}]


def test_a_video_is_known_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    source = VideoFile(write_video(tmp_path / "clip.avi").rename(tmp_path / "clip"), fast=True)
    source.open()

    assert source.read() is not None
    source.close()


@pytest.fixture
def asked() -> Iterator[tuple[int, list[str]]]:
    """A local web server, and what was asked of it."""
    paths: list[str] = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port, paths
    server.shutdown()
    server.server_close()
    thread.join()


def test_no_name_and_no_content_makes_it_ask_the_network(asked: tuple[int, list[str]], tmp_path: Path) -> None:
    port, paths = asked
    address = f"http://127.0.0.1:{port}"
    contents = {
        "list.m3u8": f"#EXTM3U\n#EXTINF:5,\n{address}/segment.ts\n#EXT-X-ENDLIST\n",
        "list.mp4": f"#EXTM3U\n#EXTINF:5,\n{address}/segment.ts\n#EXT-X-ENDLIST\n",
        "disguised.mp4": f"\0\0\0\x18ftypisom#EXTM3U\n#EXTINF:5,\n{address}/segment.ts\n",
        "pieces.avi": f"ffconcat version 1.0\nfile '{address}/a.avi'\n",
        "dash.webm": f'<?xml version="1.0"?><MPD><BaseURL>{address}/</BaseURL></MPD>',
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(content)
    names = [f"{address}/a.mp4", f"concat:{address}/a.mp4", f"concat:{tmp_path}/list.mp4", f"{tmp_path}/%03d.jpg"]
    for name in [*names, *(str(tmp_path / name) for name in contents)]:
        with pytest.raises(CameraError):
            VideoFile(Path(name)).open()

    assert paths == []


def test_a_video_that_was_cut_gives_what_it_has_and_then_says_so(tmp_path: Path) -> None:
    file = write_video(tmp_path / "clip.avi", count=60)
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    source = VideoFile(file, fast=True)
    source.open()
    frames = []

    def play() -> None:
        while (frame := source.read()) is not None:
            frames.append(frame)

    with pytest.raises(CameraError) as caught:
        play()
    source.close()

    assert len(frames) > 20
    assert caught.value.code is ErrorCode.FILE_UNREADABLE
    assert caught.value.message.startswith("clip.avi ends too early")
