"""Programs that work beside the window for it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QProcess

_END_MS: Final = 1000


def is_at_work(process: QProcess) -> bool:
    """Whether it was started and has not ended."""
    return process.state() is not QProcess.ProcessState.NotRunning


def end_unheard(process: QProcess) -> None:
    """Ends it at once, if it is at work; none of its signals tells of that."""
    if is_at_work(process):
        process.blockSignals(True)  # noqa: FBT003 - Qt's argument
        process.kill()
        process.waitForFinished(_END_MS)
        process.blockSignals(False)  # noqa: FBT003 - as above
