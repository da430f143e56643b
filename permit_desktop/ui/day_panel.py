"""The day in words and as a chart."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.ui import tokens
from permit_desktop.ui.day_chart import DayChart, paint_part, part_word
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording
from permit_desktop.vault.day import Day

_PARTS = (*Band, None)


class DayPanel(QFrame):
    """How many were scanned, how sure they were, how many wait; hour by hour below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("panel", "true")
        self._day = Day()
        self._on: date | None = None
        self.chart = DayChart(theme)
        self._title = PlainLabel(role="heading")
        self._date = PlainLabel(role="label")
        self._scanned = PlainLabel(role="title")
        self._scanned_word = PlainLabel(role="label")
        self._counts = {part: PlainLabel(role="value") for part in _PARTS}
        self._words = {part: PlainLabel(role="label") for part in _PARTS}
        heading = QHBoxLayout()
        heading.addWidget(self._title)
        heading.addStretch(1)
        heading.addWidget(self._date)
        total = QHBoxLayout()
        total.setSpacing(tokens.SPACE_8)
        total.addWidget(self._scanned, 0, Qt.AlignmentFlag.AlignBaseline)
        total.addWidget(self._scanned_word, 0, Qt.AlignmentFlag.AlignBaseline)
        total.addStretch(1)
        self._legend = PlainLabel(role="label")
        legend = QGridLayout()
        legend.setHorizontalSpacing(tokens.SPACE_8)
        legend.setVerticalSpacing(tokens.SPACE_4)
        for line, part in enumerate(_PARTS):
            legend.addWidget(_Swatch(theme, part), line, 0)
            legend.addWidget(self._words[part], line, 1)
            legend.addWidget(self._counts[part], line, 2, Qt.AlignmentFlag.AlignRight)
        legend.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16)
        column.setSpacing(tokens.SPACE_12)
        column.addLayout(heading)
        column.addLayout(total)
        column.addWidget(self.chart)
        column.addWidget(self._legend)
        column.addLayout(legend)
        column.addStretch(1)
        Wording(self, self._say)

    def show_day(self, day: Day, on: date) -> None:
        """Shows the figures of a day."""
        if (day, on) != (self._day, self._on):
            self._day, self._on = day, on
            self.chart.show_day(day)
            self._say()

    def _say(self) -> None:
        day = self._day
        self._title.setText(self.tr("Today"))
        self._date.setText(f"{self._on:%Y-%m-%d}" if self._on is not None else "")
        self._scanned.setText(str(day.scanned))
        self._scanned_word.setText(self.tr("permits scanned"))
        spoken = [self.tr("{count} permits scanned today").format(count=day.scanned)]
        self._legend.setText(self.tr("By the least sure field of each"))
        for part in _PARTS:
            count = day.waiting if part is None else day.in_band(part)
            self._words[part].setText(part_word(part))
            self._counts[part].setText(str(count))
            spoken.append(f"{part_word(part)}: {count}")
        self.setAccessibleName(", ".join(spoken))
        self.chart.setAccessibleName(self.tr("Scanned permits, hour by hour"))
        self.chart.setAccessibleDescription(self.chart.in_words())


class _Swatch(QWidget):
    """A part's colour and pattern."""

    def __init__(self, theme: Theme, part: Band | None) -> None:
        super().__init__()
        self._theme = theme
        self._part = part
        self.setFixedSize(16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            paint_part(painter, self._theme, self._part, QRectF(2, 2, 12, 12))
