from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from permit_desktop.server.resolving import SHARE, Resolver, look_up_with_system
from tests.server.serving import WAIT_S


def test_names_are_looked_up_by_the_operating_system() -> None:
    assert "127.0.0.1" in look_up_with_system("127.0.0.1")


def test_what_is_an_address_already_is_not_looked_up() -> None:
    async def scenario() -> None:
        resolver = Resolver(lambda host: pytest.fail(f"{host} was looked up"))
        for address in ("127.0.0.1", "::1", "93.184.215.14"):
            assert await resolver.resolve(address, "a user") == [address]

    asyncio.run(scenario())


def test_names_that_nobody_answers_for_hold_up_only_who_asks_even_when_the_fetch_was_given_up() -> None:
    go_on = threading.Event()
    begun = threading.Semaphore(0)

    def look_up(host: str) -> Sequence[str]:
        if host.startswith("silent"):
            begun.release()
            assert go_on.wait(WAIT_S)
            raise OSError
        return ["93.184.215.14"]

    async def scenario() -> None:
        resolver = Resolver(look_up)
        silent = [asyncio.create_task(resolver.resolve(f"silent{number}", "one")) for number in range(40)]
        await asyncio.sleep(0)
        assert all([await asyncio.to_thread(begun.acquire, timeout=WAIT_S) for _ in range(SHARE)])
        for task in silent:  # as a fetch does that has lost patience
            task.cancel()
        await asyncio.gather(*silent, return_exceptions=True)
        own = asyncio.create_task(resolver.resolve("a.example", "one"))
        async with asyncio.timeout(WAIT_S):
            assert await resolver.resolve("a.example", "another") == ["93.184.215.14"]
        assert not own.done()
        assert not begun.acquire(blocking=False)
        go_on.set()
        async with asyncio.timeout(WAIT_S):
            assert await own == ["93.184.215.14"]

    asyncio.run(scenario())


def test_a_name_that_has_no_address_is_told() -> None:
    def look_up(_host: str) -> Sequence[str]:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 (which one differs by system)
        asyncio.run(Resolver(look_up).resolve("a.example", "a user"))
