from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.masking import mask_name, mask_number


def test_a_number_keeps_its_letter_and_its_end() -> None:
    assert mask_number("C79485623") == "C••••••23"


def test_a_name_keeps_its_surname() -> None:
    assert mask_name("石生頔") == "石••"


@given(st.text(alphabet="ABC0123456789", max_size=12))
def test_masks_keep_the_length_and_never_the_whole_of_it(text: str) -> None:
    masked = mask_number(text)
    assert len(masked) == len(text) == len(mask_name(text))
    assert not text or masked != text
