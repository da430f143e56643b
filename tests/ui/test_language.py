from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.ui.error_messages import ERROR_MESSAGES
from permit_desktop.ui.error_text import in_words, translated
from permit_desktop.ui.language import Language, Translations, of_system
from permit_desktop.ui.wording import Wording
from tests.ui.translating import script

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context><name>Card</name>
<message><source>Card</source><translation>卡 &amp; 证</translation></message>
<message><source>Once</source><comment>how often</comment><translation>一次</translation></message>
<message><source>Once</source><translation>曾经</translation></message>
<message><source>Later</source><translation type="unfinished"></translation></message>
</context>
<context><name>Other</name><message><source>Card</source><translation>别的</translation></message></context>
</TS>
"""


@pytest.fixture
def translations(qapp: QApplication) -> Iterator[Translations]:
    translations = Translations(qapp)
    yield translations
    translations.use(Language.ENGLISH)
    translations.deleteLater()


class Card(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.label = QLabel(self)
        self.inner = QWidget(self)
        Wording(self.inner, self._say)

    def _say(self) -> None:
        self.label.setText(translated("The keyring is locked."))


@pytest.mark.parametrize(
    ("names", "language"),
    [
        (["zh-Hans-CN", "zh-CN", "en"], Language.SIMPLIFIED_CHINESE),
        (["zh"], Language.SIMPLIFIED_CHINESE),
        (["zh-Hans-HK"], Language.SIMPLIFIED_CHINESE),
        (["zh-Hant-TW", "zh"], Language.TRADITIONAL_CHINESE),
        (["zh_HK"], Language.TRADITIONAL_CHINESE),
        (["zh-MO"], Language.TRADITIONAL_CHINESE),
        (["en-GB", "zh-CN"], Language.ENGLISH),
        (["fr-FR", "zh-CN"], Language.SIMPLIFIED_CHINESE),
        (["fr-FR"], Language.ENGLISH),
        ([], Language.ENGLISH),
    ],
)
def test_the_window_speaks_the_first_of_the_systems_languages_that_it_knows(
    names: list[str], language: Language
) -> None:
    assert of_system(names) is language


def test_a_widget_says_its_texts_anew_when_the_language_changes(translations: Translations, qtbot: QtBot) -> None:
    card = Card()
    qtbot.addWidget(card)
    said = [card.label.text()]
    for language in (Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE, Language.ENGLISH):
        translations.use(language)
        qtbot.waitUntil(lambda: card.label.text() != said[-1])
        said.append(card.label.text())

    assert len(set(said)) == 3
    assert said[0] == said[-1] == "The keyring is locked."


def test_an_errors_text_is_found_again_with_what_was_filled_in(translations: Translations) -> None:
    error = PermitError(ErrorCode.FILE_TOO_LARGE, "The file is larger than 7.5 MB.", "Words of another program.")
    translations.use(Language.SIMPLIFIED_CHINESE)

    message, remedy = in_words(error)
    assert "7.5" in message
    assert "larger" not in message
    assert remedy == "Words of another program."


@pytest.mark.parametrize("language", [Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE])
def test_every_translated_error_fills_in_what_the_original_fills_in(
    translations: Translations, language: Language
) -> None:
    translations.use(language)

    for text in ERROR_MESSAGES:
        places = [f"{{{place}}}" for place in range(4) if f"{{{place}}}" in text]
        said = QApplication.translate("PermitError", text)
        assert all(place in said for place in places), said


def test_the_compiled_translations_say_what_qts_own_compiler_makes_of_them(tmp_path: Path) -> None:
    source, theirs = tmp_path / "a.ts", tmp_path / "theirs.qm"
    source.write_text(TS, encoding="utf-8")
    subprocess.run([Path(PySide6.__file__).parent / "lrelease", source, "-qm", theirs, "-silent"], check=True)
    compiler = script("compile_translations")
    ours = compiler.compile_all(tmp_path)[0]
    one, other = QTranslator(), QTranslator()
    assert one.load(str(ours))
    assert other.load(str(theirs))

    asked = [("Card", "Card", ""), ("Card", "Once", "how often"), ("Card", "Once", ""), ("Card", "Later", "")]
    asked += [("Other", "Card", ""), ("Other", "Once", ""), ("", "Card", "")]
    said = [one.translate(*each) for each in asked]
    assert said == [other.translate(*each) for each in asked]
    assert said[:3] == ["卡 & 证", "一次", "曾经"]


def test_the_shipped_translations_are_compiled_message_by_message(qapp: QApplication) -> None:
    assert qapp is not None
    compiler = script("compile_translations")
    for file in compiler.compile_all():
        translator = QTranslator()
        assert translator.load(str(file))
        messages = list(compiler.messages(file.with_suffix(".ts").read_text(encoding="utf-8")))
        assert messages
        for message in messages:
            assert translator.translate(message.context, message.source, message.comment) == message.translation
