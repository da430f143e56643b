"""The composition root of the window: makes every part and joins them."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import TYPE_CHECKING, Final, NoReturn

from PySide6.QtCore import QObject, QTimer, QTimerEvent, Signal, Slot
from PySide6.QtWidgets import QApplication

from permit_desktop.capture.sources.known_ways import KnownWays
from permit_desktop.system.keyboard import find_keyboard
from permit_desktop.system.memory import give_back_large_blocks
from permit_desktop.system.paths import data_dir
from permit_desktop.system.person import person_at_counter
from permit_desktop.system.resources import resource
from permit_desktop.system.settings import TABLE, CameraSection, CaptureSection, RecogniserKind
from permit_desktop.system.settings_store import SettingsStore
from permit_desktop.system.turns import take_short_turns
from permit_desktop.ui.check_up_flow import CheckUpFlow
from permit_desktop.ui.faults import FaultRelay
from permit_desktop.ui.first_run_flow import FirstRunFlow
from permit_desktop.ui.icons import application_icon
from permit_desktop.ui.language import Language, Translations
from permit_desktop.ui.lock_flow import LockFlow
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.private_clipboard import PrivateClipboard
from permit_desktop.ui.queue_flow import QueueFlow
from permit_desktop.ui.record_model import Terms
from permit_desktop.ui.records_flow import Habits, RecordsFlow
from permit_desktop.ui.settings_flow import SettingsFlow
from permit_desktop.ui.sounds import Sounds
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.tokens import CONTRAST_DARK, DARK, LIGHT
from permit_desktop.ui.typing_flow import TypingFlow
from permit_desktop.ui.vault_flow import VaultFlow
from permit_desktop.ui.window_place import NAME as PLACE_NAME
from permit_desktop.ui.window_place import WindowPlace
from permit_desktop.workers.doorbell_watch import DoorbellWatch
from permit_desktop.workers.garbage import WindowGarbage
from permit_desktop.workers.live_settings import LiveSettings
from permit_desktop.workers.typist import Typist
from permit_desktop.workers.vault_place import VaultPlace
from permit_desktop.workers.vault_thread import VaultThread

if TYPE_CHECKING:  # these rooms bring the pixel libraries and the database, which load behind the window
    from permit_desktop.capture.frame import FrameSource
    from permit_desktop.recognition.apart import RecogniserApart
    from permit_desktop.system.secrets import HeldSecrets, Secrets
    from permit_desktop.ui.scan_flow import ScanFlow
    from permit_desktop.ui.storing_flow import StoringFlow
    from permit_desktop.ui.sync_flow import SyncFlow
    from permit_desktop.vault.disk_space import DiskSpace
    from permit_desktop.vault.key_holders import KeyHolder
    from permit_desktop.vault.retention import Periods
    from permit_desktop.vault.vault import Vault
    from permit_desktop.workers.sync_thread import Readers, SyncThread

LOOKS: Final = {"light": LIGHT, "dark": DARK, "high-contrast": CONTRAST_DARK}
_INTERRUPTED: Final = 130
"""What a shell expects of a program that Ctrl+C ended: 128 and the signal's number."""
_INTERRUPTION_MS: Final = 250
_DEMO_FLOOR_BYTES: Final = 50_000_000
_SETTLE_MS: Final = 400
"""Until a record that was just shown stands on the screen: the window lays it out and a flash ends."""


class Source(StrEnum):
    """Where the live picture comes from."""

    CAMERA = "camera"
    SIMULATED = "simulated"


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How the window is opened.

    Attributes:
        source: the first camera, or the simulated one.
        look: a key of `LOOKS`; None follows the system.
        seconds: after how long the window closes by itself; None leaves it open.
        data_dir: the data folder; None for the environment's, or the operating system's place for it.
        store: the settings' files; None for the defaults, which nobody keeps.
        screenshot: where to save a picture of the window when it closes; without `seconds` it closes by itself as
            soon as a record with both sides is on the screen.
    """

    source: Source = Source.CAMERA
    look: str | None = None
    seconds: float | None = None
    screenshot: Path | None = None
    data_dir: Path | None = None
    store: SettingsStore | None = None


class NoDisplayError(Exception):
    """There is no screen to open a window on."""


def run_window(options: WindowOptions) -> int:
    """Opens the window and stays until it is closed; returns the process's exit code.

    Raises:
        NoDisplayError: there is no screen; Qt itself would end the process.
    """
    if _without_display():
        raise NoDisplayError("There is no display to open a window on.")
    give_back_large_blocks()
    take_short_turns()
    application = QApplication(["permit-desktop"])
    application.setApplicationName("Permit Desktop")
    application.setDesktopFileName("permit-desktop")
    application.setWindowIcon(application_icon())
    live = LiveSettings(options.store)
    theme = Theme(application, LOOKS[options.look] if options.look else None)
    translations = Translations(application)
    translations.changed.connect(lambda: theme.speak(traditional=translations.language is Language.TRADITIONAL_CHINESE))
    translations.follow(live.settings)
    live.changed.connect(translations.follow)
    window = MainWindow(theme)
    _remember_place(window, options)
    faults = FaultRelay()
    faults.happened.connect(window.show_fault)
    give_back_hooks = faults.install()
    own = options.source is Source.CAMERA
    secrets = _service_secrets if own else None
    settings = SettingsFlow(window.settings_page, window.settings_banner, live, theme=theme, secrets=secrets)
    settings.crashed.connect(faults.report)
    session = _Session(window, options, live)
    settings.credentials_changed.connect(session.renew_readers)
    check_up = session.check_up(_system_secrets if own else None, faults)
    lock = session.lock(faults) if own else None
    if _is_first_run(options):
        session.ask_first(theme)
    window.show()
    if lock is not None:
        lock.begin()
    QTimer.singleShot(0, session.begin)
    interrupted = _Interruption(application)
    garbage = WindowGarbage()
    try:
        application.exec()
    finally:
        if lock is not None:
            lock.stop()
        check_up.stop()
        session.end()
        settings.stop()
        live.stop()
        interrupted.give_back()
        garbage.give_back()
        give_back_hooks()
    code = _INTERRUPTED if interrupted.happened else int(not session.saved)
    return _leave(code) if session.camera_hangs else code


def _leave(code: int) -> NoReturn:
    """Ends the process although a driver holds a thread, which can be neither ended nor destroyed. All is stored."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


def _is_first_run(options: WindowOptions) -> bool:
    """Whether nobody has set or stored anything yet, and somebody is there to be asked."""
    if options.store is None or options.seconds is not None or options.screenshot is not None:
        return False
    place = VaultPlace(data_dir(options.data_dir, os.environ), _keyring_holder)
    return not (options.store.user_file.exists() or place.has_vault())


class _Interruption(QObject):
    """Ctrl+C in the terminal ends the program as closing the window does."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.happened = False
        self._application = application
        self._former = signal.signal(signal.SIGINT, self._end)
        # Python runs the handler between two steps of its own, so there must be one now and then.
        self._step = self.startTimer(_INTERRUPTION_MS)

    def give_back(self) -> None:
        """Leaves Ctrl+C to whom it belonged before."""
        self.killTimer(self._step)
        signal.signal(signal.SIGINT, self._former)

    def timerEvent(self, _event: QTimerEvent) -> None:  # noqa: N802 - Qt's name
        """The step."""

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.happened = True
        self._application.quit()


class _Session(QObject):
    """One run of the window: loads what is heavy behind it, starts camera and reader, ends them."""

    _loaded = Signal()
    _source_made = Signal(object)
    _cameras_found = Signal(list)

    def __init__(self, window: MainWindow, options: WindowOptions, live: LiveSettings) -> None:
        super().__init__()
        self._window = window
        self._options = options
        self._live = live
        self._answering = live.settings.recogniser, live.settings.service
        self._flow: ScanFlow | None = None
        self._storing: StoringFlow | None = None
        self._sync: SyncThread | None = None
        self._sync_flow: SyncFlow | None = None
        self._recogniser: RecogniserApart | None = None
        self._lock: LockFlow | None = None
        self._source = options.source
        self._rests = False
        self._loaders: list[threading.Thread] = []
        self._ending = False
        self._camera = live.settings.camera
        self._known_ways = KnownWays()
        self.saved = True
        """False when a picture of the window was asked for and could not be saved."""
        self._scratch = _scratch_folder() if options.source is Source.SIMULATED else None
        own = data_dir(options.data_dir, os.environ)
        self._folder = own if self._scratch is None else Path(self._scratch.name)
        self._memory: KeyHolder | None = None
        self._memory_turn = threading.Lock()
        self._vault = VaultThread(self)
        self._vault_flow = VaultFlow(
            window, self._vault, self._place(), settings=self._entries, passing=self._scratch is not None
        )
        self._live.changed.connect(self._settings_changed)
        self._doorbell = DoorbellWatch(self._folder, self)
        self._doorbell.rung.connect(window.come_forward)
        self._vault.opened.connect(self._doorbell.begin)
        self._queue_flow = QueueFlow(window.queue_page, self._vault)
        self._sounds = Sounds(parent=self)
        self._sounds.follow(live.settings)
        live.changed.connect(self._sounds.follow)
        window.attention_wanted.connect(self._sounds.tell_attention)
        clipboard = PrivateClipboard(QApplication.clipboard(), self)
        typing = TypingFlow(window.records_page.typing_banner, Typist(partial(find_keyboard, os.environ), self), self)
        self._records_flow = RecordsFlow(window.records_page, self._vault, clipboard, typing, habits=self._habits)
        window.queue_page.record_wanted.connect(self._open_record)
        self._loaded.connect(self._start)
        self._source_made.connect(self._use_source)
        self._cameras_found.connect(window.settings_page.show_cameras)
        window.demo_wanted.connect(self._start_demo)
        window.camera_wanted.connect(self._use_camera_again)
        window.show_status(lambda: self.tr("On this machine · loading the reader …"), ready=False)

    @Slot()
    def begin(self) -> None:
        """Starts loading; the window is visible by now."""
        if self._options.seconds is not None:
            QTimer.singleShot(round(self._options.seconds * 1000), self, self._finish)
        self._window.scan_page.record.make_rows()
        self._in_background(self._load)
        self._vault_flow.open()

    def check_up(self, secrets: Callable[[], Secrets] | None, faults: FaultRelay) -> CheckUpFlow:
        """Joins the check-up with what it looks into."""
        flow = CheckUpFlow(
            self._window.settings_page,
            self._window.scan_page.live,
            self._live,
            vault=self._vault,
            folder=self._place().folder,
            secrets=secrets,
            load_recogniser=self._loaded_recogniser,
            faults=lambda: tuple(faults.recent),
        )
        flow.crashed.connect(faults.report)
        return flow

    def ask_first(self, theme: Theme) -> None:
        """Shows the first questions in the place of the pages."""
        asked = FirstRunFlow(self._window, self._live, theme)
        self._cameras_found.connect(asked.page.show_cameras)

    def lock(self, faults: FaultRelay) -> LockFlow:
        """Joins the lock with what it hides and what rests meanwhile."""
        flow = LockFlow(self._window, self._live, self._place())
        flow.locked.connect(self._rest)
        flow.unlocked.connect(self._resume)
        flow.crashed.connect(faults.report)
        self._lock = flow
        return flow

    @Slot(object)
    def _note_work(self, _read: object) -> None:
        """A permit was laid before the camera: somebody is there, who needs no key."""
        if self._lock is not None:
            self._lock.watch.note()

    @Slot()
    def _rest(self) -> None:
        self._records_flow.lock()
        self._queue_flow.forget_pictures()
        self._rests = self._flow is not None
        if self._flow is not None:
            self._flow.rest()

    @Slot()
    def _resume(self) -> None:
        if self._rests and self._flow is not None:
            self._in_background(self._make_source(self._source))
        self._rests = False

    @property
    def camera_hangs(self) -> bool:
        """After `end`: whether a camera's thread still runs, as its driver does not answer."""
        return self._flow is not None and self._flow.camera_hangs

    def end(self) -> None:
        """Ends all threads; one may remain, see `camera_hangs`."""
        self._ending = True
        for loader in self._loaders:
            loader.join()
        if self._flow is not None:
            self._flow.stop()
        self._queue_flow.stop()
        self._records_flow.stop()
        if self._sync is not None:
            self._sync.stop()
        if self._recogniser is not None:
            self._recogniser.close()
        self._vault.stop()
        if self._scratch is not None:
            self._scratch.cleanup()

    def _place(self) -> VaultPlace:
        """The demo's data folder is its own, its key in memory only; the window's key is the keyring's."""
        if self._scratch is not None:
            return VaultPlace(self._folder, self._memory_holder, space=_little_space)
        return VaultPlace(self._folder, _keyring_holder, self._periods)

    def _memory_holder(self) -> KeyHolder:
        """One for the whole run: the key is nowhere else. Runs beside the window."""
        from permit_desktop.vault.key_holders import MemoryHolder

        with self._memory_turn:
            self._memory = self._memory or MemoryHolder()
            return self._memory

    def _periods(self) -> Periods:
        from permit_desktop.vault.retention import periods_of

        return periods_of(self._live.settings.retention)

    def _entries(self) -> dict[str, object]:
        return {key: self._live.settings.entry(key) for key in TABLE}

    @Slot()
    def renew_readers(self) -> None:
        """The service's credentials are others now."""
        if self._sync_flow is not None:
            self._sync_flow.renew()

    @Slot()
    def _settings_changed(self) -> None:
        self._vault_flow.note_settings()
        if self._flow is not None:
            self._flow.follow(self._capture())
            if self._source is Source.CAMERA and self._live.settings.camera != self._camera:
                self._in_background(self._make_source(Source.CAMERA))
        answering = self._live.settings.recogniser, self._live.settings.service
        if answering != self._answering:
            self._answering = answering
            self.renew_readers()

    def _loaded_recogniser(self) -> object:
        """Runs beside the window."""
        if self._recogniser is not None:
            return self._recogniser.loaded()
        with closing(_make_recogniser()) as passing:
            return passing.loaded()

    def _reader(self) -> str:
        return self._live.settings.recogniser.kind.value

    @Slot()
    def _clear_away(self) -> None:
        """Nothing that was shredded stays in view."""
        if self._flow is not None and self._storing is not None:
            self._flow.clear()
            self._storing.forget_permit()
        self._queue_flow.forget_pictures()

    def _is_provisional(self) -> bool:
        return self._live.settings.recogniser.kind is RecogniserKind.SERVICE

    def _readers(self, vault: Vault) -> Readers:
        """Runs in the queue's thread."""
        from permit_desktop.workers.window_readers import on_device_readers, readers_of

        assert self._recogniser is not None  # noqa: S101 (made before)
        if self._scratch is not None:
            return on_device_readers(vault, self._recogniser)
        return readers_of(vault, self._recogniser, self._live.settings, _service_secrets())

    def _person(self) -> str:
        return person_at_counter(self._live.settings.desk.person)

    def _habits(self) -> Habits:
        desk = self._live.settings.desk
        return Habits(desk.clipboard_template, desk.thresholds.of)

    @Slot(int)
    def _open_record(self, record_id: int) -> None:
        self._window.show_page(self._window.records_page)
        self._records_flow.open_record(record_id)

    def _in_background(self, work: Callable[[], None]) -> None:
        loader = threading.Thread(target=work, name="loading", daemon=True)
        self._loaders.append(loader)
        loader.start()

    def _load(self) -> None:
        # They load OpenCV, numpy and the database, off the window's thread.
        import permit_desktop.ui.record_detail
        import permit_desktop.ui.scan_flow
        import permit_desktop.ui.storing_flow
        import permit_desktop.ui.sync_flow
        import permit_desktop.workers.window_readers  # noqa: F401

        self._loaded.emit()

    @Slot()
    def _start(self) -> None:
        from permit_desktop.ui.scan_flow import ScanFlow
        from permit_desktop.ui.storing_flow import StoringFlow
        from permit_desktop.ui.sync_flow import SyncFlow
        from permit_desktop.workers.reading_worker import ReadingThread
        from permit_desktop.workers.sync_thread import SyncThread

        if self._ending:
            return
        self._recogniser = _make_recogniser()
        reading = ReadingThread(self._recogniser.loaded)
        self._flow = ScanFlow(self._window, reading, terms=self._terms, provisional=self._is_provisional)
        self._flow.captured.connect(self._sounds.tell_captured)
        self._flow.completed.connect(self._record_completed)
        self._flow.side_read.connect(self._note_work)
        self._flow.camera_wanted.connect(self._use_camera_again)
        self._storing = StoringFlow(
            self._flow, self._vault, self._window.scan_page.record.saved, reader=self._reader, person=self._person
        )
        self._storing.refused.connect(self._vault_flow.tell_refusal)
        self._storing.filed.connect(self._vault_flow.note_stored)
        self._vault_flow.shift_ended.connect(self._clear_away)
        self._vault_flow.store_again_wanted.connect(self._storing.try_again)
        self._sync = SyncThread(self)
        self._sync_flow = SyncFlow(self._window, self._sync, self._vault, self._readers)
        self._sync_flow.answered.connect(self._storing.note_answer)
        self._sync_flow.renew()
        self._in_background(self._make_source(self._options.source))

    def _terms(self) -> Terms:
        settings = self._live.settings
        today = datetime.now(UTC).astimezone().date()
        return Terms(today, settings.desk.thresholds, settings.capture.sides)

    @Slot()
    def _start_demo(self) -> None:
        self._window.state_banner.clear()
        self._window.scan_page.show_opening()
        if self._storing is not None:
            self._storing.pause()
        self._in_background(self._make_source(Source.SIMULATED))

    @Slot()
    def _use_camera_again(self) -> None:
        """A video is over; an ending window needs no camera any more."""
        if not self._ending:
            self._in_background(self._make_source(self._source))

    def _capture(self) -> CaptureSection:
        """The demo stores nothing, so it takes no file that somebody counts on."""
        capture = self._live.settings.capture
        return replace(capture, watched_folder=None) if self._source is Source.SIMULATED else capture

    def _make_source(self, source: Source) -> Callable[[], None]:
        self._source = source
        if source is Source.SIMULATED:
            return lambda: self._source_made.emit(_simulated_camera())
        self._camera = self._live.settings.camera
        return partial(self._find_camera, self._camera)

    def _find_camera(self, settings: CameraSection) -> None:
        """Runs beside the window: asking the system for its cameras may take a second."""
        from permit_desktop.capture.sources.camera_list import list_cameras

        self._source_made.emit(_real_camera(settings, self._known_ways))
        self._cameras_found.emit([(camera.path, camera.name) for camera in list_cameras()])

    @Slot(object)
    def _use_source(self, source: FrameSource) -> None:
        if self._window.is_locked:
            self._rests = True
        elif self._flow is not None and not self._ending:
            self._flow.use_camera(source, self._capture())
            self._flow.follow(self._capture())

    @Slot()
    def _record_completed(self) -> None:
        if self._options.screenshot is not None and self._options.seconds is None:
            QTimer.singleShot(_SETTLE_MS, self, self._finish)

    @Slot()
    def _finish(self) -> None:
        if self._ending:
            return
        self._ending = True
        if self._options.screenshot is None:
            self._window.close()
            return
        if self._flow is not None:
            self._flow.stop()
            self._flow.show_last_complete()
        QTimer.singleShot(_SETTLE_MS, self, self._save_picture)

    @Slot()
    def _save_picture(self) -> None:
        if self._flow is None or self._flow.last_complete is None:
            sys.stderr.write(
                "permit-desktop: no permit was complete yet; the picture shows the window without a record.\n"
            )
        self.saved = self._window.grab().save(str(self._options.screenshot), "PNG")
        self._window.close()


def _remember_place(window: MainWindow, options: WindowOptions) -> None:
    """The demo leaves nothing behind."""
    if options.source is not Source.SIMULATED:
        WindowPlace(window, data_dir(options.data_dir, os.environ) / PLACE_NAME)


def _scratch_folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="permit-desktop-demo-", ignore_cleanup_errors=True)


@cache
def _system_secrets() -> Secrets:
    """The keyring; all of the window shares it, so that no two prompts to unlock it stand at once."""
    from permit_desktop.system.secrets import Secrets, find_system_keyring

    return Secrets(find_system_keyring)


@cache
def _service_secrets() -> HeldSecrets:
    """The service's credentials; without a keyring they are entered anew each time that the window is opened."""
    from permit_desktop.system.secrets import HeldSecrets

    return HeldSecrets(_system_secrets())


def _keyring_holder() -> KeyHolder:
    from permit_desktop.vault.key_holders import KeyringHolder

    return KeyringHolder(_system_secrets())


def _little_space(folder: Path) -> DiskSpace:
    from permit_desktop.vault.disk_space import DiskSpace

    return DiskSpace(folder, floor_bytes=_DEMO_FLOOR_BYTES, ballast_bytes=0)


def _make_recogniser() -> RecogniserApart:
    from permit_desktop.recognition.apart import RecogniserApart

    return RecogniserApart()


def _simulated_camera() -> FrameSource:
    from permit_desktop.capture.sources.simulated_camera import SimulatedCamera
    from permit_desktop.capture.sources.specimens import SpecimenPermits

    return SimulatedCamera(SpecimenPermits(resource("specimens")))


def _real_camera(settings: CameraSection, known: KnownWays) -> FrameSource:
    from permit_desktop.capture.sources.opencv_camera import camera_of

    return camera_of(settings, known)


def _without_display() -> bool:
    if not sys.platform.startswith("linux") or "QT_QPA_PLATFORM" in os.environ:
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
