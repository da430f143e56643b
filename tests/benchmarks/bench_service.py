"""What the service adds to reading: `pytest tests/benchmarks/bench_service.py -m benchmark -s`.

The bare reader in a loop, on one thread as in a reading process, beside the service with one and two such processes;
requests a second and the times of single requests, at 1, 2, 4 and 8 clients, all in one run.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import requests

from permit_desktop.server.listening import address_of, listen
from permit_desktop.server.log import ServiceLog
from permit_desktop.server.passwords import Passwords
from permit_desktop.server.reader_process import ReaderProcess, load_on_device
from permit_desktop.server.reading import Read, Task, carry_out
from permit_desktop.server.service import Makings, Service
from permit_desktop.server.users import UserFile
from permit_desktop.system.resources import resource
from tests.server.serving import Running, body_of, utc_now

REQUESTS_A_CLIENT = 6
ROUNDS = 3
CLIENTS = (1, 2, 4, 8)

PICTURES = [path.read_bytes() for path in sorted(resource("specimens").glob("*.jpg"))]
BODIES = [body_of(picture) for picture in PICTURES]


def timed(work: Callable[[int], object], *numbers: int) -> list[float]:
    """Milliseconds of each call."""
    times_ms = []
    for number in numbers:
        begun_s = time.perf_counter()
        work(number)
        times_ms.append((time.perf_counter() - begun_s) * 1000)
    return times_ms


def side_by_side(works: Sequence[Callable[[int], object]], count: int) -> tuple[list[float], float]:
    """Milliseconds of all calls, and calls a second, with one thread a work."""
    times_ms: list[float] = []
    threads = [threading.Thread(target=lambda work=work: times_ms.extend(timed(work, *range(count)))) for work in works]
    begun_s = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times_ms, len(times_ms) / (time.perf_counter() - begun_s)


def row(name: str, times_ms: list[float], a_second: float) -> None:
    p50, p95, p99 = np.percentile(times_ms, [50, 95, 99])
    print(f"{name:42}{a_second:9.2f}{p50:9.0f}{p95:9.0f}{p99:9.0f}")


class Open:
    """A service with reading processes of its own, open between `start` and `stop`."""

    def __init__(self, folder: Path, processes: int) -> None:
        folder.mkdir()
        self.users = UserFile(folder / "users.json")
        self.one = self.users.add("one", Passwords())
        self.readers = [ReaderProcess() for _ in range(processes)]
        self._output = (folder / "log").open("w", encoding="utf-8")
        log = ServiceLog(self._output, utc_now)
        self.service = Service(Makings(folder / "users.json", self.readers, 64, None, log, utc_now))
        bound = listen("127.0.0.1", 0, protected=False)
        self.url = address_of(bound, tls=False)
        ready = threading.Event()
        self._thread = threading.Thread(target=self.service.run, args=(bound, ready.set))
        self._thread.start()
        assert ready.wait(120)

    def client(self) -> Callable[[int], object]:
        http = requests.Session()
        http.trust_env = False
        running = Running(self.url, self.one, self.users, None, http, self.service)  # type: ignore[arg-type] # no log

        def ask(number: int) -> None:
            assert running.recognise(BODIES[number % len(BODIES)]).status_code == 200

        return ask

    def stop(self) -> None:
        self.service.stop()
        self._thread.join()
        self._output.close()


@pytest.mark.benchmark
@pytest.mark.timeout(900)
def test_the_service_beside_the_bare_reader(tmp_path: Path) -> None:
    bare = load_on_device()

    def read(number: int) -> None:
        task = Task(PICTURES[number % len(PICTURES)], portrait_image=False, portrait_location=False)
        assert isinstance(carry_out(bare, task), Read)

    print(f"\n{'':42}{'a second':>9}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    one = Open(tmp_path / "one", 1)
    ask = one.client()
    timed(read, *range(len(PICTURES)))
    timed(ask, *range(len(PICTURES)))
    # By turns, so that whatever else the machine does hits both alike.
    bare_ms: list[float] = []
    served_ms: list[float] = []
    for _ in range(ROUNDS):
        for number in range(len(PICTURES)):
            bare_ms += timed(read, number)
            served_ms += timed(ask, number)
    row("bare reader in a loop", bare_ms, 1000 / float(np.mean(bare_ms)))
    row("service, 1 process, 1 client, by turns", served_ms, 1000 / float(np.mean(served_ms)))
    added = np.median(np.array(served_ms) - np.array(bare_ms))
    print(f"the HTTP layer adds {added:.1f} ms to a picture, {added / np.median(bare_ms):.1%}")
    for clients in CLIENTS:
        row(
            f"service, 1 process, {clients} clients",
            *side_by_side([one.client() for _ in range(clients)], REQUESTS_A_CLIENT),
        )
    one.stop()
    two = Open(tmp_path / "two", 2)
    timed(two.client(), *range(len(PICTURES)))
    for clients in CLIENTS:
        row(
            f"service, 2 processes, {clients} clients",
            *side_by_side([two.client() for _ in range(clients)], REQUESTS_A_CLIENT),
        )
    two.stop()
    assert added / np.median(bare_ms) <= 0.10
