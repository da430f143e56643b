"""The languages of the window, and the one that it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal, Slot

from permit_desktop.system.resources import resource
from permit_desktop.system.settings import Language as LanguageName
from permit_desktop.system.settings import Settings


class Language(StrEnum):
    """A language; the values are stored, and name the translations' files. English needs none: it is in the source."""

    ENGLISH = "en"
    SIMPLIFIED_CHINESE = "zh_CN"
    TRADITIONAL_CHINESE = "zh_TW"

    @property
    def own_name(self) -> str:
        """What its speakers call it; never translated."""
        return {"en": "English", "zh_CN": "简体中文", "zh_TW": "繁體中文"}[self.value]


def of_system(names: Sequence[str]) -> Language:
    """The first of the system's languages (`QLocale.uiLanguages`, as `zh-Hant-HK`) that the window speaks."""
    for name in names:
        parts = set(name.replace("_", "-").split("-"))
        if "zh" in parts:
            traditional = parts & {"Hant", "TW", "HK", "MO"} and "Hans" not in parts
            return Language.TRADITIONAL_CHINESE if traditional else Language.SIMPLIFIED_CHINESE
        if "en" in parts:
            return Language.ENGLISH
    return Language.ENGLISH


class Translations(QObject):
    """The translators in use: the program's own, and Qt's for its dialogs.

    Qt tells every widget of a change with a LanguageChange event; `Wording` says its texts anew.

    Attributes:
        changed: the language is another one.
    """

    changed = Signal()

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._application = application
        self._installed: list[QTranslator] = []
        self._language = Language.ENGLISH

    @property
    def language(self) -> Language:
        """The language in use."""
        return self._language

    @Slot(object)
    def follow(self, settings: Settings) -> None:
        """Speaks the language that is set; the system's where none is."""
        name = settings.desk.language
        systems = of_system(QLocale.system().uiLanguages())
        self.use(systems if name is LanguageName.SYSTEM else Language(name.value))

    def use(self, language: Language) -> None:
        """Speaks another language from now on."""
        if language is self._language:
            return
        self._language = language
        QLocale.setDefault(QLocale(language.value))
        for former in self._installed:
            self._application.removeTranslator(former)
            former.deleteLater()
        self._installed = []
        if language is not Language.ENGLISH:
            self._install(f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}/qtbase_{language}.qm")
            self._install(str(resource("translations", f"{language}.qm")))
        self.changed.emit()

    def _install(self, file: str) -> None:
        translator = QTranslator(self)
        if translator.load(file):
            self._application.installTranslator(translator)
            self._installed.append(translator)
