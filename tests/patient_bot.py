"""A QtBot that gives a busy computer its time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pytestqt.qtbot import QtBot

PATIENCE_MS: Final = 20_000


class PatientBot(QtBot):
    """Waits until what is waited for happens, which on a quiet computer is at once.

    How long an idle computer takes says nothing about one on which several suites and a build run at the same time: no
    test gives up sooner than `PATIENCE_MS`, whatever it names. Only a signal that is not to come is waited for as told.
    """

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 0) -> None:  # noqa: N802 - QtBot's name
        """Waits until a question is answered with yes, or without complaint."""
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(self, signal: Any, *, timeout: int = 0, raising: bool | None = None, **more: Any) -> Any:  # noqa: N802 - QtBot's name
        """Waits until a signal is emitted."""
        return super().waitSignal(
            signal, timeout=timeout if raising is False else max(timeout, PATIENCE_MS), raising=raising, **more
        )

    def waitExposed(self, widget: Any, *, timeout: int = 0) -> Any:  # noqa: N802 - QtBot's name
        """Waits until a window is on its screen."""
        return super().waitExposed(widget, timeout=max(timeout, PATIENCE_MS))

    def waitActive(self, widget: Any, *, timeout: int = 0) -> Any:  # noqa: N802 - QtBot's name
        """Waits until a window has the keyboard."""
        return super().waitActive(widget, timeout=max(timeout, PATIENCE_MS))
