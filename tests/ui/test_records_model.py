from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester

from permit_desktop.domain.bands import Band
from permit_desktop.ui.keyed_table import SORT_ROLE
from permit_desktop.ui.records_model import Column, RecordsModel
from permit_desktop.vault.record_row import RecordState
from tests.ui.records import TODAY, row, rows


@pytest.fixture
def model(qapp: object) -> RecordsModel:
    assert qapp is not None
    return RecordsModel(lambda: TODAY)


def texts(model: RecordsModel, place: int = 0) -> list[str]:
    return [str(model.index(place, column).data()) for column in Column]


def test_the_model_tester_has_nothing_to_say(model: RecordsModel, qtmodeltester: ModelTester) -> None:
    model.show_rows(rows(30))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt has no types here
    model.show_rows([*rows(33)][:20])
    model.set_shown(shown=True)
    for column in Column:
        model.sort(column, Qt.SortOrder.AscendingOrder)
    model.show_rows(())


def test_values_are_masked_until_they_are_to_be_shown(model: RecordsModel) -> None:
    model.show_rows([row(1)])
    assert texts(model)[1:5] == ["C••••••01", "石••", "1981.••.••", "2029.07.29"]
    model.set_shown(shown=True)
    assert texts(model)[1:5] == ["CB3273201", "石生頔", "1981.08.03", "2029.07.29"]
    model.set_shown(shown=False)
    assert texts(model)[1] == "C••••••01"


def test_masked_values_are_told_to_screen_readers_masked_as_well(model: RecordsModel) -> None:
    model.show_rows([row(1)])
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        told = " ".join(str(model.index(0, column).data(role)) for column in Column)
        assert "CB3273201" not in told
        assert "生頔" not in told
        assert "08.03" not in told


def test_showing_tells_only_of_the_columns_that_were_masked(model: RecordsModel) -> None:
    model.show_rows(rows(1000))
    changed = QSignalSpy(model.dataChanged)
    model.set_shown(shown=True)
    assert changed.count() == 1
    first, last = changed.at(0)[:2]
    assert (first.column(), last.column(), first.row(), last.row()) == (Column.NUMBER, Column.BORN, 0, 999)


def test_a_validity_that_is_over_is_told_by_icon_colour_and_word(model: RecordsModel) -> None:
    model.show_rows([row(1, valid_until="2026.11.22"), row(2, valid_until="2026.11.23"), row(3, valid_until="?")])
    cells = {key: model.cell(place, Column.UNTIL) for place, key in enumerate(model.keys())}
    assert (cells[1].icon, cells[1].band, cells[1].spoken) == ("band-low", Band.LOW, "expired on 2026.11.22")
    assert [(cells[key].icon, cells[key].band) for key in (2, 3)] == [("", None), ("", None)]


def test_every_state_has_a_word_and_corrections_are_said(model: RecordsModel) -> None:
    model.show_rows([row(number, state=state) for number, state in enumerate(RecordState)])
    assert len({texts(model, place)[Column.STATE] for place in range(model.rowCount())}) == len(RecordState)
    model.show_rows([row(1, corrected=True)])
    cell = model.cell(0, Column.STATE)
    assert (cell.text, cell.mark, cell.spoken) == ("Reviewed", "edited", "Reviewed · corrected")
    assert "corrected" in model.index(0, Column.STATE).data(Qt.ItemDataRole.ToolTipRole)


def test_the_newest_stand_first_and_columns_are_sorted_by_their_values(model: RecordsModel) -> None:
    model.show_rows([row(1, number="C2"), row(2, number=None), row(3, number="C10")])
    assert model.keys() == [3, 2, 1]
    model.sort(Column.NUMBER, Qt.SortOrder.AscendingOrder)
    assert [model.index(place, Column.NUMBER).data(SORT_ROLE) for place in range(3)] == [None, "C10", "C2"]
    model.sort(Column.SCANNED, Qt.SortOrder.AscendingOrder)
    assert model.keys() == [1, 2, 3]


def test_ten_thousand_records_cost_nothing_before_they_are_looked_at(model: RecordsModel) -> None:
    model.show_rows(rows(10_000))
    assert model.rowCount() == 10_000
    assert not model._made  # noqa: SLF001 - cells come into being when they are painted
    assert model.row(0).created_at_s == max(each.created_at_s for each in model.rows())


def test_an_unknown_document_is_shown_as_it_was_read(model: RecordsModel) -> None:
    model.show_rows([row(1, type="别的证件", birth_date=None, valid_until=None)])
    assert texts(model)[Column.DOCUMENT] == "别的证件"
    assert texts(model)[Column.BORN] == ""
