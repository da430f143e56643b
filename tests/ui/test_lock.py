"""The window locks when nobody is there: nothing of anybody is seen, no key does anything, the vault's key unlocks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.domain.permit import Side
from permit_desktop.system.secrets import Secrets
from permit_desktop.system.settings_store import SettingsStore
from permit_desktop.ui.idle_watch import IdleWatch
from permit_desktop.ui.lock_flow import LockFlow
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.vault.key_holders import KeyHolder, KeyringHolder, PassphraseHolder
from permit_desktop.vault.vault import open_vault
from permit_desktop.workers.live_settings import LiveSettings
from permit_desktop.workers.vault_place import VaultPlace
from tests.system.keyrings import FailingKeyring, MemoryKeyring
from tests.ui.permits import NUMBER, reading, record

PASSPHRASE = "correct horse battery"  # noqa: S105 (of a vault that lives for one test)


class Time:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


class Locked:
    """A window with a record in view, and what locks it."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self.time = Time()
        keyring = MemoryKeyring()
        self.secrets = Secrets(lambda: keyring)
        self.place = VaultPlace(folder / "data", self._holder)
        self.live = LiveSettings(SettingsStore(folder / "settings.toml", folder / "policy.toml"))
        self.flow = LockFlow(window, self.live, self.place, watch=self._watch)
        window.scan_page.show_record(record(reading(Side.FRONT)))

    def pass_min(self, minutes: float) -> None:
        self.time.now_s += minutes * 60
        self.flow.watch.look()

    def button(self) -> QPushButton:
        return self.window.lock_page.findChildren(QPushButton)[0]

    def _watch(self, parent: QObject) -> IdleWatch:
        return IdleWatch(parent, self.time)

    def _holder(self) -> KeyHolder:
        return KeyringHolder(self.secrets)


@pytest.fixture
def locked(window: MainWindow, tmp_path: Path) -> Iterator[Locked]:
    locked = Locked(window, tmp_path)
    yield locked
    locked.flow.stop()
    locked.live.stop()


def seen(window: QWidget) -> str:
    """All texts that are on the screen."""
    texts: list[QLabel | QLineEdit] = [*window.findChildren(QLabel), *window.findChildren(QLineEdit)]
    return " ".join(each.text() for each in texts if each.isVisible())


def test_after_the_time_of_the_settings_nothing_of_anybody_is_seen(locked: Locked, qtbot: QtBot) -> None:
    assert NUMBER in seen(locked.window)
    locked.pass_min(9.9)
    assert not locked.flow.is_locked
    with qtbot.waitSignal(locked.flow.locked):
        locked.pass_min(0.2)

    assert NUMBER not in seen(locked.window)
    assert "Locked" in seen(locked.window)
    image = locked.window.grab().toImage()
    locked.window.scan_page.show_record(None)
    assert locked.window.grab().toImage() == image, "nothing of the record shines through"


@pytest.mark.parametrize("act", ["key", "mouse", "capture", "dialog"])
def test_whoever_does_something_is_there(locked: Locked, qtbot: QtBot, act: str) -> None:
    locked.pass_min(9)
    if act == "key":
        QTest.keyClick(locked.window.windowHandle(), Qt.Key.Key_Tab)
    elif act == "mouse":
        QTest.mouseMove(locked.window.windowHandle())
        qtbot.wait(20)
    elif act == "dialog":
        dialog = QDialog(locked.window)
        qtbot.addWidget(dialog)
        dialog.show()
        locked.pass_min(0.1)
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Tab)
    else:
        locked.flow.watch.note()
    locked.pass_min(9)
    assert not locked.flow.is_locked
    locked.pass_min(2)
    assert locked.flow.is_locked


def test_the_time_can_be_changed_and_taken_away(locked: Locked) -> None:
    locked.live.set("desk.autolock_min", 0)
    locked.pass_min(1000)
    assert not locked.flow.is_locked
    locked.live.set("desk.autolock_min", 1)
    locked.pass_min(0)  # the time before counts for nothing: nobody was watched
    assert not locked.flow.is_locked
    locked.pass_min(1)
    assert locked.flow.is_locked


def test_no_key_reaches_what_is_hidden(locked: Locked, qtbot: QtBot) -> None:
    QTest.keyClick(locked.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locked.flow.is_locked
    with qtbot.assertNotEmitted(locked.window.scan_page.take_wanted):
        for key in (Qt.Key.Key_2, Qt.Key.Key_4):
            QTest.keyClick(locked.window, key, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(locked.window, Qt.Key.Key_Space)
        QTest.keyClick(locked.window, Qt.Key.Key_F1)

    assert locked.window.page is locked.window.scan_page
    assert not locked.window.acceptDrops()


def test_other_windows_of_the_program_are_closed(locked: Locked, qtbot: QtBot) -> None:
    dialog = QDialog(locked.window)
    qtbot.addWidget(dialog)
    dialog.show()
    locked.flow.lock()

    assert not dialog.isVisible()


def test_the_keyring_unlocks_and_the_keyboard_is_where_it_was(locked: Locked, qtbot: QtBot) -> None:
    open_vault(locked.place.folder, KeyringHolder(locked.secrets), what="test").close()
    row = locked.window.scan_page.record.rows()[1]
    row.setFocus()
    before = locked.window.focusWidget()
    locked.flow.lock()
    with qtbot.waitSignal(locked.flow.unlocked):
        locked.button().click()

    assert NUMBER in seen(locked.window)
    assert locked.window.focusWidget() is before


def test_a_keyring_that_does_not_open_keeps_the_window_locked(locked: Locked, qtbot: QtBot) -> None:
    open_vault(locked.place.folder, KeyringHolder(locked.secrets), what="test").close()
    locked.secrets = Secrets(lambda: FailingKeyring(OSError("the-secret")))
    locked.flow.lock()
    locked.button().click()
    qtbot.waitUntil(lambda: "keyring" in seen(locked.window) and locked.button().isEnabled())

    assert locked.flow.is_locked
    assert "the-secret" not in seen(locked.window)


def test_a_passphrase_is_asked_for_where_the_vault_has_one(locked: Locked, qtbot: QtBot) -> None:
    open_vault(locked.place.folder, PassphraseHolder(PASSPHRASE), what="test").close()
    locked.flow.lock()
    (edit,) = locked.window.lock_page.findChildren(QLineEdit)
    assert edit.isVisible()
    assert edit.hasFocus()
    QTest.keyClicks(edit, "wrong")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: locked.button().isEnabled(), timeout=15_000)
    assert locked.flow.is_locked
    edit.setText(PASSPHRASE)
    with qtbot.waitSignal(locked.flow.unlocked, timeout=15_000):
        QTest.keyClick(edit, Qt.Key.Key_Return)

    assert edit.text() == ""
    assert not locked.flow.is_locked


def test_without_a_vault_a_click_is_enough(locked: Locked, qtbot: QtBot) -> None:
    locked.flow.lock()
    with qtbot.waitSignal(locked.flow.unlocked):
        locked.button().click()
