"""The verb `credentials`: the service's credentials in the operating system's keyring, and those of its proxy.

`set` reads one JSON object from standard input, or asks for each part when that is a terminal; never from the command
line, which other users can see. `test` tries the way to the service of the
settings step by step, and whether it accepts them.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import TextIO

from permit_desktop.api.probe import Probe
from permit_desktop.cli.check_lines import json_of, text_of
from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.cli.service import MAX_INPUT_CHARS, PARTS, PROXY_PARTS, Person, find_access, refused_access
from permit_desktop.cli.settings_access import settings_for
from permit_desktop.domain.checks import Line, State
from permit_desktop.domain.errors import PermitError
from permit_desktop.system.credentials import (
    credentials_from_json,
    credentials_to_json,
    proxy_credentials_from_json,
)
from permit_desktop.system.secrets import PROXY_CREDENTIALS, SERVICE_CREDENTIALS, Secrets, find_system_keyring
from permit_desktop.system.settings import AuthenticationKind


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
    clear = actions.add_parser("clear", help="delete the stored credentials")
    for action in (store, clear):
        action.add_argument(
            "--proxy", action="store_true", help="user and password of the proxy that the settings name"
        )
    for action, word in (
        (clear, "clear"),
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
    person = Person(source, err)
    try:
        if arguments.credentials_action == "set":
            _set(secrets, person, None if arguments.proxy else AuthenticationKind(arguments.kind))
            done = "The credentials are stored in the keyring."
        elif arguments.credentials_action == "clear":
            secrets.delete(PROXY_CREDENTIALS if arguments.proxy else SERVICE_CREDENTIALS)
            done = f"The keyring holds no credentials of the {'proxy' if arguments.proxy else 'service'} any more."
        else:
            failure = _test(arguments, secrets, person, out)
            if failure is not None:
                return _tell(failure, person, out if arguments.json else None)
            done = "The service accepts the credentials."
    except PermitError as error:
        return _tell(error, person, out if arguments.json else None)
    out.write(json.dumps({"done": arguments.credentials_action}) + "\n" if arguments.json else f"{done}\n")
    return DONE


def _tell(failure: PermitError | Line, person: Person, out: TextIO | None) -> int:
    """Tells a failure to the person, or as JSON to `out`."""
    if out is not None:
        told = {"code": failure.code, "message": failure.message, "remedy": failure.remedy}
        out.write(json.dumps({"error": told}) + "\n")
    else:
        person.tell(f"{failure.message} {failure.remedy}")
    return SOME_FAILED


def _set(secrets: Secrets, person: Person, kind: AuthenticationKind | None) -> None:
    """Stores the service's credentials of a kind, or those of the proxy."""
    if not person.source.isatty():
        text = person.source.read(MAX_INPUT_CHARS)
    elif kind is None:
        text = person.asked(PROXY_PARTS, "proxy")
    else:
        text = person.asked(PARTS[kind], "service")
    if kind is None:
        secrets.write(PROXY_CREDENTIALS, credentials_to_json(proxy_credentials_from_json(text)))
    else:
        secrets.write(SERVICE_CREDENTIALS, credentials_to_json(credentials_from_json(text)))


def _test(arguments: argparse.Namespace, secrets: Secrets, person: Person, out: TextIO) -> Line | None:
    """Tells the way to the service line by line; the first failure, None when it can be used."""
    settings = settings_for(arguments, "service")
    access = find_access(secrets, settings.service, person)
    failure = None
    for line in Probe(settings, lambda: access, refused=refused_access(arguments)).lines():
        out.write(json_of(line) if arguments.json else text_of(line))
        out.flush()
        if failure is None and line.state is State.FAILED:
            failure = line
    return failure
