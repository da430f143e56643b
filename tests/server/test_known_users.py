"""The file of the users goes bad while the service runs, and is mended."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from permit_desktop.server.listening import listen
from permit_desktop.server.log import ServiceLog
from permit_desktop.server.service import Makings, Service
from tests.server.serving import WAIT_S, ByColour, InThisProcess, Running, serving, utc_now


def readiness(service: Running) -> tuple[int, str]:
    answer = service.http.get(f"{service.url}/readyz", timeout=WAIT_S)
    return answer.status_code, answer.json()["status"]


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"users": [{}]}', b'{"users": [1]}'], ids=str)
def test_a_users_file_that_goes_bad_closes_the_door_until_it_is_mended(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "users.json"
    with serving(tmp_path) as service:
        beside = tmp_path / "beside"
        token = service.token()
        assert readiness(service) == (200, "ready")
        file.rename(beside)
        if content is not None:
            file.write_bytes(content)
            file.chmod(0o600)
        bad = [
            service.recognise(),
            service.http.post(service.url + service.path, headers={"X-Auth-Token": token}, json={}, timeout=WAIT_S),
        ]
        sign_in = service.sign_in(service.one.password, scope={})
        while_bad = readiness(service)
        beside.rename(file)
        mended = service.recognise().status_code, readiness(service)
        lines = service.log_lines()

    assert [(answer.status_code, answer.headers["Retry-After"]) for answer in bad] == [(503, "30")] * 2
    assert {answer.json()["error_code"] for answer in bad} == {"APIG.0613"}
    assert (sign_in.status_code, sign_in.json()["error"]["title"]) == (503, "Service Unavailable")
    assert while_bad == (503, "users_unusable")
    assert mended == (200, (200, "ready"))
    (unusable,) = [line for line in lines if line["event"] == "users_unusable"]
    assert unusable["code"] == "setting_invalid"
    assert unusable["message"].startswith("The file of the service's users ")
    assert unusable["remedy"]
    assert [line["users"] for line in lines if line["event"] == "users_usable"] == [1]
    assert not any("fault" in line for line in lines)


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_a_users_file_that_others_may_read_is_not_trusted(tmp_path: Path) -> None:
    with serving(tmp_path) as service:
        assert service.recognise().status_code == 200
        (tmp_path / "users.json").chmod(0o644)
        answer = service.recognise()
        (tmp_path / "users.json").chmod(0o600)
        assert service.recognise().status_code == 200

    assert (answer.status_code, answer.json()["error_code"]) == (503, "APIG.0613")


def test_a_users_file_that_is_bad_from_the_start_is_told_before_anybody_calls(tmp_path: Path) -> None:
    file, log = tmp_path / "users.json", io.StringIO()
    file.write_bytes(b"{")
    file.chmod(0o600)
    service = Service(
        Makings(file, [InThisProcess(ByColour())], 1, None, ServiceLog(log, utc_now), utc_now),
    )
    service.run(listen("127.0.0.1", 0, protected=False), service.stop)

    events = [json.loads(line)["event"] for line in log.getvalue().splitlines()]
    assert events == ["ready", "users_unusable", "stopped"]
