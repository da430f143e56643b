"""The window in a real window system, worked by keys that come through it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

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
            env=environment, capture_output=True, text=True, check=False, timeout=15,
        )  # fmt: skip
        return found.stdout.split()

    program = subprocess.Popen(
        [sys.executable, "-m", "permit_desktop", "demo", "--seconds", "10"],
        cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        (window,) = windows("^Permit Desktop$")
        # Without a window manager nobody else gives it the keyboard.
        subprocess.run(["xdotool", "windowfocus", "--sync", window], env=environment, check=True, timeout=15)
        subprocess.run(["xdotool", "key", "F1"], env=environment, check=True, timeout=15)
        assert windows("^Keys$")
        _, errors = program.communicate(timeout=40)
    finally:
        program.kill()
        program.communicate()

    assert (program.returncode, errors) == (0, "")
