from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.permit import FieldName
from permit_desktop.domain.template import fill

VALUES = {FieldName.NUMBER: "CB3273201", FieldName.NAME: "石生頔", FieldName.HK_TYPE: "探亲（T）"}


def test_fields_take_their_places_between_tabs() -> None:
    assert fill("{number}\t{name}\t{birth_date}", VALUES) == "CB3273201\t石生頔\t"


def test_fields_of_endorsements_have_places_too() -> None:
    assert fill("{endorsement_info_hk.endorsement_type}!", VALUES) == "探亲（T）!"


def test_what_names_no_field_stays_as_it_is() -> None:
    assert fill("{} {nobody} {number.__class__} }{", VALUES) == "{} {nobody} {number.__class__} }{"


@given(st.text(max_size=50))
def test_no_value_brings_a_tab_or_a_line_of_its_own(value: str) -> None:
    filled = fill("{number}\t{name}", {FieldName.NUMBER: value, FieldName.NAME: value})
    assert filled.count("\t") == 1
    assert len(filled.splitlines()) <= 1


def test_a_value_that_looks_like_a_place_is_not_filled_in_turn() -> None:
    assert fill("{name}", {FieldName.NAME: "{number}", FieldName.NUMBER: "C1"}) == "{number}"
