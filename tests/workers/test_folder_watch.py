from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QDeadlineTimer, QObject, Slot
from pytestqt.qtbot import QtBot

from permit_desktop.capture.sources import watched_folder
from permit_desktop.domain.errors import PermitError
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.workers.folder_watch import FolderWatch
from permit_desktop.workers.read_ahead import ReadAhead


class Ear(QObject):
    """Hears a watch as the window does."""

    def __init__(self, watch: FolderWatch) -> None:
        super().__init__()
        self.told: list[str] = []
        watch.loaded.connect(self.load)
        watch.failed.connect(self.fail)
        watch.lost.connect(self.lose)
        watch.back.connect(self.find)

    @Slot(str, object, object)
    def load(self, name: str, pixels: Pixels, _: bytes) -> None:
        self.told.append(f"{name} {pixels.shape}")

    @Slot(str, object)
    def fail(self, name: str, error: PermitError) -> None:
        self.told.append(f"{name} {error.code}")

    @Slot(object)
    def lose(self, error: PermitError) -> None:
        self.told.append(error.code)

    @Slot()
    def find(self) -> None:
        self.told.append("back")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(watched_folder, "STABLE_S", 0.0)
    return tmp_path / "scans"


@pytest.fixture
def watch(folder: Path, qapp: object) -> Iterator[FolderWatch]:
    assert qapp is not None
    watch = FolderWatch(folder, ReadAhead(), look_ms=5)
    yield watch
    watch.stop()
    assert watch.wait(QDeadlineTimer(5000))


def test_what_becomes_of_folder_and_files_is_told_in_turn_and_once(
    watch: FolderWatch, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    ear = Ear(watch)
    watch.start()
    qtbot.waitUntil(lambda: ear.told == ["folder_lost"])
    folder.mkdir()
    qtbot.waitUntil(lambda: ear.told[1:] == ["back"])
    Image.new("RGB", (40, 30), "white").save(folder / "a.png")
    qtbot.waitUntil(lambda: ear.told[2:] == ["a.png (30, 40, 3)"])
    (folder / "b.png").write_bytes(b"no picture")
    qtbot.waitUntil(lambda: ear.told[3:] == ["b.png not_an_image"])
    away = folder.rename(tmp_path / "away")
    qtbot.waitUntil(lambda: ear.told[4:] == ["folder_lost"])
    away.rename(folder)
    qtbot.waitUntil(lambda: ear.told[5:] == ["back"])
