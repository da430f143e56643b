"""A clock that nobody sets: seconds since the computer was started, those that it slept included."""

from __future__ import annotations

import sys
import time
from typing import Final

_CLOCKS: Final = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}
"""Where `time.monotonic` leaves out what the computer slept: the clock that does not."""


def boot_s() -> float:
    """Seconds that only grow, as long as the computer runs; from where they count says nothing."""
    clock = _CLOCKS.get(sys.platform)
    return time.monotonic() if clock is None else time.clock_gettime(getattr(time, clock))
