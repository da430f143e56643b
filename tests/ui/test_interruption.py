from __future__ import annotations

import signal

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from permit_desktop.app.interruption import Interruption


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_program_once_what_it_interrupted_is_done(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    """That may be the painting of the window that is closed."""
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda *_: ended.append(True))
    interruption = Interruption(qapp)
    try:
        signal.raise_signal(number)
        assert interruption.exit_code == 128 + number
        assert not ended
        qtbot.waitUntil(lambda: ended == [True])
    finally:
        interruption.give_back()
