"""The window painted once where nobody sees it: proof that Qt, its plugins, icons and fonts are all in place."""

from __future__ import annotations

import os
from dataclasses import dataclass

from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from permit_desktop.ui.icons import application_icon
from permit_desktop.ui.language import Language, Translations
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme

_ICON_PX = 48


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
    """

    width_px: int
    height_px: int
    shades: int
    fonts: int
    chinese: bool
    icon: bool
    languages: tuple[str, ...]


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
    )
    window.close()
    return seen


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
