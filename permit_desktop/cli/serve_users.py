"""The verb `serve-users`: who may use `serve`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TextIO

from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.cli.serve import not_installed
from permit_desktop.domain.errors import PermitError
from permit_desktop.system.paths import data_dir


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the verb's options."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True, dest="users_action")
    add = actions.add_parser("add", help="make a user; prints password and secret key, this once")
    remove = actions.add_parser("remove", help="delete a user")
    listing = actions.add_parser("list", help="show the users, without their secrets")
    for action in (add, remove):
        action.add_argument("name", metavar="NAME")
    for action in (add, remove, listing):
        # The same as the program's own options, which would otherwise have to stand before the verb.
        action.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
        action.add_argument(
            "--data-dir", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="where users are kept"
        )
        action.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Does it in the data folder."""
    try:
        _perform(arguments, sys.stdout)
    except PermitError as error:
        sys.stderr.write(f"permit-desktop: {error.message} {error.remedy}\n")
        return SOME_FAILED
    return DONE


def _perform(arguments: argparse.Namespace, output: TextIO) -> None:
    try:
        from permit_desktop.server.passwords import Passwords
        from permit_desktop.server.users import USERS_FILE, UserFile
    except ModuleNotFoundError as error:
        raise not_installed() from error

    users = UserFile(data_dir(arguments.data_dir, os.environ) / USERS_FILE)
    told: dict[str, str]
    if arguments.users_action == "add":
        new = users.add(arguments.name, Passwords())
        told = {
            "user": new.user.name,
            "password": new.password,
            "ak": new.user.ak,
            "sk": new.user.sk,
            "project_id": new.user.project_id,
        }
        _tell(told, output, as_json=arguments.json)
        if not arguments.json:
            output.write("Password and secret key are told this once: keep them now.\n")
    elif arguments.users_action == "remove":
        users.remove(arguments.name)
        _tell({"removed": arguments.name}, output, as_json=arguments.json)
    else:
        everybody = users.users()
        if not (everybody or arguments.json):
            output.write("There are no users yet; `permit-desktop serve-users add NAME` makes one.\n")
        for user in everybody:
            listed = {"user": user.name, "ak": user.ak, "project_id": user.project_id, "user_id": user.user_id}
            _tell(listed, output, as_json=arguments.json)


def _tell(told: dict[str, str], output: TextIO, *, as_json: bool) -> None:
    plain = "".join(f"{key}: {value}\n" for key, value in told.items()) + "\n"
    output.write(json.dumps(told) + "\n" if as_json else plain)
