"""Full HD at 200 % has room for 960 × 540, at 300 % for 640 × 360: everything can be reached there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.system.settings import settings_of
from permit_desktop.ui.error_text import translated
from permit_desktop.ui.first_run_page import FirstRunPage
from permit_desktop.ui.live_view import LivePicture
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.records_model import Column, state_word
from permit_desktop.ui.records_page import RecordsState
from permit_desktop.ui.roomy import Roomy
from permit_desktop.ui.secret_form import Kept
from permit_desktop.ui.theme import Theme
from permit_desktop.vault.record_row import RecordState
from tests.ui.permits import SLIPPED, reading, record
from tests.ui.pictures.settings import BY_SERVICE
from tests.ui.records import DAY, TODAY, rows

SIZES = ((960, 516), (640, 288))
"""What a title bar and a task bar leave of them."""


@pytest.mark.parametrize(("screen", "scale"), [("1920x1080", "2"), ("1366x768", "1.5"), ("1920x1080", "3")])
def test_the_window_and_its_list_of_keys_open_within_the_screen(tmp_path: Path, screen: str, scale: str) -> None:
    width, height = map(int, screen.split("x"))
    place = {"name": "small", "x": 0, "y": 0, "width": width, "height": height}
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    (tmp_path / "screen.json").write_text(json.dumps({"screens": [place | dots]}), encoding="utf-8")
    platform = {"QT_QPA_PLATFORM": "offscreen:configfile=screen.json", "QT_SCALE_FACTOR": scale}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.screen"],
        cwd=tmp_path, env=os.environ | platform | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (across, down), *others = json.loads(done.stdout)
    assert across == pytest.approx(width / float(scale), abs=1)
    for other_across, other_down in others:
        assert other_across <= across
        assert other_down <= down


def cut_off(top: QWidget) -> list[str]:
    """What is to be seen or used, but lies outside of what holds it, or has less width than its words."""
    kinds = (QAbstractButton, QLabel, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractScrollArea)
    shown = [each for kind in kinds for each in top.findChildren(kind) if each.isVisible() and _is_of_ours(each)]
    assert len(shown) > 5
    narrow = [each for each in shown if each.width() < each.minimumSizeHint().width()]
    return [_told(each) for each in [*narrow, *(each for each in shown if _is_outside(each, top))]]


def _is_of_ours(widget: QWidget) -> bool:
    """Not a part of what Qt composes of several."""
    parent = widget.parentWidget()
    return parent is not None and not isinstance(parent, QComboBox | QAbstractSpinBox | QLineEdit | QAbstractScrollArea)


def _is_outside(widget: QWidget, top: QWidget) -> bool:
    place = widget
    while place is not top and (parent := place.parentWidget()) is not None:
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and parent is area.viewport():
            never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if area.horizontalScrollBarPolicy() == never and place.width() > parent.width():
                return True
        elif not parent.rect().contains(place.geometry()):
            return True
        place = parent
    return False


def _told(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    return f"{type(widget).__name__} {text!r} {widget.geometry().getRect()}"


@pytest.fixture(params=SIZES, ids=lambda size: "x".join(map(str, size)))
def small(window: MainWindow, request: pytest.FixtureRequest) -> MainWindow:
    window.status_line.show_reader(lambda: "On this machine · ready", ready=True)
    window.resize(*request.param)
    assert window.size().toTuple() == request.param
    return window


@pytest.mark.parametrize("side", [None, *Side])
def test_nothing_of_the_scan_page_is_cut_off(small: MainWindow, qtbot: QtBot, side: Side | None) -> None:
    page = small.scan_page
    if side is not None:
        number = {FieldName.NUMBER: SLIPPED}
        page.show_record(record(reading(Side.FRONT, values=number), reading(Side.BACK)), side)
        page.record.show_side(side)
        picture = QImage(960, 540, QImage.Format.Format_RGB32)
        picture.fill(QColor("#806040"))
        page.show_live(LivePicture(picture))
    small.show_unread(
        "a.jpg", lambda: (translated("There is no permit in this picture."), translated("Place one permit flat."))
    )
    qtbot.wait(5)

    assert cut_off(small) == []


@pytest.mark.parametrize("name", ["queue_page", "records_page", "settings_page"])
def test_nothing_of_the_other_pages_is_cut_off(small: MainWindow, qtbot: QtBot, name: str) -> None:
    page = getattr(small, name)
    small.show_page(page)
    qtbot.wait(5)

    assert cut_off(small) == []


@pytest.mark.parametrize("name", ["queue_page", "records_page", "settings_page"])
def test_nothing_is_scrolled_sideways_to(small: MainWindow, qtbot: QtBot, name: str) -> None:
    page = getattr(small, name)
    small.show_page(page)
    if name == "records_page":
        page.show_records(RecordsState(tuple(rows(40)), complete=False, day=DAY, on=TODAY))
        page.filters.days.setCurrentIndex(page.filters.days.count() - 1)
        page.filters.days.activated.emit(page.filters.days.currentIndex())
    if name == "settings_page":
        page.show_settings(settings_of(BY_SERVICE, {}))
        page.secret.show_kept(Kept.HELD)
    qtbot.wait(5)

    (area,) = (each for each in small.findChildren(Roomy) if each.content is page)
    inner = [each for each in page.findChildren(QScrollArea) if each.isVisible()]
    assert [each.horizontalScrollBar().maximum() for each in (area, *inner)] == [0] * (1 + len(inner))
    keys = small.key_list()
    keys.setWindowFlags(Qt.WindowType.Widget)  # no window of its own, as this platform would not place it
    keys.resize(small.size())
    keys.show()
    qtbot.wait(5)
    assert keys.findChildren(Roomy)[0].horizontalScrollBar().maximum() == 0


def test_a_narrow_list_has_room_for_the_names_and_for_every_state(small: MainWindow, qtbot: QtBot) -> None:
    page = small.records_page
    small.show_page(page)
    page.show_records(RecordsState(tuple(rows(40)), complete=True, day=DAY, on=TODAY))
    qtbot.wait(5)

    metrics, icon_px, pads_px = page.table.fontMetrics(), 24, 16
    assert page.table.columnWidth(Column.NAME) >= pads_px + metrics.horizontalAdvance("欧阳生頔")
    longest_px = max(metrics.horizontalAdvance(state_word(state)) for state in RecordState)
    assert page.table.columnWidth(Column.STATE) >= pads_px + 2 * icon_px + longest_px


def test_nothing_of_the_lock_and_the_first_questions_is_cut_off(small: MainWindow, theme: Theme, qtbot: QtBot) -> None:
    first = FirstRunPage(theme)
    small.show_apart(first)
    qtbot.wait(5)
    assert cut_off(small) == []

    small.lock(by_passphrase=True)
    small.lock_page.refuse("This passphrase does not open the vault.", "Enter it again.")
    qtbot.wait(5)
    assert cut_off(small.lock_page.window()) == []


def test_what_has_the_keyboard_is_in_view(small: MainWindow, qtbot: QtBot) -> None:
    small.activateWindow()
    page = small.scan_page
    page.show_record(record(reading(Side.FRONT), reading(Side.BACK)))
    qtbot.wait(5)
    last = page.record.rows()[-1].edit
    last.setFocus()
    qtbot.wait(5)

    assert _is_in_view(last, small)
    small.show_page(small.settings_page)
    qtbot.wait(5)
    look = small.settings_page.row("desk.look").control.core
    small.settings_page.row("desk.language").control.core.setFocus()
    QTest.keyClick(QApplication.focusWidget() or small, Qt.Key.Key_Tab)
    qtbot.wait(5)
    assert look.hasFocus()
    assert _is_in_view(look, small)


def _is_in_view(widget: QWidget, window: QWidget) -> bool:
    shown = QRect(widget.mapTo(window, QPoint()), widget.size())
    return widget.visibleRegion().boundingRect().size() == widget.size() and window.rect().contains(shown)
