from __future__ import annotations

import pytest

from permit_desktop.domain import layout
from permit_desktop.domain.errors import CameraError, ErrorCode, PermitError, ReadError, StillError
from permit_desktop.domain.geometry import Box, Point, Quad
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Reading, Side


def test_a_field_knows_its_endorsement_block() -> None:
    assert FieldName.HK_TYPE.block == "endorsement_info_hk"
    assert FieldName.NUMBER.block is None


def test_type_and_side_are_read_from_their_fields() -> None:
    result = PermitResult({FieldName.TYPE: Reading("往来台湾通行证", 0.9), FieldName.SIDE: Reading("back", 0.9)})
    assert (result.type, result.side) == (PermitType.TAIWAN, Side.BACK)


@pytest.mark.parametrize("text", ["", "护照", "BACK"])
def test_an_unknown_type_or_side_is_none(text: str) -> None:
    result = PermitResult({FieldName.TYPE: Reading(text, 0.9), FieldName.SIDE: Reading(text, 0.9)})
    assert (result.type, result.side) == (None, None)


def test_a_field_that_was_not_read_has_no_value() -> None:
    assert PermitResult({}).value(FieldName.NAME) is None
    assert PermitResult({}).type is None


def test_a_quad_is_made_of_corners_and_turned_twice_is_itself() -> None:
    quad = Quad.of([[0, 0], [4, 0], [4, 2], [0, 2]])
    assert quad.top_right == Point(4.0, 0.0)
    assert quad.turned().top_left == quad.bottom_right
    assert quad.turned().turned() == quad


def test_a_quad_of_another_number_of_corners_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        Quad.of([[0, 0], [4, 0], [4, 2]])


def test_a_box_grows_on_every_edge() -> None:
    grown = Box(10, 20, 30, 4).grown(1.5)
    assert (grown.x_mm, grown.y_mm, grown.right_mm, grown.bottom_mm) == (8.5, 18.5, 41.5, 25.5)


@pytest.mark.parametrize("face", [layout.FRONT, layout.BACK_HK | layout.BACK_MO, layout.BACK_TW])
def test_every_zone_lies_on_the_card_even_when_the_print_is_shifted(face: dict[FieldName, Box]) -> None:
    for box in face.values():
        grown = box.grown(layout.TOLERANCE_MM)
        assert grown.x_mm >= 0
        assert grown.y_mm >= 0
        assert grown.right_mm <= layout.CARD_WIDTH_MM
        assert grown.bottom_mm <= layout.CARD_HEIGHT_MM


def test_the_portrait_covers_no_field() -> None:
    for box in layout.FRONT.values():
        apart_across = box.x_mm >= layout.PORTRAIT.right_mm or box.right_mm <= layout.PORTRAIT.x_mm
        apart_down = box.y_mm >= layout.PORTRAIT.bottom_mm or box.bottom_mm <= layout.PORTRAIT.y_mm
        assert apart_across or apart_down


def test_every_field_has_a_zone_except_the_side() -> None:
    zones = {*layout.FRONT, *layout.BACK_HK, *layout.BACK_MO, *layout.BACK_TW}
    assert zones == set(FieldName) - {FieldName.SIDE}


def test_an_expected_failure_says_what_and_what_to_do() -> None:
    error = ReadError(ErrorCode.NO_PERMIT, "No permit was found.", "Lay the card flat on the desk.")
    assert isinstance(error, StillError)
    assert isinstance(error, PermitError)
    assert not isinstance(error, CameraError)
    assert (error.code, str(error), error.remedy) == ("no_permit", error.message, "Lay the card flat on the desk.")
