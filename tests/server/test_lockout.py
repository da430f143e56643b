from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.server.lockout import ALLOWED_FAILURES, Lockout
from tests.server.serving import body_of, serving

START = datetime(2026, 1, 1, tzinfo=UTC)
LASTS = timedelta(minutes=5)


class Clock:
    def __init__(self) -> None:
        self.time = START

    def now(self) -> datetime:
        return self.time


@given(st.lists(st.one_of(st.booleans(), st.integers(0, 400)), max_size=60))
def test_a_name_is_locked_exactly_while_the_rule_says_so(steps: list[bool | int]) -> None:
    clock = Clock()
    lockout = Lockout(LASTS, clock.now)
    failures, locked_until = 0, START
    for step in steps:
        if isinstance(step, bool):
            locked = lockout.is_locked("one")
            locks = False
            if step and not locked:
                lockout.succeeded("one")
            else:
                locks = lockout.failed("one")
            if locked:  # nothing of what is tried meanwhile counts
                assert not locks
                continue
            failures = 0 if step else failures + 1
            assert locks == (failures > 5)
            if failures > 5:
                failures, locked_until = 0, clock.time + LASTS
        else:
            clock.time += timedelta(seconds=step)
        assert lockout.is_locked("one") == (clock.time < locked_until)
        assert not lockout.is_locked("another")


def test_what_is_tried_at_a_locked_name_neither_counts_nor_makes_the_lock_longer() -> None:
    clock = Clock()
    lockout = Lockout(LASTS, clock.now)
    for _ in range(ALLOWED_FAILURES * 3):
        lockout.failed("one")
        clock.time += timedelta(seconds=1)
    clock.time = START + LASTS + timedelta(seconds=ALLOWED_FAILURES)
    assert not lockout.is_locked("one")
    for _ in range(ALLOWED_FAILURES):
        lockout.failed("one")
    assert not lockout.is_locked("one")


def test_wrong_signatures_lock_the_key_for_five_minutes_and_a_wrong_clock_does_not(tmp_path: Path) -> None:
    clock = Clock()
    with serving(tmp_path, now=clock.now) as service:

        def message(sk: str | None = None, minutes_off: int = 0) -> str:
            at = clock.time + timedelta(minutes=minutes_off)
            answer = service.signed("POST", service.path, body_of(), sk=sk, at=at)
            return "" if answer.status_code == 200 else str(answer.json()["error_msg"])

        for _ in range(ALLOWED_FAILURES):
            assert message("wrong").endswith("verify aksk signature fail")
        assert message() == ""  # one good one, and counting starts again
        for _ in range(ALLOWED_FAILURES * 2):
            assert "15 minutes" in message("wrong", minutes_off=16)
        for _ in range(ALLOWED_FAILURES + 1):
            assert message("wrong").endswith("verify aksk signature fail")
        for _ in range(3):  # trying on does not make it longer
            assert message().endswith("AK access failed to reach the limit,forbidden")
            clock.time += timedelta(seconds=99)
        clock.time += timedelta(seconds=3)
        assert message() == ""
