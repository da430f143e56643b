from __future__ import annotations

import base64
import io
import json
import socket
import threading

import numpy as np
import pytest
from PIL import Image

from permit_desktop.api.errors import ServiceError
from permit_desktop.domain.errors import SettingsError, StillError
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import FieldName, Note, Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.recognition.recogniser import Recogniser
from tests.api.calling import FOUND, STILL, client
from tests.api.scripted_server import Received, answer, serving
from tests.api.test_wire import BACK, FRONT, JPEG

CARD = Quad.of([(700, 100), (700, 528), (430, 528), (430, 100)])  # its text runs downwards


def sent_picture(received: Received) -> Image.Image:
    data = base64.b64decode(json.loads(received.body)["image"], validate=True)
    return Image.open(io.BytesIO(data), formats=["JPEG"])


def test_the_client_is_a_recogniser() -> None:
    with serving(answer(200, {"result": FRONT})) as server, client(f"http://{server.netloc}") as recogniser:
        any_recogniser: Recogniser = recogniser
        result = any_recogniser.recognise(STILL, with_portrait=True)

    assert result.side is Side.FRONT
    assert result.readings[FieldName.NUMBER].confidence == 0.9741
    assert result.portrait is not None
    assert result.portrait.jpeg == JPEG


def test_the_back_of_the_contract_is_read() -> None:
    with serving(answer(200, {"result": BACK})) as server, client(f"http://{server.netloc}") as recogniser:
        result = recogniser.recognise(STILL, with_portrait=False)

    assert result.value(FieldName.MO_ISSUE_INFO) == "4400-M001"
    assert result.readings[FieldName.HK_REMARK].confidence == 0.9996
    assert result.portrait is None


def test_an_answer_is_asked_for_as_it_is_since_a_packed_one_has_no_bounds() -> None:
    with serving(answer(200, FOUND)) as server, client(f"http://{server.netloc}") as recogniser:
        recogniser.recognise(STILL, with_portrait=False)

    assert server.requests[0].headers["accept-encoding"] == "identity"


def test_a_portrait_is_asked_for_only_when_it_is_wanted() -> None:
    with serving(answer(200, FOUND)) as server, client(f"http://{server.netloc}") as recogniser:
        recogniser.recognise(STILL, with_portrait=False)

    assert json.loads(server.requests[0].body).keys() == {"image"}


def test_a_located_card_is_sent_upright_and_the_portrait_is_placed_in_the_original() -> None:
    still: Pixels = np.full((700, 1000, 3), 30, np.uint8)
    still[100:528, 430:700] = 120
    still[120:180, 640:690] = 255  # a spot near the upper left corner of the card as it is read
    whole = {"name": "张三", "portrait_location": [[0, 0], [1, 0], [1, 1], [0, 1]]}
    with (
        serving(answer(200, {"result": whole})) as server,
        client(f"http://{server.netloc}", locate=lambda _still: CARD) as recogniser,
    ):
        recogniser.recognise(still, with_portrait=True)
        picture = sent_picture(server.requests[0])
        grey = np.asarray(picture.convert("L"))
        rows, columns = np.nonzero(grey > 200)
        box = [
            [int(columns.min()), int(rows.min())],
            [int(columns.max()), int(rows.min())],
            [int(columns.max()), int(rows.max())],
            [int(columns.min()), int(rows.max())],
        ]
        server.script = [answer(200, {"result": whole | {"portrait_location": box}})]
        result = recogniser.recognise(still, with_portrait=True)

    assert picture.width > picture.height
    assert columns.mean() < picture.width / 3
    assert result.outline == CARD
    assert result.portrait is not None
    assert result.portrait.outline is not None
    expected = np.array([(689, 120), (689, 179), (640, 179), (640, 120)])
    assert np.abs(np.array(result.portrait.outline) - expected).max() < 2.5


def test_where_no_card_is_found_the_whole_still_is_sent_and_the_result_says_so() -> None:
    with (
        serving(answer(200, FOUND)) as server,
        client(f"http://{server.netloc}", locate=lambda _still: None) as recogniser,
    ):
        result = recogniser.recognise(STILL, with_portrait=False)

    assert sent_picture(server.requests[0]).size == (300, 200)
    assert result.outline is None
    assert result.notes == {Note.WHOLE_PICTURE_SENT}


def test_of_a_card_that_is_found_nothing_is_to_be_said() -> None:
    with (
        serving(answer(200, FOUND)) as server,
        client(f"http://{server.netloc}", locate=lambda _still: CARD) as recogniser,
    ):
        assert recogniser.recognise(STILL, with_portrait=True).notes == frozenset()


def test_a_portrait_that_cannot_be_used_is_told_where_one_was_wanted() -> None:
    broken = answer(200, {"result": {"name": "张三", "portrait_image": "no picture"}})
    with serving(broken) as server, client(f"http://{server.netloc}") as recogniser:
        server.script = [broken, broken]
        notes = [recogniser.recognise(STILL, with_portrait=wanted).notes for wanted in (True, False)]

    assert notes == [{Note.PORTRAIT_UNUSABLE}, frozenset()]


def test_a_still_that_is_too_small_is_not_sent() -> None:
    with serving(answer(200, FOUND)) as server, client(f"http://{server.netloc}") as recogniser:
        with pytest.raises(StillError):
            recogniser.recognise(STILL[:10, :10], with_portrait=False)
        assert server.requests == []


def test_a_refused_key_stops_callers_that_wait_before_they_are_refused_too() -> None:
    failures: list[type[Exception]] = []
    with (
        serving(answer(401, {"error_code": "APIG.0301"})) as server,
        client(f"http://{server.netloc}") as recogniser,
    ):

        def call() -> None:
            try:
                recogniser.recognise(STILL, with_portrait=False)
            except ServiceError as error:
                failures.append(type(error))

        threads = [threading.Thread(target=call) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(server.requests) == 1
    assert len(failures) == 8


def test_one_connection_serves_many_stills() -> None:
    peers = set()

    def remember(connection: socket.socket, received: Received, stopped: threading.Event) -> None:
        peers.add(connection.getpeername())
        answer(200, FOUND)(connection, received, stopped)

    with serving(remember) as server, client(f"http://{server.netloc}") as recogniser:
        for _ in range(5):
            recogniser.recognise(STILL, with_portrait=False)

    assert len(peers) == 1


def test_settings_without_a_project_are_refused_before_anything_is_sent() -> None:
    from permit_desktop.api.client import ServiceRecogniser
    from permit_desktop.system.settings import ServiceSection
    from tests.api.calling import AK, NOW

    with pytest.raises(SettingsError):
        ServiceRecogniser(ServiceSection("https://x.example", ""), AK, now=lambda: NOW)
