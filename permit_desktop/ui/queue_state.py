"""What the Queue page is told: which jobs, how many, and why nothing moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from permit_desktop.domain.jobs import UNFINISHED, JobState
from permit_desktop.vault.job import Job

if TYPE_CHECKING:  # brings the database, which loads behind the window
    from permit_desktop.vault.standstill import Standstill


class Shown(Enum):
    """Which jobs the table shows."""

    OPEN = auto()
    NEEDS_YOU = auto()
    DONE = auto()

    @property
    def states(self) -> frozenset[JobState]:
        """The states of these jobs."""
        return _SHOWN[self]


_SHOWN: Final = {
    Shown.OPEN: frozenset(UNFINISHED | {JobState.ANSWERED}),
    Shown.NEEDS_YOU: frozenset({JobState.NEEDS_YOU}),
    Shown.DONE: frozenset({JobState.REVIEWED, JobState.DISCARDED}),
}


@dataclass(frozen=True, slots=True)
class QueueState:
    """The queue as it stands.

    Attributes:
        jobs: those that are shown; None where nobody looks at the page, and the counts are enough.
        counts: how many there are in each state.
        standstill: why nothing is sent until a person did something; None when the queue may move.
        now_s: the moment, seconds since 1970.
    """

    jobs: Sequence[Job] | None
    counts: Mapping[JobState, int]
    standstill: Standstill | None
    now_s: float
