from __future__ import annotations

import asyncio
import io
import json
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.server.log import ServiceLog
from permit_desktop.server.record import new_record
from tests.server.serving import WHITE, serving

NOW = datetime(2026, 1, 1, 12, 30, tzinfo=UTC)


def test_a_line_is_one_json_object_with_what_is_known() -> None:
    output = io.StringIO()
    ServiceLog(output, lambda: NOW).write("request", status=200, code=None, seconds=0.5)

    assert output.getvalue().count("\n") == 1
    assert json.loads(output.getvalue()) == {
        "time": "2026-01-01T12:30:00.000+00:00",
        "event": "request",
        "status": 200,
        "seconds": 0.5,
    }


def test_what_the_web_server_says_is_kept_without_its_details() -> None:
    output = io.StringIO()
    log = ServiceLog(output, lambda: NOW)
    failed = (ValueError, ValueError("C12345678"), None)
    pattern = "Cancel %s running task(s), timeout graceful shutdown exceeded"
    log.handle(logging.LogRecord("uvicorn.error", logging.ERROR, "a.py", 1, pattern, ("ZHANG, SAN",), failed))

    (line,) = output.getvalue().splitlines()
    told = json.loads(line)
    assert (told["logger"], told["level"], told["message"]) == ("uvicorn.error", "error", pattern)
    assert told["fault"] == "ValueError"
    assert "ZHANG" not in line
    assert "C12345678" not in line


def test_a_text_of_the_web_server_that_nobody_knows_is_only_said_to_have_been() -> None:
    output = io.StringIO()
    traceback = 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: C12345678'
    log = ServiceLog(output, lambda: NOW)
    log.handle(logging.LogRecord("uvicorn.error", logging.ERROR, "a.py", 1, traceback, (), None))

    told = json.loads(output.getvalue())
    assert told.keys() == {"time", "event", "logger", "level"}
    assert (told["logger"], told["level"]) == ("uvicorn.error", "error")


def test_a_fault_outside_of_any_request_is_kept_without_its_details(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(picture: str) -> None:
        raise ValueError(picture)

    async def fetch(*_: str) -> bytes:
        asyncio.get_running_loop().call_soon(fail, "C12345678")
        await asyncio.sleep(0)
        return WHITE

    with serving(tmp_path, fetch=fetch) as service:
        assert service.recognise(b'{"url": "https://a.example/b.png"}').status_code == 200
        (line,) = [line for line in service.log_lines() if line["event"] == "event_loop"]

    assert line["fault"].startswith("ValueError at test_log.py:")
    assert "C12345678" not in service.log.getvalue() + caplog.text + "".join(capsys.readouterr())


@given(st.none() | st.text(max_size=31) | st.from_regex(r"[A-Z]{1,3}[0-9]{8,28}", fullmatch=True))
def test_what_is_no_request_id_never_becomes_one(given_id: str | None) -> None:
    made = new_record(given_id).request_id

    assert made != given_id
    assert len(made) == 32


@given(st.uuids())
def test_a_request_id_is_kept(identity: object) -> None:
    assert new_record(str(identity)).request_id == str(identity)
