"""The connection test names the step that fails, against real servers, certificates and proxies."""

from __future__ import annotations

import dataclasses
import socket
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import trustme

from permit_desktop.api import errors
from permit_desktop.api.access import Access
from permit_desktop.api.connection import Patience
from permit_desktop.api.probe import WAY, Probe, is_usable
from permit_desktop.domain.checks import Check, Line, State
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.system.credentials import AccessKeyCredentials, Credentials, ProxyCredentials, TokenCredentials
from permit_desktop.system.settings import AuthenticationKind, ServiceSection, Settings
from tests.api.calling import AK, PROJECT
from tests.api.proxying import proxy
from tests.api.scripted_server import Behaviour, answer, raw, serving, then_close

LET_IN = answer(400, {"error_code": "AIS.0101", "error_msg": "The input parameter is invalid."})
HASTE = Patience(connect_s=3, read_s=3, total_s=5)
VENDOR = "ocr.ap-southeast-1.myhuaweicloud.com"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def server_side(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture(scope="module")
def tls(authority: trustme.CA) -> ssl.SSLContext:
    return server_side(authority.issue_cert("127.0.0.1", VENDOR, "ocr.la-south-2.myhuaweicloud.com"))


@pytest.fixture
def trusted(tls: ssl.SSLContext, ca_file: Path) -> tuple[ssl.SSLContext, Path]:
    return tls, ca_file


def probe(
    endpoint: str,
    *,
    credentials: Credentials = AK,
    login: ProxyCredentials | None = None,
    access: Callable[[], Access] | None = None,
    by_proxy: str = "none",
    ca_file: Path | None = None,
) -> dict[Check, Line]:
    kinds = {AccessKeyCredentials: AuthenticationKind.ACCESS_KEY, TokenCredentials: AuthenticationKind.TOKEN}
    section = ServiceSection(endpoint, PROJECT, kinds[type(credentials)], ca_file=ca_file, proxy=by_proxy)
    settings = dataclasses.replace(Settings(), service=section)
    lines = list(Probe(settings, access or (lambda: Access(credentials, login)), HASTE).lines())
    assert {line.check for line in lines} == set(WAY)
    assert len(lines) == len(WAY)
    assert all(line.message and (line.remedy or line.state in (State.FINE, State.SKIPPED)) for line in lines)
    return {line.check: line for line in lines}


def first_failure(lines: dict[Check, Line]) -> Check | None:
    failures = [line for line in lines.values() if line.state is State.FAILED]
    assert len(failures) <= 2, "one failure, and perhaps the region that explains it"
    assert is_usable(list(lines.values())) is not bool(failures)
    return failures[0].check if failures else None


def test_all_is_well(tls: ssl.SSLContext, ca_file: Path) -> None:
    with serving(LET_IN, tls=tls) as server:
        lines = probe(f"https://{server.netloc}", ca_file=ca_file)

        assert first_failure(lines) is None
        assert lines[Check.SERVICE].state is State.FINE
        assert "TLSv1" in lines[Check.TLS].message
        assert [request.body for request in server.requests] == [b"{}"], "no picture is sent"


def test_a_password_that_would_go_over_plain_http_is_told_before_anything_is_asked() -> None:
    def asked() -> Access:
        raise AssertionError

    section = ServiceSection(
        "https://ocr.example", PROJECT, AuthenticationKind.PASSWORD, sign_in_endpoint="http://iam.example"
    )
    first = next(Probe(dataclasses.replace(Settings(), service=section), asked, HASTE).lines())

    assert (first.check, first.state) == (Check.SETTINGS, State.FAILED)
    assert "plain http" in first.message


def test_without_a_service_nothing_is_asked_of_anybody() -> None:
    def asked() -> Access:
        raise AssertionError

    lines = probe("", access=asked)

    assert first_failure(lines) is Check.SETTINGS
    assert {line.state for line in lines.values()} == {State.FAILED, State.SKIPPED}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "Nobody knows"),
        (socket.gaierror(socket.EAI_AGAIN, "no server"), "cannot be looked up"),
        (UnicodeError(), "Nobody knows"),
    ],
)
def test_a_name_that_leads_nowhere(error: Exception, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("socket.getaddrinfo", getaddrinfo)
    lines = probe("https://ocr.example")

    assert first_failure(lines) is Check.NAME
    assert words in lines[Check.NAME].message
    assert lines[Check.TLS].state is State.SKIPPED


def test_a_name_that_is_looked_up_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    over = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: over.wait(20))
    settings = dataclasses.replace(Settings(), service=ServiceSection("https://ocr.example", PROJECT, proxy="none"))
    lines = list(Probe(settings, lambda: Access(AK), Patience(connect_s=0.05)).lines())
    over.set()

    assert [line.check for line in lines if line.state is State.FAILED] == [Check.NAME]


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_a_closed_port() -> None:
    port = closed_port()
    lines = probe(f"https://127.0.0.1:{port}")

    assert first_failure(lines) is Check.CONNECTION
    assert str(port) in lines[Check.CONNECTION].message


def test_a_port_that_swallows_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("socket.create_connection", connect)
    lines = probe("https://127.0.0.1:9")

    assert first_failure(lines) is Check.CONNECTION
    assert "firewall" in lines[Check.CONNECTION].remedy


@pytest.fixture
def bad_certificates(authority: trustme.CA) -> dict[str, trustme.LeafCert]:
    now = datetime.now(UTC)
    return {
        "expired": authority.issue_cert("127.0.0.1", not_after=now - timedelta(days=1)),
        "not valid yet": authority.issue_cert("127.0.0.1", not_before=now + timedelta(days=1)),
        "another name": authority.issue_cert("other.example"),
        "does not trust": trustme.CA().issue_cert("127.0.0.1"),
    }


@pytest.mark.parametrize("words", ["expired", "not valid yet", "another name", "does not trust"])
def test_a_certificate_that_cannot_be_trusted(
    words: str, bad_certificates: dict[str, trustme.LeafCert], ca_file: Path
) -> None:
    with serving(LET_IN, tls=server_side(bad_certificates[words])) as server:
        lines = probe(f"https://{server.netloc}", ca_file=ca_file)

        assert first_failure(lines) is Check.TLS
        assert words in lines[Check.TLS].message
        assert server.requests == [], "credentials are not sent"


@pytest.mark.parametrize("behaviour", [raw(b"HTTP/1.1 400 Bad Request\r\n\r\n"), then_close(raw(b""))])
def test_a_port_that_does_not_speak_tls(behaviour: Behaviour, ca_file: Path) -> None:
    with serving(behaviour) as server:
        lines = probe(f"https://{server.netloc}", ca_file=ca_file)

    assert first_failure(lines) is Check.TLS


def test_plain_http_on_this_computer_is_told_as_unprotected() -> None:
    with serving(LET_IN) as server:
        lines = probe(f"http://{server.netloc}")

    assert first_failure(lines) is None
    assert lines[Check.TLS].state is State.SKIPPED


def test_plain_http_to_another_computer_is_refused_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [])
    monkeypatch.setattr("socket.create_connection", lambda *_: socket.socket())
    lines = probe("http://ocr.example")

    assert first_failure(lines) is Check.SETTINGS
    assert "unprotected" in lines[Check.SETTINGS].message


def test_a_proxy_that_lets_through(tls: ssl.SSLContext, ca_file: Path) -> None:
    with serving(LET_IN, tls=tls) as server, proxy() as (port, _):
        lines = probe(f"https://{server.netloc}", by_proxy=f"http://127.0.0.1:{port}", ca_file=ca_file)

    assert first_failure(lines) is None
    assert lines[Check.NAME].state is State.SKIPPED


@pytest.mark.parametrize(
    ("login", "words"),
    [(None, "asks for a user"), (ProxyCredentials("clerk", "wrong"), "does not accept the stored")],
)
def test_a_proxy_that_wants_a_password(
    login: ProxyCredentials | None, words: str, tls: ssl.SSLContext, ca_file: Path
) -> None:
    with serving(LET_IN, tls=tls) as server, proxy("clerk:right") as (port, _):
        where = f"http://127.0.0.1:{port}"
        lines = probe(f"https://{server.netloc}", by_proxy=where, login=login, ca_file=ca_file)
        right = ProxyCredentials("clerk", "right")
        opened = probe(f"https://{server.netloc}", by_proxy=where, login=right, ca_file=ca_file)

    assert first_failure(lines) is Check.PROXY
    assert words in lines[Check.PROXY].message
    assert "wrong" not in repr(lines)
    assert first_failure(opened) is None


@pytest.mark.parametrize(
    ("status", "check"), [(403, Check.PROXY), (200, Check.TLS), (502, Check.CONNECTION), (0, Check.PROXY)]
)
def test_a_proxy_that_refuses(status: int, check: Check, ca_file: Path) -> None:
    with serving(then_close(raw(f"HTTP/1.1 {status} X\r\n\r\n".encode() if status else b"\x00nonsense"))) as server:
        lines = probe("https://ocr.example", by_proxy=f"http://{server.netloc}", ca_file=ca_file)

    assert first_failure(lines) is check


def test_a_proxy_that_is_not_there() -> None:
    lines = probe("https://ocr.example", by_proxy=f"http://127.0.0.1:{closed_port()}")

    assert first_failure(lines) is Check.PROXY


@pytest.mark.parametrize(("ahead_min", "words"), [(20, "20 minutes behind"), (-20, "20 minutes ahead")])
def test_a_clock_that_is_off_is_told_and_made_up_for(ahead_min: int, words: str) -> None:
    def behave(connection: socket.socket, *_: object) -> None:
        told = format_datetime(datetime.now(UTC) + timedelta(minutes=ahead_min), usegmt=True)
        body = b'{"error_code": "AIS.0101"}'
        head = f"HTTP/1.1 400 X\r\nDate: {told}\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)

    with serving(behave) as server:
        lines = probe(f"http://{server.netloc}")

    assert first_failure(lines) is None
    assert lines[Check.CLOCK].state is State.DOUBTFUL
    assert words in lines[Check.CLOCK].message


@pytest.mark.parametrize(
    ("status", "code", "check", "outcome"),
    [
        (401, "APIG.0301", Check.CREDENTIALS, errors.SIGN_IN_REFUSED),
        (401, "APIG.0307", Check.CREDENTIALS, errors.SIGN_IN_REFUSED),
        (403, "ModelArts.4204", Check.SERVICE, errors.NOT_ENABLED),
        (404, "APIG.0101", Check.SERVICE, errors.WITHDRAWN),
        (404, None, Check.SERVICE, errors.ADDRESS_WRONG),
        (403, "ModelArts.4203", Check.SERVICE, errors.NOT_PERMITTED),
        (403, "ModelArts.6201", Check.SERVICE, errors.ACCOUNT_STOPPED),
        (500, "APIG.0601", Check.SERVICE, errors.TRANSIENT),
    ],
)
def test_what_the_service_says_is_told_apart(
    status: int, code: str | None, check: Check, outcome: errors.Outcome
) -> None:
    with serving(answer(status, {"error_code": code} if code else b"not found")) as server:
        lines = probe(f"http://{server.netloc}")

    assert first_failure(lines) is check
    assert (lines[check].message, lines[check].code) == (outcome.message, outcome.code)
    assert lines[Check.CLOCK].state is State.FINE


def test_a_locked_key_is_told_of_the_credentials() -> None:
    told = {"error_code": "APIG.0301", "error_msg": "AK access failed to reach the limit,forbidden"}
    with serving(answer(401, told)) as server:
        lines = probe(f"http://{server.netloc}")

    assert first_failure(lines) is Check.CREDENTIALS
    assert lines[Check.CREDENTIALS].message == errors.KEY_LOCKED.message


@pytest.mark.parametrize(
    ("status", "code", "check"), [(401, "APIG.0301", Check.CREDENTIALS), (403, "ModelArts.4204", Check.SERVICE)]
)
def test_what_the_service_says_itself_is_told_beside_it(status: int, code: str, check: Check) -> None:
    said = {"error_code": code, "error_msg": "Incorrect IAM authentication\n\u202einformation: " + "x" * 1000}
    with serving(answer(status, said)) as server:
        lines = probe(f"http://{server.netloc}")

    assert lines[check].words.startswith("Incorrect IAM authentication information: xxx")
    assert len(lines[check].words) <= 300
    assert {line.words for line in lines.values() if line.check is not check} == {""}


def test_a_service_that_is_busy_is_there() -> None:
    with serving(answer(429, {"error_code": "APIG.0308"})) as server:
        lines = probe(f"http://{server.netloc}")

    assert first_failure(lines) is None
    assert lines[Check.SERVICE].state is State.DOUBTFUL


@pytest.mark.parametrize(
    ("host", "code", "state", "words"),
    [
        (VENDOR, "AIS.0101", State.FINE, "CN-Hong Kong"),
        (VENDOR, "ModelArts.4204", State.FAILED, "not enabled for this account"),
        (VENDOR, "APIG.0310", State.FAILED, "project ID"),
        ("ocr.la-south-2.myhuaweicloud.com", "AIS.0101", State.DOUBTFUL, "never listed"),
    ],
)
def test_the_vendors_regions_are_told_apart(
    host: str, code: str, state: State, words: str, trusted: tuple[ssl.SSLContext, Path]
) -> None:
    tls, ca_file = trusted
    with (
        serving(answer(400, {"error_code": code}), tls=tls) as server,
        proxy(everything_to=server.netloc) as (port, log),
    ):
        lines = probe(f"https://{host}", by_proxy=f"http://127.0.0.1:{port}", ca_file=ca_file)

    assert lines[Check.REGION].state is state
    assert words in lines[Check.REGION].message
    assert log[0] == f"CONNECT {host}:443 let through"


def test_credentials_that_are_missing_are_told_after_the_way_was_found() -> None:
    def missing() -> Access:
        raise SettingsError(ErrorCode.CREDENTIALS_MISSING, "There are none.", "Store some.")

    with serving(LET_IN) as server:
        lines = probe(f"http://{server.netloc}", access=missing)

    assert first_failure(lines) is Check.CREDENTIALS
    assert lines[Check.CONNECTION].state is State.FINE


def test_credentials_of_another_kind_are_told() -> None:
    with serving(LET_IN) as server:
        lines = probe(f"http://{server.netloc}", access=lambda: Access(TokenCredentials("MIIx")))

    assert first_failure(lines) is Check.CREDENTIALS


@pytest.fixture(autouse=True)
def _no_system_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
