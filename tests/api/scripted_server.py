"""A local HTTP server that does to every request exactly what its script says, however wrong."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from permit_desktop.api.signing import SignableRequest


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it arrived."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    def signable(self) -> SignableRequest:
        path, _, query = self.target.partition("?")
        return SignableRequest(self.method, path, query, self.headers, self.body)


Behaviour = Callable[[socket.socket, Received, threading.Event], None]
"""Answers one request on the open connection; the event is set when the server stops."""


def answer(
    status: int = 200,
    body: object = b"",
    headers: Mapping[str, str] | None = None,
    *,
    length: int | None = None,
    content_type: str = "application/json",
) -> Behaviour:
    """A complete answer; `body` is bytes, or anything that becomes JSON; `length` lies about its size."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = {"Content-Type": content_type, "Content-Length": str(len(content) if length is None else length)}
    head = "".join(f"{name}: {value}\r\n" for name, value in (lines | dict(headers or {})).items())
    return raw(f"HTTP/1.1 {status} X\r\n{head}\r\n".encode("latin-1") + content)


def raw(data: bytes) -> Behaviour:
    """Exactly these bytes."""

    def behave(connection: socket.socket, _received: Received, _stopped: threading.Event) -> None:
        connection.sendall(data)

    return behave


def then_close(first: Behaviour) -> Behaviour:
    """A behaviour, then the end of the connection."""

    def behave(connection: socket.socket, received: Received, stopped: threading.Event) -> None:
        first(connection, received, stopped)
        connection.shutdown(socket.SHUT_RDWR)

    return behave


def reset(connection: socket.socket, _received: Received, _stopped: threading.Event) -> None:
    """Breaks the connection with a TCP reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise ConnectionAbortedError  # ends the server's hold on the connection, which closes it


def then_hang(data: bytes) -> Behaviour:
    """Some bytes, then nothing until the server stops."""

    def behave(connection: socket.socket, _received: Received, stopped: threading.Event) -> None:
        connection.sendall(data)
        stopped.wait(20)

    return behave


def drip(head: bytes, drop: bytes) -> Behaviour:
    """Some bytes, then a drop every 20 ms for ever."""

    def behave(connection: socket.socket, _received: Received, stopped: threading.Event) -> None:
        connection.sendall(head)
        while not stopped.wait(0.02):
            connection.sendall(drop)

    return behave


class ScriptedServer:
    """Takes its next behaviour from `script` for every request; the last one holds for all that follow."""

    def __init__(self, script: list[Behaviour], tls: ssl.SSLContext | None = None) -> None:
        self.script = script
        self.requests: list[Received] = []
        self._tls = tls
        self._stopped = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._connections: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def netloc(self) -> str:
        return f"127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._stopped.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            with contextlib.suppress(OSError):  # closed already
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        # Clients break connections on purpose here.
        with connection, contextlib.suppress(OSError, ValueError):
            plain = self._tls.wrap_socket(connection, server_side=True) if self._tls else connection
            self._connections.append(plain)
            with plain, plain.makefile("rb") as stream:
                while not self._stopped.is_set():
                    received = _read_request(stream)
                    if received is None:
                        return
                    self.requests.append(received)
                    behave = self.script.pop(0) if len(self.script) > 1 else self.script[0]
                    behave(plain, received, self._stopped)


@contextlib.contextmanager
def serving(*script: Behaviour, tls: ssl.SSLContext | None = None) -> Iterator[ScriptedServer]:
    """A scripted server for the length of a block."""
    server = ScriptedServer(list(script), tls)
    try:
        yield server
    finally:
        server.stop()


@contextlib.contextmanager
def unfinished_tls() -> Iterator[str]:
    """Host and port where TLS begins and then goes on by a byte every 20 ms for ever."""
    stopped = threading.Event()

    def drip_on() -> None:
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"\x16\x03\x03\x40\x00")  # the head of a record of 16 KiB
                while not stopped.wait(0.02):
                    connection.sendall(b"\0")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip_on, daemon=True)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"
        stopped.set()
    thread.join(5)


def _read_request(stream: BinaryIO) -> Received | None:
    line = stream.readline().decode("latin-1")
    if not line.strip():
        return None
    method, target, _ = line.split(" ")
    headers: dict[str, str] = {}
    while header := stream.readline().decode("latin-1").strip():
        name, _, value = header.partition(":")
        headers[name.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", "0")))
    return Received(method, target, headers, body)
