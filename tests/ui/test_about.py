from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop import __version__
from permit_desktop.system.licensed_parts import LicensedPart, licensed_parts
from permit_desktop.ui.about import About
from permit_desktop.ui.shortcut_list import ShortcutList, window_keys


def words(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def button(dialog: QWidget, name: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.accessibleName() == name)


@pytest.mark.qt_log_ignore("propagateSizeHints")  # which no window without a screen can do
def test_the_list_of_keys_leads_to_what_the_program_is(qtbot: QtBot) -> None:
    keys = ShortcutList(parent := QWidget(), [window_keys(["Scan"])])
    qtbot.addWidget(parent)

    button(keys, "About Permit Desktop").click()

    (told,) = keys.findChildren(About)
    assert told.isVisible()
    assert f"Permit Desktop {__version__}" in words(told)
    told.close()


def test_qts_licence_its_version_and_the_right_to_replace_it_are_told(qtbot: QtBot) -> None:
    qtbot.addWidget(parent := QWidget())
    said = words(About(parent, ()))
    assert f"Qt {qVersion()}" in said
    assert "GNU Lesser General Public License" in said
    assert "replace" in said
    assert "packages of their own" in said


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sequence[LicensedPart]:
    """A list of four parts as a build makes it; two share a text."""
    texts = {
        "Opencv-5/LICENSE": "OpenCV's own\n" + "\n" * 200 + "About FFmpeg: the LGPL\n" + "\n" * 200,
        "Qt-6/LGPL": "As the LGPL",
    }
    for name, text in {**texts, "system-zlib/copyright": "As zlib"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    rows = (
        ("OpenCV", "5", "Apache-2.0", "", False, "Opencv-5/LICENSE"),
        ("FFmpeg", "8.1", "LGPL-2.1-or-later", "OpenCV", False, "Opencv-5/LICENSE"),
        ("Qt", "6.11", "LGPL-3.0-only", "", False, "Qt-6/LGPL"),
        ("zlib1g", "", "", "", True, "system-zlib/copyright"),
    )
    keys = ("name", "version", "licence", "inside", "of_system")
    entries = [{**dict(zip(keys, row, strict=False)), "texts": [row[-1]]} for row in rows]
    (tmp_path / "parts.json").write_text(json.dumps(entries), "utf-8")
    monkeypatch.setattr("permit_desktop.system.licensed_parts.resource", lambda _name: tmp_path)
    return licensed_parts()


def shown(dialog: QWidget) -> list[tuple[str, ...]]:
    """The list's lines, each with its depth before it."""
    (tree,) = dialog.findChildren(QTreeWidget)
    lines, item = [], tree.topLevelItem(0)
    while item is not None:
        depth = "" if item.parent() is None else "-"
        lines.append((depth, *(item.text(column) for column in range(3))))
        item = tree.itemBelow(item)
    return lines


def text(dialog: QWidget) -> QPlainTextEdit:
    (found,) = dialog.findChildren(QPlainTextEdit)
    return found


def test_a_checkout_has_no_list() -> None:
    assert licensed_parts() == ()


def test_every_part_of_a_package_is_listed_below_what_it_lies_in(qtbot: QtBot, parts: Sequence[LicensedPart]) -> None:
    qtbot.addWidget(parent := QWidget())
    assert shown(About(parent, parts)) == [
        ("", "OpenCV", "5", "Apache-2.0"),
        ("-", "FFmpeg", "8.1", "LGPL-2.1-or-later"),
        ("", "Qt", "6.11", "LGPL-3.0-only"),
        ("", "Of the system that this was built on", "", ""),
        ("-", "zlib1g", "", "as its text says"),
    ]


def test_the_licence_of_the_chosen_part_is_read_where_it_speaks_of_that_part(
    qtbot: QtBot, parts: Sequence[LicensedPart], tmp_path: Path
) -> None:
    qtbot.addWidget(parent := QWidget())
    told = About(parent, parts)
    assert text(told).isReadOnly()
    assert text(told).toPlainText().startswith(str(tmp_path / "Opencv-5" / "LICENSE"))
    assert text(told).textCursor().blockNumber() == 0

    (tree,) = told.findChildren(QTreeWidget)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert text(told).textCursor().selectedText() == "FFmpeg"

    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert "As the LGPL" in text(told).toPlainText()
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert text(told).toPlainText() == ""


def test_a_button_leads_to_the_licence_that_the_notice_speaks_of(qtbot: QtBot, parts: Sequence[LicensedPart]) -> None:
    qtbot.addWidget(parent := QWidget())
    told = About(parent, parts)
    button(told, "Read the licence of Qt").click()
    assert "As the LGPL" in text(told).toPlainText()
