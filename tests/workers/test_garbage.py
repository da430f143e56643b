from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from permit_desktop.workers.garbage import WindowGarbage


class Looped(QObject):
    """A QObject that only a cycle holds, and that notes the thread in which it goes."""

    gone: list[int]

    def __init__(self, gone: list[int]) -> None:
        super().__init__()
        self.gone = gone
        self.me = self

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


@pytest.fixture
def garbage(qtbot: QtBot) -> Iterator[WindowGarbage]:
    assert qtbot is not None
    gc.unfreeze()
    garbage = WindowGarbage()
    yield garbage
    garbage.give_back()


def allocate() -> None:
    kept = [[number] for number in range(20_000)]
    assert len(kept) == 20_000


def test_what_only_a_cycle_holds_goes_in_the_windows_thread(garbage: WindowGarbage, qtbot: QtBot) -> None:
    assert garbage is not None
    gone: list[int] = []
    for _ in range(1000):
        Looped(gone)
    busy = threading.Thread(target=allocate)
    busy.start()
    busy.join()
    assert gone == []

    qtbot.waitUntil(lambda: len(gone) == 1000, timeout=10_000)
    assert set(gone) == {threading.get_ident()}


def test_the_collector_is_given_back_as_it_was(qtbot: QtBot) -> None:
    assert qtbot is not None
    before = gc.isenabled()
    for switch in (gc.enable, gc.disable):
        switch()
        was = gc.isenabled()
        garbage = WindowGarbage()
        during = gc.isenabled()
        garbage.give_back()
        assert (during, gc.isenabled()) == (False, was)
    if before:
        gc.enable()


def test_what_is_there_once_the_program_is_loaded_is_spared_at_once(garbage: WindowGarbage) -> None:
    before = gc.get_freeze_count()
    garbage.spare()
    assert gc.get_freeze_count() > before + 10_000
    assert gc.get_count()[0] < 1000

    garbage.give_back()
    assert gc.get_freeze_count() == 0


def test_the_program_itself_is_looked_through_no_more_and_what_comes_later_is(
    garbage: WindowGarbage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gc, "get_count", lambda: (10**6, 10**6, 10**6))
    gone: list[int] = []
    Looped(gone)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 10_000, timeout=5000)
    assert len(gone) == 1
    Looped(gone)
    qtbot.waitUntil(lambda: len(gone) == 2, timeout=5000)
    garbage.give_back()
    assert gc.get_freeze_count() == 0
