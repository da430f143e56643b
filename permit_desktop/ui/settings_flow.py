"""Joins the Settings page with what holds, with the keyring, and with the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from permit_desktop.domain.bands import Band
from permit_desktop.domain.checks import Line
from permit_desktop.domain.errors import PermitError, SettingsError
from permit_desktop.system.settings import RecogniserKind, Settings
from permit_desktop.ui.banner import Banner, Message
from permit_desktop.ui.error_text import in_words, translated
from permit_desktop.ui.secret_form import Kept, SecretForm
from permit_desktop.ui.settings_page import SettingsPage
from permit_desktop.ui.theme import Theme
from permit_desktop.workers.background import Background
from permit_desktop.workers.check_run import CheckRun
from permit_desktop.workers.live_settings import LiveSettings

if TYPE_CHECKING:  # the keyring's library loads beside the window
    from permit_desktop.system.secrets import HeldSecrets

STEPS: Final = 9
"""Of the test of the connection, see `permit_desktop.api.probe.WAY`."""


class SettingsFlow(QObject):
    """Applies what the person sets, at once.

    Args:
        page: the page.
        banner: for what is wrong with the files.
        live: what holds.
        secrets: gives the keyring; called beside the window. None where nothing may touch it, as in the demo.
        folder: the data folder, which remembers what the service refused, for all programs.

    Attributes:
        crashed(Exception): a bug came up beside the window.
        credentials_changed: the keyring holds others now.
    """

    crashed = Signal(object)
    credentials_changed = Signal()

    def __init__(
        self,
        page: SettingsPage,
        banner: Banner,
        live: LiveSettings,
        *,
        theme: Theme,
        secrets: Callable[[], HeldSecrets] | None,
        folder: Path,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._banner = banner
        self._live = live
        self._theme = theme
        self._secrets = secrets
        self._folder = folder
        self._background = Background(self)
        self._test = CheckRun(self)
        live.changed.connect(self._apply)
        live.problems_changed.connect(self._show_problems)
        live.not_saved.connect(self._show_not_saved)
        page.set_wanted.connect(self._set)
        page.shown.connect(self._look_into_keyring)
        page.secret_wanted.connect(self._store)
        page.secret_clear_wanted.connect(self._clear)
        page.connection.check_wanted.connect(self._begin_test)
        page.connection.cancel_wanted.connect(self._cancel_test)
        self._test.line.connect(page.connection.show_line)
        self._test.ended.connect(page.connection.show_ended)
        for worker in (self._background, self._test):
            worker.crashed.connect(self.crashed)
        page.secret.setEnabled(secrets is not None)
        page.proxy_secret.setEnabled(secrets is not None)
        self._apply(live.settings)
        self._show_problems()

    def stop(self) -> None:
        """Nothing is told any more."""
        self._test.cancel()
        self._background.stop()

    @Slot(object)
    def _apply(self, settings: Settings) -> None:
        self._theme.choose(settings.desk.look)
        self._page.show_settings(settings)
        if self._page.isVisible():
            self._look_into_keyring()

    @Slot(str, object)
    def _set(self, key: str, value: object) -> None:
        try:
            self._live.set(key, value)
        except SettingsError as error:
            # The row shows again what holds.
            self._page.show_settings(self._live.settings)
            refused = error
            self._banner.show_message(lambda: self._message(*in_words(refused)))

    @Slot()
    def _look_into_keyring(self) -> None:
        if self._secrets is None or self._live.settings.recogniser.kind is not RecogniserKind.SERVICE:
            return
        secrets = self._secrets
        errand = self._background.do(lambda: _kept(secrets()))
        errand.done.connect(self._show_kept)

    @Slot(object)
    def _show_kept(self, kept: tuple[Kept | PermitError, Kept | PermitError]) -> None:
        for form, told in zip((self._page.secret, self._page.proxy_secret), kept, strict=True):
            if isinstance(told, PermitError):
                self._say_trouble(form, told)
            else:
                form.show_kept(told)

    @Slot(bool, str)
    def _store(self, of_proxy: bool, entered: str) -> None:  # noqa: FBT001 - a signal's argument
        if self._secrets is None:
            return
        secrets = self._secrets
        errand = self._background.do(lambda: _store(secrets(), entered, of_proxy=of_proxy))
        errand.done.connect(self._keyring_changed)
        errand.failed.connect(self._proxy_trouble if of_proxy else self._service_trouble)

    @Slot(bool)
    def _clear(self, of_proxy: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._secrets is None:
            return
        secrets = self._secrets
        errand = self._background.do(lambda: _delete(secrets(), of_proxy=of_proxy))
        errand.done.connect(self._keyring_changed)
        errand.failed.connect(self._proxy_trouble if of_proxy else self._service_trouble)

    @Slot(object)
    def _keyring_changed(self, _nothing: object) -> None:
        self._look_into_keyring()
        self.credentials_changed.emit()

    @Slot(object)
    def _service_trouble(self, error: PermitError) -> None:
        self._say_trouble(self._page.secret, error)

    @Slot(object)
    def _proxy_trouble(self, error: PermitError) -> None:
        self._say_trouble(self._page.proxy_secret, error)

    def _say_trouble(self, form: SecretForm, error: PermitError) -> None:
        form.show_kept(Kept.UNKNOWN, " ".join(in_words(error)))

    @Slot()
    def _begin_test(self) -> None:
        self._page.connection.show_begun(STEPS)
        settings, secrets = self._live.settings, self._secrets
        folder = self._folder
        self._test.start(lambda: _way(settings, secrets, folder))

    @Slot()
    def _cancel_test(self) -> None:
        self._test.cancel()
        self._page.connection.show_ended()

    @Slot()
    def _show_problems(self) -> None:
        if self._live.problems:
            self._banner.show_message(self._problem_message)
        else:
            self._banner.clear()

    def _problem_message(self) -> Message:
        first, *others = self._live.problems
        if first.line is None:
            place = self.tr("{file}: ").format(file=first.file.name)
        else:
            place = self.tr("{file}, line {line}: ").format(file=first.file.name, line=first.line)
        more = self.tr(" And {count} more.").format(count=len(others)) if others else ""
        return self._message(place + translated(first.message) + more, translated(first.remedy))

    @Slot(object)
    def _show_not_saved(self, error: PermitError) -> None:
        def tell() -> Message:
            sentence, remedy = in_words(error)
            return self._message(sentence, self.tr("The setting holds until the window is closed.") + f" {remedy}")

        self._banner.show_message(tell)

    def _message(self, sentence: str, remedy: str) -> Message:
        dismiss = self._banner.dismissal()
        return Message("band-medium", sentence, remedy, Band.MEDIUM, (dismiss,))


def _kept(secrets: HeldSecrets) -> tuple[Kept | PermitError, Kept | PermitError]:
    """Where the service's credentials are, and the proxy's, or why that is not known."""
    from permit_desktop.system.secrets import PROXY_CREDENTIALS, SERVICE_CREDENTIALS

    trouble: PermitError | None = None

    def place(name: str) -> Kept | PermitError:
        nonlocal trouble
        if secrets.is_held(name):
            return Kept.HELD
        if trouble is None:  # a keyring that failed once is not asked again: that may take as long as the first time
            try:
                return Kept.MISSING if secrets.read(name) is None else Kept.STORED
            except PermitError as error:
                trouble = error
        return trouble

    return place(SERVICE_CREDENTIALS), place(PROXY_CREDENTIALS)


def _delete(secrets: HeldSecrets, *, of_proxy: bool) -> None:
    from permit_desktop.system.secrets import PROXY_CREDENTIALS, SERVICE_CREDENTIALS

    secrets.delete(PROXY_CREDENTIALS if of_proxy else SERVICE_CREDENTIALS)


def _store(secrets: HeldSecrets, entered: str, *, of_proxy: bool) -> None:
    from permit_desktop.system.credentials import (
        credentials_from_json,
        credentials_to_json,
        proxy_credentials_from_json,
    )
    from permit_desktop.system.secrets import PROXY_CREDENTIALS, SERVICE_CREDENTIALS

    if of_proxy:
        secrets.write(PROXY_CREDENTIALS, credentials_to_json(proxy_credentials_from_json(entered)))
    else:
        secrets.write(SERVICE_CREDENTIALS, credentials_to_json(credentials_from_json(entered)))


def _way(settings: Settings, secrets: Callable[[], HeldSecrets] | None, folder: Path) -> Iterator[Line]:
    """The lines of the test; runs beside the window, and loads there what it needs."""
    from permit_desktop.api.access import Access, stored_access
    from permit_desktop.api.probe import Probe
    from permit_desktop.api.refused_access import RefusedAccess
    from permit_desktop.domain.errors import ErrorCode

    def access() -> Access:
        if secrets is None:
            raise SettingsError(
                ErrorCode.CREDENTIALS_MISSING, "The demo touches no keyring.", "Open the program without `demo`."
            )
        return stored_access(secrets(), settings.service)

    yield from Probe(settings, access, refused=RefusedAccess(folder, lambda: datetime.now(UTC))).lines()
