"""The rules that a counter clerk would check by hand, applied to one side of a permit.

A finding says "please look here" and why. The rules move and readings err, so no finding calls a document or an
endorsement wrong, and their absence calls none of them right.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

from permit_desktop.domain.back_rules import back_findings
from permit_desktop.domain.finding import Finding, FindingCode
from permit_desktop.domain.front_rules import front_findings
from permit_desktop.domain.line_rules import line_findings
from permit_desktop.domain.permit import FieldName, Note, PermitResult, Side

__all__ = ["Finding", "FindingCode", "findings", "noted"]

_NOTED: Final = {
    Note.WHOLE_PICTURE_SENT: Finding(
        FindingCode.WHOLE_PICTURE_SENT,
        (),
        "The card was not found, so the whole picture was sent: place it closer.",
    ),
    Note.PORTRAIT_UNUSABLE: Finding(
        FindingCode.PORTRAIT_UNUSABLE,
        (),
        "The service sent the portrait, or its place, in a form that cannot be used.",
    ),
    Note.OTHER_TITLE: Finding(
        FindingCode.OTHER_TITLE,
        (FieldName.TYPE,),
        "The title does not read as a permit's; the kind is told by the machine-readable line. "
        "Please compare it with the card.",
    ),
    Note.LETTER_IN_NUMBER: Finding(
        FindingCode.LETTER_IN_NUMBER,
        (FieldName.NUMBER,),
        "In the printed number a letter (O, I) may stand for a digit (0, 1). Please compare it with the card.",
    ),
    Note.ANOTHER_PERMIT: Finding(
        FindingCode.ANOTHER_PERMIT,
        (),
        "Another permit, or another side, lies in the picture; only one was read. Please take one at a time.",
    ),
}


def findings(result: PermitResult, today: date, front: PermitResult | None = None) -> tuple[Finding, ...]:
    """What is worth a look, in the order of the fields on the card; what concerns none of them comes last.

    Args:
        result: one side of a permit.
        today: the day at the counter.
        front: the front of the same permit when `result` is its back; without it the rules that need both are silent.
    """
    last = noted(result.notes)
    if result.side is Side.BACK:
        return (*back_findings(result, today, front), *last)
    return (*front_findings(result, today), *line_findings(result), *last)


def noted(notes: AbstractSet[Note]) -> tuple[Finding, ...]:
    """What the notes of an answer say."""
    return tuple(finding for note, finding in _NOTED.items() if note in notes)
