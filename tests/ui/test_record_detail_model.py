"""The fields and the history of one record, as tables."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from permit_desktop.ui.record_detail_model import ChangeColumn, FieldsModel, HistoryModel
from permit_desktop.vault.records import CONFIRMED, PERSON, TAKEN_BACK, Change
from tests.ui.test_records_page import detail

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


def said(model: FieldsModel | HistoryModel) -> str:
    indexes = [model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    return " | ".join(str(index.data(role)) for index in indexes for role in ROLES)


@pytest.fixture(params=[FieldsModel, HistoryModel])
def model(qapp: object, request: pytest.FixtureRequest) -> FieldsModel | HistoryModel:
    assert qapp is not None
    made: FieldsModel | HistoryModel = request.param()
    return made


def show(model: FieldsModel | HistoryModel, **values: str) -> None:
    record = detail(7, **values)
    if isinstance(model, FieldsModel):
        model.show_rows(record.fields)
    else:
        model.show_rows(record.history)


def test_the_model_tester_has_nothing_to_say(model: FieldsModel | HistoryModel, qtmodeltester: ModelTester) -> None:
    show(model)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt has no types here
    model.set_shown(shown=True)
    show(model, name="石", birth_date="1981.08.03", machine_code="CSCB3273201")
    model.say()
    model.show_rows(())


def test_no_role_tells_a_value_before_it_is_to_be_shown(model: FieldsModel | HistoryModel) -> None:
    show(model, number="CB3273201", name="石生頔")
    assert "生頔" not in said(model)
    assert "3273201" not in said(model)
    model.set_shown(shown=True)
    assert "石生頔" in said(model)


def test_the_history_says_what_was_confirmed_and_what_was_taken_back(qapp: object) -> None:
    assert qapp is not None
    model = HistoryModel()
    model.set_shown(shown=True)
    steps = (
        Change("name", "石生顿", "on-device", None, 1.0),
        Change("name", "石生顿", CONFIRMED, "chen.li", 2.0),
        Change("name", "石生顿", TAKEN_BACK, "chen.li", 3.0),
        Change("name", "石生頔", PERSON, "chen.li", 4.0),
        Change("name", "石生顿", TAKEN_BACK, "chen.li", 5.0),
    )
    model.show_rows(detail(7, steps).history)
    told = [model.cell(place, ChangeColumn.WHAT).detail for place in range(model.rowCount())]
    assert list(reversed(told)) == [
        "石生顿",
        "石生顿, confirmed",
        "石生顿, confirmation taken back",
        "石生頔, before: 石生顿",
        "石生顿, taken back: 石生頔",
    ]
