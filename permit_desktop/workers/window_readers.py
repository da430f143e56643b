"""Who works the window's queue off. Called in the queue's thread."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from permit_desktop.domain.errors import PermitError
from permit_desktop.recognition.recogniser import Recogniser, place_by_reading
from permit_desktop.sync.engine import Engine
from permit_desktop.system.settings import RecogniserKind, Settings
from permit_desktop.vault.records import ON_DEVICE, SERVICE
from permit_desktop.vault.vault import Vault
from permit_desktop.workers.sync_thread import Readers

if TYPE_CHECKING:  # the demo reads without a keyring, and without its library
    from permit_desktop.system.secrets import SecretStore


def on_device_readers(vault: Vault, here: Recogniser) -> Readers:
    """The reader of this machine alone: it reads what was added without the window, or was left over."""
    return Readers((Engine(vault, ON_DEVICE, here),), vault.outbox.counts)


def readers_of(vault: Vault, here: Recogniser, settings: Settings, secrets: SecretStore, folder: Path) -> Readers:
    """The reader of this machine, and the service if the settings name it or a job waits for it.

    Args:
        secrets: hold the service's credentials.
        folder: the data folder, which remembers what the service refused, for all programs.

    Raises:
        VaultError: the vault cannot be read.
    """
    from permit_desktop.api.access import access_text, open_service, stored_access
    from permit_desktop.api.refused_access import RefusedAccess

    alone = on_device_readers(vault, here)
    if settings.recogniser.kind is not RecogniserKind.SERVICE and vault.outbox.wait_s(SERVICE) is None:
        return alone
    try:
        access = stored_access(secrets, settings.service)
        refused = RefusedAccess(folder, lambda: datetime.now(UTC))
        service = open_service(access, settings, refused=refused, look_harder=place_by_reading(here))
    except PermitError as error:
        return Readers(alone.engines, alone.counts, refusal=error)
    engine = Engine(vault, SERVICE, service, access=access_text(access, settings.service), read_here=here)
    return Readers((*alone.engines, engine), alone.counts, interrupt=service.interrupt, forget_refusals=refused.forget)
