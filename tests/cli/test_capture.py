"""The verb `capture` on a video of which every frame is known."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import subprocess
import sys
import time
from functools import partial
from itertools import cycle
from pathlib import Path
from threading import Event
from typing import Any

import cv2
import cv2_enumerate_cameras
import numpy as np
import pytest

from permit_desktop.capture import frame_loop
from permit_desktop.capture.auto_capture import AutoCapture
from permit_desktop.capture.card_finder import CardFinder
from permit_desktop.capture.desk import Desk
from permit_desktop.capture.guide import Guide
from permit_desktop.capture.sources import opencv_camera
from permit_desktop.capture.sources.known_ways import KnownWays, Way
from permit_desktop.cli import capture as verb
from permit_desktop.cli.command_line import parse
from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.permit import PermitResult, PermitType, Side
from permit_desktop.imaging.pixels import Pixels
from tests.capture.sources import write_video
from tests.specimens.desk import Desk as DeskKind
from tests.specimens.person import invent
from tests.videos.film import Film, Scenery
from tests.videos.score import overlap
from tests.videos.script import FRAMES_PER_S

SEED = 12
SIZE = (1280, 720)


class Clip:
    """A video file of one permit, both sides, and the film that it was made from."""

    def __init__(self, folder: Path) -> None:
        self.film = Film(SEED, Scenery(DeskKind.WOOD), people=1, size_px=SIZE)
        self.file = folder / "clip.avi"
        writer = cv2.VideoWriter(str(self.file), cv2.VideoWriter.fourcc(*"MJPG"), FRAMES_PER_S, SIZE)
        for frame, _ in self.film:
            writer.write(frame.pixels)
        writer.release()

    @property
    def permit_number(self) -> str:
        number = SEED * 1000
        return invent(number, tuple(PermitType)[number % 3 == 0]).number


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    return Clip(tmp_path_factory.mktemp("videos"))


def capture(*words: str, timeout: float = 90) -> tuple[int, list[dict[str, Any]], str]:
    done = subprocess.run(
        [sys.executable, "-m", "permit_desktop", "capture", *words],
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return (
        done.returncode,
        [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()],
        done.stderr.decode(),
    )


def test_each_side_is_one_line_with_its_frame_time_place_and_reading(clip: Clip, tmp_path: Path) -> None:
    code, told, complaint = capture("--camera", str(clip.file), "--fast", "--stills", str(tmp_path))

    assert (code, complaint) == (0, "")
    placements = clip.film.script.placements
    assert [line["side"] for line in told] == [placement.side.value for placement in placements]
    for line, placement in zip(told, placements, strict=True):
        assert list(line) == ["frame", "time_s", "side", "still", "result", "evidence", "reasons"]
        assert line["reasons"] == []
        assert line["time_s"] == pytest.approx(line["frame"] / FRAMES_PER_S, abs=0.002)
        assert placement.from_s <= line["time_s"] <= placement.from_s + 0.8
        _, truth = clip.film.shot(line["frame"])
        assert truth.outline is not None
        assert overlap(truth.outline.of(line["still"]["outline"]), truth.outline) > 0.97
        written = Path(line["still"]["file"])
        assert hashlib.sha256(written.read_bytes()).hexdigest() == line["still"]["sha256"]
    front = next(line for line in told if line["side"] == Side.FRONT)
    assert front["result"]["number"] == clip.permit_number
    assert front["evidence"]["number"] in ("proved", "agreed")
    # The portrait's place is told in the frame, inside the card.
    inside = np.asarray(front["still"]["outline"], np.float32)
    portrait = np.asarray(front["result"]["portrait_location"], np.float32)
    common, _ = cv2.intersectConvexConvex(inside, portrait)
    assert common == pytest.approx(cv2.contourArea(portrait), rel=0.01)


def test_it_ends_after_the_permits_that_were_asked_for(clip: Clip) -> None:
    code, told, _ = capture("--camera", str(clip.file), "--fast", "--sides", "1", "--count", "1")

    assert code == 0
    assert len(told) == 1


def test_time_is_the_streams_own_and_running_out_of_it_is_told_by_the_exit_code(clip: Clip) -> None:
    code, told, _ = capture("--camera", str(clip.file), "--fast", "--count", "1", "--timeout", "0.5")

    assert code == 1
    assert told == []


def test_what_is_no_video_is_told_in_one_line(tmp_path: Path) -> None:
    code, told, complaint = capture("--camera", str(tmp_path / "missing.mp4"))

    assert (code, told) == (1, [])
    assert complaint == "permit-desktop: There is no file missing.mp4. Check the path.\n"


def test_a_still_that_cannot_be_written_ends_it_in_words(
    clip: Clip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_file: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    asked = parse(["capture", "--camera", str(clip.file), "--fast", "--stills", str(tmp_path)])

    assert asked.run(asked) == 1
    assert capsys.readouterr().err.endswith("cannot be written. Check the rights of its folder, and the free space.\n")


@pytest.mark.parametrize("words", [("--count", "0"), ("--timeout", "nan"), ("--sides", "3"), ()])
def test_a_wrong_command_line_is_refused(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    camera = ("--camera", "0") if words else ()
    with pytest.raises(SystemExit) as ended:
        parse(["capture", *camera, *words])

    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


class Webcams:
    """Stands in for `cv2.VideoCapture`: opens the first device of a list that has something to give."""

    def __init__(self, *devices: Webcam) -> None:
        self.devices = list(devices)

    def __call__(self, _index: int, _back_end: int, _parameters: object) -> Webcam:
        while len(self.devices) > 1 and self.devices[0].is_empty:
            self.devices.pop(0)
        return self.devices[0]


class Webcam:
    """Gives a permit that lies still, for some frames; then nothing, at once or when it is let go."""

    def __init__(self, film: Film, frames: int, *, hangs: bool = False) -> None:
        first = round((film.script.placements[0].from_s + 0.2) * FRAMES_PER_S)
        self._scene = cycle([film.shot(number)[0].pixels for number in range(first, first + 4)])
        self._left = frames
        self.goes_on = Event()
        if not hangs:
            self.goes_on.set()

    @property
    def is_empty(self) -> bool:
        return self._left == 0

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return True

    def read(self) -> tuple[bool, Pixels | None]:
        if self.is_empty:
            self.goes_on.wait(20)
            return False, None
        self._left -= 1
        Event().wait(0.01)
        picture = next(self._scene).copy()
        picture[0] = self._left % 100  # however many of them a busy machine leaves out, no two are the same
        return True, picture

    def get(self, _prop: int) -> float:
        return 0.0

    def set(self, _prop: int, _value: float) -> bool:
        return False

    def release(self) -> None:
        pass


@pytest.fixture
def webcams(monkeypatch: pytest.MonkeyPatch) -> Webcams:
    webcams = Webcams()
    monkeypatch.setattr(cv2, "VideoCapture", webcams)
    monkeypatch.setattr(cv2_enumerate_cameras, "enumerate_cameras", lambda _back_end: [])
    monkeypatch.setattr(frame_loop, "_PARTING_S", 0.1)
    monkeypatch.setattr(verb, "live_frames", partial(frame_loop.live_frames, retry_s=0.01))
    return webcams


def test_a_camera_that_is_lost_is_told_and_watched_on_when_it_is_back(
    webcams: Webcams, clip: Clip, capsys: pytest.CaptureFixture[str]
) -> None:
    webcams.devices += [Webcam(clip.film, 7), Webcam(clip.film, 10_000)]
    asked = parse(["capture", "--camera", "0", "--sides", "1", "--count", "1", "--timeout", "60"])

    assert asked.run(asked) == 0
    told = capsys.readouterr()
    (line,) = (json.loads(line) for line in told.out.splitlines())
    assert line["side"] == clip.film.script.placements[0].side.value
    assert line["frame"] >= 3, "frames are counted on"
    assert told.err.splitlines() == [
        "permit-desktop: The camera gives no more pictures. Check its cable; it is opened again as soon as it answers."
    ]


@pytest.mark.parametrize(("words", "code"), [(("--count", "1"), 1), ((), 0)])
def test_the_time_runs_out_although_the_driver_does_not_answer(
    webcams: Webcams, clip: Clip, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int
) -> None:
    webcam = Webcam(clip.film, 6, hangs=True)
    webcams.devices.append(webcam)
    asked = parse(["capture", "--camera", "0", "--timeout", "0.4", *words])
    began_s = time.monotonic()

    assert asked.run(asked) == code
    assert time.monotonic() - began_s < 15
    assert capsys.readouterr().out == ""
    webcam.goes_on.set()


def test_a_camera_is_opened_first_as_the_window_opened_it_the_last_time(
    webcams: Webcams, clip: Clip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def open_device(index: int, back_end: int, parameters: object) -> Webcam:
        asked.append(back_end)
        return webcams(index, back_end, parameters)

    monkeypatch.setattr(cv2, "VideoCapture", open_device)
    webcams.devices.append(Webcam(clip.film, 6, hangs=True))
    KnownWays(tmp_path / "cameras.json").note("camera 0", (1920, 1080), Way(cv2.CAP_ANY, None))
    words = parse(["--data-dir", str(tmp_path), "capture", "--camera", "0", "--timeout", "0.4"])
    monkeypatch.setattr(opencv_camera, "back_ends", lambda _platform: (cv2.CAP_V4L2, cv2.CAP_ANY))

    assert words.run(words) == 0
    assert asked[0] == cv2.CAP_ANY
    webcams.devices[0].goes_on.set()


class NothingRead:
    """Finds a permit on no still."""

    def recognise(self, _still: Pixels, *, with_portrait: bool) -> PermitResult:
        assert with_portrait
        raise ReadError(ErrorCode.NO_PERMIT, "There is no permit in this picture.", "Place one permit flat.")


def test_a_card_that_could_not_be_read_is_taken_once_more(clip: Clip) -> None:
    output = io.StringIO()
    desk = Desk(Guide(CardFinder().find), AutoCapture())
    until_s = clip.film.script.placements[0].until_s
    frames = (frame for frame, _ in clip.film if frame.time_s < until_s)
    verb.Watch(NothingRead(), output, sides=2).run(frames, desk)

    told = [json.loads(line) for line in output.getvalue().splitlines()]
    assert [line["reasons"] for line in told] == [["no_permit"]] * 2


class Unplugged(Webcam):
    """There is nothing at this number."""

    def __init__(self) -> None:
        pass

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return False


def test_a_number_below_nought_is_told_to_be_no_cameras(capsys: pytest.CaptureFixture[str]) -> None:
    asked = parse(["capture", "--camera", "-1"])

    assert asked.run(asked) == 1
    assert capsys.readouterr().err.endswith("There is no camera -1. Use 0 for the first camera, 1 for the second.\n")


@pytest.mark.parametrize("name", ["", " "])
def test_no_name_at_all_is_told_to_be_none(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = parse(["capture", "--camera", name])

    assert asked.run(asked) == 1
    assert "No camera is named. Use 0 for the first camera, or the name of a video file." in capsys.readouterr().err


def test_pictures_that_are_small_for_a_permit_are_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = parse(["capture", "--camera", str(write_video(tmp_path / "small.avi")), "--fast"])

    assert asked.run(asked) == 0
    assert capsys.readouterr().err == (
        "permit-desktop: The pictures are small for a permit: 64 × 48 pixels. "
        "Permits are taken all the same, and read less surely.\n"
    )


def test_a_camera_that_is_not_there_is_told_at_once(webcams: Webcams, capsys: pytest.CaptureFixture[str]) -> None:
    webcams.devices.append(Unplugged())
    asked = parse(["capture", "--camera", "3"])

    assert asked.run(asked) == 1
    assert "The camera was not found. Plug it in, close other programs that use it, and start again;" in (
        capsys.readouterr().err
    )


def test_a_camera_that_is_not_there_is_told_once_and_waited_for_until_the_time_is_over(
    webcams: Webcams, capsys: pytest.CaptureFixture[str]
) -> None:
    webcams.devices.append(Unplugged())
    asked = parse(["capture", "--camera", "3", "--timeout", "0.3"])

    assert asked.run(asked) == 0
    assert capsys.readouterr().err.count("it is opened as soon as it answers") == 1
