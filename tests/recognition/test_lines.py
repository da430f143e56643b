"""Lines of print are found where the layout promises them, a little off, and among other ink."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from permit_desktop.domain.geometry import Box, around
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.recognition.card_view import PX_PER_MM, ink_of
from permit_desktop.recognition.lines import Search, find_lines, print_apart
from tests.specimens.card import render_card
from tests.specimens.person import invent

PLACE = Box(30.0, 20.0, 30.0, 3.0)
SEARCH = Search(PLACE, slack_mm=2.0, gap_mm=2.0)


@pytest.mark.parametrize("shift_mm", [(0.0, 0.0), (1.4, -1.4), (-1.4, 1.4)])
def test_finds_a_shifted_line_to_a_quarter_of_a_millimetre(shift_mm: tuple[float, float]) -> None:
    printed = Box(PLACE.x_mm + shift_mm[0], PLACE.y_mm + shift_mm[1], 22.0, 2.8)
    found = find_lines(_ink(printed), SEARCH)[0]
    margin_mm = (found.height_mm - printed.height_mm) / 2
    assert 0.2 < margin_mm < 0.8
    assert found.x_mm == pytest.approx(printed.x_mm - margin_mm, abs=0.25)
    assert found.right_mm == pytest.approx(printed.right_mm + margin_mm, abs=0.25)
    assert found.y_mm == pytest.approx(printed.y_mm - margin_mm, abs=0.25)


def test_the_line_at_the_zones_height_comes_before_its_neighbours() -> None:
    printed = Box(PLACE.x_mm, PLACE.y_mm, 22.0, 2.8)
    above = Box(PLACE.x_mm, PLACE.y_mm - 3.6, 12.0, 2.2)
    found = find_lines(_ink(printed, above), SEARCH)
    assert found[0].y_mm == pytest.approx(printed.y_mm, abs=0.8)


def test_a_wide_blank_ends_the_line() -> None:
    left, right = Box(30.0, 20.0, 12.0, 2.8), Box(46.0, 20.0, 8.0, 2.8)
    assert find_lines(_ink(left, right), SEARCH)[0].right_mm == pytest.approx(left.right_mm, abs=0.8)
    wider = Search(PLACE, slack_mm=2.0, gap_mm=5.0)
    assert find_lines(_ink(left, right), wider)[0].right_mm == pytest.approx(right.right_mm, abs=0.8)


def test_faint_artwork_under_the_print_does_not_count() -> None:
    printed = Box(PLACE.x_mm, PLACE.y_mm, 22.0, 2.8)
    artwork = np.zeros((432, 685), np.float32)
    artwork[::5] = 0.12
    found = find_lines(np.maximum(_ink(printed), artwork), SEARCH)[0]
    assert found.right_mm == pytest.approx(printed.right_mm, abs=0.8)


def test_a_line_that_touches_a_little_artwork_above_it_is_found_without_it_too() -> None:
    printed, artwork = Box(PLACE.x_mm, PLACE.y_mm, 22.0, 2.8), Box(PLACE.x_mm + 8.0, PLACE.y_mm - 1.8, 5.0, 2.0)
    lines = find_lines(_ink(printed, artwork), SEARCH)
    assert min(abs(line.y_mm + 0.4 - printed.y_mm) for line in lines) < 0.3
    assert min(abs(line.height_mm - 0.9 - printed.height_mm) for line in lines) < 0.3


def test_level_strokes_that_one_upright_stroke_holds_together_are_one_line_above_a_crowded_one() -> None:
    printed, below = Box(PLACE.x_mm, PLACE.y_mm, 3.2, 3.4), Box(PLACE.x_mm, PLACE.bottom_mm + 1.2, 28.0, 2.4)
    ink = _ink(below)
    left, top, right, bottom = (
        round(edge_mm * PX_PER_MM) for edge_mm in (printed.x_mm, printed.y_mm, printed.right_mm, printed.bottom_mm)
    )
    for row in (top, (top + bottom) // 2, bottom - 3):
        ink[row : row + 3, left:right] = 0.8
    ink[top:bottom, (left + right) // 2 : (left + right) // 2 + 2] = 0.8
    found = find_lines(ink, SEARCH)[0]
    margin_mm = (found.height_mm - printed.height_mm) / 2
    assert 0.2 < margin_mm < 0.8
    assert found.y_mm == pytest.approx(printed.y_mm - margin_mm, abs=0.25)


def test_an_empty_zone_and_one_outside_the_card_have_no_lines() -> None:
    assert find_lines(np.zeros((432, 685), np.float32), SEARCH) == ()
    assert find_lines(_ink(PLACE), Search(Box(200.0, 20.0, 5.0, 3.0), 1.0, 1.0)) == ()


def _ink(*lines: Box) -> NDArray[np.float32]:
    """Lines as upright strokes of 0.4 mm with 0.5 mm between them."""
    ink = np.zeros((432, 685), np.float32)
    for line in lines:
        top, bottom = round(line.y_mm * PX_PER_MM), round(line.bottom_mm * PX_PER_MM)
        strokes = np.arange(line.x_mm, line.right_mm - 0.4, 0.9)
        for x_mm in (*strokes, line.right_mm - 0.4):
            ink[top:bottom, round(x_mm * PX_PER_MM) : round((x_mm + 0.4) * PX_PER_MM)] = 0.8
    return ink


@pytest.mark.parametrize("seed", range(6))
def test_kind_and_round_trips_are_told_apart_by_the_blank_between_them(seed: int) -> None:
    permit_type = tuple(PermitType)[seed % 2]
    card = render_card(invent(seed, permit_type), Side.BACK, seed, PX_PER_MM)
    pairs = [
        (FieldName(f"{block}.endorsement_type"), FieldName(f"{block}.valid_round_trips"))
        for block in {field.block for field in card.ink} - {None}
    ]
    for kind, count in pairs:
        if kind not in card.ink or count not in card.ink:
            continue  # 逗留 has no count
        first, second, *_ = print_apart(
            ink_of(card.pixels, PX_PER_MM), around([card.ink[kind], card.ink[count]]), gap_mm=2.4
        )
        assert first.x_mm == pytest.approx(card.ink[kind].x_mm, abs=0.6)
        assert second.x_mm == pytest.approx(card.ink[count].x_mm, abs=0.6)
        assert first.right_mm < second.x_mm - 2


def test_print_beside_the_card_is_none() -> None:
    assert print_apart(np.zeros((432, 685), np.float32), Box(90.0, 5.0, 10.0, 3.0), gap_mm=2.0) == ()
