"""Who has a password checked next: senders take turns, and with each of them the names that it tries."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from permit_desktop.server.line import Line

PLACES_A_SENDER: Final = 16
_SENDERS: Final = 500
"""As many as there may be connections: each sender has one place here, whoever else is in line."""


class SignInTurns:
    """One password at a time, so that whoever asks much, without being anybody, shuts out nobody else.

    Used on one event loop.
    """

    def __init__(self) -> None:
        self._senders = Line[None](_SENDERS)
        self._senders.add(None)
        # By sender, while anybody of it is in line.
        self._names: dict[str, Line[None]] = {}

    @asynccontextmanager
    async def turn(self, sender: str, name: str) -> AsyncIterator[None]:
        """Holds the turn for the length of a block, as soon as it has come.

        Args:
            sender: from where the password came.
            name: whose it is said to be.

        Raises:
            ServiceError: APIG.0308, the sender has taken all its places, or this one was needed for another name.
        """
        names = self._names.get(sender)
        if names is None:
            names = self._names[sender] = Line[None](PLACES_A_SENDER)
            names.add(None)
        try:
            async with names.held(name), self._senders.held(sender):
                yield
        finally:
            if names.is_empty:
                self._names.pop(sender, None)
