"""A table that is worked by keys: rows are chosen as wholes, and letters belong to the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QStyleOptionHeader, QTableView

from permit_desktop.ui.keyed_table import KEY_ROLE, KeyedTable
from permit_desktop.ui.row_painter import ColumnPlace, RowPainter
from permit_desktop.ui.wording import Wording

_OPENING: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MOVING: Final = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
_Index = QModelIndex | QPersistentModelIndex


class Table(QTableView):
    """Shows a `KeyedTable`.

    Attributes:
        opened(int): Enter or a double click on the row with this key.
        chosen: other rows are chosen.
    """

    opened = Signal(int)
    chosen = Signal()

    def __init__(self, model: KeyedTable[Any], *, row_height: int) -> None:
        super().__init__()
        self.setModel(model)
        self._keyed = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(row_height)
        rows.setDefaultSectionSize(row_height)
        columns = _Heads(self)
        self.setHorizontalHeader(columns)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(True)
        columns.setSortIndicatorShown(True)
        columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows: RowPainter | None = None
        self.doubleClicked.connect(self._open)
        Wording(self, self._name_corner)

    def _name_corner(self) -> None:
        """Never seen, but in the tree that screen readers walk."""
        for corner in self.findChildren(QAbstractButton):
            corner.setAccessibleName(self.tr("All rows"))

    def paint_with(self, rows: RowPainter) -> None:
        """Says what paints the rows."""
        self._rows = rows
        # Every pixel is painted, so that what stays in view while it is scrolled is moved and not painted anew.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_widths(self, widths: Iterable[int | None]) -> None:
        """Sets the columns' widths in pixels; the one without takes what is left."""
        header = self.horizontalHeader()
        for column, width in enumerate(widths):
            stretches = width is None
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
            )
            if width is not None:
                header.resizeSection(column, width)

    def chosen_rows(self) -> list[Any]:
        """The chosen rows of the model, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._keyed.row(place) for place in places]

    def chosen_keys(self) -> list[int]:
        """The keys of the chosen rows, from top to bottom."""
        return [row.key for row in self.chosen_rows()]

    @property
    def chosen_count(self) -> int:
        """How many rows are chosen; counted by runs of them, as all ten thousand may be."""
        runs = self.selectionModel().selection()
        return sum(runs.at(number).height() for number in range(runs.count()))

    def choose(self, keys: Iterable[int]) -> None:
        """Chooses the rows with these keys, as far as they are there; the first one gets the keyboard."""
        places = [place for key in keys if (place := self._keyed.place(key)) is not None]
        selection = QItemSelection()
        for place in places:
            selection.select(self._keyed.index(place, 0), self._keyed.index(place, 0))
        flags = QItemSelectionModel.SelectionFlag
        if places:
            self.selectionModel().setCurrentIndex(self._keyed.index(places[0], 0), flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)

    def current_key(self) -> int | None:
        """The key of the row that has the keyboard."""
        index = self.currentIndex()
        return None if not index.isValid() else int(index.data(KEY_ROLE))

    def places_in_view(self) -> range:
        """The places of the rows that are on the screen."""
        return self._places_in(self.viewport().rect())

    def _places_in(self, area: QRect) -> range:
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self._keyed.rowCount() - 1) + 1)

    def _columns_in(self, area: QRect) -> list[ColumnPlace]:
        header = self.horizontalHeader()
        places = (
            ColumnPlace(column, header.sectionViewportPosition(column), header.sectionSize(column))
            for column in range(header.count())
            if not header.isSectionHidden(column)
        )
        return [each for each in places if each.left <= area.right() and each.left + each.width > area.left()]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Moves and chooses; opens with Enter; leaves everything else to the page."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in _OPENING:
            self._open(self.currentIndex())
        elif key in _MOVING or (key is Qt.Key.Key_A and modifiers == Qt.KeyboardModifier.ControlModifier):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints the rows at one go.

        Qt would call a delegate for each cell; every such call waits for the interpreter, which other threads use too:
        a hundred short waits are a stutter.
        """
        if self._rows is None:
            return
        # Not what is around all of it: two rows far apart are not those between them.
        exposed = list(cast("Iterable[QRect]", event.region()))  # Qt's stubs leave out that it can be looped over
        places = sorted({place for area in exposed for place in self._places_in(area)})
        columns = self._columns_in(event.rect())
        width = self.viewport().width()
        chosen, framed = self.selectionModel(), self.currentIndex().row() if self.hasFocus() else -1
        with QPainter(self.viewport()) as painter:
            for area in exposed:
                self._rows.paint_ground(painter, area)
            for place in places:
                row = QRect(0, self.rowViewportPosition(place), width, self.rowHeight(place))
                is_chosen = chosen.isRowSelected(place, QModelIndex())
                self._rows.paint_row(painter, row, place, columns, chosen=is_chosen, framed=place == framed)

    def verticalScrollbarValueChanged(self, _value: int) -> None:  # noqa: N802 - Qt's name
        """Nothing: rows look the same under the mouse.

        Qt would ask the window system where the mouse is, wait for its answer at every turn of the wheel, and paint the
        rows that came below it and that left it.
        """

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 - Qt's name
        """Paints the frame around the row that has the keyboard."""
        super().currentChanged(current, previous)
        for index in (current, previous):
            if index.isValid():
                top, height = self.rowViewportPosition(index.row()), self.rowHeight(index.row())
                self.viewport().update(0, top, self.viewport().width(), height)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 - Qt's name
        """Tells the page."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def key_at(self, point: QPoint) -> int | None:
        """The key of the row under a point of the viewport."""
        index = self.indexAt(point)
        return int(index.data(KEY_ROLE)) if index.isValid() else None

    def _open(self, index: _Index) -> None:
        if index.isValid():
            self.opened.emit(int(index.data(KEY_ROLE)))


class _Heads(QHeaderView):
    """The columns' names, with an arrow that points up where the least is on top, as in most programs but Qt's."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logical_index: int) -> None:  # noqa: N802 - Qt's name
        """Turns the arrow round."""
        super().initStyleOptionForIndex(option, logical_index)
        option.sortIndicator = _TURNED[option.sortIndicator]


_TURNED: Final = {
    QStyleOptionHeader.SortIndicator.None_: QStyleOptionHeader.SortIndicator.None_,
    QStyleOptionHeader.SortIndicator.SortUp: QStyleOptionHeader.SortIndicator.SortDown,
    QStyleOptionHeader.SortIndicator.SortDown: QStyleOptionHeader.SortIndicator.SortUp,
}
