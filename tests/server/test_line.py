from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.api.errors import ServiceError
from permit_desktop.server.line import Line

READER = "the reader"


async def settled() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


def test_users_take_turns_however_many_each_of_them_has_in_line() -> None:
    served: list[str] = []

    async def wait_for(line: Line[str], user: str) -> None:
        reader = await line.turn(user)
        served.append(user)
        await settled()
        line.end(user)
        line.add(reader)

    async def scenario() -> None:
        line = Line[str](9)
        waiting = [asyncio.create_task(wait_for(line, user)) for user in ("a", "a", "a", "a", "b", "c", "b")]
        await settled()
        line.add(READER)
        await asyncio.gather(*waiting)

    run(scenario())
    assert served == ["a", "b", "c", "a", "b", "a", "a"]


def test_the_last_in_line_of_who_has_most_makes_room_for_who_has_fewer() -> None:
    async def scenario() -> None:
        line = Line[str](3)
        line.add(READER)
        assert await line.turn("a") == READER
        first, last = (asyncio.create_task(line.turn("a")) for _ in range(2))
        await settled()
        with pytest.raises(ServiceError) as refused:
            await line.turn("a")
        assert (refused.value.service_code, refused.value.http_status) == ("APIG.0308", 429)
        other = asyncio.create_task(line.turn("b"))
        await settled()
        with pytest.raises(ServiceError, match="takes no more"):
            await last
        with pytest.raises(ServiceError):  # two and one: another place would only turn it round
            await line.turn("b")
        line.end("a")
        line.add(READER)
        assert await first == READER
        line.end("a")
        line.add(READER)
        assert await other == READER

    run(scenario())


def test_what_is_being_read_is_not_taken_away() -> None:
    async def scenario() -> None:
        line = Line[str](2)
        for _ in range(2):
            line.add(READER)
            await line.turn("a")
        with pytest.raises(ServiceError):
            await line.turn("b")

    run(scenario())


class Crowd:
    """Some who come to a line with places and two readers, leave it, and finish."""

    def __init__(self, places: int) -> None:
        self.line = Line[int](places)
        self.turns: list[tuple[str, asyncio.Task[int]]] = []
        for reader in range(2):
            self.line.add(reader)

    def served(self) -> list[tuple[str, asyncio.Task[int]]]:
        """Those whose turn it is; who was refused is gone."""
        self.turns = [(user, turn) for user, turn in self.turns if not (turn.done() and turn.exception())]
        return [(user, turn) for user, turn in self.turns if turn.done()]

    def come(self, user: str) -> None:
        self.turns.append((user, asyncio.create_task(self.line.turn(user))))

    def leave(self, user: str) -> None:
        for owner, turn in reversed(self.turns):
            if owner == user and turn.cancel():
                self.turns.remove((owner, turn))
                return

    def finish(self, user: str) -> None:
        for owner, turn in self.served():
            if owner == user:
                self.turns.remove((owner, turn))
                self.line.end(user)
                self.line.add(turn.result())
                return


STEPS = st.tuples(st.sampled_from((Crowd.come, Crowd.leave, Crowd.finish)), st.sampled_from("abc"), st.booleans())


@given(st.lists(STEPS, max_size=60))
def test_whoever_comes_leaves_or_finishes_the_line_keeps_its_places_and_readers(
    steps: list[tuple[Callable[[Crowd, str], None], str, bool]],
) -> None:
    async def scenario() -> None:
        crowd = Crowd(places=3)
        for act, user, in_the_same_moment in steps:
            act(crowd, user)
            if not in_the_same_moment:
                await settled()
                held = [turn.result() for _, turn in crowd.served()]
                assert len(crowd.turns) <= 3
                assert len(set(held)) == len(held) == min(len(crowd.turns), 2)
        await settled()
        while served := crowd.served():
            crowd.finish(served[0][0])
            await settled()
        assert not crowd.turns
        for _ in range(4):
            crowd.come("d")
        await settled()
        assert len(crowd.served()) == 2
        assert len(crowd.turns) == 3
        crowd.leave("d")
        await settled()

    run(scenario())
