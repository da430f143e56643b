"""The readers that share the work, each at one picture at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from permit_desktop.domain.errors import PermitError
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
        """Lets everything go."""
        ...


class Readers:
    """Gives each picture to the next free reader. Used on one event loop."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        self._readers = readers
        self._free: asyncio.Queue[Reader] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(len(readers), "reader")
        self._opening: set[asyncio.Task[None]] = set()

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
            self._free.put_nowait(reader)

        await asyncio.gather(*(open_one(reader) for reader in self._readers))

    async def read(self, task: Task) -> Outcome:
        """Waits for a free reader and has it read."""
        reader = await self._free.get()
        reading = asyncio.get_running_loop().run_in_executor(self._threads, reader.read, task)
        # Freed when the reading ends, which can be later than when the request that asked for it is given up.
        reading.add_done_callback(lambda _: self._free_again(reader))
        return await asyncio.shield(reading)

    def _free_again(self, reader: Reader) -> None:
        if reader.is_open:
            self._free.put_nowait(reader)
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
            self._free.put_nowait(reader)

    async def close(self) -> None:
        """Waits for what is being read and closes all."""
        loop = asyncio.get_running_loop()
        await asyncio.gather(*self._opening)
        await asyncio.gather(*(loop.run_in_executor(self._threads, reader.close) for reader in self._readers))
        self._threads.shutdown()
