"""The service's clock, as far as its answers show it: a signature has to carry the service's time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime


class ServiceClock:
    """The computer's clock, corrected by the `Date` headers of the service.

    Attributes:
        offset: how far the service is ahead of this computer.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.offset = timedelta(0)

    def now(self) -> datetime:
        """The service's time, aware, in UTC."""
        return self._now().astimezone(UTC) + self.offset

    def learn(self, date_header: str | None) -> timedelta:
        """Takes over the time of an answer; a missing or senseless header changes nothing.

        Returns:
            By how much `now` was behind that time.
        """
        try:
            told = parsedate_to_datetime(date_header or "")
            if told.tzinfo is None:
                told = told.replace(tzinfo=UTC)
            # The header is cut to seconds and as old as the answer's way: less than that is no difference.
            behind = told.astimezone(UTC) - self.now()
        except (ValueError, TypeError, OverflowError):
            return timedelta(0)
        if abs(behind) > timedelta(seconds=5):
            self.offset += behind
        return behind
