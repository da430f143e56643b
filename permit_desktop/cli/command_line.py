"""The command line: global options and the verbs, each in a module of its own."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Final

from permit_desktop import __version__

DONE: Final = 0
SOME_FAILED: Final = 1
USAGE: Final = 2


def run(arguments: Sequence[str]) -> int:
    """Runs one verb; without a verb, the window."""
    parser = argparse.ArgumentParser(prog="permit-desktop")
    parser.add_argument("--version", action="version", version=__version__)
    parser.parse_args(arguments)
    return DONE
