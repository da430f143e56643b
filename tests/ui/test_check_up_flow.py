"""The check-up in the window: a real vault on its thread, the camera's last picture, a file for support."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from permit_desktop.domain.checks import Check, State
from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.system.secrets import Secrets
from permit_desktop.system.settings_store import SettingsStore
from permit_desktop.ui.check_up_flow import CheckUpFlow
from permit_desktop.ui.live_view import LivePicture, LiveView
from permit_desktop.ui.settings_page import SettingsPage
from permit_desktop.ui.theme import Theme
from permit_desktop.vault import errors
from permit_desktop.vault.vault import Vault
from permit_desktop.workers.live_settings import LiveSettings
from tests.system.keyrings import MemoryKeyring
from tests.ui.vault_threads import RunningVault


class Joined:
    """The check-up with everything that it looks into."""

    def __init__(self, theme: Theme, vault: RunningVault, folder: Path) -> None:
        self.page = SettingsPage(theme)
        self.view = LiveView(theme)
        self.vault = vault
        keyring = MemoryKeyring()
        self.missing: PermitError | None = None
        self.flow = CheckUpFlow(
            self.page,
            self.view,
            LiveSettings(SettingsStore(folder / "settings.toml", folder / "policy.toml")),
            camera_name=lambda: "Document <b>camera</b>\x1b",
            vault=vault.thread,
            folder=folder,
            secrets=lambda: Secrets(lambda: keyring),
            load_recogniser=self._load,
            faults=lambda: ["ValueError\na.py:1 one"],
        )

    def _load(self) -> object:
        if self.missing is not None:
            raise self.missing
        return None

    def run(self, qtbot: QtBot) -> dict[Check, State]:
        self.page.check_up.findChildren(QPushButton)[0].click()
        assert self.page.check_up.runs
        qtbot.waitUntil(lambda: not self.page.check_up.runs, timeout=20_000)
        return {line.check: line.state for line in self.page.check_up.list.lines}


@pytest.fixture
def joined(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Joined]:
    vault = RunningVault(tmp_path / "data", qtbot)
    vault.open()
    joined = Joined(theme, vault, tmp_path)
    qtbot.addWidget(joined.page)
    qtbot.addWidget(joined.view)
    yield joined
    joined.flow.stop()
    vault.thread.stop()


def picture(grey: int) -> LivePicture:
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor(grey, grey, grey))
    return LivePicture(image, frame_px=(1920, 1080))


def disk_failed(_vault: Vault) -> None:
    raise errors.failed()


def test_everything_is_looked_into_beside_the_window(joined: Joined, qtbot: QtBot) -> None:
    joined.view.show_picture(picture(120))
    told = joined.run(qtbot)

    assert told == {
        Check.SETTINGS: State.FINE,
        Check.CAMERA: State.FINE,
        Check.LIGHT: State.FINE,
        Check.MODELS: State.FINE,
        Check.KEYRING: State.FINE,
        Check.VAULT: State.FINE,
        Check.AUDIT: State.FINE,
        Check.DISK: told[Check.DISK],
        Check.CLOCK: State.FINE,
        Check.SERVICE: State.SKIPPED,
    }


def test_what_does_not_work_is_told_with_its_remedy(joined: Joined, qtbot: QtBot) -> None:
    joined.missing = PermitError(ErrorCode.MODEL_MISSING, "A model is missing.", "Install the program again.")
    joined.vault.do(disk_failed)  # after which it is closed
    told = joined.run(qtbot)

    assert (told[Check.CAMERA], told[Check.LIGHT]) == (State.FAILED, State.SKIPPED)
    assert (told[Check.MODELS], told[Check.VAULT]) == (State.FAILED, State.FAILED)
    assert all(line.remedy for line in joined.page.check_up.list.lines if line.state is State.FAILED)


def test_a_dark_desk_is_told(joined: Joined, qtbot: QtBot) -> None:
    joined.view.show_picture(picture(12))

    assert joined.run(qtbot)[Check.LIGHT] is State.DOUBTFUL


def test_a_check_up_that_is_cancelled_tells_nothing_more(joined: Joined, qtbot: QtBot) -> None:
    button = joined.page.check_up.findChildren(QPushButton)[0]
    button.click()
    button.click()
    told = joined.page.check_up.list.lines
    qtbot.wait(50)

    assert not joined.page.check_up.runs
    assert joined.page.check_up.list.lines == told


def test_the_file_for_support_holds_what_was_found(joined: Joined, qtbot: QtBot, tmp_path: Path) -> None:
    joined.run(qtbot)
    file = tmp_path / "diagnostics.json"
    joined.flow.save(file)
    qtbot.waitUntil(file.exists, timeout=10_000)
    told = json.loads(file.read_text("utf-8"))

    assert {entry["check"] for entry in told["check_up"]} >= {"camera", "vault", "disk"}
    assert told["faults"] == ["ValueError\na.py:1 one"]
    assert told["screens"][0]["size"]


def test_a_file_that_cannot_be_written_is_told(joined: Joined, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    joined.flow.save(tmp_path / "file" / "x.json")
    labels = joined.page.check_up.findChildren(type(joined.page.check_up._summary))  # noqa: SLF001
    qtbot.waitUntil(lambda: any("cannot be written" in label.text() for label in labels))
