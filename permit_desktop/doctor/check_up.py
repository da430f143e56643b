"""The whole check-up, in the order in which a person would look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from permit_desktop.api.access import stored_access
from permit_desktop.api.probe import Probe
from permit_desktop.api.refused_access import RefusedAccess
from permit_desktop.doctor.host_lines import (
    clock_line,
    disk_line,
    keyring_line,
    models_line,
    no_service_line,
    settings_line,
)
from permit_desktop.domain.checks import Check, Line, State
from permit_desktop.system.secrets import Secrets
from permit_desktop.system.settings import RecogniserKind
from permit_desktop.system.settings_store import Loaded

Part = Callable[[], Iterator[Line]]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class CheckUp:
    """What is looked into, and with what.

    Attributes:
        loaded: the settings.
        folder: the data folder.
        secrets: the keyring; None where nothing may touch it.
        camera: tells of the camera and the light.
        vault: tells of the vault and the audit trail.
        load_recogniser: loads what reads permits on this computer; None where it runs already.
        now: this computer's time, aware.
    """

    loaded: Loaded
    folder: Path
    secrets: Secrets | None
    camera: Part
    vault: Part
    load_recogniser: Callable[[], object]
    now: Callable[[], datetime] = _now

    def lines(self) -> Iterator[Line]:
        """One line after the other, as soon as it is known."""
        yield settings_line(self.loaded.problems)
        yield from self.camera()
        yield models_line(self.load_recogniser)
        yield keyring_line(self.secrets)
        yield from self.vault()
        yield disk_line(self.folder)
        yield from self._service()

    def _service(self) -> Iterator[Line]:
        settings = self.loaded.settings
        secrets = self.secrets
        if settings.recogniser.kind is not RecogniserKind.SERVICE or secrets is None:
            yield clock_line(self.now)
            yield no_service_line()
            return
        refused = RefusedAccess(self.folder, self.now)
        for line in Probe(settings, lambda: stored_access(secrets, settings.service), refused=refused).lines():
            # That the settings name a service was told by their own line.
            if line.check is not Check.SETTINGS or line.state is State.FAILED:
                yield line
