"""Answers with bytes changed, left out, doubled and put in: whatever comes, the client gives a result or a failure."""

from __future__ import annotations

import gzip
import json
import random

import pytest

from permit_desktop.api.connection import Patience
from permit_desktop.api.errors import ServiceError
from tests.api.calling import FOUND, PASSWORD, STILL, client
from tests.api.scripted_server import raw, serving, then_close
from tests.spoiling import spoiled

GOOD = json.dumps(FOUND, ensure_ascii=False).encode()
TOKEN = b'{"token": {"expires_at": "2026-01-02T00:00:00.000000Z", "project": {"id": "p"}}}'
JSON = b"Content-Type: application/json; charset=utf-8\r\nDate: Thu, 01 Jan 2026 00:00:10 GMT\r\n"
ANSWERS = (
    b"HTTP/1.1 200 OK\r\n%bContent-Length: %d\r\n\r\n%b" % (JSON, len(GOOD), GOOD),
    b"HTTP/1.1 200 OK\r\n%bTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\nX-A: b\r\n\r\n" % (JSON, len(GOOD), GOOD),
    b"HTTP/1.1 200 OK\r\n%bContent-Encoding: gzip\r\n\r\n%b" % (JSON, gzip.compress(GOOD)),
    b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/a?b#c\r\nSet-Cookie: a=b; Path=/\r\n\r\n<html>",
    b"HTTP/1.1 429 Busy\r\n%bRetry-After: Thu, 01 Jan 2026 00:00:30 GMT\r\n\r\n" % JSON,
    b'HTTP/1.1 401 No\r\n%bX-Request-Id: 1\r\n\r\n{"error_code": "APIG.0301", "error_msg": "verify"}' % JSON,
)
TOKEN_ANSWER = b"HTTP/1.1 201 Created\r\n%bX-Subject-Token: MII\r\n\r\n%b" % (JSON, TOKEN)
INSERTED = (
    b"\r\n", b"\0", b"\xff", b"9" * 25, b"[", b"://[", b"-1", b"HTTP/1.1 100 Continue\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Content-Length: 99999999999999999999\r\n", b"Content-Encoding: deflate\r\n",
    b"Location: \xff\r\n", b"Location: http://[\r\n", b"Retry-After: 9\r\n",
)  # fmt: skip


def try_out(times: int) -> None:
    chance = random.Random(5)
    haste = Patience(connect_s=2, read_s=2, total_s=5)
    with serving(raw(b"")) as server:
        for _ in range(times):
            sent = spoiled(chance.choice((*ANSWERS, TOKEN_ANSWER)), chance, INSERTED)
            server.script[:] = [then_close(raw(sent))]
            with client(f"http://{server.netloc}", PASSWORD, patience=haste) as recogniser:
                if not sent.startswith(TOKEN_ANSWER[:12]):
                    server.script.insert(0, then_close(raw(TOKEN_ANSWER)))
                try:
                    recogniser.recognise(STILL, with_portrait=False)
                except ServiceError:
                    continue
                except Exception as error:
                    raise AssertionError(sent) from error


def test_a_spoiled_answer_is_a_result_or_a_failure() -> None:
    try_out(150)


@pytest.mark.campaign
@pytest.mark.timeout(3600)
def test_many_spoiled_answers_are_results_or_failures() -> None:
    try_out(10_000)
