"""The real window as a process: what it leaves on the disk, killed and not; a second start; who has the folder."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from permit_desktop.system.secrets import Secrets
from permit_desktop.vault.key_holders import KeyringHolder
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.vault.vault import Vault, open_vault
from tests.cli.desks import Counter
from tests.cli.test_traces import found_in, telltales
from tests.cli.window_run import FileKeyring

ROOT = Path(__file__).parents[2]


class Station:
    """A computer with a data folder, a keyring, a home and a temporary folder, all of them watched."""

    def __init__(self, folder: Path) -> None:
        self.keyring = folder / "keyring.json"
        self.watched = folder / "watched"
        self.data = self.watched / "data"
        (self.watched / "temp").mkdir(parents=True)
        (self.watched / "home").mkdir()
        temporary = str(self.watched / "temp")
        self.environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen", "HOME": str(self.watched / "home"), "PYTHONPATH": str(ROOT),
            "TMPDIR": temporary, "TEMP": temporary, "TMP": temporary, "PERMIT_DESKTOP_DATA_DIR": str(self.data),
        }  # fmt: skip

    @contextlib.contextmanager
    def window(self, *words: str, seconds: float = 60) -> Iterator[subprocess.Popen[str]]:
        """The window, ended by force when the block ends."""
        command = [sys.executable, "-m", "tests.cli.window_run", self.data, self.keyring, seconds, *words]
        with subprocess.Popen(
            [str(word) for word in command], cwd=self.watched, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ) as process:  # fmt: skip
            try:
                yield process
            finally:
                process.kill()

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "permit_desktop", *words],
            cwd=self.watched, env=self.environment, text=True, capture_output=True, check=False, timeout=60,
        )  # fmt: skip

    @contextlib.contextmanager
    def vault(self) -> Iterator[Vault]:
        holder = KeyringHolder(Secrets(lambda: FileKeyring(self.keyring)))
        vault = open_vault(self.data, holder, what="test")
        try:
            yield vault
        finally:
            vault.close()


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return Station(tmp_path)


def saved_by(process: subprocess.Popen[str], count: int) -> set[int]:
    """The first so many records that the screen called saved."""
    assert process.stdout is not None
    return {int(process.stdout.readline()) for _ in range(count)}


def check(station: Station, saved: set[int]) -> int:
    """What was called saved is there, each picture whole; gives the number of records."""
    with station.vault() as vault:
        assert vault.check().broken_at is None
        records = {row.record_id: row for row in vault.record_list.rows(RecordFilter())}
        assert saved <= records.keys()
        assert all(records[record_id].number for record_id in saved)
        assert all(vault.outbox.content(job) for job in vault.outbox.jobs())
        assert all(vault.records.get(record_id).still_ids for record_id in saved)
    return len(records)


@pytest.mark.skipif(os.name == "nt", reason="kill means another thing there")
def test_a_window_at_work_is_one_of_its_folder_and_leaves_nothing_readable_when_it_is_killed(station: Station) -> None:
    with station.window() as process:
        saved = saved_by(process, 1)
        second = station.run()
        assert (second.returncode, second.stderr) == (0, ""), "it brought the first window forward, and ended"
        verb = Counter(station.watched, keyring=FileKeyring(station.keyring)).run("queue", "list")
        assert verb.code == 1
        assert f"the open window (process {process.pid})" in verb.err
        assert process.poll() is None
        process.kill()
        assert process.stderr is not None
        told = process.stderr.read().encode()

    assert [trace for trace in telltales() if trace in told] == []
    assert list(found_in(station.watched)) == []
    assert (station.data / "vault.db-wal").stat().st_size > 100_000, "the pictures are there"
    assert check(station, saved) >= 1
    assert list(found_in(station.watched)) == []


@pytest.mark.campaign
@pytest.mark.timeout(900)
@pytest.mark.skipif(os.name == "nt", reason="kill means another thing there")
def test_killing_the_window_twenty_times_loses_nothing_that_it_called_saved(station: Station) -> None:
    chance = random.Random(20)
    saved: set[int] = set()
    for _ in range(20):
        with station.window(seconds=600) as process:
            saved |= saved_by(process, chance.randint(1, 2))  # its front, or both its sides: a permit takes ten seconds
            process.kill()
            assert process.stdout is not None
            saved |= {int(line) for line in process.stdout.read().split()}
    assert len(saved) >= 20
    assert check(station, saved) >= len(saved)
    assert list(found_in(station.watched)) == []


def test_the_program_ends_in_order_although_a_cameras_driver_never_answers(station: Station) -> None:
    with station.window("hanging") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "the driver was asked\n"
        began_s = time.monotonic()
        _, told = process.communicate(timeout=60)
        took_s = time.monotonic() - began_s

    assert (process.returncode, told) == (0, "")
    assert took_s < 30
    assert check(station, set()) == 0


def test_a_day_at_the_demo_leaves_nothing_at_all(station: Station) -> None:
    ended = station.run("demo", "--seconds", "5")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert list((station.watched / "temp").iterdir()) == []
    assert not station.data.exists()
    assert list(found_in(station.watched)) == []
