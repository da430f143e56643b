"""The verb `credentials`: the service's credentials in the operating system's keyring.

`set` reads one JSON object from standard input, or asks for each part when that is a terminal; never from the command
line, which other users can see. `test` asks the service of the settings file whether it accepts them.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from permit_desktop.api.client import ServiceRecogniser
from permit_desktop.api.service import AuthenticationKind, ServiceSettings, settings_from_table
from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.domain.errors import ErrorCode, PermitError, SettingsError
from permit_desktop.system.credentials import credentials_from_json, credentials_to_json
from permit_desktop.system.secrets import SERVICE_CREDENTIALS, Secrets, find_system_keyring

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

MAX_INPUT_CHARS: Final = 200_000

_PARTS: Final = {
    AuthenticationKind.ACCESS_KEY: ("ak", "sk"),
    AuthenticationKind.PASSWORD: ("account", "user", "password"),
    AuthenticationKind.TOKEN: ("token",),
}
_SHOWN: Final = frozenset({"ak", "account", "user"})


def add_parser(verbs: Verbs) -> None:
    """Adds the verb and its options."""
    parser = verbs.add_parser("credentials", help="the service's credentials in the keyring")
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
            _test(secrets, _settings(arguments.settings))
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


def _test(secrets: Secrets, settings: ServiceSettings) -> None:
    stored = secrets.read(SERVICE_CREDENTIALS)
    if stored is None:
        raise SettingsError(
            ErrorCode.CREDENTIALS_MISSING,
            "The keyring holds no credentials of the service.",
            "Store them with `permit-desktop credentials set`.",
        )
    recogniser = ServiceRecogniser(settings, credentials_from_json(stored), now=lambda: datetime.now(UTC))
    try:
        recogniser.test_access()
    finally:
        recogniser.close()


def _settings(file: Path | None) -> ServiceSettings:
    if file is None:
        raise SettingsError(
            ErrorCode.SETTING_INVALID, "No service is set.", "Name a settings file with `--settings FILE`."
        )
    try:
        table = tomllib.loads(file.read_text("utf-8")).get("service", {})
    except (OSError, ValueError):
        raise SettingsError(
            ErrorCode.SETTING_INVALID, "The settings file cannot be read.", "Check that it exists and is TOML."
        ) from None
    return settings_from_table(table if isinstance(table, dict) else {})
