"""Who comes first where threads compete: the window does."""

from __future__ import annotations

import os
import sys
from typing import Final

TURN_S: Final = 0.001
"""How long a thread keeps Python's interpreter while another waits. Python's own 5 ms are a third of a frame: a turn of
the wheel during a scan waited for several of them."""
_NICER: Final = 5
"""A third of what the window gets, should both want all of a processor; with 10 a busy computer hardly read at all."""


def take_short_turns() -> None:
    """Lets the window's thread have the interpreter sooner while others work."""
    sys.setswitchinterval(TURN_S)


def give_way() -> None:
    """Ranks the calling process, before it starts threads, behind the others of this computer.

    Not for one thread among others: as long as it kept the interpreter, those before it would wait behind it.
    Windows has no such call in Python, so nothing is done there.
    """
    if sys.platform != "win32":
        os.nice(_NICER)
