"""The demo with a stopwatch inside: `python -m tests.benchmarks.demo_probe READS [STARTED]`.

A process of its own that ends after so many sides were read, and prints one JSON object: the fields of `Log`.
STARTED is the time (seconds since 1970) at which its command was given; the system tells the time at which a process
began to a whole second only.
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
STARTED: Final = float(sys.argv[2]) if len(sys.argv) > 2 else time.time()
BEAT_MS: Final = 2
LONG_MS: Final = 10
AFTER_MS: Final = 200
"""So long after a read the memory is looked at, which takes some milliseconds: not in the stretch that shows it."""


@dataclass
class Log:
    """What was seen.

    Attributes:
        window_s, picture_s, read_s: from the start of the process to the first paint of the window, of a camera's
            picture in it, and to the first record.
        frame_ms: what each frame cost the window's thread: taking it over and painting it.
        stretches: those stretches, since the first picture, in which the window's thread came to nothing else for
            long: its own processor time, the time on the clock, in which it may have waited for its turn, and its end,
            in seconds since the command.
        memory_mb: resident memory after each read, of the window and of the process that reads.
    """

    window_s: float = 0.0
    picture_s: float = 0.0
    read_s: float = 0.0
    frame_ms: list[float] = field(default_factory=list)
    stretches: list[tuple[float, float, float]] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)


def since_start_s() -> float:
    """Seconds since the command was given."""
    return time.time() - STARTED


def memory_mb() -> float:
    """What all processes of the program hold."""
    return sum(each.memory_info().rss for each in (PROCESS, *PROCESS.children(recursive=True))) / 1e6


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


def watch_blocks(log: Log) -> Callable[[], None]:
    """A heartbeat in the window's thread: what lies between two beats, less the beat itself, is one stretch of work."""
    last = (time.thread_time(), time.perf_counter())

    def beat() -> None:
        nonlocal last
        now = (time.thread_time(), time.perf_counter())
        if log.picture_s:
            own_ms, clock_ms = (1000 * (after - before) for before, after in zip(last, now, strict=True))
            if clock_ms > LONG_MS:
                log.stretches.append((own_ms, clock_ms - BEAT_MS, since_start_s()))
        last = now

    return beat


def main(reads: int) -> None:
    """Runs the demo until so many sides were read, and prints the log."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from permit_desktop.app.loading import Loading
    from permit_desktop.cli.command_line import run
    from permit_desktop.ui.icons import IconView
    from permit_desktop.ui.live_view import LiveView

    log = Log()
    paint_icon = IconView.paintEvent
    paint = timed(log, LiveView.paintEvent, lambda _: False)
    load = Loading._load  # noqa: SLF001 - the stopwatch looks inside

    def paint_first_icon(icon: Any, event: Any) -> None:
        paint_icon(icon, event)
        if not log.window_s:
            log.window_s = since_start_s()
            heart = QTimer(QApplication.instance())
            heart.timeout.connect(watch_blocks(log))
            heart.start(BEAT_MS)

    def paint_event(live: Any, event: Any) -> None:
        paint(live, event)
        if live._picture is not None:  # noqa: SLF001
            log.picture_s = log.picture_s or since_start_s()

    def load_and_watch(loading: Any) -> None:
        from permit_desktop.ui.scan_flow import ScanFlow  # in the loader's thread, as the program does it

        was_read = ScanFlow._was_read  # noqa: SLF001
        show_preview = timed(log, ScanFlow._show_preview, lambda _: True)  # noqa: SLF001

        def count(flow: Any, answer: Any) -> None:
            was_read(flow, answer)
            log.read_s = log.read_s or since_start_s()
            QTimer.singleShot(AFTER_MS, note_memory)

        def note_memory() -> None:
            log.memory_mb.append(memory_mb())
            if len(log.memory_mb) >= reads:
                QTimer.singleShot(500, QApplication.closeAllWindows)

        patch.multiple(ScanFlow, _was_read=count, _show_preview=show_preview).start()
        load(loading)

    with (
        patch.object(IconView, "paintEvent", paint_first_icon),
        patch.object(LiveView, "paintEvent", paint_event),
        patch.object(Loading, "_load", load_and_watch),
    ):
        run(["demo"])
    print(json.dumps(asdict(log)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
