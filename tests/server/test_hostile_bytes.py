"""Requests with bytes changed, left out, doubled and put in: whatever comes, the service answers or hangs up."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from permit_desktop.server import identity, recognise
from permit_desktop.server.incoming import read_body
from permit_desktop.server.patient_protocol import PatientProtocol
from tests.server.serving import WAIT_S, Running, body_of, exchange, serving
from tests.spoiling import spoiled

INSERTED = (
    b"\r\n", b"\0", b"\xff", b"%00", b"..//", b"; ", b"-1", b" HTTP/1.1\r\n", b"Transfer-Encoding: chunked\r\n",
    b"Content-Length: 99999999999999999999\r\n", b"Expect: 100-continue\r\n", b"Host: b\r\n",
    b"Upgrade: websocket\r\nConnection: Upgrade\r\n",
)  # fmt: skip


def good_ones(service: Running) -> list[bytes]:
    token, body = f"Host: a\r\nX-Auth-Token: {service.token()}", body_of()
    signed = service.recognise(body).request.headers
    lines = "".join(f"{name}: {value}\r\n" for name, value in signed.items())
    chunked = (
        f"POST {service.path}?a=b&c=%20 HTTP/1.1\r\n{token}\r\nTransfer-Encoding: chunked\r\n\r\n{len(body):x}\r\n"
    )
    return [
        f"POST {service.path} HTTP/1.1\r\n{lines}\r\n".encode() + body,
        chunked.encode() + body + b"\r\n0\r\n\r\n",
        b'POST /v3/auth/tokens HTTP/1.1\r\nHost: a\r\nContent-Length: 26\r\n\r\n{"auth": {"identity": []}}',
        f"GET /v3/projects?name=x HTTP/1.1\r\n{token}\r\n\r\nGET /metrics HTTP/1.1\r\n{token}\r\n\r\n".encode(),
    ]


def try_out(folder: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    monkeypatch.setattr(PatientProtocol, "patience_s", 0.1)
    for module in (recognise, identity):
        monkeypatch.setattr(module, "read_body", lambda request, *_: read_body(request, patience_s=0.1))
    chance = random.Random(8)
    with serving(folder) as service:
        requests, token = good_ones(service), service.token()
        for _ in range(times):
            sent = spoiled(chance.choice(requests), chance, INSERTED)
            try:
                answer = exchange(service.url, sent)
            except (ConnectionResetError, BrokenPipeError):
                continue
            assert not answer.startswith(b"HTTP/1.1 5"), sent
        # By token: spoiled signatures may have locked the key.
        headers = {"X-Auth-Token": token}
        read = service.http.post(service.url + service.path, data=body_of(), headers=headers, timeout=WAIT_S)
        assert read.status_code == 200
        assert not [line for line in service.log_lines() if "fault" in line or line.get("level") == "error"]


def test_spoiled_requests_are_answered_or_hung_up_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try_out(tmp_path, monkeypatch, 40)


@pytest.mark.campaign
@pytest.mark.timeout(3600)
def test_many_spoiled_requests_are_answered_or_hung_up_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try_out(tmp_path, monkeypatch, 3000)
