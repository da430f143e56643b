"""Catches what nobody expected, wherever it happens, and hands it to the window: the program goes on."""

from __future__ import annotations

import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Signal

_MOST_STEPS: Final = 12
_MOST_KEPT: Final = 10


class FaultRelay(QObject):
    """Carries unexpected exceptions from any thread to the window's.

    Attributes:
        happened(str): the kind of the exception and where it came up, without its message: messages may hold what
            stands on a permit.
    """

    happened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.recent: deque[str] = deque(maxlen=_MOST_KEPT)
        """The last ones, for support."""

    def install(self) -> Callable[[], None]:
        """Takes over the interpreter's two hooks; the function that it returns gives them back."""
        former = sys.excepthook, threading.excepthook
        sys.excepthook = self._from_any_thread
        threading.excepthook = self._from_python_thread

        def give_back() -> None:
            sys.excepthook, threading.excepthook = former

        return give_back

    def report(self, fault: BaseException) -> None:
        """Tells of an exception that somebody caught."""
        told = describe(fault)
        self.recent.append(told)
        self.happened.emit(told)

    def _from_any_thread(
        self, kind: type[BaseException], fault: BaseException, _traceback: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        self.report(fault)

    def _from_python_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.report(arguments.exc_value)


def describe(fault: BaseException) -> str:
    """Kind and place of an exception, one step a line, the innermost last; then its notes, which are this program's."""
    steps = traceback.extract_tb(fault.__traceback__)[-_MOST_STEPS:]
    places = [f"{Path(step.filename).name}:{step.lineno} {step.name}" for step in steps]
    return "\n".join((type(fault).__name__, *places, *getattr(fault, "__notes__", ())))
