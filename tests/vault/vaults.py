"""What the vault's tests share: a clock to turn, a vault in a folder, stills that are no pictures."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Reading, Side
from permit_desktop.system.secrets import Secrets
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.key_holders import KeyHolder, KeyringHolder
from permit_desktop.vault.retention import Periods
from permit_desktop.vault.vault import Vault, open_vault
from tests.system.keyrings import MemoryKeyring

PERSON = "clerk"


@dataclass
class Clock:
    """Stands still until it is turned."""

    at_s: float = 1_780_000_000.0
    set_by_s: float = 0.0
    """By how much it was set, so that this did not go by."""

    def put(self, by_s: float) -> None:
        """Somebody sets it."""
        self.at_s += by_s
        self.set_by_s += by_s

    def boot_s(self) -> float:
        """What the clock says that nobody sets."""
        return self.at_s - self.set_by_s

    def __call__(self) -> float:
        return self.at_s


class Desk:
    """A computer with a keyring, a clock and a data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        self.keyring = MemoryKeyring()
        self.clock = Clock()
        self.holder: KeyHolder = KeyringHolder(Secrets(lambda: self.keyring))
        self.periods = Periods()

    def open(self, what: str = "test") -> Vault:
        return open_vault(
            self.folder,
            self.holder,
            what=what,
            now=self.clock,
            boot=self.clock.boot_s,
            periods=self.periods,
            space=DiskSpace(self.folder, floor_bytes=0, ballast_bytes=100_000),
        )

    @contextlib.contextmanager
    def vault(self, what: str = "test") -> Iterator[Vault]:
        vault = self.open(what)
        try:
            yield vault
        finally:
            vault.close()


def still(number: int = 0, size_bytes: int = 3000) -> bytes:
    """A file's content like no other."""
    return (b"\xff\xd8\xff\xe0 still %d " % number).ljust(size_bytes, b"~")


def front(number: str = "CB3273201", name: str = "石生頔", **changes: str) -> PermitResult:
    """A front's reading."""
    values = {
        FieldName.TYPE: PermitType.HK_MACAO.value,
        FieldName.SIDE: Side.FRONT.value,
        FieldName.NUMBER: number,
        FieldName.NAME: name,
        FieldName.BIRTH_DATE: "1981.08.03",
        **{FieldName(field): value for field, value in changes.items()},
    }
    return PermitResult({field: Reading(value, 0.9) for field, value in values.items()})


def back() -> PermitResult:
    """A back's reading."""
    values = {
        FieldName.TYPE: PermitType.HK_MACAO.value,
        FieldName.SIDE: Side.BACK.value,
        FieldName.HK_TYPE: "探亲（T）",
    }
    return PermitResult({field: Reading(value, 0.9) for field, value in values.items()})
