"""`permit-desktop serve` in a process of its own, as an administrator starts it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
END_S = 60


@dataclass(frozen=True)
class Program:
    """The running program.

    Attributes:
        process: the process, with its standard output.
        url: the address that it told.
    """

    process: subprocess.Popen[str]
    url: str


def command(folder: Path, *options: str | Path) -> list[str]:
    """The command line of a service with one reader, on a free port, whose users are kept in a folder."""
    words = (sys.executable, "-m", "permit_desktop", "--data-dir", folder, "serve", "--port", "0", "--workers", "1")
    return [str(word) for word in (*words, *options)]


@contextlib.contextmanager
def program(folder: Path, *options: str | Path, log: IO[str] | int = subprocess.DEVNULL) -> Iterator[Program]:
    """Runs for the length of a block; its log goes to a file, or to nowhere."""
    words = command(folder, *options)
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True) as process:
        try:
            assert process.stdout is not None
            yield Program(process, json.loads(process.stdout.readline())["listening"])
        finally:
            process.terminate()
            try:
                process.wait(END_S)
            finally:
                process.kill()
