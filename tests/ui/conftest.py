from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from permit_desktop.ui.language import Language, Translations
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.tokens import LIGHT
from permit_desktop.workers.live_settings import LiveSettings
from tests.ui.translating import script


@pytest.fixture(autouse=True, scope="session")
def _translations_are_compiled() -> None:
    """As an installation has them, however the sources were changed since."""
    script("compile_translations").compile_all()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    # The windows of the test before are closed by now. Left there, they would be styled once more for this theme.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme = Theme(qapp, LIGHT)
    yield theme
    theme.deleteLater()


@pytest.fixture
def translations(qapp: QApplication) -> Iterator[Translations]:
    """Any language for one test; those after it are in English again."""
    translations = Translations(qapp)
    yield translations
    translations.use(Language.ENGLISH)
    translations.deleteLater()


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> MainWindow:
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def live(qtbot: QtBot) -> Iterator[LiveSettings]:
    assert qtbot is not None
    live = LiveSettings(None)
    yield live
    live.stop()
