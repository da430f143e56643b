"""What those who run the service see of callers who are not let in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from permit_desktop.server.lockout import ALLOWED_FAILURES
from tests.server.serving import WAIT_S, Running, exchange, serving

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def told(service: Running) -> list[tuple[object, ...]]:
    """Reason, whether a user is named, and whether it locks, of each request that was not let in."""
    lines = service.settled_log_lines()
    known = {service.one.user.user_id, None}
    assert {line.get("user_id") for line in lines} <= known
    return [
        (line["reason"], line.get("user_id") is not None, line.get("locks", False))
        for line in lines
        if line.get("reason")
    ]


def count(service: Running, name: str) -> dict[str, float]:
    """A counter, by reason."""
    page = service.http.get(f"{service.url}/metrics", timeout=WAIT_S).text
    lines = [line for line in page.splitlines() if line.startswith(f"{name}_total{{")]
    return {line.split('"')[1]: float(line.rpartition(" ")[2]) for line in lines}


def test_wrong_signatures_and_the_lock_are_in_the_log_and_the_metrics(tmp_path: Path) -> None:
    with serving(tmp_path) as service:
        for _ in range(ALLOWED_FAILURES + 1):
            service.signed("POST", service.path, b"{}", sk="guess")
        service.recognise()
        seen = told(service)
        refused, locks = count(service, "permit_not_let_in"), count(service, "permit_locks")
        log = service.log.getvalue()

    wrong = ("wrong_signature", True)
    assert seen == [(*wrong, False)] * ALLOWED_FAILURES + [(*wrong, True), ("locked", True, False)]
    assert refused == {"wrong_signature": ALLOWED_FAILURES + 1, "locked": 1}
    assert locks == {"wrong_signature": 1}
    assert service.one.user.ak not in log


def test_wrong_passwords_and_the_lock_are_in_the_log_and_the_metrics(tmp_path: Path) -> None:
    with serving(tmp_path) as service:
        for _ in range(ALLOWED_FAILURES + 1):
            service.sign_in("guess", scope={})
        service.sign_in(service.one.password, scope={})
        seen = told(service)
        locks = count(service, "permit_locks")
        log = service.log.getvalue()

    wrong = ("wrong_password", True)
    assert seen == [(*wrong, False)] * ALLOWED_FAILURES + [(*wrong, True), ("locked", True, False)]
    assert locks == {"wrong_password": 1}
    assert "guess" not in log


def test_every_reason_is_told_by_a_word_and_names_nobody_who_is_not_a_user(tmp_path: Path) -> None:
    clock = [NOON]
    with serving(tmp_path, now=lambda: clock[0]) as service:

        def with_token(token: str) -> requests.Response:
            return service.http.post(
                service.url + service.path, headers={"X-Auth-Token": token}, json={}, timeout=WAIT_S
            )

        service.http.post(service.url + service.path, json={}, timeout=WAIT_S)
        with_token("made-up")
        service.signed("POST", service.path, b"{}", ak="A" * 20, at=NOON)
        service.signed("POST", service.path, b"{}", at=NOON + timedelta(minutes=16))
        service.sign_in(service.one.password, scope={"project": {"name": "elsewhere"}})
        token = service.token()
        clock[0] += timedelta(hours=24)
        with_token(token)
        seen = told(service)

    assert seen == [
        ("nothing_given", False, False),
        ("unknown_token", False, False),
        ("unknown_key", False, False),
        ("wrong_clock", True, False),
        ("wrong_project", True, False),
        ("old_token", True, False),
    ]


def test_a_name_that_nobody_has_is_told_without_the_name(tmp_path: Path) -> None:
    with serving(tmp_path) as service:
        identity = {"methods": ["password"], "password": {"user": {"name": "C12345678", "password": "x"}}}
        service.http.post(f"{service.url}/v3/auth/tokens", json={"auth": {"identity": identity}}, timeout=WAIT_S)
        seen = told(service)
        log = service.log.getvalue()

    assert seen == [("unknown_user", False, False)]
    assert "C12345678" not in log


@pytest.mark.parametrize("garbage", [b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\r\n\r\n"], ids=["no request", "TLS"])
def test_what_is_no_request_is_logged_and_counted(tmp_path: Path, garbage: bytes) -> None:
    with serving(tmp_path) as service:
        answer = exchange(service.url, garbage).decode("latin-1")
        lines = [line for line in service.settled_log_lines() if line["event"] == "request"]
        page = service.http.get(f"{service.url}/metrics", timeout=WAIT_S).text

    assert answer.startswith("HTTP/1.1 400 Bad Request\r\n")
    (line,) = lines
    assert (line["route"], line["status"], line["code"]) == ("other", 400, "APIG.0201")
    assert f"X-Request-Id: {line['request_id']}" in answer
    assert 'permit_requests_total{code="APIG.0201",route="other",status="400"} 1.0' in page
    assert "permit_requests_in_progress 1.0" in page  # the one that asks


def test_a_body_that_breaks_the_rules_is_one_line_under_the_id_that_was_answered(tmp_path: Path) -> None:
    given = "0123456789abcdef" * 2
    with serving(tmp_path) as service:
        lines = (f"POST {service.path} HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
        head = "\r\n".join((*lines, f"X-Request-Id: {given}", f"X-Auth-Token: {service.token()}", "", "")).encode()
        answer = exchange(service.url, head + b"no chunk\r\n").decode("latin-1")
        logged = [line for line in service.settled_log_lines() if line.get("route") != "sign_in"]

    (line,) = [line for line in logged if line["event"] == "request"]
    assert (line["status"], line.get("code")) == (400, "APIG.0201")
    assert f"X-Request-Id: {line['request_id']}" in answer


def test_behind_a_proxy_the_service_tells_the_address_that_clients_know(tmp_path: Path) -> None:
    with serving(tmp_path, public_url="https://permits.example/desk") as service:
        answer = service.sign_in(service.one.password, scope={"project": {"id": service.one.user.project_id}}, query="")
        listed = service.signed("GET", "/v3/projects?name=ap-southeast-1")

    (entry,) = answer.json()["token"]["catalog"]
    assert entry["endpoints"][0]["url"] == f"https://permits.example/desk/v2/{service.one.user.project_id}"
    assert listed.json()["links"]["self"] == "https://permits.example/desk/v3/projects?name=ap-southeast-1"


def test_nobody_but_the_administrator_says_under_which_address_the_service_is_known(service: Running) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.7", "X-Forwarded-Host": "evil.example"}
    listed = service.signed("GET", "/v3/projects?name=x", headers=forwarded)

    assert listed.json()["links"]["self"] == f"{service.url}/v3/projects?name=x"
