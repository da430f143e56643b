"""Joins the check-up on the Settings page with what it looks into, and saves what support has to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from permit_desktop.domain.checks import Check, Line, of_error
from permit_desktop.domain.errors import PermitError
from permit_desktop.system.settings import RecogniserKind
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.live_view import LivePicture, LiveView
from permit_desktop.ui.settings_page import SettingsPage
from permit_desktop.workers.background import Background
from permit_desktop.workers.check_run import CheckRun
from permit_desktop.workers.live_settings import LiveSettings
from permit_desktop.workers.vault_thread import VaultThread

if TYPE_CHECKING:  # they load beside the window
    from permit_desktop.system.secrets import Secrets
    from permit_desktop.vault.vault import Vault

STEPS_HERE: Final = 10
STEPS_WITH_SERVICE: Final = 16
_SMALL_PX: Final = 64


class CheckUpFlow(QObject):
    """Runs the check-up beside the window.

    Args:
        page: the page.
        live_view: the camera's picture, from which camera and light are judged: the camera is in use.
        camera_name: gives the name of that camera.
        live: the settings.
        vault: the vault's thread.
        folder: the data folder.
        secrets: gives the keyring; None where nothing may touch it.
        load_recogniser: gives the recogniser of this computer; called beside the window.
        faults: the bugs that came up so far.

    Attributes:
        crashed(Exception): a bug came up beside the window.
    """

    crashed = Signal(object)

    def __init__(
        self,
        page: SettingsPage,
        live_view: LiveView,
        live: LiveSettings,
        *,
        camera_name: Callable[[], str],
        vault: VaultThread,
        folder: Path,
        secrets: Callable[[], Secrets] | None,
        load_recogniser: Callable[[], object],
        faults: Callable[[], Sequence[str]],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._panel = page.check_up
        self._live_view = live_view
        self._live = live
        self._camera_name = camera_name
        self._vault = vault
        self._folder = folder
        self._secrets = secrets
        self._load_recogniser = load_recogniser
        self._faults = faults
        self._run = CheckRun(self)
        self._background = Background(self)
        self._awaited = 0
        self._panel.check_wanted.connect(self._begin)
        self._panel.cancel_wanted.connect(self._cancel)
        page.diagnostics_wanted.connect(self._choose_file)
        self._run.line.connect(self._panel.show_line)
        self._run.ended.connect(self._one_ended)
        for worker in (self._run, self._background):
            worker.crashed.connect(self.crashed)

    def stop(self) -> None:
        """Nothing is told any more."""
        self._run.cancel()
        self._background.stop()

    def save(self, file: Path) -> None:
        """Writes the file for support; the panel tells when it is there."""
        settings, problems, lines = self._live.settings, self._live.problems, self._panel.list.lines
        faults, more = tuple(self._faults()), _window_facts()

        def write() -> Path:
            from permit_desktop.doctor.diagnostics import diagnostics, save_diagnostics

            save_diagnostics(file, diagnostics(settings, problems, lines, faults=faults, more=more))
            return file

        errand = self._background.do(write)
        errand.done.connect(self._saved)
        errand.failed.connect(self._not_saved)

    @Slot()
    def _begin(self) -> None:
        by_service = self._live.settings.recogniser.kind is RecogniserKind.SERVICE
        self._panel.show_begun(STEPS_WITH_SERVICE if by_service else STEPS_HERE)
        self._awaited = 2
        errand = self._vault.ask(_vault_lines)
        errand.done.connect(self._show_vault)
        errand.failed.connect(self._show_vault_trouble)
        picture = self._live_view.picture
        self._run.start(self._lines(picture, self._camera_name()))

    def _lines(self, picture: LivePicture | None, camera_name: str) -> Callable[[], Iterator[Line]]:
        """What is looked into beside the window; the vault is asked in its own thread."""
        settings, problems, folder, secrets = self._live.settings, self._live.problems, self._folder, self._secrets
        brightness = _brightness(picture)
        frame_px = picture.frame_px if picture is not None else None

        def lines() -> Iterator[Line]:
            from permit_desktop.capture.strictness import LEVELS
            from permit_desktop.doctor.camera_lines import seen_lines, unseen_lines
            from permit_desktop.doctor.check_up import CheckUp
            from permit_desktop.system.settings_store import Loaded

            return CheckUp(
                Loaded(settings, problems),
                folder,
                secrets() if secrets is not None else None,
                camera=lambda: (
                    unseen_lines()
                    if brightness is None or frame_px is None
                    else seen_lines(brightness, frame_px, LEVELS[settings.capture.strictness], camera_name)
                ),
                vault=lambda: iter(()),
                load_recogniser=self._load_recogniser,
            ).lines()

        return lines

    @Slot()
    def _cancel(self) -> None:
        self._run.cancel()
        self._awaited = 0
        self._panel.show_ended()

    @Slot(object)
    def _show_vault(self, lines: Sequence[Line]) -> None:
        if self._awaited:
            for line in lines:
                self._panel.show_line(line)
            self._one_ended()

    @Slot(object)
    def _show_vault_trouble(self, error: PermitError) -> None:
        self._show_vault((of_error(Check.VAULT, error),))

    @Slot()
    def _one_ended(self) -> None:
        self._awaited -= 1
        if self._awaited == 0:
            self._panel.show_ended()

    @Slot()
    def _choose_file(self) -> None:
        name = f"permit-desktop-{date.today():%Y%m%d}.json"  # noqa: DTZ011 - the person's own calendar day
        chosen, _ = QFileDialog.getSaveFileName(
            self._page, self.tr("Save diagnostics"), str(Path.home() / name), "JSON (*.json)"
        )
        if chosen:
            self.save(Path(chosen))

    @Slot(object)
    def _saved(self, file: Path) -> None:
        name = file.name
        self._panel.show_note(lambda: self.tr("Saved as {name}. It holds no personal data.").format(name=name))

    @Slot(object)
    def _not_saved(self, error: PermitError) -> None:
        self._panel.show_note(lambda: " ".join(in_words(error)))


def _vault_lines(vault: Vault) -> tuple[Line, ...]:
    """Runs in the vault's thread."""
    from permit_desktop.doctor.vault_lines import open_vault_lines

    return tuple(open_vault_lines(vault))


def _brightness(picture: LivePicture | None) -> float | None:
    """The median grey of the picture in view, None where there is none."""
    if picture is None or picture.image.isNull():
        return None
    small = picture.image.scaled(_SMALL_PX, _SMALL_PX).convertToFormat(QImage.Format.Format_Grayscale8)
    greys = sorted(small.pixelColor(x, y).red() for y in range(0, _SMALL_PX, 4) for x in range(0, _SMALL_PX, 4))
    return float(greys[len(greys) // 2])


def _window_facts() -> dict[str, Any]:
    screens = [
        {
            "size": [screen.size().width(), screen.size().height()],
            "scale": screen.devicePixelRatio(),
            "depth": screen.depth(),
        }
        for screen in QGuiApplication.screens()
    ]
    return {"qt": qVersion(), "window_system": QGuiApplication.platformName(), "screens": screens}
