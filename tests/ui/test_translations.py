"""Every text of the window, in every language: marked, said anew, and with room to be read."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.ui.error_text import translated
from permit_desktop.ui.language import Language, Translations
from permit_desktop.ui.live_view import LivePicture
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.theme import Theme
from tests.ui.permits import SLIPPED, reading, record
from tests.ui.translating import script

PACKAGE = Path(__file__).parents[2] / "permit_desktop"
SOURCES = [file for room in ("app", "ui", "workers") for file in (PACKAGE / room).glob("*.py")]
KEYS = re.compile(r"\b(Permit Desktop|Enter|Esc|Ctrl|Del|Space|Tab|F[0-9]+|JPEG|PNG|[A-Z])\b|[+ ·…↑↓0-9]")


@pytest.fixture
def translations(qapp: QApplication) -> Iterator[Translations]:
    translations = Translations(qapp)
    yield translations
    translations.use(Language.ENGLISH)
    translations.deleteLater()


def test_every_line_of_a_check_in_the_pictures_is_one_of_the_program_and_translated(
    translations: Translations,
) -> None:
    translations.use(Language.SIMPLIFIED_CHINESE)
    tree = ast.parse((Path(__file__).parent / "pictures" / "settings.py").read_text(encoding="utf-8"))
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    lines = [call for call in calls if ast.unparse(call.func) in ("fine", "doubtful", "failed", "skipped")]
    told = [each.value for line in lines for each in line.args if isinstance(each, ast.Constant)]
    assert len(told) > 10
    assert [text for text in told if translated(str(text)) == text] == []


@pytest.fixture
def busy(window: MainWindow) -> MainWindow:
    """The window with much to say."""
    doubts = {FieldName.NAME: 0.5, FieldName.HK_REMARK: 0.6}
    values = {FieldName.NUMBER: SLIPPED, FieldName.HK_VALID_PERIOD: "2025.01.02 - 2026.01.01"}
    window.scan_page.show_record(
        record(reading(Side.FRONT, values=values, confidences=doubts), reading(Side.BACK, values=values)), Side.FRONT
    )
    picture = QImage(960, 540, QImage.Format.Format_RGB32)
    picture.fill(0x806040)
    window.scan_page.show_live(LivePicture(picture, Quad.of([(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8)])))
    remedy = "Plug it in: it is opened as soon as it answers."
    window.show_no_camera(lambda: (translated("The camera was not found."), translated(remedy)))
    window.show_unread(
        "a.jpg", lambda: (translated("There is no permit in this picture."), translated("Use an https address."))
    )
    window.show_fault("ValueError\na.py:1 one")
    window.records_page.show_exported("a.jpg", 3)
    for banner in (window.records_page.trouble_banner, window.queue_page.trouble_banner):
        banner.show_trouble(lambda: (translated("There is no permit in this picture."), ""))
    return window


def says(root: QWidget) -> dict[str, str]:
    """Every text and every name in a window and in what hangs on it, by where it stands."""
    said = {}
    for place, widget in enumerate([root, *root.findChildren(QWidget)]):
        where = f"{place} {type(widget).__name__}"
        if isinstance(widget, QLabel | QAbstractButton):
            said[f"{where} text"] = widget.text()
        said |= {f"{where} name": widget.accessibleName(), f"{where} tip": widget.toolTip()}
    return {where: text for where, text in said.items() if text}


def english(text: str) -> bool:
    """Whether there are English words in a text, besides names of keys and what stands on a permit."""
    return re.search(r"[a-z]{3}", KEYS.sub(" ", text)) is not None


def test_every_text_is_translated() -> None:
    """What is missing is taken up by `python packaging/update_translations.py`, and then translated in both files."""
    assert script("update_translations").outdated() == []


def test_only_literal_texts_are_marked_for_translation() -> None:
    """Anything else is looked up under a text that lupdate never saw."""
    wrong = []
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (name := _marks(node.func)):
                texts = node.args[:1] if name == "tr" else node.args[:2]
                literal = all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts)
                if not literal and file.name != "error_text.py":  # which has the texts of error_messages.py
                    wrong.append(f"{file.name}:{node.lineno}")
    assert wrong == []


def test_no_text_is_marked_inside_an_f_string() -> None:
    """Lupdate does not look in there."""
    hidden = [
        f"{file.name}:{call.lineno}"
        for file in SOURCES
        for text in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and _marks(call.func)
    ]
    assert hidden == []


def test_texts_are_looked_up_by_the_names_that_lupdate_knows() -> None:
    """`say = QCoreApplication.translate` is told to it; another name would hide texts from it."""
    aliases = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Assign(targets=targets, value=ast.Attribute(attr="translate" | "tr")):
                    aliases |= {ast.unparse(target) for target in targets}
    assert aliases <= {"say"}


@pytest.mark.parametrize("language", [Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE])
def test_a_change_of_language_leaves_no_word_of_the_former_one(
    busy: MainWindow, translations: Translations, language: Language, qtbot: QtBot
) -> None:
    before = says(busy)
    assert sum(english(text) for text in before.values()) > 60
    translations.use(language)
    qtbot.waitUntil(lambda: busy.scan_page.windowTitle() != "Scan")
    qtbot.wait(1)  # until the buttons that a banner replaced are gone
    outside = re.compile(r"ValueError|a\.jpg|https")

    left = {where: text for where, text in says(busy).items() if english(outside.sub("", text))}
    assert left == {}
    translations.use(Language.ENGLISH)
    qtbot.waitUntil(lambda: busy.scan_page.windowTitle() == "Scan")
    qtbot.wait(1)
    after = says(busy)
    assert {where: after.get(where) for where in before} == before


def test_a_record_keeps_what_was_typed_and_its_place_when_the_language_changes(
    busy: MainWindow, translations: Translations, qtbot: QtBot
) -> None:
    view = busy.scan_page.record
    view.show_field(FieldName.NAME_EN)
    line = view.rows()[2].edit
    line.setText("ZHANG, S")
    translations.use(Language.SIMPLIFIED_CHINESE)
    qtbot.waitUntil(lambda: busy.scan_page.windowTitle() != "Scan")

    assert line.text() == "ZHANG, S"
    assert line.hasFocus()
    assert view.side is Side.FRONT


class Longer(QTranslator):
    """A language that needs more room: every text half as long again, between brackets."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(self, _context: str, source: str, _comment: str | None = None, _count: int = -1) -> str:
        plain = re.sub(r"\{[a-z0-9_]*\}", "", source)
        return f"⟦{source}{'·' * (len(plain) // 3)}⟧"


@pytest.fixture
def longer(qapp: QApplication) -> Iterator[Callable[[], None]]:
    translator = Longer()

    def install() -> None:
        qapp.installTranslator(translator)

    yield install
    qapp.removeTranslator(translator)


def cut_off(window: MainWindow) -> list[str]:
    """The visible texts that have less room than they need."""
    return [
        widget.text()
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton)
        and widget.isVisible()
        and widget.text()
        and widget.width() < widget.minimumSizeHint().width()
    ]


def test_a_language_with_longer_words_finds_room(busy: MainWindow, longer: Callable[[], None], qtbot: QtBot) -> None:
    longer()
    qtbot.waitUntil(lambda: busy.scan_page.windowTitle().startswith("⟦"))
    qtbot.wait(1)

    assert cut_off(busy) == []


@pytest.mark.parametrize("language", list(Language))
def test_every_language_fits_into_the_smallest_window(
    busy: MainWindow, translations: Translations, language: Language
) -> None:
    busy.resize(640, 360)
    translations.use(language)
    for side in Side:
        busy.scan_page.record.show_side(side)
        for _ in range(4):  # layouts within layouts find their sizes one after another
            QApplication.processEvents()
        assert cut_off(busy) == []


@pytest.mark.parametrize("language", list(Language))
def test_the_list_of_keys_is_in_the_language_of_the_window(
    window: MainWindow, translations: Translations, language: Language
) -> None:
    translations.use(language)
    QApplication.processEvents()  # Qt tells the pages by an event
    keys = window.key_list()

    left = [text for text in says(keys).values() if english(text)]
    assert (language is Language.ENGLISH) is bool(left), left


def _marks(function: ast.expr) -> str:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name if name in {"tr", "translate", "say"} and _is_qts(function, name) else ""


def _is_qts(function: ast.expr, name: str) -> bool:
    """Tells Qt's functions from others of their names, such as `str.translate` and `GuidanceBar.say`."""
    if name == "tr" or isinstance(function, ast.Name):
        return True
    return isinstance(function, ast.Attribute) and ast.unparse(function.value) in {"QCoreApplication", "QApplication"}


def test_the_windows_words_are_set_in_the_shapes_of_their_language_and_the_cards_in_its_own(
    window: MainWindow, theme: Theme, qapp: QApplication
) -> None:
    view = window.scan_page.record
    view.show_record(record(reading(Side.FRONT)))
    value = view.rows()[1].edit
    plain = qapp.font().families()
    theme.speak(traditional=True)
    traditional = qapp.font().families()
    printed = value.font().families()
    theme.speak(traditional=False)

    assert qapp.font().families() == plain
    assert value.font().families() == printed
    if "Noto Sans CJK TC" in QFontDatabase.families():
        assert traditional.index("Noto Sans CJK TC") < traditional.index("Noto Sans CJK SC")
        assert "Noto Sans CJK TC" not in printed
