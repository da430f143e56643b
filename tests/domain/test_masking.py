from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.masking import mask, mask_date, mask_name, mask_number
from permit_desktop.domain.permit import FieldName

PERSONAL = (FieldName.NUMBER, FieldName.NAME, FieldName.NAME_EN, FieldName.BIRTH_DATE, FieldName.MACHINE_CODE)


def test_a_number_keeps_its_letter_and_its_end() -> None:
    assert mask_number("C79485623") == "C••••••23"


def test_a_name_keeps_its_surname() -> None:
    assert mask_name("石生頔") == "石••"


@given(st.text(alphabet="ABC0123456789", max_size=12))
def test_masks_keep_the_length_and_never_the_whole_of_it(text: str) -> None:
    masked = mask_number(text)
    assert len(masked) == len(text) == len(mask_name(text))
    assert not text or masked != text


def test_a_birth_date_keeps_its_year() -> None:
    assert mask_date("1981.08.03") == "1981.••.••"


@given(st.sampled_from(PERSONAL), st.text(min_size=5, max_size=40))
def test_whatever_tells_who_somebody_is_is_masked_in_its_length(field: FieldName, text: str) -> None:
    masked = mask(field, text)
    assert len(masked) == len(text)
    assert masked.count("•") >= min(2, len(text.replace(".", "")) - 4)


def test_what_tells_nobody_from_another_stays_as_it_is() -> None:
    assert mask(FieldName.ISSUE_PLACE, "广东") == "广东"
