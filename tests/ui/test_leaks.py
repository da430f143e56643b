"""Closed pages leave nothing behind: no widget, no timer, no thread."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QThread, QThreadPool, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from permit_desktop.domain.bands import Thresholds
from permit_desktop.domain.permit import Side
from permit_desktop.system.keyboard import Keyboard
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.private_clipboard import PrivateClipboard
from permit_desktop.ui.queue_flow import QueueFlow
from permit_desktop.ui.record_model import Terms
from permit_desktop.ui.records_flow import Habits, RecordsFlow
from permit_desktop.ui.scan_flow import ScanFlow
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.typing_flow import TypingFlow
from permit_desktop.vault.job import Options
from permit_desktop.workers.focus_watch import FocusWatch
from permit_desktop.workers.reading_worker import ReadingThread
from permit_desktop.workers.typist import Typist
from tests.capture.sources import ScriptedSource, pictures
from tests.ui.permits import TODAY, reading, record
from tests.ui.test_scan_flow import Reader
from tests.ui.vault_threads import RunningVault
from tests.vault.vaults import front, still

KINDS = (QWidget, QTimer, QThread, QThreadPool, QAction)


def living() -> Counter[str]:
    """What there is of Qt that takes memory or time, by its kind."""
    gc.collect()
    things = [thing for thing in gc.get_objects() if isinstance(thing, KINDS)]
    return Counter(type(thing).__name__ for thing in things if isValid(thing))


def work_with_the_pages(theme: Theme, folder: Path, qtbot: QtBot) -> None:
    """A window with a vault: both pages shown, a record opened, values shown, all closed."""
    vault = RunningVault(folder, qtbot)
    with vault.desk.vault() as filled:
        for number in range(3):
            filled.outbox.add(still(number), Options("on-device"), reading=front(f"C{number:08}"))
    window = MainWindow(theme)
    clipboard = PrivateClipboard(QApplication.clipboard())
    queue = QueueFlow(window.queue_page, vault.thread)
    keyboard = partial(Keyboard, "xdotool")
    typing = TypingFlow(window.records_page.typing_banner, Typist(keyboard), FocusWatch(keyboard))
    records = RecordsFlow(
        window.records_page, vault.thread, clipboard, typing, habits=lambda: Habits("{number}", lambda _: Thresholds())
    )
    window.show()
    vault.open()
    page = window.records_page
    window.show_page(window.queue_page)
    qtbot.waitUntil(lambda: window.queue_page.model.rowCount() == 3, timeout=5000)
    window.show_page(page)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=5000)
    records.open_record(2)
    qtbot.waitUntil(lambda: page.side.open_record == 2, timeout=5000)
    page.show_values()
    page.records_copy_wanted.emit([1])
    window.queue_page.ask_discard()
    queue.stop()
    records.stop()
    vault.thread.stop()
    window.close()
    for thing in (queue, records, typing, clipboard, vault.thread, window):
        thing.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def work_with_the_camera(theme: Theme, folder: Path, qtbot: QtBot) -> None:
    """A window with a camera, a record on the Scan page, the settings in view, locked and opened again; all closed."""
    del folder
    window = MainWindow(theme)
    flow = ScanFlow(window, ReadingThread(Reader), terms=lambda: Terms(TODAY))
    window.show()
    flow.camera.use(ScriptedSource(pictures(40)))
    qtbot.waitUntil(lambda: window.scan_page.live.picture is not None, timeout=5000)
    window.scan_page.show_record(record(reading(Side.FRONT), reading(Side.BACK)))
    window.show_page(window.settings_page)
    window.settings_page.show_cameras([("/dev/video0", "Camera")])
    window.lock(by_passphrase=True)
    window.unlock()
    window.show_page(window.scan_page)
    flow.stop()
    window.close()
    for thing in (flow, window):
        thing.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("work", [work_with_the_pages, work_with_the_camera])
def test_pages_that_are_closed_leave_no_widget_no_timer_and_no_thread(
    theme: Theme, tmp_path: Path, qtbot: QtBot, work: Callable[[Theme, Path, QtBot], None]
) -> None:
    work(theme, tmp_path / "first", qtbot)
    before = living()
    for number in range(2):
        work(theme, tmp_path / str(number), qtbot)
    assert living() - before == Counter()
