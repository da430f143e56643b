"""The engine: one step takes at most one job to a recogniser, and says what came of it.

Whoever runs it decides when: a worker thread, a verb, a test. What a failure leads to depends on whose failure it is:
the still's (that job alone needs a person), the service's (the job is tried again, five times), the connection's (the
queue pauses, and another job tries the way), or the account's (everything stops and asks). One request at a time, as
the vendor asks for.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from permit_desktop.api.errors import KEY_LOCKED, THROTTLED, Action, ErrorClass, ServiceError
from permit_desktop.domain.errors import PermitError
from permit_desktop.domain.permit import Note, PermitResult
from permit_desktop.imaging.decode import decode_still
from permit_desktop.recognition.recogniser import Recogniser
from permit_desktop.sync.backoff import Uniform, backoff_s, busy_s
from permit_desktop.vault.job import MOST_MAYBE_PAID, Job, Trouble
from permit_desktop.vault.standstill import Standstill
from permit_desktop.vault.vault import Vault

MOST_TRIES: Final = 5
"""After so many failures of the service with one still, a person is asked."""


class StepKind(StrEnum):
    """What a step did."""

    IDLE = "idle"
    """Nothing: no job waits."""
    WAITING = "waiting"
    """Nothing: every waiting job has its time."""
    PAUSED = "paused"
    """Nothing: the service was not reached a moment ago, or is busy."""
    STOPPED = "stopped"
    """Nothing: a person has to do something first."""
    READ_HERE = "read_here"
    """This machine read a still that a service is to answer: a provisional reading."""
    ANSWERED = "answered"
    REUSED = "reused"
    """A job got the answer that the same still had before; nothing was sent."""
    PUT_OFF = "put_off"
    NEEDS_YOU = "needs_you"


@dataclass(frozen=True, slots=True)
class Step:
    """What a step did.

    Attributes:
        kind: what.
        job_id: with which job, None where there was none.
        wait_s: after how many seconds the next step may do more; 0 for at once, None for when something changes.
        error: what went wrong, None when nothing did; why it is paused; a remembered standstill is told as one as well.
        notes: what is to be said of the answer that came.
    """

    kind: StepKind
    job_id: int | None = None
    wait_s: float | None = 0.0
    error: PermitError | Standstill | None = None
    notes: frozenset[Note] = frozenset()

    @property
    def is_offline(self) -> bool:
        """Whether it is paused because the service was not reached."""
        unreached = isinstance(self.error, ServiceError) and self.error.action is Action.PAUSE_AND_PROBE
        return self.kind is StepKind.PAUSED and unreached


class Engine:
    """Synchronises one vault's jobs for one reader. To be used from one thread at a time.

    Args:
        vault: where the jobs are.
        reader: which jobs are meant, `on-device` or `service`.
        recogniser: who answers them.
        access: an opaque text that is another one when the service's address or credentials change.
        read_here: this machine's recogniser, for provisional readings; None to make none.
        monotonic: seconds that only grow.
        uniform: the source of chance.
    """

    def __init__(
        self,
        vault: Vault,
        reader: str,
        recogniser: Recogniser,
        *,
        access: str = "",
        read_here: Recogniser | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        uniform: Uniform = random.uniform,
    ) -> None:
        self._outbox = vault.outbox
        self._standstill = vault.standstill
        self._reader = reader
        self._recogniser = recogniser
        self._access = access
        self._read_here = read_here
        self._monotonic = monotonic
        self._uniform = uniform
        # What the service asked for holds for the next process, too.
        self._paused_until = monotonic() + self._outbox.asked_to_wait_s(reader, _BUSY)
        self._paused_by: PermitError | Standstill | None = None
        self._failures = 0
        self._unsaved: Callable[[], Step] | None = None

    def step(self) -> Step:
        """Does the next thing that can be done.

        Raises:
            VaultError: the outcome could not be stored; the next step tries that again, and sends nothing before.
        """
        if self._unsaved is not None:
            return self._save(self._unsaved)
        unread = self._outbox.next_unread() if self._read_here is not None else None
        if unread is not None:
            return self._read(unread)
        job = self._outbox.next_due(self._reader)
        if job is None:
            wait_s = self._outbox.wait_s(self._reader)
            return Step(StepKind.IDLE if wait_s is None else StepKind.WAITING, wait_s=wait_s)
        stored = self._outbox.stored_answer(job)
        if stored is not None:
            self._outbox.reuse(job, stored)
            return Step(StepKind.REUSED, job.job_id, notes=stored.notes)
        return self._hindrance() or self._send(job)

    def link_up(self) -> None:
        """The network is back: the next step tries at once."""
        self._failures = 0
        self._paused_until = self._monotonic()

    def resume(self) -> None:
        """A person did what was asked for: sending may be tried again."""
        self._standstill.clear()
        self.link_up()

    def _hindrance(self) -> Step | None:
        standstill = self._standstill.read()
        if standstill is not None and standstill.access == self._access:
            return Step(StepKind.STOPPED, wait_s=None, error=standstill)
        paused_s = self._paused_until - self._monotonic()
        return Step(StepKind.PAUSED, wait_s=paused_s, error=self._paused_by) if paused_s > 0 else None

    def _read(self, job: Job) -> Step:
        assert self._read_here is not None  # noqa: S101 (`step` asked)
        try:
            result = self._read_here.recognise(decode_still(self._outbox.content(job)), with_portrait=True)
        except PermitError:
            result = PermitResult({})  # the service may do better; an empty reading says that this machine tried
        except Exception:
            self._outbox.provisional(job, PermitResult({}))  # else the next step would meet the same bug, without end
            raise
        self._outbox.provisional(job, result)
        return Step(StepKind.READ_HERE, job.job_id)

    def _send(self, job: Job) -> Step:
        try:
            still = decode_still(self._outbox.content(job))
        except PermitError as error:
            return self._ask(job, None, error)
        attempt_id = self._outbox.begin(job)
        try:
            result = self._recogniser.recognise(still, with_portrait=job.options.with_portrait)
        except ServiceError as error:
            failure = error
            return self._save(lambda: self._failed(job, attempt_id, failure))
        except PermitError as error:
            refusal = error
            return self._save(lambda: self._ask(job, attempt_id, refusal))
        except Exception:
            self._save(lambda: self._ask(job, attempt_id, _BUG))
            raise
        return self._save(lambda: self._answered(job, attempt_id, result))

    def _save(self, save: Callable[[], Step]) -> Step:
        """Stores an outcome, and keeps it until that succeeds: it may have been paid for."""
        self._unsaved = save
        step = save()
        self._unsaved = None
        return step

    def _answered(self, job: Job, attempt_id: int, result: PermitResult) -> Step:
        self._outbox.answered(job, attempt_id, result)
        self._failures = 0
        return Step(StepKind.ANSWERED, job.job_id, notes=result.notes)

    def _failed(self, job: Job, attempt_id: int, error: ServiceError) -> Step:
        if _is_hopeless(job, error):
            return self._ask(job, attempt_id, error)
        match error.action:
            case Action.PAUSE_AND_PROBE:
                wait_s = backoff_s(self._failures, self._uniform)
                self._failures += 1
                return self._pause(self._put_off(job, attempt_id, error, 0.0), wait_s)
            case Action.RETRY_LATER if error.error_class is ErrorClass.THROTTLED:
                wait_s = busy_s(error.retry_after_s, self._uniform)
                return self._pause(self._put_off(job, attempt_id, error, wait_s), wait_s)
            case Action.RETRY_LATER | Action.RETRY_ONCE:
                asked_s = error.retry_after_s
                wait_s = backoff_s(job.tries, self._uniform) if asked_s is None else busy_s(asked_s, self._uniform)
                return self._put_off(job, attempt_id, error, wait_s, counts=True)
            case _:
                return self._stop(job, attempt_id, error)

    def _stop(self, job: Job, attempt_id: int, error: ServiceError) -> Step:
        words = error.service_message or ""
        standstill = Standstill(error.code.value, error.message, error.remedy, self._access, words)
        # First the stop: if only one of the two can be stored, nothing more may be sent.
        self._standstill.write(standstill)
        self._put_off(job, attempt_id, error, 0.0)
        return Step(StepKind.STOPPED, job.job_id, wait_s=None, error=error)

    def _pause(self, step: Step, wait_s: float) -> Step:
        self._paused_until = self._monotonic() + wait_s
        self._paused_by = step.error
        return step

    def _put_off(self, job: Job, attempt_id: int, error: ServiceError, wait_s: float, *, counts: bool = False) -> Step:
        self._outbox.put_off(job, attempt_id, _trouble(error, counts=counts), wait_s)
        return Step(StepKind.PUT_OFF, job.job_id, error=error)

    def _ask(self, job: Job, attempt_id: int | None, error: PermitError | Trouble) -> Step:
        if isinstance(error, Trouble):
            self._outbox.ask(job, attempt_id, error)
            return Step(StepKind.NEEDS_YOU, job.job_id)
        self._outbox.ask(job, attempt_id, _trouble(error))
        return Step(StepKind.NEEDS_YOU, job.job_id, error=error)


def _trouble(error: PermitError, *, counts: bool = False) -> Trouble:
    told = Trouble(error.code.value, error.message, error.remedy, counts=counts)
    if not isinstance(error, ServiceError):
        return told
    return replace(told, maybe_paid=error.maybe_sent, words=error.service_message)


def _is_hopeless(job: Job, error: ServiceError) -> bool:
    """Whether sending the same still again promises nothing, or could cost too much."""
    if error.maybe_sent and job.maybe_paid + 1 >= MOST_MAYBE_PAID:
        return True
    match error.action:
        case Action.NEW_STILL | Action.REPORT:
            return True
        case Action.RETRY_ONCE:
            return job.tries > 0
        case Action.RETRY_LATER:
            return error.error_class is not ErrorClass.THROTTLED and job.tries + 1 >= MOST_TRIES
        case _:
            return False


_BUSY: Final = frozenset({THROTTLED.code.value, KEY_LOCKED.code.value})
_BUG: Final = Trouble(
    "fault_in_program",
    "The program failed at this picture.",
    "Report it; to try again, retry the job.",
    maybe_paid=True,
)
