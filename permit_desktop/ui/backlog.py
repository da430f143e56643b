"""How far a queue has been worked off since it began to fill."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backlog:
    """A backlog begins with the first job that waits and ends when none does.

    Attributes:
        waiting: jobs that wait or are being read.
        total: jobs that have waited since it began.
    """

    waiting: int = 0
    total: int = 0

    @property
    def done(self) -> int:
        """Those that wait no more."""
        return self.total - self.waiting

    def now(self, waiting: int) -> Backlog:
        """The backlog when so many wait; whatever comes on top makes the total larger."""
        if waiting == 0:
            return Backlog()
        return Backlog(waiting, max(self.total, self.done + waiting) if self.total else waiting)
