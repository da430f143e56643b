"""A real proxy for the length of a block."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def proxy(credentials: str = "", *, everything_to: str = "") -> Iterator[tuple[int, list[str]]]:
    """A proxy process: its port, and its log, complete when the block has ended.

    Args:
        everything_to: where every tunnel leads, whatever is asked for.
    """
    script = Path(__file__).with_name("forwarding_proxy.py")
    command = [sys.executable, "-I", str(script), credentials, everything_to]
    log: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline()), log
        finally:
            process.terminate()
            log += process.stdout.read().splitlines()
