"""The file vault.keys and its copy: the vault's keys, sealed twice.

One seal opens with what the key holder keeps (keyring or passphrase), the other with the recovery code. Nothing in the
file opens anything by itself.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.system.durable_file import sync_folder
from permit_desktop.vault import errors
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.key_holders import Hint
from permit_desktop.vault.key_places import copy_of
from permit_desktop.vault.recovery import seal_for, unseal_with
from permit_desktop.vault.sealing import seal, unseal

FIRST_KEY_ID: Final = 1 << 23
"""From here on to two thousand million SQLite gives a number the same room: a still that is wrapped with the next key
keeps its size, so that only the page with the wrapped key is written and not the picture."""

_FORMAT: Final = 1
_MOST_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class TrailEnd:
    """How far the audit trail had come: an entry and its hash."""

    entry_id: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Keys:
    """What the file protects.

    Attributes:
        database: the database's key; stays as long as the database.
        stills: by ID, the keys that wrap the stills' own keys; the one of the highest ID is in use, others only while
            a rotation is under way.
        trail: how far the audit trail had come when that was noted last.
    """

    database: bytes = field(repr=False)
    stills: Mapping[int, bytes] = field(repr=False)
    trail: TrailEnd | None = None

    @property
    def current(self) -> int:
        """The ID of the key that new stills are wrapped with."""
        return max(self.stills)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The file's content.

    Attributes:
        vault_id: names the vault; both seals are bound to it.
        holder: the kind of the key holder.
        hint: how it finds its key.
        sealed: the keys, for the holder's key.
        recovery_public: the public half of the recovery code.
        recovery_sealed: the keys, for the recovery code.
        database_made: whether the database was there once; if it is gone later, something is wrong.
        former: hints of keys that the holder is to forget, so that no copy of an older file opens.
    """

    vault_id: str
    holder: str
    hint: Hint
    sealed: bytes
    recovery_public: bytes
    recovery_sealed: bytes
    database_made: bool
    former: tuple[Hint, ...] = ()

    def open(self, holder_key: bytes) -> Keys:
        """The keys; raises `VaultError` (vault_key_wrong) for another key."""
        return _unpacked(unseal(holder_key, self.sealed, self._bound_to))

    def recover(self, code: str) -> Keys:
        """The keys; raises `SettingsError` for a mistyped code, `VaultError` for another vault's."""
        return _unpacked(unseal_with(code, self.recovery_sealed, self._bound_to))

    def resealed(self, keys: Keys, holder: str, hint: Hint, holder_key: bytes) -> KeyFile:
        """The same vault's file with other keys, or for another holder."""
        packed = _packed(keys)
        return replace(
            self,
            holder=holder,
            hint=hint,
            sealed=seal(holder_key, packed, self._bound_to),
            recovery_sealed=seal_for(self.recovery_public, packed, self._bound_to),
        )

    @property
    def _bound_to(self) -> bytes:
        return f"permit-desktop vault {self.vault_id}".encode()


def read_key_file(path: Path) -> KeyFile:
    """Reads the file; where it is missing or damaged, its copy.

    Raises:
        VaultError: neither is what was written, or the file may not be read.
    """
    try:
        return _read(path)
    except VaultError as error:
        if error.code is not ErrorCode.VAULT_KEY_FILE_MISSING:
            raise
    return _read(copy_of(path))


def _read(path: Path) -> KeyFile:
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_MOST_BYTES))
        recovery = told["recovery"]
        if told["format"] != _FORMAT:
            raise errors.newer(int(told["format"]), _FORMAT)
        return KeyFile(
            str(told["vault"]),
            str(told["holder"]),
            _hint(told["hint"]),
            _bytes(told["sealed"]),
            _bytes(recovery["public"]),
            _bytes(recovery["sealed"]),
            bool(told["database_made"]),
            tuple(_hint(former) for former in told.get("former", ())),  # not in the files of the first releases
        )
    except PermissionError:
        raise errors.read_only() from None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise errors.key_file_missing() from None


def write_key_file(path: Path, content: KeyFile) -> None:
    """Writes the file in place of the old one, and then its copy; a power cut leaves of each the old or the new.

    Raises:
        VaultError: the folder cannot be written, or is full.
    """
    told = {
        "format": _FORMAT,
        "vault": content.vault_id,
        "holder": content.holder,
        "hint": dict(content.hint),
        "sealed": _text(content.sealed),
        "recovery": {"public": _text(content.recovery_public), "sealed": _text(content.recovery_sealed)},
        "database_made": content.database_made,
        "former": [dict(hint) for hint in content.former],
    }
    try:
        for file in (path, copy_of(path)):
            _put(file, json.dumps(told, indent=1).encode())
    except OSError as error:
        raise errors.of_system(error) from None


def _put(path: Path, content: bytes) -> None:
    beside = path.with_suffix(".new")
    try:
        with open(beside, "wb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def _hint(told: dict[str, object]) -> Hint:
    return {str(name): value for name, value in told.items() if isinstance(value, str | int)}


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _packed(keys: Keys) -> bytes:
    stills = {str(key_id): key.hex() for key_id, key in keys.stills.items()}
    trail = keys.trail and [keys.trail.entry_id, keys.trail.hash.hex()]
    return json.dumps({"database": keys.database.hex(), "stills": stills, "trail": trail}).encode()


def _unpacked(packed: bytes) -> Keys:
    told: dict[str, Any] = json.loads(packed)  # its seal held, so it is what `_packed` wrote
    stills = {int(key_id): bytes.fromhex(key) for key_id, key in told["stills"].items()}
    trail = told.get("trail")  # not in the files of the first releases
    return Keys(bytes.fromhex(told["database"]), stills, TrailEnd(trail[0], bytes.fromhex(trail[1])) if trail else None)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: object) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except binascii.Error as error:
        raise ValueError("no Base64") from error
