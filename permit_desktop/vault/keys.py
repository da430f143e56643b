"""The vault's keys from their making to their rotation."""

from __future__ import annotations

import contextlib
import secrets as randomness
from dataclasses import replace
from pathlib import Path

from permit_desktop.domain.errors import PermitError
from permit_desktop.vault import errors
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.key_file import FIRST_KEY_ID, KeyFile, Keys, TrailEnd, read_key_file, write_key_file
from permit_desktop.vault.key_holders import KeyHolder
from permit_desktop.vault.recovery import new_recovery_code, public_key
from permit_desktop.vault.sealing import new_key


class KeyChest:
    """The opened key file.

    Attributes:
        recovery_code: only on a chest that was just made, or got a new code: to be shown once.
    """

    def __init__(self, path: Path, content: KeyFile, keys: Keys, holder: KeyHolder, holder_key: bytes) -> None:
        self._path = path
        self._content = content
        self._keys = keys
        self._holder = holder
        self._holder_key = holder_key
        self.recovery_code: str | None = None

    @property
    def vault_id(self) -> str:
        """The vault's name."""
        return self._content.vault_id

    @property
    def keys(self) -> Keys:
        """The keys, for the database only."""
        return self._keys

    @property
    def database_made(self) -> bool:
        """Whether the database was there once."""
        return self._content.database_made

    def note_database_made(self) -> None:
        """Remembers that the database is there from now on."""
        if not self._content.database_made:
            self._write(replace(self._content, database_made=True))

    def note_trail(self, end: TrailEnd) -> None:
        """Remembers how far the audit trail has come.

        Raises:
            VaultError: the file cannot be written; it says what it said before.
        """
        if end != self._keys.trail:
            self._reseal(replace(self._keys, trail=end))

    def begin_rotation(self) -> None:
        """Adds a new key for the stills, and exchanges the holder's key, so that old copies of the file open nothing.

        Until `end_rotation`, the file holds the old keys too: a power cut in between loses nothing. Until
        `forget_former`, it holds the hint of the holder's old key.
        """
        key_id = max(self._keys.current + 1, FIRST_KEY_ID)  # the first vaults counted from 1
        keys = replace(self._keys, stills={**self._keys.stills, key_id: new_key()})
        holder_key, hint = self._holder.make(self.vault_id)
        former = replace(self._content, former=(*self._content.former, self._content.hint))
        content = former.resealed(keys, self._holder.kind, hint, holder_key)
        _write_for_new_key(self._path, content, self._holder)
        self._content, self._keys, self._holder_key = content, keys, holder_key

    def end_rotation(self) -> None:
        """Forgets the old keys; every still has to be wrapped with the new one by now."""
        self._reseal(replace(self._keys, stills={self._keys.current: self._keys.stills[self._keys.current]}))

    def forget_former(self) -> None:
        """Has the holder forget what an exchange of keys left over; raises `SecretsError` when it does not."""
        if self._content.former:
            for hint in self._content.former:
                self._holder.forget(self.vault_id, hint)
            self._write(replace(self._content, former=()))

    def renew_recovery_code(self) -> str:
        """Makes a new recovery code; the old one opens nothing that is written from now on."""
        code = new_recovery_code()
        self._content = replace(self._content, recovery_public=public_key(code))
        self._reseal(self._keys)
        return code

    def _reseal(self, keys: Keys) -> None:
        self._write(self._content.resealed(keys, self._content.holder, self._content.hint, self._holder_key))
        self._keys = keys

    def _write(self, content: KeyFile) -> None:
        write_key_file(self._path, content)
        self._content = content


def make_chest(path: Path, holder: KeyHolder) -> KeyChest:
    """Makes the keys of a new vault.

    Raises:
        VaultError: the folder cannot be written.
        SecretsError: the keyring cannot be used.
        SettingsError: the passphrase is too short.
    """
    code = new_recovery_code()
    vault_id = randomness.token_hex(8)
    holder_key, hint = holder.make(vault_id)
    keys = Keys(new_key(), {FIRST_KEY_ID: new_key()})
    blank = KeyFile(vault_id, holder.kind, hint, b"", public_key(code), b"", database_made=False)
    content = blank.resealed(keys, holder.kind, hint, holder_key)
    _write_for_new_key(path, content, holder)
    chest = KeyChest(path, content, keys, holder, holder_key)
    chest.recovery_code = code
    return chest


def open_chest(path: Path, holder: KeyHolder) -> KeyChest:
    """Opens the keys of a vault.

    Raises:
        VaultError: the key is not there, or is another vault's.
        SecretsError: the keyring cannot be used.
    """
    content = read_key_file(path)
    if content.holder != holder.kind:
        raise errors.passphrase_wanted() if content.holder == "passphrase" else errors.key_missing()
    holder_key = holder.find(content.vault_id, content.hint)
    return KeyChest(path, content, content.open(holder_key), holder, holder_key)


def recover_chest(path: Path, code: str, holder: KeyHolder) -> KeyChest:
    """Opens the keys with the recovery code, and gives them to a holder, from now on.

    Raises:
        SettingsError: the code is mistyped.
        VaultError: the code is another vault's.
        SecretsError: the keyring cannot be used.
    """
    content = read_key_file(path)
    keys = content.recover(code)
    holder_key, hint = holder.make(content.vault_id)
    if content.holder == holder.kind:
        content = replace(content, former=(*content.former, content.hint))
    content = content.resealed(keys, holder.kind, hint, holder_key)
    _write_for_new_key(path, content, holder)
    return KeyChest(path, content, keys, holder, holder_key)


def _write_for_new_key(path: Path, content: KeyFile, holder: KeyHolder) -> None:
    """Writes a file for a key that the holder has just made; if that fails, the holder forgets it again."""
    try:
        write_key_file(path, content)
    except VaultError:
        if not path.exists() or read_key_file(path).hint != content.hint:
            with contextlib.suppress(PermitError):
                holder.forget(content.vault_id, content.hint)
        raise
