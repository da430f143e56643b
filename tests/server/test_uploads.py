"""Bodies that do not come: what the head tells is answered at once, and nobody's slow bodies keep others out."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from permit_desktop.api.signing import SignableRequest, sign
from permit_desktop.server.users import User
from tests.eventually import eventually
from tests.server.serving import QUICK, WAIT_S, Running, body_of, serving, utc_now

CONTINUE = b"HTTP/1.1 100 "


def signed_head(
    service: Running, user: User, *, method: str = "POST", path: str = "", minutes_ago: int = 0, sk: str = ""
) -> dict[str, str]:
    """The head of a signed request that announces a body."""
    headers = {"Host": service.url.partition("://")[2], "Content-Type": "application/json"}
    target = SignableRequest(method, path or service.path, "", headers, body_of())
    at = utc_now() - timedelta(minutes=minutes_ago)
    return headers | sign(target, user.ak, sk or user.sk, at) | {"Content-Length": str(len(body_of()))}


def sent(service: Running, request: str, headers: Mapping[str, str]) -> socket.socket:
    """A connection on which a head was sent, and nothing else; the service says when it waits for the body."""
    lines = (f"{request} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "Expect: 100-continue")
    connection = socket.create_connection(("127.0.0.1", int(service.url.rpartition(":")[2])), WAIT_S)
    connection.sendall("\r\n".join((*lines, "", "")).encode())
    return connection


def answered(connection: socket.socket) -> tuple[int, str]:
    """Status and code of an answer."""
    with connection, connection.makefile("rb") as stream:
        status = int(stream.readline().split()[1])
        length = 0
        while line := stream.readline().strip().lower():
            if line.startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        told = json.loads(stream.read(length))
        return status, told.get("error_code") or told["error"]["message"]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"X-Sdk-Date": "soon"}, 401, "APIG.0301"),
        ({"Authorization": "SDK-HMAC-SHA256 Access=A, SignedHeaders=host, Signature=" + "0" * 64}, 401, "APIG.0301"),
        ({"Content-Type": "text/plain"}, 400, "ModelArts.4105"),
        ({"Content-Length": str(13 * 1024 * 1024)}, 413, "APIG.0201"),
    ],
    ids=["time", "unknown key", "media type", "length"],
)
def test_what_the_head_tells_is_answered_before_the_body(
    service: Running, change: dict[str, str], status: int, code: str
) -> None:
    head = signed_head(service, service.one.user) | change

    assert answered(sent(service, f"POST {service.path}", head)) == (status, code)


def test_a_late_signature_and_a_foreign_project_are_answered_before_the_body(service: Running) -> None:
    late = signed_head(service, service.one.user, minutes_ago=16)
    foreign = f"/v2/{'0' * 32}/ocr/exit-entry-permit"
    elsewhere = signed_head(service, service.one.user, path=foreign)

    assert answered(sent(service, f"POST {service.path}", late)) == (401, "APIG.0301")
    assert answered(sent(service, f"POST {foreign}", elsewhere)) == (403, "APIG.0310")


def test_slow_bodies_of_one_user_take_no_place_from_another(tmp_path: Path) -> None:
    with serving(tmp_path, places=2) as service, contextlib.ExitStack() as slow:
        other = service.users.add("counter-2", QUICK).user
        for sk in ("wrong", ""):  # with the key known, or only its name
            connection = slow.enter_context(
                sent(service, f"POST {service.path}", signed_head(service, service.one.user, sk=sk))
            )
            assert connection.recv(len(CONTINUE)) == CONTINUE
        own = service.recognise()
        listing = service.signed("GET", "/v3/projects")
        path = f"/v2/{other.project_id}/ocr/exit-entry-permit"
        others = [service.signed("POST", path, body_of(), ak=other.ak, sk=other.sk) for _ in range(2)]

    assert (own.status_code, own.json()["error_code"]) == (429, "APIG.0308")
    assert 2 <= int(own.headers["Retry-After"]) <= 5
    assert (listing.status_code, listing.json()["error"]["code"]) == (429, 429)
    assert [answer.status_code for answer in others] == [200, 200]


def test_a_body_that_was_given_up_frees_its_place(tmp_path: Path) -> None:
    with serving(tmp_path, places=1) as service:
        with sent(service, f"POST {service.path}", signed_head(service, service.one.user)) as connection:
            assert connection.recv(len(CONTINUE)) == CONTINUE
            assert service.recognise().status_code == 429
        eventually(lambda: any(line.get("status") == 499 for line in service.log_lines()))
        assert service.recognise().status_code == 200


def test_a_listing_that_announces_a_body_is_bounded_too(tmp_path: Path) -> None:
    with serving(tmp_path, places=1) as service:
        head = signed_head(service, service.one.user, method="GET", path="/v3/projects")
        with sent(service, "GET /v3/projects", head) as connection:
            assert connection.recv(len(CONTINUE)) == CONTINUE
            assert service.signed("GET", "/v3/projects").status_code == 429


def test_a_key_that_was_locked_while_a_body_was_on_its_way_is_refused(tmp_path: Path) -> None:
    with serving(tmp_path) as service:
        head = signed_head(service, service.one.user)
        with sent(service, f"POST {service.path}", head) as connection:
            assert connection.recv(65536).startswith(CONTINUE)
            for _ in range(6):
                assert service.signed("POST", service.path, body_of(), sk="wrong").status_code == 401
            connection.sendall(body_of())
            assert answered(connection) == (401, "APIG.0301")
