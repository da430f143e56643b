"""Notices that the keyboard goes from one window of the system to another, of whatever program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from permit_desktop.system.keyboard import Keyboard, KeyboardError
from permit_desktop.workers.child_process import end_unheard, is_at_work

_LOOK_MS: Final = 100


class FocusWatch(QObject):
    """Asks every tenth of a second, as long as it is wanted; nobody tells a program what happens to others.

    Args:
        find_keyboard: gives the computer's keyboard; raises `KeyboardError` where there is none.

    Attributes:
        moved: another window has the keyboard than the last time.
    """

    moved = Signal()

    def __init__(self, find_keyboard: Callable[[], Keyboard], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find_keyboard = find_keyboard
        self._command: tuple[str, ...] = ()
        self._window = ""
        self._process = QProcess(self)
        self._process.finished.connect(self._compare)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._ask)

    def begin(self) -> None:
        """Looks from now on."""
        self.end()
        try:
            self._command = self._find_keyboard().focus_command
        except KeyboardError:
            return
        self._look.start()
        self._ask()

    def end(self) -> None:
        """Looks no more."""
        self._look.stop()
        self._window = ""
        end_unheard(self._process)

    @Slot()
    def _ask(self) -> None:
        if not is_at_work(self._process):
            program, *arguments = self._command
            self._process.start(program, arguments)

    @Slot(int, QProcess.ExitStatus)
    def _compare(self, code: int, _status: QProcess.ExitStatus) -> None:
        told = bytes(self._process.readAllStandardOutput().data()).decode("ascii", "replace").strip()
        if code or not told or not self._look.isActive():
            return  # between two windows nobody has it
        before, self._window = self._window, told
        if before and told != before:
            self.moved.emit()
