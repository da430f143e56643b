"""What a person types for a field: spelled as the card spells it, and checked while it is typed.

Nothing here forbids a value: cards carry what their rules do not know, and the person has the card in hand. A flaw is
a reason to look at what was typed once more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from permit_desktop.domain import machine_line
from permit_desktop.domain.dates import parse_date, parse_period
from permit_desktop.domain.machine_line import Check
from permit_desktop.domain.permit import FieldName, PermitType
from permit_desktop.domain.vocabulary import ISSUE_INFO_PATTERNS, NUMBER_PATTERNS, SEXES

LONGEST: Final = 200
"""More characters than any field of a permit has."""

_SEX_WORDS: Final = {"M": "男", "F": "女", "1": "男", "2": "女", "NAN": "男", "NV": "女", "NÜ": "女"}
_DAY_DIGITS: Final = 8


class Flaw(StrEnum):
    """What is odd about a value; the screen holds the sentence for each."""

    EMPTY = "empty"
    UNFINISHED = "unfinished"
    """It may become right when more is typed."""
    NUMBER = "number"
    DAY = "day"
    """Not a day of the calendar between 1900 and 2099."""
    PERIOD_ENDS_FIRST = "period_ends_first"
    SEX = "sex"
    LINE_LENGTH = "line_length"
    LINE_CHARACTERS = "line_characters"
    LINE_NUMBER = "line_number"
    LINE_EXPIRY = "line_expiry"
    LINE_BIRTH = "line_birth"
    LINE_COMPOSITE = "line_composite"
    ISSUE_CODE = "issue_code"


@dataclass(frozen=True, slots=True)
class Entry:
    """A typed value.

    Attributes:
        value: as the card spells it.
        flaw: what is odd about it, None when nothing is.
    """

    value: str
    flaw: Flaw | None


def entry(field: FieldName, typed: str, document: PermitType | None) -> Entry:
    """Spells what was typed as the card does, and says what is odd about it.

    Args:
        document: which permit it is, None where that is not known.
    """
    text = " ".join(unicodedata.normalize("NFC", typed).split())[:LONGEST]
    if not text:
        return Entry("", Flaw.EMPTY)
    kind = field.value.rpartition(".")[2]
    if field is FieldName.NUMBER:
        return _number(text, document)
    if kind == "issue_info":
        return _issue_code(text, field.block or "")
    check = _CHECKS.get(kind)
    return check(text) if check is not None else Entry(text, None)


def _coded(text: str) -> str:
    """Letters and digits as a machine would print them: narrow, upper case, without blanks."""
    narrow = "".join(unicodedata.normalize("NFKC", text).upper().split())
    # An accent that stood alone, on a blank, has come to stand on the letter before it.
    return unicodedata.normalize("NFKC", narrow)[:LONGEST]


def _number(text: str, document: PermitType | None) -> Entry:
    value = _coded(text)
    patterns = [NUMBER_PATTERNS[document]] if document else list(NUMBER_PATTERNS.values())
    if any(pattern.fullmatch(value) for pattern in patterns):
        return Entry(value, None)
    # A number that goes on with zeros and fits may still become one.
    stub = value + "0" * (9 - len(value))
    unfinished = len(value) < 9 and any(pattern.fullmatch(stub) for pattern in patterns)
    return Entry(value, Flaw.UNFINISHED if unfinished else Flaw.NUMBER)


def _sex(text: str) -> Entry:
    value = _SEX_WORDS.get(text.upper(), text)
    if value in SEXES:
        return Entry(value, None)
    begun = any(word.startswith(value.upper()) for word in _SEX_WORDS)
    return Entry(value, Flaw.UNFINISHED if begun else Flaw.SEX)


def _day(text: str) -> Entry:
    digits = re.sub(r"\D", "", _coded(text))
    value = _with_dots(digits)
    if len(digits) > _DAY_DIGITS:
        return Entry(text, Flaw.DAY)
    if len(digits) < _DAY_DIGITS:
        return Entry(value or text, Flaw.UNFINISHED if digits and _may_become_day(digits) else Flaw.DAY)
    return Entry(value, None if parse_date(value) else Flaw.DAY)


def _period(text: str, joiner: str) -> Entry:
    digits = re.sub(r"\D", "", _coded(text))
    first, last = digits[:_DAY_DIGITS], digits[_DAY_DIGITS:]
    if not digits or len(last) > _DAY_DIGITS:
        return Entry(text, Flaw.DAY)
    if not last:
        begun = _day(first)
        return Entry(begun.value, begun.flaw or Flaw.UNFINISHED)
    start, end = _day(first), _day(last)
    value = f"{start.value}{joiner}{end.value}"
    if start.flaw or end.flaw:
        return Entry(value, start.flaw or end.flaw)
    period = parse_period(value)
    return Entry(value, Flaw.PERIOD_ENDS_FIRST if period is None or period.end < period.start else None)


def _line(text: str) -> Entry:
    value = _coded(text)
    if any(character not in machine_line.ALPHABET for character in value):
        return Entry(value, Flaw.LINE_CHARACTERS)
    if len(value) != machine_line.LENGTH:
        return Entry(value, Flaw.UNFINISHED if len(value) < machine_line.LENGTH else Flaw.LINE_LENGTH)
    line = machine_line.parse(value)
    checks = (
        (line.number_check, Flaw.LINE_NUMBER),
        (line.expiry_check, Flaw.LINE_EXPIRY),
        (line.birth_check, Flaw.LINE_BIRTH),
        (line.composite_check, Flaw.LINE_COMPOSITE),
    )
    if any(check is Check.UNREADABLE for check, _ in checks) or not machine_line.is_well_formed(value):
        return Entry(value, Flaw.LINE_CHARACTERS)
    return Entry(value, next((flaw for check, flaw in checks if check is Check.REFUTED), None))


def _issue_code(text: str, block: str) -> Entry:
    value = _coded(text)
    return Entry(value, None if ISSUE_INFO_PATTERNS[block].fullmatch(value) else Flaw.ISSUE_CODE)


def _with_dots(digits: str) -> str:
    return ".".join(part for part in (digits[:4], digits[4:6], digits[6:]) if part)


def _may_become_day(digits: str) -> bool:
    """Whether some day of 1900 to 2099 begins with these digits."""
    century, month, day = digits[:2], digits[4:6], digits[6:]
    return (
        ("19".startswith(century) or "20".startswith(century))
        and (len(month) < 2 or "01" <= month <= "12")
        and month[:1] in {"", "0", "1"}
        and day[:1] in {"", "0", "1", "2", "3"}
    )


_CHECKS: Final[Mapping[str, Callable[[str], Entry]]] = {
    "sex": _sex,
    "birth_date": _day,
    "valid_period": lambda text: _period(text, " - "),
    "endorsement_valid_period": lambda text: _period(text, "-"),
    "machine_code": _line,
}
"""By the last part of the field's name."""
