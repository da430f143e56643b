"""An end to waiting: whatever hangs goes on, with a failure, when its time is over."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self


class Watch:
    """Ends what goes on when its time is over; for the length of a block.

    Attributes:
        expired: whether it did.
    """

    def __init__(self, end: Callable[[], None], total_s: float) -> None:
        """Begins to count.

        Args:
            end: called from another thread.
        """
        self.expired = False
        self._end = end
        self._timer = threading.Timer(total_s, self._expire)
        self._timer.daemon = True
        self._timer.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def _expire(self) -> None:
        self.expired = True
        self._end()
