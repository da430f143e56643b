from __future__ import annotations

import pytest

from permit_desktop.export.selection import exported
from permit_desktop.vault.record_row import RecordRow, RecordState


def row(record_id: int, state: RecordState) -> RecordRow:
    return RecordRow(record_id, None, None, None, None, None, None, 0.0, state, corrected=False)


LISTED = [row(number, state) for number, state in enumerate(RecordState)]


def test_what_is_not_read_yet_or_was_given_up_is_left_out() -> None:
    states = [LISTED[number].state for number in exported(LISTED)]
    assert states == [RecordState.PROVISIONAL, RecordState.TO_REVIEW, RecordState.REVIEWED]


@pytest.mark.parametrize("state", list(RecordState))
def test_a_list_narrowed_to_one_state_is_exported_as_it_stands(state: RecordState) -> None:
    assert exported([row(7, state), row(3, state)], state) == [7, 3]
