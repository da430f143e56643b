"""No verb: the window."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.system.doorbell import ring
from permit_desktop.system.paths import data_dir
from permit_desktop.vault.holder import HOLDER, is_held_by_window

if TYPE_CHECKING:  # Qt is loaded only where a window is wanted
    from permit_desktop.app.options import WindowOptions

_NO_DISPLAY = (
    "permit-desktop: there is no display to open a window on. Start it on a desktop, under xvfb-run, or with"
    " QT_QPA_PLATFORM=offscreen for a window that nobody sees.\n"
)
_NO_LIBRARY = (
    "permit-desktop: the window needs a library that cannot be loaded: {}. On Debian the packages libgl1, libegl1 and"
    " libxcb1 bring what is wanted of the system; `permit-desktop --self-test` says whether the program itself is"
    " whole.\n"
)


def run(arguments: argparse.Namespace) -> int:
    """Opens the window on the camera of the settings; one that is open on this data folder shows itself instead."""
    folder = data_dir(arguments.data_dir, os.environ)
    if is_held_by_window(folder / HOLDER) and ring(folder):
        return DONE
    from permit_desktop.app.options import WindowOptions
    from permit_desktop.cli.settings_access import settings_store

    return open_window(WindowOptions(data_dir=arguments.data_dir, store=settings_store(arguments)))


def open_window(options: WindowOptions) -> int:
    """Opens the window, or says why there is none."""
    try:
        from permit_desktop.app.run import NoDisplayError, run_window
    except ImportError as error:
        sys.stderr.write(_NO_LIBRARY.format(error))
        return SOME_FAILED
    try:
        code = run_window(options)
    except NoDisplayError:
        sys.stderr.write(_NO_DISPLAY)
        return SOME_FAILED
    if code == SOME_FAILED:
        sys.stderr.write(f"permit-desktop: the picture could not be saved as {options.screenshot}.\n")
    return code
