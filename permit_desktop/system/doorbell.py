"""A second start finds the window that is open, and asks it to show itself: by a file in the data folder.

The database's lock decides who has the folder; this is only how the two talk. A file works the same way on every
system, needs no port, and reaches nobody but those who may write into the folder.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

BELL: Final = "show"
"""The file's name. It holds nothing."""

_PATIENCE_S: Final = 2.0
_LOOK_S: Final = 0.02


def ring(folder: Path, sleep: Callable[[float], None] = time.sleep) -> bool:
    """Asks the window that has the folder open to show itself.

    Returns:
        Whether it did; false where none answers within two seconds.
    """
    bell = folder / BELL
    try:
        os.close(os.open(bell, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError:
        return False
    for _ in range(round(_PATIENCE_S / _LOOK_S)):
        if not bell.exists():
            return True
        sleep(_LOOK_S)
    return not answer(folder)


def answer(folder: Path) -> bool:
    """Takes the file away; true when it was there: then the window shows itself."""
    with contextlib.suppress(OSError):
        (folder / BELL).unlink()
        return True
    return False
