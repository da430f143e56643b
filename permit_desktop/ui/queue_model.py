"""The jobs of the queue as a table."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from operator import attrgetter
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Qt

from permit_desktop.domain.bands import Band
from permit_desktop.domain.jobs import MOVES, JobState, Move
from permit_desktop.ui.cells import EMPTY, Cell, Tone
from permit_desktop.ui.error_text import translated, with_service_words
from permit_desktop.ui.keyed_table import KeyedTable
from permit_desktop.ui.plain_text import plain
from permit_desktop.vault.job import Job

_MINUTE_S: Final = 60
_HOUR_S: Final = 3600
_SECONDS_STEP: Final = 10
"""A wait of less than a minute is told in steps of ten seconds."""

_ICONS: Final = {
    JobState.WAITING: "waiting",
    JobState.SENDING: "reading",
    JobState.ANSWERED: "captured",
    JobState.REVIEWED: "band-high",
    JobState.NEEDS_YOU: "band-low",
    JobState.DISCARDED: "discard",
}
_BANDS: Final = {JobState.NEEDS_YOU: Band.LOW, JobState.ANSWERED: Band.MEDIUM, JobState.REVIEWED: Band.HIGH}


class Column(IntEnum):
    """The columns."""

    PICTURE = 0
    CAPTURED = 1
    STATE = 2
    ATTEMPTS = 3
    NEXT = 4
    TROUBLE = 5


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job in the table; the key is its ID."""

    job: Job

    @property
    def key(self) -> int:
        """The job's ID."""
        return self.job.job_id

    @property
    def state(self) -> JobState:
        """Where the job stands, as a person sees it: one that is held back is being read by this machine just now."""
        job = self.job
        held = job.state is JobState.WAITING and job.not_before_s is not None and not job.sent and job.reason is None
        return JobState.SENDING if held else job.state

    def can(self, move: Move) -> bool:
        """Whether a person may do this to it now."""
        return (self.job.state, move) in MOVES and not (move is Move.RETRY and self.job.still_id is None)


_SORT_KEYS: Final[dict[Column, Callable[[JobRow], Any]]] = {
    Column.PICTURE: attrgetter("job.job_id"),
    Column.CAPTURED: attrgetter("job.created_at_s"),
    Column.STATE: lambda row: list(JobState).index(row.state),
    Column.ATTEMPTS: attrgetter("job.sent"),
    Column.NEXT: attrgetter("job.not_before_s"),
    Column.TROUBLE: attrgetter("job.reason"),
}


@dataclass(frozen=True, slots=True)
class _Words:
    """The table's words in the language of the window, fetched once and not for every cell."""

    states: dict[JobState, str]
    in_seconds: str
    in_minutes: str
    in_hours: str
    in_turn: str
    sent: str
    perhaps_charged: str
    record: str


class QueueModel(KeyedTable[JobRow]):
    """Jobs, in the order of their capture; the wait for the next attempt counts down."""

    def __init__(self, now_s: float) -> None:
        super().__init__(sort_column=Column.CAPTURED, sort_order=Qt.SortOrder.AscendingOrder)
        self._now_s = now_s
        self._waits: dict[int, str] = {}
        self._words = _words()
        self.say()

    def say(self) -> None:
        """Says everything in the language of the window."""
        say = QCoreApplication.translate
        self._words = _words()
        self._waits.clear()
        self.set_heads(
            (
                say("Queue", "Picture"),
                say("Queue", "Captured"),
                say("Queue", "State"),
                say("Queue", "Attempts"),
                say("Queue", "Next attempt"),
                say("Queue", "What happened, and what to do"),
            )
        )

    def show_jobs(self, jobs: Iterable[Job]) -> None:
        """Shows these jobs."""
        self.show_rows(JobRow(job) for job in jobs)

    def set_now(self, now_s: float, in_view: Iterable[int]) -> None:
        """The time has gone on: tells of those places in view whose wait reads differently."""
        self._now_s = now_s
        changed = []
        for place in in_view:
            row = self.row(place)
            if row.job.not_before_s is not None and self._wait(row) != self._waits.get(row.key):
                changed.append(place)
        self._tell_changed(changed, (Column.NEXT, Column.NEXT))

    def cell(self, place: int, column: int) -> Cell:
        """One cell; the one with the wait is made for this moment."""
        if column != Column.NEXT:
            return super().cell(place, column)
        row = self.row(place)
        text = self._waits[row.key] = self._wait(row)
        return Cell(text, tone=Tone.SECONDARY) if text else EMPTY

    def make_cells(self, row: JobRow) -> tuple[Cell, ...]:
        """The cells of a job."""
        job, words = row.job, self._words
        captured = datetime.fromtimestamp(job.created_at_s).astimezone()
        attempts = words.sent.format(count=job.sent) if job.sent else ""
        charged = words.perhaps_charged.format(count=job.maybe_paid) if job.maybe_paid else ""
        return (
            EMPTY,
            Cell(f"{captured:%H:%M}", f"{captured:%Y-%m-%d}"),
            Cell(
                words.states[row.state], words.record.format(id=job.record_id), _ICONS[row.state], _BANDS.get(row.state)
            ),
            Cell(attempts, charged, tone=Tone.SECONDARY, full=f"{attempts}. {charged}" if charged else ""),
            EMPTY,
            _trouble(job),
        )

    def sort_key(self, column: int) -> Callable[[JobRow], Any]:
        """What the columns are sorted by."""
        return _SORT_KEYS[Column(column)]

    def _wait(self, row: JobRow) -> str:
        job, words = row.job, self._words
        if row.state is not JobState.WAITING:
            return ""
        left_s = (job.not_before_s or 0.0) - self._now_s
        if left_s <= 0:
            return words.in_turn
        if left_s <= _MINUTE_S - _SECONDS_STEP:
            return words.in_seconds.format(count=math.ceil(left_s / _SECONDS_STEP) * _SECONDS_STEP)
        if left_s <= _HOUR_S:
            return words.in_minutes.format(count=math.ceil(left_s / _MINUTE_S))
        return words.in_hours.format(count=math.ceil(left_s / _HOUR_S))


def _trouble(job: Job) -> Cell:
    if job.reason is None:
        return EMPTY
    reason, remedy = plain(translated(job.reason_text or "")), plain(translated(job.remedy or ""))
    return Cell(reason, remedy, full=f"{reason} {with_service_words(job.words or '', remedy)}")


def _words() -> _Words:
    say = QCoreApplication.translate
    return _Words(
        states={
            JobState.WAITING: say("JobState", "Waiting"),
            JobState.SENDING: say("JobState", "Being read"),
            JobState.ANSWERED: say("JobState", "To review"),
            JobState.REVIEWED: say("JobState", "Reviewed"),
            JobState.NEEDS_YOU: say("JobState", "Needs you"),
            JobState.DISCARDED: say("JobState", "Discarded"),
        },
        in_seconds=say("Queue", "in {count} s"),
        in_minutes=say("Queue", "in {count} min"),
        in_hours=say("Queue", "in {count} h"),
        in_turn=say("Queue", "in its turn"),
        sent=say("Queue", "sent: {count}"),
        perhaps_charged=say("Queue", "perhaps charged: {count}"),
        record=say("Queue", "record {id}"),
    )
