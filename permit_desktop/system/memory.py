"""How this process asks the system for memory."""

from __future__ import annotations

import ctypes
import platform
from typing import Final

_M_MMAP_THRESHOLD: Final = -3
"""From malloc.h of the GNU C library."""
LARGE_BYTES: Final = 4 * 1024 * 1024
"""Less than a frame of 1920 x 1080 pixels."""


def give_back_large_blocks() -> bool:
    """Makes blocks of `LARGE_BYTES` and more return to the system as soon as they are freed; False where it cannot.

    The GNU C library raises that limit by itself, up to 32 MB, after the first large block was freed. From then on
    pictures come from heaps, one a thread, in which every lasting small block keeps a hole open: after some captures
    the program held 100 MB that nobody used.
    """
    if platform.libc_ver()[0] != "glibc":
        return False
    set_option = ctypes.CDLL(None).mallopt
    return bool(set_option(_M_MMAP_THRESHOLD, LARGE_BYTES))
