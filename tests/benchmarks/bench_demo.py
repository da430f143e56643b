"""The demo from the command to the fiftieth capture: `pytest tests/benchmarks/bench_demo.py -m benchmark -s`.

Prints when the window, the first picture and the first record stand on the screen, what a frame costs the window's
thread, and the memory while captures go on; beside it, in the same run, an empty Qt window.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from statistics import median, quantiles

import pytest

READS = 50
STARTS = 3
LONGEST = 5
"""So many stretches are told: what a computer does once to one of them is told from what the program always does."""

EMPTY_WINDOW = """
import sys, time
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        print(time.time() - float(sys.argv[1]))
        QApplication.quit()
application = QApplication([])
window = Window()
window.show()
application.exec()
"""


def run(*arguments: str) -> str:
    """The last line that a Python process prints; its last argument is the time at which it was started."""
    return subprocess.run(
        [sys.executable, *arguments, str(time.time())], capture_output=True, text=True, check=True, timeout=1200
    ).stdout.splitlines()[-1]


@pytest.mark.benchmark
@pytest.mark.timeout(1800)
def test_the_demo_starts_fast_and_stays_small() -> None:
    empty_s = median(float(run("-c", EMPTY_WINDOW)) for _ in range(STARTS))
    starts = [json.loads(run("-m", "tests.benchmarks.demo_probe", "1")) for _ in range(STARTS)]
    print(f"\n{'from the command to':<36}{'seconds':>9}{'x empty':>9}")
    print(f"{'an empty Qt window':<36}{empty_s:>9.2f}{1:>9.1f}")
    for name, key in (("the window", "window_s"), ("the first picture", "picture_s"), ("the first record", "read_s")):
        seconds = median(start[key] for start in starts)
        print(f"{name:<36}{seconds:>9.2f}{seconds / empty_s:>9.1f}")
    log = json.loads(run("-m", "tests.benchmarks.demo_probe", str(READS)))
    frames_ms, memory_mb = log["frame_ms"], log["memory_mb"]
    print(f"window's thread per frame: median {median(frames_ms):.2f} ms, 95 % {quantiles(frames_ms, n=20)[-1]:.2f} ms")
    longest = sorted(log["stretches"], reverse=True)[:LONGEST]
    print(f"window's thread at one stretch, of {len(log['stretches'])} the longest: own ms (on the clock), and when")
    for own_ms, clock_ms, at_s in longest:
        print(f"  {own_ms:.0f} ({clock_ms:.0f}) after {at_s:.1f} s")
    print(f"  on the clock at most {max(clock_ms for _, clock_ms, _ in log['stretches']):.0f} ms")
    print("memory after capture " + ", ".join(f"{n}: {memory_mb[n - 1]:.0f} MB" for n in (1, 10, 20, 30, 40, READS)))
    assert len(memory_mb) == READS
