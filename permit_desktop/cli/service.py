"""What proves to the service who is calling, for the verbs that call it: from the keyring, or else asked for."""

from __future__ import annotations

import argparse
import getpass
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TextIO

from permit_desktop.api.access import Access, names_proxy, stored_access
from permit_desktop.api.refused_access import RefusedAccess
from permit_desktop.system.credentials import credentials_from_json, proxy_credentials_from_json
from permit_desktop.system.paths import data_dir
from permit_desktop.system.secrets import SecretsError, SecretStore
from permit_desktop.system.settings import AuthenticationKind, ServiceSection

MAX_INPUT_CHARS: Final = 200_000
PROXY_PARTS: Final = ("user", "password")
PARTS: Final = {
    AuthenticationKind.ACCESS_KEY: ("ak", "sk"),
    AuthenticationKind.PASSWORD: ("account", "user", "password"),
    AuthenticationKind.TOKEN: ("token",),
}
"""What credentials consist of, in the order in which they are asked for."""

_SHOWN: Final = frozenset({"ak", "account", "user"})


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asked: somebody at a terminal, or the program that writes standard input."""

    source: TextIO
    err: TextIO

    def tell(self, text: str) -> None:
        """Says something beside the verb's output."""
        self.err.write(f"permit-desktop: {text}\n")
        self.err.flush()

    def asked(self, parts: Sequence[str], whose: str) -> str:
        """One JSON object as text: made of what was typed, or the next line of standard input; empty for nothing."""
        if not self.source.isatty():
            return self.source.readline(MAX_INPUT_CHARS).strip()
        answers: dict[str, str] = {}
        for part in parts:
            answers[part] = self._typed(f"{whose}, {part}: ", shown=part in _SHOWN)
            if not answers[part]:
                return ""
        return json.dumps(answers)

    def _typed(self, prompt: str, *, shown: bool) -> str:
        if shown:
            self.err.write(prompt)
            self.err.flush()
            return self.source.readline(MAX_INPUT_CHARS).strip()
        try:
            return getpass.getpass(prompt)
        except EOFError:
            return ""


def refused_access(arguments: argparse.Namespace) -> RefusedAccess:
    """What the service refused lately, as the data folder of the command line remembers it."""
    return RefusedAccess(data_dir(arguments.data_dir, os.environ), lambda: datetime.now(UTC))


def find_access(secrets: SecretStore, section: ServiceSection, person: Person) -> Access:
    """The credentials of the keyring; without one that can be used they are asked for, and kept nowhere.

    Raises:
        SettingsError: no service is set, the keyring holds none, or what was entered is none.
        SecretsError: the keyring cannot be used, and nobody entered anything.
    """
    try:
        return stored_access(secrets, section)
    except SecretsError as error:
        person.tell(f"{error.message} The credentials are asked for; they stay in memory while this command runs.")
        entered = person.asked(PARTS[section.authentication], "service")
        if not entered:
            raise
    proxy = person.asked(PROXY_PARTS, "proxy, if it asks for them") if names_proxy(section) else ""
    return Access(credentials_from_json(entered), proxy_credentials_from_json(proxy) if proxy else None)
