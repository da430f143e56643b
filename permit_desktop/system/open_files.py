"""How many files and connections this process may have open at a time."""

from __future__ import annotations

import importlib
import sys


def allow_open_files(wanted: int) -> None:
    """Raises the process's limit, as far as the operating system lets it: macOS begins with 256.

    Windows has no such limit.
    """
    if sys.platform == "win32":
        return
    resource = importlib.import_module("resource")  # not there on Windows
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
