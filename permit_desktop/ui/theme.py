"""Applies the visual language to the application and follows the system's choice while it runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from permit_desktop.system.settings import LookName
from permit_desktop.ui import tokens
from permit_desktop.ui.stylesheet import stylesheet
from permit_desktop.ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Look

_SIMPLIFIED_FACES: Final = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
"""Simplified Chinese faces of Windows, macOS and Linux; without them Qt may take Japanese shapes."""

_TRADITIONAL_FACES: Final = (
    "Microsoft JhengHei UI",
    "PingFang TC",
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Source Han Sans TC",
)
"""The same for traditional Chinese, whose readers write some characters with other strokes."""

_MONOSPACED_FACES: Final = ("Cascadia Mono", "Consolas", "SF Mono", "Menlo", "Noto Sans Mono", "DejaVu Sans Mono")


class Theme(QObject):
    """The look in use.

    Args:
        application: what the look is applied to.
        fixed: a look that nothing changes (for pictures of the window); None to follow the person's choice.
        dressed: whether the style sheet is set at once, else with `dress`. A window that is built before it takes half
            the time: with one, each part is styled again in every place into which it is put.

    Attributes:
        changed: the look is another one; widgets that paint themselves repaint.
    """

    changed = Signal()

    def __init__(self, application: QApplication, fixed: Look | None = None, *, dressed: bool = True) -> None:
        super().__init__()
        self._application = application
        self._fixed = fixed
        self._dressed = dressed
        self._choice = LookName.SYSTEM
        self._look: Look | None = None
        # Kept: PySide takes the one from `accessibility` for deleted as soon as nobody holds the hints it came from.
        self._hints = application.styleHints()
        self._hints.colorSchemeChanged.connect(self._follow)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        application.setStyle("Fusion")
        self._system_face = application.font().family()
        application.setFont(self._font(traditional=False))
        self._follow()

    @property
    def look(self) -> Look:
        """The colours to paint with."""
        return self._look or LIGHT

    @property
    def coded_font(self) -> QFont:
        """The monospaced face, in the size of ordinary text."""
        font = QFont(self._application.font())
        font.setFamilies([*_monospaced_faces(), *font.families()])
        return font

    @property
    def moves(self) -> bool:
        """Whether the person's system allows motion."""
        # Qt knows it from 6.12 on; before, nothing says that the person minds.
        preference = getattr(self._hints.accessibility(), "motionPreference", None)
        return preference is None or preference().name != "ReducedMotion"

    def choose(self, name: LookName) -> None:
        """The person wants this look from now on."""
        self._choice = name
        self._follow()

    def dress(self) -> None:
        """Sets the style sheet: the window is built."""
        self._dressed = True
        self._apply()

    def speak(self, *, traditional: bool) -> None:
        """Sets the window's own words in the shapes of traditional or of simplified characters.

        What stands on the permits is set in simplified ones always, as it is printed.
        """
        font = self._font(traditional=traditional)
        if font.families() != self._application.font().families():
            self._application.setFont(font)
            self._apply()

    def watch(self, window: QWidget) -> None:
        """Follows the system's theme as told to a window: somebody may pick another one of high contrast."""
        # Not a filter of the application: that would see every event of every widget.
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Takes another theme of the system."""
        if event.type() is QEvent.Type.ThemeChange:
            self._follow()
        return False

    @Slot()
    def _follow(self) -> None:
        look = self._fixed or self._chosen_look()
        if look == self._look:
            return
        self._look = look
        self._apply()

    def _apply(self) -> None:
        self._application.setPalette(_palette(self.look))
        if self._dressed:
            card_faces = (self._system_face, *_installed(_SIMPLIFIED_FACES))
            self._application.setStyleSheet(stylesheet(self.look, _monospaced_faces(), card_faces))
        self.changed.emit()

    def _font(self, *, traditional: bool) -> QFont:
        first, then = (_TRADITIONAL_FACES, _SIMPLIFIED_FACES) if traditional else (_SIMPLIFIED_FACES, ())
        font = QFont(self._application.font())
        font.setFamilies([self._system_face, *_installed((*first, *then))])
        font.setPixelSize(tokens.TEXT)
        return font

    def _chosen_look(self) -> Look:
        dark = self._system_is_dark()
        wants_contrast = self._wants_contrast()
        match self._choice:
            case LookName.LIGHT:
                return LIGHT
            case LookName.DARK:
                return DARK
            case LookName.SYSTEM if not wants_contrast:
                return DARK if dark else LIGHT
        if wants_contrast:
            return _of_palette(self._system_palette())
        return CONTRAST_DARK if dark else CONTRAST_LIGHT

    def _system_is_dark(self) -> bool:
        return self._hints.colorScheme() is Qt.ColorScheme.Dark

    def _wants_contrast(self) -> bool:
        return self._hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast

    def _system_palette(self) -> QPalette:
        """The colours of the system as they are now, and not those that were set here before."""
        ours = self._application.palette()
        self._application.setPalette(QPalette())
        systems = self._application.palette()
        self._application.setPalette(ours)
        return systems


def _of_palette(palette: QPalette) -> Look:
    def colour(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name()

    return tokens.high_contrast(
        window=colour(QPalette.ColorRole.Window),
        text=colour(QPalette.ColorRole.WindowText),
        accent=colour(QPalette.ColorRole.Highlight),
        on_accent=colour(QPalette.ColorRole.HighlightedText),
    )


def _installed(faces: Iterable[str]) -> list[str]:
    return [face for face in faces if QFontDatabase.hasFamily(face)]


def _monospaced_faces() -> tuple[str, ...]:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    return (*_installed(_MONOSPACED_FACES), system)


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
