"""The settings while the window is open: applied at once, written to the disk behind it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from permit_desktop.domain.errors import SettingsError
from permit_desktop.system.settings import Settings, with_value
from permit_desktop.system.settings_file import Problem
from permit_desktop.system.settings_store import SettingsStore, checked


class _Writer(QObject):
    """Lives in a thread of its own, so that the window does not wait for a slow disk."""

    written = Signal(object)
    failed = Signal(object)

    def __init__(self, store: SettingsStore) -> None:
        super().__init__()
        self._store = store

    @Slot(str, object)
    def write(self, key: str, value: object) -> None:
        try:
            self.written.emit(self._store.set(key, value))
        except SettingsError as error:
            self.failed.emit(error)

    @Slot()
    def keep(self) -> None:
        try:
            self._store.keep()
        except SettingsError as error:
            self.failed.emit(error)

    @Slot()
    def finish(self) -> None:
        """Ends the thread after all that was to be written before."""
        self.thread().quit()


class LiveSettings(QObject):
    """What holds now. Lives in the window's thread.

    Args:
        store: the two files; None for settings that nobody keeps, such as the demo's.

    Attributes:
        changed(Settings): something was set.
        problems_changed: what cannot be used in the files is something else.
        not_saved(PermitError): a setting holds in this window, and could not be written.
    """

    changed = Signal(object)
    problems_changed = Signal()
    not_saved = Signal(object)
    _write_asked = Signal(str, object)
    _keep_asked = Signal()
    _finish_asked = Signal()

    def __init__(self, store: SettingsStore | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        loaded = store.load() if store is not None else None
        self._settings = loaded.settings if loaded is not None else Settings()
        self._problems = loaded.problems if loaded is not None else ()
        self._thread = QThread(self)
        self._thread.setObjectName("settings")
        self._writer: _Writer | None = None
        if store is not None:
            self._writer = _Writer(store)
            self._writer.moveToThread(self._thread)
            self._write_asked.connect(self._writer.write)
            self._keep_asked.connect(self._writer.keep)
            self._finish_asked.connect(self._writer.finish)
            self._writer.written.connect(self._note_written)
            self._writer.failed.connect(self.not_saved)

    @property
    def settings(self) -> Settings:
        """What holds."""
        return self._settings

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot be used in the files."""
        return self._problems

    def set(self, key: str, value: Any) -> None:
        """Sets one; it holds when this returns.

        Raises:
            SettingsError: the value cannot be used, or the administrator locked the setting; nothing was changed.
        """
        checked(self._settings, key, value)
        if value == self._settings.value(key):
            return
        self._settings = with_value(self._settings, key, value)
        self.changed.emit(self._settings)
        if self._writer is not None:
            self._run()
            self._write_asked.emit(key, value)

    def keep(self) -> None:
        """Makes the user's file where there is none: the person has seen what is set."""
        if self._writer is not None:
            self._run()
            self._keep_asked.emit()

    def _run(self) -> None:
        if not self._thread.isRunning():
            self._thread.start()

    def stop(self) -> None:
        """Writes what is still to be written and ends the thread."""
        if self._thread.isRunning():
            self._finish_asked.emit()
            self._thread.wait()

    @Slot(object)
    def _note_written(self, loaded: object) -> None:
        # A file that could not be read was set aside when the new one was written: nothing is left to complain of.
        problems = getattr(loaded, "problems", ())
        if problems != self._problems:
            self._problems = problems
            self.problems_changed.emit()
