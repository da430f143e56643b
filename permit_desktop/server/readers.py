"""The readers that share the work, each at one picture at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from permit_desktop.domain.errors import PermitError
from permit_desktop.server.line import Line
from permit_desktop.server.reading import Outcome, Task


class Reader(Protocol):
    """Reads one picture at a time, called from any thread but never from two at once."""

    is_open: bool

    def open(self) -> None:
        """Loads; raises `PermitError` when that fails."""
        ...

    def read(self, task: Task) -> Outcome:
        """Reads one picture; whoever was brought down by it is not open afterwards."""
        ...

    def close(self) -> None:
        """Lets everything go; it is not opened again."""
        ...


class Readers:
    """Gives each picture to the next free reader. Used on one event loop.

    Args:
        places: how many pictures are read or wait for it at a time.
    """

    def __init__(self, readers: Sequence[Reader], places: int) -> None:
        self._readers = readers
        self._line = Line[Reader](places)
        self._threads = ThreadPoolExecutor(len(readers), "reader")
        self._opening: set[asyncio.Task[None]] = set()
        self._is_closed = False

    @property
    def are_ready(self) -> bool:
        """Whether at least one has loaded its models."""
        return any(reader.is_open for reader in self._readers)

    async def open(self) -> None:
        """Loads all of them.

        Raises:
            PermitError: one failed.
        """
        loop = asyncio.get_running_loop()

        async def open_one(reader: Reader) -> None:
            await loop.run_in_executor(self._threads, reader.open)
            self._line.add(reader)

        # All are waited for, so that none is still at it when they are closed.
        opened = await asyncio.gather(*(open_one(reader) for reader in self._readers), return_exceptions=True)
        for failure in opened:
            if failure is not None:
                raise failure

    async def read(self, user_id: str, task: Task) -> Outcome:
        """Waits for the user's turn and a free reader, and has it read.

        Raises:
            ServiceError: APIG.0308, there is no place for the user's picture; ModelArts.4403, all are closed.
        """
        reader = await self._line.turn(user_id)
        reading = asyncio.get_running_loop().run_in_executor(self._threads, reader.read, task)
        # Freed when the reading ends, which can be later than when the request that asked for it is given up.
        reading.add_done_callback(lambda _: self._free_again(user_id, reader))
        return await asyncio.shield(reading)

    def _free_again(self, user_id: str, reader: Reader) -> None:
        self._line.end(user_id)
        if reader.is_open or self._is_closed:
            self._line.add(reader)
            return
        # It was brought down. The next picture would open it again, but who goes by `are_ready` sends none.
        opening = asyncio.get_running_loop().create_task(self._open_again(reader))
        self._opening.add(opening)
        opening.add_done_callback(self._opening.discard)

    async def _open_again(self, reader: Reader) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._threads, reader.open)
        except PermitError:
            return  # the next picture tries again, and its failure tells why
        finally:
            self._line.add(reader)

    async def close(self) -> None:
        """Sends away who waits, waits for what is being read, and closes all for good."""
        self._is_closed = True
        self._line.close()
        loop = asyncio.get_running_loop()
        await asyncio.gather(*self._opening)
        await asyncio.gather(*(loop.run_in_executor(self._threads, reader.close) for reader in self._readers))
        self._threads.shutdown()
