"""The page of the records: a list to search, one record in full, the day in numbers, and exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.ui import tokens
from permit_desktop.ui.banner import Banner, Message
from permit_desktop.ui.empty_state import EmptyState
from permit_desktop.ui.export_progress import ExportProgress
from permit_desktop.ui.record_filters import RecordFilters
from permit_desktop.ui.record_tools import RecordTools
from permit_desktop.ui.records_model import Column, RecordsModel
from permit_desktop.ui.records_side import RecordsSide
from permit_desktop.ui.row_painter import RowPainter
from permit_desktop.ui.shortcut_list import KeyGroup
from permit_desktop.ui.table import Table
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording
from permit_desktop.vault.day import Day
from permit_desktop.vault.record_row import TO_REVIEW, RecordFilter, RecordRow

SHOWN_MS: Final = 30_000
"""So long values stay unmasked without a key or a click."""

_ROW: Final = 36
_LEAST_LIST_HEIGHT: Final = 6 * _ROW
_SIDE_WIDTH: Final = 416
_NARROW_SIDE_WIDTH: Final = 372
_NARROW: Final = 1200
_BESIDE: Final = 920
"""In less width the record in full stands below the list."""
_BROWSE_MS: Final = 120
"""While the list is gone through by arrow keys, the record in full follows when they rest."""
_WIDTHS: Final = (104, 96, None, 104, 132, 104, 152)
_NARROW_WIDTHS: Final = (96, 92, None, 104, 128, 104, 140)
_NOT_IN_NARROW: Final = (Column.BORN, Column.DOCUMENT)
"""Columns that the page does without where it is narrow."""


@dataclass(frozen=True, slots=True)
class RecordsState:
    """The records as they stand.

    Attributes:
        rows: those that are wanted, newest first.
        complete: whether these are all that are wanted.
        day: today's figures.
        on: today.
    """

    rows: Sequence[RecordRow]
    complete: bool
    day: Day
    on: date


class RecordsPage(QWidget):
    """Shows what it is told and says what the person wants.

    Attributes:
        filter_changed: other records are wanted (`wanted` says which).
        record_wanted(int): a record in full.
        review_wanted(int): a record is to be reviewed.
        pictures_wanted(list[int]): a record's stills.
        records_copy_wanted(list[int]): records are to be copied as the template says.
        text_copy_wanted(str): a value is to be copied.
        record_type_wanted(int): a record is to be typed into another program as the template says.
        export_wanted(str): the records in the list are to be exported, as `csv`, `xlsx` or `json`.
        cancel_wanted: the export is not wanted any more.
        seen: the page has come into view.
    """

    filter_changed = Signal()
    record_wanted = Signal(int)
    review_wanted = Signal(int)
    pictures_wanted = Signal(list)
    records_copy_wanted = Signal(list)
    text_copy_wanted = Signal(str)
    record_type_wanted = Signal(int)
    export_wanted = Signal(str)
    cancel_wanted = Signal()
    seen = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.setProperty("page", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._theme = theme
        self._complete = True
        self._note: Callable[[], str] | None = None
        self.filters = RecordFilters(theme, today)
        self.model = RecordsModel(today)
        self.model.setParent(self)
        self.table = Table(self.model, row_height=_ROW)
        self.table.paint_with(RowPainter(theme, self.model, self.table))
        self.table.set_widths(_WIDTHS)
        self._narrow = False
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(Column.SCANNED, Qt.SortOrder.DescendingOrder)
        self.side = RecordsSide(theme)
        """The day, or the record that is open."""
        self.trouble_banner = Banner(theme)
        """For what could not be done: stays until it is dismissed or done."""
        self.notice_banner = Banner(theme)
        """For an export that is complete: where it is, and that it is not encrypted."""
        self.typing_banner = Banner(theme)
        """For a record that is to be typed into another program."""
        self._tools = RecordTools(theme)
        self._progress = ExportProgress()
        self._empty = EmptyState(theme, "records", "", "")
        self._hiding = QTimer(self)
        self._hiding.setSingleShot(True)
        self._hiding.setInterval(SHOWN_MS)
        self._hiding.timeout.connect(self.hide_values)
        self._browsing = QTimer(self)
        self._browsing.setSingleShot(True)
        self._browsing.setInterval(_BROWSE_MS)
        self._browsing.timeout.connect(self._browse)
        self._lay_out()
        self._connect()
        Wording(self, self._say)

    def wanted(self) -> RecordFilter:
        """The records that are wanted."""
        return self.filters.wanted()

    def show_records(self, state: RecordsState) -> None:
        """Shows the records as they stand."""
        chosen = self.table.chosen_keys()
        self.model.show_rows(state.rows)
        if chosen and not self.table.chosen_keys():  # the model began anew
            self.table.choose(chosen)
        self._complete = state.complete
        self.side.show_day(state.day, state.on)
        self._say_state()

    def show_values(self) -> None:
        """Shows the values for a while."""
        self._set_shown(shown=True)

    @Slot()
    def hide_values(self) -> None:
        """Masks them again: the while is over, the page left, the window locked."""
        self._set_shown(shown=False)

    def show_export(self, done: int, total: int) -> None:
        """An export is under way."""
        self.notice_banner.clear()
        self.trouble_banner.clear()
        self._progress.show_done(done, total)
        self._enable()

    def end_export(self) -> None:
        """No export is under way any more."""
        self._progress.hide()
        self._enable()

    def show_exported(self, name: str, count: int, left_out: int = 0) -> None:
        """An export is complete.

        Args:
            name: the file's.
            count: so many records are in it.
            left_out: so many were listed and are not.
        """
        self.end_export()

        def tell() -> Message:
            sentence = self.tr("{count} records exported to {name}").format(count=count, name=name)
            remedy = self.tr("The file is not encrypted. Delete it when it has served its purpose.")
            if left_out:
                missing = self.tr("Left out, as discarded or not read yet: {count}.").format(count=left_out)
                remedy = f"{missing} {remedy}"
            return Message("band-high", sentence, remedy, Band.HIGH, (self.notice_banner.dismissal(),))

        self.notice_banner.show_message(tell)

    def show_note(self, note: Callable[[], str] | None) -> None:
        """Says something beside the count, in the language of the moment; None when it does not hold any more."""
        self._note = note
        self._say_state()

    def keys(self) -> KeyGroup:
        """The page's keys, for the list of keys."""
        return KeyGroup(
            self.tr("Records"),
            (
                ("Ctrl+F", self.tr("Search")),
                ("Enter", self.tr("Show the record in full; in it, copy the field")),
                ("F2", self.tr("Review the chosen record")),
                ("Esc", self.tr("Close the record")),
                ("Ctrl+M", self.tr("Show the values, or mask them")),
                ("Ctrl+C", self.tr("Copy the chosen records or the field, for a minute")),
                ("Ctrl+K", self.tr("Type the chosen record into another program")),
                ("Ctrl+E", self.tr("Export")),
            ),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The page's keys; the table has had its turn before."""
        if self._tools.press(event):
            return
        if event.matches(QKeySequence.StandardKey.Find):
            self.filters.search.setFocus()
            self.filters.search.selectAll()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy_records()
        elif event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif event.key() == Qt.Key.Key_Down and self.filters.search.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hands the keyboard to the table, where there is one."""
        super().focusInEvent(event)
        if self.table.isVisible():
            self.table.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Says that whatever changed meanwhile is worth showing."""
        super().showEvent(event)
        self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Masks the values: whoever comes next need not see them."""
        super().hideEvent(event)
        self.hide_values()

    def fold(self, width_px: int) -> None:
        """Leaves out what a narrow table has no room for; in still less width the record stands below the list."""
        narrow, beside = width_px < _NARROW, width_px >= _BESIDE
        self._halves.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._halves.setSpacing(tokens.SPACE_8 if narrow and beside else tokens.SPACE_16)
        self.filters.fold(width_px - 2 * tokens.SPACE_16)
        self._tools.fold(narrow=narrow)
        side_px = _NARROW_SIDE_WIDTH if narrow else _SIDE_WIDTH
        self.side.setMinimumWidth(side_px if beside else 0)
        self.side.setMaximumWidth(side_px if beside else tokens.ANY_WIDTH)
        if narrow == self._narrow:
            return  # the columns are as wide as the person has them
        self._narrow = narrow
        self.table.set_widths(_NARROW_WIDTHS if narrow else _WIDTHS)
        for column in _NOT_IN_NARROW:
            self.table.setColumnHidden(column, narrow)

    def _lay_out(self) -> None:
        place = QWidget()
        place.setMinimumHeight(_LEAST_LIST_HEIGHT)
        self._place = QStackedLayout(place)
        self._place.addWidget(self.table)
        self._place.addWidget(self._empty)
        left = QVBoxLayout()
        left.setSpacing(tokens.SPACE_8)
        left.addWidget(self._tools)
        left.addWidget(self._progress)
        left.addWidget(place, 1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(tokens.SPACE_16)
        self._halves.addLayout(left, 1)
        self._halves.addWidget(self.side)
        inner = QVBoxLayout()
        inner.setContentsMargins(tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16)
        inner.setSpacing(tokens.SPACE_12)
        inner.addWidget(self.filters)
        inner.addLayout(self._halves, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for banner in (self.trouble_banner, self.notice_banner, self.typing_banner):
            column.addWidget(banner)
        column.addLayout(inner, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self.filter_changed)
        self.table.opened.connect(self.record_wanted)
        self.table.chosen.connect(self._chosen)
        self._tools.review_wanted.connect(self._review)
        self._tools.show_wanted.connect(self._want_shown)
        self._tools.copy_wanted.connect(self._copy_records)
        self._tools.type_wanted.connect(self._type_record)
        self._tools.export_wanted.connect(self.export_wanted)
        self._progress.cancel_wanted.connect(self.cancel_wanted)
        self.side.keyboard_free.connect(self._take_keyboard)
        self.side.review_wanted.connect(self.review_wanted)
        self.side.copy_wanted.connect(self.text_copy_wanted)
        self.side.pictures_wanted.connect(self.pictures_wanted)

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Records"))
        self.setAccessibleName(self.tr("Records"))
        self.table.setAccessibleName(self.tr("Records"))
        self.model.say()
        self._say_state()

    def _say_state(self) -> None:
        rows = self.model.rowCount()
        text = self.tr("Records: {count}").format(count=f"{rows:,}")
        if not self._complete:
            text = self.tr("Records: the newest {count}").format(count=f"{rows:,}")
        self._tools.say_count(text if self._note is None else f"{text} · {self._note()}")
        self._place.setCurrentIndex(0 if rows else 1)
        if rows and self.hasFocus():  # the page was turned to before its rows were there
            self.table.setFocus()
        if self.wanted() == RecordFilter():
            self._empty.show_state(
                "records",
                self.tr("No records yet"),
                self.tr("What is read of each permit is kept here. Scan a permit (Ctrl+1) to begin."),
            )
        else:
            self._empty.show_state(
                "search", self.tr("No record is like this"), self.tr("Change the search or the filters, or clear them.")
            )
        self._enable()

    def _enable(self) -> None:
        listed = bool(self.model.rowCount())
        chosen = self.table.chosen_count
        review = chosen == 1 and self.table.chosen_rows()[0].state in TO_REVIEW
        self._tools.enable(chosen=chosen, review=review, listed=listed, exporting=self._progress.is_running)

    def _set_shown(self, *, shown: bool) -> None:
        if shown:
            self._hiding.start()
        else:
            self._hiding.stop()
        self._tools.set_shown(shown=shown)
        if shown == self.model.shown:
            return
        self.model.set_shown(shown=shown)
        self.side.set_shown(shown=shown)

    @Slot(bool)
    def _want_shown(self, shown: bool) -> None:  # noqa: FBT001 - as the signal carries it
        self._set_shown(shown=shown)

    @Slot()
    def _chosen(self) -> None:
        self._enable()
        if self.model.shown:
            self._hiding.start()
        if self.side.open_record is not None:
            self._browsing.start()

    @Slot()
    def _browse(self) -> None:
        current = self.table.current_key()
        if current is not None and self.side.open_record not in (None, current):
            self.record_wanted.emit(current)

    @Slot()
    def _copy_records(self) -> None:
        chosen = self.table.chosen_keys()
        if chosen:
            self.records_copy_wanted.emit(chosen)

    @Slot()
    def _review(self) -> None:
        chosen = self.table.chosen_keys()
        if len(chosen) == 1:
            self.review_wanted.emit(chosen[0])

    @Slot()
    def _type_record(self) -> None:
        chosen = self.table.chosen_keys()
        if len(chosen) == 1:
            self.record_type_wanted.emit(chosen[0])

    @Slot()
    def _take_keyboard(self) -> None:
        self.table.setFocus()

    def _step_back(self) -> None:
        """Esc: from the record to the list, from the search to the list."""
        if self.side.open_record is not None:
            self.side.close_detail()
        elif self.table.isVisible():
            self.table.setFocus()
