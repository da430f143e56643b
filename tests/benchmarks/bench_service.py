"""What the service adds to reading: `pytest tests/benchmarks/bench_service.py -m benchmark -s`.

`permit-desktop serve --workers 2` beside bare readers: plain loops over the same pictures, each in a process of its own
and on one thread, as a reading process of the service works. With 1 client there is one bare reader, with more there
are two, because the service never reads more than two pictures at a time. Whoever is free takes the next picture, on
both sides alike. Bare and served take turns, round by round.

What the HTTP layer costs is the throughput that is lost, 1 - served/bare. It is judged twice, and both have to hold: in
the median of the rounds, each served round against the bare one before it, which is what a user meets; and in the best
round of each side, because whatever else the machine does only ever slows a round down. Clients run on the same machine
and sign their requests, so their work is in it. What it costs in processor time is told beside it: all of the service's
processes against the bare readers', for the same pictures; a busy machine leaves that figure nearly as it is.

Percentiles are those of all pictures of all rounds together, for each number of clients. The table is Markdown; its
rates are those of the median round.
"""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import psutil
import pytest
import requests

from permit_desktop.api.signing import SignableRequest, sign
from permit_desktop.server.passwords import Passwords
from permit_desktop.server.reader_process import load_on_device
from permit_desktop.server.reading import Read, Task, carry_out
from permit_desktop.server.users import USERS_FILE, User, UserFile
from permit_desktop.system.resources import resource
from tests.server.serving import body_of, utc_now

WORKERS = 2
CLIENTS = (1, 2, 4, 8)
ROUNDS = 7
PICTURES_A_ROUND = 30
MOST_ADDED = 0.10

PICTURES = [path.read_bytes() for path in sorted(resource("specimens").glob("*.jpg"))]


@dataclass
class Figures:
    """What one side did: milliseconds of each picture of all rounds, and pictures a second of each round."""

    times_ms: list[float] = field(default_factory=list)
    a_second: list[float] = field(default_factory=list)

    def row(self, name: str, *more: str) -> str:
        """A row of the table: the median round's rate, percentiles of all pictures, and what is told beside them."""
        p50, p95, p99 = np.percentile(self.times_ms, [50, 95, 99])
        told = (name, f"{median(self.a_second):.2f}", f"{p50:.0f}", f"{p95:.0f}", f"{p99:.0f}", *more)
        return f"| {' | '.join(told)} |"


@dataclass(frozen=True)
class Cost:
    """What part of the throughput the HTTP layer takes: in the median of the rounds, and best against best."""

    in_median: float
    at_best: float

    @classmethod
    def of(cls, bare: Figures, served: Figures) -> Cost:
        rounds = [1 - ours / theirs for ours, theirs in zip(served.a_second, bare.a_second, strict=True)]
        return cls(median(rounds), 1 - max(served.a_second) / max(bare.a_second))


def side_by_side(works: Sequence[Callable[[int], None]], into: Figures) -> None:
    """One round: works on threads of their own, each of which takes the next picture when it is done with its last."""
    numbers = iter(range(PICTURES_A_ROUND))
    turn = threading.Lock()

    def go(work: Callable[[int], None]) -> None:
        while True:
            with turn:
                number = next(numbers, None)
            if number is None:
                return
            begun_s = time.perf_counter()
            work(number % len(PICTURES))
            into.times_ms.append((time.perf_counter() - begun_s) * 1000)

    begun_s = time.perf_counter()
    with ThreadPoolExecutor(len(works)) as threads:
        list(threads.map(go, works))
    into.a_second.append(PICTURES_A_ROUND / (time.perf_counter() - begun_s))


def read_in_a_loop(pipe: Connection[Any, Any]) -> None:
    """A bare reader: reads each picture whose number it is sent, and says so."""
    recogniser = load_on_device()
    while True:
        task = Task(PICTURES[pipe.recv()], portrait_image=False, portrait_location=False)
        assert isinstance(carry_out(recogniser, task), Read)
        pipe.send(None)


class Bare:
    """A bare reader."""

    def __init__(self, process: psutil.Process, pipe: Connection[Any, Any]) -> None:
        self._process = process
        self._pipe = pipe

    def read(self, number: int) -> None:
        self._pipe.send(number)
        self._pipe.recv()

    def processor_s(self) -> float:
        """Seconds of processor time so far."""
        return processor_s(self._process)


def processor_s(process: psutil.Process) -> float:
    """Seconds of processor time of a process so far."""
    times = process.cpu_times()
    return float(times.user + times.system)


@contextmanager
def bare_reader() -> Iterator[Bare]:
    context = multiprocessing.get_context("spawn")
    pipe, far_end = context.Pipe()
    process = context.Process(target=read_in_a_loop, args=(far_end,), daemon=True)
    process.start()
    try:
        yield Bare(psutil.Process(process.pid), pipe)
    finally:
        process.kill()
        process.join()


class Served:
    """The service as an administrator starts it."""

    def __init__(self, process: psutil.Popen, url: str, user: User) -> None:
        self._process = process
        self._url = url
        self._user = user
        self._bodies = [body_of(picture) for picture in PICTURES]

    def client(self) -> Callable[[int], None]:
        http = requests.Session()
        http.trust_env = False
        path = f"/v2/{self._user.project_id}/ocr/exit-entry-permit"
        plain = {"Host": self._url.partition("://")[2], "Content-Type": "application/json"}

        def ask(number: int) -> None:
            body = self._bodies[number]
            signed = sign(SignableRequest("POST", path, "", plain, body), self._user.ak, self._user.sk, utc_now())
            assert http.post(self._url + path, data=body, headers=plain | signed, timeout=300).status_code == 200

        return ask

    def processor_s(self) -> float:
        """Seconds of processor time of the service's own process and its readers so far."""
        return sum(map(processor_s, (self._process, *self._process.children(recursive=True))))


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    user = UserFile(folder / USERS_FILE).add("one", Passwords()).user
    command = [sys.executable, "-m", "permit_desktop", "--data-dir", str(folder), "serve", "--port", "0"]
    with psutil.Popen(
        [*command, "--workers", str(WORKERS)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield Served(process, json.loads(process.stdout.readline())["listening"], user)
        finally:
            process.terminate()
            process.wait(60)


@pytest.mark.benchmark
@pytest.mark.timeout(3000)
def test_the_service_beside_bare_readers(tmp_path: Path) -> None:
    with bare_reader() as one, bare_reader() as other, served(tmp_path) as service:
        side_by_side([one.read, other.read], Figures())  # everything is loaded and warm
        side_by_side([service.client(), service.client()], Figures())
        print(f"\n{ROUNDS} rounds of {PICTURES_A_ROUND} pictures, {WORKERS} workers; cost wanted: {MOST_ADDED:.0%}\n")
        print("| | a second | p50 ms | p95 ms | p99 ms | cost, median round | cost, best round | cost, processor |")
        print("|---|---|---|---|---|---|---|---|")
        costs: list[Cost] = []
        for clients in CLIENTS:
            bare, over_http = Figures(), Figures()
            readers = [one, other][: min(clients, WORKERS)]
            asking = [service.client() for _ in range(clients)]
            bare_s, service_s = -one.processor_s() - other.processor_s(), -service.processor_s()
            for _ in range(ROUNDS):
                side_by_side([reader.read for reader in readers], bare)
                side_by_side(asking, over_http)
            bare_s, service_s = bare_s + one.processor_s() + other.processor_s(), service_s + service.processor_s()
            cost = Cost.of(bare, over_http)
            costs.append(cost)
            readers_said = "1 bare reader" if clients == 1 else f"{len(readers)} bare readers"
            clients_said = "1 client" if clients == 1 else f"{clients} clients"
            print(bare.row(readers_said, "", "", ""))
            print(
                over_http.row(
                    clients_said, f"{cost.in_median:.1%}", f"{cost.at_best:.1%}", f"{service_s / bare_s - 1:.1%}"
                )
            )
    assert max(cost.in_median for cost in costs) <= MOST_ADDED
    assert max(cost.at_best for cost in costs) <= MOST_ADDED
