"""Runs a piece of Python in a session of its own with a real GNOME Keyring."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SESSION = Path(__file__).parents[1] / "with_keyring.sh"

needs_a_keyring = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs the packages dbus and gnome-keyring",
)


def in_a_session(program: str) -> list[str]:
    """The words that the program prints."""
    command = [str(SESSION), sys.executable, "-c", program]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root, start_new_session=True) as process:
        try:
            printed, _ = process.communicate(timeout=40)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # the group that was just made, and nothing else
            raise
    assert process.returncode == 0
    return printed.split()
