"""What holds the key that opens the key file: the operating system's keyring, or a person's memory."""

from __future__ import annotations

import base64
import os
import secrets as randomness
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Protocol

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.vault import errors
from permit_desktop.vault.sealing import KEY_BYTES, new_key

if TYPE_CHECKING:  # a vault whose key no keyring holds loads none
    from permit_desktop.system.secrets import Secrets

LEAST_PASSPHRASE_CHARS: Final = 12

_ITERATIONS: Final = 3
_LANES: Final = 4
_MEMORY_KIB: Final = 65_536
"""Argon2id as RFC 9106 recommends where memory is short: about a third of a second on a counter's computer."""
_MOST_MEMORY_KIB: Final = 1_048_576
_MOST_ITERATIONS: Final = 64

Hint = Mapping[str, str | int]
"""What the key file remembers in the clear, so that the key is found again."""


class KeyHolder(Protocol):
    """Keeps a key outside the data folder.

    Attributes:
        kind: its name in the key file.
    """

    @property
    def kind(self) -> str:
        """Its name in the key file."""
        ...

    def make(self, vault_id: str) -> tuple[bytes, Hint]:
        """A fresh key, kept from now on beside an older one, and the hint that finds it again."""
        ...

    def find(self, vault_id: str, hint: Hint) -> bytes:
        """The key; raises `VaultError` when it is not there."""
        ...

    def forget(self, vault_id: str, hint: Hint) -> None:
        """Deletes a key that is not needed any more."""
        ...


class KeyringHolder:
    """The key is random and lies in the operating system's keyring; implements `KeyHolder`.

    Every method raises `SecretsError` when the keyring is missing, locked or lost.
    """

    kind = "keyring"

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def make(self, vault_id: str) -> tuple[bytes, Hint]:
        """A fresh key in the keyring, under a name of its own."""
        key, hint = new_key(), {"entry": randomness.token_hex(4)}
        self._secrets.write(_entry(vault_id, hint), key.hex())
        return key, hint

    def find(self, vault_id: str, hint: Hint) -> bytes:
        """The key of the keyring."""
        stored = self._secrets.read(_entry(vault_id, hint))
        if stored is None:
            raise errors.key_missing()
        try:
            key = bytes.fromhex(stored)
        except ValueError:
            raise errors.key_wrong() from None
        if len(key) != KEY_BYTES:
            raise errors.key_wrong()
        return key

    def forget(self, vault_id: str, hint: Hint) -> None:
        """Deletes the key from the keyring."""
        self._secrets.delete(_entry(vault_id, hint))


class PassphraseHolder:
    """The key is derived from what a person remembers (Argon2id); implements `KeyHolder`.

    Args:
        passphrase: as it was entered; None when nobody could be asked.
    """

    kind = "passphrase"

    def __init__(self, passphrase: str | None) -> None:
        self._passphrase = passphrase

    def make(self, vault_id: str) -> tuple[bytes, Hint]:
        """A fresh key of the passphrase, by a salt of its own.

        Raises:
            SettingsError: the passphrase is too short to protect anything.
        """
        if self._passphrase is not None and len(self._passphrase) < LEAST_PASSPHRASE_CHARS:
            raise SettingsError(
                ErrorCode.SETTING_INVALID,
                f"The passphrase has fewer than {LEAST_PASSPHRASE_CHARS} characters.",
                "Choose a longer one, for instance four words that have nothing to do with each other.",
            )
        hint: Hint = {
            "salt": base64.b64encode(os.urandom(16)).decode(),
            "iterations": _ITERATIONS,
            "lanes": _LANES,
            "memory_kib": _MEMORY_KIB,
        }
        return self.find(vault_id, hint), hint

    def find(self, vault_id: str, hint: Hint) -> bytes:  # noqa: ARG002 (the salt makes each vault's key its own)
        """The key of the passphrase."""
        if self._passphrase is None:
            raise errors.passphrase_wanted()
        # The file lies in the clear: what stands in it must not make the program claim all memory.
        iterations, memory_kib = (int(hint.get(name, 0)) for name in ("iterations", "memory_kib"))
        if iterations > _MOST_ITERATIONS or memory_kib > _MOST_MEMORY_KIB:
            raise errors.key_file_missing()
        try:
            derivation = Argon2id(
                salt=base64.b64decode(str(hint.get("salt", ""))),
                length=KEY_BYTES,
                iterations=iterations,
                lanes=int(hint.get("lanes", 0)),
                memory_cost=memory_kib,
            )
        except ValueError:
            raise errors.key_file_missing() from None
        return derivation.derive(self._passphrase.encode())

    def forget(self, vault_id: str, hint: Hint) -> None:
        """Nothing is kept."""


class MemoryHolder:
    """The key is nowhere but in this process's memory: the vault ends with it; implements `KeyHolder`."""

    kind = "memory"

    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}

    def make(self, vault_id: str) -> tuple[bytes, Hint]:
        """A fresh key."""
        self._keys[vault_id] = new_key()
        return self._keys[vault_id], {}

    def find(self, vault_id: str, hint: Hint) -> bytes:  # noqa: ARG002 (there is one key a vault)
        """The key that `make` gave."""
        if vault_id not in self._keys:
            raise errors.key_missing()
        return self._keys[vault_id]

    def forget(self, vault_id: str, hint: Hint) -> None:
        """Nothing: a newer key has taken the older one's place."""


def _entry(vault_id: str, hint: Hint) -> str:
    return f"vault-{vault_id}-{hint.get('entry', '')}"
