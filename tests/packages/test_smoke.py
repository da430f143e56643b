"""The steps that use a built program, taken with this one: a package is there for the whole check only."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import check
import smoke

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(
        not sys.platform.startswith("linux") or not all(map(shutil.which, ("Xvfb", "xdotool"))),
        reason="needs Xvfb and xdotool",
    ),
]


@pytest.fixture
def _screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    with check.display():
        yield


@pytest.mark.usefixtures("_screen")
def test_the_program_without_a_verb_opens_its_window_where_there_is_neither_a_keyring_nor_a_record(
    tmp_path: Path,
) -> None:
    program = smoke.Program([sys.executable, "-m", "permit_desktop"], Path(Path.cwd().anchor), tmp_path)
    assert "and stayed" in smoke.empty_window(program)


@pytest.mark.usefixtures("_screen")
def test_a_program_that_opens_no_window_is_found_out() -> None:
    with pytest.raises(smoke.SmokeError, match="no window appeared"):
        smoke.time_to_window([sys.executable, "-c", ""], ends_itself=False)


@pytest.mark.usefixtures("_screen")
def test_a_window_that_comes_late_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = smoke.Program([sys.executable, "-m", "permit_desktop"], Path(Path.cwd().anchor), tmp_path)
    monkeypatch.setattr(smoke, "_LONGEST_START_S", 0.01)
    with pytest.raises(smoke.SmokeError, match="and may take 0 s"):
        smoke.empty_window(program)


def test_a_self_test_that_takes_long_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = smoke.Program([sys.executable, "-c", "print('fine')"], Path(Path.cwd().anchor), tmp_path)
    assert smoke.self_test(program) == "1 parts are whole"
    monkeypatch.setattr(smoke, "_LONGEST_SELF_TEST_S", 0.0)
    with pytest.raises(smoke.SmokeError, match="and may take 0 s"):
        smoke.self_test(program)


@pytest.mark.usefixtures("_screen")
def test_a_window_that_does_not_stay_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, is_shown = tmp_path / "seen", smoke._is_shown  # noqa: SLF001 - to know when it was looked for

    def look() -> bool:
        shown = is_shown()
        if shown:
            seen.touch()
            while is_shown():
                pass
        return shown

    monkeypatch.setattr(smoke, "_is_shown", look)
    code = (
        "from pathlib import Path; from PySide6.QtWidgets import QApplication, QWidget;"
        "from PySide6.QtCore import QTimer;"
        "a = QApplication([]); w = QWidget(); w.setWindowTitle('Permit Desktop'); w.show(); t = QTimer();"
        f"t.timeout.connect(lambda: Path({str(seen)!r}).exists() and a.quit()); t.start(20); a.exec()"
    )
    with pytest.raises(smoke.SmokeError, match="did not stay"):
        smoke.time_to_window([sys.executable, "-c", code], ends_itself=False)
