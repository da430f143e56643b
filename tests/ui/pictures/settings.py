"""The Settings page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from permit_desktop.api import errors
from permit_desktop.api.errors import ServiceError
from permit_desktop.api.probe import WAY
from permit_desktop.domain.bands import Thresholds
from permit_desktop.domain.checks import Check, Line, doubtful, failed, fine, of_error, skipped
from permit_desktop.domain.permit import FieldName
from permit_desktop.system.setting_kinds import FieldThresholds
from permit_desktop.system.settings import AuthenticationKind, Origin, RecogniserKind, Settings, settings_of
from permit_desktop.ui.error_text import translated
from permit_desktop.ui.secret_form import Kept
from permit_desktop.ui.settings_page import SettingsPage
from tests.ui.pictures.stage import Stage, State

CAMERAS: Final = (("/dev/video0", "HD Pro Webcam C920"), ("/dev/video2", "文档摄像头 DocCam 8"))
BY_SERVICE: Final[Mapping[str, Any]] = {
    "recogniser.kind": RecogniserKind.SERVICE,
    "service.endpoint": "https://ocr.example.com",
    "service.project_id": "0123456789abcdef0123456789abcdef",
    "service.proxy": "http://proxy.example.com:3128",
}


def page(stage: Stage, settings: Settings) -> SettingsPage:
    """The page in the window."""
    shown = stage.window.settings_page
    stage.window.show_page(shown)
    shown.show_settings(settings)
    shown.show_cameras(CAMERAS, CAMERAS[0])
    return shown


def _new(stage: Stage) -> object:
    return page(stage, Settings())


def _service(stage: Stage) -> object:
    shown = page(stage, settings_of(BY_SERVICE, dict.fromkeys(BY_SERVICE, Origin.USER)))
    shown.secret.show_kept(Kept.STORED)
    shown.proxy_secret.show_kept(Kept.MISSING)
    return shown


def _secret(stage: Stage) -> object:
    shown = page(stage, settings_of(BY_SERVICE, dict.fromkeys(BY_SERVICE, Origin.USER)))
    shown.secret.show_kept(Kept.MISSING)
    shown.secret.findChildren(QPushButton)[0].click()
    return shown


def _held(stage: Stage) -> object:
    shown = page(stage, settings_of(BY_SERVICE, dict.fromkeys(BY_SERVICE, Origin.USER)))
    shown.secret.show_kept(Kept.HELD)
    shown.proxy_secret.show_kept(Kept.MISSING)
    return shown


def _delete_asked(stage: Stage) -> object:
    shown = _service(stage)
    assert isinstance(shown, SettingsPage)
    shown.secret.findChildren(QPushButton)[1].click()
    return shown


def _password(stage: Stage) -> object:
    shown = page(stage, settings_of({**BY_SERVICE, "service.authentication": AuthenticationKind.PASSWORD}, {}))
    shown.secret.show_kept(Kept.STORED)
    return shown


def _wrong(stage: Stage) -> object:
    shown = page(stage, settings_of(BY_SERVICE, {}))
    locked = translated("The keyring is locked."), translated("Unlock the keyring of this computer, then try again.")
    shown.secret.show_kept(Kept.UNKNOWN, " ".join(locked))
    edit = shown.row("service.endpoint").control.core
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    edit.clear()
    QTest.keyClicks(edit, "https://me:secret@ocr.example.com")
    return shown


def _tested(stage: Stage, lines: Sequence[Line], *, ended: bool = True) -> SettingsPage:
    shown = page(stage, settings_of(BY_SERVICE, {}))
    shown.secret.show_kept(Kept.STORED)
    shown.proxy_secret.show_kept(Kept.STORED)
    shown.connection.show_begun(len(WAY))
    for line in lines:
        shown.connection.show_line(line)
    if ended:
        shown.connection.show_ended()
    for _ in range(3):  # the rows are laid out, then the page
        QApplication.processEvents()
    shown.scroll_to(shown.connection)
    return shown


_WAY_OUT: Final = (
    fine(Check.SETTINGS, "The service is https://ocr.example.com."),
    fine(Check.PROXY, "The proxy proxy.example.com lets the program through."),
    skipped(Check.NAME, "The proxy looks up the service's name."),
    fine(Check.CONNECTION, "The proxy connects to the service."),
)


def _test_runs(stage: Stage) -> object:
    return _tested(stage, _WAY_OUT, ended=False)


def _test_fails(stage: Stage) -> object:
    lines = (
        *_WAY_OUT,
        fine(Check.TLS, "The connection is secure (TLSv1.3)."),
        doubtful(
            Check.CLOCK,
            "This computer's clock is 20 minutes behind the service's.",
            "Let the system set its clock by the network.",
        ),
        fine(Check.CREDENTIALS, "The service accepts the credentials."),
        replace(
            of_error(Check.SERVICE, ServiceError(errors.NOT_ENABLED)),
            words="Request api error! The API exit-entry-permit is not subscribed.",
        ),
        failed(
            Check.REGION,
            "In the region CN-Hong Kong the service is not enabled for this account.",
            "Enable it there, or enter the address of the region where it is.",
        ),
    )
    return _tested(stage, lines)


def _locked(stage: Stage) -> object:
    keys = ("recogniser.kind", "service.endpoint", "service.project_id", "service.authentication", "service.proxy")
    shown = page(stage, settings_of(BY_SERVICE, dict.fromkeys(keys, Origin.POLICY_LOCKED)))
    shown.secret.show_kept(Kept.STORED)
    shown.proxy_secret.show_kept(Kept.STORED)
    return shown


def _desk(stage: Stage) -> object:
    own = ((FieldName.NUMBER, Thresholds(0.99, 0.9)), (FieldName.HK_REMARK, Thresholds(0.9, 0.6)))
    shown = page(stage, settings_of({"desk.thresholds": FieldThresholds(own=own)}, {}))
    QApplication.processEvents()
    shown.show_section("desk")
    return shown


def _checked(stage: Stage) -> object:
    lines = (
        fine(Check.SETTINGS, "The settings' files can be used."),
        fine(Check.CAMERA, "The camera gives pictures of 1920 × 1080 pixels."),
        doubtful(
            Check.LIGHT, "The picture is dark.", "Switch on a lamp, or turn the camera away from a window behind it."
        ),
        fine(Check.MODELS, "The recogniser of this computer can be used."),
        fine(Check.KEYRING, "The keyring opens and answers."),
        fine(Check.VAULT, "The vault is sound."),
        fine(Check.AUDIT, "The audit trail holds: 1284 entries."),
        doubtful(
            Check.DISK,
            "Only 1.4 GB are free on the data folder's disk.",
            "Delete what is not needed from the disk before it is full.",
        ),
        fine(Check.CLOCK, "This computer's date is 2026-11-25."),
        skipped(Check.SERVICE, "No service is set: permits are read on this computer."),
    )
    shown = page(stage, Settings())
    shown.check_up.show_begun(len(lines))
    for line in lines:
        shown.check_up.show_line(line)
    shown.check_up.show_ended()
    for _ in range(3):
        QApplication.processEvents()
    shown.scroll_to(shown.check_up)
    return shown


STATES: Final[Mapping[str, State]] = {
    "new": _new,
    "service": _service,
    "secret": _secret,
    "held": _held,
    "delete-asked": _delete_asked,
    "password": _password,
    "wrong": _wrong,
    "test-runs": _test_runs,
    "test-fails": _test_fails,
    "locked": _locked,
    "desk": _desk,
    "checked": _checked,
}
