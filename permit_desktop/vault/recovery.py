"""The recovery code: printed once, kept on paper, it opens the vault when the keyring is lost.

It is the seed of a private key, whose public half stays in the key file: so the keys can be sealed for it again and
again, at every rotation, without the code being there.
"""

from __future__ import annotations

import hashlib
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.vault import errors

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_LOOK_ALIKES: Final = str.maketrans("ILO", "110")
_SEED_BYTES: Final = 16
_SEED_CHARS: Final = 26
_CHECK_CHARS: Final = 2
_GROUP: Final = 4
_SUITE: Final = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_PURPOSE: Final = b"permit-desktop recovery code 1"


def new_recovery_code() -> str:
    """A fresh code of 128 random bits and a check, in groups of four characters that are hard to confuse."""
    seed = os.urandom(_SEED_BYTES)
    code = _spelled(seed)
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def public_key(code: str) -> bytes:
    """The public half, 32 bytes, for the key file.

    Raises:
        SettingsError: this is no recovery code.
    """
    return _private_key(code).public_key().public_bytes_raw()


def seal_for(public: bytes, content: bytes, bound_to: bytes) -> bytes:
    """Encrypts so that only the code decrypts (HPKE, RFC 9180)."""
    return _SUITE.encrypt(content, X25519PublicKey.from_public_bytes(public), info=_PURPOSE + bound_to)


def unseal_with(code: str, sealed: bytes, bound_to: bytes) -> bytes:
    """Decrypts with the code as a person typed it: in any case, with or without the hyphens.

    Raises:
        SettingsError: this is no recovery code; it is mistyped.
        VaultError: vault_key_wrong: it is another vault's.
    """
    try:
        return _SUITE.decrypt(sealed, _private_key(code), info=_PURPOSE + bound_to)
    except (InvalidTag, ValueError):
        raise errors.key_wrong() from None


def _private_key(code: str) -> X25519PrivateKey:
    derived = HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(_seed(code))
    return X25519PrivateKey.from_private_bytes(derived)


def _spelled(seed: bytes) -> str:
    number = int.from_bytes(seed, "big") << 2  # 26 characters hold 130 bits
    check = int.from_bytes(hashlib.sha256(seed).digest()[:2], "big") >> 6
    return _digits(number, _SEED_CHARS) + _digits(check, _CHECK_CHARS)


def _digits(number: int, length: int) -> str:
    return "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(length)))


def _seed(code: str) -> bytes:
    text = "".join(code.split()).replace("-", "").upper().translate(_LOOK_ALIKES)
    if len(text) == _SEED_CHARS + _CHECK_CHARS and not set(text) - set(_ALPHABET):
        number = 0
        for character in text[:_SEED_CHARS]:
            number = number << 5 | _ALPHABET.index(character)
        seed = (number >> 2).to_bytes(_SEED_BYTES, "big")
        if _spelled(seed) == text:
            return seed
    raise SettingsError(
        ErrorCode.SETTING_INVALID,
        "This is no recovery code: a character is missing or mistyped.",
        "Type it again as it is printed: seven groups of four characters.",
    )
