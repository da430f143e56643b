"""The display at hand, or a virtual one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def some_display() -> Iterator[str]:
    """The name of an X display; skips the test where there is none."""
    if os.environ.get("DISPLAY"):
        yield os.environ["DISPLAY"]
        return
    server = shutil.which("Xvfb")
    if server is None or shutil.which("xdotool") is None:
        pytest.skip("there is neither a display nor Xvfb, or no xdotool")
    read_end, write_end = os.pipe()
    # The server picks a free number and writes it to the pipe when it is ready.
    process = subprocess.Popen(
        [server, "-displayfd", str(write_end), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as ready:
        number = ready.readline().strip()
    try:
        yield f":{number}"
    finally:
        process.terminate()
        process.wait()
