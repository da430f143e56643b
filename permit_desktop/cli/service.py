"""The service that the settings and the keyring name, for the verbs that call it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Final

from permit_desktop.api.client import ServiceRecogniser
from permit_desktop.api.service import service_settings
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.locate import locate_card
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.refine import refine_outline
from permit_desktop.system.credentials import credentials_from_json
from permit_desktop.system.secrets import SERVICE_CREDENTIALS, Secrets
from permit_desktop.system.settings import ServiceSection, Settings

_SURE: Final = 0.6
"""The score from which on an outline is right in all but rare cases."""


def access_text(secrets: Secrets, settings: ServiceSection) -> str:
    """A text that is another one when the service's address or credentials change, and gives neither away."""
    told = f"{settings.endpoint}\n{settings.project_id}\n{settings.authentication}\n{settings.proxy}"
    stored = secrets.read(SERVICE_CREDENTIALS) or ""
    return hashlib.sha256(f"{told}\n{stored}".encode()).hexdigest()[:16]


def open_service(secrets: Secrets, settings: Settings) -> ServiceRecogniser:
    """A client of the service, signed in with the keyring's credentials; sends nothing yet.

    Raises:
        SettingsError: no service is set, or the keyring holds no credentials, or not those that the settings ask for.
        SecretsError: the keyring cannot be used.
    """
    service = service_settings(settings.service)
    stored = secrets.read(SERVICE_CREDENTIALS)
    if stored is None:
        raise SettingsError(
            ErrorCode.CREDENTIALS_MISSING,
            "The keyring holds no credentials of the service.",
            "Store them with `permit-desktop credentials set`.",
        )
    return ServiceRecogniser(
        service,
        credentials_from_json(stored),
        now=lambda: datetime.now(UTC),
        locate=_surely_located,
        allow_plain_http=settings.service.allow_plain_http,
    )


def _surely_located(picture: Pixels) -> Quad | None:
    """The card's corners, None where they are in doubt and the whole still is the safer thing to send."""
    found = locate_card(picture)
    return refine_outline(picture, found.outline) if found is not None and found.score >= _SURE else None
