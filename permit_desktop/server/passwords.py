"""Passwords as Argon2id hashes."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Passwords:
    """Hashes and checks passwords; each takes some 50 ms and 64 MiB on purpose (RFC 9106's second choice).

    Args:
        hasher: with other parameters; a hash is always checked with those that it was made with.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobodys_hash = self._hasher.hash(secrets.token_urlsafe(16))

    def hash(self, password: str) -> str:
        """The hash, with its salt and parameters."""
        return self._hasher.hash(password)

    def holds(self, password: str, password_hash: str | None) -> bool:
        """Whether the password belongs to the hash; without a hash it takes as long, so that no name can be probed."""
        try:
            self._hasher.verify(password_hash or self._nobodys_hash, password)
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False
        return password_hash is not None
