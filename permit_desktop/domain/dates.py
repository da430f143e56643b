"""Dates as permits print them and as the machine-readable line abbreviates them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

_DATE: Final = re.compile(r"((?:19|20)[0-9]{2})\.([0-9]{2})\.([0-9]{2})")
_PERIOD: Final = re.compile(r"([0-9.]{10})\s*-\s*([0-9.]{10})")


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of a validity."""

    start: date
    end: date


def parse_date(text: str) -> date | None:
    """Reads `1970.12.21`; None for any other spelling, other centuries and days that the calendar does not have."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_period(text: str) -> Period | None:
    """Reads `2016.01.04 - 2026.01.03`, with or without the blanks; None for anything else."""
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        return None
    start, end = (parse_date(part) for part in match.groups())
    return Period(start, end) if start and end else None


def expiry_from_yymmdd(text: str) -> date | None:
    """The expiry date of a machine-readable line: these cards exist since 2014, so the century is 20."""
    return parse_date(f"20{text[:2]}.{text[2:4]}.{text[4:6]}") if len(text) == 6 else None


def birth_from_yymmdd(text: str, today: date) -> date | None:
    """The birth date of a machine-readable line: the latest century in which it does not lie in the future."""
    if len(text) != 6:
        return None
    born = parse_date(f"20{text[:2]}.{text[2:4]}.{text[4:6]}")
    if born is not None and born <= today:
        return born
    return parse_date(f"19{text[:2]}.{text[2:4]}.{text[4:6]}")


def printed(day: date) -> str:
    """A day as permits print it: `1970.12.21`."""
    return f"{day:%Y.%m.%d}"


def day_begins_s(day: date) -> float:
    """When a day begins at this computer's place, seconds since 1970."""
    return datetime.combine(day, time()).astimezone().timestamp()


def years_after(start: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 1 March where the year has none."""
    return months_after(start, 12 * years)


def months_after(start: date, months: int) -> date:
    """The same day `months` later; the first of the following month where that month is too short."""
    years, month = divmod(start.month - 1 + months, 12)
    try:
        return date(start.year + years, month + 1, start.day)
    except ValueError:
        return date(start.year + years, month + 2, 1)


def whole_months(period: Period) -> int | None:
    """How many months a period lasts when it ends on the day before the same day of a later month, None otherwise."""
    next_day = period.end + timedelta(days=1)
    months = 12 * (next_day.year - period.start.year) + next_day.month - period.start.month
    # A start late in the month may have run over into the first of the following one.
    return next((count for count in (months, months - 1) if months_after(period.start, count) == next_day), None)
