from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QScrollArea, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.domain.bands import Band
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.ui.banner import Banner
from permit_desktop.ui.empty_state import EmptyState
from permit_desktop.ui.error_text import translated
from permit_desktop.ui.live_view import LivePicture
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.tokens import CAPTURE_FLASH_MS
from permit_desktop.ui.value_edit import ValueEdit
from tests.ui.permits import NUMBER, SLIPPED, reading, record

CURSOR_PX = 4


@pytest.fixture
def full(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with everything that it can show at once."""
    number = {FieldName.NUMBER: SLIPPED}
    window.scan_page.show_record(record(reading(Side.FRONT, values=number), reading(Side.BACK)))
    picture = QImage(960, 540, QImage.Format.Format_RGB32)
    picture.fill(QColor("#806040"))
    outline = Quad.of([(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8)])
    window.scan_page.show_live(LivePicture(picture, outline, Band.HIGH))
    window.show_unread(
        "a.jpg", lambda: (translated("There is no permit in this picture."), translated("Place one permit flat."))
    )
    qtbot.wait(1)
    return window


def test_no_label_takes_its_text_for_markup(full: MainWindow) -> None:
    full.key_list()
    labels = full.findChildren(QLabel)

    assert len(labels) > 40
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_no_tip_is_taken_for_markup(full: MainWindow) -> None:
    tips = [widget.toolTip() for widget in full.findChildren(QWidget) if widget.toolTip()]

    assert len(tips) > 3
    assert [tip for tip in tips if re.search(r"<[a-zA-Z/!?]", tip)] == []


def test_every_control_has_a_name_for_screen_readers(full: MainWindow) -> None:
    controls = [
        widget
        for widget in full.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | ValueEdit) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    # What Qt puts together such a control of is spoken as that control.
    composed = [part for kind in (QComboBox, QSpinBox) for each in full.findChildren(kind) for part in each.children()]
    inner = {widget for part in composed if isinstance(part, QWidget) for widget in (part, *part.findChildren(QWidget))}
    controls = [control for control in controls if control not in inner]

    assert len(controls) > 12
    assert [control for control in controls if not control.accessibleName()] == []


def test_tab_reaches_every_button_and_every_field(full: MainWindow) -> None:
    wanted = {
        widget
        for kind in (QAbstractButton, ValueEdit)
        for widget in full.findChildren(kind)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    exclusive = {button for button in wanted if isinstance(button, QAbstractButton) and not button.isChecked()}
    reached = set()
    full.activateWindow()
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or full, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())

    # Of a group in which one is chosen, Tab stops at the chosen one; arrows go to the others.
    missed = wanted - reached - {button for button in exclusive if button.isCheckable()}
    assert missed == set()


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (1000, 640)])
def test_nothing_is_cut_off_sideways(full: MainWindow, qtbot: QtBot, side: Side, size: tuple[int, int]) -> None:
    full.resize(*size)
    full.scan_page.record.show_side(side)
    qtbot.wait(1)

    record = full.scan_page.record
    assert record.mapTo(full, QPoint(record.width(), 0)).x() < full.width()
    area = record.findChildren(QScrollArea)[0]
    labels = [label for label in area.findChildren(QLabel) if label.isVisible()]
    assert len(labels) > 20
    for label in labels:
        assert label.width() >= label.minimumSizeHint().width(), label.text()
        right = label.mapTo(area.viewport(), QPoint(label.width(), 0)).x()
        assert right <= area.viewport().width(), label.text()
    for edit in area.findChildren(ValueEdit):
        if edit.isVisible():
            assert edit.width() >= edit.fontMetrics().horizontalAdvance(edit.text()) + CURSOR_PX, edit.text()


def test_a_place_that_is_too_small_for_its_picture_still_says_what_is_the_matter(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(window.minimumSize())
    window.show_no_camera(lambda: ("No camera was found.", "Connect a camera."))
    qtbot.wait(1)
    (state,) = (each for each in window.scan_page.findChildren(EmptyState) if "from a camera" in each.sentence)
    labels = [label for label in state.findChildren(QLabel) if label.isVisible()]
    assert labels
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width()), label.text()
        assert state.rect().contains(label.geometry()), label.text()


def test_a_clean_front_needs_no_scrolling(window: MainWindow, qtbot: QtBot) -> None:
    window.scan_page.show_record(record(reading(Side.FRONT), reading(Side.BACK)))
    qtbot.wait(1)

    for side in Side:
        window.scan_page.record.show_side(side)
        qtbot.wait(1)
        area = window.scan_page.record.findChildren(QScrollArea)[0]
        assert area.verticalScrollBar().maximum() == 0, side


def test_the_keys_of_the_page_do_what_the_buttons_do(full: MainWindow, qtbot: QtBot) -> None:
    page = full.scan_page
    page.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    for key, modifier, signal in (
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, page.take_wanted),
        (Qt.Key.Key_T, control, page.turn_wanted),
        (Qt.Key.Key_R, control, page.again_wanted),
    ):
        with qtbot.waitSignal(signal, timeout=1000):
            QTest.keyClick(page, key, modifier)


def test_a_pedals_key_takes_a_still_wherever_the_keyboard_is(full: MainWindow, qtbot: QtBot) -> None:
    line = full.scan_page.record.rows()[2].edit
    line.setFocus()
    with qtbot.waitSignal(full.scan_page.take_wanted, timeout=1000):
        QTest.keyClick(line, Qt.Key.Key_F9)
    full.setFocus()
    with qtbot.waitSignal(full.scan_page.take_wanted, timeout=1000):
        QTest.keyClick(full.scan_page, Qt.Key.Key_F9)


def test_without_a_camera_the_window_says_why_and_offers_what_works(window: MainWindow, qtbot: QtBot) -> None:
    window.show_no_camera(lambda: ("No camera was found.", "Connect a camera."))

    assert "No camera was found." in window.state_banner.text()
    with qtbot.waitSignal(window.demo_wanted, timeout=1000):
        _press(window.state_banner, "Try the demo")


def test_dropped_pictures_are_handed_on(window: MainWindow, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a b.jpg"), QUrl("https://example.org/c.jpg")])  # noqa: S108 - never opened
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )

    with qtbot.waitSignal(window.files_given, timeout=1000) as given:
        window.dropEvent(event)

    assert given.args == [[Path("/tmp/a b.jpg")]]  # noqa: S108 - never opened


def dropped(data: QMimeData, actions: Qt.DropAction = Qt.DropAction.CopyAction) -> QDropEvent:
    return QDropEvent(QPointF(5, 5), actions, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def test_a_picture_dropped_from_a_web_page_is_handed_on_and_its_address_is_not(
    window: MainWindow, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/c.jpg")])
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    data.setImageData(picture)

    with qtbot.waitSignal(window.picture_given, timeout=1000) as given:
        window.dropEvent(dropped(data))

    assert given.args == [picture]
    assert window.reading_banner.text() == ""


def address() -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/c.jpg")])
    return data


def text() -> QMimeData:
    data = QMimeData()
    data.setText("C79485623")
    return data


def broken_picture() -> QMimeData:
    data = QMimeData()
    data.setData("image/png", QByteArray(b"no picture"))
    return data


@pytest.mark.parametrize("make", [address, text, broken_picture, QMimeData])
def test_what_holds_no_picture_is_said_so_whether_dropped_or_pasted_and_taken_from_nobody(
    window: MainWindow, make: Callable[[], QMimeData]
) -> None:
    data = make()
    event = dropped(data, Qt.DropAction.CopyAction | Qt.DropAction.MoveAction)
    window.dropEvent(event)
    said = window.reading_banner.text()
    assert said.startswith("There is no picture in this. Drop or paste a picture")
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction

    window.reading_banner.clear()
    QGuiApplication.clipboard().setMimeData(make())
    window.paste()
    assert window.reading_banner.text() == said
    assert "C79485623" not in said

    window.reading_banner.clear()
    only_to_move = dropped(data, Qt.DropAction.MoveAction)
    window.dropEvent(only_to_move)
    assert not only_to_move.isAccepted()

    QGuiApplication.clipboard().clear()
    window.paste()
    assert window.reading_banner.text() == said


def test_a_field_in_focus_is_framed_on_the_card_and_read_out(full: MainWindow, qtbot: QtBot) -> None:
    line = full.scan_page.record.rows()[0].edit
    line.clearFocus()
    with qtbot.waitSignal(full.scan_page.record.field_focused, timeout=1000) as focused:
        line.setFocus()

    assert focused.args == [FieldName.NUMBER]
    # A screen reader says the line's name, and then its text.
    assert NUMBER in line.accessibleName()
    assert line.text() == SLIPPED


def test_a_captured_still_flashes_for_a_moment(full: MainWindow, theme: Theme, qtbot: QtBot) -> None:
    live = full.scan_page.live
    live.flash()

    assert live.flashing is theme.moves
    qtbot.waitUntil(lambda: not live.flashing, timeout=10 * CAPTURE_FLASH_MS)


def test_the_first_fault_stays_in_view_until_it_is_dismissed(window: MainWindow) -> None:
    window.show_fault("ValueError\na.py:1 one")
    window.show_fault("KeyError\nb.py:1 two")

    assert "ValueError" in window.fault_banner.text()
    _press(window.fault_banner, "Dismiss")
    assert window.fault_banner.text() == ""


def _press(banner: Banner, label: str) -> None:
    next(button for button in banner.findChildren(QAbstractButton) if button.text() == label).click()
