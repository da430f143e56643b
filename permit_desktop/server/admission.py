"""How many requests are let in at a time; the others are told to come back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from permit_desktop.server.refusals import throttled


class Admission:
    """Places for requests. Used on one event loop.

    Attributes:
        places: how many there are.
        taken: how many are in use.
    """

    def __init__(self, places: int) -> None:
        self.places = places
        self.taken = 0

    @contextmanager
    def place(self) -> Iterator[None]:
        """Holds one place for the length of a block.

        Raises:
            ServiceError: APIG.0308, all are taken.
        """
        if self.taken >= self.places:
            raise throttled(self.places)
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1
