"""The vault for headless verbs: opened with the keyring or a passphrase, failures told in words."""

from __future__ import annotations

import argparse
import getpass
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from permit_desktop.cli.exit_codes import SOME_FAILED
from permit_desktop.cli.settings_access import settings_for
from permit_desktop.domain.errors import PermitError
from permit_desktop.system.paths import data_dir
from permit_desktop.system.secrets import Secrets
from permit_desktop.system.settings import TABLE, Settings
from permit_desktop.vault.key_file import read_key_file
from permit_desktop.vault.key_holders import KeyHolder, KeyringHolder, PassphraseHolder
from permit_desktop.vault.key_places import KEY_FILE, has_keys
from permit_desktop.vault.retention import periods_of
from permit_desktop.vault.vault import Vault, open_vault

_MOST_PASSPHRASE_CHARS = 1000


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a verb works: its command line, the keyring, its streams.

    Attributes:
        folder: the data folder.
        as_json: whether everything told is one JSON object a line.
        settings: what is set; raises `SettingsError` where that does not tell how long things are kept.
    """

    folder: Path
    secrets: Secrets
    source: TextIO
    out: TextIO
    err: TextIO
    as_json: bool
    settings: Callable[[], Settings]

    @classmethod
    def of(cls, arguments: argparse.Namespace, secrets: Secrets, source: TextIO, out: TextIO, err: TextIO) -> Desk:
        """The desk that the global options describe."""
        folder = data_dir(arguments.data_dir, os.environ)
        return cls(folder, secrets, source, out, err, arguments.json, lambda: _settings(arguments))

    def tell(self, told: Mapping[str, Any], text: str) -> None:
        """Prints the one or the other."""
        self.out.write(f"{json.dumps(told, ensure_ascii=False) if self.as_json else text}\n")
        self.out.flush()

    def tell_error(self, error: PermitError, about: Mapping[str, Any] | None = None) -> None:
        """Prints a failure: on the error stream, or as JSON among the rest."""
        if self.as_json:
            told = {"code": error.code.value, "message": error.message, "remedy": error.remedy}
            self.out.write(json.dumps({**(about or {}), "error": told}, ensure_ascii=False) + "\n")
            return
        words = " ".join(str(value) for value in (about or {}).values())
        self.err.write(f"permit-desktop: {words + ': ' if words else ''}{error.message} {error.remedy}\n")

    def holder(self, *, new_by_passphrase: bool = False) -> KeyHolder:
        """What holds the key of this folder's vault, or will hold that of a new one.

        Raises:
            VaultError: the key file is damaged.
        """
        file = self.folder / KEY_FILE
        there = has_keys(self.folder)
        by_passphrase = read_key_file(file).holder == PassphraseHolder.kind if there else new_by_passphrase
        return PassphraseHolder(self.ask("Passphrase: ")) if by_passphrase else KeyringHolder(self.secrets)

    def ask(self, prompt: str) -> str | None:
        """A secret from the terminal, or the next line of standard input; None when there is none."""
        if self.source.isatty():
            return getpass.getpass(prompt) or None
        return self.source.readline(_MOST_PASSPHRASE_CHARS).rstrip("\r\n") or None

    def is_sure(self, question: str) -> bool:
        """Whether the person at the terminal, or the next line of standard input, says yes."""
        if self.source.isatty():
            self.err.write(f"{question} Type yes to go on: ")
            self.err.flush()
        return self.source.readline(_MOST_PASSPHRASE_CHARS).strip().lower() == "yes"

    @contextmanager
    def vault(
        self, what: str, holder: KeyHolder | None = None, *, begin_anew: bool = False, sees_to_code: bool = False
    ) -> Iterator[Vault]:
        """The opened vault for the length of a block; tells what a person has to know of it.

        Args:
            sees_to_code: whether the block is about the recovery code, of which nothing is told then.
        """
        settings = self.settings()
        periods = periods_of(settings.retention)
        vault = open_vault(self.folder, holder or self.holder(), what=what, periods=periods, begin_anew=begin_anew)
        try:
            vault.settings.compare({key: settings.entry(key) for key in TABLE})
            if not sees_to_code:
                self._see_to_code(vault)
            self._tell_rescue(vault)
            yield vault
        finally:
            vault.close()

    def tell_code(self, vault: Vault) -> None:
        """Shows the recovery code to the person at the terminal, as long as nobody has it."""
        code = vault.notice.recovery_code or vault.recovery.owed()
        if code is not None:
            self.err.write(
                f"The vault's recovery code, which is not shown again:\n\n    {code}\n\n"
                "Write it down and keep it apart from this computer.\n"
            )
            self.err.flush()
            vault.recovery.note_kept()

    def _see_to_code(self, vault: Vault) -> None:
        if self.err.isatty():
            self.tell_code(vault)
        elif vault.notice.recovery_code is not None:  # into a log it does not belong, and nobody may ever look there
            self.err.write(
                "permit-desktop: A new vault was made. Nobody has its recovery code yet: print one with"
                " `permit-desktop vault new-code`.\n"
            )

    def _tell_rescue(self, vault: Vault) -> None:
        aside, salvaged = vault.notice.set_aside, vault.notice.salvaged
        if aside is not None and salvaged is not None:
            kept = f"is kept as {aside.name}" if aside.exists() else "was gone"
            self.err.write(
                f"permit-desktop: The vault was damaged, and {kept}. {salvaged.stills} pictures were carried over into"
                f" a new one; {salvaged.lost_rows} entries could not be read. Check the disk, and what is missing.\n"
            )


def told(desk: Desk, act: Callable[[], int]) -> int:
    """Does it; a failure is told, and becomes an exit code."""
    try:
        return act()
    except PermitError as error:
        desk.tell_error(error)
        return SOME_FAILED


def _settings(arguments: argparse.Namespace) -> Settings:
    # Nothing is deleted by a default where something else was meant.
    return settings_for(arguments, "retention")
