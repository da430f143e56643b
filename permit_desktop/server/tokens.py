"""Tokens: signed statements that only the running service can make and check.

The key that signs them is random and lives in the service's memory, so a restart ends all tokens, and nothing of a
token is stored anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from permit_desktop.server.refusals import Reason, not_authenticated, token_too_old

TOKEN_LIFE: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Token:
    """A token and what it states.

    Attributes:
        text: what its bearer sends.
        user_id: whose it is.
        project_id: the project it is good for; empty for a token without a scope.
        issued_at: aware, UTC.
        expires_at: aware, UTC.
    """

    text: str = field(repr=False)
    user_id: str
    project_id: str
    issued_at: datetime
    expires_at: datetime


class Tokens:
    """Makes and checks tokens."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._key = secrets.token_bytes(32)

    def issue(self, user_id: str, project_id: str) -> Token:
        """A fresh token, good for a day."""
        issued_at = self._now().astimezone(UTC)
        expires_at = issued_at + TOKEN_LIFE
        stated = _encode(
            json.dumps(
                [user_id, project_id, issued_at.isoformat(), expires_at.isoformat(), secrets.token_hex(8)]
            ).encode()
        )
        text = f"{stated}.{self._signature(stated)}"
        return Token(text, user_id, project_id, issued_at, expires_at)

    def check(self, text: str) -> Token:
        """What a token states.

        Raises:
            NotLetInError: APIG.0301 when this service did not make it, APIG.0307 when its day is over.
        """
        stated, _, signature = text.partition(".")
        # Nothing of a token is looked into before it is known to be the service's own.
        if not text.isascii() or not hmac.compare_digest(self._signature(stated), signature):
            raise not_authenticated("decrypt token fail", Reason.UNKNOWN_TOKEN)
        user_id, project_id, issued_at, expires_at, _ = json.loads(_decode(stated))
        token = Token(text, user_id, project_id, datetime.fromisoformat(issued_at), datetime.fromisoformat(expires_at))
        if self._now() >= token.expires_at:
            raise token_too_old(user_id)
        return token

    def _signature(self, stated: str) -> str:
        return _encode(hmac.new(self._key, stated.encode("ascii"), hashlib.sha256).digest())


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
