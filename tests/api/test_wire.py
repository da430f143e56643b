from __future__ import annotations

import base64
import io
import json
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from permit_desktop.api.errors import ServiceError
from permit_desktop.api.wire import MAX_VALUE_CHARS, result_from_json, result_to_json
from permit_desktop.domain.errors import ErrorCode
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import FieldName, Note, PermitResult, PermitType, Portrait, Reading, Side
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.imaging.pixels import Pixels

PIXELS: Pixels = np.full((40, 30, 3), (90, 120, 200), np.uint8)
JPEG = encode_jpeg(PIXELS)
LOCATION = [[1174, 1326], [1378, 1294], [1416, 1534], [1212, 1566]]
FRONT: dict[str, Any] = {
    "name": "Zhang San",
    "name_en": "ZHANG, SAN",
    "birth_date": "1970.12.21",
    "sex": "M",
    "number": "C319XXXXX",
    "valid_period": "2016.01.04 - 2026.01.03",
    "issuing_authority": "Bureau of Exit and Entry Administration of the Ministry of Public Security",
    "issue_place": "Guangdong",
    "machine_code": "CSCA3xxxxxxx<290xxxx<810xxxx<2",
    "type": "Exit-Entry Permit for Traveling to and from Hong Kong and Macao",
    "side": "front",
    "portrait_image": base64.b64encode(JPEG).decode(),
    "portrait_location": LOCATION,
    "confidence": {
        "name": 0.9254,
        "name_en": 0.9245,
        "birth_date": 0.9014,
        "sex": 0.9896,
        "number": 0.9741,
        "valid_period": 0.9542,
        "issuing_authority": 0.9635,
        "issue_place": 0.9749,
        "machine_code": 0.8945,
        "type": 0.9650,
        "side": 0.9785,
    },
}
BACK: dict[str, Any] = {
    "type": "Exit-Entry Permit for Traveling to and from Hong Kong and Macao",
    "side": "back",
    "endorsement_info_hk": {
        "endorsement_type": "Individual visits (G)",
        "valid_round_trips": "Valid for double journey per visit",
        "endorsement_valid_period": "2014.04.21-2015.04.20",
        "remark": "Stay for no more than 7 days in Hong Kong",
        "issue_info": "4400-H001",
    },
    "endorsement_info_mo": {
        "endorsement_type": "Individual visits (G)",
        "valid_round_trips": "Valid for double journey per visit",
        "endorsement_valid_period": "2014.04.21-2015.04.20",
        "remark": "Stay for no more than 7 days in Macao",
        "issue_info": "4400-M001",
    },
    "confidence": {
        "type": 0.9650,
        "side": 0.9785,
        "endorsement_info_hk": {
            "endorsement_type": 0.9214,
            "valid_round_trips": 0.9852,
            "endorsement_valid_period": 0.9474,
            "remark": 0.9996,
            "issue_info": 0.9524,
        },
        "endorsement_info_mo": {
            "endorsement_type": 0.9741,
            "valid_round_trips": 0.9598,
            "endorsement_valid_period": 0.9157,
            "remark": 0.9145,
            "issue_info": 0.9935,
        },
    },
}


@pytest.mark.parametrize("example", [FRONT, BACK], ids=["front", "back"])
def test_the_examples_of_the_contract_come_back_with_every_value_and_confidence(example: dict[str, Any]) -> None:
    written = result_to_json(result_from_json(example), portrait_image=True, portrait_location=True)

    expected = example | {"type": PermitType.HK_MACAO.value} | ({"sex": "男"} if "sex" in example else {})
    assert written == expected
    assert type(written["type"]) is str


def test_the_front_of_the_contract_is_understood() -> None:
    result = result_from_json(FRONT)

    assert result.type is PermitType.HK_MACAO
    assert result.side is Side.FRONT
    assert result.readings[FieldName.NUMBER] == Reading("C319XXXXX", 0.9741)
    assert result.portrait == Portrait(Quad.of(LOCATION), JPEG)


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ((False, False), set()),
        ((True, False), {"portrait_image"}),
        ((False, True), {"portrait_location"}),
        ((True, True), {"portrait_image", "portrait_location"}),
    ],
)
def test_the_portrait_is_written_only_as_far_as_it_was_asked_for(asked: tuple[bool, bool], keys: set[str]) -> None:
    written = result_to_json(result_from_json(FRONT), portrait_image=asked[0], portrait_location=asked[1])

    assert {key for key in written if key.startswith("portrait")} == keys


def test_a_written_result_holds_nothing_that_was_not_read() -> None:
    result = PermitResult({FieldName.NAME: Reading("张三", None)})

    assert result_to_json(result, portrait_image=True, portrait_location=True) == {"name": "张三", "confidence": {}}


def test_portrait_corners_are_written_as_whole_pixels() -> None:
    outline = Quad.of([(0.4, 1.6), (10.2, 1.6), (10.2, 9.9), (0.4, 9.9)])
    written = result_to_json(
        PermitResult({}, portrait=Portrait(outline, None)), portrait_image=True, portrait_location=True
    )

    assert written["portrait_location"] == [[0, 2], [10, 2], [10, 10], [0, 10]]
    assert all(type(number) is int for corner in written["portrait_location"] for number in corner)


@pytest.mark.parametrize(
    ("wording", "permit_type"),
    [
        ("往来港澳通行证 ", PermitType.HK_MACAO),
        ("往来港澳通行证", PermitType.HK_MACAO),
        (" 往来台湾通行证\u3000", PermitType.TAIWAN),
        ("Exit-Entry Permit for Traveling to and from Hong Kong and Macao", PermitType.HK_MACAO),
        ("Exit-Entry Permit for Traveling to and  from Taiwan ", PermitType.TAIWAN),
        ("EXIT-ENTRY PERMIT FOR TRAVELING TO AND FROM TAIWAN", PermitType.TAIWAN),
        ("台湾居民来往大陆通行证", None),
        ("港澳居民来往内地通行证", None),
        ("Passport", None),
    ],
)
def test_both_wordings_of_the_type_are_understood_and_no_other_document(
    wording: str, permit_type: PermitType | None
) -> None:
    result = result_from_json({"type": wording})

    assert result.type is permit_type
    if permit_type is None:
        assert result.value(FieldName.TYPE) == wording


@pytest.mark.parametrize(
    ("key", "sent", "kept"),
    [
        ("birth_date", "1970.12.21", "1970.12.21"),
        ("birth_date", "1970-12-21", "1970.12.21"),
        ("birth_date", "1970/1/2", "1970.01.02"),
        ("birth_date", "1970年12月21日", "1970.12.21"),
        ("birth_date", "1970.13.21", "1970.13.21"),
        ("birth_date", "soon", "soon"),
        ("valid_period", "2016.01.04 - 2026.01.03", "2016.01.04 - 2026.01.03"),
        ("valid_period", "2016.01.04-2026.01.03", "2016.01.04 - 2026.01.03"),
        ("valid_period", "2016-01-04 - 2026-01-03", "2016.01.04 - 2026.01.03"),
        ("valid_period", "2016年1月4日至2026年1月3日", "2016.01.04 - 2026.01.03"),
        ("valid_period", "2016.01.04-2026.02.30", "2016.01.04-2026.02.30"),
        ("valid_period", "2026.01.03", "2026.01.03"),
        ("sex", "男", "男"),
        ("sex", "女", "女"),
        ("sex", "M", "男"),
        ("sex", "f", "女"),
        ("sex", "Female", "女"),
        ("sex", "X", "X"),
        ("side", "Front ", "front"),
        ("number", 123456789, "123456789"),
        ("name", "\u202eevil\x00\x1b[31m\n name\u200b", "evil[31m name"),
        ("name", "\ud800张", "张"),
    ],
)
def test_values_get_the_spelling_of_the_examples_and_no_hidden_characters(key: str, sent: object, kept: str) -> None:
    assert result_from_json({key: sent}).value(FieldName(key)) == kept


@pytest.mark.parametrize("blank", ["", "  ", "\u200b\n", None, True, [], {}, ["张三"], {"value": "张三"}, float("nan")])
def test_an_empty_or_senseless_value_is_absent(blank: object) -> None:
    assert result_from_json({"name": blank}).readings == {}


def test_a_huge_value_is_cut() -> None:
    value = result_from_json({"name": "张" * 10_000_000}).value(FieldName.NAME)

    assert value == "张" * MAX_VALUE_CHARS


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (0.5, 0.5),
        (1, 1.0),
        (0, 0.0),
        ("0.9", 0.9),
        (" .25 ", 0.25),
        ("9e-1", 0.9),
        (Decimal("0.75"), 0.75),
        (None, None),
        ("", None),
        ("high", None),
        ("0_1", None),
        ("nan", None),
        (float("nan"), None),
        (Decimal("NaN"), None),
        (Decimal("sNaN"), None),
        (float("inf"), None),
        (10**400, None),
        (1.5, None),
        (-0.1, None),
        (True, None),
        ([0.9], None),
        ({"name": 0.9}, None),
    ],
)
def test_a_confidence_is_a_fraction_or_unknown(sent: object, kept: float | None) -> None:
    assert result_from_json({"name": "张三", "confidence": {"name": sent}}).readings[FieldName.NAME].confidence == kept


@pytest.mark.parametrize("confidences", [None, "x", 5, [], [{"name": 1}], True])
def test_confidences_in_another_shape_are_unknown(confidences: object) -> None:
    reading = result_from_json({"name": "张三", "confidence": confidences}).readings[FieldName.NAME]

    assert reading == Reading("张三", None)


@pytest.mark.parametrize(
    ("block_confidence", "kept"),
    [
        ({"remark": 0.4}, 0.4),
        ({"remark": Decimal("0.4")}, 0.4),
        ({}, None),
        (0.7, 0.7),
        ("0.7", 0.7),
        (None, None),
        ([], None),
    ],
)
def test_the_confidence_of_an_endorsement_is_read_in_every_shape(block_confidence: object, kept: float | None) -> None:
    answer = {"endorsement_info_tw": {"remark": "x"}, "confidence": {"endorsement_info_tw": block_confidence}}

    assert result_from_json(answer).readings[FieldName.TW_REMARK].confidence == kept


@pytest.mark.parametrize("block", [None, "x", 7, [], [{"remark": "x"}], {"remark": {}}, {"unknown": "x"}])
def test_an_endorsement_in_another_shape_is_absent(block: object) -> None:
    assert result_from_json({"endorsement_info_hk": block}).readings == {}


def picture(form: str, size_px: tuple[int, int] = (30, 40)) -> str:
    file = io.BytesIO()
    Image.new("RGB", size_px, (200, 120, 90)).save(file, form)
    return base64.b64encode(file.getvalue()).decode()


@pytest.mark.parametrize("image", ["", None, []])
def test_a_portrait_that_is_not_there_is_nothing_to_be_told(image: object) -> None:
    result = result_from_json({"portrait_image": image, "portrait_location": image})

    assert (result.portrait, result.notes) == (None, frozenset())


@pytest.mark.parametrize(
    "image",
    [
        "@@@",
        "AAAA",
        5,
        "data:image/jpeg;base64,/9j/4AAQ",
        "张",
        "A" * 5_000_000,
        picture("PNG", (2049, 20)),
        picture("GIF"),
    ],
    ids=["no base64", "no picture", "number", "cut", "not ascii", "huge", "wide", "another form"],
)
def test_a_portrait_that_nobody_can_use_is_left_out_and_told(image: object) -> None:
    result = result_from_json({"name": "张三", "portrait_image": image})

    assert (result.portrait, result.notes) == (None, frozenset({Note.PORTRAIT_UNUSABLE}))
    assert result.value(FieldName.NAME) == "张三"


def test_a_portrait_that_is_cut_short_is_told() -> None:
    result = result_from_json({"portrait_image": base64.b64encode(JPEG[:-40]).decode(), "portrait_location": LOCATION})

    assert result.portrait == Portrait(Quad.of(LOCATION), None)
    assert result.notes == {Note.PORTRAIT_UNUSABLE}


@pytest.mark.parametrize("form", ["PNG", "BMP", "TIFF"])
@pytest.mark.parametrize("prefix", ["", "data:image/png;base64,", " DATA:image/x-ms.bmp;base64,"])
def test_a_portrait_in_another_form_becomes_a_jpeg(form: str, prefix: str) -> None:
    result = result_from_json({"portrait_image": prefix + picture(form)})

    assert result.notes == frozenset()
    assert result.portrait is not None
    assert result.portrait.jpeg is not None
    assert result.portrait.jpeg.startswith(b"\xff\xd8\xff")
    assert np.abs(decode_still(result.portrait.jpeg).astype(int) - PIXELS).max() < 8


def test_a_jpeg_behind_a_prefix_stays_as_it_is() -> None:
    image = "data:image/jpeg;base64," + base64.b64encode(JPEG).decode()

    assert result_from_json({"portrait_image": image}).portrait == Portrait(None, JPEG)


@pytest.mark.parametrize(
    "location",
    [
        [{"x": x, "y": y} for x, y in LOCATION],
        [{"x": str(x), "y": f"{y}.0"} for x, y in LOCATION],
        [[str(x), y] for x, y in LOCATION],
        [number for corner in LOCATION for number in corner],
    ],
    ids=["named", "named texts", "texts", "flat"],
)
def test_a_portrait_place_is_read_in_every_form_that_shows_what_it_is(location: object) -> None:
    result = result_from_json({"portrait_location": location})

    assert (result.portrait, result.notes) == (Portrait(Quad.of(LOCATION), None), frozenset())


@pytest.mark.parametrize(
    "location",
    [
        "x",
        LOCATION[:3],
        [*LOCATION, [1, 1]],
        [*LOCATION[:3], [1]],
        [*LOCATION[:3], ["one", 2]],
        [*LOCATION[:3], {"x": 1}],
        [*LOCATION[:3], [True, 2]],
        [*LOCATION[:3], [float("inf"), 2]],
        [*LOCATION[:3], [10**9, 2]],
        [*LOCATION[:3], ["1e9", 2]],
        [*LOCATION[:3], None],
        {"0": [1, 1]},
        list(range(7)),
    ],
)
def test_a_portrait_place_that_is_no_four_points_is_left_out_and_told(location: object) -> None:
    result = result_from_json({"portrait_location": location})

    assert (result.portrait, result.notes) == (None, frozenset({Note.PORTRAIT_UNUSABLE}))


def test_a_portrait_may_come_with_only_one_of_its_parts_on_any_side() -> None:
    assert result_from_json({"side": "back", "portrait_location": LOCATION}).portrait == Portrait(
        Quad.of(LOCATION), None
    )
    image = result_from_json({"portrait_image": base64.encodebytes(JPEG).decode()})
    assert image.portrait == Portrait(None, JPEG)


@pytest.mark.parametrize("junk", [None, [], "x", 5, True, [{}]])
def test_what_is_no_object_is_refused(junk: object) -> None:
    with pytest.raises(ServiceError) as refused:
        result_from_json(junk)

    assert refused.value.code is ErrorCode.SERVICE_ANSWER_UNUSABLE
    assert refused.value.maybe_sent


KEYS = st.sampled_from(
    [
        *{part for field in FieldName for part in field.value.split(".")},
        "confidence",
        "portrait_image",
        "portrait_location",
        "x",
    ]
)
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.decimals()
    | st.sampled_from(["/9j/", "0.5"]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)


# Hypothesis takes seconds to tabulate Unicode when its cache is empty.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(KEYS, JUNK))
def test_no_object_whatever_it_holds_makes_reading_fail(answer: dict[str, object]) -> None:
    result = result_from_json(answer)

    for reading in result.readings.values():
        assert reading.value
        assert reading.value.isprintable()
        assert len(reading.value) <= MAX_VALUE_CHARS
        assert reading.confidence is None or 0 <= reading.confidence <= 1
    written = result_to_json(result, portrait_image=True, portrait_location=True)
    assert result_from_json(json.loads(json.dumps(written))).readings.keys() == result.readings.keys()


PRINTED = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=40)
READINGS = st.dictionaries(
    st.sampled_from([field for field in FieldName if field not in (FieldName.TYPE, FieldName.SIDE, FieldName.SEX)]),
    st.builds(Reading, PRINTED, st.none() | st.floats(0, 1).map(lambda confidence: round(confidence, 4))),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    READINGS, st.sampled_from(PermitType), st.sampled_from(Side), st.none() | st.just(Portrait(Quad.of(LOCATION), JPEG))
)
def test_what_is_written_is_read_back_unchanged(
    readings: dict[FieldName, Reading], permit_type: PermitType, side: Side, portrait: Portrait | None
) -> None:
    readings |= {FieldName.TYPE: Reading(permit_type.value, 0.9), FieldName.SIDE: Reading(side.value, None)}
    result = PermitResult(readings, portrait=portrait)

    written = json.dumps(result_to_json(result, portrait_image=True, portrait_location=True))

    assert result_from_json(json.loads(written)) == result
