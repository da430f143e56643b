"""What is loaded behind the window, and whatever else would hold it up."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Loading(QObject):
    """Works beside the window, each thing in a thread of its own.

    Attributes:
        loaded: the rooms that bring the pixel libraries and the database are in memory.
    """

    loaded = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._threads: list[threading.Thread] = []

    def begin(self) -> None:
        """Loads what is heavy; the window is visible by now."""
        self.do(self._load)

    def do(self, work: Callable[[], None]) -> None:
        """Has `work` done."""
        thread = threading.Thread(target=work, name="loading", daemon=True)
        self._threads.append(thread)
        thread.start()

    def wait(self) -> None:
        """Returns when all is done."""
        for thread in self._threads:
            thread.join()

    def _load(self) -> None:
        # They load OpenCV, numpy and the database, off the window's thread.
        import permit_desktop.ui.record_detail
        import permit_desktop.ui.review_flow
        import permit_desktop.ui.scan_flow
        import permit_desktop.ui.storing_flow
        import permit_desktop.ui.sync_flow
        import permit_desktop.workers.window_readers  # noqa: F401

        self.loaded.emit()
