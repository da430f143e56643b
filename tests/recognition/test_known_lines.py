"""Lines of a permit's print that are told by their text, whole or in the parts that a detector makes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box, Quad
from permit_desktop.domain.layout import BACK_FOOTER, CARD_HEIGHT_MM, CARD_WIDTH_MM, FRONT
from permit_desktop.domain.permit import FieldName
from permit_desktop.recognition.anchor_fit import outline_by
from permit_desktop.recognition.known_lines import Anchor, PrintLine, back_anchors, front_anchors

MACHINE_LINE: Final = "CSC749238096<3601051<4107147<8"
NUMBER: Final = "C74923809"
TITLE: Final = "往来港澳通行证"
AUTHORITY: Final = "公安部出入境管理局"


def line(text: str, x_mm: float = 10.0, y_mm: float = 10.0, width_mm: float = 40.0) -> PrintLine:
    """A level line whose characters fill its place evenly, in a picture of one pixel a millimetre."""
    middles = tuple((index + 0.5) / len(text) for index in range(len(text)))
    return PrintLine(text, quad(Box(x_mm, y_mm, width_mm, 4.0)), middles)


def quad(box: Box) -> Quad:
    left, right, top, bottom = box.x_mm, box.right_mm, box.y_mm, box.bottom_mm
    return Quad.of([(left, top), (right, top), (right, bottom), (left, bottom)])


def only(anchors: list[Anchor]) -> Anchor:
    (anchor,) = anchors
    return anchor


def test_a_machine_readable_line_that_breaks_off_has_the_part_of_its_place_that_it_reaches() -> None:
    whole, begin = FRONT[FieldName.MACHINE_CODE], only(front_anchors([line(MACHINE_LINE[:18])]))
    assert begin.box.x_mm == whole.x_mm
    assert begin.box.width_mm == pytest.approx(whole.width_mm * 18 / 30)
    assert begin.ends


def test_what_is_seen_before_a_title_and_behind_it_is_no_part_of_it() -> None:
    anchor = only(front_anchors([line(f"O{TITLE}—")]))
    assert anchor.box == FRONT[FieldName.TYPE]
    assert (anchor.place.top_left.x, anchor.place.top_right.x) == pytest.approx((10 + 40 / 9, 10 + 40 * 8 / 9))


def test_a_part_of_a_title_has_the_part_of_its_place() -> None:
    title = FRONT[FieldName.TYPE]
    anchor = only(front_anchors([line(TITLE[2:])]))
    assert anchor.box.x_mm == pytest.approx(title.x_mm + title.width_mm * 2 / 7)
    assert anchor.box.right_mm == pytest.approx(title.right_mm)


def test_a_number_that_was_taken_for_the_titles_end_is_an_anchor_of_its_own() -> None:
    title, number = front_anchors([line(TITLE + NUMBER)])
    assert (title.box, number.box) == (FRONT[FieldName.TYPE], FRONT[FieldName.NUMBER])
    assert title.place.top_right.x == pytest.approx(number.place.top_left.x)


@pytest.mark.parametrize("texts", [[NUMBER], [AUTHORITY], ["2026.01.06-2036.01.05"], ["ZHANG,SAN", AUTHORITY]])
def test_what_other_documents_carry_too_is_no_front(texts: list[str]) -> None:
    assert front_anchors([line(text) for text in texts]) == []


def test_the_number_counts_where_the_authority_stands_with_it() -> None:
    anchors = front_anchors([line(NUMBER), line(AUTHORITY)])
    assert [(anchor.box, anchor.ends) for anchor in anchors] == [
        (FRONT[FieldName.NUMBER], True),
        (FRONT[FieldName.ISSUING_AUTHORITY], False),
    ]


def test_the_sentence_at_the_foot_is_as_long_as_its_fingers_codes() -> None:
    short, long = (
        only(back_anchors([line(f"预存指纹信息({code})，可按规定自助通关")])).box for code in ("R1L1", "R1L1VHM")
    )
    assert short.x_mm == long.x_mm == BACK_FOOTER.x_mm
    assert short.width_mm < long.width_mm <= BACK_FOOTER.width_mm


STRAYING: Final = {FieldName.TYPE: 0.9, FieldName.NUMBER: -0.3, FieldName.MACHINE_CODE: -0.7}
"""How far down each line lies beside its place, in millimetres."""


@given(st.floats(-180, 180), st.floats(2, 40), st.floats(-0.001, 0.001), st.floats(-0.001, 0.001))
def test_anchors_lay_the_card_however_it_is_turned_and_tilted(
    turn_deg: float, px_per_mm: float, across: float, down: float
) -> None:
    to_picture = camera(turn_deg, px_per_mm, across, down)
    found = outline_by(seen_anchors(to_picture))
    assert found is not None
    card = Box(0.0, 0.0, CARD_WIDTH_MM, CARD_HEIGHT_MM)
    off_mm = np.linalg.norm(np.asarray(found) - np.asarray(seen(card, to_picture)), axis=1) / px_per_mm
    assert off_mm.max() < 2.0


@given(st.floats(-180, 180))
def test_anchors_lay_a_turned_card_as_they_lay_it_upright(turn_deg: float) -> None:
    found, upright = (outline_by(seen_anchors(camera(deg, 1.0, 0.002, 0.001))) for deg in (turn_deg, 0.0))
    assert found is not None
    assert upright is not None
    corners = np.column_stack([np.asarray(upright), np.ones(4)]) @ turn(turn_deg).T
    np.testing.assert_allclose(np.asarray(found), corners[:, :2], atol=1e-6)


def test_level_lines_tell_a_tilt_although_they_lie_beside_their_places() -> None:
    to_picture = camera(0.0, 1.0, 0.003, 0.0)
    found = outline_by(seen_anchors(to_picture))
    assert found is not None
    card = seen(Box(0.0, 0.0, CARD_WIDTH_MM, CARD_HEIGHT_MM), to_picture)
    assert np.linalg.norm(np.asarray(found) - np.asarray(card), axis=1).max() < 1.5


def camera(turn_deg: float, px_per_mm: float, across: float, down: float) -> NDArray[np.float64]:
    """From card millimetres to pixels: tilted, so much nearer with each millimetre, and turned."""
    tilted = np.array([[1, 0, 0], [0, 1, 0], [across, down, 1]])
    return np.asarray(np.diag([px_per_mm, px_per_mm, 1.0]) @ turn(turn_deg) @ tilted)


def turn(deg: float) -> NDArray[np.float64]:
    angle = np.radians(deg)
    return np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])


def seen(box: Box, to_picture: NDArray[np.float64]) -> Quad:
    corners = np.column_stack([np.asarray(quad(box)), np.ones(4)]) @ to_picture.T
    return Quad.of(corners[:, :2] / corners[:, 2:])


def seen_anchors(to_picture: NDArray[np.float64]) -> list[Anchor]:
    strayed = {field: replace(FRONT[field], y_mm=FRONT[field].y_mm + mm) for field, mm in STRAYING.items()}
    return [Anchor(FRONT[field], seen(box, to_picture)) for field, box in strayed.items()]
