"""Rules for the printed fields of a front: dates, validity and the number's format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from permit_desktop.domain import machine_line
from permit_desktop.domain.dates import (
    Period,
    birth_from_yymmdd,
    expiry_from_yymmdd,
    parse_date,
    parse_period,
    printed,
    years_after,
)
from permit_desktop.domain.finding import Finding, FindingCode
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType
from permit_desktop.domain.vocabulary import NUMBER_PATTERNS

SOON: Final = timedelta(days=30)

ADULT_AGE: Final = 16
ADULT_YEARS: Final = 10
CHILD_YEARS: Final = 5
# What counts is the age on the day of application, a few weeks before the permit's first day.
_APPLICATION_SLACK: Final = timedelta(weeks=6)

_OLDEST_YEARS: Final = 120


@dataclass(frozen=True, slots=True)
class _Introduction:
    """When a card came into use: first in one province, then everywhere."""

    pioneer: str
    pioneer_day: date
    nationwide_day: date


_INTRODUCED: Final = {
    PermitType.HK_MACAO: _Introduction("广东", date(2014, 5, 20), date(2014, 9, 15)),
    PermitType.TAIWAN: _Introduction("福建", date(2016, 12, 26), date(2017, 4, 24)),
}


def front_findings(result: PermitResult, today: date) -> Iterator[Finding]:
    """The findings on a front's printed fields."""
    yield from _number_format(result)
    birth = birth_date(result, today)
    period = _period(result)
    yield from _birth(result, birth, today)
    yield from _validity(result, birth, today)
    if period is not None:
        yield from _start(result, period)
    yield from _expiry(expiry_date(result), today)


def expiry_date(front: PermitResult) -> date | None:
    """The permit's last day, from print or else from the machine-readable line's proved date."""
    period = _period(front)
    if period is not None:
        return period.end
    proved = machine_line.parse(front.value(FieldName.MACHINE_CODE) or "").expiry_yymmdd
    return expiry_from_yymmdd(proved) if proved else None


def birth_date(front: PermitResult, today: date) -> date | None:
    """The holder's birth date, from print or else from the machine-readable line's proved date."""
    birth = parse_date(front.value(FieldName.BIRTH_DATE) or "")
    if birth is not None:
        return birth
    proved = machine_line.parse(front.value(FieldName.MACHINE_CODE) or "").birth_yymmdd
    return birth_from_yymmdd(proved, today) if proved else None


def _period(result: PermitResult) -> Period | None:
    return parse_period(result.value(FieldName.VALID_PERIOD) or "")


def _number_format(result: PermitResult) -> Iterator[Finding]:
    number, document = result.value(FieldName.NUMBER), result.type
    if number is None or document is None or NUMBER_PATTERNS[document].fullmatch(number):
        return
    expected = (
        "C and eight digits, the first of which may be a letter"
        if document is PermitType.HK_MACAO
        else ("L and eight digits")
    )
    yield Finding(
        FindingCode.NUMBER_FORMAT,
        (FieldName.NUMBER, FieldName.TYPE),
        f"The number {number} is not spelled like one of a {document} card ({expected}).",
    )


def _birth(result: PermitResult, birth: date | None, today: date) -> Iterator[Finding]:
    fields = (FieldName.BIRTH_DATE,)
    text = result.value(FieldName.BIRTH_DATE)
    if text is not None and parse_date(text) is None:
        yield Finding(FindingCode.IMPOSSIBLE_DATE, fields, f"The birth date {text} is not a day of the calendar.")
    if birth is None:
        return
    if birth > today:
        yield Finding(FindingCode.IMPOSSIBLE_DATE, fields, f"The birth date {printed(birth)} lies in the future.")
    elif years_after(birth, _OLDEST_YEARS) < today:
        yield Finding(
            FindingCode.IMPOSSIBLE_DATE,
            fields,
            f"The birth date {printed(birth)} is more than {_OLDEST_YEARS} years ago.",
        )


def _validity(result: PermitResult, birth: date | None, today: date) -> Iterator[Finding]:
    fields = (FieldName.VALID_PERIOD,)
    text, period = result.value(FieldName.VALID_PERIOD), _period(result)
    if text is not None and period is None:
        yield Finding(
            FindingCode.IMPOSSIBLE_DATE, fields, f"The validity {text} is not a pair of days of the calendar."
        )
    if period is None:
        return
    start, end = printed(period.start), printed(period.end)
    if period.end < period.start:
        yield Finding(FindingCode.IMPOSSIBLE_DATE, fields, f"The validity ends on {end}, before it starts on {start}.")
        return
    if period.start > today:
        yield Finding(FindingCode.IMPOSSIBLE_DATE, fields, f"The validity starts on {start}, in the future.")
    if birth is not None and period.start < birth:
        yield Finding(
            FindingCode.IMPOSSIBLE_DATE,
            (FieldName.VALID_PERIOD, FieldName.BIRTH_DATE),
            f"The validity starts on {start}, before the holder's birth on {printed(birth)}.",
        )
        return
    yield from _span(period, birth)


def _span(period: Period, birth: date | None) -> Iterator[Finding]:
    usual = _usual_years(period.start, birth)
    day = timedelta(days=1)
    if any(years_after(period.start, years) - day == period.end for years in usual):
        return
    spans = " or ".join(str(years) for years in usual)
    yield Finding(
        FindingCode.VALIDITY_SPAN,
        (FieldName.VALID_PERIOD,) if birth is None else (FieldName.VALID_PERIOD, FieldName.BIRTH_DATE),
        f"The validity {printed(period.start)} - {printed(period.end)} is not the usual {spans} years less a day.",
    )


def _usual_years(start: date, birth: date | None) -> tuple[int, ...]:
    """10 years for those who apply at 16 or older, 5 for those under 16; both where the age is not clear."""
    if birth is None:
        return (ADULT_YEARS, CHILD_YEARS)
    adult_from = years_after(birth, ADULT_AGE)
    if abs(start - adult_from) <= _APPLICATION_SLACK:
        return (ADULT_YEARS, CHILD_YEARS)
    return (ADULT_YEARS,) if start > adult_from else (CHILD_YEARS,)


def _start(result: PermitResult, period: Period) -> Iterator[Finding]:
    if result.type is None:
        return
    introduction = _INTRODUCED[result.type]
    place = result.value(FieldName.ISSUE_PLACE)
    elsewhere = place is not None and place != introduction.pioneer
    earliest = introduction.nationwide_day if elsewhere else introduction.pioneer_day
    if period.start < earliest:
        # The issuing authority's specimen of 2014 starts on 2014.04.21, a month before the first card was issued.
        yield Finding(
            FindingCode.STARTS_BEFORE_CARD,
            (FieldName.VALID_PERIOD, FieldName.ISSUE_PLACE),
            f"The validity starts on {printed(period.start)}; {place or 'the first province'} issued this card from "
            f"{printed(earliest)}. Published specimens may carry earlier days.",
        )


def _expiry(expiry: date | None, today: date) -> Iterator[Finding]:
    if expiry is None:
        return
    fields = (FieldName.VALID_PERIOD,)
    left = expiry - today
    if left < timedelta(0):
        yield Finding(FindingCode.EXPIRED, fields, f"The permit expired on {printed(expiry)}.")
    elif left <= SOON:
        yield Finding(
            FindingCode.EXPIRES_SOON, fields, f"The permit expires on {printed(expiry)}; days left: {left.days}."
        )
