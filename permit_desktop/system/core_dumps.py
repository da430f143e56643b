"""Crashes without a copy of the memory, in which pictures and keys stand in the clear."""

from __future__ import annotations

import importlib
import sys


def forbid_core_dumps() -> None:
    """From now on a crash of this process writes no memory to the disk; Windows writes none by itself."""
    if sys.platform != "win32":
        resource = importlib.import_module("resource")  # not there on Windows
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
