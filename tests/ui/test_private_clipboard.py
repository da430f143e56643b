from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from permit_desktop.ui.private_clipboard import CLEARED_AFTER_MS, PrivateClipboard


@pytest.fixture
def system(qapp: QApplication) -> Iterator[QClipboard]:
    yield qapp.clipboard()
    qapp.clipboard().clear()


@pytest.fixture
def private(system: QClipboard) -> PrivateClipboard:
    return PrivateClipboard(system)


def test_a_text_is_copied_and_taken_away_again(private: PrivateClipboard, system: QClipboard) -> None:
    private.copy("CB3273201")
    assert system.text() == "CB3273201"
    cleared = QSignalSpy(private.cleared)
    private._minute.timeout.emit()  # noqa: SLF001 - the minute is over
    assert system.text() == ""
    assert cleared.count() == 1


def test_it_stays_for_a_minute_from_the_last_copy_on(private: PrivateClipboard) -> None:
    assert CLEARED_AFTER_MS == 60_000
    private.copy("one")
    minute = private._minute  # noqa: SLF001 - a minute is too long for a test
    assert (minute.isActive(), minute.interval()) == (True, CLEARED_AFTER_MS)


def test_what_was_copied_meanwhile_stays(private: PrivateClipboard, system: QClipboard) -> None:
    private.copy("CB3273201")
    system.setText("somebody else's")
    private.clear()
    assert system.text() == "somebody else's"


def test_clearing_twice_or_nothing_does_nothing(private: PrivateClipboard, system: QClipboard) -> None:
    system.setText("before")
    private.clear()
    assert system.text() == "before"
    private.copy("CB3273201")
    private.clear()
    assert system.text() == ""
    system.setText("after")
    private.clear()
    assert system.text() == "after"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="each system has a mark of its own")
def test_histories_are_asked_not_to_keep_it(private: PrivateClipboard, system: QClipboard) -> None:
    private.copy("CB3273201")
    assert system.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
