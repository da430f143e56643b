"""Locks the window when nobody is there, and unlocks it for whom the vault's own key is at hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from permit_desktop.domain.errors import PermitError
from permit_desktop.system.settings import Settings
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.idle_watch import IdleWatch
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.workers.background import Background
from permit_desktop.workers.live_settings import LiveSettings
from permit_desktop.workers.vault_place import VaultPlace


class LockFlow(QObject):
    """Hides everything of anybody after the time that the settings name, or when a person asks for it.

    The vault stays open, so that what was captured is read and sent; the keys are in memory either way. Unlocking
    needs what opens the vault: the keyring is read anew, or the passphrase asked for.

    Args:
        place: the vault's, and what opens it.

    Attributes:
        locked: nothing is seen any more; the camera should rest.
        unlocked: somebody is there again.
        crashed(Exception): a bug came up beside the window.
    """

    locked = Signal()
    unlocked = Signal()
    crashed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        live: LiveSettings,
        place: VaultPlace,
        *,
        watch: Callable[[QObject], IdleWatch] = IdleWatch,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._place = place
        self._background = Background(self)
        self._background.crashed.connect(self.crashed)
        self.watch = watch(self)
        self.watch.idle.connect(self.lock)
        live.changed.connect(self._apply)
        window.lock_wanted.connect(self.lock)
        window.lock_page.unlock_wanted.connect(self._try)
        self._apply(live.settings)

    @property
    def is_locked(self) -> bool:
        """Whether the window is locked."""
        return self._window.is_locked

    def stop(self) -> None:
        """Nothing is told any more."""
        self.watch.set_limit_min(0)
        self._background.stop()

    @Slot()
    def lock(self) -> None:
        """Locks the window; harmless when it is locked."""
        if self.is_locked:
            return
        for other in QApplication.topLevelWidgets():
            if other is not self._window and other.isVisible():
                other.close()
        self._window.lock(by_passphrase=self._place.wants_passphrase())
        self.locked.emit()

    @Slot(object)
    def _apply(self, settings: Settings) -> None:
        self.watch.set_limit_min(settings.desk.autolock_min)

    @Slot(str)
    def _try(self, passphrase: str) -> None:
        place = self._place
        errand = self._background.do(lambda: place.prove(passphrase))
        errand.done.connect(self._unlock)
        errand.failed.connect(self._refuse)

    @Slot(object)
    def _unlock(self, _nothing: object) -> None:
        self.watch.note()
        self._window.unlock()
        self.unlocked.emit()

    @Slot(object)
    def _refuse(self, error: PermitError) -> None:
        self._window.lock_page.refuse(*in_words(error))
