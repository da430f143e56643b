"""Pictures from addresses, with a resolver that says what the test wants and a host that answers as it wants."""

from __future__ import annotations

import asyncio
import contextlib
import random
import ssl
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import trustme

from permit_desktop.api.errors import ServiceError
from permit_desktop.imaging.decode import MAX_FILE_BYTES
from permit_desktop.server import fetching
from permit_desktop.server.fetching import Fetcher, Streams, connect_with_tls
from tests.server.serving import QUICK, WAIT_S, WHITE, body_of, serving
from tests.spoiling import spoiled

PUBLIC = "93.184.215.14"
URL = "https://pictures.example/permit.png?signature=a%2Fb"
AUTHORITY = trustme.CA()

Host = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


def answering(data: bytes) -> Host:
    async def host(_request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()

    return host


def found(body: bytes, content_type: str = "image/png") -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@dataclass
class Internet:
    """One host behind every address; notes who was asked for and what was sent.

    Attributes:
        addresses: what each resolving finds, the last one again and again.
    """

    host: Host
    addresses: list[Sequence[str]] = field(default_factory=lambda: [[PUBLIC]])
    certified: str = "pictures.example"
    resolved: list[str] = field(default_factory=list)
    connected: list[tuple[str, str]] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    port: int = 0

    async def resolve(self, host: str, _user_id: str) -> Sequence[str]:
        self.resolved.append(host)
        return self.addresses.pop(0) if len(self.addresses) > 1 else self.addresses[0]

    async def connect(self, address: str, host: str) -> Streams:
        self.connected.append((address, host))
        trust = ssl.create_default_context()
        AUTHORITY.configure_trust(trust)
        return await asyncio.open_connection("127.0.0.1", self.port, ssl=trust, server_hostname=host)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            request = await reader.readuntil(b"\r\n\r\n")
            self.requests.append(request)
            await self.host(request, writer)
        writer.transport.abort()

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        AUTHORITY.issue_cert(self.certified).configure_cert(tls)
        server = await asyncio.start_server(self.serve, "127.0.0.1", 0, ssl=tls)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield
        finally:
            server.close()


def fetched(internet: Internet, url: str = URL, patience_s: float = 10.0) -> bytes:
    async def run() -> bytes:
        async with internet.open():
            return await Fetcher(internet.resolve, internet.connect, patience_s).fetch(url, "a user")

    return asyncio.run(run())


def code(internet: Internet, url: str = URL, patience_s: float = 10.0) -> str | None:
    with pytest.raises(ServiceError) as refused:
        fetched(internet, url, patience_s)
    return refused.value.service_code


def test_a_picture_is_fetched_from_the_address_that_was_checked() -> None:
    internet = Internet(answering(found(WHITE)), [[PUBLIC], ["127.0.0.1"]])

    assert fetched(internet) == WHITE
    assert internet.resolved == ["pictures.example"]  # once: a second answer could be another one
    assert internet.connected == [(PUBLIC, "pictures.example")]
    (request,) = internet.requests
    assert request.startswith(b"GET /permit.png?signature=a%2Fb HTTP/1.1\r\n")
    lines = request.lower().split(b"\r\n")
    assert b"host: pictures.example" in lines
    assert not any(line.startswith((b"cookie", b"authorization", b"x-auth-token", b"referer")) for line in lines)


@pytest.mark.parametrize(
    "url",
    [
        "http://pictures.example/a.png",
        "ftp://pictures.example/a.png",
        "file:///etc/passwd",
        "//pictures.example/a.png",
        "pictures.example/a.png",
        "https:///a.png",
        "https://user@pictures.example/a.png",
        "https://user:secret@pictures.example/a.png",
        "https://pictures.example:8443/a.png",
        "https://pictures.example:22/a.png",
        "https://pictures.example:99999/a.png",
        "https://[::1/a.png",
    ],
)
def test_only_https_on_its_own_port_is_allowed(url: str) -> None:
    internet = Internet(answering(found(WHITE)))

    assert code(internet, url) == "ModelArts.4601"
    assert (internet.resolved, internet.connected) == ([], [])


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["169.254.169.254"], ["10.0.0.7"], ["::ffff:127.0.0.1"], ["::1"], [PUBLIC, "192.168.0.1"], []],
    ids=str,
)
def test_a_name_that_leads_inside_is_not_followed(addresses: list[str]) -> None:
    internet = Internet(answering(found(WHITE)), [addresses])

    assert code(internet) == "ModelArts.4601"
    assert internet.connected == []


@pytest.mark.parametrize(
    "answer",
    [
        found(WHITE).replace(b"200 OK\r\n", b"302 Found\r\nLocation: https://127.0.0.1/\r\n"),
        found(WHITE).replace(b"200 OK", b"404 Not Found"),
        found(b"<html>", "text/html"),
        found(WHITE)[:-5],
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: x\r\n\r\n",
        b"no http at all\r\n\r\n",
        b"",
        found(b"a" * (MAX_FILE_BYTES + 1)),
        b"HTTP/1.1 200 OK\r\nA: " + b"a" * 200_000,
    ],
    ids=["redirect", "not found", "a page", "cut", "bad length", "no http", "nothing", "too large", "endless head"],
)
def test_whatever_else_comes_back_is_a_failed_fetch(answer: bytes) -> None:
    internet = Internet(answering(answer))

    assert code(internet) == "ModelArts.4603"
    assert len(internet.connected) == 1


async def fetch_spoiled(times: int) -> None:
    """Fetches answers with bytes changed, left out, doubled and put in, without TLS, which would only take time."""
    chance = random.Random(4)
    answers = (
        found(WHITE),
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"%x;a=b\r\n%b\r\n0\r\nX-A: b\r\n\r\n" % (len(WHITE), WHITE),
    )
    inserted = (
        b"\r\n",
        b"\0",
        b"\xff",
        b"-",
        b"9" * 25,
        b"f" * 25,
        b"Content-Length: 5\r\n",
        b"HTTP/1.1 100 A\r\n\r\n",
    )
    sent = b""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(sent)
        writer.close()

    async def resolve(*_: str) -> Sequence[str]:
        return [PUBLIC]

    server = await asyncio.start_server(serve, "127.0.0.1", 0)

    async def connect(_address: str, _host: str) -> Streams:
        return await asyncio.open_connection(*server.sockets[0].getsockname())

    async with server:
        for _ in range(times):
            sent = spoiled(chance.choice(answers), chance, inserted)
            (outcome,) = await asyncio.gather(Fetcher(resolve, connect).fetch(URL, "a user"), return_exceptions=True)
            assert isinstance(outcome, bytes) or getattr(outcome, "service_code", "") == "ModelArts.4603", sent


def test_a_spoiled_answer_is_a_picture_or_a_failed_fetch() -> None:
    asyncio.run(fetch_spoiled(150))


@pytest.mark.campaign
@pytest.mark.timeout(600)
def test_many_spoiled_answers_are_pictures_or_failed_fetches() -> None:
    asyncio.run(fetch_spoiled(20_000))


def test_a_host_that_drips_is_left_when_the_time_is_over() -> None:
    async def drip(_request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(found(WHITE)[:20])
        await writer.drain()
        await asyncio.Event().wait()

    assert code(Internet(drip), patience_s=0.3) == "ModelArts.4603"


def test_a_certificate_for_another_name_ends_it() -> None:
    internet = Internet(answering(found(WHITE)), certified="other.example")

    assert code(internet) == "ModelArts.4603"
    assert internet.requests == []


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Lets this computer trust the authority."""
    if sys.platform != "linux":
        pytest.skip("elsewhere the system's certificates cannot be changed for one program")
    authority = tmp_path / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(str(authority))
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))


def reached(monkeypatch: pytest.MonkeyPatch, authority: trustme.CA, certified: str) -> bool:
    """Whether the service's own way to connect gets through to a host with a certificate."""

    async def serve(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async def run() -> bool:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(certified).configure_cert(tls)
        async with await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls) as server:
            monkeypatch.setattr(fetching, "PORT", server.sockets[0].getsockname()[1])
            try:
                _, writer = await connect_with_tls("127.0.0.1", "pictures.example")
            except ssl.SSLCertVerificationError:
                return False
            writer.transport.abort()
            return True

    return asyncio.run(run())


@pytest.mark.usefixtures("trusted")
def test_only_a_certificate_of_that_name_from_an_authority_that_is_trusted_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert reached(monkeypatch, AUTHORITY, "pictures.example")
    assert not reached(monkeypatch, AUTHORITY, "other.example")
    assert not reached(monkeypatch, trustme.CA(), "pictures.example")


def test_of_several_addresses_the_next_is_tried_where_one_refuses_or_is_silent() -> None:
    other, dead = "1.1.1.1", "2606:4700::1111"

    class PartlyDead(Internet):
        async def connect(self, address: str, host: str) -> Streams:
            if address == dead:
                self.connected.append((address, host))
                raise ConnectionRefusedError
            if address == PUBLIC:
                self.connected.append((address, host))
                await asyncio.Event().wait()
            return await super().connect(address, host)

    internet = PartlyDead(answering(found(WHITE)), [[dead, dead, PUBLIC, other]])

    assert fetched(internet, patience_s=1.0) == WHITE
    assert [address for address, _ in internet.connected] == [dead, PUBLIC, other]
    assert code(PartlyDead(answering(b""), [[dead, PUBLIC]]), patience_s=0.2) == "ModelArts.4603"


def test_a_name_without_an_address_and_a_closed_door_are_failed_fetches() -> None:
    async def fail(*_: str) -> Sequence[str]:
        raise OSError("none")

    async def refuse(*_: str) -> Streams:
        raise ConnectionRefusedError

    async def resolve(*_: str) -> Sequence[str]:
        return [PUBLIC]

    for fetcher in (Fetcher(fail, refuse), Fetcher(resolve, refuse)):
        with pytest.raises(ServiceError) as failed:
            asyncio.run(fetcher.fetch(URL, "a user"))
        assert failed.value.service_code == "ModelArts.4603"


def test_slow_hosts_of_one_users_pictures_take_no_place_from_another(tmp_path: Path) -> None:
    fetching = threading.Semaphore(0)
    go_on = threading.Event()

    async def fetch(*_: str) -> bytes:
        fetching.release()
        await asyncio.to_thread(go_on.wait, WAIT_S)
        return WHITE

    with serving(tmp_path, places=2, fetch=fetch) as service, ThreadPoolExecutor(2) as pool:
        by_url = b'{"url": "https://pictures.example/a.png"}'
        slow = [pool.submit(service.recognise, by_url) for _ in range(2)]
        for _ in slow:
            assert fetching.acquire(timeout=WAIT_S)
        other = service.users.add("counter-2", QUICK).user
        path = f"/v2/{other.project_id}/ocr/exit-entry-permit"
        own = service.recognise(by_url)
        others = [service.signed("POST", path, body_of(), ak=other.ak, sk=other.sk) for _ in range(2)]
        go_on.set()
        read = [one.result(WAIT_S).status_code for one in slow]

    assert (own.status_code, own.json()["error_code"]) == (429, "APIG.0308")
    assert [answer.status_code for answer in others] == [200, 200]
    assert read == [200, 200]


def test_a_service_that_fetches_reads_what_it_fetched(tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []

    async def fetch(url: str, user_id: str) -> bytes:
        asked.append((url, user_id))
        return WHITE

    with serving(tmp_path, fetch=fetch) as service:
        answer = service.recognise(b'{"url": "https://pictures.example/a.png"}')

    assert answer.json()["result"]["side"] == "front"
    assert asked == [("https://pictures.example/a.png", service.one.user.user_id)]
    assert "pictures.example" not in service.log.getvalue()
