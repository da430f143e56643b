"""The verb `credentials`: the service's credentials in the operating system's keyring.

`set` reads one JSON object from standard input, or asks for each part when that is a terminal; never from the command
line, which other users can see. `test` asks the service of the settings file whether it accepts them.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from typing import Final, TextIO

from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.cli.service import open_service
from permit_desktop.cli.settings_access import settings_for
from permit_desktop.domain.errors import PermitError
from permit_desktop.system.credentials import credentials_from_json, credentials_to_json
from permit_desktop.system.secrets import SERVICE_CREDENTIALS, Secrets, find_system_keyring
from permit_desktop.system.settings import AuthenticationKind, Settings

MAX_INPUT_CHARS: Final = 200_000

_PARTS: Final = {
    AuthenticationKind.ACCESS_KEY: ("ak", "sk"),
    AuthenticationKind.PASSWORD: ("account", "user", "password"),
    AuthenticationKind.TOKEN: ("token",),
}
_SHOWN: Final = frozenset({"ak", "account", "user"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the verb's options."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    store = actions.add_parser("set", help="store credentials: one JSON object on standard input, or asked for")
    store.add_argument(
        "--kind",
        choices=[kind.value for kind in AuthenticationKind],
        default=AuthenticationKind.ACCESS_KEY.value,
        help="what to ask for at a terminal (default: ak-sk)",
    )
    for action, word in (
        (actions.add_parser("clear", help="delete the stored credentials"), "clear"),
        (actions.add_parser("test", help="ask the service whether it accepts them; sends no picture"), "test"),
        (store, "set"),
    ):
        action.set_defaults(run=run, credentials_action=word)


def run(arguments: argparse.Namespace) -> int:
    """Does it with the keyring of this computer."""
    return perform(arguments, Secrets(find_system_keyring), sys.stdin, sys.stdout, sys.stderr)


def perform(arguments: argparse.Namespace, secrets: Secrets, source: TextIO, out: TextIO, err: TextIO) -> int:
    """Does it with the given keyring and streams.

    Returns:
        An exit code; a failure is told on `err`, or with `--json` on `out`.
    """
    try:
        if arguments.credentials_action == "set":
            _set(secrets, source, AuthenticationKind(arguments.kind))
            done = "The credentials are stored in the keyring."
        elif arguments.credentials_action == "clear":
            secrets.delete(SERVICE_CREDENTIALS)
            done = "The keyring holds no credentials of the service any more."
        else:
            _test(secrets, settings_for(arguments, "service"))
            done = "The service accepts the credentials."
    except PermitError as error:
        told = {"code": error.code, "message": error.message, "remedy": error.remedy}
        if arguments.json:
            out.write(json.dumps({"error": told}) + "\n")
        else:
            err.write(f"permit-desktop: {error.message} {error.remedy}\n")
        return SOME_FAILED
    out.write(json.dumps({"done": arguments.credentials_action}) + "\n" if arguments.json else f"{done}\n")
    return DONE


def _set(secrets: Secrets, source: TextIO, kind: AuthenticationKind) -> None:
    text = json.dumps(_asked(kind)) if source.isatty() else source.read(MAX_INPUT_CHARS)
    secrets.write(SERVICE_CREDENTIALS, credentials_to_json(credentials_from_json(text)))


def _asked(kind: AuthenticationKind) -> dict[str, str]:
    ask: Callable[[str], str]
    answers = {}
    for part in _PARTS[kind]:
        ask = input if part in _SHOWN else getpass.getpass
        answers[part] = ask(f"{part}: ")
    return answers


def _test(secrets: Secrets, settings: Settings) -> None:
    recogniser = open_service(secrets, settings)
    try:
        recogniser.test_access()
    finally:
        recogniser.close()
