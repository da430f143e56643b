"""The recogniser in a process of its own, which holds one as bad as a library on a hostile picture can be."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import psutil
import pytest

from permit_desktop.domain.errors import ErrorCode, PermitError, ReadError
from permit_desktop.domain.permit import FieldName, PermitResult, Side
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.apart import Load, ReaderFaultError, RecogniserApart
from permit_desktop.system.resources import resource
from permit_desktop.ui.faults import describe
from tests.server.fragile import (
    BUG,
    ENDLESS,
    FATAL,
    GOOD,
    NO_PERMIT,
    load_fragile,
    load_nothing,
    load_with_a_bug,
)

Apart = Callable[..., RecogniserApart]


@pytest.fixture
def apart() -> Iterator[Apart]:
    made: list[RecogniserApart] = []

    def make(load: Load, **patience_s: float) -> RecogniserApart:
        made.append(RecogniserApart(load, **patience_s))
        return made[-1]

    yield make
    for recogniser in made:
        recogniser.close()
    assert not multiprocessing.active_children()


def read(recogniser: RecogniserApart, colour: tuple[int, int, int]) -> PermitResult:
    still: Pixels = np.full((30, 40, 3), colour, np.uint8)
    return recogniser.recognise(still, with_portrait=False)


def test_a_still_goes_over_and_its_result_comes_back(apart: Apart) -> None:
    recogniser = apart(load_fragile).loaded()
    assert read(recogniser, GOOD).side is Side.FRONT
    with pytest.raises(ReadError, match="There is no permit") as refused:
        read(recogniser, NO_PERMIT)
    assert (refused.value.code, refused.value.remedy) == (ErrorCode.NO_PERMIT, "Take another picture.")


def test_a_still_that_ends_or_hangs_the_process_costs_that_still_alone(apart: Apart) -> None:
    recogniser = apart(load_fragile, reading_patience_s=1.0)
    for colour in (FATAL, ENDLESS):
        with pytest.raises(ReadError, match="stopped over this picture") as stopped:
            read(recogniser, colour)
        assert stopped.value.code is ErrorCode.READER_ENDED
        assert read(recogniser, GOOD).side is Side.FRONT


def test_a_process_that_ended_between_two_stills_is_replaced_and_nobody_notices(apart: Apart) -> None:
    recogniser = apart(load_fragile).loaded()
    (child,) = multiprocessing.active_children()
    child.kill()
    child.join()
    assert read(recogniser, GOOD).side is Side.FRONT


def test_a_bug_is_told_by_kind_and_place_and_the_next_still_is_read(apart: Apart) -> None:
    recogniser = apart(load_fragile)
    with pytest.raises(ReaderFaultError) as fault:
        read(recogniser, BUG)
    assert "RuntimeError" in describe(fault.value)
    assert "fragile.py" in describe(fault.value)
    assert read(recogniser, GOOD).side is Side.FRONT


def test_what_keeps_the_models_from_loading_is_told(apart: Apart) -> None:
    with pytest.raises(PermitError, match="The model is missing") as missing:
        apart(load_nothing).loaded()
    assert (missing.value.code, missing.value.remedy) == (ErrorCode.MODEL_MISSING, "Install it.")
    with pytest.raises(ReaderFaultError, match="ZeroDivisionError"):
        apart(load_with_a_bug).loaded()


def test_a_process_that_does_not_come_up_is_told(apart: Apart) -> None:
    with pytest.raises(PermitError, match="cannot be started"):
        apart(load_fragile, loading_patience_s=0.0).loaded()


def test_threads_take_turns(apart: Apart) -> None:
    recogniser = apart(load_fragile)
    with ThreadPoolExecutor(4) as threads:
        sides = [each.side for each in threads.map(lambda _: read(recogniser, GOOD), range(12))]
    assert sides == [Side.FRONT] * 12


def test_the_end_does_not_wait_for_a_still_that_hangs(apart: Apart) -> None:
    recogniser = apart(load_fragile, closing_patience_s=0.05).loaded()
    with ThreadPoolExecutor(1) as thread:
        reading = thread.submit(read, recogniser, ENDLESS)
        while not recogniser._turn.locked():  # noqa: SLF001 - until it is being read
            pass
        recogniser.close()

        with pytest.raises(ReadError, match="stopped over this picture"):
            reading.result(10)


def test_the_recogniser_of_this_computer_reads_there_ranked_behind_everything_else() -> None:
    still = decode_still(resource("specimens", "hk-macao-1-front.jpg").read_bytes())
    recogniser = RecogniserApart().loaded()
    try:
        (child,) = multiprocessing.active_children()
        if sys.platform != "win32":
            assert psutil.Process(child.pid).nice() == min(os.nice(0) + 5, 19)
        result = recogniser.recognise(still, with_portrait=True)
    finally:
        recogniser.close()
    assert result.side is Side.FRONT
    assert result.value(FieldName.NUMBER)
    assert result.portrait is not None
    assert result.portrait.jpeg is not None
