from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Slot
from pytestqt.qtbot import QtBot

from permit_desktop.capture.auto_capture import AutoCapture
from permit_desktop.capture.desk import Desk
from permit_desktop.capture.frame import Frame, FrameSource
from permit_desktop.capture.guide import Guide
from permit_desktop.capture.judgement import Reason
from permit_desktop.capture.still import Still
from permit_desktop.domain.errors import CameraError, ErrorCode, PermitError
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.workers import camera_thread
from permit_desktop.workers.camera_thread import CameraThread
from permit_desktop.workers.preview import Preview
from tests.capture.sources import ScriptedSource, pictures

LOST = CameraError(ErrorCode.CAMERA_LOST, "gone", "plug it in")
MISSING = CameraError(ErrorCode.NO_CAMERA, "none", "plug it in")


class Window(QObject):
    """Hears a camera as the window does, and keeps in which thread it did."""

    def __init__(self, camera: CameraThread) -> None:
        super().__init__()
        self.previews: list[Preview] = []
        self.stills: list[Still] = []
        self.failures: list[PermitError] = []
        self.names: list[str] = []
        self.ends = 0
        self.threads: set[QThread] = set()
        self._camera = camera
        camera.previews.ready.connect(self.show_latest)
        camera.still_taken.connect(self.keep)
        camera.failed.connect(self.fail)
        camera.opened.connect(self.open)
        camera.ended.connect(self.end)

    @Slot()
    def show_latest(self) -> None:
        self.threads.add(QThread.currentThread())
        preview = self._camera.previews.take()
        if preview is not None:
            self.previews.append(preview)

    @Slot(object)
    def keep(self, still: Still) -> None:
        self.threads.add(QThread.currentThread())
        self.stills.append(still)

    @Slot(object)
    def fail(self, error: PermitError) -> None:
        self.threads.add(QThread.currentThread())
        self.failures.append(error)

    @Slot(str)
    def open(self, name: str) -> None:
        self.threads.add(QThread.currentThread())
        self.names.append(name)

    @Slot()
    def end(self) -> None:
        self.threads.add(QThread.currentThread())
        self.ends += 1


def end(camera: CameraThread) -> None:
    camera.stop()
    assert camera.wait(QDeadlineTimer(5000))


Start = Callable[[FrameSource], tuple[CameraThread, Window]]


def nothing(_: Pixels) -> None:
    """A locator that finds no card."""


@pytest.fixture
def start() -> Iterator[Start]:
    running: list[CameraThread] = []

    def make(source: FrameSource) -> tuple[CameraThread, Window]:
        camera = CameraThread(source, Desk(Guide(nothing), AutoCapture()), retry_ms=1)
        window = Window(camera)
        running.append(camera)
        camera.start()
        return camera, window

    yield make
    for camera in running:
        end(camera)


def test_frames_arrive_as_pictures_in_the_windows_thread(start: Start, qtbot: QtBot) -> None:
    source = ScriptedSource(pictures(5))
    _, window = start(source)

    qtbot.waitUntil(lambda: window.ends == 1 and bool(window.previews))

    assert window.names == [source.name]
    assert window.threads == {window.thread()}
    assert (window.previews[-1].image.width(), window.previews[-1].image.height()) == (64, 48)
    assert window.previews[-1].outline is None


def test_what_was_judged_is_shown_with_the_pictures(start: Start, qtbot: QtBot) -> None:
    bright = np.full((48, 64, 3), 255, np.uint8)
    _, window = start(ScriptedSource([bright] * 4000))

    qtbot.waitUntil(lambda: any(preview.reason is Reason.TOO_BRIGHT for preview in window.previews))


def test_the_picture_has_the_size_of_the_view(qtbot: QtBot, start: Start) -> None:
    camera, window = start(ScriptedSource(pictures(1) * 5000))
    camera.set_view_size(32, 100)

    qtbot.waitUntil(lambda: bool(window.previews) and window.previews[-1].image.width() == 32)

    assert window.previews[-1].image.height() == 24


def test_a_still_that_the_person_asks_for_arrives(start: Start, qtbot: QtBot) -> None:
    camera, window = start(ScriptedSource(pictures(1) * 5000))
    camera.take()

    qtbot.waitUntil(lambda: len(window.stills) == 1)

    assert window.stills[0].pixels.shape == (48, 64, 3)
    assert not window.stills[0].automatic
    assert window.threads == {window.thread()}


def test_a_lost_camera_is_told_once_and_comes_back_by_itself(start: Start, qtbot: QtBot) -> None:
    source = ScriptedSource([*pictures(1), LOST, *pictures(2)], openings=[None, MISSING, MISSING, None])
    _, window = start(source)

    qtbot.waitUntil(lambda: window.ends == 1)

    assert [error.code for error in window.failures] == [ErrorCode.CAMERA_LOST, ErrorCode.NO_CAMERA]
    assert window.names == [source.name, source.name]


class Unplugged:
    """A camera that is plugged in as soon as it was not found; to list cameras and to open one takes its time."""

    name = "Unplugged camera"
    listing_s, opening_s = 0.5, 0.5

    def __init__(self) -> None:
        self.plugged_s = 0.0
        self.number = 0

    def open(self) -> None:
        time.sleep(self.listing_s)
        if not self.plugged_s:
            self.plugged_s = time.monotonic()
            raise MISSING
        time.sleep(self.opening_s)

    def read(self) -> Frame:
        self.number += 1
        return Frame(pictures(1, seed=self.number)[0], self.number - 1, self.number / 30)

    def close(self) -> None:
        pass


def test_a_camera_that_is_plugged_in_just_after_it_was_looked_for_is_back_within_three_seconds(qtbot: QtBot) -> None:
    source = Unplugged()
    camera = CameraThread(source, Desk(Guide(nothing), AutoCapture()))
    window = Window(camera)
    camera.start()

    qtbot.waitUntil(lambda: bool(window.previews))
    took_s = time.monotonic() - source.plugged_s
    end(camera)

    assert [error.code for error in window.failures] == [ErrorCode.NO_CAMERA]
    assert took_s < 3


def test_stopping_gives_the_camera_back_and_ends_both_threads(start: Start, qtbot: QtBot) -> None:
    source = ScriptedSource(pictures(1) * 100_000)
    camera, window = start(source)
    qtbot.waitUntil(lambda: bool(window.previews))

    with qtbot.waitSignal(camera.stopped):
        camera.stop()
    left = len(source.script)

    assert not camera.is_running
    assert source.closed >= 1
    assert not any(thread.isRunning() for thread in camera.findChildren(QThread))
    qtbot.wait(1)
    assert len(source.script) == left


@pytest.mark.usefixtures("qapp")
def test_a_camera_that_is_stopped_twice_or_was_never_started_is_harmless() -> None:
    camera = CameraThread(ScriptedSource([]), Desk(Guide(nothing), AutoCapture()))
    camera.stop()
    camera.stop()


class Stuck:
    """A camera whose driver neither answers nor fails for a while, as some do when they are unplugged."""

    name = "Stuck camera"

    def __init__(self) -> None:
        self.gives = Event()
        self.gives.set()
        self.number = 0

    def open(self) -> None:
        pass

    def read(self) -> Frame:
        self.gives.wait()
        self.number += 1
        return Frame(pictures(1, seed=self.number)[0], self.number - 1, self.number / 30)

    def close(self) -> None:
        pass


def test_a_driver_that_falls_silent_is_a_lost_camera_until_it_answers(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_thread, "SILENT_S", 0.05)
    source = Stuck()
    camera = CameraThread(source, Desk(Guide(lambda _: None), AutoCapture()))
    window = Window(camera)
    camera.start()
    qtbot.waitUntil(lambda: bool(window.previews))
    source.gives.clear()
    qtbot.waitUntil(lambda: [error.code for error in window.failures] == [ErrorCode.CAMERA_LOST])
    opened = len(window.names)
    source.gives.set()
    qtbot.waitUntil(lambda: len(window.names) > opened)
    end(camera)


class SlowToOpen(Stuck):
    """A camera whose opening takes until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.gives.clear()
        self.closed = 0
        self.entered = Event()

    def open(self) -> None:
        self.entered.set()
        self.gives.wait()

    def close(self) -> None:
        self.closed += 1


def test_stopping_waits_for_no_driver_and_silences_the_camera_at_once(qtbot: QtBot) -> None:
    source = SlowToOpen()
    camera = CameraThread(source, Desk(Guide(nothing), AutoCapture()))
    window = Window(camera)
    camera.start()
    assert source.entered.wait(5)

    camera.stop()

    assert camera.is_running
    assert not camera.wait(QDeadlineTimer(0))
    assert source.closed == 0
    with qtbot.waitSignal(camera.stopped):
        source.gives.set()
    assert source.closed == 1
    assert (window.names, window.previews, window.failures) == ([], [], [])


def test_an_opening_that_takes_long_is_told_as_slow_then_as_unanswered_until_it_ends(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_thread, "SLOW_S", 0.01)
    monkeypatch.setattr(camera_thread, "UNANSWERED_S", 0.4)
    source = SlowToOpen()
    camera = CameraThread(source, Desk(Guide(nothing), AutoCapture()))
    window = Window(camera)
    with qtbot.waitSignal(camera.slow):
        camera.start()
    assert window.failures == []
    qtbot.waitUntil(lambda: [error.message for error in window.failures] == ["The camera does not answer."])

    source.gives.set()
    qtbot.waitUntil(lambda: bool(window.previews))
    assert source.name in window.names
    assert len(window.failures) == 1
    end(camera)


def test_a_camera_that_opens_but_never_gives_a_first_picture_is_lost(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_thread, "SILENT_S", 0.05)
    source = Stuck()
    source.gives.clear()
    camera = CameraThread(source, Desk(Guide(nothing), AutoCapture()))
    window = Window(camera)
    camera.start()

    qtbot.waitUntil(lambda: [error.code for error in window.failures] == [ErrorCode.CAMERA_LOST])
    source.gives.set()
    end(camera)
