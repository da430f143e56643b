"""The demo with a stopwatch in it: `python -m tests.benchmarks.demo_probe READS` prints one JSON object.

`bench_demo.py` runs it as a process of its own, so that its times count from the start of the command.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Final
from unittest.mock import patch

import psutil

PROCESS: Final = psutil.Process()


@dataclass
class Log:
    """What was seen.

    Attributes:
        window_s, picture_s, read_s: from the start of the process to the first paint of the window, of a camera's
            picture in it, and to the first record.
        frame_ms: what each frame cost the window's thread: taking it over and painting it.
        memory_mb: resident memory after each read.
    """

    window_s: float = 0.0
    picture_s: float = 0.0
    read_s: float = 0.0
    frame_ms: list[float] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)


def since_start_s() -> float:
    """Seconds since the process began."""
    return time.time() - float(PROCESS.create_time())


def timed(log: Log, method: Callable[..., Any], starts_frame: Callable[[Any], bool]) -> Callable[..., Any]:
    """The method, adding its time to the frame that is under way or beginning the next one."""

    def run(self: Any, *arguments: Any) -> Any:
        begun = time.perf_counter()
        result = method(self, *arguments)
        spent_ms = (time.perf_counter() - begun) * 1000
        if starts_frame(self):
            log.frame_ms.append(spent_ms)
        elif log.frame_ms:
            log.frame_ms[-1] += spent_ms
        return result

    return run


def main(reads: int) -> None:
    """Runs the demo until so many sides were read, and prints the log."""
    from PySide6.QtWidgets import QApplication

    from permit_desktop.app import _Session
    from permit_desktop.cli.command_line import run
    from permit_desktop.ui.live_view import LiveView

    log = Log()
    paint = timed(log, LiveView.paintEvent, lambda _: False)
    load = _Session._load  # noqa: SLF001 - the stopwatch looks inside

    def paint_event(live: Any, event: Any) -> None:
        paint(live, event)
        log.window_s = log.window_s or since_start_s()
        if live._picture is not None:  # noqa: SLF001
            log.picture_s = log.picture_s or since_start_s()

    def load_and_watch(session: Any) -> None:
        from permit_desktop.ui.scan_flow import ScanFlow  # in the loader's thread, as the program does it

        was_read = ScanFlow._was_read  # noqa: SLF001
        show_preview = timed(log, ScanFlow._show_preview, lambda _: True)  # noqa: SLF001

        def count(flow: Any, answer: Any) -> None:
            was_read(flow, answer)
            log.read_s = log.read_s or since_start_s()
            log.memory_mb.append(PROCESS.memory_info().rss / 1e6)
            if len(log.memory_mb) >= reads:
                QApplication.closeAllWindows()

        patch.multiple(ScanFlow, _was_read=count, _show_preview=show_preview).start()
        load(session)

    with patch.object(LiveView, "paintEvent", paint_event), patch.object(_Session, "_load", load_and_watch):
        run(["demo"])
    print(json.dumps(asdict(log)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
