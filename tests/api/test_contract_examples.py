"""Every example of the contract, as it stands there: two requests, a front, a back, a failure; both ends with each."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from permit_desktop.api.errors import Action, ServiceError
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Side
from tests.api.calling import PROJECT, STILL, TOKEN, client
from tests.api.scripted_server import answer, serving
from tests.api.test_wire import BACK, FRONT
from tests.server.serving import WAIT_S, WHITE, Running, picture
from tests.server.serving import serving as running

IMAGE_REQUEST = '{ "image":"/9j/4AAQSkZJRgABAgEASABIAAD/4RFZRXhpZgAATU0AKgAAAA..." }'
URL_REQUEST = '{ "url":"https://BucketName.obs.myhwclouds.com/ObjectName" }'
FRONT_ANSWER = {"result": FRONT | {"portrait_image": "/9j/4AAQSkZJRg…"}}
BACK_ANSWER = {"result": BACK}
FAILURE_ANSWER = {"error_code": "AIS.0103", "error_msg": "The image size does not meet the requirements."}


def recognised(example: dict[str, Any], status: int = 200) -> PermitResult:
    with serving(answer(status, example)) as server, client(f"http://{server.netloc}") as recogniser:
        return recogniser.recognise(STILL, with_portrait=True)


def flat(result: dict[str, Any]) -> dict[str, Any]:
    """Values by the names that fields have, without what is no field."""
    values: dict[str, Any] = {}
    for key, value in result.items():
        if isinstance(value, dict):
            values |= {f"{key}.{inner}": told for inner, told in value.items()}
        elif not key.startswith("portrait"):
            values[key] = value
    return values


@pytest.mark.parametrize("example", [FRONT_ANSWER, BACK_ANSWER], ids=["front", "back"])
def test_the_client_reads_every_value_and_confidence_of_an_example(example: dict[str, Any]) -> None:
    told = example["result"]
    result = recognised(example)

    values = flat({key: value for key, value in told.items() if key != "confidence"})
    spelled = {"type": PermitType.HK_MACAO.value} | ({"sex": "男"} if "sex" in values else {})
    assert {field.value: reading.value for field, reading in result.readings.items()} == values | spelled
    assert {field.value: reading.confidence for field, reading in result.readings.items()} == flat(told["confidence"])
    assert result.side is Side(told["side"])
    assert result.type is PermitType.HK_MACAO


def test_the_client_keeps_the_portraits_place_where_its_picture_is_only_hinted_at() -> None:
    portrait = recognised(FRONT_ANSWER).portrait

    assert portrait is not None
    assert portrait.jpeg is None
    assert portrait.outline == Quad.of([(1174, 1326), (1378, 1294), (1416, 1534), (1212, 1566)])


def test_the_client_tells_the_failure_by_its_code_and_words() -> None:
    with pytest.raises(ServiceError) as failed:
        recognised(FAILURE_ANSWER, 400)

    assert failed.value.action is Action.NEW_STILL
    assert (failed.value.service_code, failed.value.service_message) == (
        FAILURE_ANSWER["error_code"],
        FAILURE_ANSWER["error_msg"],
    )


def test_the_client_asks_as_the_example_does() -> None:
    with serving(answer(200, FRONT_ANSWER)) as server, client(f"http://{server.netloc}", TOKEN) as recogniser:
        assert recogniser.recognise(STILL, with_portrait=False).value(FieldName.NUMBER) == "C319XXXXX"

    (asked,) = server.requests
    assert (asked.method, asked.target) == ("POST", f"/v2/{PROJECT}/ocr/exit-entry-permit")
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["x-auth-token"] == TOKEN.token
    body = json.loads(asked.body)
    assert body.keys() == {"image"}
    assert body["image"].startswith("/9j/4AAQSkZJRgABAQ")
    assert base64.b64decode(body["image"], validate=True)


def asked(service: Running, body: str) -> tuple[int, dict[str, Any]]:
    headers = {"Content-Type": "application/json", "X-Auth-Token": service.token()}
    told = service.http.post(service.url + service.path, data=body.encode(), headers=headers, timeout=WAIT_S)
    return told.status_code, told.json()


def test_the_service_takes_the_examples_of_requests(tmp_path: Path) -> None:
    fetched: list[str] = []

    async def fetch(url: str, _user_id: str) -> bytes:
        fetched.append(url)
        return WHITE

    with running(tmp_path, fetch=fetch) as service:
        # Cut short in the documentation, so what is left of it is no picture.
        assert asked(service, IMAGE_REQUEST)[1]["error_code"] == "AIS.0102"
        by_image = asked(service, json.dumps({"image": base64.b64encode(WHITE).decode()}))
        by_url = asked(service, URL_REQUEST)

    assert fetched == ["https://BucketName.obs.myhwclouds.com/ObjectName"]
    assert by_image == by_url
    assert by_url[0] == 200


def test_the_service_fails_as_the_example_does(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        too_small = base64.b64encode(picture(width_px=14)).decode()
        assert asked(service, json.dumps({"image": too_small})) == (400, FAILURE_ANSWER)
