from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.bands import Band, Thresholds, band
from permit_desktop.domain.evidence import Evidence, Weight, weigh
from permit_desktop.domain.permit import FieldName, Note, Reading
from tests.domain.records import front

confidences = st.none() | st.floats(0, 1)


def test_what_the_line_proves_and_what_it_only_agrees_with() -> None:
    weights = weigh(front({FieldName.NUMBER: "CB3273201", FieldName.MACHINE_CODE: "CSCB32732013<2901178<8108038<6"}))
    assert weights[FieldName.MACHINE_CODE] == Weight(Evidence.PROVED)
    assert weights[FieldName.NUMBER] == Weight(Evidence.PROVED)
    assert weights[FieldName.BIRTH_DATE] == Weight(Evidence.PROVED)
    assert weights[FieldName.VALID_PERIOD] == Weight(Evidence.AGREED)  # the first day is in print alone, and fits
    assert weights[FieldName.NAME] == Weight(Evidence.READ)


@pytest.mark.parametrize("start", ["2019.02.18", "2009.01.18", "2109.01.18", "2019.1.18"])
def test_a_validity_from_whose_first_day_no_permit_lasts_until_its_last_is_only_read(start: str) -> None:
    weight = weigh(front({FieldName.VALID_PERIOD: f"{start} - 2029.01.17"}))[FieldName.VALID_PERIOD]
    assert weight == Weight(Evidence.READ)


def test_a_number_with_a_blind_twin_is_agreed_but_not_proved() -> None:
    weights = weigh(front())  # CA…: the check digit cannot tell A from 0
    assert weights[FieldName.NUMBER] == Weight(Evidence.AGREED)
    assert weights[FieldName.MACHINE_CODE] == Weight(Evidence.AGREED)


def test_a_number_in_whose_print_a_letter_may_stand_for_a_digit_is_agreed_but_not_proved() -> None:
    result = front({FieldName.NUMBER: "CB3273201", FieldName.MACHINE_CODE: "CSCB32732013<2901178<8108038<6"})
    odd = replace(result, notes=frozenset({Note.LETTER_IN_NUMBER}))
    assert weigh(result)[FieldName.NUMBER].evidence is Evidence.PROVED
    assert weigh(odd)[FieldName.NUMBER].evidence is Evidence.AGREED


def test_a_line_with_a_blind_twin_alone_is_only_read() -> None:
    assert weigh(front({FieldName.NUMBER: None}))[FieldName.MACHINE_CODE] == Weight(Evidence.READ)


@pytest.mark.parametrize(
    ("field", "value", "coded"),
    [
        (FieldName.NUMBER, "CA3273207", "CA3273201"),
        (FieldName.NUMBER, "C03273201", "CA3273201"),
        (FieldName.BIRTH_DATE, "1981.08.08", "810803"),
        (FieldName.BIRTH_DATE, "81.08.03", "810803"),
        (FieldName.VALID_PERIOD, "2019.01.18 - 2029.01.11", "290117"),
        (FieldName.VALID_PERIOD, "2019.01.18", "290117"),
    ],
)
def test_a_second_reading_that_differs_is_kept_and_never_high(field: FieldName, value: str, coded: str) -> None:
    weight = weigh(front({field: value}))[field]
    assert weight == Weight(Evidence.READ, other=coded)
    assert band(Reading(value, 1.0), weight, Thresholds()) is not Band.HIGH


@pytest.mark.parametrize(
    "damaged", ["C5CB32732013<2901178<8108038<6", "CTCB32732013<2901178<8108038<6", "CSCB32732013X2901178<8108038<6"]
)
def test_characters_that_no_check_digit_covers_must_be_right_all_the_same(damaged: str) -> None:
    weights = weigh(front({FieldName.NUMBER: "CB3273201", FieldName.MACHINE_CODE: damaged}))
    assert weights[FieldName.MACHINE_CODE] == Weight(Evidence.READ, refuted=True)
    assert band(Reading(damaged, 1.0), weights[FieldName.MACHINE_CODE], Thresholds()) is Band.MEDIUM


def test_a_line_of_which_a_part_is_covered_is_doubted_only_where_it_shows_something_else() -> None:
    covered = "CSCA32??201?<2901178<8108038<2"
    assert weigh(front({FieldName.MACHINE_CODE: covered}))[FieldName.NUMBER] == Weight(Evidence.READ)
    differs = weigh(front({FieldName.MACHINE_CODE: "CSCA32??207?<2901178<8108038<2"}))[FieldName.NUMBER]
    assert differs == Weight(Evidence.READ, other="CA32??207")
    assert band(Reading("CA3273201", 1.0), differs, Thresholds()) is Band.MEDIUM


@pytest.mark.parametrize("code", [None, "", "CSCA327", "CSCA3273201O<2901178<8108038<2"])
def test_a_missing_or_unreadable_line_says_nothing_of_the_number(code: str | None) -> None:
    assert weigh(front({FieldName.MACHINE_CODE: code}))[FieldName.NUMBER] == Weight(Evidence.READ)


def test_what_a_check_digit_refutes_is_never_high_even_where_both_readings_agree() -> None:
    weights = weigh(front({FieldName.MACHINE_CODE: "CSCA32732011<2901178<8108038<2"}))
    assert weights[FieldName.NUMBER] == Weight(Evidence.AGREED, refuted=True)
    assert weights[FieldName.MACHINE_CODE] == Weight(Evidence.READ, refuted=True)
    for field in (FieldName.NUMBER, FieldName.MACHINE_CODE):
        assert band(Reading("", 1.0), weights[field], Thresholds()) is Band.MEDIUM


@given(st.dictionaries(st.sampled_from(FieldName), st.text(max_size=40)), st.text(max_size=32))
def test_any_record_can_be_weighed(fields: dict[FieldName, str], code: str) -> None:
    result = front({**fields, FieldName.MACHINE_CODE: code})
    assert set(weigh(result)) == set(result.readings)


@given(confidences, st.sampled_from([Evidence.PROVED, Evidence.AGREED, Evidence.READ]), st.text(max_size=9))
def test_a_disputed_value_is_never_high(confidence: float | None, evidence: Evidence, other: str) -> None:
    assert band(Reading("CA3273201", confidence), Weight(evidence, other), Thresholds()) is not Band.HIGH


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(Evidence))
def test_more_confidence_never_lowers_the_band(one: float, other: float, evidence: Evidence) -> None:
    order = [Band.LOW, Band.MEDIUM, Band.HIGH]
    lower, higher = (
        order.index(band(Reading("x", confidence), Weight(evidence), Thresholds()))
        for confidence in sorted((one, other))
    )
    assert lower <= higher


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [(0.95, Band.HIGH), (0.9499, Band.MEDIUM), (0.8, Band.MEDIUM), (0.7999, Band.LOW), (None, Band.MEDIUM)],
)
def test_the_thresholds_belong_to_the_upper_band(confidence: float | None, expected: Band) -> None:
    assert band(Reading("男", confidence), Weight(Evidence.READ), Thresholds()) is expected


def test_a_confidence_that_is_no_number_is_low() -> None:
    assert band(Reading("男", float("nan")), Weight(Evidence.READ), Thresholds()) is Band.LOW


@pytest.mark.parametrize("confidence", [0.0, None])
@pytest.mark.parametrize("evidence", [Evidence.PROVED, Evidence.EDITED])
def test_proof_and_a_persons_word_are_high_whatever_the_confidence(
    confidence: float | None, evidence: Evidence
) -> None:
    assert band(Reading("CB3273201", confidence), Weight(evidence), Thresholds()) is Band.HIGH
