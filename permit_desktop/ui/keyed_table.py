"""A table whose rows have keys: it takes a new list of them and tells its views only what is different."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from permit_desktop.ui.cells import Cell
from permit_desktop.ui.plain_text import plain_tooltip

KEY_ROLE: Final = Qt.ItemDataRole.UserRole
SORT_ROLE: Final = Qt.ItemDataRole.UserRole + 1

_MOST_RUNS: Final = 40
"""With more places at which rows come or go a view is quicker when it begins anew."""
_SAID: Final = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole})
_NO_PARENT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class Keyed(Protocol):
    """A row."""

    @property
    def key(self) -> int:
        """Names the row for ever."""


_Row = TypeVar("_Row", bound=Keyed)


class KeyedTable(QAbstractTableModel, Generic[_Row]):
    """Rows of one kind, sorted by a column.

    A row's cells are made when they are first shown and kept until the row is another one; showing them costs no more
    than a look-up, so that a list of ten thousand is there at once and scrolls smoothly.
    """

    def __init__(self, *, sort_column: int, sort_order: Qt.SortOrder) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._keys: list[int] = []
        self._made: dict[int, tuple[Cell, ...]] = {}
        self._heads: tuple[str, ...] = ()
        self._sort_column = sort_column
        self._sort_order = sort_order

    @abstractmethod
    def make_cells(self, row: _Row) -> tuple[Cell, ...]:
        """The cells of a row; plain and bounded, whatever the row holds."""

    @abstractmethod
    def sort_key(self, column: int) -> Callable[[_Row], Any]:
        """What gives the value that a column is sorted by: a native one of one type, or None, which comes first."""

    def set_heads(self, heads: Sequence[str]) -> None:
        """Names the columns; the cells are made anew, for their words may be others too."""
        self._heads = tuple(heads)
        self.forget_cells()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(heads) - 1)

    def forget_cells(self) -> None:
        """All cells are to be made anew."""
        self._made.clear()
        self._tell_changed(range(len(self._rows)))

    def show_rows(self, rows: Iterable[_Row]) -> None:
        """Shows these rows, each key once, in place of those before."""
        wanted = self._sorted(rows)
        keys = [row.key for row in wanted]
        if keys == self._keys:
            self._replace(wanted)
            return
        by_key = dict(zip(keys, wanted, strict=True))
        if len(by_key) != len(wanted):
            raise ValueError("two rows have the same key")
        held = set(self._keys)
        leaving = [place for place, key in enumerate(self._keys) if key not in by_key]
        coming = [place for place, key in enumerate(keys) if key not in held]
        if _run_count(leaving) + _run_count(coming) > _MOST_RUNS:
            self.beginResetModel()
            self._rows, self._keys = wanted, keys
            self._made.clear()
            self.endResetModel()
            return
        self._remove(leaving)
        self._reorder([key for key in keys if key in held])
        self._replace([by_key[key] for key in self._keys])
        self._insert(coming, wanted)

    def keys(self) -> list[int]:
        """The rows' keys from top to bottom."""
        return list(self._keys)

    def rows(self) -> Sequence[_Row]:
        """The rows from top to bottom."""
        return self._rows

    def row(self, place: int) -> _Row:
        """The row at a place."""
        return self._rows[place]

    def place(self, key: int) -> int | None:
        """Where a row stands; None where it does not."""
        return self._keys.index(key) if key in self._keys else None

    def cell(self, place: int, column: int) -> Cell:
        """One cell."""
        key = self._keys[place]
        cells = self._made.get(key)
        if cells is None:
            cells = self._made[key] = self.make_cells(self._rows[place])
        return cells[column]

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text, its tooltip, what a screen reader says of it, its row's key, or what it is sorted by."""
        place, column = index.row(), index.column()
        if not (index.isValid() and 0 <= place < len(self._rows)):
            return None
        if role == KEY_ROLE:
            return self._keys[place]
        if role == SORT_ROLE:
            return self.sort_key(column)(self._rows[place])
        return _said(self.cell(place, column), role) if role in _SAID else None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; rows with equal values keep their order."""
        self._sort_column, self._sort_order = column, order
        self._reorder([row.key for row in self._sorted(self._rows)])

    def _sorted(self, rows: Iterable[_Row]) -> list[_Row]:
        value = self.sort_key(self._sort_column)
        known: list[_Row] = []
        unknown: list[_Row] = []
        for row in rows:
            (unknown if value(row) is None else known).append(row)
        down = self._sort_order is Qt.SortOrder.DescendingOrder
        known.sort(key=value, reverse=down)
        return known + unknown if down else unknown + known

    def _remove(self, places: list[int]) -> None:
        for first, last in reversed(list(_runs(places))):
            self.beginRemoveRows(_NO_PARENT, first, last)
            for key in self._keys[first : last + 1]:
                self._made.pop(key, None)
            del self._rows[first : last + 1], self._keys[first : last + 1]
            self.endRemoveRows()

    def _reorder(self, keys: list[int]) -> None:
        if keys == self._keys:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self._keys[index.row()] for index in before]
        by_key = dict(zip(self._keys, self._rows, strict=True))
        self._rows, self._keys = [by_key[key] for key in keys], keys
        places = {key: place for place, key in enumerate(keys)}
        after = [self.index(places[key], index.column()) for key, index in zip(held, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _replace(self, wanted: list[_Row]) -> None:
        """Takes rows in place of those with the same keys."""
        changed = [place for place, (before, now) in enumerate(zip(self._rows, wanted, strict=True)) if before != now]
        for place in changed:
            self._rows[place] = wanted[place]
            self._made.pop(self._keys[place], None)
        self._tell_changed(changed)

    def _insert(self, places: list[int], wanted: list[_Row]) -> None:
        for first, last in _runs(places):
            self.beginInsertRows(_NO_PARENT, first, last)
            self._rows[first:first] = wanted[first : last + 1]
            self._keys[first:first] = [row.key for row in wanted[first : last + 1]]
            self.endInsertRows()

    def _tell_changed(self, places: Iterable[int], columns: tuple[int, int] | None = None) -> None:
        left, right = columns or (0, len(self._heads) - 1)
        for first, last in _runs(places):
            self.dataChanged.emit(self.index(first, left), self.index(last, right))


def _said(cell: Cell, role: int) -> str:
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tooltip(cell.full)
    return cell.text if role == Qt.ItemDataRole.DisplayRole else cell.spoken


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending places as runs of neighbours, each by its first and last."""
    first = last = None
    for place in places:
        if first is None or last is None:
            first = place
        elif place != last + 1:
            yield first, last
            first = place
        last = place
    if first is not None and last is not None:
        yield first, last


def _run_count(places: list[int]) -> int:
    return sum(later != earlier + 1 for earlier, later in pairwise(places)) + bool(places)
