from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.domain.jobs import MOVES, UNFINISHED, IllegalMoveError, JobState, Move, after

ENDS = {JobState.REVIEWED, JobState.DISCARDED}


def reachable(start: JobState) -> set[JobState]:
    seen = {start}
    while more := {to for (state, _), to in MOVES.items() if state in seen} - seen:
        seen |= more
    return seen


@given(st.lists(st.sampled_from(Move), max_size=30))
def test_any_sequence_of_moves_follows_the_table_or_is_refused_and_changes_nothing(moves: list[Move]) -> None:
    state = JobState.WAITING
    for move in moves:
        if (state, move) in MOVES:
            state = after(state, move)
        else:
            with pytest.raises(IllegalMoveError) as refused:
                after(state, move)
            assert refused.value.code is ErrorCode.JOB_STATE
    assert state in reachable(JobState.WAITING)


def test_every_state_can_be_reached_and_every_state_can_end() -> None:
    assert reachable(JobState.WAITING) == set(JobState)
    for state in JobState:
        assert ENDS & reachable(state)


def test_only_a_changed_record_leaves_an_end_and_ends_are_what_no_job_waits_in() -> None:
    assert [(state, move) for state, move in MOVES if state in ENDS] == [(JobState.REVIEWED, Move.REOPEN)]
    assert not UNFINISHED & ENDS


def test_what_is_being_sent_can_only_be_ended_by_the_attempt_itself() -> None:
    assert {move for state, move in MOVES if state is JobState.SENDING} == {
        Move.ANSWER,
        Move.PUT_OFF,
        Move.INTERRUPT,
        Move.ASK,
    }


def test_a_result_comes_only_from_an_attempt_or_from_an_earlier_answer() -> None:
    into = {key for key, to in MOVES.items() if to is JobState.ANSWERED}
    into.remove((JobState.REVIEWED, Move.REOPEN))  # the result was there before
    assert into == {(JobState.SENDING, Move.ANSWER), (JobState.WAITING, Move.REUSE)}
