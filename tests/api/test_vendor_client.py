"""The vendor's own client: its requests in our hands, our answers and failures in its hands."""

from __future__ import annotations

import importlib
import json
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.api.error_table import RULES, Rule
from permit_desktop.api.request import request_from_json
from permit_desktop.api.signing import SignableRequest, Verdict, read_authorization, sign, verify
from permit_desktop.api.wire import result_from_json, result_to_json
from tests.api.calling import PROJECT
from tests.api.scripted_server import Behaviour, answer, serving
from tests.api.test_wire import BACK, FRONT

# The vendor's package is older than some deprecations of the libraries that it stands on.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    sdk = importlib.import_module("huaweicloudsdkocr.v1")
    sdk_core = importlib.import_module("huaweicloudsdkcore.auth.credentials")
    sdk_errors = importlib.import_module("huaweicloudsdkcore.exceptions.exceptions")
    sdk_signer = importlib.import_module("huaweicloudsdkcore.signer.signer")
    sdk_request = importlib.import_module("huaweicloudsdkcore.sdk_request")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vendor's client writes a file into the home folder."""
    monkeypatch.setenv("HOME", str(tmp_path))


def recognise(behaviour: Behaviour, **body: Any) -> tuple[Any, Any]:
    with serving(behaviour) as server, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        credentials = sdk_core.BasicCredentials("AKTEST", "secret-key", PROJECT)
        ocr = sdk.OcrClient.new_builder().with_credentials(credentials).with_endpoint(f"http://{server.netloc}").build()
        request = sdk.RecognizeExitEntryPermitRequest(
            enterprise_project_id="ep-1", body=sdk.ExitEntryPermitRequestBody(**body)
        )
        return ocr.recognize_exit_entry_permit(request), server.requests[0]


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/"), max_size=8)
PAIRS = st.lists(st.tuples(TEXTS.filter(bool), TEXTS), max_size=4)


@given(st.lists(TEXTS, max_size=4), PAIRS, st.sampled_from(["a.example", "127.0.0.1:8443"]), st.binary(max_size=40))
def test_the_vendors_signer_and_ours_agree_on_any_request(
    segments: list[str], pairs: list[tuple[str, str]], host: str, body: bytes
) -> None:
    headers = {"Content-Type": "application/json", "X-Sdk-Date": "20260101T000000Z", "X-Project-Id": "p"}
    path = "/" + "/".join(quote(segment, safe="") for segment in segments)
    theirs = sdk_request.SdkRequest("POST", "https", host, path, None, list(pairs), dict(headers), body)
    sdk_signer.Signer(sdk_core.BasicCredentials("AKTEST", "secret-key", "p")).sign(theirs)
    query = theirs.uri.partition("?")[2]
    sent = SignableRequest("POST", path, query, theirs.header_params, body)

    assert verify(sent, "secret-key", datetime(2026, 1, 1, tzinfo=UTC)) is Verdict.HOLDS
    ours = SignableRequest("POST", path, query, headers | {"Host": host}, body)
    assert sign(ours, "AKTEST", "secret-key", datetime(2026, 1, 1, tzinfo=UTC)) == {
        name: theirs.header_params[name] for name in ("X-Sdk-Date", "Authorization")
    }


def test_the_vendors_signature_holds_and_its_request_is_understood() -> None:
    _, sent = recognise(
        answer(200, {"result": {}}), image="/9j/4AAQ", return_portrait_image=True, return_portrait_location=False
    )

    authorization = read_authorization(sent.headers)
    assert authorization is not None
    assert authorization.access_key == "AKTEST"
    assert {"host", "x-project-id", "enterprise-project-id"} <= set(authorization.signed_headers)
    assert verify(sent.signable(), "secret-key", datetime.now(UTC)) is Verdict.HOLDS
    assert verify(sent.signable(), "other-key", datetime.now(UTC)) is Verdict.WRONG
    request = request_from_json(json.loads(sent.body))
    assert request.image == b"\xff\xd8\xff\xe0\x00\x10"
    assert request.return_portrait_image
    assert not request.return_portrait_location


@pytest.mark.parametrize("example", [FRONT, BACK], ids=["front", "back"])
def test_the_vendors_client_reads_a_written_result_field_by_field(example: dict[str, Any]) -> None:
    written = result_to_json(result_from_json(example), portrait_image=True, portrait_location=True)

    response, _ = recognise(answer(200, {"result": written}), image="/9j/4AAQ")

    read = json.loads(json.dumps(response.result.to_dict(), default=float))
    assert {key: value for key, value in read.items() if value is not None} | {"confidence": 0} == written | {
        "confidence": 0
    }
    assert {key: value for key, value in read["confidence"].items() if value is not None} == written["confidence"]


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code[:4] in ("AIS.", "APIG")][::4], ids=lambda rule: rule.code
)
def test_the_vendors_exceptions_carry_our_codes(rule: Rule) -> None:
    with pytest.raises(sdk_errors.ServiceResponseException) as failed:
        recognise(answer(rule.http_status, {"error_code": rule.code, "error_msg": rule.text}), image="/9j/4AAQ")

    assert (failed.value.status_code, failed.value.error_code, failed.value.error_msg) == (
        rule.http_status,
        rule.code,
        rule.text,
    )
