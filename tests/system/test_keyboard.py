"""Which computers let a program type into another; and that what is typed arrives, in a real window system."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.system.keyboard import KeyboardError, find_keyboard
from tests.clerk.display import some_display

X11 = {"DISPLAY": ":0"}
OTHER_PROGRAM = """
import json
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
application = QApplication([])
window = QWidget()
window.setWindowTitle("other program")
fields = [QLineEdit() for _ in range(3)]
column = QVBoxLayout(window)
for field in fields:
    column.addWidget(field)
def look():
    if fields[-1].text().endswith(";"):
        print(json.dumps([field.text() for field in fields]))
        application.quit()
fields[-1].textChanged.connect(look)
window.show()
fields[0].setFocus()
application.exec()
"""


@pytest.mark.parametrize(
    ("platform", "environment"),
    [("win32", {}), ("darwin", {}), ("linux", {}), ("linux", X11 | {"WAYLAND_DISPLAY": "wayland-0"})],
)
def test_only_x11_lets_a_program_type_into_another(platform: str, environment: dict[str, str]) -> None:
    with pytest.raises(KeyboardError) as refused:
        find_keyboard(environment, platform=platform, which=lambda name: f"/usr/bin/{name}")
    assert refused.value.code is ErrorCode.KEYBOARD_MISSING
    assert "Copy the record" in refused.value.remedy


def test_the_tool_that_types_is_named_where_it_is_missing() -> None:
    with pytest.raises(KeyboardError, match="xdotool"):
        find_keyboard(X11, platform="linux", which=lambda _: None)


def test_what_is_typed_stands_on_no_command_line_and_rare_characters_have_more_time() -> None:
    keyboard = find_keyboard(X11, platform="linux", which=lambda name: f"/usr/bin/{name}")
    runs = list(keyboard.runs("C1\t石生頔\n."))
    assert "".join(run.text for run in runs) == "C1\t石生頔\n."
    assert [run.text for run in runs] == ["C1\t", "石生頔", "\n."]
    delays = [int(run.command[run.command.index("--delay") + 1]) for run in runs]
    assert delays[0] == delays[2] < delays[1]
    assert not any("石" in word or "C1" in word for run in runs for word in run.command)
    assert "石" not in repr(runs)


@pytest.mark.window
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is how Linux is tested")
def test_another_program_gets_what_is_typed_field_by_field() -> None:
    with some_display() as display:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        environment.pop("WAYLAND_DISPLAY", None)
        with subprocess.Popen(
            [sys.executable, "-c", OTHER_PROGRAM], env=environment, stdout=subprocess.PIPE, text=True
        ) as other:
            try:
                search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "^other program$"]
                found = subprocess.run(search, env=environment, check=True, capture_output=True, text=True, timeout=30)
                window = found.stdout.split()[0]
                subprocess.run(["xdotool", "windowfocus", "--sync", window], env=environment, check=True, timeout=30)
                for run in find_keyboard(environment).runs("CB1234567\t欧阳㛃𠮷\t1990.01.31;"):
                    subprocess.run(run.command, input=run.text.encode(), env=environment, check=True, timeout=30)
                told, _ = other.communicate(timeout=30)
            finally:
                other.kill()
    assert json.loads(told) == ["CB1234567", "欧阳㛃𠮷", "1990.01.31;"]
