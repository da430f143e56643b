"""The window's queue and other programs share what they know of refused credentials."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from permit_desktop.api import errors
from permit_desktop.api.access import open_service, stored_access
from permit_desktop.api.errors import ServiceError
from permit_desktop.api.refused_access import RefusedAccess
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import PermitResult
from permit_desktop.sync.engine import Engine, StepKind
from permit_desktop.system.secrets import SERVICE_CREDENTIALS, Secrets
from permit_desktop.system.settings import RecogniserKind, RecogniserSection, ServiceSection, Settings
from permit_desktop.vault.job import Options
from permit_desktop.workers.window_readers import readers_of
from tests.api.calling import FOUND, STILL
from tests.api.scripted_server import answer, serving
from tests.sync.scripted import ScriptedRecogniser, picture
from tests.system.keyrings import MemoryKeyring
from tests.vault.vaults import Desk


def refused_access(folder: Path) -> RefusedAccess:
    return RefusedAccess(folder, lambda: datetime.now(UTC))


def stopped(engine: Engine) -> object:
    """Steps until the engine stands still; what it says then."""
    while (step := engine.step()).kind is not StepKind.STOPPED:
        assert step.kind is StepKind.READ_HERE
    return step.error


def test_the_reader_of_this_machine_places_what_a_service_is_to_read(tmp_path: Path) -> None:
    secrets = Secrets(MemoryKeyring)
    secrets.write(SERVICE_CREDENTIALS, '{"ak": "AKTEST", "sk": "the-secret"}')
    place = Quad.of([(2, 3), (12, 3), (12, 9), (2, 9)])
    here = ScriptedRecogniser([PermitResult({}), PermitResult({}, place)])  # the provisional reading, then the place
    with serving(answer(200, FOUND)) as server, closing(Desk(tmp_path).open()) as vault:
        settings = Settings(service=ServiceSection(f"http://{server.netloc}", "p", proxy="none"))
        vault.outbox.add(picture(1), Options("service"))
        engine = readers_of(vault, here, settings, secrets, tmp_path).engines[-1]
        steps = [engine.step() for _ in range(2)]
        (job,) = vault.outbox.jobs()
        read = vault.outbox.reading(job)

    assert [step.kind for step in steps] == [StepKind.READ_HERE, StepKind.ANSWERED]
    assert read is not None
    assert (read.outline, read.notes) == (place, frozenset())


def test_what_the_window_was_refused_no_other_program_sends_and_the_other_way_round(tmp_path: Path) -> None:
    secrets = Secrets(MemoryKeyring)
    secrets.write(SERVICE_CREDENTIALS, '{"ak": "AKTEST", "sk": "wrong"}')
    desk, data = Desk(tmp_path), tmp_path / "data"
    with serving(answer(401, {"error_code": "APIG.0301"})) as server, closing(desk.open()) as vault:
        service = ServiceSection(f"http://{server.netloc}", "p", proxy="none")
        settings = Settings(recogniser=RecogniserSection(RecogniserKind.SERVICE), service=service)
        vault.outbox.add(picture(1), Options("service"))
        readers = readers_of(vault, ScriptedRecogniser(), settings, secrets, data)
        engine = readers.engines[-1]
        stopped(engine)
        sent = len(server.requests)
        access = stored_access(secrets, service)
        with (
            closing(open_service(access, settings, refused=refused_access(data))) as other,
            pytest.raises(ServiceError) as refused,
        ):
            other.recognise(STILL, with_portrait=False)
        assert refused.value.outcome is errors.REFUSED_LATELY

        vault.standstill.clear()  # by another program; this window's own client would not have sent it again anyway
        anew = readers_of(vault, ScriptedRecogniser(), settings, secrets, data)
        told = stopped(anew.engines[-1])
        assert isinstance(told, ServiceError)
        assert told.outcome is errors.REFUSED_LATELY
        assert len(server.requests) == sent

        anew.forget_refusals()  # a person pressed "Try again"
        anew.engines[-1].resume()
        stopped(anew.engines[-1])
        assert len(server.requests) > sent
