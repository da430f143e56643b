from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from permit_desktop.system.file_lock import held

WAIT_S = 20.0


def test_one_holds_it_at_a_time_and_the_others_wait_for_so_long(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "a.lock"
    with held(file, 0), pytest.raises(TimeoutError), held(file, 0):
        pytest.fail("held twice")
    with held(file, 0):
        pass


def test_who_waits_can_be_told_to_give_up(tmp_path: Path) -> None:
    given_up = threading.Event()
    given_up.set()
    with held(tmp_path / "a.lock", 0), pytest.raises(TimeoutError), held(tmp_path / "a.lock", WAIT_S, given_up):
        pytest.fail("held twice")


def test_a_process_that_is_killed_lets_it_go(tmp_path: Path) -> None:
    program = (
        "import pathlib, sys\n"
        "from permit_desktop.system.file_lock import held\n"
        "with held(pathlib.Path(sys.argv[1]), 0):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    file = tmp_path / "a.lock"
    words = (sys.executable, "-c", program, str(file))
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        with pytest.raises(TimeoutError), held(file, 0):
            pytest.fail("held twice")
        process.kill()
        process.wait(WAIT_S)
        with held(file, WAIT_S):
            pass


def test_where_no_file_can_be_made_nobody_has_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError), held(tmp_path / "file" / "a.lock", 0):  # noqa: PT011 (which one differs by system)
        pytest.fail("held")
