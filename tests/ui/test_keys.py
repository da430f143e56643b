"""The list of keys that F1 opens is true: each key on it does something, and no key that works is missing from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.ui.live_view import LivePicture
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.shortcut_list import KeyGroup, ShortcutList, window_keys
from permit_desktop.vault.record_row import RecordState
from tests.ui.permits import reading, record
from tests.ui.records import rows
from tests.ui.test_queue_page import JOBS
from tests.ui.test_queue_page import state as queue_state
from tests.ui.test_records_page import detail
from tests.ui.test_records_page import state as records_state

# What a menu and a dialog want of a window system, and none has without a screen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Happens = Callable[[], bool]
_WRITTEN = {"Del": "Delete", "Enter": "Return", "Ctrl+Enter": "Ctrl+Return"}


def press(window: MainWindow, written: str) -> None:
    """Presses a key that the list writes like this, wherever the keyboard is."""
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(_WRITTEN.get(written, written)))


def emitted(signal: Any) -> Happens:
    spy = QSignalSpy(signal)
    return lambda: spy.count() > 0


def emitted_times(signal: Any) -> Callable[[], int]:
    return QSignalSpy(signal).count


def listed(group: KeyGroup) -> list[str]:
    several = {"↑ ↓": ["↑", "↓"], "Space, Enter": ["Space", "Enter"]}
    return [key for written, _ in group.keys for key in several.get(written, [written])]


def assert_each_does_something(
    window: MainWindow, qtbot: QtBot, group: KeyGroup, effects: Sequence[tuple[str, Callable[[], Happens]]]
) -> None:
    """Every listed key is among the effects, and has its effect."""
    assert sorted(listed(group)) == sorted({key for key, _ in effects})
    for key, expect in effects:
        happens = expect()
        press(window, {"↑": "Up", "↓": "Down"}.get(key, key))
        qtbot.waitUntil(happens, timeout=2000)


@pytest.fixture
def scanned(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with a doubtful record before a camera, and lists with rows."""
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor("#806040"))
    window.scan_page.show_live(LivePicture(image, None, None))
    doubts = {FieldName.NAME: 0.6, FieldName.SEX: 0.6}
    window.scan_page.show_record(record(reading(Side.FRONT, confidences=doubts), reading(Side.BACK)))
    window.queue_page.show_queue(queue_state(*JOBS))
    window.records_page.show_records(records_state(*rows(40)))
    window.activateWindow()
    qtbot.wait(1)
    return window


def test_the_keys_of_every_page(scanned: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = scanned
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["a.jpg"], ""))

    def focus_moves() -> Happens:
        before = QApplication.focusWidget()
        return lambda: QApplication.focusWidget() is not before

    def pressed() -> Happens:
        window.show_page(window.queue_page)
        button = next(each for each in window.findChildren(QPushButton) if each.text().startswith("Sync now"))
        button.setFocus()
        return emitted(window.queue_page.sync_wanted)

    def keys_open() -> Happens:
        return lambda: bool(window.findChildren(ShortcutList))

    def turn(number: int) -> Callable[[], Happens]:
        pages = (window.scan_page, window.queue_page, window.records_page, window.settings_page)
        return lambda: lambda: window.page is pages[number]

    effects = [
        ("Ctrl+2", turn(1)),
        ("Ctrl+3", turn(2)),
        ("Ctrl+4", turn(3)),
        ("Tab", focus_moves),
        ("Space", pressed),
        ("Enter", pressed),
        ("Ctrl+1", turn(0)),
        ("Ctrl+O", lambda: emitted(window.files_given)),
        ("Ctrl+L", lambda: emitted(window.lock_wanted)),
        ("F1", keys_open),
    ]
    assert_each_does_something(window, qtbot, window_keys(["Scan", "Queue", "Records", "Settings"]), effects)


def test_no_shortcut_of_the_window_is_missing_from_the_list(scanned: MainWindow) -> None:
    pages = (scanned.scan_page, scanned.queue_page, scanned.records_page, scanned.settings_page)
    groups = [page.keys() for page in pages]
    known = [key for group in (window_keys(["Scan", "Queue", "Records", "Settings"]), *groups) for key in listed(group)]
    made = {
        shortcut.key().toString(QKeySequence.SequenceFormat.PortableText)
        for shortcut in scanned.findChildren(QShortcut)
    }
    assert made
    assert made - set(known) == set()


def test_a_table_has_the_keyboard_as_soon_as_it_has_rows(window: MainWindow) -> None:
    window.show_page(window.queue_page)
    assert window.queue_page.hasFocus()
    window.queue_page.show_queue(queue_state(*JOBS))
    assert window.queue_page.table.hasFocus()

    window.show_page(window.records_page)
    assert window.records_page.hasFocus()
    window.records_page.show_records(records_state(*rows(40)))
    assert window.records_page.table.hasFocus()


def test_the_meanings_in_the_list_are_seen_in_full(scanned: MainWindow) -> None:
    keys = scanned.key_list()
    keys.adjustSize()
    assert keys.width() <= 1000
    for label in keys.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_the_keys_of_the_scan_page(scanned: MainWindow, qtbot: QtBot) -> None:
    page = scanned.scan_page
    scanned.show_page(page)
    page.record.show_field(FieldName.NAME)

    held = QMimeData()
    held.setImageData(QImage(20, 20, QImage.Format.Format_RGB32))
    QApplication.clipboard().setMimeData(held)

    def unconfirmed() -> Happens:
        model = page.record.model
        assert model is not None
        assert FieldName.NAME in model.review.confirmed
        return lambda: page.record.model is not None and FieldName.NAME not in page.record.model.review.confirmed

    effects = [
        ("↓", lambda: emitted(page.record.field_focused)),
        ("↑", lambda: emitted(page.record.field_focused)),
        ("Space", lambda: emitted(page.take_wanted)),
        ("F9", lambda: emitted(page.take_wanted)),
        ("Ctrl+T", lambda: emitted(page.turn_wanted)),
        ("Ctrl+C", lambda: emitted(page.copy_wanted)),
        ("Ctrl+V", lambda: emitted(scanned.picture_given)),
        ("Ctrl+R", lambda: emitted(page.again_wanted)),
        ("Enter", lambda: emitted(page.field_confirmed)),
        ("Esc", unconfirmed),
        ("Ctrl+Enter", lambda: emitted(page.record_accepted)),
        ("F2", lambda: emitted(page.next_review_wanted)),
    ]
    assert_each_does_something(scanned, qtbot, page.keys(), effects)


def test_the_keys_of_the_queue_page(scanned: MainWindow, qtbot: QtBot) -> None:
    page = scanned.queue_page
    scanned.show_page(page)
    page.table.choose([1])

    def reviews() -> Happens:
        page.table.choose([4])
        return emitted(page.review_wanted)

    effects = [
        ("F5", lambda: emitted(page.sync_wanted)),
        ("P", lambda: emitted(page.pause_wanted)),
        ("R", lambda: emitted(page.retry_wanted)),
        ("F2", reviews),
        ("Enter", lambda: emitted(page.record_wanted)),
        ("Del", lambda: page.question.isVisible),
    ]
    assert_each_does_something(scanned, qtbot, page.keys(), effects)


def test_the_keys_of_the_records_page(scanned: MainWindow, qtbot: QtBot) -> None:
    page = scanned.records_page
    scanned.show_page(page)
    page.table.choose([7])
    opened: list[QMenu] = []

    def menu_opens() -> Happens:
        def look() -> bool:
            opened.extend(menu for menu in page.findChildren(QMenu) if menu.isVisible())
            for menu in opened:
                menu.close()
            return bool(opened)

        return look

    def closes() -> Happens:
        page.side.show_detail(detail(7))
        return lambda: page.side.open_record is None

    def reviews() -> Happens:
        page.table.choose([next(row.key for row in rows(40) if row.state is RecordState.TO_REVIEW)])
        return emitted(page.review_wanted)

    effects = [
        ("Ctrl+C", lambda: emitted(page.records_copy_wanted)),
        ("Ctrl+K", lambda: emitted(page.record_type_wanted)),
        ("F2", reviews),
        ("Enter", lambda: emitted(page.record_wanted)),
        ("Ctrl+M", lambda: lambda: page.model.shown),
        ("Esc", closes),
        ("Ctrl+E", menu_opens),
        ("Ctrl+F", lambda: page.filters.search.hasFocus),
    ]
    assert_each_does_something(scanned, qtbot, page.keys(), effects)


def test_the_keys_of_the_settings_page(scanned: MainWindow, qtbot: QtBot) -> None:
    page = scanned.settings_page
    scanned.show_page(page)

    def chooses() -> Happens:
        box = page.row("recogniser.kind").control.core
        box.setFocus()
        return emitted(page.set_wanted)

    def closes() -> Happens:
        page.secret.setVisible(True)
        page.secret._begin()  # noqa: SLF001 - its button
        return lambda: not page.secret.is_open

    effects = [("↓", chooses), ("↑", chooses), ("Esc", closes)]
    assert_each_does_something(scanned, qtbot, page.keys(), effects)


@pytest.mark.parametrize(
    ("written", "key", "modifiers"),
    [
        ("Ctrl+M", Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier),
        ("F2", Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_a_key_of_the_records_page_that_is_held_acts_once_and_not_with_others(
    scanned: MainWindow, written: str, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    page = scanned.records_page
    scanned.show_page(page)
    page.table.choose([next(row.key for row in rows(40) if row.state is RecordState.TO_REVIEW)])
    acted = emitted_times(page.review_wanted) if written == "F2" else lambda: int(page.model.shown)
    for held, repeats in ((modifiers, True), (Qt.KeyboardModifier.AltModifier, False)):
        QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, key, held, "", repeats))
        assert acted() == 0
    press(scanned, written)
    assert acted() == 1
