"""What the vault costs: `pytest tests/benchmarks/bench_vault.py -m benchmark -s`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, thread_time
from typing import Any

import pytest

from permit_desktop.vault.job import Options
from permit_desktop.vault.records import Records
from permit_desktop.vault.vault import Vault
from tests.vault.vaults import Desk, front

STILL_BYTES = 1_500_000
RECORDS = 10_000


def times_ms(work: Callable[[int], Any], rounds: int) -> list[float]:
    taken = []
    for number in range(rounds):
        start_s = perf_counter()
        work(number)
        taken.append((perf_counter() - start_s) * 1000)
    return taken


def row(name: str, taken: list[float], wanted: str) -> float:
    middle = median(taken)
    print(f"{name:<52} {middle:8.2f} {quantiles(taken, n=20)[-1]:8.2f}   {wanted}")
    return middle


def filled(desk: Desk) -> None:
    """Puts the records of months into the vault."""
    with desk.vault() as vault:

        def fill() -> None:
            records: Records = vault.records
            for number in range(RECORDS):
                record_id = records.new()
                records.take(record_id, front(f"CB{number:07d}", f"石生{chr(0x4E00 + number % 5000)}"), "on-device")

        vault._database.write(fill)  # noqa: SLF001 (ten thousand syncs would measure nothing)


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_a_durable_capture(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    contents = [os.urandom(STILL_BYTES) for _ in range(40)]

    def written(number: int) -> None:
        with (tmp_path / f"plain-{number}").open("wb") as file:
            file.write(contents[number])
            file.flush()
            os.fsync(file.fileno())

    print(f"\n{'ms':<52} {'median':>8} {'p95':>8}   wanted")
    with desk.vault() as vault:
        added: list[float] = []
        plain: list[float] = []
        worked: list[float] = []
        for number in range(40):  # in turns, so that both meet the same disk
            plain += times_ms(lambda _, number=number: written(number), 1)  # type: ignore[misc] # mypy infers no types of a lambda's defaults
            before_s = thread_time()
            added += times_ms(lambda _, number=number: vault.outbox.add(contents[number], Options("service")), 1)  # type: ignore[misc] # as above
            worked.append((thread_time() - before_s) * 1000)
        capture = row("durable capture of a 1.5 MB still", added, "≤ 25 ms")
        write = row("a plain synced write of the same bytes", plain, "")
        print(f"{'capture over write':<52} {capture / write:8.2f} {'':>8}   ≤ 1.5")
        row("of a capture: the processor's work", worked, "")


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_ten_thousand_records(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    filled(desk)
    print(f"\n{'ms':<52} {'median':>8} {'p95':>8}   wanted")
    opened: list[Vault] = []

    def open_and_close(_: int) -> None:
        with desk.vault() as vault:
            opened.append(vault)

    row("open the vault (and check every page)", times_ms(open_and_close, 15), "≤ 300 ms")
    with desk.vault() as vault:
        row("list 10,000 records", times_ms(lambda _: vault.records.find(), 15), "≤ 100 ms")
        row("the first 200 of them", times_ms(lambda _: vault.records.find(limit=200), 15), "")
        for name, text in (("number", "CB0007777"), ("part of a number", "7777"), ("name", "石生一"), ("date", "1981")):
            row(f"search by {name}", times_ms(lambda _, text=text: vault.records.find(text, 200), 15), "≤ 50 ms")  # type: ignore[misc] # as above
        row("search that finds nothing", times_ms(lambda _: vault.records.find("nobody"), 15), "≤ 50 ms")
        row("is it a duplicate", times_ms(lambda number: vault.records.duplicate_of(number + 1), 15), "")
