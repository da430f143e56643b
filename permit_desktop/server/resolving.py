"""Names of hosts to their addresses, on threads of its own: names that nobody answers for hold up only who asks."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeAlias

SHARE: Final = 4
"""How many names of one user are looked up at a time: a name server that is silent keeps each of these threads busy
until the system loses patience, which is later than the picture's fetch does."""
_THREADS: Final = 32

LookUp: TypeAlias = Callable[[str], Sequence[str]]
"""Asks for all addresses of a name and waits for the answer; raises `OSError` or `ValueError` when it has none."""


def look_up_with_system(host: str) -> Sequence[str]:
    """Asks the operating system."""
    return [str(address[0]) for *_, address in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


class Resolver:
    """Resolves names for users. Used on one event loop."""

    def __init__(self, look_up: LookUp = look_up_with_system) -> None:
        self._look_up = look_up
        self._threads = ThreadPoolExecutor(_THREADS, "resolver")
        # By user; the users are those who are let in, so there are never more than those.
        self._shares: dict[str, asyncio.Semaphore] = {}

    async def resolve(self, host: str, user_id: str) -> Sequence[str]:
        """All addresses of a host.

        Raises:
            OSError: it has none.
            ValueError: its name cannot be one.
        """
        if _is_address(host):
            return [host]
        share = self._shares.setdefault(user_id, asyncio.Semaphore(SHARE))
        await share.acquire()
        looking = asyncio.get_running_loop().run_in_executor(self._threads, self._look_up, host)

        def end(looked: asyncio.Future[Any]) -> None:
            share.release()
            looked.exception()  # perhaps nobody waits for it any more

        # The share is given back when the thread is free, which can be long after the fetch was given up.
        looking.add_done_callback(end)
        return await asyncio.shield(looking)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
