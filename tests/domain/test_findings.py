from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain import machine_line
from permit_desktop.domain.dates import printed, years_after
from permit_desktop.domain.findings import Finding, FindingCode, findings
from permit_desktop.domain.permit import FieldName, Note, PermitResult, PermitType
from tests.domain.records import SPECIMEN_LINE, TODAY, back, front, taiwan_back, taiwan_front

Changes = dict[FieldName, str | None]


def codes(result: PermitResult, today: date = TODAY, front: PermitResult | None = None) -> set[FindingCode]:
    return {finding.code for finding in findings(result, today, front)}


def the_one(result: PermitResult, today: date = TODAY, front: PermitResult | None = None) -> Finding:
    (finding,) = findings(result, today, front)
    return finding


def issued(start: date, years: int, born: date, document: PermitType = PermitType.HK_MACAO) -> PermitResult:
    """A front whose line and print agree, valid from `start` for so many years less a day."""
    end = years_after(start, years) - timedelta(days=1)
    number = "CB3273201" if document is PermitType.HK_MACAO else "L00000000"
    return front(
        {
            FieldName.TYPE: document,
            FieldName.NUMBER: number,
            FieldName.BIRTH_DATE: printed(born),
            FieldName.VALID_PERIOD: f"{printed(start)} - {printed(end)}",
            FieldName.MACHINE_CODE: machine_line.compose(document, number, end, born),
        }
    )


@pytest.mark.parametrize(
    ("side", "other"), [(front(), None), (taiwan_front(), None), (back(), front()), (taiwan_back(), taiwan_front())]
)
def test_a_clean_record_has_no_findings(side: PermitResult, other: PermitResult | None) -> None:
    assert findings(side, TODAY, other) == ()
    assert findings(side, TODAY) == ()


@pytest.mark.parametrize("side", [front(), back()], ids=["front", "back"])
@pytest.mark.parametrize("note", Note)
def test_what_is_to_be_said_of_an_answer_is_a_finding(side: PermitResult, note: Note) -> None:
    (finding,) = findings(replace(side, notes=frozenset({note})), TODAY)

    assert finding.code.value == note.value
    assert finding.message.endswith(".")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2028, 12, 17), set()),
        (date(2028, 12, 18), {FindingCode.EXPIRES_SOON}),
        (date(2029, 1, 17), {FindingCode.EXPIRES_SOON}),
        (date(2029, 1, 18), {FindingCode.EXPIRED}),
    ],
)
def test_expiry_is_announced_thirty_days_ahead_and_the_last_day_still_counts(
    today: date, expected: set[FindingCode]
) -> None:
    assert codes(front(), today) == expected
    assert codes(front({FieldName.VALID_PERIOD: None}), today) == expected  # the line proves the last day too


@pytest.mark.parametrize(
    ("changes", "code", "values"),
    [
        ({FieldName.NUMBER: "CA3273207"}, FindingCode.NUMBER_DIFFERS, ["CA3273207", "CA3273201"]),
        ({FieldName.BIRTH_DATE: "1981.08.08"}, FindingCode.BIRTH_DIFFERS, ["1981.08.08", "810803"]),
        ({FieldName.NUMBER: "C03273201"}, FindingCode.NUMBER_LOOK_ALIKE, ["CA3273201", "0"]),
        ({FieldName.NUMBER: None}, FindingCode.NUMBER_LOOK_ALIKE, ["CA3273201", "0"]),
        ({FieldName.MACHINE_CODE: "CSCA32732010<2901178<810803"}, FindingCode.LINE_UNREADABLE, ["27", "30"]),
        ({FieldName.MACHINE_CODE: SPECIMEN_LINE[:-1] + "<"}, FindingCode.LINE_UNREADABLE, ["whole line"]),
        ({FieldName.MACHINE_CODE: SPECIMEN_LINE[:-1] + "3"}, FindingCode.LINE_REFUTED, ["whole line"]),
        ({FieldName.MACHINE_CODE: "CT" + SPECIMEN_LINE[2:]}, FindingCode.DOCUMENT_CODE, ["CT", "CS", "往来港澳通行证"]),
        ({FieldName.BIRTH_DATE: "1981.02.30"}, FindingCode.IMPOSSIBLE_DATE, ["1981.02.30"]),
        ({FieldName.VALID_PERIOD: "2019.01.18"}, FindingCode.IMPOSSIBLE_DATE, ["2019.01.18"]),
        ({FieldName.VALID_PERIOD: "2029.01.18 - 2029.01.17"}, FindingCode.IMPOSSIBLE_DATE, ["2029.01.18"]),
    ],
)
def test_a_broken_field_of_the_front_is_found_with_its_values(
    changes: Changes, code: FindingCode, values: list[str]
) -> None:
    finding = the_one(front(changes))
    assert finding.code is code
    assert set(changes) & set(finding.fields)
    assert all(value in finding.message for value in values)


def test_a_last_day_that_print_and_line_state_differently_is_found() -> None:
    result = front({FieldName.VALID_PERIOD: "2019.01.18 - 2029.01.11"})
    assert codes(result) == {FindingCode.EXPIRY_DIFFERS, FindingCode.VALIDITY_SPAN}


def test_refuted_check_digits_are_named() -> None:
    finding = the_one(front({FieldName.MACHINE_CODE: "CSCA32732011<2901178<8108038<9"}))
    assert finding.code is FindingCode.LINE_REFUTED
    assert "number" in finding.message
    assert "birth" not in finding.message


@pytest.mark.parametrize("number", ["CI3273201", "CO3273201", "W12345678", "C1234567", "L00000000", "ca3273201"])
def test_a_number_that_is_not_spelled_like_its_document_is_found(number: str) -> None:
    result = front({FieldName.NUMBER: number, FieldName.MACHINE_CODE: None})
    assert the_one(result).code is FindingCode.NUMBER_FORMAT


@pytest.mark.parametrize("number", ["C00000000", "CB3273201", "CZ0000001"])
def test_every_series_of_numbers_is_silent(number: str) -> None:
    assert codes(front({FieldName.NUMBER: number, FieldName.MACHINE_CODE: None})) == set()


@pytest.mark.parametrize(
    ("born", "found"), [("2026.06.02", True), ("2026.06.01", False), ("1906.06.01", False), ("1906.05.31", True)]
)
def test_a_birth_in_the_future_or_beyond_a_human_life_is_found(born: str, *, found: bool) -> None:
    result = front({FieldName.BIRTH_DATE: born, FieldName.MACHINE_CODE: None, FieldName.VALID_PERIOD: None})
    assert codes(result) == ({FindingCode.IMPOSSIBLE_DATE} if found else set())


def test_a_validity_that_has_not_begun_or_began_before_birth_is_found() -> None:
    assert codes(issued(date(2026, 6, 2), 10, born=date(1981, 8, 3))) == {FindingCode.IMPOSSIBLE_DATE}
    assert codes(issued(date(2019, 1, 18), 10, born=date(2020, 1, 1))) == {FindingCode.IMPOSSIBLE_DATE}


@pytest.mark.parametrize(
    ("years", "age_days", "usual"),
    [(10, 43, True), (5, 43, False), (10, -43, False), (5, -43, True), (10, 42, True), (5, 42, True), (5, -42, True)],
)
def test_adults_get_ten_years_children_five_and_sixteenth_birthdays_either(
    years: int, age_days: int, *, usual: bool
) -> None:
    start = date(2022, 3, 10)
    born = years_after(start - timedelta(days=age_days), -16)
    assert (FindingCode.VALIDITY_SPAN not in codes(issued(start, years, born))) is usual


def test_without_a_birth_date_both_spans_are_usual_and_no_other() -> None:
    without: Changes = {FieldName.BIRTH_DATE: None, FieldName.MACHINE_CODE: None}
    for last_day, usual in (("2032.03.09", True), ("2027.03.09", True), ("2029.03.09", False)):
        result = front({**without, FieldName.VALID_PERIOD: f"2022.03.10 - {last_day}"})
        assert (FindingCode.VALIDITY_SPAN not in codes(result)) is usual


@pytest.mark.parametrize(
    ("document", "place", "first_day"),
    [
        (PermitType.HK_MACAO, "广东", date(2014, 5, 20)),
        (PermitType.HK_MACAO, "北京", date(2014, 9, 15)),
        (PermitType.TAIWAN, "福建", date(2016, 12, 26)),
        (PermitType.TAIWAN, "广东", date(2017, 4, 24)),
    ],
)
def test_a_card_that_starts_before_it_was_introduced_is_found(
    document: PermitType, place: str, first_day: date
) -> None:
    today = years_after(first_day, 1)
    for start, expected in (
        (first_day, set()),
        (first_day - timedelta(days=1), {FindingCode.STARTS_BEFORE_CARD}),
    ):
        issued_there = issued(start, 10, born=date(1981, 8, 3), document=document)
        readings = {
            **issued_there.readings,
            FieldName.ISSUE_PLACE: front({FieldName.ISSUE_PLACE: place}).readings[FieldName.ISSUE_PLACE],
        }
        assert codes(PermitResult(readings), today) == expected


def test_the_issuing_authoritys_specimen_of_2014_is_known_to_start_too_early() -> None:
    specimen = front(
        {
            FieldName.NUMBER: "C00000000",
            FieldName.VALID_PERIOD: "2014.04.21 - 2024.04.20",
            FieldName.MACHINE_CODE: "CSC000000004<2404200<8108038<6",
        }
    )
    finding = the_one(specimen, today=date(2015, 1, 1))
    assert finding.code is FindingCode.STARTS_BEFORE_CARD
    assert "specimen" in finding.message


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({FieldName.HK_VALID_PERIOD: "2025.06.01 - 2026.05.31"}, FindingCode.ENDORSEMENT_EXPIRED),
        ({FieldName.MO_VALID_PERIOD: "2026.04.21 - 2026.04.31"}, FindingCode.IMPOSSIBLE_DATE),
        ({FieldName.MO_VALID_PERIOD: "2026.04.21 - 2026.04.20"}, FindingCode.IMPOSSIBLE_DATE),
        ({FieldName.HK_ISSUE_INFO: "4400-M001"}, FindingCode.ISSUE_CODE),
        ({FieldName.MO_ISSUE_INFO: "4400-H001"}, FindingCode.ISSUE_CODE),
        ({FieldName.HK_ISSUE_INFO: "440-H001"}, FindingCode.ISSUE_CODE),
        ({FieldName.HK_TYPE: "应邀（Y）"}, FindingCode.ENDORSEMENT_UNUSUAL),
        ({FieldName.HK_VALID_PERIOD: "2026.04.21 - 2026.10.20"}, FindingCode.ENDORSEMENT_UNUSUAL),
        ({FieldName.HK_VALID_PERIOD: "2026.04.21 - 2027.04.21"}, FindingCode.ENDORSEMENT_UNUSUAL),
        ({FieldName.HK_TYPE: "探亲（T）"}, FindingCode.ENDORSEMENT_UNUSUAL),
        ({FieldName.MO_ROUND_TRIPS: "多次往返有效"}, FindingCode.ENDORSEMENT_UNUSUAL),
    ],
)
def test_a_broken_endorsement_is_found(changes: Changes, code: FindingCode) -> None:
    finding = the_one(back(changes))
    assert finding.code is code
    assert set(changes) & set(finding.fields)


@pytest.mark.parametrize(
    "changes",
    [
        {FieldName.HK_TYPE: "逗留（D）", FieldName.HK_ROUND_TRIPS: None},
        {FieldName.HK_TYPE: "其它（Q）", FieldName.HK_VALID_PERIOD: "2026.04.21 - 2026.07.20"},
        {
            FieldName.HK_TYPE: "人才（R）",
            FieldName.HK_ROUND_TRIPS: "多次往返有效",
            FieldName.HK_VALID_PERIOD: "2026.04.21 - 2029.04.20",
        },
        {FieldName.HK_TYPE: "逗留（D）", FieldName.HK_VALID_PERIOD: "2026.05.05 - 2026.06.21"},
        {FieldName.HK_VALID_PERIOD: "2025.06.02 - 2026.06.01"},
        {FieldName.HK_ROUND_TRIPS: None},
        {FieldName.HK_VALID_PERIOD: None},
    ],
)
def test_usual_endorsements_and_missing_lines_are_silent(changes: Changes) -> None:
    assert codes(back(changes)) == set()


def test_an_unusual_endorsement_is_worth_a_look_and_no_more() -> None:
    message = the_one(back({FieldName.HK_TYPE: "应邀（Y）"})).message
    assert "please look" in message


def test_a_taiwan_issue_code_may_carry_any_letter() -> None:
    for letter in "TAZ":
        assert codes(taiwan_back({FieldName.TW_ISSUE_INFO: f"3500-{letter}001"})) == set()


def test_an_endorsement_that_ends_after_its_permit_is_found_when_the_front_is_known() -> None:
    result = back({FieldName.HK_VALID_PERIOD: "2026.04.21 - 2027.04.20"})
    short = front({FieldName.VALID_PERIOD: "2017.04.20 - 2027.04.19"})
    assert the_one(result, front=short).code is FindingCode.ENDORSEMENT_OUTLIVES_PERMIT
    assert codes(result, front=front({FieldName.VALID_PERIOD: "2017.04.21 - 2027.04.20"})) == set()
    assert codes(result) == set()


def test_two_sides_of_different_documents_are_found() -> None:
    assert the_one(taiwan_back(), front=front()).code is FindingCode.SIDES_DIFFER


@given(fields=st.dictionaries(st.sampled_from(FieldName), st.text(max_size=40)), is_back=st.booleans())
def test_any_record_can_be_looked_at(fields: dict[FieldName, str], *, is_back: bool) -> None:
    result = (back if is_back else front)({**fields})
    for finding in findings(result, TODAY, front()):
        assert finding.message
        assert finding.fields


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
)
def test_no_finding_passes_judgement_on_the_document(birth: date, start: date, end: date) -> None:
    period = f"{printed(start)} - {printed(end)}"
    sides = (
        front({FieldName.BIRTH_DATE: printed(birth), FieldName.VALID_PERIOD: period}),
        back({FieldName.HK_VALID_PERIOD: period, FieldName.MO_TYPE: period}),
    )
    for finding in (*findings(sides[0], TODAY), *findings(sides[1], TODAY, sides[0])):
        words = finding.message.lower()
        assert not any(word in words for word in ("invalid", "genuine", "authentic", "forged", "fake", "real card"))
