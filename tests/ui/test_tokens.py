from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.bands import Band
from permit_desktop.ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Look, contrast, high_contrast

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
LOOKS = {"light": LIGHT, "dark": DARK, "contrast-light": CONTRAST_LIGHT, "contrast-dark": CONTRAST_DARK}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_every_text_stands_out_from_its_ground(look: Look) -> None:
    weak = [pair for pair in look.text_pairs() if contrast(*pair) < 4.5]

    assert weak == []


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_the_border_of_an_input_and_the_ring_of_the_focus_can_be_seen(look: Look) -> None:
    for ground in (look.window, look.surface):
        assert contrast(look.outline, ground) >= 3
        assert contrast(look.accent, ground) >= 3


@given(COLOURS, COLOURS, COLOURS, COLOURS)
def test_high_contrast_is_high_whatever_the_palette_of_the_system(
    window: str, text: str, accent: str, on_accent: str
) -> None:
    look = high_contrast(window=window, text=text, accent=accent, on_accent=on_accent)

    assert [pair for pair in look.text_pairs() if contrast(*pair) < 4.5] == []
    assert look.borders_tell


def test_contrast_is_the_published_one_for_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#767676") == pytest.approx(4.54, abs=0.01)


def test_high_contrast_keeps_to_the_system_palette_and_tells_by_borders() -> None:
    look = high_contrast(window="#000000", text="#FFFFFF", accent="#FFFF00", on_accent="#000000")

    assert look.borders_tell
    assert {look.band(band).fill for band in Band} == {"#000000"}
    assert {colour for pair in look.text_pairs() for colour in pair} == {"#000000", "#FFFFFF", "#FFFF00"}
