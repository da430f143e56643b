"""Where picture files come from: opened, dropped, pasted, and a watched folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, Signal, Slot
from PySide6.QtGui import QImage

from permit_desktop.workers.folder_watch import FolderWatch
from permit_desktop.workers.read_ahead import ReadAhead
from permit_desktop.workers.still_files import StillFiles

END_MS: Final = 5000
"""How long the program's end waits for folders and files that do not answer."""


class FileIntake(QObject):
    """Loads files beside the window, whichever way they come. Lives in the window's thread.

    Attributes:
        loaded(str, Pixels, bytes), failed(str, StillError), video_found(Path): as `StillFiles` tells them.
        lost(CameraError): as `FolderWatch` tells it.
        back(): the folder is there again, or is not watched any more.
    """

    loaded = Signal(str, object, object)
    failed = Signal(str, object)
    video_found = Signal(object)
    lost = Signal(object)
    back = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ahead = ReadAhead()
        self._files = StillFiles(self._ahead, self)
        self._files.loaded.connect(self.loaded)
        self._files.failed.connect(self.failed)
        self._files.video_found.connect(self.video_found)
        self._watched: Path | None = None
        self._watch: FolderWatch | None = None
        self._leaving: set[FolderWatch] = set()
        """Stopped watches whose folder has not answered yet: to destroy a thread that runs would end the process."""
        self._hangs = False

    def load(self, paths: Sequence[Path]) -> None:
        """Loads files in the order given."""
        self._files.load(paths)

    def take(self, name: str, picture: QImage) -> None:
        """Takes a picture that is no file; `name` is what it is called."""
        self._files.take(name, picture)

    def note_waiting(self, stills: int) -> None:
        """So many stills wait to be read: files are loaded as they are needed, not all at once."""
        self._ahead.note_waiting(stills)

    def watch(self, folder: Path | None) -> None:
        """Watches a folder in place of the one before, and waits for neither; None for no folder."""
        if folder == self._watched:
            return
        if self._watch is not None:
            self._watch.stopped.connect(self._left)
            self._leaving.add(self._watch)
            self._watch.stop()
            self._watch = None
            self.back.emit()
        self._watched = folder
        if folder is None:
            return
        self._watch = FolderWatch(folder, self._ahead)
        self._watch.loaded.connect(self.loaded)
        self._watch.failed.connect(self.failed)
        self._watch.lost.connect(self.lost)
        self._watch.back.connect(self.back)
        self._watch.start()

    def stop(self) -> None:
        """Ends watching, and waits for what is being loaded, but not for ever: see `hangs`."""
        self.watch(None)
        deadline = QDeadlineTimer(END_MS)
        loaded = self._files.stop(deadline)
        self._leaving = {watch for watch in self._leaving if not watch.wait(deadline)}
        self._hangs = not loaded or bool(self._leaving)

    @property
    def hangs(self) -> bool:
        """Whether, after `stop`, a folder or a file still has not answered; the process cannot end in order then."""
        return self._hangs

    @Slot()
    def _left(self) -> None:
        for watch in [watch for watch in self._leaving if not watch.is_running]:
            self._leaving.remove(watch)
            watch.deleteLater()
