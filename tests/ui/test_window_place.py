from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from permit_desktop.ui.window_place import WindowPlace


def opened(qtbot: QtBot, file: Path) -> QWidget:
    window = QWidget()
    window.setMinimumSize(400, 240)
    window.resize(640, 480)
    qtbot.addWidget(window)
    WindowPlace(window, file)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_a_window_opens_as_it_was_closed(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "data" / "window.place"
    first = opened(qtbot, file)
    first.resize(500, 300)
    first.close()

    assert opened(qtbot, file).size() == QSize(500, 300)


@pytest.mark.parametrize("content", [b"", b"no place", b"\x01\xd9\xd0\xcb" + bytes(9000)])
def test_a_damaged_place_makes_no_unusable_window(qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "window.place"
    file.write_bytes(content)

    size = opened(qtbot, file).size()
    assert size in (QSize(640, 480), QSize(400, 240))


def test_a_place_that_cannot_be_kept_keeps_no_window_open(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    window = opened(qtbot, tmp_path / "file" / "window.place")

    assert window.close()
