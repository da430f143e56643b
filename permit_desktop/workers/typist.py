"""Types a text into whatever program has the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.system.keyboard import Keyboard, KeyboardError, Run
from permit_desktop.workers.child_process import end_unheard, is_at_work


class Typist(QObject):
    """Has one text typed at a time, beside the window.

    Args:
        find_keyboard: gives the computer's keyboard; raises `KeyboardError` where there is none.

    Attributes:
        typed: all of the text was typed.
        failed(KeyboardError): it was not, or not all of it.
    """

    typed = Signal()
    failed = Signal(object)

    def __init__(self, find_keyboard: Callable[[], Keyboard], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find_keyboard = find_keyboard
        self._runs: list[Run] = []
        self._process = QProcess(self)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._not_started)

    @property
    def is_typing(self) -> bool:
        """Whether a text is being typed."""
        return is_at_work(self._process)

    def check(self) -> None:
        """Raises `KeyboardError` where nothing can be typed."""
        self._find_keyboard()

    def type_text(self, text: str) -> None:
        """Types a text; one of the signals tells what came of it."""
        try:
            self._runs = list(self._find_keyboard().runs(text))
        except KeyboardError as error:
            self.failed.emit(error)
            return
        self._go_on()

    def stop(self) -> None:
        """Types no further key, and tells of nothing."""
        self._runs = []
        end_unheard(self._process)

    def _go_on(self) -> None:
        if not self._runs:
            self.typed.emit()
            return
        run = self._runs.pop(0)
        program, *arguments = run.command
        self._process.start(program, arguments)
        self._process.write(run.text.encode())
        self._process.closeWriteChannel()

    @Slot(int, QProcess.ExitStatus)
    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if code == 0 and status is QProcess.ExitStatus.NormalExit:
            self._go_on()
        else:
            self._fail()

    @Slot(QProcess.ProcessError)
    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # all others end the process, which is told as well
            self._fail()

    def _fail(self) -> None:
        self._runs = []
        self.failed.emit(
            KeyboardError(
                ErrorCode.TYPING_FAILED,
                "Not everything could be typed into the other program.",
                "Look at what arrived there, then copy the record and paste it.",
            )
        )
