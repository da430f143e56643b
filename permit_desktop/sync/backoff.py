"""How long to wait before another attempt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

Uniform: TypeAlias = Callable[[float, float], float]
"""A random number between two, such as `random.uniform`."""

BASE_S: Final = 2.0
LONGEST_S: Final = 300.0
"""No wait of ours is longer; it also bounds how long a clock that was set back can hold a job."""
BUSY_LEAST_S: Final = 2.0
BUSY_MOST_S: Final = 5.0
"""The vendor's advice where its service is busy and says no time itself."""
ASKED_MOST_S: Final = 6 * 3600.0
"""A service that asks for a longer wait is not believed."""


def backoff_s(failures: int, uniform: Uniform) -> float:
    """Full jitter: anything up to a limit that doubles with every failure in a row, from 2 s to 5 min.

    Args:
        failures: how many there were before this one, from 0.
    """
    return uniform(0.0, min(LONGEST_S, BASE_S * 2.0 ** min(failures, 16)))


def busy_s(asked_s: float | None, uniform: Uniform) -> float:
    """What a busy service asked for, within reason; the vendor's advice where it said nothing."""
    if asked_s is None:
        return uniform(BUSY_LEAST_S, BUSY_MOST_S)
    return min(max(asked_s, 1.0), ASKED_MOST_S)
