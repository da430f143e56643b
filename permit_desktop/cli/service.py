"""The service that the settings file and the keyring name, for the verbs that call it."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from permit_desktop.api.client import ServiceRecogniser
from permit_desktop.api.service import ServiceSettings, settings_from_table
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.domain.geometry import Quad
from permit_desktop.imaging.locate import locate_card
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.refine import refine_outline
from permit_desktop.system.credentials import credentials_from_json
from permit_desktop.system.secrets import SERVICE_CREDENTIALS, Secrets

_SURE: Final = 0.6
"""The score from which on an outline is right in all but rare cases."""


def service_settings(file: Path | None) -> ServiceSettings:
    """The settings of the service.

    Raises:
        SettingsError: there is no file, it cannot be read, or one of its values cannot be used.
    """
    if file is None:
        raise SettingsError(
            ErrorCode.SETTING_INVALID, "No service is set.", "Name a settings file with `--settings FILE`."
        )
    return settings_from_table(_table(file, "service"))


def recogniser_kind(file: Path | None) -> str:
    """Who answers new captures: `on-device`, or what the settings file's `[recogniser]` says.

    Raises:
        SettingsError: the file cannot be read, or names another kind.
    """
    kind = "on-device" if file is None else _table(file, "recogniser").get("kind", "on-device")
    if kind not in ("on-device", "service"):
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            "`kind` of the recogniser is neither on-device nor service.",
            "Correct [recogniser] in the settings.",
        )
    return str(kind)


def access_text(secrets: Secrets, settings: ServiceSettings) -> str:
    """A text that is another one when the service's address or credentials change, and gives neither away."""
    told = f"{settings.endpoint}\n{settings.project_id}\n{settings.authentication}\n{settings.proxy}"
    stored = secrets.read(SERVICE_CREDENTIALS) or ""
    return hashlib.sha256(f"{told}\n{stored}".encode()).hexdigest()[:16]


def _table(file: Path, name: str) -> dict[str, object]:
    try:
        table = tomllib.loads(file.read_text("utf-8")).get(name, {})
    except (OSError, ValueError):
        raise SettingsError(
            ErrorCode.SETTING_INVALID, "The settings file cannot be read.", "Check that it exists and is TOML."
        ) from None
    return table if isinstance(table, dict) else {}


def open_service(secrets: Secrets, settings: ServiceSettings) -> ServiceRecogniser:
    """A client of the service, signed in with the keyring's credentials; sends nothing yet.

    Raises:
        SettingsError: the keyring holds no credentials, or not those that the settings ask for.
        SecretsError: the keyring cannot be used.
    """
    stored = secrets.read(SERVICE_CREDENTIALS)
    if stored is None:
        raise SettingsError(
            ErrorCode.CREDENTIALS_MISSING,
            "The keyring holds no credentials of the service.",
            "Store them with `permit-desktop credentials set`.",
        )
    return ServiceRecogniser(
        settings, credentials_from_json(stored), now=lambda: datetime.now(UTC), locate=_surely_located
    )


def _surely_located(picture: Pixels) -> Quad | None:
    """The card's corners, None where they are in doubt and the whole still is the safer thing to send."""
    found = locate_card(picture)
    return refine_outline(picture, found.outline) if found is not None and found.score >= _SURE else None
