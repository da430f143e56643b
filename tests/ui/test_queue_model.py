from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester

from permit_desktop.domain.bands import Band
from permit_desktop.domain.jobs import JobState, Move
from permit_desktop.ui.backlog import Backlog
from permit_desktop.ui.queue_model import Column, JobRow, QueueModel
from tests.ui.jobs import NOW_S, OFFLINE, REFUSED, job


@pytest.fixture
def model(qapp: object) -> QueueModel:
    assert qapp is not None
    return QueueModel(NOW_S)


def texts(model: QueueModel, column: Column) -> list[str]:
    return [str(model.index(place, column).data()) for place in range(model.rowCount())]


def test_the_model_tester_has_nothing_to_say(model: QueueModel, qtmodeltester: ModelTester) -> None:
    model.show_jobs([job(1), job(2, JobState.NEEDS_YOU, trouble=REFUSED), job(3, in_s=40)])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt has no types here
    model.show_jobs([job(2, JobState.DISCARDED), job(3, in_s=20), job(4)])
    model.set_now(NOW_S + 10, range(3))
    for column in Column:
        model.sort(column, Qt.SortOrder.DescendingOrder)
    model.show_jobs([])


def test_every_state_is_told_by_a_word_and_an_icon(model: QueueModel) -> None:
    model.show_jobs([job(number, state) for number, state in enumerate(JobState)])
    cells = [model.cell(place, Column.STATE) for place in range(model.rowCount())]
    assert len({cell.text for cell in cells}) == len({cell.icon for cell in cells}) == len(JobState)
    assert {cell.band for cell in cells} == {None, Band.LOW, Band.MEDIUM, Band.HIGH}


@pytest.mark.parametrize(
    ("in_s", "told"),
    [
        (None, "in its turn"),
        (-5.0, "in its turn"),
        (0.5, "in 10 s"),
        (35.0, "in 40 s"),
        (50.0, "in 50 s"),
        (51.0, "in 1 min"),
        (130.0, "in 3 min"),
        (3600.0, "in 60 min"),
        (3700.0, "in 2 h"),
    ],
)
def test_the_next_attempt_is_told_in_words(model: QueueModel, in_s: float | None, told: str) -> None:
    model.show_jobs([job(1, in_s=in_s, sent=1)])
    assert texts(model, Column.NEXT) == [told]


def test_a_job_that_does_not_wait_has_no_next_attempt(model: QueueModel) -> None:
    model.show_jobs([job(number, state, in_s=60, sent=1) for number, state in enumerate(JobState)])
    assert [text for text in texts(model, Column.NEXT) if text] == ["in 1 min"]


def test_the_wait_counts_down_and_tells_only_of_cells_that_read_differently(model: QueueModel) -> None:
    model.show_jobs([job(1, in_s=35, sent=1), job(2, in_s=600, sent=1), job(3)])
    texts(model, Column.NEXT)
    changed = QSignalSpy(model.dataChanged)

    model.set_now(NOW_S + 1, range(3))
    assert changed.count() == 0
    model.set_now(NOW_S + 6, range(3))
    assert changed.count() == 1
    first, last = changed.at(0)[:2]
    assert ((first.row(), first.column()), (last.row(), last.column())) == ((0, Column.NEXT), (0, Column.NEXT))
    assert texts(model, Column.NEXT) == ["in 30 s", "in 10 min", "in its turn"]


def test_a_capture_that_this_machine_reads_just_now_is_not_said_to_wait(model: QueueModel) -> None:
    model.show_jobs([job(1, in_s=50), job(2, in_s=50, sent=1), job(3, in_s=50, trouble=OFFLINE)])
    assert texts(model, Column.STATE) == ["Being read", "Waiting", "Waiting"]
    assert texts(model, Column.NEXT) == ["", "in 50 s", "in 50 s"]


def test_a_failure_stands_there_with_its_remedy_and_whole_in_the_tooltip(model: QueueModel) -> None:
    model.show_jobs([job(1, trouble=OFFLINE)])
    cell = model.cell(0, Column.TROUBLE)
    assert (cell.text, cell.detail) == OFFLINE[1:]
    assert model.index(0, Column.TROUBLE).data(Qt.ItemDataRole.AccessibleTextRole) == " ".join(OFFLINE[1:])


def test_attempts_that_were_perhaps_charged_are_said(model: QueueModel) -> None:
    model.show_jobs([job(1, sent=3, maybe_paid=2), job(2)])
    assert [(cell.text, cell.detail) for cell in (model.cell(place, Column.ATTEMPTS) for place in range(2))] == [
        ("sent: 3", "perhaps charged: 2"),
        ("", ""),
    ]


def test_only_what_the_table_of_moves_allows_can_be_done() -> None:
    able = {
        move: {state for state in JobState if JobRow(job(1, state)).can(move)} for move in (Move.RETRY, Move.DISCARD)
    }
    assert able[Move.RETRY] == {JobState.WAITING, JobState.NEEDS_YOU}
    assert able[Move.DISCARD] == {JobState.WAITING, JobState.NEEDS_YOU, JobState.ANSWERED}
    assert not JobRow(job(1, JobState.NEEDS_YOU, still_id=None)).can(Move.RETRY), "its picture is gone"


@given(st.lists(st.integers(0, 50), max_size=20))
def test_a_backlogs_total_never_shrinks_until_nothing_waits(waiting: list[int]) -> None:
    backlog = Backlog()
    for count in waiting:
        before, backlog = backlog, backlog.now(count)
        assert backlog.waiting == count
        assert 0 <= backlog.done <= backlog.total
        assert backlog.total >= before.total or count == 0


def test_a_backlog_counts_what_comes_on_top() -> None:
    backlog = Backlog().now(10).now(4)
    assert (backlog.done, backlog.total) == (6, 10)
    backlog = backlog.now(7)
    assert (backlog.done, backlog.total) == (6, 13)
    assert backlog.now(0) == Backlog()
