"""What the client's tests share: settings, credentials, a still, the examples of the contract as answers."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from permit_desktop.api.client import ServiceRecogniser
from permit_desktop.api.connection import Patience
from permit_desktop.api.service import NO_PROXY
from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.system.credentials import (
    AccessKeyCredentials,
    Credentials,
    PasswordCredentials,
    ProxyCredentials,
    TokenCredentials,
)
from permit_desktop.system.settings import AuthenticationKind, ServiceSection

PROJECT = "0123456789abcdef0123456789abcdef"
STILL: Pixels = np.full((200, 300, 3), 128, np.uint8)
FOUND: dict[str, Any] = {"result": {"name": "张三", "side": "front", "confidence": {"name": 0.9}}}
NOW = datetime(2026, 1, 1, tzinfo=UTC)
AK = AccessKeyCredentials("AKTEST", "secret-key-for-tests")
PASSWORD = PasswordCredentials("an-account", "a-user", "a-password")
TOKEN = TokenCredentials("MIItoken")
_KINDS = {
    AccessKeyCredentials: AuthenticationKind.ACCESS_KEY,
    PasswordCredentials: AuthenticationKind.PASSWORD,
    TokenCredentials: AuthenticationKind.TOKEN,
}


@contextlib.contextmanager
def client(
    endpoint: str,
    credentials: Credentials = AK,
    *,
    now: Callable[[], datetime] = lambda: NOW,
    patience: Patience | None = None,
    proxy: str = NO_PROXY,
    proxy_credentials: ProxyCredentials | None = None,
    ca_file: Path | None = None,
    locate: Callable[[Pixels], Quad | None] | None = None,
    sign_in_endpoint: str = "",
    enterprise_project_id: str = "",
    allow_plain_http: bool = False,
) -> Iterator[ServiceRecogniser]:
    """A client of a service for the length of a block."""
    settings = ServiceSection(
        endpoint,
        PROJECT,
        _KINDS[type(credentials)],
        sign_in_endpoint,
        enterprise_project_id,
        ca_file,
        proxy,
        allow_plain_http,
    )
    recogniser = ServiceRecogniser(
        settings,
        credentials,
        now=now,
        proxy_credentials=proxy_credentials,
        patience=patience,
        locate=locate,
    )
    try:
        yield recogniser
    finally:
        recogniser.close()
