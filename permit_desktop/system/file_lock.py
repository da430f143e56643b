"""A lock between processes, on a file; the system lets it go when its holder ends, however it does."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_LOOKS_EVERY_S: Final = 0.05


@contextmanager
def held(file: Path, patience_s: float, given_up: threading.Event | None = None) -> Iterator[None]:
    """Holds the lock for the length of a block, as soon as nobody else does. The file is made where it is missing.

    Args:
        file: it stays empty, and stays.
        patience_s: how long to wait at most.
        given_up: ends the waiting when it is set.

    Raises:
        OSError: the file cannot be opened; nobody can have this lock.
        TimeoutError: the waiting came to an end.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        ends_s = time.monotonic() + patience_s
        given_up = given_up or threading.Event()
        while not _taken(descriptor):
            if time.monotonic() >= ends_s or given_up.wait(_LOOKS_EVERY_S):
                raise TimeoutError
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
