from __future__ import annotations

import json
from datetime import timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.api.errors import Action, ServiceError
from permit_desktop.api.service_clock import ServiceClock
from permit_desktop.api.signing import Verdict, verify
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.domain.permit import FieldName
from tests.api.calling import AK, FOUND, NOW, PASSWORD, PROJECT, STILL, TOKEN, client
from tests.api.scripted_server import Behaviour, answer, reset, serving

DATE = {"Date": format_datetime(NOW, usegmt=True)}


def token(text: str = "MIIfirst", *, ends_in: timedelta = timedelta(hours=24)) -> Behaviour:
    body = {"token": {"expires_at": (NOW + ends_in).strftime("%Y-%m-%dT%H:%M:%S.701000Z"), "methods": ["password"]}}
    return answer(201, body, {"X-Subject-Token": text})


def refusal(code: str, status: int = 401, headers: dict[str, str] | None = None) -> Behaviour:
    return answer(status, {"error_code": code, "error_msg": "no"}, headers)


def wrong_password() -> Behaviour:
    return answer(401, {"error": {"code": 401, "message": "The username or password is wrong.", "title": "x"}})


READ = answer(200, FOUND)


def test_a_signed_request_holds_and_carries_project_and_enterprise() -> None:
    with (
        serving(READ) as server,
        client(f"http://{server.netloc}/prefix", AK, enterprise_project_id="ep-1") as recogniser,
    ):
        recogniser.recognise(STILL, with_portrait=True)

    (sent,) = server.requests
    assert sent.target == f"/prefix/v2/{PROJECT}/ocr/exit-entry-permit"
    assert verify(sent.signable(), AK.sk, NOW) is Verdict.HOLDS
    for name in ("host", "content-type", "x-project-id", "enterprise-project-id", "x-sdk-date"):
        assert name in sent.headers["authorization"]
    assert sent.headers["enterprise-project-id"] == "ep-1"
    body = json.loads(sent.body)
    assert body["return_portrait_image"] is True
    assert body["return_portrait_location"] is True
    assert body["image"].startswith("/9j/")
    assert AK.sk not in str(sent)


def test_a_fixed_token_is_sent_as_it_is() -> None:
    with serving(READ) as server, client(f"http://{server.netloc}", TOKEN) as recogniser:
        recogniser.recognise(STILL, with_portrait=False)

    assert server.requests[0].headers["x-auth-token"] == "MIItoken"
    assert "authorization" not in server.requests[0].headers


@pytest.mark.parametrize("credentials", [AK, TOKEN], ids=["access key", "fixed token"])
@pytest.mark.parametrize("code", ["APIG.0301", "APIG.0307", "APIGW.0303", "ModelArts.0203"])
def test_refused_credentials_are_never_sent_again(credentials: object, code: str) -> None:
    assert credentials in (AK, TOKEN)
    chosen = AK if credentials is AK else TOKEN
    with serving(refusal(code, headers=DATE)) as server, client(f"http://{server.netloc}", chosen) as recogniser:
        for _ in range(4):
            with pytest.raises(ServiceError) as refused:
                recogniser.recognise(STILL, with_portrait=False)
            assert refused.value.code is ErrorCode.SERVICE_SIGN_IN_FAILED
            assert refused.value.action is Action.ASK_CREDENTIALS

    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "off", [timedelta(hours=-3), timedelta(minutes=-15), timedelta(minutes=16), timedelta(days=400)]
)
def test_a_signature_refused_for_a_wrong_clock_is_made_once_more_with_the_services_time(off: timedelta) -> None:
    with (
        serving(refusal("APIG.0301", headers=DATE), READ) as server,
        client(f"http://{server.netloc}", AK, now=lambda: NOW + off) as recogniser,
    ):
        assert recogniser.recognise(STILL, with_portrait=False).value(FieldName.NAME) == "张三"
        recogniser.recognise(STILL, with_portrait=False)

        assert recogniser.clock.offset == -off
    assert len(server.requests) == 3
    assert verify(server.requests[0].signable(), AK.sk, NOW) is not Verdict.HOLDS or abs(off) == timedelta(minutes=15)
    assert [verify(sent.signable(), AK.sk, NOW) for sent in server.requests[1:]] == [Verdict.HOLDS] * 2


def test_a_wrong_clock_excuses_one_refusal_only() -> None:
    with (
        serving(refusal("APIG.0301", headers=DATE)) as server,
        client(f"http://{server.netloc}", AK, now=lambda: NOW + timedelta(hours=1)) as recogniser,
    ):
        for _ in range(3):
            with pytest.raises(ServiceError):
                recogniser.recognise(STILL, with_portrait=False)

    assert len(server.requests) == 2


def test_a_password_gets_a_token_of_the_project_which_is_kept() -> None:
    with serving(token(), READ) as server, client(f"http://{server.netloc}", PASSWORD) as recogniser:
        recogniser.recognise(STILL, with_portrait=False)
        recogniser.recognise(STILL, with_portrait=False)

    sign_in, *reads = server.requests
    assert sign_in.target == "/v3/auth/tokens?nocatalog=true"
    assert json.loads(sign_in.body) == {
        "auth": {
            "identity": {
                "methods": ["password"],
                "password": {
                    "user": {"name": "a-user", "password": "a-password", "domain": {"name": "an-account"}},
                },
            },
            "scope": {"project": {"id": PROJECT}},
        }
    }
    assert [sent.headers["x-auth-token"] for sent in reads] == ["MIIfirst"] * 2
    assert not any("a-password" in str(sent) for sent in reads)


def test_a_token_is_renewed_before_it_ends() -> None:
    time = [NOW]
    with (
        serving(token(), READ, READ, token("MIIsecond"), READ) as server,
        client(f"http://{server.netloc}", PASSWORD, now=lambda: time[0]) as recogniser,
    ):
        recogniser.recognise(STILL, with_portrait=False)
        time[0] += timedelta(hours=23, minutes=49)
        recogniser.recognise(STILL, with_portrait=False)
        time[0] += timedelta(minutes=2)
        recogniser.recognise(STILL, with_portrait=False)

    assert [sent.headers.get("x-auth-token") for sent in server.requests] == [
        None,
        "MIIfirst",
        "MIIfirst",
        None,
        "MIIsecond",
    ]


@pytest.mark.parametrize("code", ["APIG.0307", "APIG.0301", "APIGW.0301", "ModelArts.0203", "ModelArts.4103"])
def test_a_token_refused_is_renewed_once_and_the_still_is_read(code: str) -> None:
    with (
        serving(token(), refusal(code), token("MIIsecond"), READ) as server,
        client(f"http://{server.netloc}", PASSWORD) as recogniser,
    ):
        assert recogniser.recognise(STILL, with_portrait=False).value(FieldName.NAME) == "张三"

    assert server.requests[-1].headers["x-auth-token"] == "MIIsecond"


def test_a_renewed_token_that_is_refused_too_ends_it() -> None:
    script = [token(), refusal("APIG.0307"), token("MIIsecond"), refusal("APIG.0307")]
    with serving(*script) as server, client(f"http://{server.netloc}", PASSWORD) as recogniser:
        for _ in range(3):
            with pytest.raises(ServiceError) as refused:
                recogniser.recognise(STILL, with_portrait=False)
            assert refused.value.action is Action.ASK_CREDENTIALS

    assert len(server.requests) == 4


def test_a_token_of_the_wrong_scope_is_not_renewed() -> None:
    with (
        serving(token(), refusal("ModelArts.0212")) as server,
        client(f"http://{server.netloc}", PASSWORD) as recogniser,
        pytest.raises(ServiceError),
    ):
        recogniser.recognise(STILL, with_portrait=False)

    assert len(server.requests) == 2


def test_a_password_goes_to_the_sign_in_address_of_the_settings_and_nowhere_else() -> None:
    with (
        serving(token()) as identity,
        serving(READ) as gateway,
        client(f"http://{gateway.netloc}", PASSWORD, sign_in_endpoint=f"http://{identity.netloc}/iam") as recogniser,
    ):
        recogniser.recognise(STILL, with_portrait=False)

    assert [asked.target for asked in identity.requests] == ["/iam/v3/auth/tokens?nocatalog=true"]
    (asked,) = gateway.requests
    assert PASSWORD.password.encode() not in asked.body
    assert asked.headers["x-auth-token"].startswith("MII")


def test_a_password_never_goes_to_another_computer_over_plain_http() -> None:
    with (
        serving(READ) as gateway,
        client(f"http://{gateway.netloc}", PASSWORD, sign_in_endpoint="http://iam.example") as recogniser,
        pytest.raises(SettingsError, match="plain http"),
    ):
        recogniser.recognise(STILL, with_portrait=False)

    assert gateway.requests == []


def test_a_wrong_password_is_never_sent_again() -> None:
    with serving(wrong_password()) as server, client(f"http://{server.netloc}", PASSWORD) as recogniser:
        for _ in range(3):
            with pytest.raises(ServiceError) as refused:
                recogniser.recognise(STILL, with_portrait=False)
            assert refused.value.code is ErrorCode.SERVICE_SIGN_IN_FAILED
            assert refused.value.action is Action.ASK_CREDENTIALS

    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("sign_in", "code", "action"),
    [
        (answer(503, b""), ErrorCode.SERVICE_TROUBLE, Action.RETRY_LATER),
        (answer(429, b"", {"Retry-After": "9"}), ErrorCode.SERVICE_BUSY, Action.RETRY_LATER),
        (answer(502, b"<html>"), ErrorCode.SERVICE_TROUBLE, Action.RETRY_LATER),
        (reset, ErrorCode.SERVICE_NO_ANSWER, Action.PAUSE_AND_PROBE),
        (answer(200, b"<html>"), ErrorCode.SERVICE_ANSWER_UNUSABLE, Action.RETRY_LATER),
        (answer(201, b"<html>"), ErrorCode.SERVICE_ANSWER_UNUSABLE, Action.PAUSE_AND_PROBE),
        (answer(201, {"token": {}}), ErrorCode.SERVICE_ANSWER_UNUSABLE, Action.RETRY_LATER),
        (answer(201, {}, {"X-Subject-Token": "MII"}), ErrorCode.SERVICE_ANSWER_UNUSABLE, Action.RETRY_LATER),
        (
            answer(201, {"token": {"expires_at": "soon"}}, {"X-Subject-Token": "MII"}),
            ErrorCode.SERVICE_ANSWER_UNUSABLE,
            Action.RETRY_LATER,
        ),
        (
            answer(403, {"error": {"code": 403, "message": "Forbidden"}}),
            ErrorCode.SERVICE_ACCOUNT,
            Action.ASK_ADMINISTRATOR,
        ),
    ],
)
def test_a_failed_sign_in_is_told_and_the_still_counts_as_not_sent(
    sign_in: Behaviour, code: ErrorCode, action: Action
) -> None:
    with (
        serving(sign_in, token(), READ) as server,
        client(f"http://{server.netloc}", PASSWORD) as recogniser,
    ):
        with pytest.raises(ServiceError) as failed:
            recogniser.recognise(STILL, with_portrait=False)
        assert (failed.value.code, failed.value.action) == (code, action)
        assert not failed.value.maybe_sent
        assert "MII" not in str(failed.value.service_message)

        assert recogniser.recognise(STILL, with_portrait=False).value(FieldName.NAME) == "张三"


def test_access_is_tested_without_a_picture() -> None:
    with serving(refusal("AIS.0101", 400)) as server, client(f"http://{server.netloc}") as recogniser:
        recogniser.test_access()

    assert server.requests[0].body == b"{}"


@pytest.mark.parametrize("behaviour", [refusal("APIG.0301"), refusal("ModelArts.4204", 400), answer(400, b"?"), READ])
def test_access_that_is_not_given_is_told(behaviour: Behaviour) -> None:
    with serving(behaviour) as server, client(f"http://{server.netloc}") as recogniser:
        if behaviour is READ:
            recogniser.test_access()
            return
        with pytest.raises(ServiceError):
            recogniser.test_access()


def test_credentials_of_another_kind_than_the_settings_say_are_refused() -> None:
    from permit_desktop.api.client import ServiceRecogniser
    from permit_desktop.system.settings import AuthenticationKind, ServiceSection

    for kind, credentials in (
        (AuthenticationKind.ACCESS_KEY, TOKEN),
        (AuthenticationKind.PASSWORD, AK),
        (AuthenticationKind.TOKEN, PASSWORD),
    ):
        with pytest.raises(SettingsError) as refused:
            ServiceRecogniser(ServiceSection("https://x.example", "p", kind), credentials, now=lambda: NOW)
        assert refused.value.code is ErrorCode.CREDENTIALS_MISSING


@given(st.timedeltas(timedelta(days=-300), timedelta(days=300)))
def test_the_clock_of_a_service_is_learned_to_the_second(off: timedelta) -> None:
    clock = ServiceClock(lambda: NOW + off)

    behind = clock.learn(DATE["Date"])

    assert abs(behind + off) <= timedelta(seconds=1)
    assert abs(clock.now() - NOW) <= timedelta(seconds=5)


@given(
    st.none() | st.text(max_size=40) | st.sampled_from(["Thu, 01 Jan 2026 00:00:00", "Thu, 99 Jan 2026 99:00:00 GMT"])
)
def test_no_date_whatever_it_is_makes_learning_fail(date: str | None) -> None:
    clock = ServiceClock(lambda: NOW)

    clock.learn(date)

    assert clock.now() == NOW
