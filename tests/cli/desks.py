"""A desk for headless verbs: a keyring in memory, streams to look at, recognisers that follow a script."""

from __future__ import annotations

import argparse
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from permit_desktop.cli import queue, records, vault
from permit_desktop.cli.command_line import parse
from permit_desktop.cli.vault_access import Desk
from permit_desktop.recognition.recogniser import Recogniser
from permit_desktop.sync.engine import Engine
from permit_desktop.system.secrets import Secrets
from permit_desktop.vault.vault import Vault, open_vault
from tests.sync.scripted import ScriptedRecogniser, picture
from tests.system.keyrings import MemoryKeyring


@dataclass
class Told:
    """What a verb ended with and printed."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


_CODE: Final = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")


def code_in(told: str) -> str:
    """The recovery code that was told."""
    found = _CODE.search(told)
    assert found is not None
    return found.group()


def is_code_in(told: str) -> bool:
    """Whether a recovery code was told."""
    return _CODE.search(told) is not None


class Terminal(io.StringIO):
    """An output that a person sees."""

    def isatty(self) -> bool:
        return True


@dataclass
class Counter:
    """A computer on which verbs are run, one after the other."""

    folder: Path
    keyring: Any = field(default_factory=MemoryKeyring)
    service: ScriptedRecogniser = field(default_factory=ScriptedRecogniser)
    here: Recogniser = field(default_factory=ScriptedRecogniser)
    slept_s: list[float] = field(default_factory=list)
    networks: list[tuple[str, ...]] = field(default_factory=lambda: [()])
    """This computer's addresses, one look after the other; the last ones stay."""
    typed: str = ""
    err_is_terminal: bool = False
    """Whether a person sees what goes to the error stream."""

    def run(self, *words: str) -> Told:
        """Runs a verb as the command line would, with recognisers that follow a script."""
        return self._run(words, lambda _arguments, _desk: self.make_engine)

    def run_for_real(self, *words: str) -> Told:
        """Runs a verb with the service of the settings."""
        return self._run(
            words,
            lambda arguments, desk: lambda vault, reader: queue.make_engine(vault, reader, arguments, desk),
        )

    def _run(self, words: tuple[str, ...], make: Callable[[argparse.Namespace, Desk], queue.MakeEngine]) -> Told:
        arguments = parse(["--data-dir", str(self.folder / "data"), *self._settings(), *words])
        out, err = io.StringIO(), Terminal() if self.err_is_terminal else io.StringIO()
        desk = Desk.of(arguments, Secrets(lambda: self.keyring), io.StringIO(self.typed), out, err)
        verb = next(word for word in words if not word.startswith("-"))
        if verb == "queue":
            code = queue.perform(
                arguments, desk, make(arguments, desk), self.slept_s.append, self.network, monotonic=self.slept
            )
        else:
            code = {"records": records.perform, "vault": vault.perform}[verb](arguments, desk)
        return Told(code, out.getvalue(), err.getvalue())

    def make_engine(self, vault: Vault, reader: str) -> Engine:
        """An engine for which time passes only while the verb sleeps, and chance is always the longest wait."""
        return Engine(
            vault,
            reader,
            self.service if reader == "service" else self.here,
            read_here=self.here if reader == "service" else None,
            monotonic=self.slept,
            uniform=lambda _low, high: high,
        )

    def slept(self) -> float:
        """For how long verbs slept, in all."""
        return sum(self.slept_s)

    def network(self) -> tuple[str, ...]:
        """The addresses at the next look."""
        return self.networks.pop(0) if len(self.networks) > 1 else self.networks[0]

    def use_service(self, section: str = "") -> None:
        """From now on new captures are the service's.

        Args:
            section: its settings.
        """
        (self.folder / "settings.toml").write_text(f'[recogniser]\nkind = "service"\n[service]\n{section}', "utf-8")

    def pictures(self, *stills: int) -> list[str]:
        """Files of these stills."""
        files = []
        for still in stills:
            file = self.folder / f"{still}.png"
            file.write_bytes(picture(still))
            files.append(str(file))
        return files

    def vault(self) -> Vault:
        """The vault, for a test that looks into it; the test closes it."""
        desk = self.desk()
        return open_vault(desk.folder, desk.holder(), what="test")

    def desk(self) -> Desk:
        """Where a verb would work whose output nobody reads."""
        arguments = parse(["--data-dir", str(self.folder / "data"), "records", "list"])
        return Desk.of(arguments, Secrets(lambda: self.keyring), io.StringIO(self.typed), io.StringIO(), io.StringIO())

    def _settings(self) -> list[str]:
        file = self.folder / "settings.toml"
        return ["--settings", str(file)] if file.exists() else []
