"""The parts of a running service that its handlers share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from permit_desktop.server.admission import Uploads
from permit_desktop.server.authentication import Authenticator
from permit_desktop.server.known_users import KnownUsers
from permit_desktop.server.metrics import Metrics
from permit_desktop.server.readers import Readers
from permit_desktop.server.sign_in import SignIn

Fetch: TypeAlias = Callable[[str, str], Awaitable[bytes]]
"""Gets the picture at an address, for the user of an ID; raises `ServiceError` when that is not allowed or fails."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the service is made of.

    Attributes:
        readers: who reads, and the line before them.
        uploads: whose bodies and fetched pictures are on their way.
        users: who is known.
        authenticator: who is let in.
        sign_in: passwords to tokens.
        fetch: how pictures are got from addresses; None when that is not allowed.
        metrics: what is counted.
        public_url: the address under which clients know the service; None when that is the one they call.
    """

    readers: Readers
    uploads: Uploads
    users: KnownUsers
    authenticator: Authenticator
    sign_in: SignIn
    fetch: Fetch | None
    metrics: Metrics
    public_url: str | None
