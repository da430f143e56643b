from __future__ import annotations

import numpy as np
import pytest

from permit_desktop.capture.desk import Moment
from permit_desktop.capture.judgement import Reason
from permit_desktop.capture.outline_course import OutlineCourse
from permit_desktop.domain.geometry import Quad
from tests.capture.test_guide import lying


def moment(time_s: float, outline: Quad | None) -> Moment:
    return Moment(time_s, outline, Reason.MOVING, 0.0)


def course(*moments: Moment) -> OutlineCourse:
    found = OutlineCourse()
    for each in moments:
        found.note(each)
    return found


def test_a_card_on_the_move_is_carried_on_to_the_time_of_the_frame() -> None:
    moving = course(moment(1.0, lying(x=500)), moment(1.04, lying(x=540)))

    ahead = moving.at(1.06)

    assert ahead is not None
    assert np.allclose(ahead, lying(x=560), atol=0.01)


def test_it_is_the_same_whichever_corner_the_outlines_begin_with() -> None:
    moving = course(moment(1.0, lying(x=500).turned()), moment(1.04, lying(x=540)))

    ahead = moving.at(1.06)

    assert ahead is not None
    assert np.allclose(ahead, lying(x=560), atol=0.01)


def test_a_card_at_rest_stays_where_it_is_and_jitter_is_not_carried_on() -> None:
    resting = course(moment(1.0, lying(x=500)), moment(1.04, lying(x=501)))

    assert resting.at(1.09) == lying(x=501)


def test_nobody_knows_where_a_card_is_a_long_time_later() -> None:
    moving = course(moment(1.0, lying(x=500)), moment(1.04, lying(x=540)))

    assert np.allclose(np.asarray(moving.at(9.0)), np.asarray(moving.at(1.14)))


@pytest.mark.parametrize(
    "moments",
    [
        (moment(1.0, lying()),),
        (moment(0.1, lying(x=400)), moment(1.0, lying())),
        (moment(0.96, lying(x=100)), moment(1.0, lying())),
        (moment(0.96, None), moment(1.0, lying())),
    ],
    ids=["the first", "long apart", "a jump", "just come"],
)
def test_without_a_course_the_outline_is_the_last_one(moments: tuple[Moment, ...]) -> None:
    assert course(*moments).at(1.05) == lying()


def test_a_card_that_is_gone_has_no_outline() -> None:
    assert course(moment(1.0, lying()), moment(1.04, None)).at(1.05) is None
    assert OutlineCourse().at(1.0) is None
