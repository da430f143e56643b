"""What a person types to find a record, spelled in any of the usual ways."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import east_asian_width, normalize

_TEXTS: Final = ("type", "number", "name", "name_en")
_BIRTH_DATE: Final = "birth_date"
"""The columns of `records` that are searched."""

_PARTING: Final = re.compile(r"[\s,]+")
"""Signs that some write between the parts of a number or name, and others do not."""
_DATE_PARTING: Final = re.compile(r"[-./年月日\s]+")


def search_clause(search: str) -> tuple[str, list[str]]:
    """The condition that a search puts on `records`, and what its question marks stand for; TRUE for an empty search.

    Full-width letters and digits are those of the card; blanks do not count; a date may be written with any sign
    between its numbers or none, its months and days with one digit.
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
        else:  # the last one may be whole, or half typed
            begun = "".join(f"{number:>02}." for number in numbers[:-1])
            conditions += [(_BIRTH_DATE, f"{begun}{last}") for last in (numbers[-1], f"{numbers[-1]:>02}")]
    where = " OR ".join(f"{searched} LIKE ? ESCAPE '\\'" for searched, _ in conditions)
    return f"({where})", [_pattern(wanted) for _, wanted in conditions]


def _pattern(text: str) -> str:
    return "%" + "".join("\\" + sign if sign in "%_\\" else sign for sign in text) + "%"
