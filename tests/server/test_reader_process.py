"""The process that reads, with recognisers that behave as badly as a library on a hostile picture can."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading

import pytest

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.domain.permit import PermitResult
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.recogniser import Recogniser
from permit_desktop.server.reader_process import ReaderProcess
from permit_desktop.server.reading import Failed, Read, Refused, Task
from tests.server.serving import BLACK, BLUE, RED, WHITE, ByColour, picture

FATAL, ENDLESS, STOPPED = picture((0, 200, 0)), picture((200, 200, 0)), picture((180, 0, 180))


class Fragile(ByColour):
    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        colour = tuple(int(value) for value in still[0, 0])
        if colour == (0, 200, 0):
            os._exit(139)
        if colour == (200, 200, 0):
            threading.Event().wait()
        if colour == (180, 0, 180):
            os.kill(os.getpid(), signal.SIGTERM)
        return super().recognise(still, with_portrait=with_portrait)


def load_fragile() -> Recogniser:
    return Fragile()


def load_nothing() -> Recogniser:
    raise PermitError(ErrorCode.MODEL_MISSING, "The model is missing.", "Install it.")


def load_with_a_bug() -> Recogniser:
    raise ZeroDivisionError


def is_open(reader: ReaderProcess) -> bool:
    return reader.is_open  # asked anew each time, which the type checker does not expect of an attribute


def task(image: bytes) -> Task:
    return Task(image, portrait_image=False, portrait_location=False)


def test_a_process_reads_refuses_dies_hangs_and_reads_on() -> None:
    reader = ReaderProcess(load_fragile, reading_patience_s=1.0)
    reader.open()
    try:
        assert is_open(reader)
        read = reader.read(task(WHITE))
        assert isinstance(read, Read)
        assert read.result["side"] == "front"
        assert reader.read(task(BLACK)) == Refused("AIS.0104")
        assert reader.read(task(b"no picture")) == Refused("AIS.0102")
        bug = reader.read(task(RED))
        assert isinstance(bug, Failed)
        assert bug.fault.startswith("RuntimeError at ")
        assert isinstance(reader.read(task(STOPPED)), Read)  # a stop of the whole group is the service's to follow
        assert reader.read(task(FATAL)) == Failed("reading process ended")
        assert not is_open(reader)
        assert isinstance(reader.read(task(BLUE)), Read)
        assert is_open(reader)
        assert reader.read(task(ENDLESS)) == Failed("reading process hung")
        assert not multiprocessing.active_children()
    finally:
        reader.close()


def test_a_process_that_ended_between_two_pictures_is_replaced() -> None:
    reader = ReaderProcess(load_fragile)
    reader.open()
    try:
        (child,) = multiprocessing.active_children()
        child.kill()
        child.join()
        assert isinstance(reader.read(task(WHITE)), Failed)
        assert isinstance(reader.read(task(WHITE)), Read)
    finally:
        reader.close()


def test_what_keeps_the_models_from_loading_is_told() -> None:
    with pytest.raises(PermitError, match="The model is missing") as missing:
        ReaderProcess(load_nothing).open()
    assert (missing.value.code, missing.value.remedy) == (ErrorCode.MODEL_MISSING, "Install it.")
    with pytest.raises(PermitError, match="cannot be started"):
        ReaderProcess(load_with_a_bug).open()
