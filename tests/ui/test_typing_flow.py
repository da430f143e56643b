"""A text on its way into another program; `applicationStateChanged` is how Qt tells that one has come to the front."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.system.keyboard import Keyboard, KeyboardError
from permit_desktop.ui.banner import Banner
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.typing_flow import FORGOTTEN_MS, TypingFlow
from permit_desktop.workers.focus_watch import FocusWatch
from permit_desktop.workers.typist import Typist
from tests.ui.keyboards import BrokenKeyboard, FalseKeyboard, SlowKeyboard, WatchedKeyboard

ELSEWHERE, HERE = Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationActive
TEXT = "C12345678\t石生頔"

Make = Callable[..., TypingFlow]


@pytest.fixture
def banner(window: MainWindow) -> Banner:
    window.show_page(window.records_page)
    return window.records_page.typing_banner


@pytest.fixture
def make(banner: Banner) -> Iterator[Make]:
    made: list[TypingFlow] = []

    def flow(keyboard: Keyboard, found_ms: int = 1, forgotten_ms: int = FORGOTTEN_MS) -> TypingFlow:
        typist, focus = Typist(lambda: keyboard), FocusWatch(lambda: keyboard)
        made.append(TypingFlow(banner, typist, focus, found_ms=found_ms, forgotten_ms=forgotten_ms))
        return made[-1]

    yield flow
    for each in made:
        each.cancel()
        each.deleteLater()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "typed"


def test_a_text_is_typed_once_another_program_is_in_front(
    make: Make, banner: Banner, qapp: QApplication, qtbot: QtBot, file: Path
) -> None:
    flow = make(FalseKeyboard(str(file)))
    flow.begin(TEXT)
    assert "Go to the other program" in banner.text()
    with qtbot.waitSignal(flow.typed):
        qapp.applicationStateChanged.emit(ELSEWHERE)
    assert file.read_text("utf-8") == TEXT
    assert banner.text() == ""

    file.unlink()
    with qtbot.assertNotEmitted(flow.typed, wait=20):  # it is forgotten
        qapp.applicationStateChanged.emit(ELSEWHERE)


def test_whoever_comes_back_before_has_nothing_typed_until_they_go_again(
    make: Make, qapp: QApplication, qtbot: QtBot, file: Path
) -> None:
    flow = make(FalseKeyboard(str(file)), found_ms=30)
    flow.begin(TEXT)
    with qtbot.assertNotEmitted(flow.typed, wait=60):
        qapp.applicationStateChanged.emit(ELSEWHERE)
        qapp.applicationStateChanged.emit(HERE)
    assert not file.exists()
    with qtbot.waitSignal(flow.typed):
        qapp.applicationStateChanged.emit(ELSEWHERE)


def test_whoever_comes_back_in_the_middle_stops_it(
    make: Make, banner: Banner, qapp: QApplication, qtbot: QtBot, file: Path
) -> None:
    flow = make(SlowKeyboard(str(file)))
    flow.begin(TEXT)
    qapp.applicationStateChanged.emit(ELSEWHERE)
    qtbot.waitUntil(file.exists)
    with qtbot.assertNotEmitted(flow.typed):
        qapp.applicationStateChanged.emit(HERE)
    assert "Typing was stopped" in banner.text()


def test_a_text_is_given_up_by_the_person_or_by_time(
    make: Make, banner: Banner, qapp: QApplication, qtbot: QtBot, file: Path
) -> None:
    flow = make(FalseKeyboard(str(file)), forgotten_ms=30)
    flow.begin(TEXT)
    banner.findChildren(QPushButton)[0].click()
    assert banner.text() == ""
    flow.begin(TEXT)
    qtbot.waitUntil(lambda: banner.text() == "")
    with qtbot.assertNotEmitted(flow.typed, wait=20):
        qapp.applicationStateChanged.emit(ELSEWHERE)
    assert not file.exists()


def test_whoever_goes_on_to_a_third_program_has_the_three_seconds_there(
    make: Make, qapp: QApplication, qtbot: QtBot, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard = WatchedKeyboard(str(file))
    keyboard.go_to(1)
    flow = make(keyboard, found_ms=60_000)
    flow.begin(TEXT)
    qapp.applicationStateChanged.emit(ELSEWHERE)
    qtbot.waitUntil(lambda: keyboard.looks > 1, timeout=20_000)
    begun: list[bool] = []
    monkeypatch.setattr(flow._found, "start", lambda: begun.append(True))  # noqa: SLF001 - nothing tells of it
    keyboard.go_to(2)
    qtbot.waitUntil(lambda: begun == [True], timeout=20_000)
    assert not file.exists()


def test_typing_stops_where_a_third_program_comes_to_the_front(
    make: Make, banner: Banner, qapp: QApplication, qtbot: QtBot, file: Path
) -> None:
    keyboard = WatchedKeyboard(str(file))
    keyboard.go_to(1)
    flow = make(keyboard)
    flow.begin(TEXT)
    qapp.applicationStateChanged.emit(ELSEWHERE)
    qtbot.waitUntil(lambda: file.exists() and keyboard.looks > 1, timeout=20_000)
    with qtbot.assertNotEmitted(flow.typed):
        keyboard.go_to(2)
        qtbot.waitUntil(lambda: "another window came to the front" in banner.text(), timeout=20_000)
    assert not flow._typist.is_typing  # noqa: SLF001 - its process is gone


@pytest.mark.parametrize("tool", ["raise SystemExit(1)", "/nowhere/xdotool"])
def test_what_could_not_be_typed_is_told(
    make: Make, banner: Banner, qapp: QApplication, qtbot: QtBot, tool: str
) -> None:
    flow = make(BrokenKeyboard(tool))
    flow.begin(TEXT)
    qapp.applicationStateChanged.emit(ELSEWHERE)
    qtbot.waitUntil(lambda: "Not everything could be typed" in banner.text())
    assert "Look at what arrived there" in banner.text()


def test_where_nothing_can_be_typed_that_is_told_before_anybody_goes_anywhere(banner: Banner) -> None:
    def none() -> Keyboard:
        raise KeyboardError(ErrorCode.KEYBOARD_MISSING, "Here it cannot be done.", "Copy.")

    flow = TypingFlow(banner, Typist(none), FocusWatch(none))
    assert not flow.can_type()
    assert "Here it cannot be done." in banner.text()
