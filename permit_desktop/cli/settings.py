"""The verb `settings`: what holds and where it comes from, and what is wrong with a file."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TextIO

from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.cli.settings_access import place, settings_store
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.system.paths import POLICY_NAME
from permit_desktop.system.settings import TABLE, Settings
from permit_desktop.system.settings_file import Problem, read_settings_file
from permit_desktop.system.settings_store import SettingsStore, toml_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the verb's options."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="say what cannot be used in a settings file or a policy file")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument(
        "--policy",
        action="store_true",
        help=f"it is a policy file (one named {POLICY_NAME}, or with tables of `value` and `locked`, is one anyway)",
    )
    check.set_defaults(run=run, settings_action="check")
    show = actions.add_parser("show", help="print every setting, its value, and who says so")
    show.set_defaults(run=run, settings_action="show")


def run(arguments: argparse.Namespace) -> int:
    """Does it with the files of this computer."""
    return perform(arguments, settings_store(arguments), sys.stdout, sys.stderr)


def perform(arguments: argparse.Namespace, store: SettingsStore, out: TextIO, err: TextIO) -> int:
    """Does it with the given files and streams; returns an exit code."""
    if arguments.settings_action == "check":
        return _check(arguments, out, err)
    loaded = store.load()
    shown = _shown_as_json if arguments.json else _shown
    out.writelines(shown(loaded.settings, key) for key in TABLE)
    if not arguments.json:
        out.write(f"\n# user: {store.user_file}\n# policy: {store.policy_file}\n")
    for problem in loaded.problems:
        _tell(problem, arguments, out, err)
    return SOME_FAILED if loaded.problems else DONE


def _check(arguments: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    file: Path = arguments.file
    if not file.exists():
        missing = Problem(
            file, None, "", SettingsError(ErrorCode.FILE_MISSING, "There is no such file.", "Check its name.")
        )
        _tell(missing, arguments, out, err)
        return SOME_FAILED
    entries = read_settings_file(file, policy=True if arguments.policy or file.name == POLICY_NAME else None)
    for problem in entries.problems:
        _tell(problem, arguments, out, err)
    if entries.problems:
        return SOME_FAILED
    told = {
        "file": str(file),
        "policy": entries.policy,
        "settings": len(entries.values),
        "locked": len(entries.locked),
    }
    sentence = f"{file.name} can be used as a user's settings file: {len(entries.values)} settings."
    if entries.policy:
        counts = f"{len(entries.values)} settings, {len(entries.locked)} of them locked"
        sentence = f"{file.name} can be used as a policy file: {counts}."
    out.write(f"{json.dumps(told) if arguments.json else sentence}\n")
    return DONE


def _shown(settings: Settings, key: str) -> str:
    """A line as it could stand in a settings file; what only a policy may say is a comment there."""
    mark = "# " if TABLE[key].policy_only else ""
    return f"{mark}{key} = {toml_text(settings.entry(key))}  # {settings.origin(key)}; {TABLE[key].about}\n"


def _shown_as_json(settings: Settings, key: str) -> str:
    told = {
        "setting": key,
        "value": settings.entry(key),
        "origin": settings.origin(key).value,
        "about": TABLE[key].about,
        "expected": TABLE[key].kind.expected,
    }
    return json.dumps(told, ensure_ascii=False) + "\n"


def _tell(problem: Problem, arguments: argparse.Namespace, out: TextIO, err: TextIO) -> None:
    if arguments.json:
        told = {
            "file": str(problem.file),
            "line": problem.line,
            "setting": problem.key or None,
            "message": problem.message,
            "remedy": problem.remedy,
        }
        out.write(json.dumps({"problem": told}, ensure_ascii=False) + "\n")
    else:
        err.write(f"{place(problem)}: {problem.message} {problem.remedy}\n")
