"""Paints the cells of a table: one look-up and a few strokes each, so that scrolling stays smooth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from permit_desktop.ui import tokens
from permit_desktop.ui.cells import Cell, Tone
from permit_desktop.ui.icons import draw_icon
from permit_desktop.ui.keyed_table import KeyedTable
from permit_desktop.ui.theme import Theme

_ICON: Final = 16
_BAR: Final = 3
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Face:
    font: QFont
    metrics: QFontMetrics


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a `KeyedTable`, a row that is chosen, and a frame around the one that has the keyboard."""

    def __init__(self, theme: Theme, table: QTableView, model: KeyedTable[Any]) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table
        self._model = model
        self._faces: dict[Tone, _Face] = {}
        self._small = _face(table.font())
        self._take_look()
        theme.changed.connect(self._take_look)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draws one cell."""
        place, column = index.row(), index.column()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(area, self._selected)
            if column == 0:
                painter.fillRect(QRect(area.left(), area.top(), _BAR, area.height()), self._accent)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), self._hairline)
        self.paint_cell(painter, area, place, column)
        if self._table.hasFocus() and place == self._table.currentIndex().row():
            self._paint_frame(painter, area, column)

    def paint_cell(self, painter: QPainter, area: QRect, place: int, column: int) -> None:
        """Draws what is in the cell."""
        cell = self._model.cell(place, column)
        left = area.left() + tokens.SPACE_8
        width = area.width() - 2 * tokens.SPACE_8
        ink = self._ink(cell)
        if cell.icon:
            top = area.top() + (area.height() - _ICON) // 2
            draw_icon(painter, cell.icon, ink, QRectF(left, top, _ICON, _ICON))
            left += _ICON + tokens.SPACE_8
            width -= _ICON + tokens.SPACE_8
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

    def _paint_frame(self, painter: QPainter, area: QRect, column: int) -> None:
        ring = tokens.FOCUS_RING
        header = self._table.horizontalHeader()
        visual = header.visualIndex(column)
        lines = [
            (area.left(), area.top(), area.width(), ring),
            (area.left(), area.bottom() + 1 - ring, area.width(), ring),
        ]
        if visual == 0:
            lines.append((area.left(), area.top(), ring, area.height()))
        if header.logicalIndexAt(header.viewport().width() - 1) in (column, -1):
            lines.append((area.right() + 1 - ring, area.top(), ring, area.height()))
        for line in lines:
            painter.fillRect(QRect(*line), self._accent)

    def _take_look(self) -> None:
        look = self._theme.look
        self._selected, self._accent = QColor(look.selected), QColor(look.accent)
        self._hairline, self._secondary = QColor(look.hairline), QColor(look.secondary)
        ordinary = _face(self._table.font())
        small = QFont(self._table.font())
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
    if text:
        painter.setFont(face.font)
        painter.drawText(at, face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
