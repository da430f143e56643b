"""A TCP proxy on this computer that spoils connections by a seed: before the request arrives, or after."""

from __future__ import annotations

import contextlib
import random
import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from enum import StrEnum

_CHUNK_BYTES = 65536
_PART_BYTES = 1000
"""Less than any request."""
_PIECES = 5
_PAUSE_S = 0.02


class Fault(StrEnum):
    """What happens to a connection."""

    NONE = "none"
    REFUSE = "refuse"
    """Closed before a byte is taken."""
    CUT_REQUEST = "cut_request"
    """Reset after a part of the request: the service never sees a whole one."""
    DELAY = "delay"
    """Everything arrives, in pieces, each after a pause."""
    DROP_ANSWER = "drop_answer"
    """The service answers; the connection is closed without a byte of it."""
    CUT_ANSWER = "cut_answer"
    """Half of the answer arrives, then a reset."""
    GARBLE_ANSWER = "garble_answer"
    """The answer arrives with other bytes in its body."""
    HANG = "hang"
    """The request is taken, the service never sees it, and nothing comes until the client gives up."""


AFTER_REQUEST = frozenset({Fault.DROP_ANSWER, Fault.CUT_ANSWER, Fault.GARBLE_ANSWER})
"""Faults after which the service has read (and charged) the still and the client has no answer."""


QUICK = tuple(fault for fault in Fault if fault not in (Fault.NONE, Fault.HANG))
"""Faults that cost no client its patience."""


class FaultProxy:
    """Forwards to a port of this computer; each connection meets one of the faults with the given probability."""

    def __init__(self, port: int, seed: int, share: float, faults: Sequence[Fault] = QUICK) -> None:
        self._target = port
        self._chance = random.Random(seed)
        self._share = share
        self._faults = faults
        self._stopped = threading.Event()
        self.met: list[Fault] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)

    def _accept(self) -> None:
        # One connection after the other: the client sends one request at a time.
        while not self._stopped.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            fault = Fault.NONE
            if self._chance.random() < self._share:
                fault = self._chance.choice(self._faults)
            self.met.append(fault)
            with client, contextlib.suppress(OSError):
                client.settimeout(5)
                self._forward(client, fault)

    def _forward(self, client: socket.socket, fault: Fault) -> None:
        if fault is Fault.REFUSE:
            return
        if fault is Fault.CUT_REQUEST:
            client.recv(_PART_BYTES)
            _reset(client)
            return
        request = _whole_message(client)
        if fault is Fault.HANG:
            self._hang(client)
            return
        with socket.create_connection(("127.0.0.1", self._target), timeout=5) as service:
            service.sendall(request)
            answer = _whole_message(service)
        if fault is Fault.DROP_ANSWER:
            return
        head, gap, body = answer.partition(b"\r\n\r\n")
        head += b"\r\nConnection: close"  # the next request is a new connection, and a new throw of the dice
        if fault is Fault.CUT_ANSWER:
            client.sendall(head + gap + body[: len(body) // 2])
            _reset(client)
            return
        if fault is Fault.GARBLE_ANSWER:
            body = bytes(byte ^ 0x55 for byte in body)
        answer = head + gap + body
        step = -(-len(answer) // _PIECES) if fault is Fault.DELAY else len(answer)
        for start in range(0, len(answer), step):
            if fault is Fault.DELAY:
                self._stopped.wait(_PAUSE_S)
            client.sendall(answer[start : start + step])

    def _hang(self, client: socket.socket) -> None:
        client.settimeout(0.1)
        while not self._stopped.is_set():
            try:
                if not client.recv(_CHUNK_BYTES):
                    return
            except TimeoutError:
                continue


@contextlib.contextmanager
def faulty(port: int, seed: int, share: float, faults: Sequence[Fault] = QUICK) -> Iterator[FaultProxy]:
    """A fault proxy for the length of a block."""
    proxy = FaultProxy(port, seed, share, faults)
    try:
        yield proxy
    finally:
        proxy.stop()


def _whole_message(connection: socket.socket) -> bytes:
    """One HTTP message with a Content-Length."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _received(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    )
    parts, size = [body], len(body)
    while size < length:
        parts.append(_received(connection))
        size += len(parts[-1])
    return head + b"\r\n\r\n" + b"".join(parts)


def _received(connection: socket.socket) -> bytes:
    chunk = connection.recv(_CHUNK_BYTES)
    if not chunk:
        raise ConnectionError
    return chunk


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
