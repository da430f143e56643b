"""The verb `demo`: the window on a simulated document camera that shows specimen permits.

Its data folder is one of its own, which ends with it, and its key is in memory only. It asks no keyring and uses no
network.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path

from permit_desktop.cli.exit_codes import SOME_FAILED
from permit_desktop.cli.window import open_window


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the verb's options."""
    parser.add_argument("--seconds", type=_seconds, metavar="N", help="close after N seconds")
    parser.add_argument(
        "--screenshot",
        type=Path,
        metavar="PNG",
        help="save the window with the last complete record when it closes; without --seconds, close after the first",
    )
    parser.add_argument(
        "--look", choices=("light", "dark", "high-contrast"), help="a look that does not follow the system"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Shows the demo."""
    from permit_desktop.app.options import Source, WindowOptions

    picture: Path | None = arguments.screenshot
    if picture is not None and (picture.is_dir() or not picture.absolute().parent.is_dir()):
        sys.stderr.write(f"permit-desktop: {picture} cannot be written; name a PNG file in a folder that exists.\n")
        return SOME_FAILED
    return open_window(
        WindowOptions(
            source=Source.SIMULATED,
            look=arguments.look,
            seconds=arguments.seconds,
            screenshot=arguments.screenshot,
        )
    )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a number of seconds is wanted") from error
    if not (math.isfinite(seconds) and 0 < seconds <= 86_400):
        raise argparse.ArgumentTypeError("more than 0 seconds and at most a day")
    return seconds
