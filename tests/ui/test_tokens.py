from __future__ import annotations

import pytest

from permit_desktop.domain.bands import Band
from permit_desktop.ui.tokens import DARK, LIGHT, Look, contrast, high_contrast


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_stands_out_from_its_ground(look: Look) -> None:
    weak = [pair for pair in look.text_pairs() if contrast(*pair) < 4.5]

    assert weak == []


def test_contrast_is_the_published_one_for_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#767676") == pytest.approx(4.54, abs=0.01)


def test_high_contrast_keeps_to_the_system_palette_and_tells_by_borders() -> None:
    look = high_contrast(window="#000000", text="#FFFFFF", accent="#FFFF00", on_accent="#000000")

    assert look.borders_tell
    assert {look.band(band).fill for band in Band} == {"#000000"}
    assert {colour for pair in look.text_pairs() for colour in pair} == {"#000000", "#FFFFFF", "#FFFF00"}
