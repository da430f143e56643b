from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from permit_desktop.api.errors import ServiceError
from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.server.readers import Readers
from permit_desktop.server.reading import Failed, Outcome, Read, Task
from tests.server.serving import WAIT_S

PLACES = 4
TASK = Task(b"", portrait_image=False, portrait_location=False)


class Falling:
    """A reader that every picture brings down; `may_open` is called before it opens again."""

    def __init__(self, may_open: Callable[[], None] = lambda: None) -> None:
        self.is_open = False
        self.opened = 0
        self._may_open = may_open

    def open(self) -> None:
        if self.opened:
            self._may_open()
        self.opened += 1
        self.is_open = True

    def read(self, task: Task) -> Outcome:
        assert task is TASK
        self.is_open = False
        return Failed("reading process ended")

    def close(self) -> None:
        self.is_open = False


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT_S):
        while not holds():
            await asyncio.sleep(0)


def test_a_reader_that_was_brought_down_is_opened_again_without_another_picture() -> None:
    reader = Falling()

    async def run() -> None:
        readers = Readers([reader], PLACES)
        await readers.open()
        assert isinstance(await readers.read("a user", TASK), Failed)
        await until(lambda: readers.are_ready)
        assert isinstance(await readers.read("a user", TASK), Failed)
        await readers.close()

    asyncio.run(run())
    assert not reader.is_open


def test_a_reader_that_does_not_come_up_again_is_tried_with_the_next_picture() -> None:
    def fail() -> None:
        raise PermitError(ErrorCode.MODEL_MISSING, "The model is missing.", "Install it.")

    async def run() -> None:
        readers = Readers([Falling(fail)], PLACES)
        await readers.open()
        assert isinstance(await readers.read("a user", TASK), Failed)
        assert isinstance(await readers.read("a user", TASK), Failed)
        assert not readers.are_ready
        await readers.close()

    asyncio.run(run())


def test_a_stop_while_a_reader_is_opened_again_leaves_none_open() -> None:
    opening, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        opening.set()
        assert go_on.wait(WAIT_S)

    reader = Falling(wait)

    async def run() -> None:
        readers = Readers([reader], PLACES)
        await readers.open()
        await readers.read("a user", TASK)
        await until(opening.is_set)
        closing = asyncio.create_task(readers.close())
        await asyncio.sleep(0)
        go_on.set()
        await closing

    asyncio.run(run())
    assert reader.opened == 2
    assert not reader.is_open


def test_a_reader_that_stays_up_is_not_opened_twice() -> None:
    class Steady(Falling):
        def read(self, task: Task) -> Outcome:
            assert task is TASK
            return Read({})

    reader = Steady(lambda: pytest.fail("opened again"))

    async def run() -> None:
        readers = Readers([reader], PLACES)
        await readers.open()
        assert await readers.read("a user", TASK) == Read({})
        await readers.close()

    asyncio.run(run())


def test_who_waits_when_the_readers_are_closed_is_sent_away_and_no_reader_is_asked_again() -> None:
    reading, go_on = threading.Event(), threading.Event()

    class Slow(Falling):
        def read(self, task: Task) -> Outcome:
            assert task is TASK
            assert not reading.is_set(), "asked again"
            reading.set()
            assert go_on.wait(WAIT_S)
            return Read({})

    reader = Slow()

    async def run() -> None:
        readers = Readers([reader], PLACES)
        await readers.open()
        first = asyncio.create_task(readers.read("a user", TASK))
        await until(reading.is_set)
        second = asyncio.create_task(readers.read("a user", TASK))
        await asyncio.sleep(0)
        closing = asyncio.create_task(readers.close())
        await asyncio.sleep(0)
        for late in (second, readers.read("another user", TASK)):
            with pytest.raises(ServiceError) as sent_away:
                await late
            assert (sent_away.value.service_code, sent_away.value.http_status) == ("ModelArts.4403", 503)
        go_on.set()
        await closing
        assert await first == Read({})

    asyncio.run(run())
    assert not reader.is_open
