from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from permit_desktop.domain import machine_line
from permit_desktop.domain.dates import printed
from permit_desktop.domain.entry import LONGEST, Entry, Flaw, entry
from permit_desktop.domain.permit import FieldName, PermitType

HK, TW = PermitType.HK_MACAO, PermitType.TAIWAN
LINE = "CSCA32732010<2901178<8108038<2"
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (FieldName.NUMBER, " ca3273201 ", "CA3273201"),
        (FieldName.NUMBER, "ＣＡ３２７３２０１", "CA3273201"),
        (FieldName.NUMBER, "C 1234 5678", "C12345678"),
        (FieldName.SEX, "m", "男"),
        (FieldName.SEX, "女", "女"),
        (FieldName.BIRTH_DATE, "19810803", "1981.08.03"),
        (FieldName.BIRTH_DATE, "1981-08-03", "1981.08.03"),
        (FieldName.BIRTH_DATE, "1981年08月03日", "1981.08.03"),
        (FieldName.VALID_PERIOD, "2019011820290117", "2019.01.18 - 2029.01.17"),
        (FieldName.HK_VALID_PERIOD, "2019.01.18 - 2029.01.17", "2019.01.18-2029.01.17"),
        (FieldName.MACHINE_CODE, "csca32732010<2901178<8108038<2", LINE),
        (FieldName.HK_ISSUE_INFO, "4302-h001", "4302-H001"),
        (FieldName.NAME, "张  三", "张 三"),
        (FieldName.HK_REMARK, "持证人每次在香港逗留不超过7天", "持证人每次在香港逗留不超过7天"),
    ],
)
def test_what_is_typed_is_spelled_as_on_the_card(field: FieldName, typed: str, value: str) -> None:
    assert entry(field, typed, HK) == Entry(value, None)


@pytest.mark.parametrize(
    ("field", "typed", "flaw"),
    [
        (FieldName.NAME, "  ", Flaw.EMPTY),
        (FieldName.NUMBER, "L12345678", Flaw.NUMBER),
        (FieldName.NUMBER, "CI2345678", Flaw.NUMBER),
        (FieldName.NUMBER, "C1234567", Flaw.UNFINISHED),
        (FieldName.NUMBER, "C123456789", Flaw.NUMBER),
        (FieldName.NUMBER, "X", Flaw.NUMBER),
        (FieldName.SEX, "x", Flaw.SEX),
        (FieldName.SEX, "n", Flaw.UNFINISHED),
        (FieldName.BIRTH_DATE, "1981.13", Flaw.DAY),
        (FieldName.BIRTH_DATE, "1981.02.30", Flaw.DAY),
        (FieldName.BIRTH_DATE, "1881", Flaw.DAY),
        (FieldName.BIRTH_DATE, "1981.0", Flaw.UNFINISHED),
        (FieldName.BIRTH_DATE, "1981.08.031", Flaw.DAY),
        (FieldName.BIRTH_DATE, "August", Flaw.DAY),
        (FieldName.VALID_PERIOD, "2029.01.17", Flaw.UNFINISHED),
        (FieldName.VALID_PERIOD, "2029.01.17 - 2019", Flaw.UNFINISHED),
        (FieldName.VALID_PERIOD, "2029.01.17 - 2019.01.18", Flaw.PERIOD_ENDS_FIRST),
        (FieldName.VALID_PERIOD, "2029.01.17 - 2039.01.32", Flaw.DAY),
        (FieldName.MACHINE_CODE, LINE[:-1], Flaw.UNFINISHED),
        (FieldName.MACHINE_CODE, LINE + "2", Flaw.LINE_LENGTH),
        (FieldName.MACHINE_CODE, LINE[:-1] + "é", Flaw.LINE_CHARACTERS),
        (FieldName.MACHINE_CODE, LINE[:12] + "0" + LINE[13:], Flaw.LINE_CHARACTERS),
        (FieldName.MACHINE_CODE, LINE[:11] + "1" + LINE[12:], Flaw.LINE_NUMBER),
        (FieldName.MACHINE_CODE, LINE[:19] + "1" + LINE[20:], Flaw.LINE_EXPIRY),
        (FieldName.MACHINE_CODE, LINE[:27] + "1" + LINE[28:], Flaw.LINE_BIRTH),
        (FieldName.MACHINE_CODE, LINE[:-1] + "1", Flaw.LINE_COMPOSITE),
        (FieldName.HK_ISSUE_INFO, "4302-M001", Flaw.ISSUE_CODE),
    ],
)
def test_what_is_odd_is_told_while_it_is_typed(field: FieldName, typed: str, flaw: Flaw) -> None:
    assert entry(field, typed, HK).flaw is flaw


def test_a_number_is_one_of_its_own_document_where_that_is_known() -> None:
    assert entry(FieldName.NUMBER, "L12345678", TW).flaw is None
    assert entry(FieldName.NUMBER, "L12345678", None).flaw is None
    assert entry(FieldName.NUMBER, "C12345678", TW).flaw is Flaw.NUMBER


@given(days)
def test_every_day_is_finished_with_its_last_digit_and_not_before(day: date) -> None:
    text = printed(day)

    assert entry(FieldName.BIRTH_DATE, text, None) == Entry(text, None)
    for length in range(1, len(text)):
        assert entry(FieldName.BIRTH_DATE, text[:length], None).flaw is Flaw.UNFINISHED


@given(days, days, st.sampled_from([FieldName.VALID_PERIOD, FieldName.MO_VALID_PERIOD]))
def test_every_period_is_spelled_as_its_side_spells_it(one: date, other: date, field: FieldName) -> None:
    start, end = sorted((one, other))
    joiner = " - " if field is FieldName.VALID_PERIOD else "-"

    assert entry(field, f"{start:%Y%m%d}{end:%Y%m%d}", None) == Entry(f"{printed(start)}{joiner}{printed(end)}", None)


@given(st.sampled_from(FieldName), st.text(max_size=300), st.sampled_from([HK, TW, None]))
@example(FieldName.NUMBER, "A´", HK)
def test_anything_typed_is_bounded_and_spelled_once_and_for_all(
    field: FieldName, typed: str, document: PermitType | None
) -> None:
    first = entry(field, typed, document)

    assert len(first.value) <= LONGEST
    assert len(first.value) == LONGEST or entry(field, first.value, document) == first


@given(days, days, st.from_regex(r"C[0-9A-HJ-NP-Z][0-9]{7}", fullmatch=True))
def test_every_line_that_the_rules_compose_is_without_flaw(expiry: date, birth: date, number: str) -> None:
    assert entry(FieldName.MACHINE_CODE, machine_line.compose(HK, number, expiry, birth), HK).flaw is None
