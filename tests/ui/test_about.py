from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from permit_desktop import __version__
from permit_desktop.ui import about
from permit_desktop.ui.about import About, licensed_parts
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
    said = words(About(parent, ""))
    assert f"Qt {qVersion()}" in said
    assert "GNU Lesser General Public License" in said
    assert "replace" in said
    assert "packages of their own" in said


def test_a_package_lists_its_parts_and_a_checkout_has_no_list(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert licensed_parts() == ""
    (tmp_path / "INDEX.txt").write_text("Qt: LGPL", "utf-8")
    monkeypatch.setattr(about, "resource", lambda *parts: tmp_path / parts[-1])
    qtbot.addWidget(parent := QWidget())

    told = About(parent, licensed_parts())

    (parts,) = told.findChildren(QPlainTextEdit)
    assert parts.toPlainText() == "Qt: LGPL"
    assert parts.isReadOnly()
