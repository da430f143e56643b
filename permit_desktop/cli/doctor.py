"""The verb `doctor`: everything that the program needs, looked into and told in words."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from permit_desktop.cli.check_lines import json_of, text_of
from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.cli.settings_access import settings_store
from permit_desktop.doctor.check_up import CheckUp
from permit_desktop.doctor.diagnostics import diagnostics, save_diagnostics
from permit_desktop.doctor.host_lines import is_sound
from permit_desktop.domain.checks import Line
from permit_desktop.domain.errors import PermitError
from permit_desktop.system.paths import data_dir
from permit_desktop.system.secrets import Secrets, find_system_keyring
from permit_desktop.system.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the verb's options."""
    parser.add_argument(
        "--save", type=Path, metavar="FILE", help="write what support has to know, without personal data"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Looks into this computer."""
    secrets = Secrets(find_system_keyring)
    folder = data_dir(arguments.data_dir, os.environ)
    loaded = settings_store(arguments).load()
    check_up = CheckUp(
        loaded,
        folder,
        secrets,
        lambda: _camera(loaded.settings, folder),
        lambda: _vault(folder, secrets),
        _load_recogniser,
    )
    return perform(arguments, check_up, sys.stdout, sys.stderr)


def perform(arguments: argparse.Namespace, check_up: CheckUp, out: TextIO, err: TextIO) -> int:
    """Tells each line as soon as it is known; `SOME_FAILED` when anything does not work."""
    lines = []
    for line in check_up.lines():
        lines.append(line)
        out.write(json_of(line) if arguments.json else text_of(line))
        out.flush()
    if arguments.save is not None:
        try:
            save_diagnostics(arguments.save, diagnostics(check_up.loaded.settings, check_up.loaded.problems, lines))
        except PermitError as error:
            err.write(f"permit-desktop: {error.message} {error.remedy}\n")
            return SOME_FAILED
    return DONE if is_sound(lines) else SOME_FAILED


def _camera(settings: Settings, folder: Path) -> Iterator[Line]:
    from permit_desktop.capture.sources.known_ways import NAME, KnownWays
    from permit_desktop.capture.sources.opencv_camera import camera_of
    from permit_desktop.capture.strictness import LEVELS
    from permit_desktop.doctor.camera_lines import camera_lines

    known = KnownWays(folder / NAME)
    _, usual_name = known.usual
    return camera_lines(
        camera_of(settings.camera, known),
        LEVELS[settings.capture.strictness],
        "" if settings.camera.device else usual_name,
    )


def _vault(folder: Path, secrets: Secrets) -> Iterator[Line]:
    from permit_desktop.doctor.vault_lines import closed_vault_lines

    return closed_vault_lines(folder, secrets)


def _load_recogniser() -> object:
    from permit_desktop.recognition.reader import OnDeviceRecogniser

    return OnDeviceRecogniser()
