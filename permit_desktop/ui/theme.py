"""Applies the visual language to the application and follows the system's choice while it runs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from permit_desktop.ui import tokens
from permit_desktop.ui.stylesheet import stylesheet
from permit_desktop.ui.tokens import DARK, LIGHT, Look

_CHINESE_FACES: Final = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
"""Simplified Chinese faces of Windows, macOS and Linux; without them Qt may take Japanese shapes."""

_MONOSPACED_FACES: Final = ("Cascadia Mono", "Consolas", "SF Mono", "Menlo", "Noto Sans Mono", "DejaVu Sans Mono")


class Theme(QObject):
    """The look in use.

    Args:
        application: what the look is applied to.
        fixed: a look that does not follow the system (for pictures of the window), None to follow it.

    Attributes:
        changed: the look is another one; widgets that paint themselves repaint.
    """

    changed = Signal()

    def __init__(self, application: QApplication, fixed: Look | None = None) -> None:
        super().__init__()
        self._application = application
        self._fixed = fixed
        self._system_palette = application.palette()
        self._look = LIGHT
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        application.setStyle("Fusion")
        application.setFont(_text_font(application.font()))
        self._follow()

    @property
    def look(self) -> Look:
        """The colours to paint with."""
        return self._look

    @property
    def moves(self) -> bool:
        """Whether the person's system allows motion."""
        # Qt knows it from 6.12 on; before, nothing says that the person minds.
        preference = getattr(self._application.styleHints().accessibility(), "motionPreference", None)
        return preference is None or preference().name != "ReducedMotion"

    @Slot()
    def _follow(self) -> None:
        self._look = self._fixed or self._system_look()
        self._application.setPalette(_palette(self._look))
        self._application.setStyleSheet(stylesheet(self._look, _monospaced_faces()))
        self.changed.emit()

    def _system_look(self) -> Look:
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            palette = self._system_palette
            return tokens.high_contrast(
                window=palette.color(QPalette.ColorRole.Window).name(),
                text=palette.color(QPalette.ColorRole.WindowText).name(),
                accent=palette.color(QPalette.ColorRole.Highlight).name(),
                on_accent=palette.color(QPalette.ColorRole.HighlightedText).name(),
            )
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def _text_font(system: QFont) -> QFont:
    font = QFont(system)
    font.setFamilies([system.family(), *(face for face in _CHINESE_FACES if QFontDatabase.hasFamily(face))])
    font.setPixelSize(tokens.TEXT)
    return font


def _monospaced_faces() -> tuple[str, ...]:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    return (*(face for face in _MONOSPACED_FACES if QFontDatabase.hasFamily(face)), system)


def _palette(look: Look) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: look.window,
        QPalette.ColorRole.WindowText: look.text,
        QPalette.ColorRole.Base: look.surface,
        QPalette.ColorRole.AlternateBase: look.window,
        QPalette.ColorRole.Text: look.text,
        QPalette.ColorRole.PlaceholderText: look.secondary,
        QPalette.ColorRole.Button: look.surface,
        QPalette.ColorRole.ButtonText: look.text,
        QPalette.ColorRole.ToolTipBase: look.surface,
        QPalette.ColorRole.ToolTipText: look.text,
        QPalette.ColorRole.Highlight: look.accent,
        QPalette.ColorRole.HighlightedText: look.on_accent,
        QPalette.ColorRole.Link: look.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette
