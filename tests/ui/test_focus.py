"""Whatever has the keyboard can be seen to have it, where looks are told by fills and where by borders."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.tokens import CONTRAST_DARK, LIGHT
from tests.ui.test_keys import scanned as scanned  # noqa: PLC0414 - pytest finds it by this name

LOOKS = {"light": LIGHT, "contrast-dark": CONTRAST_DARK}
"""The others differ from these by their colours alone, whose contrast is computed."""
ROUND_PX = 4


@pytest.fixture(params=LOOKS)
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Theme]:
    theme = Theme(qapp, LOOKS[request.param])
    yield theme
    theme.deleteLater()


def edge(window: MainWindow, widget: QWidget) -> QImage:
    """The surroundings of a control as they look now, without what is inside it: a cursor alone is easily missed."""
    whole = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    picture = window.grab(whole.adjusted(-ROUND_PX, -ROUND_PX, ROUND_PX, ROUND_PX)).toImage()
    if isinstance(widget, QLineEdit | QAbstractSpinBox):
        painter = QPainter(picture)
        inner = QRect(QPoint(0, 0), picture.size()).adjusted(*(2 * ROUND_PX * sign for sign in (1, 1, -1, -1)))
        painter.fillRect(inner, Qt.GlobalColor.black)
        painter.end()
    return picture


def controls(page: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)
    found = [each for kind in kinds for each in page.findChildren(kind)]
    return [
        each
        for each in found
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(each.parentWidget(), QComboBox | QAbstractSpinBox)
    ]  # fmt: skip


def test_whatever_has_the_keyboard_looks_different(scanned: MainWindow, qtbot: QtBot) -> None:
    seen = 0
    for page in (scanned.scan_page, scanned.queue_page, scanned.records_page, scanned.settings_page):
        scanned.show_page(page)
        qtbot.wait(1)
        for control in controls(page):
            page.setFocus(Qt.FocusReason.MouseFocusReason)  # as by a click beside them
            if control.visibleRegion().isEmpty():
                continue  # further down: coming into view changes everything around it
            before = edge(scanned, control)
            control.setFocus(Qt.FocusReason.TabFocusReason)
            assert edge(scanned, control) != before, control.accessibleName()
            seen += 1
    assert seen > 30
