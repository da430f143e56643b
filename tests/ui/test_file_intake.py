from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from permit_desktop.capture.sources import watched_folder
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.ui import file_intake
from permit_desktop.ui.file_intake import FileIntake
from permit_desktop.workers import folder_watch
from permit_desktop.workers.folder_watch import FolderWatch
from permit_desktop.workers.read_ahead import MOST_WAITING


class Share:
    """The system's functions; one folder lies on a share whose server is gone."""

    def __init__(self, gone: Path) -> None:
        self._gone = gone
        self.asked = Event()
        self.answers = Event()
        self.was_waited_for = False
        self.looks = 0
        """At the folder that answers."""

    def scandir(self, folder: Path) -> object:
        if folder == self._gone:
            self.asked.set()
            self.was_waited_for = not self.answers.wait(20)
        else:
            self.looks += 1
        return os.scandir(folder)

    def stat(self, path: str, *, follow_symlinks: bool) -> os.stat_result:
        return Path(path).stat(follow_symlinks=follow_symlinks)


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Share]:
    for name in ("gone", "near"):
        (tmp_path / name).mkdir()
    share = Share(tmp_path / "gone")
    monkeypatch.setattr(watched_folder, "STABLE_S", 0.0)
    monkeypatch.setattr(watched_folder, "os", share)
    yield share
    share.answers.set()


@pytest.fixture
def intake(share: Share, qapp: object) -> Iterator[FileIntake]:
    assert qapp is not None
    intake = FileIntake()
    yield intake
    share.answers.set()
    intake.stop()
    assert not intake.hangs


def test_another_folder_is_watched_at_once_although_the_one_before_does_not_answer(
    intake: FileIntake, share: Share, tmp_path: Path, qtbot: QtBot
) -> None:
    intake.watch(tmp_path / "gone")
    assert share.asked.wait(5)
    intake.watch(None)
    intake.watch(tmp_path / "near")
    assert not share.was_waited_for

    qtbot.waitUntil(lambda: share.looks > 1)
    with qtbot.waitSignal(intake.loaded):
        Image.new("RGB", (40, 30), "white").save(tmp_path / "near" / "a.png")


def test_the_end_waits_for_a_folder_only_so_long_and_tells_that_it_hangs(
    intake: FileIntake, share: Share, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake.watch(tmp_path / "gone")
    assert share.asked.wait(5)
    monkeypatch.setattr(file_intake, "END_MS", 20)
    intake.stop()
    assert intake.hangs

    monkeypatch.setattr(file_intake, "END_MS", 10_000)
    share.answers.set()
    intake.stop()
    assert not intake.hangs


class Reader(QObject):
    """Takes stills as the window does, and reads them when it is told to."""

    def __init__(self, intake: FileIntake) -> None:
        super().__init__()
        self.names: list[str] = []
        self.read = 0
        self._intake = intake
        intake.loaded.connect(self.take)

    @Slot(str, object, object)
    def take(self, name: str, _pixels: object, _content: object) -> None:
        self.names.append(name)
        self.go_on(0)

    def go_on(self, stills: int) -> None:
        self.read += stills
        self._intake.note_waiting(len(self.names) - self.read)


def test_of_many_files_only_a_few_are_loaded_ahead_of_the_reader(
    intake: FileIntake, tmp_path: Path, qtbot: QtBot
) -> None:
    reader = Reader(intake)
    files = [tmp_path / f"{number:02}.png" for number in range(12)]
    for file in files:
        Image.new("RGB", (40, 30), "white").save(file)
    intake.load(files)
    while reader.read < len(files) - MOST_WAITING:
        qtbot.waitUntil(lambda: len(reader.names) == reader.read + MOST_WAITING)
        qtbot.wait(5)
        assert len(reader.names) == reader.read + MOST_WAITING
        reader.go_on(1)
    qtbot.waitUntil(lambda: len(reader.names) == len(files))

    assert reader.names == [file.name for file in files]


def test_of_hundreds_of_files_in_the_watched_folder_only_a_few_are_loaded_ahead_of_the_reader(
    intake: FileIntake, share: Share, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_intake, "FolderWatch", partial(FolderWatch, look_ms=1))
    reader, loaded, most_loaded = Reader(intake), 0, 0

    def noted(content: bytes) -> Pixels:
        nonlocal loaded, most_loaded
        loaded += 1
        most_loaded = max(most_loaded, loaded - reader.read)
        return decode_still(content)

    monkeypatch.setattr(folder_watch, "decode_still", noted)
    for number in range(300):
        Image.new("RGB", (40, 30), (number % 256, number // 256, 0)).save(tmp_path / "gone" / f"{number:03}.png")
    intake.watch(tmp_path / "near")
    qtbot.waitUntil(lambda: share.looks > 1)
    for file in sorted((tmp_path / "gone").iterdir()):
        file.rename(tmp_path / "near" / file.name)
    while reader.read < 300:
        qtbot.waitUntil(lambda: len(reader.names) > reader.read)
        reader.go_on(len(reader.names) - reader.read)

    assert reader.names == [f"{number:03}.png" for number in range(300)]
    assert most_loaded <= MOST_WAITING


def test_a_folder_that_is_watched_no_more_leaves_room_for_the_next(
    intake: FileIntake, share: Share, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was loaded of it and is not wanted any more does not count for ever."""
    monkeypatch.setattr(file_intake, "FolderWatch", partial(FolderWatch, look_ms=1))
    decoded = Event()

    def noted(content: bytes) -> Pixels:
        decoded.set()
        return decode_still(content)

    monkeypatch.setattr(folder_watch, "decode_still", noted)
    file = tmp_path / "near" / "a.png"
    for number in range(MOST_WAITING + 1):
        share.looks = 0
        intake.watch(tmp_path / "near")
        qtbot.waitUntil(lambda: share.looks > 1)
        decoded.clear()
        Image.new("RGB", (40, 30), (number, 0, 0)).save(file)
        assert decoded.wait(5)
        intake.watch(None)

    reader = Reader(intake)
    intake.load([file])
    qtbot.waitUntil(lambda: reader.names == ["a.png"])


def test_the_end_leaves_the_files_that_wait_for_the_reader(intake: FileIntake, tmp_path: Path, qtbot: QtBot) -> None:
    reader = Reader(intake)
    files = [tmp_path / f"{number:02}.png" for number in range(12)]
    for file in files:
        Image.new("RGB", (40, 30), "white").save(file)
    intake.load(files)
    qtbot.waitUntil(lambda: len(reader.names) == MOST_WAITING)
    intake.stop()

    assert not intake.hangs
    assert len(reader.names) == MOST_WAITING
