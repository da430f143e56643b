from __future__ import annotations

import base64
import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.api.errors import ServiceError
from permit_desktop.api.request import RecogniseRequest, request_from_json, request_to_json
from permit_desktop.imaging.decode import MAX_FILE_BYTES

IMAGE = "/9j/4AAQSkZJRgABAgEASABIAAD/4RFZRXhpZgAATU0AKgAAAA=="
URL = "https://BucketName.obs.myhwclouds.com/ObjectName"


def test_the_examples_of_the_contract() -> None:
    assert request_from_json({"image": IMAGE}) == RecogniseRequest(base64.b64decode(IMAGE))
    assert request_to_json(RecogniseRequest(base64.b64decode(IMAGE))) == {"image": IMAGE}
    assert request_from_json({"url": URL}) == RecogniseRequest(url=URL)
    assert request_to_json(RecogniseRequest(url=URL)) == {"url": URL}


@given(st.binary(min_size=1, max_size=50), st.booleans(), st.booleans())
def test_what_is_written_is_read_back_unchanged(image: bytes, portrait: bool, location: bool) -> None:  # noqa: FBT001 (drawn values)
    request = RecogniseRequest(image, None, portrait, location)

    assert request_from_json(json.loads(json.dumps(request_to_json(request)))) == request


@pytest.mark.parametrize(
    ("body", "service_code"),
    [
        (None, "ModelArts.4105"),
        ([], "ModelArts.4105"),
        ("x", "ModelArts.4105"),
        ({}, "AIS.0101"),
        ({"image": "", "url": None}, "AIS.0101"),
        ({"image": IMAGE, "url": URL}, "AIS.0101"),
        ({"image": 5}, "AIS.0101"),
        ({"image": [IMAGE]}, "AIS.0101"),
        ({"url": {"a": 1}}, "AIS.0101"),
        ({"url": "https://例.example/"}, "AIS.0101"),
        ({"url": "https://x.example/a b"}, "AIS.0101"),
        ({"url": "https://x.example/" + "a" * 3000}, "AIS.0101"),
        ({"image": IMAGE, "return_portrait_image": "true"}, "AIS.0101"),
        ({"image": IMAGE, "return_portrait_location": 1}, "AIS.0101"),
        ({"image": "data:image/jpeg;base64," + IMAGE}, "AIS.0102"),
        ({"image": IMAGE[:-1]}, "AIS.0102"),
        ({"image": "图片"}, "AIS.0102"),
        ({"image": 0, "url": URL}, "AIS.0101"),
        ({"image": [], "url": URL}, "AIS.0101"),
        ({"image": IMAGE, "url": False}, "AIS.0101"),
        ({"image": IMAGE, "url": {}}, "AIS.0101"),
        ({"image": False}, "AIS.0101"),
        ({"url": 0}, "AIS.0101"),
        ({"image": "A" * (10 * 1024 * 1024 + 4)}, "ModelArts.4104"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_the_contract_does_not_allow_is_refused_with_its_code(body: object, service_code: str) -> None:
    with pytest.raises(ServiceError) as refused:
        request_from_json(body)

    assert refused.value.service_code == service_code
    assert refused.value.http_status == 400


def test_ten_mebibytes_of_base64_are_accepted() -> None:
    largest = base64.b64encode(bytes(MAX_FILE_BYTES)).decode()

    assert len(largest) == 10 * 1024 * 1024
    assert request_from_json({"image": largest}).image == bytes(MAX_FILE_BYTES)


@pytest.mark.parametrize("nothing", ["", None])
def test_an_empty_picture_or_address_beside_the_other_counts_as_missing(nothing: str | None) -> None:
    assert request_from_json({"image": nothing, "url": URL}) == RecogniseRequest(url=URL)
    assert request_from_json({"image": IMAGE, "url": nothing}) == RecogniseRequest(base64.b64decode(IMAGE))


def test_null_switches_are_off_and_unknown_keys_are_ignored() -> None:
    assert request_from_json({"image": IMAGE, "return_portrait_image": None, "new": 1}) == RecogniseRequest(
        base64.b64decode(IMAGE)
    )


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_no_value_whatever_it_is_makes_reading_fail(value: object) -> None:
    for key in ("image", "url", "return_portrait_image"):
        with contextlib.suppress(ServiceError):
            request_from_json({"image": IMAGE, key: value})
