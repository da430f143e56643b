"""Who comes first where threads compete: the window does."""

from __future__ import annotations

import os
import sys
import threading
from typing import Final

TURN_S: Final = 0.001
"""How long a thread keeps Python's interpreter while another waits. Python's own 5 ms are a third of a frame: a turn of
the wheel during a scan waited for several of them."""
_NICER: Final = 10


def take_short_turns() -> None:
    """Lets the window's thread have the interpreter sooner while others work."""
    sys.setswitchinterval(TURN_S)


def give_way() -> None:
    """Ranks the calling thread, and all that it starts from now on, behind the others of this computer.

    Only Linux ranks threads by themselves in this way; elsewhere nothing is done.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICER)
