"""The page of the queue: what waits for a recogniser or for a person, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.domain.jobs import JobState, Move
from permit_desktop.ui import tokens
from permit_desktop.ui.banner import Action, Banner, Message
from permit_desktop.ui.empty_state import EmptyState
from permit_desktop.ui.error_text import translated, with_service_words
from permit_desktop.ui.plain_text import plain
from permit_desktop.ui.question import Question
from permit_desktop.ui.queue_model import Column, QueueModel
from permit_desktop.ui.queue_progress import QueueProgress
from permit_desktop.ui.queue_row_painter import QueueRowPainter
from permit_desktop.ui.queue_state import QueueState, Shown
from permit_desktop.ui.queue_tools import QueueTools
from permit_desktop.ui.shortcut_list import KeyGroup
from permit_desktop.ui.table import Table
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.thumbnails import Thumbnails
from permit_desktop.ui.wording import Wording
from permit_desktop.vault.job import Job

if TYPE_CHECKING:  # brings the database, which loads behind the window
    from permit_desktop.vault.standstill import Standstill

_ROW: Final = 60
_NARROW: Final = 840
_NOT_IN_NARROW: Final = (Column.ATTEMPTS, Column.NEXT)
"""Columns that the page does without where it is narrow."""


class QueuePage(QWidget):
    """Shows what it is told and says what the person wants.

    Attributes:
        shown_changed: other jobs are to be shown (`shown` says which).
        sync_wanted: the queue is to be worked off now.
        pause_wanted(bool): the queue is to rest, or to go on.
        resume_wanted: what kept the queue was put right.
        retry_wanted(list[int]), discard_wanted(list[int]): jobs are to be tried again, or given up.
        review_wanted(int): the record of a job is to be reviewed.
        record_wanted(int): the record of a job is to be shown.
        seen: the page has come into view.
        tick: a second went by while waits are on the screen; answer with `set_now`.
    """

    shown_changed = Signal()
    sync_wanted = Signal()
    pause_wanted = Signal(bool)
    resume_wanted = Signal()
    retry_wanted = Signal(list)
    discard_wanted = Signal(list)
    review_wanted = Signal(int)
    record_wanted = Signal(int)
    seen = Signal()
    tick = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("page", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._theme = theme
        self.shown = Shown.OPEN
        self.thumbnails = Thumbnails()
        self.thumbnails.setParent(self)
        self.model = QueueModel(0.0)
        self.model.setParent(self)
        self.table = Table(self.model, row_height=_ROW)
        self.table.paint_with(QueueRowPainter(theme, self.model, self.thumbnails, self.table))
        self.table.set_widths((96, 104, 160, 152, 112, None))
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(Column.CAPTURED, Qt.SortOrder.AscendingOrder)
        self._counts: Mapping[JobState, int] = {}
        self._standstill: Standstill | None = None
        self._tools = QueueTools(theme)
        self._progress = QueueProgress()
        self.standstill_banner = Banner(theme)
        self.trouble_banner = Banner(theme)
        """For what a button could not do: stays until it is dismissed or done."""
        self.question = Question(theme)
        self._empty = EmptyState(theme, "queue", "", "")
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self._second)
        self._lay_out()
        self._connect()
        Wording(self, self._say)

    def show_queue(self, state: QueueState) -> None:
        """Shows the queue as it stands."""
        if state.jobs is not None:
            self._show_jobs(state.jobs, state.now_s)
        self._counts = state.counts
        waiting = sum(state.counts.get(each, 0) for each in (JobState.WAITING, JobState.SENDING))
        self._progress.show_waiting(waiting)
        self._standstill = state.standstill
        self._say_state()

    def _show_jobs(self, jobs: Sequence[Job], now_s: float) -> None:
        chosen = self.table.chosen_keys()
        self.model.set_now(now_s, ())
        self.model.show_jobs(jobs)
        self.thumbnails.keep_only({job.still_id for job in jobs if job.still_id is not None})
        if chosen and not self.table.chosen_keys():  # the model began anew
            self.table.choose(chosen)

    def show_paused(self, *, paused: bool) -> None:
        """The queue rests because the person said so, or goes on."""
        self._tools.set_paused(paused=paused)
        self._progress.show_paused(paused=paused)
        self._enable()

    def set_now(self, now_s: float) -> None:
        """The time: the waits in view count down."""
        self.model.set_now(now_s, self.table.places_in_view())

    def ask_discard(self) -> None:
        """Asks whether the chosen jobs are to be given up."""
        keys = self._able(Move.DISCARD)
        if not keys:
            return
        self.question.ask(
            self.tr("Discard the chosen captures ({count})?").format(count=len(keys)),
            self.tr("They are not read any more, and their pictures go at the next purge."),
            yes=self.tr("Discard"),
            no=self.tr("Keep"),
            act=lambda: self.discard_wanted.emit(keys),
        )

    def retry(self) -> None:
        """Wants the chosen jobs tried again, those that can be."""
        keys = self._able(Move.RETRY)
        if keys:
            self.retry_wanted.emit(keys)

    def review(self) -> None:
        """Wants the chosen job's record reviewed, where it waits for that."""
        record_ids = self._to_review()
        if len(record_ids) == 1:
            self.review_wanted.emit(record_ids.pop())

    def keys(self) -> KeyGroup:
        """The page's keys, for the list of keys."""
        return KeyGroup(
            self.tr("Queue"),
            (
                ("F5", self.tr("Sync now")),
                ("P", self.tr("Pause")),
                ("F2", self.tr("Review the chosen record")),
                ("R", self.tr("Try the chosen captures again")),
                (self.tr("Del"), self.tr("Discard the chosen captures")),
                ("Enter", self.tr("Show the record")),
            ),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The page's keys; the table has had its turn before."""
        plain_key = event.modifiers() == Qt.KeyboardModifier.NoModifier and not event.isAutoRepeat()
        if plain_key and self._tools.press(Qt.Key(event.key())):
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hands the keyboard to the table, where there is one."""
        super().focusInEvent(event)
        if self.table.isVisible():
            self.table.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Says that whatever changed meanwhile is worth showing; waits count down while they are seen."""
        super().showEvent(event)
        self._seconds.start()
        self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """And rest while they are not."""
        super().hideEvent(event)
        self._seconds.stop()

    def fold(self, width_px: int) -> None:
        """Leaves out what a narrow table has no room for."""
        narrow = width_px < _NARROW
        self._tools.fold(narrow=narrow)
        for column in _NOT_IN_NARROW:
            self.table.setColumnHidden(column, narrow)

    def _lay_out(self) -> None:
        place = QWidget()
        self._place = QStackedLayout(place)
        self._place.addWidget(self.table)
        self._place.addWidget(self._empty)
        inner = QVBoxLayout()
        inner.setContentsMargins(tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16)
        inner.setSpacing(tokens.SPACE_12)
        inner.addWidget(self._tools)
        inner.addWidget(self._progress)
        inner.addWidget(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for banner in (self.standstill_banner, self.trouble_banner, self.question):
            column.addWidget(banner)
        column.addLayout(inner, 1)

    def _connect(self) -> None:
        self._tools.sync_wanted.connect(self.sync_wanted)
        self._tools.pause_wanted.connect(self.pause_wanted)
        self._tools.review_wanted.connect(self.review)
        self._tools.retry_wanted.connect(self.retry)
        self._tools.discard_wanted.connect(self.ask_discard)
        self._tools.others_wanted.connect(self._show_others)
        self.table.chosen.connect(self._enable)
        self.table.opened.connect(self._open_record)
        self.question.closed.connect(self.table.setFocus)
        self.thumbnails.arrived.connect(self._repaint_pictures)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Queue"))
        self.table.setAccessibleName(self.tr("Captures in the queue"))
        self.model.say()
        self._say_state()

    def _say_state(self) -> None:
        counts = {shown: sum(self._counts.get(state, 0) for state in shown.states) for shown in Shown}
        open_count = counts[Shown.OPEN]
        title = self.tr("Queue")
        self.setWindowTitle(f"{title}  {open_count}" if open_count else title)
        self._tools.show_counts(counts)
        self._say_standstill()
        self._say_empty()
        self._enable()

    def _say_standstill(self) -> None:
        if self._standstill is None:
            self.standstill_banner.clear()
            return
        sentence = plain(translated(self._standstill.text))
        remedy = with_service_words(self._standstill.words, translated(self._standstill.remedy))
        told = self.tr("Nothing is sent: {reason}").format(reason=sentence)
        if told not in self.standstill_banner.text():
            go_on = Action(self.tr("Try again"), self.resume_wanted.emit)
            self.standstill_banner.show_message(Message("fault", told, remedy, Band.LOW, (go_on,)))

    def _say_empty(self) -> None:
        rows = self.model.rowCount()
        self._place.setCurrentIndex(0 if rows else 1)
        if rows and self.hasFocus():  # the page was turned to before its rows were there
            self.table.setFocus()
        told = {
            Shown.OPEN: (
                "queue",
                self.tr("Nothing waits"),
                self.tr(
                    "Captures wait here until they are read and reviewed, also without a network. "
                    "Scan a permit (Ctrl+1), or open a picture (Ctrl+O), to begin."
                ),
            ),
            Shown.NEEDS_YOU: (
                "band-high",
                self.tr("Nothing needs you"),
                self.tr("A capture that does not go on by itself appears here, with what can be done about it."),
            ),
            Shown.DONE: (
                "records",
                self.tr("Nothing is done yet"),
                self.tr("Captures whose record was reviewed, and discarded ones, appear here until they are purged."),
            ),
        }
        self._empty.show_state(*told[self.shown])

    def _enable(self) -> None:
        waiting = bool(self._counts.get(JobState.WAITING))
        self._tools.enable(
            sync=waiting and not self._progress.is_paused,
            review=len(self._to_review()) == 1,
            retry=bool(self._able(Move.RETRY)),
            discard=bool(self._able(Move.DISCARD)),
        )

    def _able(self, move: Move) -> list[int]:
        """The chosen jobs to which a person can do this."""
        return [row.key for row in self.table.chosen_rows() if row.can(move)]

    def _to_review(self) -> set[int]:
        """The records of the chosen jobs that wait for review; front and back are one."""
        return {row.job.record_id for row in self.table.chosen_rows() if row.can(Move.REVIEW)}

    @Slot(object)
    def _show_others(self, shown: Shown) -> None:
        self.shown = shown
        self.table.clearSelection()
        self.shown_changed.emit()

    @Slot(int)
    def _open_record(self, job_id: int) -> None:
        place = self.model.place(job_id)
        if place is not None:
            self.record_wanted.emit(self.model.row(place).job.record_id)

    @Slot()
    def _repaint_pictures(self) -> None:
        left = self.table.columnViewportPosition(Column.PICTURE)
        self.table.viewport().update(left, 0, self.table.columnWidth(Column.PICTURE), self.table.viewport().height())

    @Slot()
    def _second(self) -> None:
        if any(self.model.row(place).job.not_before_s is not None for place in self.table.places_in_view()):
            self.tick.emit()
