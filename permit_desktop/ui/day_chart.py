"""The day at the counter as a picture: what was scanned in each hour, by how sure it was, and what waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.ui import tokens
from permit_desktop.ui.band_chip import band_word
from permit_desktop.ui.theme import Theme
from permit_desktop.vault.day import Day, HourFigures

USUAL_HOURS: Final = range(8, 18)
"""The chart begins no later and ends no earlier."""

_LEAST_TOP: Final = 4
"""A day with one permit is no chart of a single tall bar."""
_WIDEST_BAR: Final = 28
_PATTERNS: Final = {
    Band.HIGH: Qt.BrushStyle.SolidPattern,
    Band.MEDIUM: Qt.BrushStyle.BDiagPattern,
    Band.LOW: Qt.BrushStyle.DiagCrossPattern,
}
"""Bands are told apart by pattern as well as by colour; what waits is an empty frame."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: a band, or what waits."""

    band: Band | None
    count: int


def parts(hour: HourFigures) -> tuple[Part, ...]:
    """A bar from the ground up; parts of nothing are left out."""
    all_parts = (*(Part(band, hour.in_band(band)) for band in Band), Part(None, hour.waiting))
    return tuple(part for part in all_parts if part.count)


def part_word(band: Band | None) -> str:
    """What a part stands for, in the person's language."""
    return QCoreApplication.translate("Day", "Waiting") if band is None else band_word(band)


def paint_part(painter: QPainter, theme: Theme, band: Band | None, area: QRectF) -> None:
    """Fills an area as the chart and its legend do."""
    colour = QColor(theme.look.secondary if band is None else theme.look.band(band).text)
    if band is None:
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(QPen(colour, 1))
        painter.setBrush(QBrush(colour, _PATTERNS[band]))
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


class DayChart(QWidget):
    """A bar an hour. The same stands in words in its accessible description."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._day = Day()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(176)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wider than high."""
        return QSize(360, 176)

    def show_day(self, day: Day) -> None:
        """Shows a day."""
        if day != self._day:
            self._day = day
            self.setAccessibleDescription(self.in_words())
            self.update()

    def in_words(self) -> str:
        """The chart as a text: hour by hour."""
        say = QCoreApplication.translate
        sentence = say("Day", "{hour} to {next}: {count} scanned ({parts})")
        return "; ".join(
            sentence.format(
                hour=f"{hour.hour:02}:00",
                next=f"{hour.hour + 1:02}:00",
                count=hour.scanned,
                parts=", ".join(f"{part_word(part.band)} {part.count}" for part in parts(hour)),
            )
            for hour in self._day.hours
        )

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draws it in the colours of the look."""
        with QPainter(self) as painter:
            font = self.font()
            font.setPixelSize(tokens.SECONDARY_TEXT)
            painter.setFont(font)
            metrics = QFontMetricsF(font)
            hours = {hour.hour: hour for hour in self._day.hours}
            first = min((*hours, USUAL_HOURS.start))
            last = max((*hours, USUAL_HOURS.stop - 1))
            top = _round_top(max((hour.scanned for hour in hours.values()), default=0))
            left = metrics.horizontalAdvance(str(top)) + tokens.SPACE_8
            ground = self.height() - metrics.height() - tokens.SPACE_4
            field = QRectF(left, metrics.height() / 2, self.width() - left, ground - metrics.height() / 2)
            self._paint_scale(painter, field, top, metrics)
            step = field.width() / (last - first + 1)
            for place, hour in enumerate(range(first, last + 1)):
                middle = field.left() + (place + 0.5) * step
                self._paint_hour(painter, middle, hour, step, metrics)
                if hour in hours:
                    width = min(step - tokens.SPACE_8, _WIDEST_BAR)
                    bar = QRectF(middle - width / 2, field.top(), width, field.height())
                    self._paint_bar(painter, bar, hours[hour], top)

    def _paint_scale(self, painter: QPainter, field: QRectF, top: int, metrics: QFontMetricsF) -> None:
        look = self._theme.look
        for count in (0, top // 2, top):
            height = field.bottom() - field.height() * count / top
            painter.setPen(QColor(look.hairline))
            painter.drawLine(round(field.left()), round(height), round(field.right()), round(height))
            painter.setPen(QColor(look.secondary))
            room = QRectF(0, height - metrics.height() / 2, field.left() - tokens.SPACE_8, metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count))

    def _paint_hour(self, painter: QPainter, middle: float, hour: int, step: float, metrics: QFontMetricsF) -> None:
        if hour % 2 and step < 2 * metrics.horizontalAdvance("00"):
            return
        painter.setPen(QColor(self._theme.look.secondary))
        room = QRectF(middle - 20, self.height() - metrics.height(), 40, metrics.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, f"{hour % 24:02}")

    def _paint_bar(self, painter: QPainter, room: QRectF, hour: HourFigures, top: int) -> None:
        ground = room.bottom()
        for part in parts(hour):
            height = room.height() * part.count / top
            area = QRectF(round(room.left()), round(ground - height), round(room.width()), max(2, round(height)))
            painter.fillRect(area, QColor(self._theme.look.surface))
            paint_part(painter, self._theme, part.band, area)
            ground -= height


def _round_top(count: int) -> int:
    """The least of 4, 6, 10, 20, 40, 60, 100, 200 and so on that no bar exceeds; its half is a whole number."""
    steps: Iterator[int] = (step * int(10**power) for power in range(9) for step in (2, 4, 6, 10))
    return next((top for top in steps if top >= max(count, _LEAST_TOP)), count)
