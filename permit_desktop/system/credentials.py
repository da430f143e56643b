"""What proves to a service who is calling: values, and the one JSON object in which they are entered and kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Final, TypeAlias

from permit_desktop.domain.errors import ErrorCode, SettingsError

MAX_CHARS: Final = 64_000
"""No secret is longer; a token, the longest, has a few thousand characters."""


@dataclass(frozen=True, slots=True)
class AccessKeyCredentials:
    """An access key and its secret, with which requests are signed."""

    ak: str
    sk: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PasswordCredentials:
    """A user of an account, who gets a token for a password."""

    account: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TokenCredentials:
    """A token that someone else fetches and replaces."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ProxyCredentials:
    """A user of a proxy."""

    user: str
    password: str = field(repr=False)


Credentials: TypeAlias = AccessKeyCredentials | PasswordCredentials | TokenCredentials

_KINDS: Final = (AccessKeyCredentials, PasswordCredentials, TokenCredentials)


def credentials_from_json(text: str) -> Credentials:
    """Reads `{"ak", "sk"}`, `{"account", "user", "password"}` or `{"token"}`; blanks round the values are dropped.

    Raises:
        SettingsError: it is none of these. The message never repeats what was entered.
    """
    for kind in _KINDS:
        parts = _parts(text, kind)
        if parts is not None:
            return kind(**parts)
    raise SettingsError(
        ErrorCode.SETTING_INVALID,
        "These are no complete credentials.",
        'Give one JSON object: {"ak", "sk"}, {"account", "user", "password"} or {"token"}, all of them texts.',
    )


def proxy_credentials_from_json(text: str) -> ProxyCredentials:
    """Reads `{"user", "password"}`, as `credentials_from_json` does.

    Raises:
        SettingsError: it is something else.
    """
    parts = _parts(text, ProxyCredentials)
    if parts is None or ":" in parts["user"]:  # where HTTP parts the two
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            "These are no complete credentials of a proxy.",
            'Give one JSON object: {"user", "password"}, both of them texts, and no colon in the user\'s name.',
        )
    return ProxyCredentials(**parts)


def credentials_to_json(credentials: Credentials | ProxyCredentials) -> str:
    """The same object as text, for the keyring only."""
    return json.dumps(asdict(credentials), ensure_ascii=False)


def _parts(text: str, kind: type[Credentials | ProxyCredentials]) -> dict[str, str] | None:
    """The parts of credentials of one kind; None when the text holds no such."""
    try:
        entered = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entered, Mapping) or entered.keys() != set(kind.__dataclass_fields__):
        return None
    return {name: value.strip() for name, value in entered.items()} if all(map(_is_sound, entered.values())) else None


def _is_sound(value: object) -> bool:
    # A line break would end an HTTP header, and no secret of any service holds one.
    return isinstance(value, str) and 0 < len(value.strip()) <= MAX_CHARS and value.strip().isprintable()
