"""Captures through a network that drops, cuts, delays, resets and garbles, to a service that counts what it charges."""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from permit_desktop.api.connection import Patience
from permit_desktop.domain.jobs import JobState
from permit_desktop.imaging.decode import decode_still
from permit_desktop.sync.engine import Engine, StepKind
from permit_desktop.vault.vault import Vault
from tests.api.calling import client
from tests.api.scripted_server import Received, answer, serving
from tests.sync.fault_proxy import AFTER_REQUEST, QUICK, Fault, faulty
from tests.sync.scripted import SERVICE, SyncDesk, drawn, number_of, which_drawn

FAULTS = 0.3
PATIENCE = Patience(10, 1, 30)
"""A hanging connection costs a second."""


class ChargingService:
    """Answers each still with its own number, and writes down what it charges; now and then it has trouble itself."""

    def __init__(self) -> None:
        self.charged: Counter[int] = Counter()
        self.requests = 0

    def __call__(self, connection: socket.socket, received: Received, stopped: threading.Event) -> None:
        self.requests += 1
        if self.requests % 19 == 0:
            answer(500, {"error_code": "ModelArts.4505", "error_msg": "x"})(connection, received, stopped)
            return
        if self.requests % 23 == 0:
            throttled = answer(429, {"error_code": "APIG.0308", "error_msg": "x"}, {"Retry-After": "3"})
            throttled(connection, received, stopped)
            return
        still = which_drawn(decode_still(base64.b64decode(json.loads(received.body)["image"])))
        self.charged[still] += 1
        found: dict[str, Any] = {"number": number_of(still), "side": "front", "confidence": {"number": 0.9}}
        answer(200, {"result": found})(connection, received, stopped)


def synchronise(desk: SyncDesk, vault: Vault, engine: Engine) -> None:
    """Runs the engine until nothing waits; jobs that gave up are retried as a person would."""
    while True:
        step = engine.step()
        if step.kind in (StepKind.PAUSED, StepKind.WAITING):
            desk.pass_time(step.wait_s or 0.0)
        if step.kind is StepKind.IDLE:
            stopped = vault.outbox.jobs(JobState.NEEDS_YOU)
            for job in stopped:
                vault.outbox.retry(job.job_id)
            if not stopped:
                return


def captures_through_faults(folder: Path, stills: int, seed: int) -> None:
    desk = SyncDesk(folder)
    service = ChargingService()
    with (
        serving(service) as server,
        faulty(server.port, seed, FAULTS, (*QUICK, Fault.HANG)) as proxy,
        client(f"http://127.0.0.1:{proxy.port}", patience=PATIENCE) as recogniser,
        desk.vault() as vault,
    ):
        for still in range(1, stills + 1):
            vault.outbox.add(drawn(still), SERVICE)
        engine = Engine(vault, "service", recogniser, monotonic=desk.ticks, uniform=lambda _low, high: high)
        synchronise(desk, vault, engine)

        jobs = vault.outbox.jobs()
        assert {job.state for job in jobs} == {JobState.ANSWERED}
        for still, job in enumerate(jobs, 1):
            assert vault.records.get(job.record_id).summary.number == number_of(still)
        # Each is paid once, and once more for every connection that died after the request had arrived.
        lost_answers = sum(proxy.met.count(fault) for fault in AFTER_REQUEST)
        assert set(service.charged) == set(range(1, stills + 1))
        assert service.charged.total() - stills <= lost_answers
        for still, job in enumerate(jobs, 1):
            assert service.charged[still] - 1 <= job.maybe_paid
        assert vault.outbox.possibly_paid_twice() >= service.charged.total() - stills
        assert len(set(proxy.met)) == len(Fault), "every fault was met"
        assert vault.audit.first_broken() is None


def test_captures_through_a_bad_network_are_all_answered_and_paid_once_but_for_counted_losses(tmp_path: Path) -> None:
    captures_through_faults(tmp_path, 60, seed=6)


@pytest.mark.campaign
@pytest.mark.timeout(1200)
def test_two_thousand_captures_through_a_bad_network(tmp_path: Path) -> None:
    captures_through_faults(tmp_path, 2000, seed=2026)
