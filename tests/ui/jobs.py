"""Jobs for the tests of the queue."""

from __future__ import annotations

from permit_desktop.domain.jobs import JobState
from permit_desktop.vault.job import Job, Options

NOW_S = 1_780_000_000.0
OFFLINE = (
    "service_unreachable",
    "The service cannot be reached.",
    "Check the network of this computer and the service's address in the settings.",
)
REFUSED = (
    "no_permit",
    "There is no permit in this picture.",
    "Place one permit flat on a plain ground, bring it closer and take the picture again.",
)


def job(
    job_id: int,
    state: JobState = JobState.WAITING,
    *,
    trouble: tuple[str, str, str] | None = None,
    in_s: float | None = None,
    sent: int = 0,
    maybe_paid: int = 0,
    still_id: int | None = -1,
    words: str | None = None,
) -> Job:
    """A job that was captured so many minutes ago as its number is large, with a still of the same number."""
    reason, text, remedy = trouble or (None, None, None)
    return Job(
        job_id,
        record_id=job_id,
        still_id=job_id if still_id == -1 else still_id,
        options=Options("service"),
        state=state,
        reason=reason,
        reason_text=text,
        remedy=remedy,
        tries=0,
        sent=sent,
        maybe_paid=maybe_paid,
        not_before_s=None if in_s is None else NOW_S + in_s,
        created_at_s=NOW_S - 3600 + 47 * job_id,
        changed_at_s=NOW_S,
        words=words,
    )
