from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.modeltest import ModelTester

from permit_desktop.ui.cells import Cell
from permit_desktop.ui.keyed_table import KEY_ROLE, SORT_ROLE, KeyedTable

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True)
class Row:
    key: int
    name: str | None


class Table(KeyedTable[Row]):
    def __init__(self) -> None:
        super().__init__(sort_column=0, sort_order=ASCENDING)
        self.made = 0
        self.set_heads(["key", "name"])

    def make_cells(self, row: Row) -> tuple[Cell, ...]:
        self.made += 1
        return Cell(str(row.key)), Cell(row.name or "")

    def sort_key(self, column: int) -> Callable[[Row], object]:
        return attrgetter(("key", "name")[column])


def rows(*pairs: tuple[int, str | None]) -> list[Row]:
    return [Row(*pair) for pair in pairs]


def shown(table: Table) -> list[tuple[str, str]]:
    return [(str(table.index(place, 0).data()), str(table.index(place, 1).data())) for place in range(table.rowCount())]


some_rows = st.dictionaries(st.integers(0, 30), st.none() | st.sampled_from("abc"), max_size=12).map(
    lambda told: rows(*told.items())
)


@given(st.lists(some_rows | st.tuples(st.sampled_from([0, 1]), st.booleans()), max_size=8))
def test_whatever_comes_and_goes_the_model_keeps_its_promises_and_marks_stay_at_their_rows(steps: list[object]) -> None:
    table = Table()
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    marks: dict[int, QPersistentModelIndex] = {}
    last: list[Row] = []
    column, order = 0, ASCENDING
    for step in steps:
        if isinstance(step, tuple):
            column, order = step[0], DESCENDING if step[1] else ASCENDING
            table.sort(column, order)
        elif isinstance(step, list):
            last = step
            table.show_rows(step)
        keys = table.keys()
        assert sorted(keys) == sorted(row.key for row in last)
        assert {row.key: row for row in last} == {row.key: row for row in table.rows()}
        values = [(row is not None, row) for row in (table.index(p, column).data(SORT_ROLE) for p in range(len(keys)))]
        assert values == sorted(values, reverse=order is DESCENDING)
        assert shown(table) == [(str(row.key), row.name or "") for row in table.rows()]
        for key, mark in marks.items():
            assert not mark.isValid() or mark.data(KEY_ROLE) == key
        marks |= {key: QPersistentModelIndex(table.index(place, 1)) for place, key in enumerate(keys)}
    del tester


def test_the_model_tester_has_nothing_to_say(qtmodeltester: ModelTester) -> None:
    table = Table()
    table.show_rows(rows((1, "a"), (2, "b"), (3, None)))
    qtmodeltester.check(table)  # type: ignore[no-untyped-call] # pytest-qt has no types here
    table.show_rows(rows((3, "c"), (4, "d"), (1, "a")))
    table.sort(1, DESCENDING)
    table.show_rows([])
    qtmodeltester.check(table)  # type: ignore[no-untyped-call] # pytest-qt has no types here


def test_only_what_is_different_is_told() -> None:
    table = Table()
    table.show_rows(rows(*((key, "a") for key in range(100))))
    changed, resets = QSignalSpy(table.dataChanged), QSignalSpy(table.modelReset)
    inserted, removed = QSignalSpy(table.rowsInserted), QSignalSpy(table.rowsRemoved)

    table.show_rows(rows(*((key, "b" if key in (7, 8, 50) else "a") for key in range(2, 101))))

    assert [(changed.at(at)[0].row(), changed.at(at)[1].row()) for at in range(changed.count())] == [(5, 6), (48, 48)]
    assert (inserted.count(), removed.count(), resets.count()) == (1, 1, 0)


def test_the_same_rows_again_are_told_to_nobody() -> None:
    table = Table()
    table.show_rows(rows((1, "a"), (2, "b")))
    spies = [QSignalSpy(signal) for signal in (table.dataChanged, table.layoutChanged, table.modelReset)]
    table.show_rows(rows((2, "b"), (1, "a")))
    assert [spy.count() for spy in spies] == [0, 0, 0]


def test_where_nearly_everything_is_another_the_model_begins_anew() -> None:
    table = Table()
    table.show_rows(rows(*((key, "a") for key in range(400))))
    resets = QSignalSpy(table.modelReset)
    table.show_rows(rows(*((key, "a") for key in range(1, 400, 2))))
    assert resets.count() == 1
    assert table.keys() == list(range(1, 400, 2))


def test_cells_are_made_once_and_only_those_that_are_looked_at() -> None:
    table = Table()
    table.show_rows(rows(*((key, "a") for key in range(1000))))
    assert table.made == 0
    for _ in range(3):
        table.index(5, 0).data()
        table.index(5, 1).data()
    assert table.made == 1


def test_two_rows_with_one_key_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="same key"):
        Table().show_rows(rows((1, "a"), (1, "b")))


def test_an_index_of_nothing_has_nothing_to_say() -> None:
    table = Table()
    assert table.data(QModelIndex()) is None
    assert table.rowCount(QModelIndex()) == 0


@given(st.text(max_size=2000))
def test_a_tooltip_shows_a_text_from_outside_as_it_is(text: str) -> None:
    class Told(Table):
        def make_cells(self, row: Row) -> tuple[Cell, ...]:
            return Cell("short", full=row.name or ""), Cell("")

    table = Told()
    table.show_rows([Row(1, text)])
    tip = str(table.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert not tip or (tip.startswith("<p>") and tip.endswith("</p>") and "<" not in tip[3:-4])
    assert len(tip) < 4000
