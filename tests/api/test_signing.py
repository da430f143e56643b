from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from permit_desktop.api.signing import (
    SignableRequest,
    Verdict,
    canonical_hash,
    read_authorization,
    sign,
    verify,
)

ACCESS_KEY = "QTWAOYTTINDUT2QVKYUC"
SECRET_KEY = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc"  # noqa: S105 (published in the vendor's documentation)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
LISTING = SignableRequest(
    "GET",
    "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs",
    "limit=2&marker=13551d6b-755d-4757-b956-536f674975c0",
    {"Content-Type": "application/json", "Host": "service.region.example.com"},
    b"",
)
RECOGNITION = SignableRequest(
    "POST",
    "/v2/0123456789abcdef0123456789abcdef/ocr/exit-entry-permit",
    "",
    {
        "Content-Type": "application/json",
        "X-Project-Id": "0123456789abcdef0123456789abcdef",
        "Host": "ocr.ap-southeast-1.myhuaweicloud.com",
    },
    b'{"image": "AAAA"}',
)


def test_the_official_known_answer() -> None:
    at = datetime(2019, 11, 15, 3, 36, 55, tzinfo=UTC)
    dated = replace(LISTING, headers={**LISTING.headers, "X-Sdk-Date": "20191115T033655Z"})

    assert (
        canonical_hash(dated, ("content-type", "host", "x-sdk-date"))
        == "b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a"
    )
    assert sign(LISTING, ACCESS_KEY, SECRET_KEY, at) == {
        "X-Sdk-Date": "20191115T033655Z",
        "Authorization": "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, "
        "Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
    }


def test_the_known_answer_of_this_api() -> None:
    assert sign(RECOGNITION, ACCESS_KEY, SECRET_KEY, NOW) == {
        "X-Sdk-Date": "20260101T000000Z",
        "Authorization": "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, "
        "SignedHeaders=content-type;host;x-project-id;x-sdk-date, "
        "Signature=b9bca0af86b541f39d4c30371b4626f1d578d61484654749e762d176c9df8ba6",
    }


def signed(request: SignableRequest, at: datetime = NOW) -> SignableRequest:
    return replace(request, headers={**request.headers, **sign(request, ACCESS_KEY, SECRET_KEY, at)})


HEADER_VALUES = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20)
REQUESTS = st.builds(
    SignableRequest,
    st.sampled_from(["GET", "POST"]),
    st.lists(st.text("abc/-_.~%20é", max_size=6)).map(lambda parts: "/" + "/".join(parts)),
    st.text("abc=&%2B+*'()~", max_size=20),
    st.dictionaries(st.sampled_from(["Host", "Content-Type", "X-Project-Id", "X-Other"]), HEADER_VALUES),
    st.binary(max_size=40),
)


@given(REQUESTS)
def test_a_signature_holds_for_its_own_request(request: SignableRequest) -> None:
    sent = signed(request)

    assert verify(sent, SECRET_KEY, NOW) is Verdict.HOLDS
    shouted = {name.upper(): f"  {value} " for name, value in sent.headers.items()}
    assert verify(replace(sent, headers=shouted), SECRET_KEY, NOW) is Verdict.HOLDS
    authorization = read_authorization(sent.headers)
    assert authorization is not None
    assert authorization.access_key == ACCESS_KEY


@given(REQUESTS, st.binary(max_size=40), st.text("abc", min_size=1))
def test_a_signature_holds_for_no_other_request_and_no_other_key(
    request: SignableRequest, other_body: bytes, more: str
) -> None:
    assume(other_body != request.body)
    sent = signed(request)
    altered = [
        replace(sent, body=other_body),
        replace(sent, path=sent.path + "/" + more),
        replace(sent, query=f"{sent.query}&{more}=1"),
        replace(sent, method="PUT"),
        *(replace(sent, headers={**sent.headers, name: sent.headers[name] + "x"}) for name in request.headers),
    ]

    assert [verify(other, SECRET_KEY, NOW) for other in altered] == [Verdict.WRONG] * len(altered)
    assert verify(sent, SECRET_KEY + more, NOW) is Verdict.WRONG


@pytest.mark.parametrize("off", [timedelta(minutes=-15), timedelta(0), timedelta(minutes=15)])
def test_a_clock_may_be_a_quarter_of_an_hour_off(off: timedelta) -> None:
    assert verify(signed(RECOGNITION), SECRET_KEY, NOW + off) is Verdict.HOLDS


@pytest.mark.parametrize("off", [timedelta(minutes=-15, seconds=-1), timedelta(minutes=15, seconds=1)])
def test_no_clock_may_be_further_off(off: timedelta) -> None:
    assert verify(signed(RECOGNITION), SECRET_KEY, NOW + off) is Verdict.OUT_OF_TIME


SIGNATURE = "0" * 64


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "-",
        "Basic dXNlcjpwdw==",
        "SDK-HMAC-SHA256",
        f"SDK-HMAC-SHA256 Access=, SignedHeaders=x-sdk-date, Signature={SIGNATURE}",
        "SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date, Signature=00",
        f"SDK-HMAC-SHA256 Access=a, SignedHeaders=host, Signature={SIGNATURE}",
        f"SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date;missing, Signature={SIGNATURE}",
        f"SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date;host, Signature={SIGNATURE}",
        f"SDK-HMAC-SHA256 Access=a, SignedHeaders=host;host;x-sdk-date, Signature={SIGNATURE}",
    ],
)
def test_an_authorization_of_another_form_is_malformed(authorization: str | None) -> None:
    headers = {**RECOGNITION.headers, "X-Sdk-Date": "20260101T000000Z"}
    if authorization is not None:
        headers["Authorization"] = authorization

    assert verify(replace(RECOGNITION, headers=headers), SECRET_KEY, NOW) is Verdict.MALFORMED


@pytest.mark.parametrize("time", ["", "yesterday", "2026-01-01T00:00:00Z", "20261301T000000Z"])
def test_a_time_of_another_form_is_malformed(time: str) -> None:
    sent = signed(RECOGNITION)
    headers = {**sent.headers, "X-Sdk-Date": time}

    assert verify(replace(sent, headers=headers), SECRET_KEY, NOW) is Verdict.MALFORMED


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_header_whatever_it_holds_makes_verifying_fail(authorization: str, time: str) -> None:
    headers = {**RECOGNITION.headers, "Authorization": authorization, "X-Sdk-Date": time}

    assert verify(replace(RECOGNITION, headers=headers), SECRET_KEY, NOW) is not Verdict.HOLDS
