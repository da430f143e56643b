from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from permit_desktop.cli.command_line import run
from permit_desktop.cli.exit_codes import SOME_FAILED

ROOT = Path(__file__).parents[2]

ALONE = """
import sys
def watch(event, arguments):
    if event == "socket.connect" and not isinstance(arguments[1], (str, bytes)):
        raise AssertionError(f"connects to {arguments[1]}")
    if event == "import" and arguments[0].partition(".")[0] in {"keyring", "requests", "secretstorage"}:
        raise AssertionError(f"imports {arguments[0]}")
sys.addaudithook(watch)
from permit_desktop.cli.command_line import run
sys.exit(run(sys.argv[1:]))
"""

INTERRUPTED = """
import os, signal, sys
from permit_desktop.app.scanning import Scanning
from permit_desktop.cli.command_line import run
use_source = Scanning._use_source
def use_and_interrupt(scanning, *made):
    use_source(scanning, *made)
    os.kill(os.getpid(), signal.SIGINT)
Scanning._use_source = use_and_interrupt
sys.exit(run(["demo", "--seconds", "50"]))
"""
"""Ctrl+C while the camera's threads are running."""


def test_the_demo_reads_a_permit_saves_its_picture_and_touches_neither_network_nor_keyring(tmp_path: Path) -> None:
    picture = tmp_path / "demo.png"
    before = {path.name for path in tmp_path.iterdir()}

    environment = {**os.environ, "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", ALONE, "demo", "--screenshot", str(picture)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip

    assert (ended.returncode, ended.stderr) == (0, "")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert {path.name for path in tmp_path.iterdir()} - before - {".cache"} == {"demo.png"}


def test_a_picture_that_cannot_be_written_is_refused_before_the_window_opens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (tmp_path, tmp_path / "none" / "demo.png"):
        assert run(["demo", "--screenshot", str(path)]) == SOME_FAILED
        assert str(path) in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that stands for Ctrl+C alone")
def test_ctrl_c_ends_the_demo_without_a_traceback() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert (ended.returncode, ended.stderr) == (130, "")


def test_a_picture_that_was_saved_before_any_record_is_told(tmp_path: Path) -> None:
    picture = tmp_path / "early.png"
    done = subprocess.run(
        [sys.executable, "-m", "permit_desktop", "demo", "--seconds", "0.1", "--screenshot", str(picture)],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=False,
    )

    assert done.returncode == 0
    assert picture.exists()
    assert "no permit was complete yet" in done.stderr
