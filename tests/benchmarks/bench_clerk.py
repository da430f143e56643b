"""A scripted clerk's 20 permits in a real window: keys, correctness, time.

`python -m pytest tests/benchmarks/bench_clerk.py -m benchmark -s`. The hand on the desk moves as people do: it lays the
permit down, straightens it and turns it over as soon as a side was read; its speed is part of the time.
"""

from __future__ import annotations

import statistics

import pytest

from tests.clerk.clerk import Clerk
from tests.clerk.display import some_display

PERMITS = 20


@pytest.mark.benchmark
@pytest.mark.timeout(600)
def test_twenty_permits() -> None:
    with some_display() as display:
        clerk = Clerk(display)
        day = clerk.work(PERMITS)

    clean = [keys for keys, doubts in zip(day.keys, day.doubts, strict=True) if not doubts]
    print(f"\npermits: {len(day.stored)}, of which clean: {len(clean)}; stored with a wrong value: {len(day.wrong)}")
    print(f"keys per clean permit: at most {max(clean)}; per permit: {statistics.mean(day.keys):.2f}")
    print(f"doubtful fields: {sum(day.doubts)}")
    print(f"seconds from the first side's record to acceptance: {_spread(day.seconds)}")
    print(f"seconds from the second side's record to acceptance: {_spread(day.review_seconds)}")
    assert day.wrong == []
    assert len(day.stored) == PERMITS
    assert all(record["reviewed"] for record in day.stored)
    assert max(clean) <= 2


def _spread(seconds: list[float]) -> str:
    return f"median {statistics.median(seconds):.2f}, at most {max(seconds):.2f}"
