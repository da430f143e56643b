from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.dates import (
    Period,
    birth_from_yymmdd,
    expiry_from_yymmdd,
    months_after,
    parse_date,
    parse_period,
    printed,
    whole_months,
    years_after,
)

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(days)
def test_a_printed_day_is_read_back(day: date) -> None:
    assert parse_date(printed(day)) == day


@given(days, days, st.sampled_from(["-", " - ", " -", "- "]))
def test_a_printed_period_is_read_back_with_or_without_blanks(start: date, end: date, dash: str) -> None:
    assert parse_period(f"{printed(start)}{dash}{printed(end)}") == Period(start, end)


@given(st.text() | st.from_regex(r"[0-9]{4}\.[0-9]{2}\.[0-9]{2}", fullmatch=True))
def test_any_text_is_a_day_or_none(text: str) -> None:
    day = parse_date(text)
    assert day is None or printed(day) == text.strip()


@given(st.text() | st.from_regex(r"[0-9.]{10} ?- ?[0-9.]{10}", fullmatch=True))
def test_any_text_is_a_period_or_none(text: str) -> None:
    period = parse_period(text)
    assert period is None or text.strip().startswith(printed(period.start))


@pytest.mark.parametrize(
    "text", ["", "1970-12-21", "1970.12.32", "2023.02.29", "70.12.21", "1970.1.2", "１９７０.12.21", "2970.12.21"]
)
def test_other_spellings_and_days_that_do_not_exist_are_none(text: str) -> None:
    assert parse_date(text) is None
    assert parse_period(f"{text} - 2026.01.03") is None


@pytest.mark.parametrize("text", ["1970.12.21", "2016.01.04 – 2026.01.03", "2016.01.04 - "])
def test_half_a_period_is_none(text: str) -> None:
    assert parse_period(text) is None


def test_an_expiry_lies_in_this_century() -> None:
    assert expiry_from_yymmdd("290117") == date(2029, 1, 17)
    assert expiry_from_yymmdd("991231") == date(2099, 12, 31)


@given(days.filter(lambda day: date(1930, 1, 1) <= day <= date(2026, 6, 1)))
def test_a_birth_date_finds_its_century(day: date) -> None:
    found = birth_from_yymmdd(f"{day:%y%m%d}", today=date(2026, 6, 1))
    assert found is not None
    assert found in (day, years_after(day, 100))
    assert found <= date(2026, 6, 1)


def test_a_birth_later_than_today_belongs_to_the_last_century() -> None:
    today = date(2026, 6, 1)
    assert birth_from_yymmdd("260601", today) == today
    assert birth_from_yymmdd("260602", today) == date(1926, 6, 2)
    assert birth_from_yymmdd("810803", today) == date(1981, 8, 3)


@given(st.text(max_size=8))
def test_any_six_characters_are_a_day_or_none(text: str) -> None:
    for day in (expiry_from_yymmdd(text), birth_from_yymmdd(text, date(2026, 6, 1))):
        assert day is None or f"{day:%y%m%d}" == text


def test_a_leap_day_becomes_the_first_of_march() -> None:
    assert years_after(date(2020, 2, 29), 10) == date(2030, 3, 1)
    assert years_after(date(2020, 2, 29), 4) == date(2024, 2, 29)


@given(days.filter(lambda day: day.year < 2090), st.integers(1, 60))
def test_a_period_of_whole_months_is_counted(start: date, months: int) -> None:
    end = months_after(start, months) - timedelta(days=1)
    assert whole_months(Period(start, end)) == months


def test_the_end_of_a_short_month_counts_as_a_whole_month() -> None:
    assert months_after(date(2014, 11, 30), 3) == date(2015, 3, 1)
    assert whole_months(Period(date(2014, 11, 30), date(2015, 2, 28))) == 3


@pytest.mark.parametrize("end", [date(2026, 7, 19), date(2026, 7, 21), date(2026, 4, 1)])
def test_a_day_more_or_less_is_no_whole_month(end: date) -> None:
    assert whole_months(Period(date(2026, 4, 21), end)) is None
