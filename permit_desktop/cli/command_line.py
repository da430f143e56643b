"""The command line: global options and the verbs, each in a module of its own.

A verb's module offers `add_arguments(parser)`, which adds its options and sets `run` as the parser's default, and
`run(arguments) -> int`, which does it and returns one of `exit_codes`. Only the module of the verb that is asked for is
imported: what one verb needs costs the others, and the window's start, nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from permit_desktop import __version__
from permit_desktop.cli import window

_VERBS: Final = {
    "demo": "the window on a simulated camera that shows specimen permits",
    "read": "read pictures of permits and print one JSON line each",
    "capture": "watch a camera or a video and print one JSON line for each side that is captured",
    "credentials": "the service's credentials in the keyring",
    "settings": "what is set, by whom, and what is wrong with a settings file",
    "doctor": "look into all that the program needs, each with its remedy",
    "serve": "read permits for other programs: the exit-entry-permit API as a service",
    "serve-users": "who may use the service that `serve` starts",
    "queue": "captures that wait for a recogniser: add, list, sync, retry, discard",
    "records": "what was read: list, show, export, purge",
    "vault": "the encrypted store: init, recover, new-code, rotate, check",
}


def run(arguments: Sequence[str]) -> int:
    """Runs one verb; without a verb, the window."""
    options = parse(arguments)
    verb: Callable[[argparse.Namespace], int] = options.run
    return verb(options)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Reads the command line; ends the program where it is wrong.

    The global options hold wherever they stand: `--json queue list` and `queue list --json` are the same.
    """
    anywhere, others = _global_options().parse_known_args(arguments)
    return _parser(others).parse_args(others, anywhere)


def _global_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="permit-desktop", add_help=False, allow_abbrev=False)
    options.add_argument("--data-dir", type=Path, metavar="DIR", help="where records are kept")
    options.add_argument("--settings", type=Path, metavar="FILE", help="the settings file, TOML")
    options.add_argument("--json", action="store_true", help="print results as JSON")
    return options


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="permit-desktop",
        description="Scans and reads mainland exit-entry permits. Without a verb it opens the window.",
        epilog="The options --data-dir, --settings and --json may also follow the verb.",
        parents=[_global_options()],
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument(
        "--self-test",
        dest="run",
        action="store_const",
        const=_check_installation,
        help="check that this installation is whole",
    )
    parser.set_defaults(run=window.run)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    for name, purpose in _VERBS.items():
        verb = verbs.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        if name in arguments:
            import_module(f"permit_desktop.cli.{name.replace('-', '_')}").add_arguments(verb)
    return parser


def _check_installation(arguments: argparse.Namespace) -> int:
    from permit_desktop.cli import self_test

    return self_test.run(arguments)
