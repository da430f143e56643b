"""Paints the rows of a table: one look-up and a few strokes a cell, so that scrolling stays smooth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from permit_desktop.ui import tokens
from permit_desktop.ui.cells import Cell, Tone
from permit_desktop.ui.icons import draw_icon
from permit_desktop.ui.keyed_table import KeyedTable
from permit_desktop.ui.theme import Theme

_ICON: Final = 16
_BAR: Final = 3


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A column that is in view, and where."""

    column: int
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class _Face:
    font: QFont
    metrics: QFontMetrics


class RowPainter(QObject):
    """Paints rows of a `KeyedTable`: the cells, what is chosen, and a frame around the row that has the keyboard."""

    def __init__(self, theme: Theme, model: KeyedTable[Any], like: QWidget) -> None:
        """Args: like: a widget whose font is that of ordinary cells."""
        super().__init__(like)
        self._theme = theme
        self._model = model
        self._like = like
        self._faces: dict[Tone, _Face] = {}
        self._small = _face(like.font())
        self._take_look()
        theme.changed.connect(self._take_look)

    def paint_ground(self, painter: QPainter, area: QRect) -> None:
        """Draws what is below the rows, and beside them."""
        painter.fillRect(area, self._surface)

    def paint_row(
        self, painter: QPainter, area: QRect, place: int, columns: Sequence[ColumnPlace], *, chosen: bool, framed: bool
    ) -> None:
        """Draws one row.

        Args:
            area: the row's, as wide as the table.
            chosen: whether it is one of those that a button would work on.
            framed: whether it has the keyboard.
        """
        if chosen:
            painter.fillRect(area, self._selected)
            # Where nothing is told by fills, the bar alone tells it, and is broader.
            bar = 2 * _BAR if self._theme.look.borders_tell else _BAR
            painter.fillRect(QRect(area.left(), area.top(), bar, area.height()), self._accent)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), self._hairline)
        for each in columns:
            self.paint_cell(painter, QRect(each.left, area.top(), each.width, area.height()), place, each.column)
        if framed:
            self._paint_frame(painter, area)

    def paint_cell(self, painter: QPainter, area: QRect, place: int, column: int) -> None:
        """Draws what is in a cell."""
        cell = self._model.cell(place, column)
        if not cell.text:
            return
        left = area.left() + tokens.SPACE_8
        width = area.width() - 2 * tokens.SPACE_8
        ink = self._ink(cell)
        middle = area.top() + (area.height() - _ICON) // 2
        if cell.icon:
            draw_icon(painter, cell.icon, ink, QRectF(left, middle, _ICON, _ICON))
            left += _ICON + tokens.SPACE_8
            width -= _ICON + tokens.SPACE_8
        if cell.mark:
            width -= _ICON + tokens.SPACE_8
            draw_icon(painter, cell.mark, ink, QRectF(left + width + tokens.SPACE_8, middle, _ICON, _ICON))
        face, line = self._faces[cell.tone], self._faces[Tone.ORDINARY].metrics
        below = self._small.metrics
        height = line.height() + (below.height() if cell.detail else 0)
        top = area.top() + (area.height() - 1 - height) // 2
        painter.setPen(QColor(ink))
        _write(painter, QPoint(left, top + line.ascent()), width, cell.text, face)
        if cell.detail:
            painter.setPen(self._secondary)
            _write(painter, QPoint(left, top + line.height() + below.ascent()), width, cell.detail, self._small)

    def _ink(self, cell: Cell) -> str:
        look = self._theme.look
        if cell.band is not None:
            return look.band(cell.band).text
        return look.secondary if cell.tone is Tone.SECONDARY else look.text

    def _paint_frame(self, painter: QPainter, area: QRect) -> None:
        ring = tokens.FOCUS_RING
        right, bottom = area.right() + 1 - ring, area.bottom() + 1 - ring
        for line in (
            QRect(area.left(), area.top(), area.width(), ring),
            QRect(area.left(), bottom, area.width(), ring),
            QRect(area.left(), area.top(), ring, area.height()),
            QRect(right, area.top(), ring, area.height()),
        ):
            painter.fillRect(line, self._accent)

    def _take_look(self) -> None:
        look = self._theme.look
        self._surface = QColor(look.surface)
        self._selected, self._accent = QColor(look.selected), QColor(look.accent)
        self._hairline, self._secondary = QColor(look.hairline), QColor(look.secondary)
        ordinary = _face(self._like.font())
        small = QFont(self._like.font())
        small.setPixelSize(tokens.SECONDARY_TEXT)
        self._small = _face(small)
        self._faces = {
            Tone.ORDINARY: ordinary,
            Tone.SECONDARY: ordinary,
            Tone.CODED: _face(self._theme.coded_font),
        }


def _face(font: QFont) -> _Face:
    return _Face(font, QFontMetrics(font))


def _write(painter: QPainter, at: QPoint, width: int, text: str, face: _Face) -> None:
    """Writes on a line whatever the face, so that Latin, Chinese and coded texts share it."""
    painter.setFont(face.font)
    painter.drawText(at, face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
