"""The settings for headless verbs: from the files that the global options name, failures told in words."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.system.paths import policy_file, settings_file
from permit_desktop.system.settings import Settings
from permit_desktop.system.settings_file import Problem
from permit_desktop.system.settings_store import SettingsStore


def settings_store(arguments: argparse.Namespace) -> SettingsStore:
    """The files that the command line means."""
    return SettingsStore(settings_file(arguments.settings, arguments.data_dir, os.environ), policy_file())


def settings_for(arguments: argparse.Namespace, *sections: str) -> Settings:
    """The settings as they hold.

    Nobody sees a banner of a verb that runs at night, so it does not go on with a default where something else was
    meant: a problem in the sections that the verb needs is an error.

    Raises:
        SettingsError: a file that the command line names is not there, one cannot be read, or one of these sections
            holds what cannot be used.
    """
    store = settings_store(arguments)
    chosen: Path | None = arguments.settings
    if chosen is not None and not chosen.exists():
        raise SettingsError(
            ErrorCode.SETTING_INVALID, "The settings file is not there.", "Check the name given with `--settings`."
        )
    loaded = store.load()
    for problem in loaded.problems:
        if problem.key.partition(".")[0] in ("", *sections):
            raise SettingsError(ErrorCode.SETTING_INVALID, f"{place(problem)}: {problem.message}", problem.remedy)
    return loaded.settings


def place(problem: Problem) -> str:
    """Where a problem stands, as compilers say it."""
    parts = [problem.file.name] + ([f"line {problem.line}"] if problem.line else [])
    return ", ".join(parts + ([problem.key] if problem.key else []))
