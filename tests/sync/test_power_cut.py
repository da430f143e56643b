"""Cuts the power at random moments of a day's work and looks at what is left.

A run works on a simulated disk and notes, after each call that returned, how far the disk's log had come: from then on
the program has promised what the call says. Then the power fails at random places of the log, and on the disk that is
left the vault is opened and every promise up to that place is checked. The same with `synchronous=NORMAL` has to lose
something: it is the control, without which this test could be blind. (Killing the process proves nothing: the
operating system keeps what was written.)
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import pytest

from permit_desktop.api import errors
from permit_desktop.domain.jobs import JobState
from permit_desktop.sync.engine import Engine, StepKind
from permit_desktop.system.secrets import Secrets
from permit_desktop.vault.database import Database
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import Job
from permit_desktop.vault.key_file import KeyFile, write_key_file
from permit_desktop.vault.key_holders import KeyringHolder
from permit_desktop.vault.keys import KeyChest, make_chest, open_chest
from permit_desktop.vault.lived_time import HOUR_S
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.vault.retention import Periods
from permit_desktop.vault.vault import Vault
from tests.sync.scripted import SERVICE, ScriptedRecogniser, failure, number_of, picture, steps_until
from tests.system.keyrings import MemoryKeyring
from tests.vault.simulated_disk import Operation, SimulatedDisk
from tests.vault.vaults import PERSON, Clock, front

CUTS_A_RUN = 20
STEPS_A_RUN = 45


@dataclass
class Promises:
    """What was promised, each with the place in the log from which on it holds."""

    captured: dict[int, tuple[int, int]] = field(default_factory=dict)
    """job → (place, number of the still)"""
    answered: dict[int, int] = field(default_factory=dict)
    reviewed: dict[int, int] = field(default_factory=dict)
    discarded: dict[int, int] = field(default_factory=dict)
    purged: dict[int, int] = field(default_factory=dict)
    """still → place"""
    void_entries: dict[str, int] = field(default_factory=dict)
    """Entries of the keyring that opened older copies of the key file."""
    purges: list[tuple[int, int]] = field(default_factory=list)
    """Where each purge began and ended."""
    purge_inputs: list[tuple[set[int], set[str]]] = field(default_factory=list)
    """The stills, and the entries of the keyring, that were there when each of these began."""
    purge_begun: int | None = None
    """Where the first purge began: from here on stills and records may be gone."""


@dataclass
class LoggedKeyring(MemoryKeyring):
    """Writes what it holds into the disk's log."""

    disk: SimulatedDisk = field(default_factory=SimulatedDisk)

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password)
        self._log()

    def delete_password(self, service: str, username: str) -> None:
        super().delete_password(service, username)
        self._log()

    def _log(self) -> None:
        held = [[*name, secret] for name, secret in self.secrets.items()]
        self.disk.do(Operation("beside", "keyring", data=json.dumps(held).encode()))


class Day:
    """A run: a simulated disk, the keyring and the key file beside it, and what was promised on them."""

    def __init__(self, folder: Path, seed: int, synchronous: str) -> None:
        folder.mkdir()
        self.folder = folder
        self.space = DiskSpace(folder, floor_bytes=0, ballast_bytes=0)
        self.chance = random.Random(seed)
        self.synchronous = synchronous
        self.clock = Clock()
        self.disk = SimulatedDisk()
        self.keyring = LoggedKeyring(disk=self.disk)
        self.promises = Promises()
        self.stills = 0

    @contextmanager
    def vault(self, disk: SimulatedDisk, chest: KeyChest) -> Iterator[Vault]:
        with disk.mounted() as vfs:
            database = Database("v.db", chest.keys.database, vfs=vfs, synchronous=self.synchronous)
            try:
                database.check()
                yield Vault(database, chest, space=self.space, now=self.clock, periods=Periods())
            finally:
                database.close()

    def work(self) -> None:
        recogniser = ScriptedRecogniser()
        outcomes = [errors.UNREACHABLE, errors.TRANSIENT, errors.NO_ANSWER, errors.IMAGE_POOR]
        recogniser.script = [
            failure(self.chance.choice(outcomes)) if self.chance.random() < 0.3 else None for _ in range(STEPS_A_RUN)
        ]
        with mock.patch("permit_desktop.vault.keys.write_key_file", self.write_key_file):
            chest = make_chest(self.folder / "vault.keys", KeyringHolder(Secrets(lambda: self.keyring)))
            self.work_with(chest, recogniser)

    def write_key_file(self, path: Path, content: KeyFile) -> None:
        write_key_file(path, content)
        self.disk.do(Operation("beside", "vault.keys", data=path.read_bytes()))

    def work_with(self, chest: KeyChest, recogniser: ScriptedRecogniser) -> None:
        with self.vault(self.disk, chest) as vault:
            engine = Engine(vault, "service", recogniser, monotonic=self.clock, uniform=lambda _low, high: high)
            vault.purge()
            for _ in range(STEPS_A_RUN):
                self.chance.choice([self.add, self.add, self.sync, self.sync, self.review, self.discard, self.purge])(
                    vault, engine
                )
                self.clock.at_s += self.chance.choice([1.0, 60.0, 5 * HOUR_S])

    def add(self, vault: Vault, _engine: Engine) -> None:
        self.stills += 1
        reading = front(number_of(self.stills)) if self.chance.random() < 0.5 else None
        capture = vault.outbox.add(picture(self.stills), SERVICE, reading=reading)
        self.promises.captured[capture.job_id] = (len(self.disk.log), self.stills)

    def sync(self, _vault: Vault, engine: Engine) -> None:
        step = engine.step()
        if step.kind is StepKind.ANSWERED and step.job_id is not None:
            self.promises.answered[step.job_id] = len(self.disk.log)

    def review(self, vault: Vault, _engine: Engine) -> None:
        for job in vault.outbox.jobs(JobState.ANSWERED)[:1]:
            vault.records.confirm(job.record_id, PERSON)
            self.promises.reviewed[job.job_id] = len(self.disk.log)

    def discard(self, vault: Vault, _engine: Engine) -> None:
        for job in vault.outbox.jobs(JobState.NEEDS_YOU)[:1]:
            vault.outbox.discard(job.job_id)
            self.promises.discarded[job.job_id] = len(self.disk.log)

    def purge(self, vault: Vault, _engine: Engine) -> None:
        if self.promises.purge_begun is None:
            self.promises.purge_begun = len(self.disk.log)
        stills, entries, begun = self.still_ids(vault), set(self.keyring.secrets), len(self.disk.log)
        if vault.purge(end_of_shift=self.chance.random() < 0.5).stills:
            self.promises.void_entries.update({name: len(self.disk.log) for _, name in entries})
        self.promises.purged.update(dict.fromkeys(stills - self.still_ids(vault), len(self.disk.log)))
        self.promises.purges.append((begun, len(self.disk.log)))
        self.promises.purge_inputs.append((stills, {name for _, name in entries}))

    @staticmethod
    def still_ids(vault: Vault) -> set[int]:
        return {job.still_id for job in vault.outbox.jobs() if job.still_id is not None}

    def place(self, chance: random.Random) -> int:
        """Anywhere, between the steps of a purge, or right after something was done to the keyring or the key file."""
        beside = [place for place, step in enumerate(self.disk.log, 1) if step.kind == "beside"]
        made = next(place for place in beside if self.disk.log[place - 1].file == "vault.keys")
        match chance.randrange(4) if self.promises.purges else 0:
            case 1:
                return chance.randint(*chance.choice(self.promises.purges))
            case 2:
                return max(made, chance.choice(beside))
            case _:
                return chance.randint(made, len(self.disk.log))

    def broken_promises(self, place: int, chance: random.Random) -> list[str]:
        """What does not hold on the disk after a cut there."""
        disk = SimulatedDisk(self.disk.after_cut(place, chance))
        keys = self.folder / "found.keys"
        keys.write_bytes(self.disk.beside_at(place, "vault.keys"))
        held = json.loads(self.disk.beside_at(place, "keyring"))
        keyring = MemoryKeyring({(service, name): secret for service, name, secret in held})
        try:
            chest = open_chest(keys, KeyringHolder(Secrets(lambda: keyring)))
            with self.vault(disk, chest) as vault:
                vault.audit.compare(chest.keys.trail)
                return [*self.missing(vault, place), *self.left_over(vault, keyring, place), *self.stuck(vault)]
        except VaultError as error:
            return [f"the vault does not open: {error.code}"]

    def missing(self, vault: Vault, place: int) -> Iterator[str]:
        jobs = {job.job_id: job for job in vault.outbox.jobs()}
        purging = self.promises.purge_begun is not None and place > self.promises.purge_begun
        for job_id, (promised, still) in self.promises.captured.items():
            if job_id in jobs:
                yield from self.missing_still(vault, jobs[job_id], still, purging=purging)
                yield from self.missing_answer(vault, jobs[job_id], still, place)
            elif promised <= place and not (purging and job_id in self.promises.discarded):
                yield f"job {job_id} is lost"
        if len({job.record_id for job in jobs.values()}) != len(jobs) or len(
            vault.record_list.rows(RecordFilter())
        ) != len(jobs):
            yield "a record is doubled or lost"
        if vault.outbox.jobs(JobState.SENDING):
            yield "a job is stuck in sending"
        for job_id, promised in self.promises.discarded.items():
            if promised <= place and job_id in jobs and jobs[job_id].state is not JobState.DISCARDED:
                yield f"the discard of job {job_id} is lost"
        if vault.audit.first_broken() is not None:
            yield "the audit trail is broken"
        if vault.audit.findings().cut_at is not None:
            yield "the audit trail is shorter than was noted"

    def left_over(self, vault: Vault, keyring: MemoryKeyring, place: int) -> Iterator[str]:
        for still_id in self.still_ids(vault):
            if self.promises.purged.get(still_id, place + 1) <= place:
                yield f"the purged still {still_id} is back"
        for _, name in keyring.secrets:
            if self.promises.void_entries.get(name, place + 1) <= place:
                yield "a key that opens what was purged is still in the keyring"
        if len(keyring.secrets) > 1 and len(vault.chest.keys.stills) > 1:
            yield "an exchange of keys was not ended"
        for (begun, ended), (stills, entries) in zip(self.promises.purges, self.promises.purge_inputs, strict=True):
            if begun <= place <= ended and stills - self.still_ids(vault):
                vault.purge()
                if entries & {name for _, name in keyring.secrets}:
                    yield "a purge was cut short, and the next one exchanged no keys"

    def missing_still(self, vault: Vault, job: Job, still: int, *, purging: bool) -> Iterator[str]:
        if job.still_id is not None:
            if vault.outbox.content(job) != picture(still):
                yield f"the still of job {job.job_id} is another"
        elif not (purging and job.state in (JobState.REVIEWED, JobState.DISCARDED)):
            yield f"the still of job {job.job_id} is lost"

    def missing_answer(self, vault: Vault, job: Job, still: int, place: int) -> Iterator[str]:
        if self.promises.answered.get(job.job_id, place + 1) <= place:
            if vault.records.get(job.record_id).summary.number != number_of(still):
                yield f"the answer of job {job.job_id} is lost"
            if job.state not in (JobState.ANSWERED, JobState.REVIEWED):
                yield f"job {job.job_id} was answered and is {job.state}"
        if self.promises.reviewed.get(job.job_id, place + 1) <= place and job.state is not JobState.REVIEWED:
            yield f"the review of job {job.job_id} is lost"

    def stuck(self, vault: Vault) -> Iterator[str]:
        self.clock.at_s += HOUR_S
        engine = Engine(vault, "service", ScriptedRecogniser())
        steps_until(engine, StepKind.IDLE)
        if vault.outbox.jobs(JobState.WAITING):
            yield "the outbox does not go on"


def bad_cuts(folder: Path, cuts: int, synchronous: str) -> tuple[int, list[str]]:
    """How many cuts broke a promise, and which promises."""
    bad, told = 0, []
    for seed in range(cuts // CUTS_A_RUN):
        day = Day(folder / f"{synchronous}-{seed}", seed, synchronous)
        day.work()
        assert day.promises.answered, "the day has to be worth a cut"
        for cut in range(CUTS_A_RUN):
            chance = random.Random(seed * 1000 + cut)
            broken = day.broken_promises(day.place(chance), chance)
            bad += bool(broken)
            told += [f"seed {seed} cut {cut}: {promise}" for promise in broken]
    return bad, told


def test_a_power_cut_loses_nothing_that_was_promised(tmp_path: Path) -> None:
    bad, told = bad_cuts(tmp_path, 60, "FULL")
    assert (bad, told) == (0, [])


def test_without_a_sync_at_every_commit_the_same_test_fails(tmp_path: Path) -> None:
    bad, _ = bad_cuts(tmp_path, 20, "NORMAL")
    assert bad > 5


@pytest.mark.campaign
@pytest.mark.timeout(900)
def test_five_hundred_power_cuts_lose_nothing_and_the_control_loses_much(tmp_path: Path) -> None:
    bad, told = bad_cuts(tmp_path, 500, "FULL")
    control, _ = bad_cuts(tmp_path, 500, "NORMAL")
    assert (bad, told) == (0, [])
    assert control > 100
