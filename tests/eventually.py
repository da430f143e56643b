"""Waiting for what another thread or process brings about, where nothing tells of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_PATIENCE_S = 20.0
_PAUSE_S = 0.01


def eventually(holds: Callable[[], bool]) -> None:
    """Returns as soon as it holds; fails if that takes longer than anything should."""
    until_s = time.monotonic() + _PATIENCE_S
    while not holds():
        assert time.monotonic() < until_s, "it did not come about"
        threading.Event().wait(_PAUSE_S)  # leaves the core to those who are waited for
