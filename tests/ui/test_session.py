"""The window's parts, joined as a run joins them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from permit_desktop.app import storage
from permit_desktop.app.options import WindowOptions
from permit_desktop.app.session import Session
from permit_desktop.ui.faults import FaultRelay
from permit_desktop.ui.lock_flow import LockFlow
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme
from permit_desktop.vault.audit import Entry, Event
from permit_desktop.vault.key_holders import MemoryHolder
from permit_desktop.vault.vault import Vault
from permit_desktop.workers.live_settings import LiveSettings


@pytest.fixture
def session(theme: Theme, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    holder = MemoryHolder()
    monkeypatch.setattr(storage, "keyring_holder", lambda: holder)
    live = LiveSettings(None)
    window = MainWindow(theme)  # not the shared fixture's: that one goes before its session has ended
    session = Session(window, WindowOptions(data_dir=tmp_path), live)
    with qtbot.waitSignal(session.storage.vault.opened, timeout=10_000):
        session.storage.open()
    yield session
    session.end()
    live.stop()
    QCoreApplication.processEvents()
    window.deleteLater()


def test_who_unlocks_the_window_is_in_the_audit_trail(session: Session, qtbot: QtBot) -> None:
    lock: LockFlow = session.lock(FaultRelay())
    lock.lock()
    with qtbot.waitSignal(lock.unlocked, timeout=10_000):
        session.window.lock_page.unlock_wanted.emit("")

    found: list[list[Entry]] = []

    def look(vault: Vault) -> object:
        return [entry for entry in vault.audit.entries() if entry.subject == "window"]

    session.storage.vault.ask(look).done.connect(found.append)
    qtbot.waitUntil(lambda: found != [])
    assert [(entry.event, entry.detail[:3]) for entry in found[0]] == [(Event.UNLOCKED, "by ")]
    lock.stop()
