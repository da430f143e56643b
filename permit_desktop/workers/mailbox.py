"""A mailbox with one slot: the latest value wins, so a slow reader is never behind by more than one."""

from __future__ import annotations

from threading import Lock
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class Mailbox(QObject, Generic[T]):
    """Hands values from one thread to another.

    A queued signal for every frame of a camera would be a queue without limit. Here `ready` is emitted only when the
    slot was empty: one event is under way at most, and its receiver takes whatever is the latest by then.

    Signals:
        ready: there is something to `take`; emitted in the posting thread. Connect it to a method of a QObject.
    """

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = Lock()
        self._value: T | None = None

    def post(self, value: T) -> None:
        """Puts a value into the slot, in place of one that nobody took. From any thread."""
        with self._lock:
            was_empty = self._value is None
            self._value = value
        if was_empty:
            self.ready.emit()

    def take(self) -> T | None:
        """Empties the slot; None when there is nothing in it. From any thread."""
        with self._lock:
            value, self._value = self._value, None
        return value
