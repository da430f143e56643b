from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
import requests

from permit_desktop.api.error_table import BY_CODE
from permit_desktop.server.incoming import MAX_BODY_BYTES
from tests.api.test_wire import BACK, FRONT
from tests.server.serving import BLACK, BLUE, RED, WAIT_S, WHITE, Running, body_of, exchange, picture, utc_now


def failure(answer: requests.Response) -> tuple[int, str]:
    """Status and code; the documented shape is checked on the way."""
    told = answer.json()
    assert told.keys() == {"error_code", "error_msg"}
    assert isinstance(told["error_msg"], str)
    assert told["error_msg"]
    assert answer.headers["X-Request-Id"]
    return answer.status_code, told["error_code"]


def shape(value: Any) -> Any:
    """Keys and types of a JSON value."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else type(value)


def without(result: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in result.items() if key not in keys}


@pytest.mark.parametrize(("image", "example"), [(WHITE, FRONT), (BLUE, BACK)], ids=["front", "back"])
def test_an_answer_has_the_keys_and_types_of_the_documented_example(
    service: Running, image: bytes, example: dict[str, Any]
) -> None:
    answer = service.recognise(body_of(image, return_portrait_image=True, return_portrait_location=True))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json().keys() == {"result"}
    assert shape(answer.json()["result"]) == shape(example)


def test_the_portrait_comes_only_as_far_as_it_is_asked_for(service: Running) -> None:
    def keys(**flags: bool) -> set[str]:
        return set(service.recognise(body_of(WHITE, **flags)).json()["result"])

    assert keys() & {"portrait_image", "portrait_location"} == set()
    assert keys(return_portrait_image=True) & {"portrait_image", "portrait_location"} == {"portrait_image"}
    assert keys(return_portrait_location=True) & {"portrait_image", "portrait_location"} == {"portrait_location"}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "BMP", "TIFF"])
def test_the_four_formats_are_read(service: Running, form: str) -> None:
    assert service.recognise(body_of(picture(form=form))).status_code == 200


def test_a_token_is_as_good_as_a_signature(service: Running) -> None:
    answer = service.http.post(
        service.url + service.path, data=body_of(), headers={"X-Auth-Token": service.token()}, timeout=WAIT_S
    )

    assert answer.status_code == 200


def test_an_enterprise_project_is_taken_and_changes_nothing(service: Running) -> None:
    assert service.recognise(headers={"Enterprise-Project-Id": "any thing at all"}).status_code == 200


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "ModelArts.4105"),
        (b"{", "ModelArts.4105"),
        (b"[]", "ModelArts.4105"),
        (b'{"image": NaN}', "ModelArts.4105"),
        (b"\xff\xfe", "ModelArts.4105"),
        (b"[" * 100_000, "ModelArts.4105"),
        (b"{}", "AIS.0101"),
        (b'{"image": 7}', "AIS.0101"),
        (b'{"image": "AAAA", "url": "https://a.example/b.jpg"}', "AIS.0101"),
        (body_of(return_portrait_image="true"), "AIS.0101"),
        (body_of(return_portrait_location=1), "AIS.0101"),
        (b'{"image": "data:image/png;base64,AAAA"}', "AIS.0102"),
        (b'{"image": "AAA"}', "AIS.0102"),
        (body_of(b"GIF89a, or so"), "AIS.0102"),
        (body_of(WHITE[:60]), "AIS.0102"),
        (body_of(picture(width_px=14)), "AIS.0103"),
        (body_of(picture(width_px=8193, height_px=15)), "AIS.0103"),
        (body_of(BLACK), "AIS.0104"),
        (b'{"image": "' + b"A" * 10_485_760 + b'"}', "AIS.0102"),
        (b'{"image": "' + b"A" * 10_485_764 + b'"}', "ModelArts.4104"),
        (b'{"image": 0, "url": "https://a.example/b.jpg"}', "AIS.0101"),
        (b'{"url": "https://a.example/b.jpg"}', "ModelArts.4601"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:40]),
)
def test_what_is_wrong_with_a_request_is_told_by_its_documented_code(service: Running, body: bytes, code: str) -> None:
    answer = service.recognise(body)

    assert failure(answer) == (400, code)
    assert answer.json()["error_msg"] == BY_CODE[code].text


@pytest.mark.parametrize(
    ("media_type", "status"),
    [
        ("application/json", 200),
        ("Application/JSON;charset=utf-8", 200),
        ("application/json ; charset=gbk", 200),
        (None, 200),
        ("text/plain", 400),
        ("application/x-www-form-urlencoded", 400),
        ("application/json, text/plain", 400),
        ("", 400),
    ],
)
def test_a_body_has_to_claim_to_be_json_or_nothing(service: Running, media_type: str | None, status: int) -> None:
    headers = {"X-Auth-Token": service.token()} | ({"Content-Type": media_type} if media_type is not None else {})
    answer = service.http.post(service.url + service.path, data=body_of(), headers=headers, timeout=WAIT_S)

    assert answer.status_code == status
    if status == 400:
        assert failure(answer) == (400, "ModelArts.4105")
        assert "Content-Type" in answer.json()["error_msg"]


def test_a_compressed_body_is_not_unpacked(service: Running) -> None:
    headers = {"Content-Encoding": "gzip"}

    assert failure(service.recognise(gzip.compress(body_of()), headers=headers)) == (400, "ModelArts.4105")


def test_a_signed_header_that_comes_twice_breaks_the_signature(service: Running) -> None:
    given = dict(service.recognise(headers={"Enterprise-Project-Id": "one"}).request.headers)
    lines = [f"{name}: {value}" for name, value in given.items()] + ["Connection: close"]
    for more, status in (("X-Other: two", 200), ("Enterprise-Project-Id: two", 401), ("X-Auth-Token: two", 401)):
        head = "\r\n".join((f"POST {service.path} HTTP/1.1", *lines, more, "", ""))
        assert int(exchange(service.url, head.encode() + body_of()).split()[1]) == status
    assert service.recognise().status_code == 200  # and forgets the failure


def test_a_bug_of_the_reader_is_a_500_without_details_in_answer_and_log(service: Running) -> None:
    answer = service.recognise(body_of(RED), headers={"X-Request-Id": "0" * 32})

    assert failure(answer) == (500, "ModelArts.4505")
    line = next(line for line in service.settled_log_lines() if line.get("request_id") == "0" * 32)
    assert line["fault"].startswith("RuntimeError at serving.py:")
    assert "C12345678" not in answer.text + service.log.getvalue()


def test_other_peoples_projects_are_closed(service: Running) -> None:
    answer = service.signed("POST", f"/v2/{'0' * 32}/ocr/exit-entry-permit", body_of())

    assert failure(answer) == (403, "APIG.0310")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v2/p/ocr/id-card"),
        ("POST", "/v2//ocr/exit-entry-permit"),
        ("GET", "/v2/p/ocr/exit-entry-permit"),
        ("POST", "/v3/nothing"),
        ("DELETE", "/healthz"),
        ("GET", "/healthz/"),
        ("GET", "/"),
    ],
)
def test_an_unknown_path_or_method_is_not_there(service: Running, method: str, path: str) -> None:
    assert failure(service.http.request(method, service.url + path, timeout=WAIT_S)) == (404, "APIG.0101")


def test_a_body_over_twelve_megabytes_is_refused_before_it_ends(service: Running) -> None:
    def endless() -> Any:
        for _ in range(MAX_BODY_BYTES // 65536 + 2):
            yield b" " * 65536

    token = service.token()
    announced = service.http.post(
        service.url + service.path, data=b" " * (MAX_BODY_BYTES + 1), headers={"X-Auth-Token": token}, timeout=WAIT_S
    )
    streamed = service.http.post(
        service.url + service.path, data=endless(), headers={"X-Auth-Token": token}, timeout=WAIT_S
    )

    assert failure(announced) == (413, "APIG.0201")
    assert failure(streamed) == (413, "APIG.0201")


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({}, "x-auth-token not found"),
        ({"Authorization": "Basic YTpi"}, "x-auth-token not found"),
        ({"X-Auth-Token": "MIIabc"}, "decrypt token fail"),
        ({"X-Auth-Token": "a.b.c"}, "decrypt token fail"),
        ({"X-Auth-Token": "é"}, "decrypt token fail"),
    ],
)
def test_without_a_good_token_or_signature_nobody_is_let_in(
    service: Running, headers: dict[str, str], reason: str
) -> None:
    answer = service.http.post(
        service.url + service.path,
        data=body_of(),
        headers={name: value.encode() for name, value in headers.items()},
        timeout=WAIT_S,
    )

    assert failure(answer) == (401, "APIG.0301")
    assert answer.json()["error_msg"] == f"Incorrect IAM authentication information: {reason}"


def test_a_changed_body_an_unknown_key_and_an_old_signature_are_refused(service: Running) -> None:
    signed = service.recognise().request.headers
    changed = service.http.post(service.url + service.path, data=body_of(BLUE), headers=signed, timeout=WAIT_S)
    unknown = service.signed("POST", service.path, body_of(), ak="NOSUCHKEY")
    old = service.signed("POST", service.path, body_of(), at=utc_now() - timedelta(minutes=16))

    for answer, words in (
        (changed, "verify aksk signature fail"),
        (unknown, "Get secretKey"),
        (old, "15 minutes"),
    ):
        assert failure(answer) == (401, "APIG.0301")
        assert words in answer.json()["error_msg"]
    assert service.recognise().status_code == 200  # and forgets the failures


def test_a_token_without_a_project_says_so(service: Running) -> None:
    answer = service.http.post(
        service.url + service.path, data=body_of(), headers={"X-Auth-Token": service.token(scope={})}, timeout=WAIT_S
    )

    assert failure(answer) == (401, "ModelArts.0212")


def test_a_request_id_is_kept_if_it_is_one_and_made_otherwise(service: Running) -> None:
    given = "0f8fad5b-d9cb-469f-a165-70867728950e"

    assert service.recognise(headers={"X-Request-Id": given}).headers["X-Request-Id"] == given
    made = [service.recognise(headers={"X-Request-Id": "C12345678"}).headers["X-Request-Id"] for _ in range(2)]
    assert len({*made, "C12345678"}) == 3


def test_the_log_has_a_line_a_request_and_nothing_of_person_picture_or_secret(service: Running) -> None:
    token = service.token()
    service.http.post(
        service.url + service.path + "?name=ZHANG-SAN",
        data=body_of(return_portrait_image=True),
        headers={"X-Auth-Token": token, "X-Request-Id": "1" * 32},
        timeout=WAIT_S,
    )
    service.http.get(service.url + "/C12345678", timeout=WAIT_S)

    line = next(line for line in service.settled_log_lines() if line.get("request_id") == "1" * 32)
    assert line.keys() == {"time", "event", "request_id", "route", "status", "project_id", "seconds"}
    assert (line["event"], line["route"], line["status"]) == ("request", "recognise", 200)
    user = service.one.user
    personal = [*(value for value in FRONT.values() if isinstance(value, str) and value != "front" and len(value) > 1)]
    for secret in (*personal, "ZHANG", "C12345678", token, service.one.password, user.ak, user.sk, user.name):
        assert secret not in service.log.getvalue()
    assert base64.b64encode(WHITE).decode()[:40] not in service.log.getvalue()


def test_no_answer_may_be_kept_by_anything_on_the_way(service: Running) -> None:
    answer = service.recognise()

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "server" not in answer.headers


def test_the_metrics_count_requests_by_route_status_and_code(service: Running) -> None:
    service.recognise(body_of(BLACK))
    page = service.http.get(service.url + "/metrics", timeout=WAIT_S).text

    assert 'permit_requests_total{code="AIS.0104",route="recognise",status="400"}' in page
    assert 'permit_reading_seconds_count{outcome="refused"}' in page
    assert service.one.user.project_id not in page


def test_the_service_says_that_it_lives_and_is_ready(service: Running) -> None:
    assert service.http.get(service.url + "/healthz", timeout=WAIT_S).json() == {"status": "alive"}
    assert service.http.get(service.url + "/readyz", timeout=WAIT_S).json() == {"status": "ready"}


def test_chinese_is_written_as_it_is(service: Running) -> None:
    assert "往来港澳通行证" in service.recognise().content.decode()
    assert json.loads(service.recognise().content)["result"]["sex"] == "男"


def test_what_a_result_leaves_out_is_only_what_was_not_asked_for(service: Running) -> None:
    plain = service.recognise().json()["result"]
    full = service.recognise(body_of(return_portrait_image=True, return_portrait_location=True)).json()["result"]

    assert without(full, "portrait_image", "portrait_location") == plain
