"""The window's parts, joined as a run joins them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event as Flag

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.app import scanning, storage
from permit_desktop.app.options import WindowOptions
from permit_desktop.app.session import Session
from permit_desktop.app.window_keyring import system_secrets
from permit_desktop.ui.faults import FaultRelay
from permit_desktop.ui.lock_flow import LockFlow
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.saved_line import SavedState
from permit_desktop.ui.scan_flow import ScanFlow
from permit_desktop.ui.theme import Theme
from permit_desktop.vault.audit import Entry, Event
from permit_desktop.vault.job import Options
from permit_desktop.vault.key_holders import MemoryHolder
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.vault.vault import Vault
from permit_desktop.workers.live_settings import LiveSettings
from tests.capture.sources import ScriptedSource, pictures
from tests.system.keyrings import PromptingKeyring
from tests.ui.test_scan_flow import ANSWERS, FRONT, OTHER_FRONT, scan_flow


@pytest.fixture
def window(theme: Theme) -> Iterator[MainWindow]:
    """Not the shared one, which goes before its session has ended."""
    window = MainWindow(theme)
    yield window
    QCoreApplication.processEvents()
    window.deleteLater()


def button(place: QWidget, text: str) -> QPushButton:
    return next(each for each in place.findChildren(QPushButton) if each.text() == text)


@pytest.fixture
def session(
    window: MainWindow, live: LiveSettings, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    holder = MemoryHolder()
    monkeypatch.setattr(storage, "keyring_holder", lambda: holder)
    session = Session(window, WindowOptions(data_dir=tmp_path), live)
    with qtbot.waitSignal(session.storage.vault.opened, timeout=10_000):
        session.storage.open()
    yield session
    session.end()


def test_the_end_does_not_wait_for_a_keyring_whose_prompt_nobody_answers(
    window: MainWindow, live: LiveSettings, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = PromptingKeyring()
    monkeypatch.setattr("permit_desktop.system.secrets.find_system_keyring", lambda: keyring)
    system_secrets.cache_clear()
    session = Session(window, WindowOptions(data_dir=tmp_path), live)
    try:
        session.storage.open()
        qtbot.waitUntil(lambda: keyring.calls > 0, timeout=10_000)

        began_s = time.monotonic()
        session.end()
        assert time.monotonic() - began_s < 20  # of the 30 s for which nobody answers
    finally:
        keyring.unlocked.set()
        system_secrets.cache_clear()


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


@pytest.mark.parametrize("loaded", [True, False], ids=["at any time", "while the program still loads"])
def test_the_demo_has_a_way_in_and_a_way_back_and_stores_nothing_meanwhile(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, loaded: bool
) -> None:
    for camera in ("simulated_camera", "real_camera"):
        monkeypatch.setattr(scanning, camera, lambda *_: ScriptedSource(pictures(1)))
    window = session.window

    def take_stills() -> ScanFlow:
        scan = session.scanning.flow = scan_flow(window)
        session.storage.take_from(scan)
        return scan

    def give(scan: ScanFlow, shade: int, states: set[SavedState]) -> None:
        file = tmp_path / f"{shade}.png"
        Image.fromarray(np.full((40, 60, 3), shade, np.uint8)).save(file)
        scan.open_files([file])
        qtbot.waitUntil(lambda: window.scan_page.record.saved.state in states, timeout=10_000)

    if loaded:
        take_stills()
    keys = window.key_list()
    button(keys, "Try the demo").click()
    scan = session.scanning.flow or take_stills()
    assert "nothing is stored" in window.demo_banner.text()
    assert "Try the demo" not in [each.text() for each in window.key_list().findChildren(QPushButton)]
    give(scan, FRONT, {SavedState.DEMO})

    button(window.demo_banner, "Back to the camera").click()
    assert window.demo_banner.text() == ""
    assert window.scan_page.record.model is None
    give(scan, OTHER_FRONT, {SavedState.SAVED})
    found: list[int] = []
    session.storage.vault.ask(lambda vault: len(vault.record_list.rows(RecordFilter()))).done.connect(found.append)
    qtbot.waitUntil(lambda: found != [])
    assert found == [1]


def test_a_simulated_camera_that_is_made_late_does_not_take_the_place_of_the_real_one(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, goes_on = session.window, Flag()
    camera = ScriptedSource(pictures(1) * 100_000)
    window.show()

    def specimens() -> ScriptedSource:
        goes_on.wait(20)
        return ScriptedSource(pictures(1))

    monkeypatch.setattr(scanning, "simulated_camera", specimens)
    monkeypatch.setattr(scanning, "real_camera", lambda *_: camera)
    session.scanning.flow = scan_flow(window)
    window.demo_wanted.emit()
    window.demo_end_wanted.emit()
    qtbot.waitUntil(window.scan_page.live.isVisible)
    goes_on.set()
    session._loading.wait()  # noqa: SLF001 - nothing tells that nothing comes of it
    QCoreApplication.processEvents()

    assert not camera.given_up


def test_a_stored_record_is_reviewed_from_the_list_and_leaves_the_page_with_the_shift(
    session: Session, qtbot: QtBot
) -> None:
    scan = scan_flow(session.window)
    session.storage.take_from(scan)
    try:
        here, read = Options("on-device"), ANSWERS[FRONT]
        session.storage.vault.ask(lambda vault: vault.outbox.add(b"no picture", here, reading=read))
        session.window.records_page.review_wanted.emit(1)
        record = session.window.scan_page.record
        qtbot.waitUntil(lambda: record.model is not None, timeout=10_000)
        assert session.window.page is session.window.scan_page
        assert "Record 1 is under review" in session.window.review_banner.text()

        session.window.end_of_shift_wanted.emit()
        session.window.question._agree()  # noqa: SLF001 - its button
        qtbot.waitUntil(lambda: record.model is None, timeout=10_000)
        assert session.window.review_banner.text() == ""
    finally:
        scan.stop()
