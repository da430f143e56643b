"""What narrows the list of records: a search, a span of days, document, state, and two marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from permit_desktop.domain.dates import day_begins_s
from permit_desktop.domain.permit import PermitType
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import button_icon
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.records_model import document_word, state_word
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording
from permit_desktop.vault.record_row import RecordFilter, RecordState

_TYPING_MS: Final = 200
"""While a search is typed, the list is asked for when the typing rests."""
_LONGEST_SEARCH: Final = 60


class Days(Enum):
    """A span of days, up to today."""

    ANY = auto()
    TODAY = auto()
    YESTERDAY = auto()
    WEEK = auto()
    MONTH = auto()
    BETWEEN = auto()


class RecordFilters(QWidget):
    """Says which records are wanted.

    Attributes:
        changed: others are wanted.
    """

    changed = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self._theme = theme
        self._today = today
        self._width_px = 0
        self.search = QLineEdit()
        self.search.setMaxLength(_LONGEST_SEARCH)
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(200)
        self._icon = self.search.addAction(
            button_icon("search", theme.look.secondary), QLineEdit.ActionPosition.LeadingPosition
        )
        self.days, self.documents, self.states = QComboBox(), QComboBox(), QComboBox()
        self.expired, self.corrected, self._clear = QPushButton(), QPushButton(), QPushButton()
        self._from, self._to = QDateEdit(), QDateEdit()
        self._from_word, self._to_word = PlainLabel(role="label"), PlainLabel(role="label")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self._lay_out()
        self._connect()
        Wording(self, self._say)

    def wanted(self) -> RecordFilter:
        """The records that are wanted."""
        first, last = self._span()
        return RecordFilter(
            search=self.search.text(),
            captured_from_s=None if first is None else day_begins_s(first),
            captured_before_s=None if last is None else day_begins_s(last + timedelta(days=1)),
            type=(None, *PermitType)[max(0, self.documents.currentIndex())],
            state=(None, *RecordState)[max(0, self.states.currentIndex())],
            expired_on=self._today() if self.expired.isChecked() else None,
            corrected=self.corrected.isChecked(),
        )

    def clear(self) -> None:
        """Wants all records again."""
        for widget in (self.search, self.days, self.documents, self.states, self.expired, self.corrected):
            widget.blockSignals(True)  # noqa: FBT003 - Qt's argument
        self.search.clear()
        for choice in (self.days, self.documents, self.states):
            choice.setCurrentIndex(0)
        for mark in (self.expired, self.corrected):
            mark.setChecked(False)
        for widget in (self.search, self.days, self.documents, self.states, self.expired, self.corrected):
            widget.blockSignals(False)  # noqa: FBT003 - as above
        self._tell()

    def fold(self, width_px: int) -> None:
        """Puts the filters below the search, and the marks below the choices, where they have no room beside them."""
        self._width_px = width_px
        self._fold()

    def _fold(self) -> None:
        marks_px = self._choices.minimumSize().width() + tokens.SPACE_8 + self._marks.minimumSize().width()
        search_px = self.search.minimumWidth() + tokens.SPACE_8 + marks_px
        self._line.setDirection(_direction(beside=search_px <= self._width_px))
        self._both.setDirection(_direction(beside=marks_px <= self._width_px))

    def _lay_out(self) -> None:
        for mark in (self.expired, self.corrected):
            mark.setCheckable(True)
            mark.setProperty("segment", "true")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(tokens.SPACE_8)
        self._line.addWidget(self.search, 1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(tokens.SPACE_8)
        self._choices, self._marks = QHBoxLayout(), QHBoxLayout()
        for part, widgets in (
            (self._choices, (self.days, self.documents, self.states)),
            (self._marks, (self.expired, self.corrected, self._clear)),
        ):
            part.setSpacing(tokens.SPACE_8)
            for widget in widgets:
                part.addWidget(widget)
            part.addStretch(0)
            self._both.addLayout(part)
        self._between = QWidget()
        second = QHBoxLayout(self._between)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(tokens.SPACE_8)
        today = self._today()
        for word, edit, day in (
            (self._from_word, self._from, today - timedelta(days=6)),
            (self._to_word, self._to, today),
        ):
            edit.setDisplayFormat("yyyy-MM-dd")
            edit.setMinimumWidth(152)
            edit.setFixedHeight(tokens.TARGET)
            edit.lineEdit().setTextMargins(tokens.SPACE_8, 0, 0, 0)
            edit.setDate(QDate(day.year, day.month, day.day))
            second.addWidget(word)
            second.addWidget(edit)
        second.addStretch(1)
        self._between.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        self._line.addLayout(self._both)
        column.addLayout(self._line)
        column.addWidget(self._between)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self._tell)
        for choice in (self.days, self.documents, self.states):
            choice.activated.connect(self._tell)
        for mark in (self.expired, self.corrected):
            mark.toggled.connect(self._tell)
        for edit in (self._from, self._to):
            edit.dateChanged.connect(self._typing.start)
        self._clear.clicked.connect(self.clear)
        self._theme.changed.connect(self._paint_icons)

    def _say(self) -> None:
        self.search.setPlaceholderText(self.tr("Number, name or a date") + "  Ctrl+F")
        self.search.setAccessibleName(self.tr("Search in the records"))
        for part in self.search.findChildren(QToolButton):  # the glass and the cross
            part.setAccessibleName(self.tr("Clear the search"))
        days = {
            Days.ANY: self.tr("Any day"),
            Days.TODAY: self.tr("Today"),
            Days.YESTERDAY: self.tr("Yesterday"),
            Days.WEEK: self.tr("7 days"),
            Days.MONTH: self.tr("30 days"),
            Days.BETWEEN: self.tr("Between …"),
        }
        _offer(self.days, self.tr("When"), [days[each] for each in Days])
        documents = [self.tr("Any document"), *(document_word(document) for document in PermitType)]
        _offer(self.documents, self.tr("Document"), documents)
        _offer(self.states, self.tr("State"), [self.tr("Any state"), *(state_word(state) for state in RecordState)])
        for button, text in (
            (self.expired, self.tr("Expired")),
            (self.corrected, self.tr("Corrected")),
            (self._clear, self.tr("Clear")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
        self._clear.setAccessibleName(self.tr("Clear search and filters"))
        for word, edit, text in (
            (self._from_word, self._from, self.tr("From")),
            (self._to_word, self._to, self.tr("to")),
        ):
            word.setText(text)
            edit.setAccessibleName(text)
            edit.lineEdit().setAccessibleName(text)
        self._enable()
        self._fold()

    def _tell(self) -> None:
        self._typing.stop()
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        self._between.setVisible(self._days() is Days.BETWEEN)
        self._clear.setEnabled(self.wanted() != RecordFilter())

    def _days(self) -> Days:
        return list(Days)[max(0, self.days.currentIndex())]

    def _span(self) -> tuple[date | None, date | None]:
        today = self._today()
        match self._days():
            case Days.TODAY:
                return today, today
            case Days.YESTERDAY:
                return today - timedelta(days=1), today - timedelta(days=1)
            case Days.WEEK:
                return today - timedelta(days=6), today
            case Days.MONTH:
                return today - timedelta(days=29), today
            case Days.BETWEEN:
                first, last = (_day(edit) for edit in (self._from, self._to))
                return min(first, last), max(first, last)
        return None, None

    def _paint_icons(self) -> None:
        self._icon.setIcon(button_icon("search", self._theme.look.secondary))


def _direction(*, beside: bool) -> QBoxLayout.Direction:
    return QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom


def _offer(choice: QComboBox, name: str, texts: Sequence[str]) -> None:
    """Fills a choice; what was chosen stays chosen."""
    chosen = max(0, choice.currentIndex())
    choice.clear()
    choice.addItems(list(texts))
    choice.setCurrentIndex(chosen)
    choice.setAccessibleName(name)
    choice.view().setAccessibleName(name)


def _day(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())
