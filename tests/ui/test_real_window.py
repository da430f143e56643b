"""The window in a real window system, worked by keys that come through it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.clerk.display import some_display

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is how Linux is tested"),
]


@pytest.fixture
def display() -> Iterator[str]:
    with some_display() as name:
        yield name


def test_the_demo_window_appears_and_a_key_opens_the_list_of_keys(display: str) -> None:
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def windows(name: str) -> list[str]:
        found = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--name", name],
            env=environment, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        return found.stdout.split()

    program = subprocess.Popen(
        [sys.executable, "-m", "permit_desktop", "demo"],
        cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        (window,) = windows("^Permit Desktop$")
        # Without a window manager nobody else gives it the keyboard.
        subprocess.run(["xdotool", "windowfocus", "--sync", window], env=environment, check=True, timeout=60)
        subprocess.run(["xdotool", "key", "F1"], env=environment, check=True, timeout=60)
        assert windows("^Keys$")
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=60)
    finally:
        program.kill()
        program.communicate()

    assert (program.returncode, errors) == (130, "")


def test_the_first_questions_are_answered_by_keys_alone(display: str, tmp_path: Path) -> None:
    """As they come from the window system; the window is locked when it is ended, and ends all the same."""
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
    program = subprocess.Popen(
        [sys.executable, "-m", "permit_desktop", "--data-dir", str(tmp_path)],
        cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip

    def press(*keys: str) -> None:
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], env=environment, check=True, timeout=60)

    def settings(wanted: str) -> str:
        """The settings file, as soon as it holds what is wanted."""
        file = tmp_path / "settings.toml"
        end_s = time.monotonic() + 60
        while time.monotonic() < end_s:
            if file.exists() and wanted in (text := file.read_text("utf-8")):
                return text
            time.sleep(0.05)
        return file.read_text("utf-8") if file.exists() else ""

    try:
        found = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Permit Desktop$"],
            env=environment, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        (window,) = found.stdout.split()
        subprocess.run(["xdotool", "windowfocus", "--sync", window], env=environment, check=True, timeout=60)
        press("shift+Tab", "Down")
        assert "look" in settings("look")
        press("Tab", "Return", "Return", "Return", "ctrl+4", "ctrl+l")
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=60)
    finally:
        program.kill()
        program.communicate()

    assert (program.returncode, errors) == (130, "")


_MARKED: Final = """
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from permit_desktop.ui.value_edit import ValueEdit

app = QApplication([])
for line in (QLineEdit(), ValueEdit()):
    line.setText("C12345678")
    line.show()
    QTest.qWaitForWindowExposed(line)
    QTest.mouseDClick(line, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton)
    selection = QGuiApplication.clipboard().text(QClipboard.Mode.Selection)
    print(line.selectedText(), selection or "nothing")
"""


def test_what_is_marked_in_a_value_is_not_the_window_systems_selection(display: str) -> None:
    """Any program may read that, without a key; an ordinary line shows that it would be there."""
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    told = subprocess.run(
        [sys.executable, "-c", _MARKED],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert told.stdout.splitlines() == ["C12345678 C12345678", "C12345678 nothing"]
