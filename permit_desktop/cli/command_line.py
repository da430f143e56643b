"""The command line: global options and the verbs, each in a module of its own.

A verb's module offers `add_parser(verbs)`, which adds its options and sets `run` as the default of its parser, and
`run(arguments) -> int`, which does it and returns one of `exit_codes`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from permit_desktop import __version__
from permit_desktop.cli import demo, window


def run(arguments: Sequence[str]) -> int:
    """Runs one verb; without a verb, the window."""
    options = _parser().parse_args(arguments)
    verb: Callable[[argparse.Namespace], int] = options.run
    return verb(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="permit-desktop",
        description="Scans and reads mainland exit-entry permits. Without a verb it opens the window.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where records are kept")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="the settings file, TOML")
    parser.add_argument("--json", action="store_true", help="print results as JSON")
    parser.set_defaults(run=window.run)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    demo.add_parser(verbs)
    return parser
