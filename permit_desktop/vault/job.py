"""Jobs as values: what is asked of whom, where it stands, why it failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from permit_desktop.domain.jobs import JobState

COLUMNS: Final = (
    "id, record_id, still_id, options, state, reason, reason_text, remedy, tries, sent, maybe_paid, not_before_s,"
    " created_at_s, changed_at_s, (SELECT words FROM service_words WHERE job_id = jobs.id)"
)

MOST_MAYBE_PAID: Final = 10
"""After so many attempts that may have been charged without an answer, or that the program did not outlive, a person is
asked."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of which recogniser; the same still under the same options has the same answer.

    Attributes:
        reader: `on-device` or `service`.
        with_portrait: whether the portrait is wanted.
    """

    reader: str
    with_portrait: bool = True

    def __str__(self) -> str:
        return f"{self.reader}{'+portrait' if self.with_portrait else ''}"

    @classmethod
    def of(cls, text: str) -> Options:
        """Reads what `str` gave."""
        reader, _, portrait = text.partition("+")
        return cls(reader, with_portrait=bool(portrait))


@dataclass(frozen=True, slots=True)
class Capture:
    """What was stored: the IDs of the still, its job, and the record that it belongs to."""

    still_id: int
    job_id: int
    record_id: int


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands.

    Attributes:
        job_id: names it for ever.
        record_id: the record that its answer goes to.
        still_id: the picture; None when it has been purged.
        options: what is asked of whom.
        state: where it stands.
        reason: the code of what went wrong last, None when nothing did.
        reason_text: the same in words.
        remedy: what a person can do about it.
        tries: attempts that failed for a reason which more attempts may not cure.
        sent: attempts in all.
        maybe_paid: attempts after which nobody knows whether the service read the still, and charged for it.
        not_before_s: the next attempt, seconds since 1970; None for at once.
        created_at_s: when it was captured.
        changed_at_s: when its state changed last.
        words: what the service itself said of what went wrong last, plain and bounded; None for nothing.
    """

    job_id: int
    record_id: int
    still_id: int | None
    options: Options
    state: JobState
    reason: str | None
    reason_text: str | None
    remedy: str | None
    tries: int
    sent: int
    maybe_paid: int
    not_before_s: float | None
    created_at_s: float
    changed_at_s: float
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an attempt failed; texts without personal data, but for those of the service, which nobody knows.

    Attributes:
        maybe_paid: whether the service may have read the still all the same.
        counts: whether it is one of the tries after which a job gives up.
        words: what the service itself said of it, plain and bounded.
    """

    reason: str
    text: str
    remedy: str
    maybe_paid: bool = False
    counts: bool = False
    words: str | None = None


def job_of(row: tuple[Any, ...]) -> Job:
    """A job from the columns `COLUMNS`."""
    job_id, record_id, still_id, options, state, *rest = row
    return Job(job_id, record_id, still_id, Options.of(options), JobState(state), *rest)
