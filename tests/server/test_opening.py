"""A service whose readers do not come up ends, says why, and leaves nothing open."""

from __future__ import annotations

import io
import multiprocessing
import threading
from pathlib import Path

import pytest

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.server.listening import MOST_OPEN, listen
from permit_desktop.server.log import ServiceLog
from permit_desktop.server.reader_process import ReaderProcess
from permit_desktop.server.service import Makings, Service
from tests.server.fragile import load_fragile
from tests.server.serving import WAIT_S, ByColour, InThisProcess, utc_now


class Broken(InThisProcess):
    def open(self) -> None:
        raise ZeroDivisionError


def ended(folder: Path, *readers: InThisProcess) -> Exception | None:
    """What the service says kept it from running."""
    makings = Makings(folder / "users.json", readers, 8, None, ServiceLog(io.StringIO(), utc_now), utc_now)
    service = Service(makings)
    bound = listen("127.0.0.1", 0, protected=False, most_open=MOST_OPEN, most_from_one=MOST_OPEN)
    thread = threading.Thread(target=service.run, args=(bound, lambda: None), daemon=True)
    thread.start()
    thread.join(WAIT_S)
    assert not thread.is_alive()
    return service.failure


def test_a_bug_that_keeps_one_reader_from_opening_ends_the_service_and_closes_the_others(tmp_path: Path) -> None:
    fine = InThisProcess(ByColour())

    assert isinstance(ended(tmp_path, fine, Broken(ByColour())), ZeroDivisionError)
    assert not fine.is_open


def test_a_system_that_starts_no_more_processes_is_told_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_process: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    reader = ReaderProcess(load_fragile)
    with pytest.raises(PermitError, match="cannot be started") as failed:
        reader.open()
    assert failed.value.code is ErrorCode.MODEL_MISSING
    reader.close()
    assert not multiprocessing.active_children()
