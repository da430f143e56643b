"""Lines of the check-up about this computer: the settings' files, the keyring, the disk, the clock, the models."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from permit_desktop.domain.checks import Check, Line, State, doubtful, failed, fine, of_error, skipped
from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.system.resources import resource
from permit_desktop.system.secrets import SERVICE_CREDENTIALS, Secrets
from permit_desktop.system.settings_file import Problem
from permit_desktop.vault.disk_space import FLOOR_BYTES

GIGABYTE: Final = 1_000_000_000
LITTLE_BYTES: Final = 2 * GIGABYTE
"""Some thousand pictures from where nothing is captured any more."""


def settings_line(problems: Sequence[Problem]) -> Line:
    """Whether the settings' files can be used."""
    if problems:
        return doubtful(
            Check.SETTINGS,
            f"{len(problems)} entries of the settings' files cannot be used; the defaults hold.",
            "See which with `permit-desktop settings show`.",
        )
    return fine(Check.SETTINGS, "The settings' files can be used.")


def keyring_line(secrets: Secrets | None) -> Line:
    """Whether the keyring opens; None where nothing may touch it."""
    if secrets is None:
        return skipped(Check.KEYRING, "The demo touches no keyring.")
    try:
        secrets.read(SERVICE_CREDENTIALS)
    except PermitError as error:
        return of_error(Check.KEYRING, error)
    return fine(Check.KEYRING, "The keyring opens and answers.")


def disk_line(folder: Path) -> Line:
    """Whether there is room in the data folder, and whether it can be written; it need not exist yet."""
    place = next(each for each in (folder, *folder.parents) if each.is_dir())
    try:
        free = shutil.disk_usage(place).free
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError:
        return failed(
            Check.DISK,
            "The data folder cannot be written.",
            "Check the rights of the folder, and whether its disk is there.",
            code=ErrorCode.VAULT_READ_ONLY,
        )
    gigabytes = f"{free / GIGABYTE:.1f}"
    if free < FLOOR_BYTES:
        return failed(
            Check.DISK,
            f"Only {gigabytes} GB are free on the data folder's disk: nothing new is captured.",
            "Delete what is not needed from the disk.",
            code=ErrorCode.VAULT_FULL,
        )
    if free < LITTLE_BYTES:
        return doubtful(
            Check.DISK,
            f"Only {gigabytes} GB are free on the data folder's disk.",
            "Delete what is not needed from the disk before it is full.",
        )
    return fine(Check.DISK, f"{gigabytes} GB are free on the data folder's disk.")


def clock_line(now: Callable[[], datetime]) -> Line:
    """Whether the clock can be right; how right it is only a service tells."""
    installed = datetime.fromtimestamp(resource("icons").stat().st_mtime, UTC)
    if now() < installed:
        return failed(
            Check.CLOCK,
            f"This computer's date is {now():%Y-%m-%d}, before this program was installed.",
            "Let the system set its clock by the network.",
        )
    return fine(Check.CLOCK, f"This computer's date is {now():%Y-%m-%d}.")


def models_line(load: Callable[[], object]) -> Line:
    """Whether permits can be read on this computer; `load` loads the recogniser."""
    try:
        load()
    except PermitError as error:
        return of_error(Check.MODELS, error)
    return fine(Check.MODELS, "The recogniser of this computer can be used.")


def no_service_line() -> Line:
    """There is nothing to reach."""
    return skipped(Check.SERVICE, "No service is set: permits are read on this computer.")


def is_sound(lines: Sequence[Line]) -> bool:
    """Whether nothing failed."""
    return all(line.state is not State.FAILED for line in lines)
