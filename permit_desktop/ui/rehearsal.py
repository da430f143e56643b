"""The window painted once where nobody sees it: proof that Qt, its plugins, icons and fonts are all in place."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from PySide6.QtCore import QPluginLoader
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from permit_desktop.ui.icons import application_icon
from permit_desktop.ui.language import Language, Translations
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme

_ICON_PX = 48
_SCREENS = {"win32": "windows", "darwin": "cocoa"}
"""Qt's plugin for a system's own screen; X, which Wayland offers, too, everywhere else."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What was seen of the painted window.

    Attributes:
        width_px, height_px: its size.
        shades: how many colours its picture has; what is not painted at all has one.
        fonts: how many families of fonts there are.
        chinese: whether one of them writes Chinese.
        icon: whether the program's icon, an SVG file, was drawn.
        languages: those the window can speak, in their own words.
        screen_fault: what `screen_fault` said.
    """

    width_px: int
    height_px: int
    shades: int
    fonts: int
    chinese: bool
    icon: bool
    languages: tuple[str, ...]
    screen_fault: str


def rehearse() -> Rehearsal:
    """Opens the window off screen, paints it and lets it go; for a process that has no window of its own."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication(["permit-desktop"])
    window = MainWindow(Theme(application, None))
    window.show()
    application.processEvents()
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    icon = application_icon().pixmap(_ICON_PX, _ICON_PX)
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    seen = Rehearsal(
        picture.width(),
        picture.height(),
        len(set(memoryview(picture.constBits()).cast("B").cast("I"))),
        len(QFontDatabase.families()),
        bool(chinese),
        not icon.isNull(),
        _spoken(application),
        screen_fault(),
    )
    window.close()
    return seen


def screen_fault() -> str:
    """Loads Qt's plugin for this system's screen, with every library that it needs, without asking for a screen.

    Returns:
        Why it cannot be loaded; empty when it can.
    """
    plugin = QPluginLoader(f"platforms/q{_SCREENS.get(sys.platform, 'xcb')}")
    if not plugin.load():
        return plugin.errorString()
    plugin.unload()
    return ""


def _spoken(application: QApplication) -> tuple[str, ...]:
    """The languages whose translation was found and changes what is said."""
    translations = Translations(application)
    source = application.translate("MainWindow", "Scan")
    spoken = []
    for language in Language:
        translations.use(language)
        if language is Language.ENGLISH or application.translate("MainWindow", "Scan") != source:
            spoken.append(language.own_name)
    translations.use(Language.ENGLISH)
    return tuple(spoken)
