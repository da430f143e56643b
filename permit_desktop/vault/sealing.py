"""Authenticated encryption of single values: AES-256-GCM under a random nonce, bound to what the value is."""

from __future__ import annotations

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from permit_desktop.vault import errors

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16


def new_key() -> bytes:
    """A fresh random key."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, content: bytes, bound_to: bytes) -> bytes:
    """Encrypts; `bound_to` has to be given again to decrypt, so that values cannot be exchanged for each other."""
    return bytes(seal_large(key, content, bound_to))


def seal_large(key: bytes, content: bytes, bound_to: bytes) -> bytearray:
    """As `seal`, without a copy: for a picture that costs more than the encryption itself."""
    nonce = os.urandom(_NONCE_BYTES)
    sealed = bytearray(_NONCE_BYTES + len(content) + _TAG_BYTES)
    sealed[:_NONCE_BYTES] = nonce
    AESGCM(key).encrypt_into(nonce, content, bound_to, memoryview(sealed)[_NONCE_BYTES:])
    return sealed


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Decrypts what `seal` gave.

    Raises:
        VaultError: vault_key_wrong: another key, another place, or not what was written.
    """
    try:
        whole = memoryview(sealed)
        return AESGCM(key).decrypt(whole[:_NONCE_BYTES], whole[_NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError):
        raise errors.key_wrong() from None
