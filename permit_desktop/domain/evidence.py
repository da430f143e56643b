"""Evidence: what arithmetic and agreement say of a field, apart from the recogniser's confidence.

The front states three things twice: number, expiry and birth date stand in print and in the machine-readable line.
The two are read apart, so their agreement is evidence, and the line's check digits are proof.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from permit_desktop.domain import machine_line
from permit_desktop.domain.machine_line import Check
from permit_desktop.domain.permit import FieldName, PermitResult


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
        other: the second reading where it differs from the value, None where the two agree or there is only one.
    """

    evidence: Evidence
    other: str | None = None


def weigh(result: PermitResult) -> Mapping[FieldName, Weight]:
    """The evidence for every field that was read."""
    weights = {field: Weight(Evidence.READ) for field in result.readings}
    code = result.value(FieldName.MACHINE_CODE)
    if code is None:
        return weights
    line = machine_line.parse(code)
    if line.proved:
        weights[FieldName.MACHINE_CODE] = Weight(Evidence.PROVED)

    number, birth, period = (
        result.value(field) for field in (FieldName.NUMBER, FieldName.BIRTH_DATE, FieldName.VALID_PERIOD)
    )
    if number is not None:
        weights[FieldName.NUMBER] = _compare(number, line.text[2:11], line.number_check)
    if birth is not None:
        weights[FieldName.BIRTH_DATE] = _compare(_yymmdd(birth), line.text[21:27], line.birth_check)
    if period is not None:
        weight = _compare(_yymmdd(period), line.text[13:19], line.expiry_check)
        # The line holds only the last day; the first one is in print alone, so the period as a whole is not proved.
        if weight.evidence is Evidence.PROVED:
            weight = Weight(Evidence.AGREED)
        weights[FieldName.VALID_PERIOD] = weight
    return weights


def _compare(printed: str, coded: str, check: Check) -> Weight:
    if not coded or check is Check.UNREADABLE:
        return Weight(Evidence.READ)
    if printed != coded:
        return Weight(Evidence.READ, other=coded)
    return Weight(Evidence.PROVED if check is Check.PROVED else Evidence.AGREED)


def _yymmdd(printed: str) -> str:
    """The last six digits of a printed date or period as the line would spell them."""
    return "".join(character for character in printed if character.isdigit())[-6:]
