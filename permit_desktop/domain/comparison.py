"""Two recognisers' readings of the same field, where they differ."""

from __future__ import annotations

from collections.abc import Mapping

from permit_desktop.domain.finding import Finding, FindingCode
from permit_desktop.domain.permit import FieldName


def readings_differ(others: Mapping[FieldName, tuple[str, str]]) -> tuple[Finding, ...]:
    """A finding for each field of which another reading exists.

    Args:
        others: by field, the value that holds and the other one.
    """
    return tuple(
        Finding(
            FindingCode.READINGS_DIFFER,
            (field,),
            f"This field was read in two ways: the record has {held}, the other reading is {other}.",
        )
        for field, (held, other) in others.items()
        if held != other
    )
