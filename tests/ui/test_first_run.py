"""The first questions: three steps at most, each skippable, once, and the demo within reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from permit_desktop.app.options import Source, WindowOptions
from permit_desktop.app.run import is_first_run
from permit_desktop.system.settings import RecogniserKind
from permit_desktop.system.settings_store import SettingsStore
from permit_desktop.ui.first_run_flow import FirstRunFlow
from permit_desktop.ui.first_run_page import STEPS, FirstRunPage
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme
from permit_desktop.vault.key_holders import MemoryHolder
from permit_desktop.vault.vault import open_vault
from permit_desktop.workers.live_settings import LiveSettings


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "config" / "settings.toml", tmp_path / "policy.toml")


@pytest.fixture
def live(store: SettingsStore) -> Iterator[LiveSettings]:
    live = LiveSettings(store)
    yield live
    live.stop()


@pytest.fixture
def page(window: MainWindow, theme: Theme, live: LiveSettings) -> FirstRunPage:
    return FirstRunFlow(window, live, theme).page


def button(page: FirstRunPage, text: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text() == text)


def test_enter_three_times_leads_to_work(
    page: FirstRunPage, window: MainWindow, live: LiveSettings, store: SettingsStore
) -> None:
    assert [window.page] == [page]
    assert len(STEPS) <= 3
    for _ in STEPS:
        QTest.keyClick(page, Qt.Key.Key_Return)
    live.stop()

    assert window.page is window.scan_page
    assert store.user_file.exists(), "nobody is asked a second time"
    assert store.load().settings.origins == {}


@pytest.mark.parametrize("steps", range(3))
def test_the_rest_can_be_skipped_at_every_step(
    page: FirstRunPage, window: MainWindow, live: LiveSettings, store: SettingsStore, steps: int
) -> None:
    for _ in range(steps):
        QTest.keyClick(page, Qt.Key.Key_Return)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    live.stop()

    assert window.page is window.scan_page
    assert store.user_file.exists()


def test_enter_on_a_button_presses_it(page: FirstRunPage, window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(page, Qt.Key.Key_Return)
    button(page, "Back").setFocus()
    QTest.keyClick(button(page, "Back"), Qt.Key.Key_Return)
    assert page.step == 0

    button(page, "Try the demo").setFocus()
    with qtbot.waitSignal(window.demo_wanted):
        QTest.keyClick(button(page, "Try the demo"), Qt.Key.Key_Return)


def test_back_leads_back(page: FirstRunPage) -> None:
    button(page, "Next").click()
    button(page, "Back").click()

    assert page.step == 0


def test_the_demo_is_within_reach_and_is_no_answer(
    page: FirstRunPage, window: MainWindow, live: LiveSettings, store: SettingsStore, qtbot: QtBot
) -> None:
    button(page, "Next").click()
    with qtbot.waitSignal(window.demo_wanted):
        button(page, "Try the demo").click()
    live.stop()

    assert window.page is window.scan_page
    assert not store.user_file.exists(), "the questions come back"


def test_who_wants_a_service_is_led_to_where_it_is_set_up(
    page: FirstRunPage, window: MainWindow, live: LiveSettings
) -> None:
    page.set_wanted.emit("recogniser.kind", RecogniserKind.SERVICE)
    QTest.keyClick(page, Qt.Key.Key_Escape)

    assert live.settings.recogniser.kind is RecogniserKind.SERVICE
    assert window.page is window.settings_page


def test_the_language_changes_at_once(page: FirstRunPage, live: LiveSettings) -> None:
    from permit_desktop.system.settings import Language

    page.set_wanted.emit("desk.language", Language.SIMPLIFIED_CHINESE)

    assert live.settings.desk.language is Language.SIMPLIFIED_CHINESE


def test_all_steps_fit_into_a_small_window(page: FirstRunPage, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1000, 640)
    for step in range(len(STEPS)):
        qtbot.wait(1)
        for label in page.findChildren(QLabel):
            if label.isVisible():
                assert label.height() >= min(label.heightForWidth(label.width()), label.sizeHint().height()), (
                    label.text()
                )
        for each in page.findChildren(QPushButton):
            assert each.isHidden() or each.visibleRegion().boundingRect() == each.rect(), each.text()
        if step < len(STEPS) - 1:
            button(page, "Next").click()


def test_nobody_is_asked_where_something_is_set_or_stored(store: SettingsStore, tmp_path: Path) -> None:
    options = WindowOptions(store=store, data_dir=tmp_path / "data")
    assert is_first_run(options)
    assert not is_first_run(WindowOptions(source=Source.SIMULATED))
    assert not is_first_run(WindowOptions(store=store, data_dir=tmp_path / "data", seconds=1))

    open_vault(tmp_path / "data", MemoryHolder(), what="test").close()
    assert not is_first_run(options)
    empty = WindowOptions(store=store, data_dir=tmp_path / "other")
    assert is_first_run(empty)
    store.keep()
    assert not is_first_run(empty)
