"""What the keyring holds for the service of the settings, and the client that goes in with it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import Final

from permit_desktop.api.client import ServiceRecogniser
from permit_desktop.api.connection import Patience
from permit_desktop.api.errors import KEY_LOCKED, REFUSED_LATELY, ServiceError
from permit_desktop.api.refused_access import RefusedAccess
from permit_desktop.api.service import NO_PROXY, SYSTEM_PROXY, address_of
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.locate import locate_card
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.refine import refine_outline
from permit_desktop.system.credentials import (
    Credentials,
    ProxyCredentials,
    credentials_from_json,
    proxy_credentials_from_json,
)
from permit_desktop.system.secrets import PROXY_CREDENTIALS, SERVICE_CREDENTIALS, SecretStore
from permit_desktop.system.settings import ServiceSection, Settings

_SURE: Final = 0.65
"""The score from which on an outline can be taken to be right: of 205 specimen stills above it none was wrong, of the 8
just below it one."""


@dataclass(frozen=True, slots=True)
class Access:
    """What proves who is calling.

    Attributes:
        service: to the service.
        proxy: to the proxy of the settings, None when it asks for nothing.
    """

    service: Credentials
    proxy: ProxyCredentials | None = None


def stored_access(secrets: SecretStore, section: ServiceSection) -> Access:
    """What the keyring holds.

    Raises:
        SettingsError: no service is set, or the keyring holds no credentials of it.
        SecretsError: it cannot be used.
    """
    address_of(section)  # without a service nobody is asked to unlock anything
    service = secrets.read(SERVICE_CREDENTIALS)
    if service is None:
        raise SettingsError(
            ErrorCode.CREDENTIALS_MISSING,
            "The keyring holds no credentials of the service.",
            "Store them with `permit-desktop credentials set`.",
        )
    proxy = secrets.read(PROXY_CREDENTIALS) if names_proxy(section) else None
    return Access(credentials_from_json(service), proxy_credentials_from_json(proxy) if proxy is not None else None)


def names_proxy(section: ServiceSection) -> bool:
    """Whether the settings name a proxy of their own, whose user and password the keyring may hold."""
    return section.proxy not in (SYSTEM_PROXY, NO_PROXY)


def access_text(access: Access, section: ServiceSection) -> str:
    """A text that is another one when any setting of the service or its credentials change, and gives nothing away."""
    return hashlib.sha256(_all_of(access, section)).hexdigest()[:16]


def _all_of(access: Access, section: ServiceSection) -> bytes:
    return repr((astuple(section), astuple(access))).encode()


@dataclass(frozen=True, slots=True)
class _Gate:
    """What is remembered of one access; see `Gate`."""

    refused: RefusedAccess
    all_of: bytes

    def alone(self, given_up: threading.Event) -> AbstractContextManager[None]:
        return self.refused.alone(given_up)

    def refusal(self) -> ServiceError | None:
        refused = self.refused.find(self.all_of)
        if refused is None:
            return None
        if refused.locked:
            return ServiceError(KEY_LOCKED, retry_after_s=(refused.until - datetime.now(UTC)).total_seconds())
        return ServiceError(REFUSED_LATELY)

    def shut(self, refusal: ServiceError) -> None:
        self.refused.note(self.all_of, locked=refusal.outcome is KEY_LOCKED)


def open_service(
    access: Access,
    settings: Settings,
    patience: Patience | None = None,
    refused: RefusedAccess | None = None,
    look_harder: Callable[[Pixels], Quad | None] | None = None,
) -> ServiceRecogniser:
    """A client of the service; sends nothing yet.

    Args:
        patience: how long an exchange may take; None for the usual.
        refused: what was refused in other programs, and will be told to them; None where another memory holds.
        look_harder: finds the card's corners where its edges leave them in doubt, and may take long; None when nobody
            can.

    Raises:
        SettingsError: no service is set, or the credentials are not those that the settings ask for.
    """
    return ServiceRecogniser(
        settings.service,
        access.service,
        now=lambda: datetime.now(UTC),
        proxy_credentials=access.proxy,
        locate=_surely_located,
        look_harder=look_harder,
        patience=patience,
        gate=_Gate(refused, _all_of(access, settings.service)) if refused is not None else None,
    )


def _surely_located(picture: Pixels) -> Quad | None:
    """The card's corners, None where they are in doubt and the whole still is the safer thing to send."""
    found = locate_card(picture)
    return refine_outline(picture, found.outline) if found is not None and found.score >= _SURE else None
