"""Looks: chosen, followed from the system, changed while the window is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.system.settings import LookName
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT


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
