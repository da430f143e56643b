"""The lines to another computer, from before they are made until they are closed; any thread may cut them.

A limit for each read alone does not help against who sends one byte now and then, and none at all holds while a name is
looked up.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from typing import Any
from weakref import WeakSet


class Lines:
    """What leads to the other side, or is about to. Its methods are for any thread."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._open: WeakSet[socket.socket] = WeakSet()
        self._reaching: set[Future[None]] = set()

    def add(self, line: socket.socket) -> None:
        """From now on it is cut with the others."""
        with self._turn:
            self._open.add(line)

    def reach(self, connect: Callable[[Future[None]], None], give_back: Callable[[], None]) -> None:
        """Connects, until `cut` ends that.

        In a thread of its own, which is left to itself then: neither looking up a name nor connecting can be ended from
        outside.

        Args:
            connect: is given what says whether anybody still waits.
            give_back: closes what was reached too late.
        """
        reached: Future[None] = Future()
        with self._turn:
            self._reaching.add(reached)
        work = (connect, give_back, reached)
        threading.Thread(target=_reach, args=work, name="connecting", daemon=True).start()
        try:
            reached.result()
        except CancelledError:
            raise ConnectionAbortedError from None
        finally:
            with self._turn:
                self._reaching.discard(reached)

    def cut(self) -> None:
        """Ends at once whatever is under way."""
        with self._turn:
            for reached in self._reaching:
                reached.cancel()
            for line in list(self._open):
                # Past SSLSocket's own method, which is not made for a second thread. A line that was closed in the
                # meantime holds up nobody.
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(line, socket.SHUT_RDWR)

    def close(self) -> None:
        """Closes what is open; nothing may be under way."""
        with self._turn:
            for line in list(self._open):
                line.close()


def reaching(lines: Lines, kind: Any) -> Any:
    """The library's class of connections, made to reach the other side by way of `lines`."""

    def open_socket(self: Any) -> socket.socket:
        opened: socket.socket = kind._new_conn(self)  # noqa: SLF001 (where the library's own subclasses step in)
        if self.reached.cancelled():
            opened.close()
            raise ConnectionAbortedError
        # The tunnel of a proxy and TLS come next, and TLS makes another socket of this one.
        self.until_connected = opened.dup()
        lines.add(self.until_connected)
        return opened

    def connect_until(self: Any, reached: Future[None]) -> None:
        self.reached = reached
        try:
            kind.connect(self)
        finally:
            opened: socket.socket | None = vars(self).pop("until_connected", None)
            if opened is not None:
                opened.close()

    def connect(self: Any) -> None:
        lines.reach(lambda reached: connect_until(self, reached), lambda: kind.close(self))
        if isinstance(self.sock, socket.socket):
            lines.add(self.sock)

    return type("ReachingConnection", (kind,), {"_new_conn": open_socket, "connect": connect})


def _reach(connect: Callable[[Future[None]], None], give_back: Callable[[], None], reached: Future[None]) -> None:
    try:
        connect(reached)
    except Exception as error:  # noqa: BLE001 - raised where it is waited for
        with contextlib.suppress(InvalidStateError):  # nobody waits any more
            reached.set_exception(error)
        return
    try:
        reached.set_result(None)
    except InvalidStateError:
        give_back()
