"""Jobs: captures that wait for a recogniser. Their states, and the only moves between them, are one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from permit_desktop.domain.errors import ErrorCode, PermitError


class JobState(StrEnum):
    """Where a job stands; the values are stored and printed."""

    WAITING = "waiting"
    """For its turn, for the network, or for its next attempt."""
    SENDING = "sending"
    """A recogniser has it. After a crash nobody knows whether it arrived."""
    ANSWERED = "answered"
    """There is a result that nobody has looked at yet."""
    REVIEWED = "reviewed"
    """A person has confirmed the record."""
    NEEDS_YOU = "needs_you"
    """It does not go on by itself; the job says why."""
    DISCARDED = "discarded"
    """A person does not want it."""


class Move(StrEnum):
    """What can happen to a job."""

    SEND = "send"
    """Its turn has come. The attempt is written before the first byte leaves."""
    ANSWER = "answer"
    """The recogniser gave a result."""
    REUSE = "reuse"
    """The same still was answered before: that answer is taken, nothing is sent."""
    PUT_OFF = "put_off"
    """The attempt failed, and another may succeed."""
    INTERRUPT = "interrupt"
    """The program starts and finds it sending: the last run was cut short."""
    ASK = "ask"
    """The attempt failed for a reason that only a person can remove."""
    RETRY = "retry"
    """A person wants it tried again, or tried now."""
    REVIEW = "review"
    """A person confirmed the record."""
    REOPEN = "reopen"
    """A person changed the record after all."""
    DISCARD = "discard"
    """A person gives it up."""


MOVES: Final[Mapping[tuple[JobState, Move], JobState]] = MappingProxyType(
    {
        (JobState.WAITING, Move.SEND): JobState.SENDING,
        (JobState.WAITING, Move.REUSE): JobState.ANSWERED,
        (JobState.WAITING, Move.ASK): JobState.NEEDS_YOU,
        (JobState.WAITING, Move.RETRY): JobState.WAITING,
        (JobState.WAITING, Move.DISCARD): JobState.DISCARDED,
        (JobState.SENDING, Move.ANSWER): JobState.ANSWERED,
        (JobState.SENDING, Move.PUT_OFF): JobState.WAITING,
        (JobState.SENDING, Move.INTERRUPT): JobState.WAITING,
        (JobState.SENDING, Move.ASK): JobState.NEEDS_YOU,
        (JobState.ANSWERED, Move.REVIEW): JobState.REVIEWED,
        (JobState.ANSWERED, Move.DISCARD): JobState.DISCARDED,
        (JobState.REVIEWED, Move.REOPEN): JobState.ANSWERED,
        (JobState.NEEDS_YOU, Move.RETRY): JobState.WAITING,
        (JobState.NEEDS_YOU, Move.DISCARD): JobState.DISCARDED,
    }
)
"""Every legal move. A job that is being sent can be neither discarded nor changed: it may have arrived already."""

UNFINISHED: Final = frozenset({JobState.WAITING, JobState.SENDING, JobState.NEEDS_YOU})
"""States of a job that still wants something; what belongs to it is never purged."""


class IllegalMoveError(PermitError):
    """A move that the job's state does not allow."""


def after(state: JobState, move: Move) -> JobState:
    """The state that a move leads to.

    Raises:
        IllegalMoveError: the table has no such move.
    """
    try:
        return MOVES[state, move]
    except KeyError:
        raise IllegalMoveError(
            ErrorCode.JOB_STATE,
            f"A job that is {state.value.replace('_', ' ')} cannot {move.value.replace('_', ' ')}.",
            "List the queue again: the job may have moved on.",
        ) from None
