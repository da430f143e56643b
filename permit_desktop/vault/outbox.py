"""The outbox: captures and their jobs. Every method is one transaction, durable when it returns."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection

from permit_desktop.domain.jobs import JobState, Move, after
from permit_desktop.domain.permit import PermitResult
from permit_desktop.vault import errors
from permit_desktop.vault.audit import Audit, Event
from permit_desktop.vault.database import GREATEST_ID, Database
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.job import COLUMNS, MOST_MAYBE_PAID, Capture, Job, Options, Trouble, job_of
from permit_desktop.vault.records import ON_DEVICE, SERVICE, Records
from permit_desktop.vault.result_text import result_from_text, result_to_text
from permit_desktop.vault.stills import Stills


class Outbox:
    """The jobs of one vault. Two threads may use it: one that captures, one that synchronises."""

    def __init__(
        self,
        database: Database,
        stills: Stills,
        records: Records,
        *,
        audit: Audit,
        space: DiskSpace,
        now: Callable[[], float],
    ) -> None:
        self._database = database
        self._stills = stills
        self._records = records
        self._audit = audit
        self._space = space
        self._now = now

    def add(
        self,
        content: bytes,
        options: Options,
        *,
        record_id: int | None = None,
        reading: PermitResult | None = None,
        hold_s: float = 0.0,
    ) -> Capture:
        """Stores a capture, its job and what this machine read of it; what this returns from is saved.

        Args:
            content: the picture file; it is sent exactly as it is.
            options: who is to answer, and what.
            record_id: the record that the other side of the permit began; None for a new one.
            reading: this machine's reading, if there is one already: provisional when a service is to answer, the
                answer itself otherwise.
            hold_s: for how long nobody else takes the job up, because this machine is reading the still just now and
                `read_here` follows.

        Raises:
            VaultError: vault_full, and nothing was stored.
        """
        self._space.check_floor()
        return self._database.write(lambda: self._add(content, options, record_id, reading, hold_s), spare=False)

    def _add(
        self, content: bytes, options: Options, record_id: int | None, reading: PermitResult | None, hold_s: float
    ) -> Capture:
        now = self._now()
        owner = self._records.new() if record_id is None else self._records.existing(record_id)
        sha256 = hashlib.sha256(content).digest()
        still_id = self._stills.add(owner, content, sha256, now)
        job_id = self._database.run(
            "INSERT INTO jobs (record_id, still_id, sha256, options, state, not_before_s, created_at_s, changed_at_s)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            owner, still_id, sha256, str(options), JobState.WAITING.value, now + hold_s if hold_s else None, now, now,
        )  # fmt: skip
        self._audit.note(Event.CAPTURED, f"job {job_id}", f"record {owner}")
        if reading is not None:
            if options.reader == ON_DEVICE:
                self._settle(self.job(job_id), Move.REUSE, reading)
            else:
                self._take(self.job(job_id), reading, Options(ON_DEVICE))
        elif options.reader != ON_DEVICE:
            known = self._database.rows(  # of the same picture
                "SELECT result FROM answers WHERE sha256 = ? AND options = ?", sha256, str(Options(ON_DEVICE))
            )
            if known:
                self._records.take(owner, result_from_text(known[0][0], None), ON_DEVICE)
        return Capture(still_id, job_id, owner)

    def read_here(self, job_id: int, result: PermitResult, *, record_id: int | None = None) -> int:
        """Takes over what this machine read of a capture that was added before; the hold on its job ends.

        Args:
            record_id: the record that the other side of the permit began; the capture joins it, if it is still there.

        Returns:
            The record that the capture belongs to now.

        Raises:
            VaultError: job_unknown.
        """

        def work() -> int:
            job = self.job(job_id)
            if record_id is not None and record_id != job.record_id and self._records.exists(record_id):
                self._join(job, record_id)
                job = self.job(job_id)
            if job.options.reader == ON_DEVICE and job.state is JobState.WAITING:
                self._settle(job, Move.REUSE, result)
            else:
                self._database.run("UPDATE jobs SET not_before_s = NULL WHERE id = ? AND sent = 0", job_id)
                self._take(job, result, Options(ON_DEVICE))
            return job.record_id

        return self._database.write(work)

    def _join(self, job: Job, record_id: int) -> None:
        """Moves a capture to another record; its own one goes when nothing else belongs to it."""
        self._database.run("UPDATE stills SET record_id = ? WHERE id = ?", record_id, job.still_id)
        self._database.run("UPDATE jobs SET record_id = ? WHERE id = ?", record_id, job.job_id)
        self._records.drop_if_empty(job.record_id)
        self._audit.note(Event.JOINED, f"job {job.job_id}", f"record {record_id}")
        answer = self.stored_answer(job)
        if answer is not None:
            self._records.take(record_id, answer, job.options.reader)  # it came before the two were known for a pair

    def jobs(self, *states: JobState) -> list[Job]:
        """The jobs in these states (in any when none is named), oldest first."""
        wanted = [state.value for state in states or JobState]
        marks = ", ".join("?" * len(wanted))
        return [
            job_of(row)
            for row in self._database.rows(
                f"SELECT {COLUMNS} FROM jobs WHERE state IN ({marks}) ORDER BY id",  # noqa: S608 (question marks)
                *wanted,
            )
        ]

    def counts(self) -> dict[JobState, int]:
        """How many jobs are in each state; a state without any is left out."""
        rows = self._database.rows("SELECT state, count(*) FROM jobs GROUP BY state")
        return {JobState(state): count for state, count in rows}

    def job(self, job_id: int) -> Job:
        """One job; raises `VaultError` (job_unknown)."""
        if not 0 < job_id <= GREATEST_ID:
            raise errors.job_unknown()
        rows = self._database.rows(f"SELECT {COLUMNS} FROM jobs WHERE id = ?", job_id)  # noqa: S608 (our own names)
        if not rows:
            raise errors.job_unknown()
        return job_of(rows[0])

    def next_due(self, reader: str) -> Job | None:
        """The waiting job whose turn it is: among those that may be tried now, the one tried longest ago.

        So a still that breaks every connection does not hold the others. Where the clock stands before the moment at
        which the job was put off, it was set back, and the wait counts as over.
        """
        now = self._now()
        rows = self._database.rows(
            f"SELECT {COLUMNS} FROM jobs WHERE state = 'waiting' AND still_id IS NOT NULL"  # noqa: S608 (our own names)
            " AND options GLOB ? AND (not_before_s IS NULL OR not_before_s <= ? OR changed_at_s > ?)"
            " ORDER BY tried_at, id LIMIT 1",
            f"{reader}*", now, now,
        )  # fmt: skip
        return job_of(rows[0]) if rows else None

    def next_unread(self) -> Job | None:
        """A waiting job for a service whose still this machine has not read yet and is not reading just now."""
        now = self._now()
        rows = self._database.rows(
            f"SELECT {COLUMNS} FROM jobs WHERE state IN ('waiting', 'needs_you') AND still_id IS NOT NULL"  # noqa: S608 (our own names)
            " AND NOT (options GLOB ?) AND (sent > 0 OR not_before_s IS NULL OR not_before_s <= ? OR changed_at_s > ?)"
            " AND NOT EXISTS"
            " (SELECT 1 FROM answers WHERE answers.sha256 = jobs.sha256 AND answers.options = ?) ORDER BY id LIMIT 1",
            f"{ON_DEVICE}*", now, now, str(Options(ON_DEVICE)),
        )  # fmt: skip
        return job_of(rows[0]) if rows else None

    def wait_s(self, reader: str) -> float | None:
        """Seconds until the next waiting job may be tried; None when none waits."""
        now = self._now()
        ((earliest,),) = self._database.rows(
            "SELECT min(coalesce(not_before_s, 0)) FROM jobs"
            " WHERE state = 'waiting' AND still_id IS NOT NULL AND options GLOB ?",
            f"{reader}*",
        )
        return None if earliest is None else max(0.0, earliest - now)

    def asked_to_wait_s(self, reader: str, reasons: Collection[str]) -> float:
        """For how long the reader asked to be left alone, when a job was put off for one of these reasons; else 0."""
        now = self._now()
        marks = ", ".join("?" * len(reasons))
        ((until,),) = self._database.rows(
            "SELECT max(not_before_s) FROM jobs WHERE state = 'waiting' AND options GLOB ? AND changed_at_s <= ?"  # noqa: S608 (question marks)
            f" AND reason IN ({marks})",
            f"{reader}*", now, *reasons,
        )  # fmt: skip
        return 0.0 if until is None else max(0.0, until - now)

    def stored_answer(self, job: Job) -> PermitResult | None:
        """What the same still was answered under the same options, None when it was never answered."""
        return self._stored(job, job.options)

    def reading(self, job: Job) -> PermitResult | None:
        """The job's answer, before there is one this machine's reading, None before there is either."""
        return self._stored(job, job.options) or self.own_reading(job)

    def own_reading(self, job: Job) -> PermitResult | None:
        """What this machine read of the job's still, None when it did not."""
        return self._stored(job, Options(ON_DEVICE))

    def _stored(self, job: Job, options: Options) -> PermitResult | None:
        rows = self._database.rows(
            "SELECT result, (SELECT id FROM stills WHERE stills.sha256 = jobs.sha256 AND sealed_portrait NOT NULL)"
            " FROM jobs JOIN answers ON answers.sha256 = jobs.sha256 AND answers.options = ? WHERE jobs.id = ?",
            str(options), job.job_id,
        )  # fmt: skip
        if not rows:
            return None
        text, still_id = rows[0]
        return result_from_text(text, None if still_id is None else self._stills.portrait(still_id))

    def content(self, job: Job) -> bytes:
        """The picture file to send; raises `VaultError` (still_purged)."""
        if job.still_id is None:
            raise errors.still_purged()
        return self._stills.content(job.still_id)

    def begin(self, job: Job) -> int:
        """Writes that an attempt begins, before its first byte leaves.

        Returns:
            The attempt's ID, for the method that ends it.
        """
        return self._database.write(lambda: self._begin(job))

    def _begin(self, job: Job) -> int:
        attempt_id = self._database.run(
            "INSERT INTO attempts (job_id, begun_at_s) VALUES (?, ?)", job.job_id, self._now()
        )
        self._move(job.job_id, Move.SEND)
        self._database.run("UPDATE jobs SET sent = sent + 1, tried_at = ? WHERE id = ?", attempt_id, job.job_id)
        self._audit.note(Event.SENT, f"job {job.job_id}", job.options.reader)
        return attempt_id

    def answered(self, job: Job, attempt_id: int, result: PermitResult) -> None:
        """Stores an attempt's result."""

        def work() -> None:
            self._end(attempt_id, "answered", maybe_paid=False)
            self._settle(job, Move.ANSWER, result)

        self._database.write(work)

    def reuse(self, job: Job, result: PermitResult) -> None:
        """Answers a waiting job with what the same still was answered before."""
        self._database.write(lambda: self._settle(job, Move.REUSE, result))

    def provisional(self, job: Job, result: PermitResult) -> None:
        """Stores this machine's reading of a still that a service is to answer."""
        self._database.write(lambda: self._take(job, result, Options(ON_DEVICE)))

    def put_off(self, job: Job, attempt_id: int, trouble: Trouble, wait_s: float) -> None:
        """Ends a failed attempt; the job waits for another."""

        def work() -> None:
            self._end(attempt_id, trouble.reason, maybe_paid=trouble.maybe_paid)
            self._move(job.job_id, Move.PUT_OFF)
            self._tell(job, trouble, self._now() + wait_s)

        self._database.write(work)

    def ask(self, job: Job, attempt_id: int | None, trouble: Trouble) -> None:
        """Ends a failed attempt (or none, when the job could not even begin); the job waits for a person."""

        def work() -> None:
            if attempt_id is not None:
                self._end(attempt_id, trouble.reason, maybe_paid=trouble.maybe_paid)
            self._move(job.job_id, Move.ASK)
            self._tell(job, trouble, None)

        self._database.write(work)

    def retry(self, job_id: int) -> None:
        """A person wants the job tried, now and with all its tries.

        Raises:
            VaultError: job_unknown or still_purged.
            IllegalMoveError: the job is past that.
        """

        def work() -> None:
            if self.job(job_id).still_id is None:
                raise errors.still_purged()
            self._move(job_id, Move.RETRY)
            self._database.run(
                "UPDATE jobs SET tries = 0, not_before_s = NULL, reason = NULL, reason_text = NULL, remedy = NULL"
                " WHERE id = ?",
                job_id,
            )
            self._keep_words(job_id, None)

        self._database.write(work)

    def discard(self, job_id: int) -> None:
        """A person gives the job up; its still is purged at the next purge.

        Raises:
            VaultError: job_unknown.
            IllegalMoveError: the job is under way, or done.
        """

        def work() -> None:
            self._move(job_id, Move.DISCARD)
            self._audit.note(Event.DISCARDED, f"job {job_id}")

        self._database.write(work)

    def interrupted(self) -> int:
        """Takes back what was being sent when the program ended last; the attempts stay counted.

        Returns:
            How many jobs that were.
        """

        def work() -> int:
            sending = self.jobs(JobState.SENDING)
            for job in sending:
                self._interrupt(job)
            return len(sending)

        return self._database.write(work)

    def _interrupt(self, job: Job) -> None:
        maybe_paid = job.options.reader == SERVICE
        self._database.run(
            "UPDATE attempts SET ended_at_s = ?, outcome = 'interrupted', maybe_paid = ?"
            " WHERE job_id = ? AND ended_at_s IS NULL",
            self._now(), int(maybe_paid), job.job_id,
        )  # fmt: skip
        ((interrupted,),) = self._database.rows(
            "SELECT count(*) FROM attempts WHERE job_id = ? AND outcome = 'interrupted'", job.job_id
        )
        if max(interrupted, job.maybe_paid + int(maybe_paid)) < MOST_MAYBE_PAID:
            self._move(job.job_id, Move.INTERRUPT)
            self._database.run("UPDATE jobs SET maybe_paid = maybe_paid + ? WHERE id = ?", int(maybe_paid), job.job_id)
            return
        told = errors.interrupted_often()
        self._move(job.job_id, Move.ASK)
        self._tell(job, Trouble(told.code.value, told.message, told.remedy, maybe_paid=maybe_paid), None)

    def possibly_paid_twice(self) -> int:
        """Attempts in all after which nobody knows whether the service charged for them."""
        ((count,),) = self._database.rows("SELECT count(*) FROM attempts WHERE maybe_paid = 1")
        return int(count)

    def _settle(self, job: Job, move: Move, result: PermitResult) -> None:
        self._move(job.job_id, move)
        self._database.run(
            "UPDATE jobs SET reason = NULL, reason_text = NULL, remedy = NULL, not_before_s = NULL WHERE id = ?",
            job.job_id,
        )
        self._keep_words(job.job_id, None)
        self._audit.note(Event.REUSED if move is Move.REUSE else Event.ANSWERED, f"job {job.job_id}")
        if not self._take(job, result, job.options) and self._records.is_reviewed(job.record_id):
            self._move(job.job_id, Move.REVIEW)  # it only says what a person has confirmed already

    def _take(self, job: Job, result: PermitResult, options: Options) -> bool:
        """Stores a result and gives it to the record; true when a person has something new to look at."""
        self._database.run(
            "INSERT OR IGNORE INTO answers (sha256, options, result, answered_at_s)"
            " SELECT sha256, ?, ?, ? FROM jobs WHERE id = ?",
            str(options), result_to_text(result), self._now(), job.job_id,
        )  # fmt: skip
        if job.still_id is not None and result.portrait is not None and result.portrait.jpeg is not None:
            self._stills.keep_portrait(job.still_id, result.portrait.jpeg)
        if options.reader == ON_DEVICE:
            for record_id in self._records_of_twins(job):
                self._records.take(record_id, result, ON_DEVICE)
        return self._records.take(job.record_id, result, options.reader)

    def _records_of_twins(self, job: Job) -> list[int]:
        """The other records with the same picture that wait for a service: this machine reads it once for all."""
        rows = self._database.rows(
            "SELECT DISTINCT jobs.record_id FROM stills JOIN jobs ON jobs.still_id = stills.id"
            " WHERE stills.sha256 = (SELECT sha256 FROM jobs WHERE id = ?1) AND jobs.id <> ?1"
            " AND jobs.record_id <> ?2 AND jobs.state IN ('waiting', 'needs_you') AND NOT (jobs.options GLOB ?3)",
            job.job_id, job.record_id, f"{ON_DEVICE}*",
        )  # fmt: skip
        return [row[0] for row in rows]

    def _move(self, job_id: int, move: Move) -> None:
        state = after(self.job(job_id).state, move)
        self._database.run("UPDATE jobs SET state = ?, changed_at_s = ? WHERE id = ?", state.value, self._now(), job_id)

    def _tell(self, job: Job, trouble: Trouble, not_before_s: float | None) -> None:
        self._database.run(
            "UPDATE jobs SET reason = ?, reason_text = ?, remedy = ?, tries = tries + ?, maybe_paid = maybe_paid + ?,"
            " not_before_s = ? WHERE id = ?",
            trouble.reason, trouble.text, trouble.remedy, int(trouble.counts), int(trouble.maybe_paid), not_before_s,
            job.job_id,
        )  # fmt: skip
        self._keep_words(job.job_id, trouble.words)

    def _keep_words(self, job_id: int, words: str | None) -> None:
        self._database.run("DELETE FROM service_words WHERE job_id = ?", job_id)
        if words:
            self._database.run("INSERT INTO service_words VALUES (?, ?)", job_id, words)

    def _end(self, attempt_id: int, outcome: str, *, maybe_paid: bool) -> None:
        self._database.run(
            "UPDATE attempts SET ended_at_s = ?, outcome = ?, maybe_paid = ? WHERE id = ?",
            self._now(), outcome, int(maybe_paid), attempt_id,
        )  # fmt: skip
