"""An end to waiting: whatever hangs on a connection goes on, with a failure, when another thread shuts it.

A limit for each read alone does not help against who sends one byte now and then.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Self


class Watch:
    """Shuts sockets when its time is over; for the length of a block.

    Attributes:
        expired: whether it did.
    """

    def __init__(self, sockets: Iterable[socket.socket], total_s: float) -> None:
        """Begins to count.

        Args:
            sockets: looked at when the time is over.
        """
        self.expired = False
        self._sockets = sockets
        self._timer = threading.Timer(total_s, self._expire)
        self._timer.daemon = True
        self._timer.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def _expire(self) -> None:
        self.expired = True
        shut(self._sockets)


def shut(sockets: Iterable[socket.socket]) -> None:
    """Shuts the connections of sockets; from any thread."""
    for open_socket in list(sockets):
        try:
            # Past SSLSocket's own method, which is not made for a second thread.
            socket.socket.shutdown(open_socket, socket.SHUT_RDWR)
        except OSError:
            continue  # closed in the meantime: nothing hangs there
