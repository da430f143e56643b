from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Slot
from pytestqt.qtbot import QtBot

from permit_desktop.domain.errors import ErrorCode, PermitError, ReadError
from permit_desktop.domain.permit import FieldName, PermitResult, Reading
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.workers.reading_worker import Answer, Crash, Failure, ReadingThread, RecogniserFactory


class Reader:
    """A recogniser that answers with the still's first pixel, or stumbles over a known one."""

    threads: set[QThread]

    def __init__(self) -> None:
        self.threads = {QThread.currentThread()}

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        self.threads.add(QThread.currentThread())
        value = int(still[0, 0, 0])
        if value == 1:
            raise ReadError(ErrorCode.NO_PERMIT, "no permit", "scan again")
        if value == 2:
            raise ZeroDivisionError("a bug")
        return PermitResult({FieldName.NUMBER: Reading(f"{value} {with_portrait}", 0.9)})


class Window(QObject):
    def __init__(self, reading: ReadingThread) -> None:
        super().__init__()
        self.heard: list[Answer | Failure | Crash | str] = []
        self.threads: set[QThread] = set()
        reading.ready.connect(self.note_ready)
        reading.read.connect(self.note)
        reading.failed.connect(self.note)
        reading.crashed.connect(self.note)

    @Slot()
    def note_ready(self) -> None:
        self.heard.append("ready")

    @Slot(object)
    def note(self, thing: Answer | Failure | Crash) -> None:
        self.threads.add(QThread.currentThread())
        self.heard.append(thing)


Start = Callable[[RecogniserFactory], tuple[ReadingThread, Window]]


@pytest.fixture
def start() -> Iterator[Start]:
    running: list[ReadingThread] = []

    def make(factory: RecogniserFactory) -> tuple[ReadingThread, Window]:
        reading = ReadingThread(factory)
        window = Window(reading)
        running.append(reading)
        reading.start()
        return reading, window

    yield make
    for reading in running:
        assert reading.stop(QDeadlineTimer(5000))


def still(value: int) -> Pixels:
    return np.full((4, 6, 3), value, np.uint8)


def test_the_recogniser_is_made_and_used_in_the_reading_thread_only(start: Start, qtbot: QtBot) -> None:
    readers: list[Reader] = []

    def factory() -> Reader:
        readers.append(Reader())
        return readers[-1]

    reading, window = start(factory)
    reading.read_still(7, still(9), with_portrait=True)
    qtbot.waitUntil(lambda: len(window.heard) == 2)

    assert len(readers) == 1
    assert window.thread() not in readers[0].threads
    assert window.threads == {window.thread()}
    assert window.heard[0] == "ready"
    answer = window.heard[1]
    assert isinstance(answer, Answer)
    assert (answer.number, answer.result.value(FieldName.NUMBER)) == (7, "9 True")


def test_stills_are_read_one_after_another_in_the_order_of_asking(start: Start, qtbot: QtBot) -> None:
    reading, window = start(Reader)
    for number in range(10, 15):
        reading.read_still(number, still(number), with_portrait=False)
    qtbot.waitUntil(lambda: len(window.heard) == 6)

    assert [answer.number for answer in window.heard if isinstance(answer, Answer)] == [10, 11, 12, 13, 14]


def test_a_still_that_cannot_be_read_and_a_bug_are_told_apart_and_the_next_is_read(start: Start, qtbot: QtBot) -> None:
    reading, window = start(Reader)
    for number in (1, 2, 3):
        reading.read_still(number, still(number), with_portrait=False)
    qtbot.waitUntil(lambda: len(window.heard) == 4)

    _, failure, crash, answer = window.heard
    assert isinstance(failure, Failure)
    assert (failure.number, failure.error.code) == (1, ErrorCode.NO_PERMIT)
    assert isinstance(crash, Crash)
    assert (crash.number, type(crash.exception)) == (2, ZeroDivisionError)
    assert isinstance(answer, Answer)
    assert answer.number == 3


def test_a_recogniser_that_cannot_be_loaded_is_tried_again_for_the_next_still(start: Start, qtbot: QtBot) -> None:
    tries: list[int] = []

    def factory() -> Reader:
        tries.append(1)
        if len(tries) == 1:
            raise PermitError(ErrorCode.MODEL_MISSING, "no model", "install again")
        return Reader()

    reading, window = start(factory)
    reading.read_still(5, still(5), with_portrait=False)
    qtbot.waitUntil(lambda: len(window.heard) == 3)

    failure = window.heard[0]
    assert isinstance(failure, Failure)
    assert (failure.number, failure.error.code) == (None, ErrorCode.MODEL_MISSING)
    assert window.heard[1] == "ready"
    assert isinstance(window.heard[2], Answer)


def test_the_end_waits_only_so_long_for_a_still_and_leaves_those_behind_it(start: Start) -> None:
    begun, goes_on, read = Event(), Event(), []

    class Slow(Reader):
        def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
            begun.set()
            assert goes_on.wait(5)
            read.append(int(still[0, 0, 0]))
            return super().recognise(still, with_portrait=with_portrait)

    reading, _ = start(Slow)
    for number in (7, 8, 9):
        reading.read_still(number, still(number), with_portrait=False)
    assert begun.wait(5)

    assert not reading.stop(QDeadlineTimer(20))
    goes_on.set()
    assert reading.stop(QDeadlineTimer(5000))
    assert not reading.is_running
    assert read == [7]
