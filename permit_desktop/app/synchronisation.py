"""What is synchronised: the queue, worked off by this machine's reader and the service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from permit_desktop.app.window_keyring import service_secrets
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.workers.live_settings import LiveSettings
from permit_desktop.workers.vault_thread import VaultThread

if TYPE_CHECKING:  # these rooms bring the pixel libraries and the database, which load behind the window
    from permit_desktop.recognition.apart import RecogniserApart
    from permit_desktop.ui.sync_flow import SyncFlow
    from permit_desktop.vault.vault import Vault
    from permit_desktop.workers.sync_thread import Readers, SyncThread


class Synchronisation(QObject):
    """Works the queue off, with the readers that the settings name.

    Args:
        folder: the data folder.
        alone: whether this machine is the only reader, as in the demo, which uses no network.

    Attributes:
        answered(int): a job got its answer.
    """

    answered = Signal(int)

    def __init__(
        self, window: MainWindow, vault: VaultThread, live: LiveSettings, folder: Path, *, alone: bool
    ) -> None:
        super().__init__(window)
        self._window = window
        self._vault = vault
        self._live = live
        self._folder = folder
        self._alone = alone
        self._answering = live.settings.recogniser, live.settings.service
        self._thread: SyncThread | None = None
        self._flow: SyncFlow | None = None
        self._recogniser: RecogniserApart | None = None
        live.changed.connect(self._settings_changed)

    def start(self, recogniser: RecogniserApart) -> None:
        """Begins as soon as the vault is open; everything is loaded by now."""
        from permit_desktop.ui.sync_flow import SyncFlow
        from permit_desktop.workers.sync_thread import SyncThread

        self._recogniser = recogniser
        self._thread = SyncThread(self)
        self._flow = SyncFlow(self._window, self._thread, self._vault, self._readers)
        self._flow.answered.connect(self.answered)
        self._flow.renew()

    @Slot()
    def renew(self) -> None:
        """The service's credentials or settings are others now."""
        if self._flow is not None:
            self._flow.renew()

    def stop(self) -> None:
        """Ends the request that is under way, and the thread."""
        if self._thread is not None:
            self._thread.stop()

    @Slot()
    def _settings_changed(self) -> None:
        answering = self._live.settings.recogniser, self._live.settings.service
        if answering != self._answering:
            self._answering = answering
            self.renew()

    def _readers(self, vault: Vault) -> Readers:
        """Runs in the queue's thread."""
        from permit_desktop.workers.window_readers import on_device_readers, readers_of

        assert self._recogniser is not None  # noqa: S101 (`start` was given it)
        if self._alone:
            return on_device_readers(vault, self._recogniser)
        return readers_of(vault, self._recogniser, self._live.settings, service_secrets(), self._folder)
