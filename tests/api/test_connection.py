"""TLS, proxies, redirects, the environment, and networks that are not there."""

from __future__ import annotations

import contextlib
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
import trustme

from permit_desktop.api.client import ServiceRecogniser
from permit_desktop.api.connection import MAX_IDLE_S, Connection, Patience
from permit_desktop.api.errors import Action, ServiceError
from permit_desktop.api.service import NO_PROXY, ServiceAddress
from permit_desktop.api.signing import Verdict, verify
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.domain.permit import FieldName
from permit_desktop.system.credentials import ProxyCredentials
from tests.api.calling import AK, FOUND, NOW, STILL, TOKEN, client
from tests.api.proxying import proxy
from tests.api.scripted_server import Received, answer, drip, serving, then_hang, unfinished_tls

READ = answer(200, FOUND)
HASTE = Patience(connect_s=0.3, read_s=0.3, total_s=1)


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
    return server_side(authority.issue_cert("127.0.0.1", "localhost"))


def test_tls_holds_with_an_authority_of_the_settings(tls: ssl.SSLContext, ca_file: Path) -> None:
    with serving(READ, tls=tls) as server, client(f"https://{server.netloc}", ca_file=ca_file) as recogniser:
        assert recogniser.recognise(STILL, with_portrait=False).value(FieldName.NAME) == "张三"
        recogniser.recognise(STILL, with_portrait=False)

    assert verify(server.requests[0].signable(), AK.sk, NOW) is Verdict.HOLDS


@pytest.mark.skipif(sys.platform != "linux", reason="the variable names the operating system's certificates on Linux")
def test_tls_holds_with_an_authority_of_the_operating_system(
    tls: ssl.SSLContext, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    with serving(READ, tls=tls) as server, client(f"https://{server.netloc}") as recogniser:
        assert recogniser.recognise(STILL, with_portrait=False).value(FieldName.NAME) == "张三"


def distrusted(tls: ssl.SSLContext, ca_file: Path | None, host: str = "127.0.0.1") -> None:
    with (
        serving(READ, tls=tls) as server,
        client(f"https://{host}:{server.port}", TOKEN, ca_file=ca_file) as recogniser,
    ):
        with pytest.raises(ServiceError) as failed:
            recogniser.recognise(STILL, with_portrait=False)

        assert failed.value.code is ErrorCode.SERVICE_NOT_TRUSTED
        assert failed.value.action is Action.ASK_ADMINISTRATOR
        assert not failed.value.maybe_sent
        assert server.requests == []


def test_an_unknown_authority_is_not_trusted(tls: ssl.SSLContext) -> None:
    distrusted(tls, None)


def test_the_environment_adds_no_authority(tls: ssl.SSLContext, ca_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(ca_file))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(ca_file))
    distrusted(tls, None)


def test_the_list_of_authorities_that_requests_brings_is_not_used(
    tls: ssl.SSLContext, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(ca_file))
    distrusted(tls, None)


def test_an_expired_certificate_is_not_trusted(authority: trustme.CA, ca_file: Path) -> None:
    past = datetime.now(UTC) - timedelta(days=1)
    distrusted(server_side(authority.issue_cert("127.0.0.1", not_after=past)), ca_file)


def test_the_certificate_of_another_host_is_not_trusted(authority: trustme.CA, ca_file: Path) -> None:
    distrusted(server_side(authority.issue_cert("other.example")), ca_file)
    distrusted(server_side(authority.issue_cert("127.0.0.1")), ca_file, host="localhost")


def test_a_plain_server_under_an_https_address_is_a_failed_secure_connection() -> None:
    with serving(READ) as server, client(f"https://{server.netloc}") as recogniser:
        with pytest.raises(ServiceError) as failed:
            recogniser.recognise(STILL, with_portrait=False)

        assert failed.value.code is ErrorCode.SERVICE_TLS_FAILED
        assert not failed.value.maybe_sent


def test_tls_before_1_2_is_refused(authority: trustme.CA, ca_file: Path) -> None:
    context = server_side(authority.issue_cert("127.0.0.1"))
    with pytest.warns(DeprecationWarning, match="deprecated"):
        context.minimum_version = ssl.TLSVersion.TLSv1
    with pytest.warns(DeprecationWarning, match="deprecated"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    with serving(READ, tls=context) as server, client(f"https://{server.netloc}", ca_file=ca_file) as recogniser:
        with pytest.raises(ServiceError) as failed:
            recogniser.recognise(STILL, with_portrait=False)

        assert failed.value.code is ErrorCode.SERVICE_TLS_FAILED
        assert server.requests == []


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_a_file_of_authorities_that_cannot_be_used_is_a_wrong_setting(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "authority.pem"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(SettingsError), client("https://127.0.0.1:1", ca_file=path):
        pass


def unreachable(endpoint: str) -> None:
    with client(endpoint, patience=HASTE) as recogniser, pytest.raises(ServiceError) as failed:
        recogniser.recognise(STILL, with_portrait=False)
    assert failed.value.code is ErrorCode.SERVICE_UNREACHABLE
    assert failed.value.action is Action.PAUSE_AND_PROBE
    assert not failed.value.maybe_sent


def _no_such_name(*_args: object, **_kwargs: object) -> None:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_a_closed_port_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    unreachable(f"http://127.0.0.1:{port}")


def test_a_name_that_does_not_exist_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", _no_such_name)
    unreachable("https://ocr.example")


def test_a_server_that_accepts_no_connection_is_unreachable() -> None:
    with nobody_accepts() as address:
        unreachable(address)


@contextlib.contextmanager
def nobody_accepts() -> Iterator[str]:
    """An address at which a connection is neither made nor refused."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener, contextlib.ExitStack() as waiting:
        for _ in range(4):  # fill the queue of connections that nobody accepts
            filler = waiting.enter_context(socket.socket())
            filler.settimeout(0)
            filler.connect_ex(listener.getsockname())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@contextlib.contextmanager
def nobody_shakes_hands() -> Iterator[str]:
    """An address at which a secure connection begins and goes no further."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"


@contextlib.contextmanager
def nobody_knows_the_name() -> Iterator[str]:
    """An address whose name is looked up without end."""
    stopped = threading.Event()

    def look_up(*_: object) -> NoReturn:
        stopped.wait(20)
        raise socket.gaierror

    with pytest.MonkeyPatch.context() as resolver:
        resolver.setattr("socket.getaddrinfo", look_up)
        yield "https://ocr.example"
        stopped.set()


def interrupted(recogniser: ServiceRecogniser, begun: Callable[[], bool] = lambda: True) -> ServiceError:
    """How a reading fails that is interrupted as soon as it has begun."""
    failures: list[ServiceError] = []

    def read() -> None:
        try:
            recogniser.recognise(STILL, with_portrait=False)
        except ServiceError as error:
            failures.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    while not begun():
        thread.join(0.01)
    began_s = time.monotonic()
    while thread.is_alive():  # what is only about to begin is not ended
        recogniser.interrupt()
        thread.join(0.3)
    assert time.monotonic() - began_s < 15  # of the 20 s for which nobody answers
    return failures[0]


@pytest.mark.parametrize("where", [nobody_knows_the_name, nobody_accepts, nobody_shakes_hands])
def test_connecting_ends_at_once_when_it_is_interrupted_and_nothing_was_sent(
    where: Callable[[], AbstractContextManager[str]],
) -> None:
    with where() as address, client(address, patience=Patience(20, 20, 20)) as recogniser:
        assert not interrupted(recogniser).maybe_sent


def test_waiting_for_an_answer_ends_at_once_when_it_is_interrupted_and_may_have_been_paid() -> None:
    with (
        serving(then_hang(b"")) as server,
        client(f"http://{server.netloc}", patience=Patience(20, 20, 20)) as recogniser,
    ):
        assert interrupted(recogniser, begun=lambda: bool(server.requests)).maybe_sent


def test_a_secure_connection_that_drips_is_given_up() -> None:
    with unfinished_tls() as netloc:
        unreachable(f"https://{netloc}")


def test_a_proxy_whose_tunnel_drips_ends_when_the_time_is_over() -> None:
    with (
        serving(drip(b"HTTP/1.1 ", b"2")) as server,
        client("https://ocr.example", patience=HASTE, proxy=f"http://{server.netloc}") as recogniser,
        pytest.raises(ServiceError) as failed,
    ):
        recogniser.recognise(STILL, with_portrait=False)

    assert failed.value.code is ErrorCode.SERVICE_NO_ANSWER
    assert not failed.value.maybe_sent


def test_a_server_that_does_not_take_the_whole_picture_did_not_read_it() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        client(f"http://127.0.0.1:{listener.getsockname()[1]}", patience=HASTE) as recogniser,
    ):
        import numpy as np

        noise = np.random.default_rng(1).integers(0, 256, (3000, 3000, 3), np.uint8)
        with pytest.raises(ServiceError) as failed:
            recogniser.recognise(noise, with_portrait=False)

    assert failed.value.code is ErrorCode.SERVICE_NO_ANSWER
    assert not failed.value.maybe_sent


def test_plain_http_goes_to_this_computer_only_unless_it_is_allowed() -> None:
    with client("http://192.0.2.1:1") as recogniser, pytest.raises(SettingsError):
        recogniser.recognise(STILL, with_portrait=False)
    with client("http://192.0.2.1:1", allow_plain_http=True, proxy="http://127.0.0.1:9") as recogniser:
        with pytest.raises(ServiceError) as failed:
            recogniser.recognise(STILL, with_portrait=False)
        assert failed.value.code is ErrorCode.SERVICE_PROXY_FAILED


def test_a_connection_that_was_idle_for_long_is_replaced_by_a_new_one() -> None:
    clock, peers = [0.0], []

    def remember(open_socket: socket.socket, received: Received, stopped: threading.Event) -> None:
        peers.append(open_socket.getpeername())
        READ(open_socket, received, stopped)

    with serving(remember) as server:
        connection = Connection(
            ca_file=None, proxy=NO_PROXY, patience=HASTE, allow_plain_http=False, monotonic=lambda: clock[0]
        )
        address = ServiceAddress.parse(f"http://{server.netloc}")
        for pause_s in (0, MAX_IDLE_S, MAX_IDLE_S + 1, 0):
            clock[0] += pause_s
            assert connection.post(address, "/", {"Host": server.netloc}, b"{}", carries_still=False).status == 200
        connection.close()

    assert peers[0] == peers[1] != peers[2] == peers[3]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_neither_picture_nor_credentials_follow_a_redirect(status: int) -> None:
    with serving(READ) as other:
        away = answer(status, b"", {"Location": f"http://{other.netloc}/"})
        with (
            serving(away) as server,
            client(f"http://{server.netloc}", TOKEN) as recogniser,
            pytest.raises(ServiceError),
        ):
            recogniser.recognise(STILL, with_portrait=False)

        assert other.requests == []


def test_the_environment_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\ndefault login a password b\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(READ) as server, client(f"http://{server.netloc}") as recogniser:
        recogniser.recognise(STILL, with_portrait=False)

    assert server.requests[0].headers["authorization"].startswith("SDK-HMAC-SHA256")


def test_no_packed_answer_is_asked_for() -> None:
    with serving(READ) as server, client(f"http://{server.netloc}") as recogniser:
        recogniser.recognise(STILL, with_portrait=False)

    assert server.requests[0].headers["accept-encoding"] == "identity", "packed, a few bytes could become gigabytes"


def test_no_cookie_is_kept() -> None:
    baker = answer(200, FOUND, {"Set-Cookie": "track=1; Path=/"})
    with serving(baker) as server, client(f"http://{server.netloc}") as recogniser:
        recogniser.recognise(STILL, with_portrait=False)
        recogniser.recognise(STILL, with_portrait=False)

    assert "cookie" not in server.requests[1].headers


def test_https_goes_through_the_proxy_and_is_still_verified(tls: ssl.SSLContext, ca_file: Path) -> None:
    with serving(READ, tls=tls) as server:
        with (
            proxy() as (port, log),
            client(f"https://{server.netloc}", proxy=f"http://127.0.0.1:{port}", ca_file=ca_file) as recogniser,
            client(f"https://{server.netloc}", proxy=f"http://127.0.0.1:{port}") as trusting_nobody,
        ):
            assert recogniser.recognise(STILL, with_portrait=False).value(FieldName.NAME) == "张三"
            with pytest.raises(ServiceError) as failed:
                trusting_nobody.recognise(STILL, with_portrait=False)
        assert log == [f"CONNECT {server.netloc} let through"] * 2

    assert failed.value.code is ErrorCode.SERVICE_NOT_TRUSTED
    assert "proxy-authorization" not in server.requests[0].headers


@pytest.mark.parametrize("password", ["p w", "密码:@/%20"])
def test_a_proxy_gets_its_user_and_password_and_the_service_does_not(
    password: str, tls: ssl.SSLContext, ca_file: Path
) -> None:
    with serving(READ, tls=tls) as server:
        with (
            proxy(f"clerk:{password}") as (port, log),
            client(
                f"https://{server.netloc}",
                proxy=f"http://127.0.0.1:{port}",
                proxy_credentials=ProxyCredentials("clerk", password),
                ca_file=ca_file,
            ) as recogniser,
        ):
            recogniser.recognise(STILL, with_portrait=False)
        assert log == [f"CONNECT {server.netloc} let through"]

    assert "proxy-authorization" not in server.requests[0].headers


@pytest.mark.parametrize("credentials", [None, ProxyCredentials("clerk", "wrong")], ids=["none", "wrong"])
def test_a_proxy_that_refuses_is_its_own_failure_and_names_no_password(
    credentials: ProxyCredentials | None, tls: ssl.SSLContext, ca_file: Path
) -> None:
    with serving(READ, tls=tls) as server:
        with (
            proxy("clerk:right") as (port, log),
            client(
                f"https://{server.netloc}",
                proxy=f"http://127.0.0.1:{port}",
                proxy_credentials=credentials,
                ca_file=ca_file,
            ) as recogniser,
            pytest.raises(ServiceError) as failed,
        ):
            recogniser.recognise(STILL, with_portrait=False)
        assert log == [f"CONNECT {server.netloc} refused"]

    assert failed.value.code is ErrorCode.SERVICE_PROXY_FAILED
    assert "credentials set --proxy" in failed.value.remedy
    assert not failed.value.maybe_sent
    assert "wrong" not in f"{failed.value!r} {failed.value.__cause__!r}"


def test_plain_http_to_this_computer_can_go_through_a_proxy_too() -> None:
    with serving(READ) as server:
        with (
            proxy("clerk:right") as (port, log),
            client(
                f"http://{server.netloc}",
                proxy=f"http://127.0.0.1:{port}",
                proxy_credentials=ProxyCredentials("clerk", "right"),
            ) as recogniser,
        ):
            recogniser.recognise(STILL, with_portrait=False)
        assert log == [f"POST http://{server.netloc}{server.requests[0].target} let through"]
    assert "proxy-authorization" not in server.requests[0].headers


@pytest.mark.parametrize(("user", "outcome"), [("", "refused"), ("clerk:right@", "let through")])
def test_credentials_for_the_proxy_of_the_settings_do_not_go_to_the_systems(
    user: str, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy("clerk:right") as (port, log):
        monkeypatch.setenv("https_proxy", f"http://{user}127.0.0.1:{port}")
        monkeypatch.setenv("no_proxy", "")
        with (
            client("https://nowhere.invalid", proxy="system", proxy_credentials=ProxyCredentials("clerk", "right")) as (
                recogniser
            ),
            pytest.raises(ServiceError) as failed,
        ):
            recogniser.recognise(STILL, with_portrait=False)
    assert failed.value.code is ErrorCode.SERVICE_PROXY_FAILED
    assert log == [f"CONNECT nowhere.invalid:443 {outcome}"]


def test_the_systems_proxy_applies_to_other_computers(monkeypatch: pytest.MonkeyPatch) -> None:
    with proxy("nobody:knows") as (port, log):
        monkeypatch.setenv("https_proxy", f"127.0.0.1:{port}")
        monkeypatch.setenv("http_proxy", f"127.0.0.1:{port}")
        monkeypatch.setenv("no_proxy", "inside.example")
        with client("https://ocr.example", proxy="system") as recogniser, pytest.raises(ServiceError) as failed:
            recogniser.recognise(STILL, with_portrait=False)
        with (
            serving(READ) as server,
            client(f"http://{server.netloc}", proxy="system") as recogniser,
        ):
            recogniser.recognise(STILL, with_portrait=False)

    assert failed.value.code is ErrorCode.SERVICE_PROXY_FAILED
    assert log == ["CONNECT ocr.example:443 refused"]


@pytest.mark.parametrize("address", ["socks5://127.0.0.1:9", "http://[bad", "http://127.0.0.1:0"])
def test_a_systems_proxy_that_cannot_be_used_is_told_as_such(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", address)
    with client("https://ocr.example", proxy="system") as recogniser, pytest.raises(SettingsError) as failed:
        recogniser.recognise(STILL, with_portrait=False)
    assert "proxy" in failed.value.message


def test_a_host_that_the_system_excepts_from_its_proxy_is_called_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "192.0.2.0/24,.example")
    monkeypatch.setattr("socket.getaddrinfo", _no_such_name)
    with client("https://ocr.example", proxy="system") as recogniser, pytest.raises(ServiceError) as failed:
        recogniser.recognise(STILL, with_portrait=False)
    assert failed.value.code is ErrorCode.SERVICE_UNREACHABLE


def test_a_proxy_that_is_not_there_is_its_own_failure() -> None:
    with client("https://ocr.example", proxy="http://127.0.0.1:9") as recogniser:
        with pytest.raises(ServiceError) as failed:
            recogniser.recognise(STILL, with_portrait=False)
        assert failed.value.code is ErrorCode.SERVICE_PROXY_FAILED


@pytest.mark.parametrize(
    "address", ["", "proxy:3128", "socks5://x:1", "http://", "http://x:0", "http://[::1", "ftp://x"]
)
def test_a_proxy_address_of_another_form_is_a_wrong_setting(address: str) -> None:
    with pytest.raises(SettingsError), client("https://ocr.example", proxy=address):
        pass


@pytest.mark.parametrize("address", ["http://clerk:the-secret@proxy:3128", "http://clerk@proxy:3128", "http://@x"])
def test_a_user_or_password_in_a_proxy_address_is_sent_to_the_keyring(address: str) -> None:
    with pytest.raises(SettingsError) as failed, client("https://ocr.example", proxy=address):
        pass
    assert "credentials set --proxy" in failed.value.remedy
    assert "the-secret" not in f"{failed.value!r} {failed.value.message} {failed.value.remedy}"
