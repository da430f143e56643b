"""Two short sounds: a still was taken, and something needs the person.

Qt's own player is in no package that this program needs otherwise (its wheel brings a second FFmpeg beside OpenCV's),
so the operating system plays: through its own function on Windows, through the command that it comes with elsewhere.
Where there is none, its bell rings. No sound keeps the window waiting; of those that come while one plays, the last is
played after it.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QProcess, Slot
from PySide6.QtWidgets import QApplication

from permit_desktop.system.resources import resource
from permit_desktop.system.settings import Settings

_COMMANDS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


class Sound(StrEnum):
    """The values name files of resources/sounds."""

    CAPTURED = "captured"
    ATTENTION = "attention"


class Sounds(QObject):
    """Plays, unless the person wants silence.

    Args:
        play: plays a file and returns at once; None finds what this computer offers.
    """

    def __init__(self, play: Callable[[Path], None] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = True
        self._play = play or _system_player(self)

    @Slot(object)
    def follow(self, settings: Settings) -> None:
        """Plays, or is silent, as it is set."""
        self._on = settings.desk.sounds

    def play(self, sound: Sound) -> None:
        """Plays a sound, if sounds are wanted."""
        if self._on:
            self._play(resource("sounds", f"{sound}.wav"))

    @Slot()
    def tell_captured(self) -> None:
        """A still was taken."""
        self.play(Sound.CAPTURED)

    @Slot()
    def tell_attention(self) -> None:
        """Something does not go on without the person."""
        self.play(Sound.ATTENTION)


def _system_player(parent: QObject) -> Callable[[Path], None]:
    if sys.platform == "win32":
        return _play_on_windows
    command = next((command for command in _COMMANDS if shutil.which(command[0])), None)
    return _Command(command, parent).play if command else lambda _: QApplication.beep()


def _play_on_windows(file: Path) -> None:
    if sys.platform == "win32":  # for the type checker, too
        import winsound

        winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)


class _Command(QObject):
    """A program that plays a file and ends."""

    def __init__(self, command: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._command = command
        self._process = QProcess(self)
        self._process.finished.connect(self._play_pending)
        self._pending: Path | None = None

    def play(self, file: Path) -> None:
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._pending = file
            return
        program, *options = self._command
        self._process.start(program, [*options, str(file)])

    @Slot()
    def _play_pending(self) -> None:
        file, self._pending = self._pending, None
        if file is not None:
            self.play(file)
