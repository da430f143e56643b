"""Rows of the list of records as values, and which of them are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from permit_desktop.domain.permit import PermitType


class RecordState(StrEnum):
    """Where a record stands."""

    WAITING = "waiting"
    """Nothing has been read of it yet."""
    PROVISIONAL = "provisional"
    """This machine has read it, and a service has still to answer."""
    TO_REVIEW = "to_review"
    REVIEWED = "reviewed"
    DISCARDED = "discarded"
    """Its captures were given up; it goes at the next purge."""


TO_REVIEW: Final = frozenset({RecordState.PROVISIONAL, RecordState.TO_REVIEW})
"""States of a record that a person can review."""


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which records are wanted; everything left out means any.

    Attributes:
        search: a part of number, name, type or birth date; a date, or a month, also of the validity or the capture.
        captured_from_s, captured_before_s: when the record was begun, seconds since 1970.
        expired_on: only those whose validity had ended before this day.
        corrected: only those in which a person changed a value.
    """

    search: str = ""
    captured_from_s: float | None = None
    captured_before_s: float | None = None
    type: PermitType | None = None
    state: RecordState | None = None
    expired_on: date | None = None
    corrected: bool = False


class RecordRow(NamedTuple):
    """A record in the list. Its values are personal data: mask them where they are shown.

    A tuple, because ten thousand of them are made and compared at a time.

    Attributes:
        valid_until: the last day of the validity as printed (`2029.07.29`); whatever stands there where it is no day.
        corrected: whether a person changed a value.
    """

    record_id: int
    type: str | None
    number: str | None
    name: str | None
    name_en: str | None
    birth_date: str | None
    valid_until: str | None
    created_at_s: float
    state: RecordState
    corrected: bool

    @property
    def key(self) -> int:
        """Names the row for ever."""
        return self.record_id
