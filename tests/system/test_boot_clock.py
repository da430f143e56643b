from __future__ import annotations

import sys
import time

import pytest

from permit_desktop.system.boot_clock import boot_s


def test_the_clock_that_nobody_sets_never_goes_back() -> None:
    readings = [boot_s() for _ in range(100)]

    assert readings == sorted(readings)


@pytest.mark.skipif(sys.platform != "linux", reason="the others count it in one clock")
def test_what_the_computer_slept_counts_as_time() -> None:
    awake_s = time.monotonic()

    assert boot_s() >= awake_s
