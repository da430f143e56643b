from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from permit_desktop.domain.checks import Check, Line, fine
from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.workers.background import Background
from permit_desktop.workers.check_run import CheckRun

DISK, CLOCK = fine(Check.DISK, "Room."), fine(Check.CLOCK, "Now.")


class Heard(QObject):
    """What was told, in the window's thread."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    @Slot(object)
    def hear(self, what: object) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.told.append(what)


@pytest.fixture
def run(qapp: QApplication) -> CheckRun:
    assert qapp is not None
    return CheckRun()


def test_lines_are_told_in_the_windows_thread_as_they_come(run: CheckRun, qtbot: QtBot) -> None:
    heard = Heard()
    run.line.connect(heard.hear)
    with qtbot.waitSignal(run.ended):
        run.start(lambda: iter((DISK, CLOCK)))

    assert heard.told == [DISK, CLOCK]


def test_what_is_under_way_when_a_run_is_cancelled_is_not_told(run: CheckRun, qtbot: QtBot) -> None:
    heard, emitted, go_on = Heard(), threading.Event(), threading.Event()
    run.line.connect(heard.hear)

    def lines() -> Iterator[Line]:
        yield DISK
        emitted.set()
        go_on.wait(10)
        yield CLOCK

    with qtbot.assertNotEmitted(run.ended, wait=20):
        run.start(lines)
        assert emitted.wait(10), "the first line waits in the window's queue of events"
        run.cancel()
        go_on.set()

    assert heard.told == []


def test_a_second_run_takes_the_place_of_the_first(run: CheckRun, qtbot: QtBot) -> None:
    heard, go_on = Heard(), threading.Event()
    run.line.connect(heard.hear)

    def slow() -> Iterator[Line]:
        yield DISK
        go_on.wait(10)

    run.start(slow)
    with qtbot.waitSignal(run.ended):
        run.start(lambda: iter((CLOCK,)))
    go_on.set()

    assert heard.told == [CLOCK]


def test_a_bug_ends_the_run_and_is_told(run: CheckRun, qtbot: QtBot) -> None:
    def broken() -> Iterator[Line]:
        yield DISK
        raise ValueError

    with qtbot.waitSignals([run.crashed, run.ended]):
        run.start(broken)


def test_what_is_done_beside_the_window_is_answered_in_its_thread(qtbot: QtBot) -> None:
    background, heard = Background(), Heard()
    background.do(lambda: 5).done.connect(heard.hear)
    qtbot.waitUntil(lambda: heard.told == [5])


def test_an_expected_failure_is_told_as_one_and_a_bug_as_both(qtbot: QtBot) -> None:
    background, heard = Background(), Heard()
    error = PermitError(ErrorCode.KEYRING_LOCKED, "Locked.", "Unlock it.")

    def fail() -> object:
        raise error

    def break_down() -> object:
        raise ValueError

    background.do(fail).failed.connect(heard.hear)
    qtbot.waitUntil(lambda: heard.told == [error])
    with qtbot.waitSignal(background.crashed):
        background.do(break_down).failed.connect(heard.hear)
    qtbot.waitUntil(lambda: len(heard.told) == 2)


def test_after_the_end_nothing_is_told(qtbot: QtBot) -> None:
    background, heard, go_on = Background(), Heard(), threading.Event()
    background.do(lambda: go_on.wait(10)).done.connect(heard.hear)
    background.stop()
    go_on.set()
    qtbot.wait(20)

    assert heard.told == []
