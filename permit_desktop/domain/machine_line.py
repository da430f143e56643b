"""The machine-readable line at the foot of a permit's front: 30 characters, four check digits.

    C S C A 3 2 7 3 2 0 1 0 < 2 9 0 1 1 7 8 < 8 1 0 8 0 3 8 < 2
    └┬┘ └──────┬────────┘ │   └────┬────┘ │   └────┬────┘ │   │
    code     number     check   expiry  check    birth  check composite

Expiry stands before birth, unlike in the ICAO 9303 lines. The layout was checked against the issuing authority's
published specimen (CSCA32732010<2901178<8108038<2); the composite covers [2:12] + [13:20] + [21:28], as four
independent implementations agree. Check digits are those of ICAO 9303 part 3, section 4.9 (weights 7, 3, 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from permit_desktop.domain.permit import PermitType

LENGTH: Final = 30
DOCUMENT_CODES: Final = {"CS": PermitType.HK_MACAO, "CD": PermitType.TAIWAN}
ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"

UNREADABLE: Final = "?"
"""Stands for a character that could not be read, so that a text keeps its thirty places. No line contains it: whoever
does not know it finds a line that no check proves, never a wrong one."""

BLIND_PAIRS: Final = frozenset(frozenset(pair) for pair in ("0A", "0U", "1L", "6G", "8S", "FP", "GQ"))
"""Look-alikes with the same value modulo 10: a check digit, whatever its weight, cannot tell the one from the other.

Only those stand here whose two members may both be the second character of a number, the one place where letters and
digits mix; at every other place the line's own pattern decides. Look-alikes that a check digit does tell apart
(0 and O, 1 and I, 2 and Z, 5 and S, 8 and B) are none of its business.
"""

_NUMBER: Final = r"[A-Z][0-9A-HJ-NP-Z][0-9]{7}"
_DATE: Final = "[0-9]{6}"
_SHAPE: Final = re.compile(rf"[A-Z]{{2}}{_NUMBER}[0-9](?:<{_DATE}[0-9]){{2}}<[0-9]")


class Check(StrEnum):
    """What a check digit says of the characters that it covers."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class MachineLine:
    """A machine-readable line taken apart; nothing in it was repaired.

    Attributes:
        text: the characters as they were read, without blanks.
        number_check, expiry_check, birth_check, composite_check: what the four check digits say.
    """

    text: str
    number_check: Check
    expiry_check: Check
    birth_check: Check
    composite_check: Check

    @property
    def permit_type(self) -> PermitType | None:
        """The document that the code names, None for any other code."""
        return DOCUMENT_CODES.get(self.text[:2])

    @property
    def number(self) -> str | None:
        """The nine characters of the permit number, None when its check digit does not prove them."""
        return self.text[2:11] if self.number_check is Check.PROVED else None

    @property
    def expiry_yymmdd(self) -> str | None:
        """The expiry date as six digits, None when its check digit does not prove them."""
        return self.text[13:19] if self.expiry_check is Check.PROVED else None

    @property
    def birth_yymmdd(self) -> str | None:
        """The birth date as six digits, None when its check digit does not prove them."""
        return self.text[21:27] if self.birth_check is Check.PROVED else None

    @property
    def proved(self) -> bool:
        """Whether all four check digits hold."""
        return all(check is Check.PROVED for check in self._checks)

    @property
    def refuted(self) -> bool:
        """Whether any of the four check digits says that a character was misread or misprinted."""
        return Check.REFUTED in self._checks

    @property
    def _checks(self) -> tuple[Check, ...]:
        return self.number_check, self.expiry_check, self.birth_check, self.composite_check


def check_digit(characters: str) -> str:
    """The check digit of a run of `ALPHABET` characters (ICAO 9303 part 3, section 4.9).

    Raises:
        ValueError: a character is outside the alphabet.
    """
    weights = (7, 3, 1)
    values = (ALPHABET.index(character) % 36 for character in characters)
    return str(sum(value * weights[place % 3] for place, value in enumerate(values)) % 10)


def parse(text: str) -> MachineLine:
    """Takes a line apart and weighs its check digits. Any text is accepted; a line of another length proves nothing."""
    line = "".join(text.split())
    if len(line) != LENGTH:
        return MachineLine(line, *(Check.UNREADABLE,) * 4)
    number = _weigh(line[2:11], line[11], _NUMBER)
    expiry = _weigh(line[13:19], line[19], _DATE)
    birth = _weigh(line[21:27], line[27], _DATE)
    # A letter at a digit's place may have that digit's value, and no check digit notices.
    all_can_be_weighed = Check.UNREADABLE not in (number, expiry, birth)
    composite = line[2:12] + line[13:20] + line[21:28]
    return MachineLine(
        line, number, expiry, birth, _weigh(composite, line[29]) if all_can_be_weighed else Check.UNREADABLE
    )


def compose(permit_type: PermitType, number: str, expiry: date, birth: date) -> str:
    """The line that a permit with these data carries.

    Args:
        number: nine characters, letters and digits.
    """
    code = next(code for code, document in DOCUMENT_CODES.items() if document is permit_type)
    blocks = [block + check_digit(block) for block in (number, f"{expiry:%y%m%d}", f"{birth:%y%m%d}")]
    return code + "<".join((*blocks, check_digit("".join(blocks))))


def is_well_formed(text: str) -> bool:
    """Whether a text has the line's length, its fillers, and digits and letters where only those may stand."""
    return _SHAPE.fullmatch(text) is not None


def is_conceivable(text: str) -> bool:
    """Whether a permit's line could read so, whatever stands at the places that are `UNREADABLE`."""
    if len(text) != LENGTH:
        return False
    example = "CSCA00000000<0000000<0000000<0"
    whole = "".join(usual if seen == UNREADABLE else seen for seen, usual in zip(text, example, strict=True))
    return is_well_formed(whole) and whole[:2] in DOCUMENT_CODES


def blind_twins(number: str) -> tuple[str, ...]:
    """The other numbers that a look-alike could make of this one while every check digit of the line still holds.

    Empty for most numbers, and for all of the Taiwan permit: after its L only digits stand.
    """
    if number[:1] != "C":
        return ()
    second = number[1:2]
    twins = sorted(character for pair in BLIND_PAIRS if second in pair for character in pair - {second})
    return tuple(f"C{twin}{number[2:]}" for twin in twins)


def _weigh(characters: str, digit: str, form: str = "[0-9A-Z]*") -> Check:
    if re.fullmatch("[0-9]", digit) is None or re.fullmatch(form, characters) is None:
        return Check.UNREADABLE
    return Check.PROVED if check_digit(characters) == digit else Check.REFUTED
