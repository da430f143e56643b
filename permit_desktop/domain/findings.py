"""The rules that a counter clerk would check by hand, applied to one side of a permit.

A finding says "please look here" and why. The rules move and readings err, so no finding calls a document or an
endorsement wrong, and their absence calls none of them right.
"""

from __future__ import annotations

from datetime import date

from permit_desktop.domain.back_rules import back_findings
from permit_desktop.domain.finding import Finding, FindingCode
from permit_desktop.domain.front_rules import front_findings
from permit_desktop.domain.line_rules import line_findings
from permit_desktop.domain.permit import PermitResult, Side

__all__ = ["Finding", "FindingCode", "findings"]


def findings(result: PermitResult, today: date, front: PermitResult | None = None) -> tuple[Finding, ...]:
    """What is worth a look, in the order of the fields on the card.

    Args:
        result: one side of a permit.
        today: the day at the counter.
        front: the front of the same permit when `result` is its back; without it the rules that need both are silent.
    """
    if result.side is Side.BACK:
        return tuple(back_findings(result, today, front))
    return (*front_findings(result, today), *line_findings(result))
