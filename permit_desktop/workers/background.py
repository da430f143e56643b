"""Short things that may wait for somebody, done beside the window: the keyring's prompt, a slow disk."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.workers.vault_thread import Errand


@dataclass(frozen=True, slots=True, eq=False)
class _Outcome:
    number: int
    value: object
    error: PermitError | None


class Background(QObject):
    """Does each thing in a thread of its own, which the program's end does not wait for.

    Attributes:
        crashed(Exception): a bug came up in one of them.
    """

    crashed = Signal(object)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands: dict[int, Errand] = {}
        self._asked = 0
        self._stopped = threading.Event()
        self._ended.connect(self._deliver)

    def do(self, work: Callable[[], object]) -> Errand:
        """Has `work` done; connect the errand's signals at once. The window's thread emits them: any function does."""
        self._asked += 1
        errand = Errand(self)
        self._errands[self._asked] = errand
        threading.Thread(target=self._run, args=(self._asked, work), name="background", daemon=True).start()
        return errand

    def stop(self) -> None:
        """Nothing is told from now on; what is under way is left to itself."""
        self._stopped.set()

    def _run(self, number: int, work: Callable[[], object]) -> None:
        try:
            outcome = _Outcome(number, work(), None)
        except PermitError as error:
            outcome = _Outcome(number, None, error)
        except Exception as bug:  # noqa: BLE001 - shown as a bug by the receiver of `crashed`; the program goes on
            if not self._stopped.is_set():
                self.crashed.emit(bug)
            outcome = _Outcome(
                number,
                None,
                PermitError(
                    ErrorCode.FAULT_IN_PROGRAM, "A fault in the program.", "Try again; send the details if it stays."
                ),
            )
        if not self._stopped.is_set():
            self._ended.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        errand = self._errands.pop(outcome.number)
        if outcome.error is None:
            errand.done.emit(outcome.value)
        else:
            errand.failed.emit(outcome.error)
        errand.deleteLater()
