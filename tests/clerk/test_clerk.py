"""The whole program in a real window system: camera, guide, reader, review and vault, worked by keys and a mouse."""

from __future__ import annotations

import sys

import pytest

from tests.clerk.clerk import Clerk, Day
from tests.clerk.display import some_display

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is how Linux is tested"),
]


def assert_all_stored(day: Day, permits: int) -> None:
    assert day.errors == ""
    assert day.wrong == []
    assert [(record["reviewed"], record["stills"]) for record in day.stored] == [(True, 2)] * permits


def test_a_clean_permit_costs_a_clerk_one_key_and_is_stored_as_it_is_printed() -> None:
    with some_display() as display:
        day = Clerk(display).work(1)

    assert_all_stored(day, 1)
    assert (day.keys, day.clicks) == ([1], [0])


def test_a_doubtful_field_is_found_by_a_click_on_the_card_and_costs_one_key_more() -> None:
    with some_display() as display:
        day = Clerk(display, strict="issue_place", by_mouse=True).work(1)

    assert_all_stored(day, 1)
    assert (day.doubts, day.keys, day.clicks) == ([1], [2], [1])
