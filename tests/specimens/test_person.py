"""The invented data obey the rules that real permits obey, whatever the seed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain import machine_line
from permit_desktop.domain.dates import birth_from_yymmdd, expiry_from_yymmdd, parse_date, parse_period, years_after
from permit_desktop.domain.permit import FieldName, PermitType, Side
from tests.specimens.person import FIRST_CARD, PLACES, InventedPermit, invent

TODAY = date(2026, 11, 23)
permits = st.builds(invent, st.integers(0, 2**32), st.sampled_from(PermitType))


@given(permits)
def test_machine_line_is_proved_and_repeats_number_expiry_and_birth(permit: InventedPermit) -> None:
    line = machine_line.parse(permit.machine_code)

    assert line.proved
    assert line.permit_type is permit.permit_type
    assert line.number == permit.number
    assert expiry_from_yymmdd(line.expiry_yymmdd or "") == permit.end
    assert birth_from_yymmdd(line.birth_yymmdd or "", TODAY) == permit.birth


@given(permits)
def test_number_has_the_shape_of_its_document(permit: InventedPermit) -> None:
    shapes = {PermitType.HK_MACAO: r"C(\d{8}|[A-HJ-NP-Z]\d{7})", PermitType.TAIWAN: r"L\d{8}"}

    assert re.fullmatch(shapes[permit.permit_type], permit.number)


@given(permits)
def test_validity_is_ten_years_for_adults_and_five_for_children(permit: InventedPermit) -> None:
    adult = years_after(permit.birth, 16) <= permit.start

    assert permit.end == years_after(permit.start, 10 if adult else 5) - timedelta(days=1)
    assert FIRST_CARD[permit.permit_type] <= permit.start < TODAY
    assert permit.birth < permit.start


@given(permits)
def test_front_fields_are_spelled_as_the_api_spells_them(permit: InventedPermit) -> None:
    truth = permit.truth(Side.FRONT)

    assert parse_date(truth[FieldName.BIRTH_DATE]) == permit.birth
    assert parse_period(truth[FieldName.VALID_PERIOD]) is not None
    assert " - " in truth[FieldName.VALID_PERIOD]
    assert re.fullmatch(r"[A-Z]+, [A-Z]+", truth[FieldName.NAME_EN])
    assert 2 <= len(truth[FieldName.NAME]) <= 4
    assert truth[FieldName.SEX] in set("男女")
    assert truth[FieldName.ISSUE_PLACE] in PLACES


@given(permits)
def test_endorsements_fall_within_the_permit_and_name_their_own_destination(permit: InventedPermit) -> None:
    for endorsement in permit.endorsements:
        assert permit.start <= endorsement.start < endorsement.end <= permit.end
        assert endorsement.start < TODAY
        assert re.fullmatch(rf"\d{{4}}-{endorsement.destination.letter}\d{{3}}", endorsement.issue_info)
        assert endorsement.destination.chinese in "".join(endorsement.remark_lines)


@given(permits)
def test_back_has_blocks_of_its_own_document_only(permit: InventedPermit) -> None:
    blocks = {field.block for field in permit.truth(Side.BACK)} - {None}

    taiwan = {"endorsement_info_tw"}
    assert blocks
    assert blocks == taiwan if permit.permit_type is PermitType.TAIWAN else not blocks & taiwan


@given(permits)
def test_endorsement_periods_are_written_without_blanks(permit: InventedPermit) -> None:
    for field, value in permit.truth(Side.BACK).items():
        if field.value.endswith("endorsement_valid_period"):
            assert " " not in value
            assert parse_period(value) is not None


def test_two_calls_with_one_seed_invent_the_same_permit() -> None:
    assert invent(5, PermitType.TAIWAN) == invent(5, PermitType.TAIWAN)
    assert invent(5, PermitType.TAIWAN) != invent(6, PermitType.TAIWAN)
