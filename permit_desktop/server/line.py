"""The line before the readers: users take turns, however much each of them asks for."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

from permit_desktop.server.refusals import stopping, throttled

R = TypeVar("R")


class Line(Generic[R]):
    """Gives readers to those who wait, one user after the other, and has so many places. Used on one event loop.

    When all places are taken, whoever has fewer of them than another gets that one's: the last who came of the user
    with the most is told to come back. So nobody is shut out by others who ask much, and one user alone may have all.
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self._free: deque[R] = deque()
        self._served: Counter[str] = Counter()
        # By user, the next one first; nobody is in here without one who waits.
        self._waiting: dict[str, deque[asyncio.Future[R]]] = {}
        self._is_closed = False

    @property
    def is_empty(self) -> bool:
        """Whether nobody is served or waits."""
        return not self._taken()

    def close(self) -> None:
        """Sends away all who wait, and who comes from now on."""
        self._is_closed = True
        for turns in self._waiting.values():
            for turn in turns:
                if not turn.cancelled():
                    turn.set_exception(stopping())
        self._waiting.clear()

    def add(self, reader: R) -> None:
        """Has a reader serve the next in line, or wait for one."""
        while self._waiting:
            user_id = next(iter(self._waiting))
            others = self._waiting.pop(user_id)
            turn = others.popleft()
            if others:
                self._waiting[user_id] = others  # behind all other users
            if not turn.cancelled():  # by one who is about to leave
                self._served[user_id] += 1
                turn.set_result(reader)
                return
        self._free.append(reader)

    async def turn(self, user_id: str) -> R:
        """A reader, as soon as it is this user's turn. With `end` the place is given back, with `add` the reader.

        Raises:
            ServiceError: APIG.0308, all places are taken, or the place was needed for a user who has fewer;
                ModelArts.4403, the line is closed.
        """
        if self._is_closed:
            raise stopping()
        if self._taken() >= self._places:
            self._make_room_for(user_id)
        if self._free:
            self._served[user_id] += 1
            return self._free.popleft()
        turn: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(user_id, deque()).append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._leave(user_id, turn)
            elif turn.exception() is None:  # the turn had come in the very moment
                self.end(user_id)
                self.add(turn.result())
            raise

    @asynccontextmanager
    async def held(self, user_id: str) -> AsyncIterator[R]:
        """A reader for the length of a block; see `turn`."""
        reader = await self.turn(user_id)
        try:
            yield reader
        finally:
            self.end(user_id)
            self.add(reader)

    def end(self, user_id: str) -> None:
        """Gives back the place of one who had a turn."""
        self._served[user_id] -= 1
        if not self._served[user_id]:
            del self._served[user_id]

    def _taken(self) -> int:
        return self._served.total() + sum(len(turns) for turns in self._waiting.values())

    def _taken_by(self, user_id: str) -> int:
        return self._served[user_id] + len(self._waiting.get(user_id, ()))

    def _make_room_for(self, user_id: str) -> None:
        greediest = max(self._waiting, key=self._taken_by, default=user_id)
        if self._taken_by(greediest) <= self._taken_by(user_id) + 1:
            raise throttled(self._places)
        last = self._waiting[greediest][-1]
        self._leave(greediest, last)
        if not last.cancelled():
            last.set_exception(throttled(self._places))

    def _leave(self, user_id: str, turn: asyncio.Future[R]) -> None:
        turns = self._waiting.get(user_id, deque())
        if turn in turns:
            turns.remove(turn)
            if not turns:
                del self._waiting[user_id]
