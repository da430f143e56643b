from __future__ import annotations

import asyncio
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from permit_desktop.api.errors import ServiceError
from permit_desktop.server.known_users import KnownUsers
from permit_desktop.server.lockout import ALLOWED_FAILURES
from permit_desktop.server.log import ServiceLog
from permit_desktop.server.passwords import Passwords
from permit_desktop.server.sign_in import PROJECT_NAME, Asked, SignIn
from permit_desktop.server.tokens import Token, Tokens
from permit_desktop.server.users import NewUser, User, UserFile
from tests.server.serving import QUICK, WAIT_S, Running, body_of, serving


def scope(service: Running) -> dict[str, Any]:
    return {"project": {"id": service.one.user.project_id}}


def test_a_password_gets_a_token_for_a_day(service: Running) -> None:
    answer = service.sign_in(service.one.password, scope=scope(service))

    assert answer.status_code == 201
    assert answer.headers["X-Subject-Token"]
    token = answer.json()["token"]
    assert token["methods"] == ["password"]
    assert token["catalog"] == []
    assert token["user"]["name"] == service.one.user.name
    assert token["project"]["id"] == service.one.user.project_id
    moments = [token["issued_at"], token["expires_at"]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", moment) for moment in moments)
    issued, expires = map(datetime.fromisoformat, moments)
    assert expires - issued == timedelta(hours=24)


def test_the_catalogue_tells_where_permits_are_read_unless_it_is_not_wanted(service: Running) -> None:
    answer = service.sign_in(service.one.password, scope=scope(service), query="")

    (entry,) = answer.json()["token"]["catalog"]
    assert entry["type"] == "ocr"
    assert entry["endpoints"][0]["url"] == f"{service.url}/v2/{service.one.user.project_id}"


def test_a_project_can_be_named_by_the_region_that_clients_know(service: Running) -> None:
    answer = service.sign_in(service.one.password, scope={"project": {"name": PROJECT_NAME}})

    assert answer.json()["token"]["project"]["id"] == service.one.user.project_id


@pytest.mark.parametrize("other", [{"id": "0" * 32}, {"name": "cn-north-1"}])
def test_other_projects_are_refused(service: Running, other: dict[str, str]) -> None:
    assert service.sign_in(service.one.password, scope={"project": other}).status_code == 401


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"{}", b'{"auth": {"identity": {"methods": ["token"]}}}', b'{"auth": {"identity": []}}'],
)
def test_what_is_no_sign_in_is_refused_in_the_shape_of_the_identity_service(service: Running, body: bytes) -> None:
    answer = service.http.post(f"{service.url}/v3/auth/tokens", data=body, timeout=WAIT_S)

    assert answer.status_code == 400
    assert answer.json() == {"error": {"code": 400, "message": "The request body is invalid.", "title": "Bad Request"}}
    assert answer.headers["X-Request-Id"]


def test_a_sign_in_is_no_place_for_large_bodies(service: Running) -> None:
    answer = service.http.post(f"{service.url}/v3/auth/tokens", data=b" " * 70_000, timeout=WAIT_S)

    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == 413


def test_wrong_passwords_lock_the_user_and_time_opens_the_lock(tmp_path: Path) -> None:
    clock = [datetime(2026, 1, 1, tzinfo=UTC)]
    with serving(tmp_path, now=lambda: clock[0]) as service:
        wrong = [service.sign_in("wrong", scope={}) for _ in range(6)]
        locked = service.sign_in(service.one.password, scope={})
        clock[0] += timedelta(minutes=15)
        opened = service.sign_in(service.one.password, scope={})

    assert {answer.status_code for answer in (*wrong, locked)} == {401}
    assert opened.status_code == 201


class CountingPasswords(Passwords):
    """Counts what is checked, which is what takes the time."""

    checked = 0

    def holds(self, password: str, password_hash: str | None) -> bool:
        self.checked += 1
        return QUICK.holds(password, password_hash)


def sign_in_alone(folder: Path, passwords: Passwords) -> tuple[SignIn, NewUser]:
    """A sign-in without a service round it, and its one user."""
    users = UserFile(folder / "users.json")
    one = users.add("one", QUICK)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    known = KnownUsers(users, ServiceLog(None, lambda: moment))
    return SignIn(known, passwords, Tokens(lambda: moment), lambda: moment), one


async def refusal(sign_in: SignIn, name: str, password: str) -> tuple[object, ...]:
    with pytest.raises(ServiceError) as refused:
        await sign_in.token(Asked(name, password, None), "a sender")
    return refused.value.http_status, refused.value.service_message


def test_an_unknown_user_a_wrong_password_and_a_locked_user_sound_the_same_and_cost_the_same(tmp_path: Path) -> None:
    passwords = CountingPasswords()
    sign_in, one = sign_in_alone(tmp_path, passwords)

    async def tried() -> list[tuple[object, ...]]:
        told = [await refusal(sign_in, "nobody", "wrong")]
        told += [await refusal(sign_in, "one", "wrong") for _ in range(ALLOWED_FAILURES + 1)]
        return [*told, await refusal(sign_in, "one", one.password)]

    told = asyncio.run(tried())
    assert len(set(told)) == 1
    assert passwords.checked == len(told)


class SlowToRefuse(Passwords):
    """Takes longer for a wrong password, so that a right one could overtake it."""

    def holds(self, password: str, password_hash: str | None) -> bool:
        return QUICK.holds(password, password_hash) or any(QUICK.holds(password, password_hash) for _ in range(20))


def test_of_many_guesses_at_once_only_those_before_the_lock_count(tmp_path: Path) -> None:
    sign_in, one = sign_in_alone(tmp_path, SlowToRefuse())

    async def burst() -> list[object]:
        guesses = ["wrong"] * (ALLOWED_FAILURES + 1) + [one.password] * 10
        tried = (sign_in.token(Asked("one", guess, None), "a sender") for guess in guesses)
        return list(await asyncio.gather(*tried, return_exceptions=True))

    assert all(isinstance(outcome, ServiceError) for outcome in asyncio.run(burst()))


def test_the_sender_of_a_password_is_who_connected_whatever_it_says(
    service: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    senders: list[str] = []
    token = SignIn.token

    async def noting(sign_in: SignIn, asked: Asked, sender: str) -> tuple[User, Token]:
        senders.append(sender)
        return await token(sign_in, asked, sender)

    monkeypatch.setattr(SignIn, "token", noting)
    service.http.headers["X-Forwarded-For"] = "203.0.113.1"
    assert service.sign_in(service.one.password, scope={}).status_code == 201
    del service.http.headers["X-Forwarded-For"]

    assert senders == ["127.0.0.1"]


def test_a_sign_in_does_not_wait_for_names_that_nobody_answers_for(tmp_path: Path) -> None:
    sign_in, one = sign_in_alone(tmp_path, QUICK)
    go_on = threading.Event()

    async def signed_in() -> str:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(1))
        looking_up = loop.run_in_executor(None, go_on.wait, WAIT_S)
        async with asyncio.timeout(WAIT_S / 2):
            user, _ = await sign_in.token(Asked("one", one.password, None), "a sender")
        go_on.set()
        assert await looking_up
        return user.name

    assert asyncio.run(signed_in()) == "one"


def test_a_token_ends_after_a_day_and_with_its_user(tmp_path: Path) -> None:
    clock = [datetime(2026, 1, 1, tzinfo=UTC)]
    with serving(tmp_path, now=lambda: clock[0]) as service:

        def code(token: str) -> str | None:
            answer = service.http.post(
                service.url + service.path, data=body_of(), headers={"X-Auth-Token": token}, timeout=WAIT_S
            )
            return answer.json().get("error_code") if answer.status_code != 200 else None

        first = service.token()
        clock[0] += timedelta(hours=23, minutes=59)
        second = service.token()
        assert (code(first), code(second)) == (None, None)
        clock[0] += timedelta(minutes=1)
        assert (code(first), code(second)) == ("APIG.0307", None)
        service.users.remove(service.one.user.name)
        assert code(second) == "APIG.0301"


@pytest.mark.parametrize(("query", "found"), [("", 1), (f"?name={PROJECT_NAME}", 1), ("?name=cn-north-1", 0)])
def test_the_callers_project_is_listed_by_name(service: Running, query: str, found: int) -> None:
    by_token = service.http.get(
        f"{service.url}/v3/projects{query}", headers={"X-Auth-Token": service.token()}, timeout=WAIT_S
    )
    by_key = service.signed("GET", f"/v3/projects{query}")

    assert by_token.status_code == by_key.status_code == 200
    assert by_token.json()["projects"] == by_key.json()["projects"]
    ids = [(project["id"], project["name"], project["enabled"]) for project in by_key.json()["projects"]]
    assert ids == [(service.one.user.project_id, PROJECT_NAME, True)][:found]


def test_projects_are_listed_to_nobody_who_signs_wrongly_and_trying_locks_the_key(tmp_path: Path) -> None:
    with serving(tmp_path) as service:
        tried = [service.signed("GET", "/v3/projects", sk="wrong") for _ in range(ALLOWED_FAILURES + 1)]
        locked = service.signed("GET", "/v3/projects")
        elsewhere = service.recognise()

    assert {answer.status_code for answer in (*tried, locked, elsewhere)} == {401}
    assert "verify aksk signature fail" in tried[-1].json()["error"]["message"]
    assert "reach the limit" in locked.json()["error"]["message"]
    assert "reach the limit" in elsewhere.json()["error_msg"]


def test_what_a_sender_says_of_a_proxy_is_not_believed(service: Running) -> None:
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.1", "X-Forwarded-Host": "evil.example"}
    answer = service.signed("GET", "/v3/projects", headers=forged)

    assert answer.json()["links"]["self"] == f"{service.url}/v3/projects"


def test_nobodys_projects_are_not_listed(service: Running) -> None:
    answer = service.http.get(f"{service.url}/v3/projects", timeout=WAIT_S)

    assert answer.status_code == 401
    assert answer.json()["error"]["title"] == "Unauthorized"
