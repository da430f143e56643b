from __future__ import annotations

import contextlib
import os
import socket
import ssl
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
import trustme

from permit_desktop.recognition.apart import READING_PATIENCE_S
from permit_desktop.server import service as service_module
from permit_desktop.server.patient_protocol import PATIENCE_S, PatientProtocol
from permit_desktop.server.service import longest_stop_s
from tests.eventually import eventually
from tests.server.serving import WAIT_S, Running, Waiting, exchange, serving
from tests.server.test_fair_shares import open_requests


def test_beyond_the_places_requests_are_told_to_come_back(tmp_path: Path) -> None:
    waiting = Waiting()
    with serving(tmp_path, [waiting], places=1) as service, ThreadPoolExecutor(1) as pool:
        accepted = pool.submit(service.recognise)
        assert waiting.entered.acquire(timeout=WAIT_S)
        refused = service.recognise()
        waiting.go_on.set()
        answer = accepted.result(WAIT_S)
        free_again = service.recognise()

    assert refused.status_code == 429
    assert refused.json()["error_code"] == "APIG.0308"
    assert 2 <= int(refused.headers["Retry-After"]) <= 5
    assert answer.status_code == 200
    assert free_again.status_code == 200


def test_a_connection_too_many_is_told_to_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PatientProtocol, "max_connections", 1)
    with serving(tmp_path) as service:
        assert service.recognise().status_code == 200  # on a connection that stays open
        told = [requests.get(service.url + path, timeout=WAIT_S) for path in ("/v2/p", "/v3/auth/tokens")]
        assert service.recognise().status_code == 200

    assert [answer.status_code for answer in told] == [429, 429]
    assert told[0].json()["error_code"] == "APIG.0308"
    assert told[1].json()["error"]["code"] == 429
    for answer in told:
        assert answer.headers["Connection"] == "close"
        assert 2 <= int(answer.headers["Retry-After"]) <= 5
        assert len(answer.headers["X-Request-Id"]) == 32


@pytest.mark.skipif(os.name != "posix", reason="only there does the loop accept as other programs do")
def test_a_flood_of_silent_connections_is_hung_up_on_before_anything_is_spent_on_it(tmp_path: Path) -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority = trustme.CA()
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with serving(tmp_path, tls=tls, most_open=2) as service:
        with contextlib.ExitStack() as silent:
            address = ("127.0.0.1", int(service.url.rpartition(":")[2]))
            for _ in range(2):  # which begin no TLS, so that the HTTP server does not know of them
                silent.enter_context(socket.create_connection(address, WAIT_S))
            with contextlib.suppress(ConnectionResetError):
                assert exchange(service.url) == b""
        eventually(lambda: reachable(service, tmp_path / "ca.pem"))


@pytest.mark.skipif(os.name != "posix", reason="only there does the loop accept as other programs do")
def test_only_connections_that_are_open_count(tmp_path: Path) -> None:
    with serving(tmp_path, most_open=2) as service:
        for _ in range(20):  # each is closed when its answer has come to an end
            answer = exchange(service.url, b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            assert answer.startswith(b"HTTP/1.1 200")


@pytest.mark.skipif(sys.platform != "linux", reason="only there is a second address of this computer always at hand")
def test_one_sender_alone_does_not_fill_all_connections(tmp_path: Path) -> None:
    with serving(tmp_path, most_from_one=2) as service:
        address = ("127.0.0.1", int(service.url.rpartition(":")[2]))

        def other() -> socket.socket:
            return socket.create_connection(address, WAIT_S, source_address=("127.0.0.2", 0))

        def answered() -> bool:
            with other() as connection, contextlib.suppress(ConnectionError):
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
                return connection.recv(100) != b""
            return False

        with other(), other():
            assert not answered(), "hung up on"
            assert service.recognise().status_code == 200
        eventually(answered)


def lets_in(service: Running) -> bool:
    try:
        return requests.get(service.url + "/healthz", timeout=WAIT_S).ok
    except requests.ConnectionError:
        return False


def reachable(service: Running, ca_file: Path) -> bool:
    try:
        return service.http.get(service.url + "/healthz", verify=str(ca_file), timeout=WAIT_S).ok
    except requests.ConnectionError:
        return False


def test_readers_work_side_by_side(tmp_path: Path) -> None:
    both = [Waiting(), Waiting()]
    with serving(tmp_path, both) as service, ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(service.recognise) for _ in range(2)]
        assert all(waiting.entered.acquire(timeout=WAIT_S) for waiting in both)
        for waiting in both:
            waiting.go_on.set()
        assert [future.result(WAIT_S).status_code for future in asked] == [200, 200]


def test_a_stop_does_not_wait_for_idle_clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PatientProtocol, "closing_patience_s", 0.2)
    authority = trustme.CA()
    tls, trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    authority.configure_trust(trust)
    with contextlib.ExitStack() as stack:
        with serving(tmp_path, tls=tls) as service:
            port = int(service.url.rpartition(":")[2])
            plain = stack.enter_context(socket.create_connection(("127.0.0.1", port), WAIT_S))
            connection = stack.enter_context(trust.wrap_socket(plain, server_hostname="127.0.0.1"))
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")
            begun = time.monotonic()
        # It neither reads nor closes; without a limit the service would wait for `PATIENCE_S`.
        assert time.monotonic() - begun < PATIENCE_S / 2


def test_a_stop_answers_what_was_accepted_and_lets_nothing_new_in(tmp_path: Path) -> None:
    waiting = Waiting()
    with serving(tmp_path, [waiting]) as service, ThreadPoolExecutor(1) as pool:
        accepted = pool.submit(service.recognise)
        assert waiting.entered.acquire(timeout=WAIT_S)
        service.service.stop()
        eventually(lambda: not lets_in(service))
        waiting.go_on.set()
        answer = accepted.result(WAIT_S)

    assert answer.status_code == 200
    assert answer.json()["result"]["side"] == "front"
    assert service.log_lines()[-1]["event"] == "stopped"


def test_a_stop_has_patience_for_the_whole_line() -> None:
    assert longest_stop_s(places=120, readers=1) > 120 * READING_PATIENCE_S
    assert longest_stop_s(places=9, readers=4) > 3 * READING_PATIENCE_S


def test_what_a_stop_cannot_wait_for_is_answered_as_documented_and_its_turn_never_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_module, "longest_stop_s", lambda *_: 1)
    waiting = Waiting()
    with serving(tmp_path, [waiting]) as service, ThreadPoolExecutor(3) as pool:
        accepted = [pool.submit(service.recognise) for _ in range(3)]
        assert waiting.entered.acquire(timeout=WAIT_S)
        eventually(lambda: open_requests(service) == 3)
        service.service.stop()
        answers = [future.result(WAIT_S) for future in accepted]
        waiting.go_on.set()

    for answer in answers:
        assert (answer.status_code, answer.json()["error_code"]) == (503, "ModelArts.4403")
        assert int(answer.headers["Retry-After"]) > 0
        assert len(answer.headers["X-Request-Id"]) == 32
    lines = service.log_lines()
    told = [(line["status"], line["code"]) for line in lines if line.get("route") == "recognise"]
    assert told == 3 * [(503, "ModelArts.4403")]
    assert lines[-1]["event"] == "stopped"
    assert not waiting.entered.acquire(blocking=False)
