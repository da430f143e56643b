"""The window from its opening to the process's exit code."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from permit_desktop.app.interruption import Interruption
from permit_desktop.app.options import LOOKS, Source, WindowOptions
from permit_desktop.app.session import Session
from permit_desktop.app.window_keyring import keyring_holder, service_secrets, system_secrets
from permit_desktop.system.memory import give_back_large_blocks
from permit_desktop.system.paths import data_dir
from permit_desktop.system.turns import take_short_turns
from permit_desktop.ui.faults import FaultRelay
from permit_desktop.ui.icons import application_icon
from permit_desktop.ui.language import Language, Translations
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.settings_flow import SettingsFlow
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.window_place import NAME as PLACE_NAME
from permit_desktop.ui.window_place import WindowPlace
from permit_desktop.workers.garbage import WindowGarbage
from permit_desktop.workers.live_settings import LiveSettings
from permit_desktop.workers.vault_place import VaultPlace


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
    application = _application()
    garbage = WindowGarbage()
    live = LiveSettings(options.store)
    theme = Theme(application, LOOKS[options.look] if options.look else None, dressed=False)
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
    secrets = service_secrets if own else None
    folder = data_dir(options.data_dir, os.environ)
    settings = SettingsFlow(
        window.settings_page, window.settings_banner, live, theme=theme, secrets=secrets, folder=folder
    )
    settings.crashed.connect(faults.report)
    session = Session(window, options, live)
    session.loaded.connect(garbage.spare)
    settings.credentials_changed.connect(session.synchronisation.renew)
    check_up = session.check_up(system_secrets if own else None, faults)
    lock = session.lock(faults) if own else None
    if is_first_run(options):
        session.ask_first(theme)
    theme.dress()
    window.show()
    QTimer.singleShot(0, session.begin)
    interrupted = Interruption(application)
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
    code = int(not session.saved) if interrupted.exit_code is None else interrupted.exit_code
    return _leave(code) if session.scanning.hangs else code


def _application() -> QApplication:
    """Qt, with the program's name and icon."""
    application = QApplication(["permit-desktop"])
    application.setApplicationName("Permit Desktop")
    application.setDesktopFileName("permit-desktop")
    application.setWindowIcon(application_icon())
    return application


def is_first_run(options: WindowOptions) -> bool:
    """Whether nobody has set or stored anything yet, and somebody is there to be asked."""
    if options.store is None or options.seconds is not None or options.screenshot is not None:
        return False
    place = VaultPlace(data_dir(options.data_dir, os.environ), keyring_holder)
    return not (options.store.user_file.exists() or place.has_vault())


def _leave(code: int) -> NoReturn:
    """Ends the process although a thread waits for a driver or a share, and cannot be ended. All is stored."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


def _remember_place(window: MainWindow, options: WindowOptions) -> None:
    """The demo leaves nothing behind."""
    if options.source is not Source.SIMULATED:
        WindowPlace(window, data_dir(options.data_dir, os.environ) / PLACE_NAME)


def _without_display() -> bool:
    if not sys.platform.startswith("linux") or "QT_QPA_PLATFORM" in os.environ:
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
