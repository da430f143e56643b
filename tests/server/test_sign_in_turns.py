from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from permit_desktop.api.errors import ServiceError
from permit_desktop.server.sign_in_turns import PLACES_A_SENDER, SignInTurns


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


class Door:
    """Where passwords are checked: notes whose turn came, in which order."""

    def __init__(self) -> None:
        self.turns = SignInTurns()
        self.served: list[tuple[str, str]] = []
        self.refused: list[tuple[str, str, str | None]] = []

    async def check(self, sender: str, name: str) -> None:
        try:
            async with self.turns.turn(sender, name):
                self.served.append((sender, name))
                await settled()
        except ServiceError as error:
            self.refused.append((sender, name, error.service_code))


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


def test_who_tries_one_name_all_the_time_shuts_out_no_other_name_even_of_the_same_sender() -> None:
    door = Door()

    async def scenario() -> None:
        flood = [asyncio.create_task(door.check("a", "nobody")) for _ in range(PLACES_A_SENDER + 8)]
        await asyncio.sleep(0)
        await asyncio.gather(door.check("a", "counter-1"), *flood)

    run(scenario())
    assert ("a", "counter-1") in door.served[:3]
    assert len(door.refused) == 9
    assert set(door.refused) == {("a", "nobody", "APIG.0308")}


def test_who_tries_many_names_shuts_out_no_other_sender() -> None:
    door = Door()

    async def scenario() -> None:
        flood = [asyncio.create_task(door.check("a", f"name {number}")) for number in range(PLACES_A_SENDER + 8)]
        await asyncio.sleep(0)
        honest = [asyncio.create_task(door.check(sender, "counter-1")) for sender in ("b", "c")]
        await asyncio.gather(*honest, *flood)

    run(scenario())
    assert {("b", "counter-1"), ("c", "counter-1")} <= set(door.served[:4])
    assert len(door.refused) == 8


def test_passwords_of_one_name_are_checked_one_at_a_time_in_the_order_they_came() -> None:
    order: list[int] = []
    busy = [0]

    async def check(turns: SignInTurns, number: int) -> None:
        async with turns.turn("a", "counter-1"):
            busy[0] += 1
            assert busy[0] == 1
            await settled()
            order.append(number)
            busy[0] -= 1

    async def scenario() -> None:
        turns = SignInTurns()
        await asyncio.gather(*(check(turns, number) for number in range(PLACES_A_SENDER)))
        await check(turns, PLACES_A_SENDER)

    run(scenario())
    assert order == list(range(PLACES_A_SENDER + 1))
