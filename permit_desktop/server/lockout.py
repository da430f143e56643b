"""The lock after repeated failures, as the service's documentation describes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

ALLOWED_FAILURES: Final = 5
"""More than five consecutive failures lock an access key, or a user."""
ACCESS_KEY_LOCK: Final = timedelta(minutes=5)
USER_LOCK: Final = timedelta(minutes=15)


class Lockout:
    """Counts consecutive failures by name and locks a name after too many.

    The names are those of existing users and keys, so there are never more than those.
    """

    def __init__(self, lasts: timedelta, now: Callable[[], datetime]) -> None:
        self._lasts = lasts
        self._now = now
        self._failures: dict[str, int] = {}
        self._locked_until: dict[str, datetime] = {}

    def is_locked(self, name: str) -> bool:
        """Whether the name is locked."""
        until = self._locked_until.get(name)
        if until is None:
            return False
        if self._now() < until:
            return True
        del self._locked_until[name]
        return False

    def failed(self, name: str) -> bool:
        """Counts a failure; while the name is locked they do not count, and do not make it longer.

        Returns:
            Whether it is this one that locks the name.
        """
        if self.is_locked(name):
            return False
        self._failures[name] = self._failures.get(name, 0) + 1
        if self._failures[name] <= ALLOWED_FAILURES:
            return False
        del self._failures[name]
        self._locked_until[name] = self._now() + self._lasts
        return True

    def succeeded(self, name: str) -> None:
        """Forgets the failures."""
        self._failures.pop(name, None)
