"""Cards carry their values where the truth says, in print that does not run over other print."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import BACK_HK, BACK_MO, BACK_TW, CARD_HEIGHT_MM, CARD_WIDTH_MM, FRONT
from permit_desktop.domain.permit import FieldName, PermitType, Side
from tests.specimens.card import MARK, CardImage, render_card, scratched
from tests.specimens.lettering import NOTO_SANS, has_glyphs
from tests.specimens.names import COMPOUND_SURNAMES, GIVEN, RARE_GIVEN, SURNAMES
from tests.specimens.other_cards import OtherCard, render_other_card
from tests.specimens.person import invent

COARSE = 6.0
LAYOUT = FRONT | BACK_HK | BACK_MO | BACK_TW
INK_BEYOND_BOX_MM = 2.5  # shifts of 1.5 mm and letters a little larger or wider than the space they are given


def card(seed: int, side: Side) -> CardImage:
    return render_card(invent(seed, tuple(PermitType)[seed % 2]), side, seed, COARSE)


def overlap(first: Box, second: Box) -> bool:
    return min(first.right_mm, second.right_mm) > max(first.x_mm, second.x_mm) and min(
        first.bottom_mm, second.bottom_mm
    ) > max(first.y_mm, second.y_mm)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("side", Side)
def test_every_printed_field_has_ink_at_its_place_in_the_layout(seed: int, side: Side) -> None:
    rendered = card(seed, side)

    unprinted = {FieldName.SIDE} | ({FieldName.TYPE} if side is Side.BACK else set())
    assert set(rendered.ink) == set(rendered.truth) - unprinted
    for field, box in rendered.ink.items():
        assert abs(box.y_mm + box.height_mm / 2 - LAYOUT[field].y_mm - LAYOUT[field].height_mm / 2) < 4, field
        assert box.x_mm >= LAYOUT[field].x_mm - INK_BEYOND_BOX_MM, field
        assert 0 < box.x_mm < box.right_mm < CARD_WIDTH_MM, field
        assert 0 < box.y_mm < box.bottom_mm < CARD_HEIGHT_MM, field


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("side", Side)
def test_values_touch_neither_each_other_nor_the_specimen_mark(seed: int, side: Side) -> None:
    rendered = card(seed, side)

    boxes = [*rendered.ink.values(), MARK] + ([rendered.portrait] if rendered.portrait else [])
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


def test_ink_is_darker_than_the_ground_around_it() -> None:
    rendered = card(2, Side.FRONT)

    box = rendered.ink[FieldName.MACHINE_CODE]
    rows = slice(round(box.y_mm * COARSE), round(box.bottom_mm * COARSE))
    columns = slice(round(box.x_mm * COARSE), round(box.right_mm * COARSE))
    assert np.percentile(rendered.pixels[rows, columns], 2) < 90
    assert np.percentile(rendered.pixels[rows, columns], 90) > 170


def test_corners_are_round_and_the_rest_is_card() -> None:
    rendered = card(0, Side.BACK)

    assert rendered.mask[0, 0] == 0
    assert rendered.mask[-1, -1] == 0
    assert rendered.mask[0, rendered.mask.shape[1] // 2] == 255
    assert (rendered.mask == 255).mean() > 0.99


def test_the_same_seed_prints_the_same_card_and_another_seed_another() -> None:
    permit = invent(3, PermitType.HK_MACAO)

    first, second, other = (render_card(permit, Side.FRONT, seed, COARSE).pixels for seed in (1, 1, 2))
    assert np.array_equal(first, second)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("other", OtherCard)
def test_other_cards_carry_no_truth(other: OtherCard) -> None:
    rendered = render_other_card(other, 1, COARSE)

    assert not rendered.truth
    assert not rendered.ink


def test_every_character_of_the_name_lists_can_be_printed() -> None:
    names = (*SURNAMES, *COMPOUND_SURNAMES, *GIVEN, *RARE_GIVEN)

    assert not [name for name in names if not has_glyphs(NOTO_SANS, name.characters)]
    assert not has_glyphs(NOTO_SANS, "\U0010abcd")


def test_scratches_leave_the_truth_and_most_of_the_print_alone() -> None:
    clean = card(0, Side.FRONT)

    worn = scratched(clean, np.random.default_rng(1), 8)

    changed = (worn.pixels != clean.pixels).any(axis=2).mean()
    assert 0 < changed < 0.05
    assert worn.truth == clean.truth
