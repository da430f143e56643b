from __future__ import annotations

from permit_desktop.capture.sources.continued import Continued
from tests.capture.sources import LOST, ScriptedSource, Time, pictures, read_until_lost


def test_numbers_and_times_go_on_when_a_lost_source_is_opened_again() -> None:
    time = Time()
    source = Continued(ScriptedSource([*pictures(3), LOST, *pictures(2), LOST, *pictures(2)]), clock=time.clock)
    frames = read_until_lost(source)
    time.sleep(5)
    frames += read_until_lost(source)
    frames += read_until_lost(source)

    assert [frame.number for frame in frames] == list(range(7))
    times_s = [frame.time_s for frame in frames]
    assert times_s == sorted(set(times_s))
    assert times_s[3] - times_s[2] == 5, "the time went on while it was away"


def test_a_source_that_is_opened_once_keeps_its_own_numbers_and_times() -> None:
    frames = read_until_lost(Continued(ScriptedSource(pictures(3))))

    assert [(frame.number, frame.time_s) for frame in frames] == [(0, 0), (1, 1 / 30), (2, 2 / 30)]


def test_giving_up_and_closing_reach_the_source() -> None:
    inner = ScriptedSource([])
    source = Continued(inner)
    source.give_up()
    source.close()

    assert (inner.given_up, inner.closed, source.name) == (True, 1, inner.name)
