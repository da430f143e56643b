"""A service on a free port of this computer, for the length of a block, and what its tests send to it."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import requests
from argon2 import PasswordHasher
from PIL import Image

from permit_desktop.api.signing import SignableRequest, sign
from permit_desktop.api.wire import result_from_json
from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.permit import PermitResult
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.recogniser import Recogniser
from permit_desktop.server.listening import MOST_OPEN, address_of, listen
from permit_desktop.server.log import ServiceLog
from permit_desktop.server.parts import Fetch
from permit_desktop.server.passwords import Passwords
from permit_desktop.server.reading import Outcome, Task, carry_out
from permit_desktop.server.service import Makings, Service
from permit_desktop.server.users import NewUser, UserFile
from tests.api.test_wire import BACK, FRONT

WAIT_S = 20.0
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


def utc_now() -> datetime:
    return datetime.now(UTC)


class InThisProcess:
    """A reader without a process of its own."""

    def __init__(self, recogniser: Recogniser) -> None:
        self.is_open = False
        self._recogniser = recogniser

    def open(self) -> None:
        self.is_open = True

    def read(self, task: Task) -> Outcome:
        return carry_out(self._recogniser, task)

    def close(self) -> None:
        self.is_open = False


class ByColour:
    """A recogniser that goes by the colour of the first pixel: red is a bug, black no permit, blue a back."""

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        assert isinstance(with_portrait, bool)
        blue, green, red = (int(value) for value in still[0, 0])
        if max(blue, green, red) < 50:
            raise ReadError(ErrorCode.NO_PERMIT, "There is no permit.", "Take another picture.")
        if red > 150 > blue:
            raise RuntimeError("C12345678 is what this picture shows")
        return result_from_json(BACK if blue > 150 > red else FRONT)


class Waiting(ByColour):
    """A recogniser that waits until it may go on."""

    def __init__(self) -> None:
        self.entered = threading.Semaphore(0)
        self.go_on = threading.Event()

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        self.entered.release()
        assert self.go_on.wait(WAIT_S)
        return super().recognise(still, with_portrait=with_portrait)


def picture(
    bgr: tuple[int, int, int] = (200, 200, 200), width_px: int = 32, height_px: int = 32, form: str = "PNG"
) -> bytes:
    """A picture file of one colour."""
    file = io.BytesIO()
    Image.fromarray(np.full((height_px, width_px, 3), bgr[::-1], np.uint8)).save(file, form)
    return file.getvalue()


WHITE, RED, BLACK, BLUE = picture(), picture((0, 0, 255)), picture((0, 0, 0)), picture((255, 0, 0))


def body_of(image: bytes = WHITE, **more: Any) -> bytes:
    return json.dumps({"image": base64.b64encode(image).decode()} | more).encode()


@dataclass(frozen=True)
class Running:
    """A running service.

    Attributes:
        url: its address.
        one: a user of it.
        users: its users' file.
        log: all that it logged.
        http: a client that goes by nothing of this computer's settings.
    """

    url: str
    one: NewUser
    users: UserFile
    log: io.StringIO
    http: requests.Session
    service: Service

    @property
    def path(self) -> str:
        return f"/v2/{self.one.user.project_id}/ocr/exit-entry-permit"

    def token(self, scope: Mapping[str, Any] | None = None) -> str:
        own = {"project": {"id": self.one.user.project_id}}
        answer = self.sign_in(self.one.password, scope=own if scope is None else scope)
        assert answer.status_code == 201, answer.text
        return answer.headers["X-Subject-Token"]

    def sign_in(self, password: str, *, scope: Mapping[str, Any], query: str = "?nocatalog=true") -> requests.Response:
        user = {"name": self.one.user.name, "password": password, "domain": {"name": "an-account"}}
        identity = {"methods": ["password"], "password": {"user": user}}
        return self.http.post(
            f"{self.url}/v3/auth/tokens{query}", json={"auth": {"identity": identity, "scope": scope}}, timeout=WAIT_S
        )

    def signed(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        ak: str | None = None,
        sk: str | None = None,
        at: datetime | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Sends a signed request."""
        plain, _, query = path.partition("?")
        sent = {"Host": self.url.partition("://")[2], "Content-Type": "application/json"} | dict(headers or {})
        user = self.one.user
        sent |= sign(SignableRequest(method, plain, query, sent, body), ak or user.ak, sk or user.sk, at or utc_now())
        return self.http.request(method, self.url + path, data=body, headers=sent, timeout=WAIT_S)

    def recognise(self, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> requests.Response:
        """Asks for a reading, signed."""
        return self.signed("POST", self.path, body_of() if body is None else body, headers=headers)

    def settled_log_lines(self) -> list[dict[str, Any]]:
        """The log with the lines of all requests answered so far; a line is written just after its answer."""
        self.http.get(self.url + "/healthz", timeout=WAIT_S)
        return [line for line in self.log_lines() if line.get("route") != "health"]

    def log_lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.getvalue().splitlines()]


@contextlib.contextmanager
def serving(
    folder: Path,
    recognisers: Sequence[Recogniser] = (),
    *,
    places: int = 8,
    tls: ssl.SSLContext | None = None,
    fetch: Fetch | None = None,
    now: Callable[[], datetime] = utc_now,
    most_open: int = MOST_OPEN,
    most_from_one: int = MOST_OPEN,
    public_url: str | None = None,
) -> Iterator[Running]:
    """A service with one user."""
    users = UserFile(folder / "users.json")
    # Not the user of the description's example: tools that try it out with other passwords lock that one.
    one = users.add("one", QUICK)
    log = io.StringIO()
    readers = [InThisProcess(recogniser) for recogniser in recognisers or (ByColour(),)]
    service = Service(
        Makings(folder / "users.json", readers, places, fetch, ServiceLog(log, now), now, public_url), tls
    )
    bound = listen("127.0.0.1", 0, protected=False, most_open=most_open, most_from_one=most_from_one)
    url = address_of(bound, tls=tls is not None)
    ready = threading.Event()
    thread = threading.Thread(target=service.run, args=(bound, ready.set), name="service")
    thread.start()
    try:
        assert ready.wait(WAIT_S)
        with requests.Session() as http:
            http.trust_env = False
            yield Running(url, one, users, log, http, service)
    finally:
        service.stop()
        thread.join(WAIT_S)
    assert not thread.is_alive()


def exchange(url: str, *pieces: bytes) -> bytes:
    """Sends bytes as they are, and gives all that comes back until the service closes the connection."""
    host, port = url.partition("://")[2].split(":")
    with socket.create_connection((host, int(port)), WAIT_S) as connection:
        for piece in pieces:
            connection.sendall(piece)
        received = b""
        while more := connection.recv(65536):
            received += more
        return received
