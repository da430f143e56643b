"""Looks: chosen, followed from the system, changed while the window is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.system.settings import LookName
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT
from tests.ui.permits import reading
from tests.ui.permits import record as permit


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp)
    yield theme
    theme.deleteLater()


class System:
    """The system's choice, which the platform without a screen cannot make."""

    def __init__(self, application: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
        self._hints = application.styleHints()
        self._dark = False
        monkeypatch.setattr(Theme, "_system_is_dark", lambda _: self._dark)

    def turn(self, scheme: Qt.ColorScheme) -> None:
        self._dark = scheme is Qt.ColorScheme.Dark
        self._hints.colorSchemeChanged.emit(scheme)


@pytest.fixture
def system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> System:
    return System(qapp, monkeypatch)


def test_the_look_follows_the_system_until_one_is_chosen(system: System, theme: Theme, qtbot: QtBot) -> None:
    assert theme.look == LIGHT
    with qtbot.waitSignal(theme.changed):
        system.turn(Qt.ColorScheme.Dark)
    assert theme.look == DARK

    theme.choose(LookName.LIGHT)
    system.turn(Qt.ColorScheme.Light)
    system.turn(Qt.ColorScheme.Dark)
    assert theme.look == LIGHT
    theme.choose(LookName.SYSTEM)
    assert theme.look == DARK


def test_high_contrast_can_be_chosen_where_the_system_offers_none(
    system: System, theme: Theme, qapp: QApplication
) -> None:
    theme.choose(LookName.HIGH_CONTRAST)
    assert theme.look == CONTRAST_LIGHT
    system.turn(Qt.ColorScheme.Dark)
    assert theme.look == CONTRAST_DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor("#000000")


def test_the_systems_high_contrast_brings_its_own_colours(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme.watch(window)
    systems = QPalette(QColor("#101000"))
    systems.setColor(QPalette.ColorRole.Window, QColor("#101000"))
    systems.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))
    monkeypatch.setattr(Theme, "_system_palette", lambda _: systems)
    monkeypatch.setattr(Theme, "_wants_contrast", lambda _: True)
    with qtbot.waitSignal(theme.changed):
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))

    assert theme.look.borders_tell
    assert (theme.look.window, theme.look.text) == ("#101000", "#ffff00")


def test_reading_the_systems_palette_leaves_ours_in_place(theme: Theme, qapp: QApplication) -> None:
    theme.choose(LookName.DARK)
    systems = theme._system_palette()  # noqa: SLF001 (nothing else shows that it is not ours)

    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    assert systems.color(QPalette.ColorRole.Window) != QColor(DARK.window)


def test_the_same_look_is_not_applied_twice(theme: Theme, qtbot: QtBot) -> None:
    theme.choose(LookName.DARK)
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(LookName.DARK)


def test_a_window_that_is_dressed_once_it_is_built_looks_like_one_that_was_from_the_start(
    qapp: QApplication, qtbot: QtBot
) -> None:
    def pages(*, dressed: bool) -> list[QImage]:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.setStyleSheet("")
        theme = Theme(qapp, DARK, dressed=dressed)
        assert bool(qapp.styleSheet()) is dressed
        window = MainWindow(theme)
        qtbot.addWidget(window)
        theme.dress()
        window.show()
        seen = []
        for page in (window.scan_page, window.queue_page, window.records_page, window.settings_page):
            window.show_page(page)
            for _ in range(4):  # layouts within layouts find their sizes one after another
                qapp.processEvents()
            seen.append(window.grab().toImage())
        return seen

    assert pages(dressed=False) == pages(dressed=True)


def test_in_high_contrast_the_doubtful_field_in_hand_differs_from_other_doubtful_ones(
    qapp: QApplication, qtbot: QtBot
) -> None:
    window = MainWindow(Theme(qapp, CONTRAST_DARK))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    record = window.scan_page.record
    window.scan_page.show_record(permit(reading(Side.FRONT, confidences={FieldName.NAME: 0.4, FieldName.NAME_EN: 0.4})))
    qapp.processEvents()
    picture = record.grab().toImage()
    scale = picture.devicePixelRatio()

    def border(row: QWidget) -> str:
        return picture.pixelColor(row.mapTo(record, QPoint(1, row.height() // 2 + 1)) * scale).name()

    in_hand, other = record.rows()[1:3]
    assert (border(in_hand), border(other)) == (CONTRAST_DARK.accent.lower(), CONTRAST_DARK.text.lower())
