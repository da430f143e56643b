"""What a person types to find a record, spelled in any of the usual ways."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import east_asian_width, normalize

_TEXTS: Final = ("type", "number", "name", "name_en")
_BIRTH_DATE: Final = "birth_date"
"""The columns of `records` that are searched."""
_VALIDITY: Final = (
    "(SELECT value FROM record_fields WHERE record_fields.record_id = records.id AND field = 'valid_period')"
)
_CAPTURED: Final = "strftime('%Y.%m.%d', created_at_s, 'unixepoch', 'localtime')"
_DATES: Final = (_BIRTH_DATE, _VALIDITY, _CAPTURED)
"""Where a date is sought; fewer digits than a date's are rather a part of a number."""
_DAY: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)

_PARTING: Final = re.compile(r"[\s,]+")
"""Signs that some write between the parts of a number or name, and others do not."""
_DATE_PARTING: Final = re.compile(r"[-./年月日\s]+")


def search_clause(search: str) -> tuple[str, list[str]]:
    """The condition that a search puts on `records`, and what its question marks stand for; TRUE for an empty search.

    Full-width letters and digits are those of the card; blanks do not count; a date may be written with any sign
    between its numbers or none, its months and days with one digit. It may be that of the birth, the first or the last
    one of the validity, or the day of the capture by this computer's clock.
    """
    text = "".join(normalize("NFKC", sign) if east_asian_width(sign) == "F" else sign for sign in search).strip()
    sought = _PARTING.sub("", text)
    if not sought:
        return "TRUE", []
    conditions = [(f"replace(replace({column}, ' ', ''), ',', '')", sought) for column in _TEXTS]
    numbers = [number for number in _DATE_PARTING.split(text) if number]
    if numbers and all(number.isdecimal() for number in numbers):
        if len(numbers) == 1:
            conditions.append((f"replace({_BIRTH_DATE}, '.', '')", numbers[0]))
            whole = _DAY.fullmatch(numbers[0])
            numbers = list(whole.groups()) if whole is not None else []
        if numbers:  # the last one may be whole, or half typed
            begun = "".join(f"{number:>02}." for number in numbers[:-1])
            lasts = {numbers[-1], f"{numbers[-1]:>02}"}
            conditions += [(column, f"{begun}{last}") for column in _DATES for last in sorted(lasts)]
    where = " OR ".join(f"{searched} LIKE ? ESCAPE '\\'" for searched, _ in conditions)
    return f"({where})", [_pattern(wanted) for _, wanted in conditions]


def _pattern(text: str) -> str:
    return "%" + "".join("\\" + sign if sign in "%_\\" else sign for sign in text) + "%"
