from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from permit_desktop.system.doorbell import BELL, ring
from permit_desktop.workers.doorbell_watch import DoorbellWatch


def test_a_window_that_watches_answers_and_shows_itself(tmp_path: Path, qtbot: QtBot) -> None:
    watch = DoorbellWatch(tmp_path)
    watch.begin()
    answers: list[bool] = []
    second = threading.Thread(target=lambda: answers.append(ring(tmp_path)))
    with qtbot.waitSignal(watch.rung, timeout=5000):
        second.start()
    second.join()

    assert answers == [True]
    assert not (tmp_path / BELL).exists()


def test_where_nobody_watches_the_second_start_waits_a_moment_and_leaves_nothing(tmp_path: Path) -> None:
    slept: list[float] = []
    assert not ring(tmp_path, slept.append)
    assert 1.0 < sum(slept) < 5.0
    assert not (tmp_path / BELL).exists()


def test_a_folder_that_cannot_be_written_is_not_waited_for(tmp_path: Path) -> None:
    slept: list[float] = []
    assert not ring(tmp_path / "missing", slept.append)
    assert slept == []


def test_what_was_rung_before_the_window_came_is_out_of_date(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / BELL).touch()
    watch = DoorbellWatch(tmp_path)
    with qtbot.assertNotEmitted(watch.rung, wait=50):
        watch.begin()
    assert not (tmp_path / BELL).exists()
