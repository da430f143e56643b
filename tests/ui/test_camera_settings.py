"""From a setting through the window to camera, desk and record: a whole session before a false driver of OpenCV's."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from threading import Event
from typing import Any

import cv2
import cv2_enumerate_cameras
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from permit_desktop.app import session as window_session
from permit_desktop.app import storage
from permit_desktop.app.options import WindowOptions
from permit_desktop.app.session import Session
from permit_desktop.capture.sources import opencv_camera
from permit_desktop.capture.sources.camera_list import back_ends
from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.permit import PermitResult, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.system.settings import StrictnessLevel
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.scan_flow import ScanFlow
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.told_stills import TakenStill
from permit_desktop.vault.key_holders import MemoryHolder
from permit_desktop.workers.live_settings import LiveSettings
from tests.specimens.desk import Desk
from tests.ui.permits import reading
from tests.videos.film import Film, Scenery
from tests.videos.script import FRAMES_PER_S

PICTURE_S = 0.015
BY_HAND = {cv2.CAP_V4L2: 1.0, cv2.CAP_DSHOW: 0.25, cv2.CAP_MSMF: 0.0, cv2.CAP_AVFOUNDATION: 0.25}[
    back_ends(sys.platform)[0]
]


class Reader:
    """Reads the same front on every still."""

    def recognise(self, _still: Pixels, *, with_portrait: bool) -> PermitResult:
        assert with_portrait
        return reading(Side.FRONT).result

    def loaded(self) -> Reader:
        return self

    def close(self) -> None:
        """Nothing to end."""


@cache
def card() -> tuple[Pixels, ...]:
    """A permit that lies still and clean, in some noise."""
    film = Film(12, Scenery(Desk.WOOD), people=1, size_px=(1280, 720))
    first = round((film.script.placements[0].from_s + 0.2) * FRAMES_PER_S)
    return tuple(film.shot(number)[0].pixels for number in range(first, first + 4))


def marked(width: int, height: int) -> tuple[Pixels, ...]:
    """A picture that is bright at its upper left."""
    picture = np.full((height, width, 3), 60, np.uint8)
    picture[: height // 4, : width // 4] = 200
    return (picture,)


class Driver:
    """Stands in for `cv2.VideoCapture`; keeps the devices that were opened."""

    def __init__(self) -> None:
        self.opened: list[Device] = []
        self.scene: tuple[Pixels, ...] | None = None
        """What every device shows; None for a marked picture of the size that is wished for."""
        self._open_file = cv2.VideoCapture

    def __call__(self, name: int | str, back_end: int, parameters: Sequence[int] = ()) -> Device | cv2.VideoCapture:
        if isinstance(name, str):
            return self._open_file(name, back_end)
        wishes = dict(zip(parameters[::2], parameters[1::2], strict=True))
        size = wishes.get(cv2.CAP_PROP_FRAME_WIDTH, 640), wishes.get(cv2.CAP_PROP_FRAME_HEIGHT, 480)
        device = Device(size, self.scene or marked(*size))
        self.opened.append(device)
        return device


class Device:
    def __init__(self, size: tuple[int, int], scene: tuple[Pixels, ...]) -> None:
        self.size = size
        self.properties: dict[int, float] = {}
        self.shown = 0
        self._scene = cycle(scene)
        self._released = Event()

    def show(self, scene: tuple[Pixels, ...]) -> None:
        """Something else lies before the camera."""
        self._scene = cycle(scene)

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return not self._released.is_set()

    def read(self) -> tuple[bool, Pixels | None]:
        if self._released.wait(PICTURE_S):
            return False, None
        self.shown += 1
        picture = next(self._scene).copy()
        # However many of them a busy machine leaves out, no two are the same, whichever way they are turned: one that
        # seems frozen for a while is not taken.
        picture[:: len(picture) - 1, :: picture.shape[1] - 1] = self.shown % 100
        return True, picture

    def get(self, prop: int) -> float:
        return self.properties.get(prop, 0.0)

    def set(self, prop: int, value: float) -> bool:
        self.properties[prop] = value
        return True

    def release(self) -> None:
        self._released.set()


@dataclass(frozen=True)
class FoundCamera:
    index: int = 0
    name: str = "Document camera"
    path: str | None = "/dev/video0"


@dataclass
class Counter:
    """A window at work."""

    driver: Driver
    live: LiveSettings
    flow: ScanFlow
    window: MainWindow
    stills: list[TakenStill]
    wait: Callable[[Callable[[], bool]], None]

    def set(self, **values: Any) -> None:
        """Sets one or more of `camera_…` or `capture_…`, and waits for the camera that a camera's setting opens."""
        for name, value in values.items():
            before = len(self.driver.opened)
            self.live.set(name.replace("_", ".", 1), value)
            if name.startswith("camera_"):
                self.wait(lambda before=before: len(self.driver.opened) > before)  # type: ignore[misc]
                self.wait(self.window.scan_page.live.isVisible)

    def take(self) -> Pixels:
        """What the person takes next."""
        before = len(self.stills)
        self.flow.take()
        self.wait(lambda: len(self.stills) > before)
        return self.stills[before].pixels

    @property
    def says(self) -> str:
        return self.window.scan_page.guide.sentence


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch) -> Driver:
    driver = Driver()
    monkeypatch.setattr(cv2, "VideoCapture", driver)
    monkeypatch.setattr(cv2_enumerate_cameras, "enumerate_cameras", lambda _back_end: [FoundCamera()])
    holder = MemoryHolder()
    monkeypatch.setattr(storage, "keyring_holder", lambda: holder)
    monkeypatch.setattr(window_session, "make_recogniser", Reader)
    return driver


Open = Callable[[], Counter]


@pytest.fixture
def open_window(driver: Driver, live: LiveSettings, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    sessions: list[Session] = []
    window = MainWindow(theme)  # not the shared fixture's: that one goes before its session has ended
    window.resize(1280, 800)
    window.show()

    def open_it() -> Counter:
        session = Session(window, WindowOptions(data_dir=tmp_path), live)
        sessions.append(session)
        session.begin()
        qtbot.waitUntil(window.scan_page.live.isVisible, timeout=20_000)
        flow = session.scanning.flow
        assert flow is not None
        stills: list[TakenStill] = []
        flow.still_taken.connect(stills.append)
        return Counter(driver, live, flow, window, stills, lambda is_so: qtbot.waitUntil(is_so, timeout=15_000))

    yield open_it
    for session in sessions:
        session.end()
    QCoreApplication.processEvents()
    window.close()
    window.deleteLater()


def corner(picture: Pixels) -> str:
    """Where the bright corner is."""
    height, width = picture.shape[:2]
    bright = picture[:, :, 0] > 150
    y, x = np.argwhere(bright).mean(axis=0)
    return ("upper " if y < height / 2 else "lower ") + ("left" if x < width / 2 else "right")


def test_the_picture_is_turned_unmirrored_and_of_the_size_that_is_set(open_window: Open) -> None:
    desk = open_window()
    assert desk.driver.opened[-1].size == (1920, 1080)
    assert corner(desk.take()) == "upper left"

    desk.set(camera_width=1280, camera_height=720, camera_rotation=90)
    assert desk.driver.opened[-1].size == (1280, 720)
    picture = desk.take()
    assert picture.shape == (1280, 720, 3)
    assert corner(picture) == "upper right"

    desk.set(camera_mirror=True)
    assert corner(desk.take()) == "lower right"

    assert [device.isOpened() for device in desk.driver.opened] == [False] * (len(desk.driver.opened) - 1) + [True]
    assert all(device.properties == {} for device in desk.driver.opened)


def test_focus_and_exposure_are_held_where_it_is_set(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opencv_camera, "_SETTLE_S", 0.0)
    desk = open_window()
    desk.set(camera_focus_lock=True)
    desk.wait(lambda: desk.driver.opened[-1].properties == {cv2.CAP_PROP_AUTOFOCUS: 0})
    held = desk.driver.opened[-1]

    desk.set(camera_focus_lock=False, camera_exposure_lock=True)
    assert held.properties == {cv2.CAP_PROP_AUTOFOCUS: 1}, "it is let go with the setting"
    desk.wait(lambda: desk.driver.opened[-1].properties == {cv2.CAP_PROP_AUTO_EXPOSURE: BY_HAND})


def test_a_good_picture_is_taken_by_itself_only_where_it_is_set_and_by_hand_always(
    open_window: Open, driver: Driver, live: LiveSettings
) -> None:
    driver.scene = card()
    live.set("capture.automatic", value=False)
    desk = open_window()
    desk.wait(lambda: desk.says == "Hold still")
    shown = driver.opened[-1].shown
    desk.wait(lambda: driver.opened[-1].shown > shown + 60)  # twice the time that a permit must lie still
    assert desk.stills == []

    desk.set(capture_automatic=True)
    desk.wait(lambda: len(desk.stills) == 1)
    desk.set(capture_automatic=False)
    assert desk.take().shape[1] > 700


def test_a_picture_that_is_not_good_enough_where_strictness_is_set_is_taken_where_less_is_asked(
    open_window: Open, driver: Driver, live: LiveSettings
) -> None:
    driver.scene = card()
    live.set("capture.strictness", StrictnessLevel.STRICT)
    desk = open_window()
    desk.wait(lambda: desk.says == "Move the permit closer to the camera")
    assert desk.stills == []

    desk.set(capture_strictness=StrictnessLevel.NORMAL)
    desk.wait(lambda: len(desk.stills) == 1)


def test_a_side_that_is_wanted_again_is_captured_once_more_and_takes_the_place_of_the_first(
    open_window: Open, driver: Driver
) -> None:
    driver.scene = card()
    desk = open_window()
    read: list[object] = []
    desk.flow.side_read.connect(read.append)
    desk.wait(lambda: desk.says == "Captured: now turn the permit over")
    desk.window.scan_page.again_wanted.emit()
    desk.wait(lambda: len(read) == 2)
    desk.wait(lambda: desk.says == "Captured: now turn the permit over")

    assert desk.window.reading_banner.text() == "", "the same side is not refused"


def test_a_card_that_could_not_be_read_is_taken_once_more_and_then_whenever_it_was_moved(
    open_window: Open, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = [False, False, True]

    def recognise(_reader: Reader, _still: Pixels, *, with_portrait: bool) -> PermitResult:
        assert with_portrait
        if not reads.pop(0):
            raise ReadError(ErrorCode.NO_PERMIT, "There is no permit in this picture.", "Place one permit flat.")
        return reading(Side.FRONT).result

    monkeypatch.setattr(Reader, "recognise", recognise)
    driver.scene = card()
    desk = open_window()
    desk.wait(lambda: len(desk.stills) == 2)
    desk.wait(lambda: desk.says == "Not read: move the permit a little, or take it again")
    shown = driver.opened[-1].shown
    desk.wait(lambda: driver.opened[-1].shown > shown + 2 * FRAMES_PER_S)
    assert desk.says == "Not read: move the permit a little, or take it again"
    assert len(desk.stills) == 2, "for ever the same picture is of no use"

    driver.opened[-1].show(tuple(np.roll(picture, (24, 60), (0, 1)) for picture in card()))
    desk.wait(lambda: len(desk.stills) == 3)
    desk.wait(lambda: desk.says == "Captured: now turn the permit over")


def test_one_side_is_enough_as_soon_as_it_is_set(open_window: Open, driver: Driver) -> None:
    driver.scene = card()
    desk = open_window()
    desk.wait(lambda: desk.says == "Captured: now turn the permit over")
    assert desk.flow.last_complete is None

    desk.set(capture_sides=1)
    desk.wait(lambda: desk.says in ("Read: check the marked fields first", "Read, nothing to check: Enter accepts"))
    desk.take()
    desk.wait(lambda: desk.flow.last_complete is not None)


def test_a_video_that_is_dropped_is_read_as_from_the_camera_which_comes_back_at_its_end(
    open_window: Open, tmp_path: Path
) -> None:
    desk = open_window()
    file = tmp_path / "permit.avi"
    size = card()[0].shape[1::-1]
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), FRAMES_PER_S, size)
    for number in range(24):
        writer.write(card()[number % 4])
    writer.release()
    desk.window.files_given.emit([file])

    desk.wait(lambda: len(desk.stills) == 1)
    assert desk.stills[0].content is None
    assert len(desk.driver.opened) == 1
    desk.wait(lambda: len(desk.driver.opened) == 2)
    desk.wait(desk.window.scan_page.live.isVisible)
    assert desk.window.state_banner.text() == ""
    assert corner(desk.take()) == "upper left"
