"""Evidence: what arithmetic and agreement say of a field, apart from the recogniser's confidence.

The front states three things twice: number, expiry and birth date stand in print and in the machine-readable line.
The two are read apart, so their agreement is evidence, and the line's check digits are proof, except of a number
whose look-alike they would pass as well, or in whose print a letter may stand for a digit. Of the validity the line
holds the last day alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from permit_desktop.domain import machine_line
from permit_desktop.domain.dates import parse_date, parse_period, whole_months
from permit_desktop.domain.front_rules import ADULT_YEARS, CHILD_YEARS
from permit_desktop.domain.machine_line import Check, MachineLine
from permit_desktop.domain.permit import FieldName, Note, PermitResult


class Evidence(StrEnum):
    """How a value is known, strongest first."""

    PROVED = "proved"
    AGREED = "agreed"
    READ = "read"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Weight:
    """The evidence for one field.

    Attributes:
        evidence: how the value is known.
        other: the second reading where it differs from the value, as the machine-readable line spells it (dates as
            YYMMDD); None where the two agree or there is only one.
        refuted: whether a check digit, or the line's form, says that what was read cannot be what was printed.
    """

    evidence: Evidence
    other: str | None = None
    refuted: bool = False

    @property
    def disputed(self) -> bool:
        """Whether something speaks against the value, however sure the recogniser is."""
        return self.refuted or self.other is not None


def weigh(result: PermitResult) -> Mapping[FieldName, Weight]:
    """The evidence for every field that was read."""
    weights = {field: Weight(Evidence.READ) for field in result.readings}
    code = result.value(FieldName.MACHINE_CODE)
    if code is None:
        return weights
    line = machine_line.parse(code)
    whole = len(line.text) == machine_line.LENGTH  # in any other, nobody knows where which part stands
    number, birth, period = (
        result.value(field) for field in (FieldName.NUMBER, FieldName.BIRTH_DATE, FieldName.VALID_PERIOD)
    )
    weights[FieldName.MACHINE_CODE] = _of_line(line, number)
    if number is not None and whole:
        weights[FieldName.NUMBER] = _of_number(line, number, sure_of_digits=Note.LETTER_IN_NUMBER not in result.notes)
    if birth is not None and whole:
        weights[FieldName.BIRTH_DATE] = _compare(_yymmdd(parse_date(birth)), line.text[21:27], line.birth_check)
    if period is not None and whole:
        weights[FieldName.VALID_PERIOD] = _of_period(line, period)
    return weights


def _of_line(line: MachineLine, number: str | None) -> Weight:
    # The check digits cover neither the document code nor the fillers; those must be what they can only be.
    if not (line.proved and line.permit_type and machine_line.is_well_formed(line.text)):
        return Weight(Evidence.READ, refuted=line.refuted or not machine_line.is_conceivable(line.text))
    if not machine_line.blind_twins(line.text[2:11]):
        return Weight(Evidence.PROVED)
    return Weight(Evidence.AGREED if number == line.text[2:11] else Evidence.READ)


def _of_number(line: MachineLine, number: str, *, sure_of_digits: bool) -> Weight:
    weight = _compare(number, line.text[2:11], line.number_check)
    return _at_most_agreed(weight) if machine_line.blind_twins(number) or not sure_of_digits else weight


def _of_period(line: MachineLine, text: str) -> Weight:
    # The line holds only the last day; the first one is in print alone, so the period as a whole is not proved. It
    # agrees where the first day is one from which permits last until that last day.
    last_day = parse_date(text.rpartition("-")[2])
    weight = _compare(_yymmdd(last_day), line.text[13:19], line.expiry_check)
    period = parse_period(text)
    if weight.disputed or (period is not None and whole_months(period) in (12 * ADULT_YEARS, 12 * CHILD_YEARS)):
        return _at_most_agreed(weight)
    return Weight(Evidence.READ)


def _at_most_agreed(weight: Weight) -> Weight:
    return Weight(Evidence.AGREED) if weight.evidence is Evidence.PROVED else weight


def _compare(printed: str, coded: str, check: Check) -> Weight:
    if check is Check.UNREADABLE:
        return Weight(Evidence.READ, other=coded if _contradicts(coded, printed) else None)
    if printed != coded:
        return Weight(Evidence.READ, other=coded)
    if check is Check.REFUTED:
        return Weight(Evidence.AGREED, refuted=True)
    return Weight(Evidence.PROVED)


def _contradicts(coded: str, printed: str) -> bool:
    """Whether a part of the line that no check digit vouches for shows a character that the print does not."""
    if len(coded) != len(printed):
        return False
    return any(seen not in (machine_line.UNREADABLE, wanted) for seen, wanted in zip(coded, printed, strict=True))


def _yymmdd(day: date | None) -> str:
    """A day as the line spells it; empty, and so never equal to the line's, for a print that is no date."""
    return f"{day:%y%m%d}" if day else ""
