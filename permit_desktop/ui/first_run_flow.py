"""Shows the first questions once, and goes to work when they are answered or skipped."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from permit_desktop.domain.errors import SettingsError
from permit_desktop.system.settings import RecogniserKind, Settings
from permit_desktop.ui.first_run_page import FirstRunPage
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme
from permit_desktop.workers.live_settings import LiveSettings


class FirstRunFlow(QObject):
    """Stands in the place of the Scan page until the person has answered; the camera opens behind it meanwhile."""

    def __init__(self, window: MainWindow, live: LiveSettings, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._live = live
        self.page = FirstRunPage(theme)
        self.page.set_wanted.connect(self._set)
        self.page.finished.connect(self._finish)
        self.page.demo_wanted.connect(self._demo)
        live.changed.connect(self._show)
        self._show(live.settings)
        window.show_apart(self.page)

    @Slot(object)
    def _show(self, settings: Settings) -> None:
        self.page.show_settings(settings)

    @Slot(str, object)
    def _set(self, key: str, value: object) -> None:
        try:
            self._live.set(key, value)
        except SettingsError:
            self.page.show_settings(self._live.settings)

    @Slot()
    def _finish(self) -> None:
        self._live.keep()
        self._leave()

    @Slot()
    def _demo(self) -> None:
        # Not the end: who only looked at the demo is asked again the next time.
        self._leave()
        self._window.demo_wanted.emit()

    def _leave(self) -> None:
        service = self._live.settings.recogniser.kind is RecogniserKind.SERVICE
        to_set_up = service and not self._live.settings.service.endpoint
        self._window.show_page(self._window.settings_page if to_set_up else self._window.scan_page)
        self._window.remove_apart(self.page)
