from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from permit_desktop.capture.sources import watched_folder
from permit_desktop.ui import file_intake
from permit_desktop.ui.file_intake import FileIntake


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
