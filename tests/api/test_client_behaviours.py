"""The client against everything that a server, or what stands between, can do to it."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass

import pytest

from permit_desktop.api import errors
from permit_desktop.api.connection import MAX_ANSWER_BYTES, Patience
from permit_desktop.api.errors import Action, ErrorClass, Outcome, ServiceError
from permit_desktop.domain.permit import FieldName
from tests.api.calling import FOUND, STILL, client
from tests.api.scripted_server import Behaviour, answer, drip, raw, reset, serving, then_close, then_hang

HASTE = Patience(connect_s=1, read_s=0.25, total_s=0.5)
GOOD = json.dumps(FOUND, ensure_ascii=False)
LOCKED = "AK access failed to reach the limit,forbidden"
HTML = b"<!DOCTYPE html><html><body>Sign in</body></html>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
REDIRECT = b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def error(code: str, status: int = 400) -> Behaviour:
    return answer(status, {"error_code": code, "error_msg": "words of the service"})


@dataclass(frozen=True)
class Case:
    """What the server does, and what a caller is told; no outcome means that the result arrives."""

    does: Behaviour
    outcome: Outcome | None
    action: Action | None = None
    error_class: ErrorClass | None = None
    maybe_sent: bool = False
    retry_after_s: float | None = None
    in_haste: bool = False


def read(does: Behaviour) -> Case:
    return Case(does, None)


def unusable(does: Behaviour, outcome: Outcome, *, in_haste: bool = False) -> Case:
    return Case(does, outcome, Action.RETRY_LATER, ErrorClass.ANSWER, maybe_sent=True, in_haste=in_haste)


def empty(does: Behaviour) -> Case:
    return unusable(does, errors.ANSWER_EMPTY)


def garbled(does: Behaviour) -> Case:
    return unusable(does, errors.ANSWER_GARBLED)


def too_large(does: Behaviour) -> Case:
    return unusable(does, errors.ANSWER_TOO_LARGE)


def on_the_way(does: Behaviour, outcome: Outcome, *, maybe_sent: bool = False, in_haste: bool = False) -> Case:
    return Case(does, outcome, Action.PAUSE_AND_PROBE, ErrorClass.CONNECTION, maybe_sent=maybe_sent, in_haste=in_haste)


def lost(does: Behaviour, *, in_haste: bool = False) -> Case:
    return on_the_way(does, errors.NO_ANSWER, maybe_sent=True, in_haste=in_haste)


def busy(does: Behaviour, retry_after_s: float | None = None) -> Case:
    return Case(does, errors.THROTTLED, Action.RETRY_LATER, ErrorClass.THROTTLED, retry_after_s=retry_after_s)


def trouble(does: Behaviour, *, maybe_sent: bool = False, retry_after_s: float | None = None) -> Case:
    return Case(
        does,
        errors.TRANSIENT,
        Action.RETRY_LATER,
        ErrorClass.TRANSIENT,
        maybe_sent=maybe_sent,
        retry_after_s=retry_after_s,
    )


def moved(status: int, to: str = "http://127.0.0.1:1/elsewhere") -> Case:
    return Case(answer(status, b"", {"Location": to}), errors.REDIRECTED, Action.ASK_ADMINISTRATOR, ErrorClass.ANSWER)


CASES = {
    "a result": read(answer(200, FOUND)),
    "a result with a charset": read(answer(200, GOOD.encode(), content_type="application/json; charset=UTF-8")),
    "a result with a byte order mark": read(answer(200, b"\xef\xbb\xbf" + GOOD.encode())),
    "a result in UTF-16": read(answer(200, GOOD.encode("utf-16"))),
    "a result in GB 18030, as declared": read(
        answer(200, GOOD.encode("gb18030"), content_type="application/json; charset=gb18030")
    ),
    "a result in UTF-8 that is declared as something else": read(
        answer(200, GOOD.encode(), content_type="application/json; charset=iso-8859-1")
    ),
    "a result called plain text": read(answer(200, FOUND, content_type="text/plain")),
    "a result without any type": read(
        raw(
            b"HTTP/1.1 200 OK\r\nContent-Length: 44\r\n\r\n"
            + b'{"result":{"name":"\xe5\xbc\xa0\xe4\xb8\x89"}}'.ljust(44)
        )
    ),
    "a result in chunks": read(raw(CHUNKED + b"%x\r\n" % len(GOOD.encode()) + GOOD.encode() + b"\r\n0\r\n\r\n")),
    "a result compressed though not asked for": read(
        answer(200, gzip.compress(GOOD.encode()), {"Content-Encoding": "gzip"})
    ),
    "a result that ends with the connection": read(then_close(raw(HEAD + b"\r\n" + GOOD.encode()))),
    "an interim answer first": read(
        raw(
            b"HTTP/1.1 100 Continue\r\n\r\n" + HEAD + b"Content-Length: %d\r\n\r\n" % len(GOOD.encode()) + GOOD.encode()
        )
    ),
    "unknown keys and a huge value": read(
        answer(200, {"result": FOUND["result"] | {"remark": "x" * 100_000, "new": {"a": [1]}}, "log": "x"})
    ),
    "a result beside a code of null": read(answer(200, FOUND | {"error_code": None, "error_msg": None})),
    "a result beside a code without letters": read(answer(200, FOUND | {"error_code": "", "error_msg": ""})),
    "a result beside a code of zero": read(answer(200, FOUND | {"error_code": 0, "error_msg": "ok"})),
    "a result beside an error code": trouble(answer(200, FOUND | {"error_code": "NEW.0001"}), maybe_sent=True),
    "neither a result nor a code, but both keys": empty(answer(200, {"result": None, "error_code": None})),
    "an empty code in a refusal": Case(
        answer(400, {"error_code": ""}), errors.REQUEST_REFUSED, Action.REPORT, ErrorClass.OURS
    ),
    "an empty body": empty(answer(200, b"")),
    "blanks only": empty(answer(200, b" \n ")),
    "204": empty(raw(b"HTTP/1.1 204 No Content\r\n\r\n")),
    "202": empty(answer(202, {"job": 1})),
    "no result key": empty(answer(200, {})),
    "a null result": empty(answer(200, {"result": None})),
    "a result that is a list": garbled(answer(200, {"result": [FOUND["result"]]})),
    "a result that is a text": garbled(answer(200, {"result": "张三"})),
    "a list": garbled(answer(200, [FOUND])),
    "a number": garbled(answer(200, b"5")),
    "truncated JSON": garbled(answer(200, GOOD.encode()[:-9])),
    "JSON of another charset than declared": garbled(answer(200, GOOD.encode("gb18030"))),
    "an unknown charset": garbled(
        answer(200, GOOD.encode("gb18030"), content_type="application/json; charset=klingon")
    ),
    "a charset that takes hours": garbled(
        answer(200, b"a" * 1_000_000 + b"-" + b"a" * 1_000_000, content_type="application/json; charset=punycode")
    ),
    "JSON nested too deep": garbled(answer(200, b'{"result":' + b"[" * 200_000)),
    "an endless number": garbled(answer(200, b'{"result":{"name":' + b"9" * 10_000 + b"}}")),
    "binary noise": garbled(answer(200, bytes(range(256)) * 20)),
    "damaged compression": garbled(answer(200, b"no gzip at all", {"Content-Encoding": "gzip"})),
    "an answer that is too large": too_large(answer(200, b" " * (MAX_ANSWER_BYTES + 1))),
    "an endless answer": too_large(drip(HEAD + b"\r\n", b" " * 4_000_000)),
    "a web page": on_the_way(answer(200, HTML, content_type="text/html"), errors.PORTAL),
    "a web page called JSON": on_the_way(answer(200, HTML), errors.PORTAL),
    "a network that wants a sign-in": on_the_way(answer(511, HTML), errors.PORTAL),
    "301": moved(301),
    "302": moved(302),
    "307": moved(307),
    "308": moved(308),
    "a redirect to no address": moved(302, "http://["),
    "a redirect to no text": moved(302, "\xff"),
    "a redirect with an endless body": unusable(
        drip(REDIRECT + b" " * 2 * MAX_ANSWER_BYTES, b" "), errors.ANSWER_TOO_LARGE, in_haste=True
    ),
    "a result with nothing in it": Case(
        answer(200, {"result": {}}), errors.IMAGE_POOR, Action.NEW_STILL, ErrorClass.IMAGE
    ),
    "silence": lost(then_hang(b""), in_haste=True),
    "silence after the first line": lost(then_hang(b"HTTP/1.1 200 OK\r\n"), in_haste=True),
    "silence within the body": lost(then_hang(HEAD + b"Content-Length: 99\r\n\r\n{"), in_haste=True),
    "a body that drips": lost(drip(HEAD + b"Content-Length: 99999\r\n\r\n", b" "), in_haste=True),
    "a body without length that drips": lost(drip(HEAD + b"\r\n", b" "), in_haste=True),
    "chunks that drip": lost(drip(CHUNKED, b"1\r\n \r\n"), in_haste=True),
    "headers that drip": lost(drip(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"), in_haste=True),
    "interim answers without end": lost(drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), in_haste=True),
    "the end before any answer": lost(then_close(raw(b""))),
    "the end within the headers": empty(then_close(raw(HEAD[:30]))),
    "the end within the body": lost(then_close(answer(200, FOUND, length=9999))),
    "the end within a chunk": lost(then_close(raw(CHUNKED + b"ff\r\n{"))),
    "a senseless chunk": lost(then_close(raw(CHUNKED + b"zz\r\n{}\r\n0\r\n\r\n"))),
    "a reset": lost(reset),
    "no HTTP": lost(then_close(raw(b"SSH-2.0-OpenSSH_9.2\r\n"))),
    "a header line that is too long": lost(then_close(raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n"))),
    "too many headers": lost(then_close(raw(b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 200 + b"\r\n"))),
    "a chunk of less than nothing": lost(then_close(raw(CHUNKED + b"-ff\r\n{}\r\n0\r\n\r\n"))),
    "a chunk of more than there can be": lost(then_close(raw(CHUNKED + b"f" * 24 + b"\r\n{}\r\n0\r\n\r\n"))),
    "a length of more than there can be": lost(
        then_close(raw(HEAD + b"Content-Length: " + b"9" * 24 + b"\r\n\r\n" + GOOD.encode()))
    ),
    "a length of thousands of digits": read(
        then_close(raw(HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n" + GOOD.encode()))
    ),
    "a length of less than nothing": read(then_close(raw(HEAD + b"Content-Length: -9\r\n\r\n" + GOOD.encode()))),
    "two lengths": lost(then_close(raw(HEAD + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\n{}"))),
    "429": busy(answer(429, b"")),
    "429 with a wait": busy(answer(429, b"", {"Retry-After": "7"}), 7),
    "429 with a wait of years": busy(answer(429, b"", {"Retry-After": "9" * 30}), 6 * 3600),
    "429 with a moment": busy(
        answer(429, b"", {"Retry-After": "Thu, 01 Jan 2026 00:00:30 GMT", "Date": "Thu, 01 Jan 2026 00:00:10 GMT"}), 20
    ),
    "429 with a moment that has passed": busy(
        answer(429, b"", {"Retry-After": "Thu, 01 Jan 2026 00:00:00 GMT", "Date": "Thu, 01 Jan 2026 00:00:10 GMT"}), 0
    ),
    "429 with a moment beyond all time": busy(
        answer(
            429, b"", {"Retry-After": "Thu, 01 Jan 999999999999 00:00:30 GMT", "Date": "Thu, 01 Jan 2026 00:00:10 GMT"}
        )
    ),
    "429 with a senseless wait": busy(answer(429, b"", {"Retry-After": "-1; soon"})),
    "the gateway's limit": busy(error("APIG.0308", 429)),
    "the older gateway's limit": busy(error("APIGW.0308", 429)),
    "the service's limit in a 400": busy(error("ModelArts.4401")),
    "the limit in a 200": busy(error("APIG.0308", 200)),
    "500": trouble(answer(500, HTML)),
    "500 with the code of four faults": trouble(error("APIG.0201", 500)),
    "502 of something on the way": trouble(answer(502, HTML), maybe_sent=True),
    "503 with a wait": trouble(answer(503, b"", {"Retry-After": "3"}), retry_after_s=3),
    "504 of the gateway itself": trouble(error("APIG.0201", 504)),
    "an unknown error in a 200": trouble(error("NEW.0001", 200), maybe_sent=True),
    "an error code that is no text": trouble(answer(500, {"error_code": 12, "error_msg": []})),
    "a wrong picture": Case(error("AIS.0104"), errors.IMAGE_POOR, Action.NEW_STILL, ErrorClass.IMAGE),
    "a wrong picture in a 200": Case(error("AIS.0103", 200), errors.IMAGE_UNUSABLE, Action.NEW_STILL, ErrorClass.IMAGE),
    "a failed recognition": Case(error("AIS.0105"), errors.NOT_RECOGNISED, Action.RETRY_ONCE, ErrorClass.IMAGE),
    "413": Case(error("APIG.0201", 413), errors.IMAGE_UNUSABLE, Action.NEW_STILL, ErrorClass.IMAGE),
    "not subscribed": Case(
        error("ModelArts.4204"), errors.NOT_ENABLED, Action.ASK_ADMINISTRATOR, ErrorClass.NOT_OFFERED
    ),
    "withdrawn": Case(error("APIG.0101", 404), errors.WITHDRAWN, Action.ASK_ADMINISTRATOR, ErrorClass.NOT_OFFERED),
    "404 of another server": Case(answer(404, HTML), errors.ADDRESS_WRONG, Action.ASK_ADMINISTRATOR, ErrorClass.OURS),
    "a frozen account": Case(
        error("ModelArts.6201", 403), errors.ACCOUNT_STOPPED, Action.ASK_ADMINISTRATOR, ErrorClass.ACCOUNT
    ),
    "403": Case(answer(403, b""), errors.NOT_PERMITTED, Action.ASK_ADMINISTRATOR, ErrorClass.ACCOUNT),
    "a request that is not understood": Case(error("AIS.0101"), errors.REQUEST_REFUSED, Action.REPORT, ErrorClass.OURS),
    "an unknown refusal": Case(answer(418, b""), errors.REQUEST_REFUSED, Action.REPORT, ErrorClass.OURS),
    "a refused signature": Case(
        error("APIG.0301", 401), errors.SIGN_IN_REFUSED, Action.ASK_CREDENTIALS, ErrorClass.AUTHENTICATION
    ),
    "a locked key": Case(
        answer(401, {"error_code": "APIG.0301", "error_msg": f"Incorrect IAM authentication information: {LOCKED}"}),
        errors.KEY_LOCKED,
        Action.RETRY_LATER,
        ErrorClass.THROTTLED,
        retry_after_s=300,
    ),
    "an address that may not be fetched": Case(
        error("ModelArts.4601"), errors.URL_NOT_ALLOWED, Action.REPORT, ErrorClass.OURS
    ),
    "407 of an unexpected proxy": Case(
        answer(407, HTML), errors.PROXY_FAILED, Action.PAUSE_AND_PROBE, ErrorClass.CONNECTION
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_behaviour_of_a_server_has_its_own_clear_outcome(case: Case) -> None:
    with (
        serving(case.does) as server,
        client(f"http://{server.netloc}", patience=HASTE if case.in_haste else None) as recogniser,
    ):
        if case.outcome is None:
            assert recogniser.recognise(STILL, with_portrait=False).value(FieldName.NAME) == "张三"
        else:
            with pytest.raises(ServiceError) as failed:
                recogniser.recognise(STILL, with_portrait=False)

            told = failed.value
            assert (told.outcome, told.action, told.error_class, told.maybe_sent, told.retry_after_s) == (
                case.outcome,
                case.action,
                case.error_class,
                case.maybe_sent,
                case.retry_after_s,
            )
        assert len(server.requests) == 1, "nothing is sent twice"


def test_after_a_failure_the_next_still_is_read() -> None:
    script = [reset, then_close(raw(HEAD)), answer(500, b""), answer(200, FOUND)]
    with serving(*script) as server, client(f"http://{server.netloc}") as recogniser:
        for _ in range(3):
            with pytest.raises(ServiceError):
                recogniser.recognise(STILL, with_portrait=False)

        assert recogniser.recognise(STILL, with_portrait=False).value(FieldName.NAME) == "张三"


def test_the_words_and_the_request_id_of_a_refusal_are_kept_as_plain_bounded_text() -> None:
    body = {"error_code": "AIS.0104", "error_msg": "bad\u202e\n\x1bimage" + "!" * 5000, "request_id": "id\r\n1"}
    with (
        serving(answer(400, body)) as server,
        client(f"http://{server.netloc}") as recogniser,
        pytest.raises(ServiceError) as failed,
    ):
        recogniser.recognise(STILL, with_portrait=False)

    assert failed.value.service_code == "AIS.0104"
    assert failed.value.http_status == 400
    assert failed.value.request_id == "id 1"
    assert (failed.value.service_message or "").startswith("bad image!!")
    assert len(failed.value.service_message or "") <= 300


def test_the_request_id_of_the_header_is_kept_too() -> None:
    refused = answer(400, {"error_code": "AIS.0104"}, {"X-Request-Id": "abc-1"})
    with (
        serving(refused) as server,
        client(f"http://{server.netloc}") as recogniser,
        pytest.raises(ServiceError) as failed,
    ):
        recogniser.recognise(STILL, with_portrait=False)

    assert failed.value.request_id == "abc-1"
