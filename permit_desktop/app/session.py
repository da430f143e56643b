"""One run of the window: its parts, and how they are joined."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from permit_desktop.app.loading import Loading
from permit_desktop.app.options import Source, WindowOptions
from permit_desktop.app.planned_end import PlannedEnd
from permit_desktop.app.scanning import Scanning
from permit_desktop.app.storage import Storage
from permit_desktop.app.synchronisation import Synchronisation
from permit_desktop.app.window_keyring import give_up_keyring
from permit_desktop.ui.check_up_flow import CheckUpFlow
from permit_desktop.ui.faults import FaultRelay
from permit_desktop.ui.first_run_flow import FirstRunFlow
from permit_desktop.ui.lock_flow import LockFlow
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.sounds import Sounds
from permit_desktop.ui.theme import Theme
from permit_desktop.workers.live_settings import LiveSettings

if TYPE_CHECKING:  # these rooms bring the pixel libraries and the keyring's, which load behind the window
    from permit_desktop.recognition.apart import RecogniserApart
    from permit_desktop.system.secrets import Secrets

_KEYRING_PATIENCE_S: Final = 1.0


class Session(QObject):
    """Makes the parts, starts them behind the window, ends them in order.

    Attributes:
        window: the window.
        scanning, storage, synchronisation: what is scanned, stored and synchronised.
        loaded: the whole program is in memory.
    """

    loaded = Signal()

    def __init__(self, window: MainWindow, options: WindowOptions, live: LiveSettings) -> None:
        super().__init__()
        self.window = window
        self._live = live
        self._recogniser: RecogniserApart | None = None
        self._lock: LockFlow | None = None
        self._ending = False
        self._loading = Loading(self)
        self._loading.loaded.connect(self.loaded)
        self._loading.loaded.connect(self._start)
        self.storage = Storage(window, options, live)
        self.scanning = Scanning(window, live, self._loading, options.source, self.storage.place.folder)
        self.synchronisation = Synchronisation(
            window, self.storage.vault, live, self.storage.place.folder, alone=options.source is Source.SIMULATED
        )
        self._end = PlannedEnd(window, options, self.scanning)
        self._sounds = Sounds(parent=self)
        self._sounds.follow(live.settings)
        live.changed.connect(self._sounds.follow)
        window.attention_wanted.connect(self._sounds.tell_attention)
        window.demo_wanted.connect(self._start_demo)
        window.demo_end_wanted.connect(self._end_demo)
        window.offers_demo = options.source is Source.CAMERA
        window.camera_wanted.connect(self._use_camera_again)
        window.status_line.show_reader(lambda: self.tr("On this machine · loading the reader …"), ready=False)

    @Slot()
    def begin(self) -> None:
        """Starts loading; the window is visible by now."""
        self._end.begin()
        self.window.scan_page.record.warm_up()
        self._loading.begin()
        self.storage.open()

    def check_up(self, secrets: Callable[[], Secrets] | None, faults: FaultRelay) -> CheckUpFlow:
        """Joins the check-up with what it looks into."""
        flow = CheckUpFlow(
            self.window.settings_page,
            self.window.scan_page.live,
            self._live,
            camera_name=self.scanning.camera_name,
            vault=self.storage.vault,
            folder=self.storage.place.folder,
            secrets=secrets,
            load_recogniser=self._loaded_recogniser,
            faults=lambda: tuple(faults.recent),
        )
        flow.crashed.connect(faults.report)
        return flow

    def ask_first(self, theme: Theme) -> None:
        """Shows the first questions in the place of the pages."""
        asked = FirstRunFlow(self.window, self._live, theme)
        self.scanning.cameras_found.connect(asked.page.show_cameras)

    def lock(self, faults: FaultRelay) -> LockFlow:
        """Joins the lock with what it hides and what rests meanwhile."""
        flow = LockFlow(self.window, self._live, self.storage.place)
        flow.locked.connect(self.storage.hide)
        flow.locked.connect(self.scanning.rest)
        flow.unlocked.connect(self.scanning.resume)
        flow.unlocked.connect(self.storage.note_unlocked)
        flow.crashed.connect(faults.report)
        self._lock = flow
        return flow

    @property
    def saved(self) -> bool:
        """False when a picture of the window was asked for and could not be saved."""
        return self._end.saved

    def end(self) -> None:
        """Ends all threads; one may remain, see `Scanning.hangs`."""
        self._ending = True
        # Whoever still waits for the keyring then waits for a person who has gone.
        keyring_patience = threading.Timer(_KEYRING_PATIENCE_S, give_up_keyring)
        keyring_patience.daemon = True
        keyring_patience.start()
        self._loading.wait()
        self.scanning.stop()
        self.storage.stop_pages()
        self.synchronisation.stop()
        if self._recogniser is not None:
            self._recogniser.close()
        self.storage.close()
        keyring_patience.cancel()

    @Slot()
    def _start(self) -> None:
        if self._ending or self._end.has_come:
            return
        self._recogniser = make_recogniser()
        scan = self.scanning.start(self._recogniser)
        scan.captured.connect(self._sounds.tell_captured)
        scan.completed.connect(self._end.note_complete)
        scan.side_read.connect(self._note_work)
        scan.camera.wanted.connect(self._use_camera_again)
        storing = self.storage.take_from(scan)
        self.synchronisation.answered.connect(storing.note_answer)
        self.synchronisation.start(self._recogniser)
        self.scanning.open_source()

    @Slot(object)
    def _note_work(self, _read: object) -> None:
        """A permit was laid before the camera: somebody is there, who needs no key."""
        if self._lock is not None:
            self._lock.watch.note()

    @Slot()
    def _start_demo(self) -> None:
        self.scanning.show_demo()
        self.storage.pause()
        self.window.show_demo()

    @Slot()
    def _end_demo(self) -> None:
        self.scanning.end_demo()
        self.storage.resume()
        self.window.demo_banner.clear()

    @Slot()
    def _use_camera_again(self) -> None:
        """A video is over; an ending window needs no camera any more."""
        if not self._ending:
            self.scanning.open_source()

    def _loaded_recogniser(self) -> object:
        """Runs beside the window."""
        if self._recogniser is not None:
            return self._recogniser.loaded()
        with closing(make_recogniser()) as passing:
            return passing.loaded()


def make_recogniser() -> RecogniserApart:
    """The reader of this machine, in a process of its own."""
    from permit_desktop.recognition.apart import RecogniserApart

    return RecogniserApart()
