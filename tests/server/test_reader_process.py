"""The process that reads, with a recogniser that behaves as badly as a library on a hostile picture can."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys

import pytest

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.server.reader_process import ReaderProcess
from permit_desktop.server.reading import Failed, Read, Refused, Task
from tests.server.fragile import (
    BUG,
    ENDLESS,
    FATAL,
    GOOD,
    NO_PERMIT,
    STOPPED,
    load_fragile,
    load_nothing,
    load_with_a_bug,
)
from tests.server.program import END_S, ROOT
from tests.server.serving import picture


def is_open(reader: ReaderProcess) -> bool:
    return reader.is_open  # asked anew each time, which the type checker does not expect of an attribute


def task(bgr: tuple[int, int, int]) -> Task:
    return Task(picture(bgr), portrait_image=False, portrait_location=False)


def test_a_process_reads_refuses_dies_hangs_and_reads_on() -> None:
    reader = ReaderProcess(load_fragile, reading_patience_s=1.0)
    reader.open()
    try:
        assert is_open(reader)
        read = reader.read(task(GOOD))
        assert isinstance(read, Read)
        assert read.result["side"] == "front"
        assert reader.read(task(NO_PERMIT)) == Refused("AIS.0104")
        assert reader.read(Task(b"no picture", portrait_image=False, portrait_location=False)) == Refused("AIS.0102")
        bug = reader.read(task(BUG))
        assert isinstance(bug, Failed)
        assert bug.fault.startswith("RuntimeError at ")
        assert isinstance(reader.read(task(STOPPED)), Read)  # a stop of the whole group is the service's to follow
        assert reader.read(task(FATAL)) == Failed("reading process ended")
        assert not is_open(reader)
        assert isinstance(reader.read(task(GOOD)), Read)
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
        assert isinstance(reader.read(task(GOOD)), Read)
    finally:
        reader.close()


def test_what_keeps_the_models_from_loading_is_told() -> None:
    with pytest.raises(PermitError, match="The model is missing") as missing:
        ReaderProcess(load_nothing).open()
    assert (missing.value.code, missing.value.remedy) == (ErrorCode.MODEL_MISSING, "Install it.")
    with pytest.raises(PermitError, match="cannot be started"):
        ReaderProcess(load_with_a_bug).open()


def test_a_process_that_was_closed_for_good_is_not_started_again() -> None:
    reader = ReaderProcess(load_fragile)
    reader.close()

    assert reader.read(task(GOOD)) == Failed("model_missing")
    assert not is_open(reader)
    assert not multiprocessing.active_children()


def test_a_program_that_forgets_its_reader_ends_all_the_same() -> None:
    program = (
        "from permit_desktop.server.reader_process import ReaderProcess\n"
        "from tests.server.fragile import load_fragile\n"
        "if __name__ == '__main__':\n"
        "    reader = ReaderProcess(load_fragile)\n"
        "    reader.open()\n"
    )

    subprocess.run((sys.executable, "-c", program), cwd=ROOT, timeout=END_S, check=True)
