from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from permit_desktop.server import recognise
from permit_desktop.server.incoming import read_body
from permit_desktop.server.patient_protocol import PatientProtocol
from tests.server.serving import Running, exchange, serving


def parts(answer: bytes) -> tuple[int, dict[str, str], bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return int(first.split()[1]), {line.split(": ")[0].lower(): line.split(": ")[1] for line in lines}, body


def head_of(service: Running) -> bytes:
    lines = (f"POST {service.path} HTTP/1.1", "Host: a", "Content-Length: 100", f"X-Auth-Token: {service.token()}")
    return "\r\n".join((*lines, "", "")).encode()


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ",),
        (b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", b"GET /healthz HT"),
    ],
    ids=["silent", "half a head", "half a second head"],
)
def test_a_client_that_does_not_get_on_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pieces: tuple[bytes, ...]
) -> None:
    monkeypatch.setattr(PatientProtocol, "patience_s", 0.3)
    with serving(tmp_path) as service:
        try:
            answer = exchange(service.url, *pieces)
        except ConnectionResetError:
            answer = b""
    assert answer.count(b"HTTP/1.1 200") == (1 if len(pieces) > 1 else 0)


def test_a_body_that_does_not_come_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognise, "read_body", lambda request: read_body(request, patience_s=0.2))
    with serving(tmp_path) as service:
        head = head_of(service)
        status, headers, body = parts(exchange(service.url, head, b'{"image"'))

    assert (status, json.loads(body)["error_code"]) == (408, "APIG.0201")
    assert headers["connection"] == "close"


@pytest.mark.parametrize(
    "garbage",
    [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nA: " + b"a" * 70_000],
    ids=["TLS", "no request", "endless head"],
)
def test_what_is_no_request_is_told_so_in_the_documented_shape(service: Running, garbage: bytes) -> None:
    status, headers, body = parts(exchange(service.url, garbage))

    assert (status, headers["content-type"]) == (400, "application/json")
    assert json.loads(body) == {"error_code": "APIG.0201", "error_msg": "API request error."}
    assert len(headers["x-request-id"]) == 32


@pytest.mark.parametrize("token", ["", "wrong"], ids=["known", "unknown"])
def test_a_body_that_breaks_the_rules_is_told_so_and_is_no_fault_of_the_service(tmp_path: Path, token: str) -> None:
    with serving(tmp_path) as service:
        lines = (f"POST {service.path} HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
        head = "\r\n".join((*lines, f"X-Auth-Token: {token or service.token()}", "", "")).encode()
        answer = exchange(service.url, head + b"no chunk\r\n")
        lines_logged = service.settled_log_lines()

    assert parts(answer)[0] == 400
    assert not any("fault" in line or line.get("level") == "error" for line in lines_logged)


def test_a_request_with_two_ends_is_refused_and_nothing_is_read_after_it(service: Running) -> None:
    head = b"POST /v3/auth/tokens HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
    # All at once: what is sent to a connection that is closed already can cost its answer.
    answer = exchange(service.url, head + b"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
    status, headers, body = parts(answer)

    assert (status, headers["connection"]) == (400, "close")
    assert json.loads(body)["error"]["code"] == 400
    assert answer.count(b"HTTP/1.1 ") == 1


def test_a_sender_that_leaves_is_only_noted(tmp_path: Path) -> None:
    with serving(tmp_path) as service:
        head = head_of(service)
        port = int(service.url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), 10) as connection:
            connection.sendall(head)
        assert service.recognise().status_code == 200

    assert {line["status"] for line in service.log_lines() if line.get("route") == "recognise"} == {499, 200}
    assert not any("fault" in line for line in service.log_lines())
