"""A test of the connection or a check-up, beside the window: line by line, until it ends or nobody wants it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal, Slot

from permit_desktop.domain.checks import Line

Lines = Callable[[], Iterator[Line]]
"""Looks into things; called in a thread of its own."""


class CheckRun(QObject):
    """Runs one check at a time. Lives in the window's thread, and so do all deliveries of its signals.

    Attributes:
        line(Line): one more is known.
        ended: all is known. A run that was cancelled tells nothing more, not even its end.
        crashed(Exception): a bug came up; the run is over.
    """

    line = Signal(object)
    ended = Signal()
    crashed = Signal(object)
    _told = Signal(object, object)
    _over = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = threading.Event()
        self._told.connect(self._tell)
        self._over.connect(self._end)

    def start(self, lines: Lines) -> None:
        """Begins; a run that is under way is cancelled."""
        self._cancelled.set()
        self._cancelled = threading.Event()
        threading.Thread(target=self._run, args=(lines, self._cancelled), name="check", daemon=True).start()

    def cancel(self) -> None:
        """Nobody wants the rest. What waits for an answer is left to itself; nothing of it is told."""
        self._cancelled.set()

    def _run(self, lines: Lines, cancelled: threading.Event) -> None:
        bug: Exception | None = None
        try:
            for line in lines():
                if cancelled.is_set():
                    return
                self._told.emit(cancelled, line)
        except Exception as caught:  # noqa: BLE001 - shown as a bug by the receiver of `crashed`; the program goes on
            bug = caught
        if not cancelled.is_set():
            self._over.emit(cancelled, bug)

    @Slot(object, object)
    def _tell(self, run: threading.Event, line: Line) -> None:
        if run is self._cancelled and not run.is_set():
            self.line.emit(line)

    @Slot(object, object)
    def _end(self, run: threading.Event, bug: Exception | None) -> None:
        if run is not self._cancelled or run.is_set():
            return
        run.set()
        if bug is not None:
            self.crashed.emit(bug)
        self.ended.emit()
