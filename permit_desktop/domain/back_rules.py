"""Rules for the endorsements on a back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from permit_desktop.domain.dates import Period, parse_period, printed, whole_months
from permit_desktop.domain.endorsements import is_usual
from permit_desktop.domain.finding import Finding, FindingCode
from permit_desktop.domain.front_rules import expiry_date
from permit_desktop.domain.permit import FieldName, PermitResult
from permit_desktop.domain.vocabulary import (
    ENDORSEMENT_BLOCKS,
    ENDORSEMENT_TYPES_BY_PERMIT,
    ISSUE_INFO_PATTERNS,
    REGIONS,
)


@dataclass(frozen=True, slots=True)
class _Block:
    """One endorsement block of a back and the names of its fields."""

    name: str
    result: PermitResult

    @property
    def region(self) -> str:
        return REGIONS[self.name]

    def field(self, key: str) -> FieldName:
        return FieldName(f"{self.name}.{key}")

    def value(self, key: str) -> str | None:
        return self.result.value(self.field(key))


def back_findings(result: PermitResult, today: date, front: PermitResult | None) -> Iterator[Finding]:
    """The findings on a back.

    Args:
        front: the same permit's front, None when it is not known.
    """
    if front is not None and front.type and result.type and front.type is not result.type:
        yield Finding(
            FindingCode.SIDES_DIFFER,
            (FieldName.TYPE,),
            f"The front is of a {front.type}, the back of a {result.type}.",
        )
    permit_expiry = expiry_date(front) if front is not None else None
    for name in ENDORSEMENT_BLOCKS:
        block = _Block(name, result)
        yield from _validity(block, today, permit_expiry)
        yield from _kind(block)
        yield from _issue_code(block)


def _validity(block: _Block, today: date, permit_expiry: date | None) -> Iterator[Finding]:
    text = block.value("endorsement_valid_period")
    if text is None:
        return
    fields = (block.field("endorsement_valid_period"),)
    period = parse_period(text)
    if period is None:
        yield Finding(
            FindingCode.IMPOSSIBLE_DATE,
            fields,
            f"The {block.region} endorsement's validity {text} is not a pair of days of the calendar.",
        )
        return
    yield from _days(block, fields, period, today)
    if permit_expiry is not None and period.end > permit_expiry:
        yield Finding(
            FindingCode.ENDORSEMENT_OUTLIVES_PERMIT,
            fields,
            f"The {block.region} endorsement ends on {printed(period.end)}, "
            f"after the permit itself on {printed(permit_expiry)}.",
        )


def _days(block: _Block, fields: tuple[FieldName, ...], period: Period, today: date) -> Iterator[Finding]:
    start, end = printed(period.start), printed(period.end)
    if period.end < period.start:
        yield Finding(
            FindingCode.IMPOSSIBLE_DATE,
            fields,
            f"The {block.region} endorsement ends on {end}, before it starts on {start}.",
        )
    elif period.end < today:
        yield Finding(FindingCode.ENDORSEMENT_EXPIRED, fields, f"The {block.region} endorsement expired on {end}.")


def _kind(block: _Block) -> Iterator[Finding]:
    kind = block.value("endorsement_type")
    if kind is None:
        return
    field = block.field("endorsement_type")
    if kind not in ENDORSEMENT_TYPES_BY_PERMIT[ENDORSEMENT_BLOCKS[block.name]]:
        yield Finding(
            FindingCode.ENDORSEMENT_UNUSUAL,
            (field,),
            f"{kind} is not a usual kind of {block.region} endorsement; please look.",
        )
        return
    round_trips = block.value("valid_round_trips")
    period = parse_period(block.value("endorsement_valid_period") or "")
    if round_trips is None or period is None or period.end < period.start:
        return
    if not is_usual(block.name, kind[-2], round_trips, whole_months(period)):
        yield Finding(
            FindingCode.ENDORSEMENT_UNUSUAL,
            (field, block.field("valid_round_trips"), block.field("endorsement_valid_period")),
            f"{kind} {round_trips} from {printed(period.start)} to {printed(period.end)} is an unusual "
            f"{block.region} endorsement; please look.",
        )


def _issue_code(block: _Block) -> Iterator[Finding]:
    code = block.value("issue_info")
    if code is None or ISSUE_INFO_PATTERNS[block.name].fullmatch(code):
        return
    yield Finding(
        FindingCode.ISSUE_CODE,
        (block.field("issue_info"),),
        f"The issue code {code} is not spelled like one of the {block.region} block; please look.",
    )
