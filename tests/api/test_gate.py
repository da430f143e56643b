"""Several programs with the same credentials: what one of them is refused the others do not try."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from permit_desktop.api import errors
from permit_desktop.api.access import Access, open_service
from permit_desktop.api.client import ServiceRecogniser
from permit_desktop.api.errors import Outcome, ServiceError
from permit_desktop.api.refused_access import RefusedAccess
from permit_desktop.system.settings import ServiceSection, Settings
from tests.api.calling import AK, FOUND, NOW, STILL, client
from tests.api.scripted_server import Behaviour, ScriptedServer, answer, serving
from tests.api.test_client_behaviours import LOCKED
from tests.eventually import eventually

WAIT_S = 20.0
REFUSAL = answer(401, {"error_code": "APIG.0301", "error_msg": "verify aksk signature fail"})
LOCK = answer(401, {"error_code": "APIG.0301", "error_msg": f"Incorrect IAM authentication information: {LOCKED}"})


@contextmanager
def program(server: ScriptedServer, folder: Path) -> Iterator[ServiceRecogniser]:
    """What a program of its own has of the service; all share the folder."""
    section = ServiceSection(f"http://{server.netloc}", "p", proxy="none")
    refused = RefusedAccess(folder, lambda: datetime.now(UTC))
    with closing(open_service(Access(AK), Settings(service=section), refused=refused)) as recogniser:
        yield recogniser


def outcome_of(recogniser: ServiceRecogniser) -> Outcome | None:
    try:
        recogniser.recognise(STILL, with_portrait=False)
    except ServiceError as error:
        return error.outcome
    return None


def held_back(behaviour: Behaviour, go_on: threading.Event) -> Behaviour:
    def behave(*arguments: object) -> None:
        assert go_on.wait(WAIT_S)
        behaviour(*arguments)  # type: ignore[arg-type]

    return behave


def test_of_many_programs_that_start_at_once_one_is_refused_and_none_of_the_others_tries(tmp_path: Path) -> None:
    def run(server: ScriptedServer) -> Outcome | None:
        with program(server, tmp_path) as recogniser:
            return outcome_of(recogniser)

    go_on = threading.Event()
    with serving(held_back(REFUSAL, go_on)) as server, ThreadPoolExecutor(8) as pool:
        runs = [pool.submit(run, server) for _ in range(8)]
        eventually(lambda: bool(server.requests))
        go_on.set()
        told = [one.result(WAIT_S) for one in runs]

    assert sorted(str(outcome and outcome.message) for outcome in told) == sorted(
        [errors.SIGN_IN_REFUSED.message] + 7 * [errors.REFUSED_LATELY.message]
    )
    assert len(server.requests) == 1


def test_once_let_in_programs_wait_for_each_other_no_more(tmp_path: Path) -> None:
    go_on = threading.Event()
    found = answer(200, FOUND)
    with (
        serving(found, found, held_back(found, go_on), found) as server,
        program(server, tmp_path) as one,
        program(server, tmp_path) as other,
        ThreadPoolExecutor(1) as pool,
    ):
        assert outcome_of(one) is None
        assert outcome_of(other) is None
        slow = pool.submit(outcome_of, one)
        eventually(lambda: len(server.requests) == 3)
        assert outcome_of(other) is None
        assert not slow.done()
        go_on.set()
        assert slow.result(WAIT_S) is None


def test_who_waits_for_another_program_can_be_interrupted(tmp_path: Path) -> None:
    go_on = threading.Event()
    with (
        serving(held_back(answer(200, FOUND), go_on)) as server,
        program(server, tmp_path) as one,
        program(server, tmp_path) as other,
        ThreadPoolExecutor(2) as pool,
    ):
        first = pool.submit(outcome_of, one)
        eventually(lambda: bool(server.requests))
        second = pool.submit(outcome_of, other)

        def interrupted() -> bool:
            other.interrupt()
            return second.done()

        eventually(interrupted)
        go_on.set()
        assert (first.result(WAIT_S), second.result(WAIT_S)) == (None, errors.NO_ANSWER)
        assert len(server.requests) == 1


def test_a_locked_key_is_asked_about_once_and_known_to_all_programs(tmp_path: Path) -> None:
    with serving(LOCK) as server:
        with program(server, tmp_path) as one:
            assert [outcome_of(one) for _ in range(5)] == 5 * [errors.KEY_LOCKED]
        with program(server, tmp_path) as other, pytest.raises(ServiceError) as refused:
            other.recognise(STILL, with_portrait=False)

    assert refused.value.outcome is errors.KEY_LOCKED
    assert 200 < (refused.value.retry_after_s or 0) <= 300
    assert len(server.requests) == 1


def test_a_locked_key_is_tried_again_after_five_minutes_without_any_file() -> None:
    moment = NOW
    with (
        serving(LOCK, answer(200, FOUND)) as server,
        client(f"http://{server.netloc}", now=lambda: moment) as recogniser,
    ):
        for minutes in (0.0, 4.9):
            moment = NOW + timedelta(minutes=minutes)
            with pytest.raises(ServiceError) as refused:
                recogniser.recognise(STILL, with_portrait=False)
            assert refused.value.outcome is errors.KEY_LOCKED
        assert refused.value.retry_after_s == pytest.approx(6)
        assert len(server.requests) == 1
        moment = NOW + timedelta(minutes=5)
        assert outcome_of(recogniser) is None
