"""How many bodies may be on their way at a time; the others are told to come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from permit_desktop.server.refusals import throttled


class Uploads:
    """Bodies and fetched pictures on their way, so many at a time for each user: slow ones keep out nobody else.

    Used on one event loop. The users are those who are let in, so there are never more than those.
    """

    def __init__(self, places_a_user: int) -> None:
        self._places_a_user = places_a_user
        self._taken: Counter[str] = Counter()

    @contextmanager
    def place(self, user_id: str) -> Iterator[None]:
        """Holds one of the user's places for the length of a block.

        Raises:
            ServiceError: APIG.0308, the user has taken all of them.
        """
        if self._taken[user_id] >= self._places_a_user:
            raise throttled(self._places_a_user)
        self._taken[user_id] += 1
        try:
            yield
        finally:
            self._taken[user_id] -= 1
