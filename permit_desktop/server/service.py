"""The whole service: parts put together, run until a signal, stopped without losing what was accepted."""

from __future__ import annotations

import asyncio
import logging
import math
import signal
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from socket import socket
from typing import Any, Final

import uvicorn

from permit_desktop.recognition.apart import LOADING_PATIENCE_S, READING_PATIENCE_S
from permit_desktop.server.admission import Uploads
from permit_desktop.server.application import make_application
from permit_desktop.server.authentication import Authenticator
from permit_desktop.server.fetching import PATIENCE_S as FETCH_PATIENCE_S
from permit_desktop.server.incoming import BODY_PATIENCE_S
from permit_desktop.server.known_users import KnownUsers
from permit_desktop.server.log import ServiceLog
from permit_desktop.server.metrics import Metrics
from permit_desktop.server.parts import Fetch, Parts
from permit_desktop.server.passwords import Passwords
from permit_desktop.server.patient_protocol import MAX_HEAD_BYTES, PatientProtocol
from permit_desktop.server.readers import Reader, Readers
from permit_desktop.server.reading import fault_of
from permit_desktop.server.sign_in import SignIn
from permit_desktop.server.tokens import Tokens
from permit_desktop.server.users import UserFile

KEEP_ALIVE_S: Final = 15


@dataclass(frozen=True, slots=True)
class Makings:
    """What a service is made from.

    Attributes:
        users_file: the file of its users.
        readers: who reads; one picture at a time each.
        places: how many pictures are read or wait for it at a time; also how many bodies and fetched pictures
            of one user may be on their way at a time.
        fetch: how pictures are got from addresses; None when that is not allowed.
        log: where its lines go.
        now: the time, aware.
        public_url: the address under which clients know the service, without a slash at its end; None when that is
            the one they call.
    """

    users_file: Path
    readers: Sequence[Reader]
    places: int
    fetch: Fetch | None
    log: ServiceLog
    now: Callable[[], datetime]
    public_url: str | None = None


def longest_stop_s(places: int, readers: int) -> int:
    """How long it takes at most until all accepted requests are answered.

    Each step of a request has its own end to patience; this is only for what none of them foresaw.
    """
    rounds = math.ceil(places / readers)
    return math.ceil(BODY_PATIENCE_S + FETCH_PATIENCE_S + rounds * (READING_PATIENCE_S + LOADING_PATIENCE_S))


class Service:
    """Runs on a bound socket; for one run.

    Attributes:
        failure: what kept the readers from loading, if anything did: a `PermitError`, or a bug.
    """

    def __init__(self, makings: Makings, tls: ssl.SSLContext | None = None) -> None:
        self.failure: Exception | None = None
        self._makings = makings
        self._tls = tls
        self._server: uvicorn.Server | None = None
        self._stopping = False
        self._on_ready: Callable[[], None] = lambda: None

    def run(self, bound: socket, on_ready: Callable[[], None]) -> None:
        """Serves until `stop`; then answers what was accepted and returns.

        Args:
            bound: what it listens on; closed in the end.
            on_ready: called once when the models are loaded.
        """
        self._on_ready = on_ready
        web_log = logging.getLogger("uvicorn")
        web_log.addHandler(self._makings.log)
        web_log.propagate = False
        try:
            asyncio.run(self._run(bound))
        finally:
            web_log.removeHandler(self._makings.log)
            web_log.propagate = True

    def run_until_signalled(self, bound: socket, on_ready: Callable[[], None]) -> None:
        """As `run`, and stops on SIGTERM and SIGINT. In the main thread only."""
        # uvicorn listens to them while it serves, and in the end raises again what it heard; these hear that, and what
        # comes before.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop())
        self.run(bound, on_ready)

    def stop(self) -> None:
        """Lets no new request in and ends once all others are answered; from any thread."""
        self._stopping = True
        if self._server is not None:
            self._server.should_exit = True

    async def _run(self, bound: socket) -> None:
        readers = Readers(self._makings.readers, self._makings.places)
        parts = self._parts(readers)
        application = make_application(parts, self._makings.log, lambda: self._open(parts))
        tls = self._tls
        config = uvicorn.Config(
            application,
            http=PatientProtocol,
            loop="asyncio",
            ws="none",
            lifespan="on",
            interface="asgi3",
            log_config=None,
            log_level=logging.WARNING,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            backlog=256,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=longest_stop_s(self._makings.places, len(self._makings.readers)),
            h11_max_incomplete_event_size=MAX_HEAD_BYTES,
            ssl_context_factory=(lambda *_, tls=tls: tls) if tls is not None else None,
        )
        asyncio.get_running_loop().set_exception_handler(self._note_fault)
        self._server = uvicorn.Server(config)
        if self._stopping:
            self._server.should_exit = True
        await self._server.serve([bound])

    def _note_fault(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Logs what went wrong outside of any request; asyncio's own words would quote what was worked on."""
        error = context.get("exception")
        self._makings.log.write("event_loop", fault=fault_of(error) if error else "unknown")

    @asynccontextmanager
    async def _open(self, parts: Parts) -> AsyncIterator[None]:
        # In the background, so that /healthz and /readyz answer meanwhile.
        opening = asyncio.create_task(self._open_readers(parts))
        try:
            yield
        finally:
            await opening
            await parts.readers.close()
            self._makings.log.write("stopped")

    async def _open_readers(self, parts: Parts) -> None:
        try:
            await parts.readers.open()
            self._makings.log.write("ready", readers=len(self._makings.readers), places=self._makings.places)
            parts.users.look()  # a file that cannot be used is told before anybody calls
            self._on_ready()
        except Exception as error:  # noqa: BLE001 (raised again by whoever runs it, once all is closed)
            self.failure = error
            self.stop()

    def _parts(self, readers: Readers) -> Parts:
        makings = self._makings
        users, tokens = KnownUsers(UserFile(makings.users_file), makings.log), Tokens(makings.now)
        return Parts(
            readers,
            Uploads(makings.places),
            users,
            Authenticator(users, tokens, makings.now),
            SignIn(users, Passwords(), tokens, makings.now),
            makings.fetch,
            Metrics(),
            makings.public_url,
        )
