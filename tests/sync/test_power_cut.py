"""Cuts the power at random moments of a few days' work and looks at what is left.

A run works on a recorded folder, by way of `open_vault` as every verb and the window do: first start, lock, key file,
exchange of keys, purges, and between the days the recovery code, or damage to the database or the key file, with the
rescue that follows. It notes, after each call that returned, how far the folder's log had come: from then on the
program has promised what the call says. Then the power fails at random places of the log. What is left is opened, in
half of the cases after the power failed once more while it was opened, and every promise up to that place is checked.
The same with `synchronous=NORMAL` has to lose something: it is the control, without which this test could be blind.
(Killing the process proves nothing: the operating system keeps what was written.)
"""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import pytest

from permit_desktop.api import errors
from permit_desktop.domain.errors import ErrorCode
from permit_desktop.domain.jobs import JobState
from permit_desktop.domain.permit import FieldName
from permit_desktop.sync.engine import Engine, StepKind
from permit_desktop.system.secrets import Secrets
from permit_desktop.vault.database import Database, open_to_read
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import Job
from permit_desktop.vault.key_holders import KeyringHolder
from permit_desktop.vault.key_places import KEY_FILE
from permit_desktop.vault.keys import open_chest
from permit_desktop.vault.lived_time import HOUR_S
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.vault.vault import DATABASE, Vault, open_vault, recover_vault
from tests.sync.scripted import SERVICE, ScriptedRecogniser, failure, number_of, picture, steps_until
from tests.system.keyrings import MemoryKeyring
from tests.vault.recorded_folder import RecordedFolder
from tests.vault.vaults import PERSON, Clock, front

CUTS_A_RUN = 20
DAYS_A_RUN = 4
STEPS_A_DAY = 15
PAGE_BYTES = 8192


@dataclass
class Promises:
    """What was promised, each with the place in the log from which on it holds."""

    since: int = 0
    """From which place on these promises are those that count: damage takes some back."""
    captured: dict[int, tuple[int, int]] = field(default_factory=dict)
    """job → (place, number of the still)"""
    answered: dict[int, int] = field(default_factory=dict)
    reviewed: dict[int, int] = field(default_factory=dict)
    discarded: dict[int, int] = field(default_factory=dict)
    typed: dict[int, tuple[int, str]] = field(default_factory=dict)
    """record → (place, the name that the clerk typed)"""
    given_up: set[int] = field(default_factory=set)
    """The records whose captures were discarded."""
    stills_lost: set[int] = field(default_factory=set)
    """The jobs whose pictures went with a spoiled page."""
    records_alone: int = 0
    """Records whose jobs went with a spoiled page, and their pictures with a purge before."""
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
    damage: list[tuple[int, bytes]] = field(default_factory=list)
    """What was written over the database, and where in it: it has to be found, there or beside."""
    damage_dropped: int | None = None
    """Where somebody began to drop what lay beside."""

    def lose_job(self, job: Job, by_still: Mapping[int, Job]) -> None:
        """The job went with the page that it was on; its picture, if there still was one, has another that asks."""
        captured = self.captured.pop(job.job_id, None)
        for promised in (self.answered, self.reviewed, self.discarded):
            promised.pop(job.job_id, None)
        self.stills_lost.discard(job.job_id)
        if job.still_id is None:
            self.records_alone += 1
            return
        made = by_still[job.still_id]
        assert (made.state, made.reason, made.record_id) == (JobState.NEEDS_YOU, "work_lost", job.record_id)
        if captured is not None:
            self.captured[made.job_id] = captured


@dataclass
class LoggedKeyring(MemoryKeyring):
    """Writes what it holds into the folder's log."""

    log: RecordedFolder | None = None

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password)
        self.note()

    def delete_password(self, service: str, username: str) -> None:
        super().delete_password(service, username)
        self.note()

    def note(self) -> None:
        held = [[*name, secret] for name, secret in self.secrets.items()]
        if self.log is not None:
            self.log.note_beside("keyring", json.dumps(held).encode())


@dataclass
class Place:
    """A data folder and the keyring that goes with it."""

    folder: Path
    keyring: MemoryKeyring
    clock: Clock

    @property
    def holder(self) -> KeyringHolder:
        return KeyringHolder(Secrets(lambda: self.keyring))

    @contextmanager
    def vault(self) -> Iterator[Vault]:
        vault = open_vault(
            self.folder,
            self.holder,
            what="test",
            now=self.clock,
            boot=self.clock,
            space=DiskSpace(self.folder, floor_bytes=0, ballast_bytes=0),
        )
        try:
            yield vault
        finally:
            vault.close()

    def rescues_at_once(self) -> bool:
        """Opens and checks the vault: whether the opening found damage already."""
        with RecordedFolder(self.folder).recording(), self.vault() as vault:
            vault.check()
            return vault.notice.salvaged is not None

    def recorded(self) -> tuple[RecordedFolder, Place]:
        """The same place, recorded from now on."""
        log = RecordedFolder(self.folder)
        keyring = LoggedKeyring(dict(self.keyring.secrets), log=log)
        keyring.note()
        return log, Place(self.folder, keyring, self.clock)

    @classmethod
    def after_cut(cls, log: RecordedFolder, at: int, chance: random.Random, into: Path, clock: Clock) -> Place:
        """What is left when the power fails there."""
        log.after_cut(at, chance, into)
        held = json.loads(log.beside_at(at, "keyring") or b"[]")
        return cls(into, MemoryKeyring({(service, name): secret for service, name, secret in held}), clock)


def tree_of(place: Place, offset: int) -> str | None:
    """The table or index that this page of the database belongs to."""
    key = open_chest(place.folder / KEY_FILE, place.holder).keys.database
    connection = open_to_read(place.folder / DATABASE, key)
    with closing(connection):
        rows = list(connection.execute("SELECT name FROM dbstat WHERE pageno = ?", (offset // PAGE_BYTES + 1,)))
    return rows[0][0] if rows else None


def held_by(vault: Vault) -> tuple[dict[int, Job], set[tuple[int, str | None, str | None]], set[int]]:
    """The jobs, what the records say, and which pictures and records a purge takes then."""
    jobs = {job.job_id: job for job in vault.outbox.jobs()}
    rows = vault.record_list.rows(RecordFilter())
    pictures = still_ids(vault)
    vault.purge()
    left = {row.record_id for row in vault.record_list.rows(RecordFilter())}
    gone = (pictures - still_ids(vault)) | {-row.record_id for row in rows if row.record_id not in left}
    return jobs, {(row.record_id, row.number, row.name) for row in rows}, gone


def still_ids(vault: Vault) -> set[int]:
    return {job.still_id for job in vault.outbox.jobs() if job.still_id is not None}


class Days:
    """A run: a recorded folder, the keyring beside it, and what was promised on them."""

    def __init__(self, folder: Path, seed: int) -> None:
        folder.mkdir()
        self.scratch = folder
        self.chance = random.Random(seed)
        self.clock = Clock()
        (folder / "data").mkdir()
        self.log, self.place = Place(folder / "data", MemoryKeyring(), self.clock).recorded()
        self.keyring = self.place.keyring
        self.promises = Promises()
        self.former: list[Promises] = []
        """What was promised before each damage."""
        self.openings: list[tuple[int, int]] = []
        """Where each opening began and ended."""
        self.code = ""
        self.stills = 0
        self.recogniser = ScriptedRecogniser()
        self.copies = 0

    def work(self) -> None:
        outcomes = [errors.UNREACHABLE, errors.TRANSIENT, errors.NO_ANSWER, errors.IMAGE_POOR]
        self.recogniser.script = [
            failure(self.chance.choice(outcomes)) if self.chance.random() < 0.3 else None
            for _ in range(DAYS_A_RUN * STEPS_A_DAY)
        ]
        for day in range(DAYS_A_RUN):
            with self.log.recording():
                self.work_a_day()
            if day < DAYS_A_RUN - 1:
                damages = [self.damage_database, self.damage_database, self.damage_keys]
                self.chance.choice([*damages, self.recover, self.damage_nothing])()

    def work_a_day(self) -> None:
        for _ in range(3):
            begun = self.now()
            try:
                with self.place.vault() as vault:
                    self.openings.append((begun, self.now()))
                    self.code = vault.notice.recovery_code or self.code
                    self.work_with(vault)
                    return
            except VaultError as error:
                assert error.code in (ErrorCode.VAULT_DAMAGED, ErrorCode.VAULT_FAILED), error  # noqa: PT017
        pytest.fail("the damage is not mended")

    def work_with(self, vault: Vault) -> None:
        engine = Engine(vault, "service", self.recogniser, monotonic=self.clock, uniform=lambda _low, high: high)
        self.purge(vault, engine)
        often, seldom = (
            [self.add, self.sync, self.sync, self.review, self.correct],
            [self.discard, self.purge, self.rotate, self.drop],
        )
        acts = [*often, *often, *seldom]
        for _ in range(STEPS_A_DAY):
            self.chance.choice(acts)(vault, engine)
            self.clock.at_s += self.chance.choice([1.0, 60.0, 5 * HOUR_S])

    def now(self) -> int:
        return len(self.log.log)

    def add(self, vault: Vault, _engine: Engine) -> None:
        self.stills += 1
        reading = front(number_of(self.stills)) if self.chance.random() < 0.5 else None
        capture = vault.outbox.add(picture(self.stills), SERVICE, reading=reading)
        self.promises.captured[capture.job_id] = (self.now(), self.stills)

    def sync(self, _vault: Vault, engine: Engine) -> None:
        step = engine.step()
        if step.kind is StepKind.ANSWERED and step.job_id is not None:
            self.promises.answered[step.job_id] = self.now()

    def review(self, vault: Vault, _engine: Engine) -> None:
        for job in vault.outbox.jobs(JobState.ANSWERED)[:1]:
            vault.records.confirm(job.record_id, PERSON)
            self.promises.reviewed[job.job_id] = self.now()

    def correct(self, vault: Vault, _engine: Engine) -> None:
        for job in vault.outbox.jobs(JobState.WAITING, JobState.ANSWERED)[-1:]:
            name = f"typed {self.now()}"
            vault.records.correct(job.record_id, FieldName.NAME, name, PERSON)
            self.promises.typed[job.record_id] = (self.now(), name)

    def discard(self, vault: Vault, _engine: Engine) -> None:
        for job in vault.outbox.jobs(JobState.NEEDS_YOU)[:1]:
            self.promises.given_up.add(job.record_id)
            vault.outbox.discard(job.job_id)
            self.promises.discarded[job.job_id] = self.now()

    def rotate(self, vault: Vault, _engine: Engine) -> None:
        entries = {name for _, name in self.keyring.secrets}
        if vault.rotate_keys():
            self.promises.void_entries.update(dict.fromkeys(entries, self.now()))

    def drop(self, vault: Vault, _engine: Engine) -> None:
        if vault.damaged_beside:
            if self.promises.damage_dropped is None:
                self.promises.damage_dropped = self.now()
            vault.drop_damaged()

    def purge(self, vault: Vault, _engine: Engine) -> None:
        promises = self.promises
        if promises.purge_begun is None:
            promises.purge_begun = self.now()
        stills, entries, begun = still_ids(vault), {name for _, name in self.keyring.secrets}, self.now()
        purged = vault.purge(end_of_shift=self.chance.random() < 0.5)
        if purged.stills and not vault.damaged_beside:
            promises.void_entries.update(dict.fromkeys(entries, self.now()))
        promises.purged.update(dict.fromkeys(stills - still_ids(vault), self.now()))
        promises.purges.append((begun, self.now()))
        promises.purge_inputs.append((stills, entries))

    def damage_database(self) -> None:
        """Spoils a page; what may be lost with it is promised no more, and that is said by `kept_by` alone."""
        file = self.place.folder / DATABASE
        for _ in range(10):
            offset = self.chance.randrange(PAGE_BYTES, file.stat().st_size - 64)
            sound, copied = self.copied(), self.copied()
            tree = tree_of(sound, offset)
            content = bytearray((copied.folder / DATABASE).read_bytes())
            content[offset : offset + 64] = junk = self.chance.randbytes(64)
            (copied.folder / DATABASE).write_bytes(content)
            if self.found(copied):
                self.log.spoil(DATABASE, offset, junk)
                self.former.append(self.promises)
                self.promises = self.kept_by(sound, copied, tree)
                if self.promises.damage_dropped is not None:
                    self.promises.damage, self.promises.damage_dropped = [], None
                self.promises.damage.append((offset, junk))
                return

    def copied(self) -> Place:
        self.copies += 1
        folder = self.scratch / f"copy-{self.copies}"
        shutil.copytree(self.place.folder, folder)
        return Place(folder, MemoryKeyring(dict(self.keyring.secrets)), self.clock)

    @staticmethod
    def found(copied: Place) -> bool:
        """Whether a page was spoiled that is in use, and not the one without which no rescue is tried."""
        try:
            if copied.rescues_at_once():
                return True
        except VaultError as error:
            return error.code is not ErrorCode.VAULT_UNREADABLE
        return False

    def kept_by(self, sound: Place, copied: Place, tree: str | None) -> Promises:
        """The promises that hold after the damage.

        A page of the pictures may cost those on it, one of the jobs may cost how far they had come, and no other costs
        anything; nor does a purge take more after the rescue than it would have taken without.

        Args:
            sound: the place before the damage.
            copied: the same after it was found.
            tree: the table or index that was spoiled, None for none.
        """
        kept = copy.deepcopy(self.promises)
        kept.since = self.now()
        with RecordedFolder(sound.folder).recording(), sound.vault() as vault:
            before, records, due = held_by(vault)
        with RecordedFolder(copied.folder).recording(), copied.vault() as vault:
            assert vault.damaged_beside
            after, kept_records, gone = held_by(vault)
        assert records == kept_records
        assert gone <= due
        by_still = {job.still_id: job for job in after.values() if job.still_id is not None}
        for job in before.values():
            if job.job_id not in after:
                assert tree == "jobs"
                kept.lose_job(job, by_still)
            elif after[job.job_id].still_id != job.still_id:
                assert tree == "stills"
                kept.stills_lost.add(job.job_id)
        return kept

    def damage_nothing(self) -> None:
        """Most nights nothing happens."""

    def recover(self) -> None:
        """The keyring was lost, and somebody has the code."""
        with self.log.recording():
            recover_vault(self.place.folder, self.code, self.place.holder, what="test")

    def damage_keys(self) -> None:
        self.log.spoil("vault.keys", 0, self.chance.randbytes(64))

    def promised_at(self, place: int) -> Promises:
        return next((each for each in reversed([*self.former, self.promises]) if each.since <= place), self.promises)

    def cut(self, chance: random.Random) -> int:
        """Anywhere, in a purge, in an opening, or right after something was done to the keyring or a name."""
        special = [place for place, step in enumerate(self.log.log, 1) if step.kind in ("beside", "rename", "delete")]
        purges = self.promises.purges
        match chance.randrange(6):
            case 1 if purges:
                return chance.randint(*chance.choice(purges))
            case 2:
                return chance.choice(special)
            case 3 | 4:
                return chance.randint(*chance.choice(self.openings))
            case _:
                return chance.randint(0, self.now())

    def broken_promises(self, place: int, chance: random.Random) -> list[str]:
        """What does not hold after a cut there."""
        self.copies += 1
        left = Place.after_cut(self.log, place, chance, self.scratch / f"cut-{self.copies}", self.clock)
        try:
            if chance.random() < 0.5:
                left = self.cut_again(left, chance)
            promises = self.promised_at(place)
            for _ in range(3):
                told = self.broken_in(left, promises, place)
                if told is not None:
                    return [*told, *overwritten(left.folder, promises, place)]
        except VaultError as error:
            return [f"the vault does not open: {error.code}"]
        return ["the damage is not mended"]

    def cut_again(self, left: Place, chance: random.Random) -> Place:
        """The power fails once more, while the program starts."""
        log, recorded = left.recorded()
        with log.recording(), recorded.vault():
            pass
        self.copies += 1
        return Place.after_cut(
            log, chance.randint(1, len(log.log)), chance, self.scratch / f"cut-{self.copies}", self.clock
        )

    def broken_in(self, left: Place, promises: Promises, place: int) -> list[str] | None:
        """What does not hold there; None when damage was found only now, and the next start mends it."""
        try:
            with RecordedFolder(left.folder).recording(), left.vault() as vault:
                look = Look(promises, vault, place)
                return [*look.missing(), *look.left_over(left.keyring), *self.stuck(vault)]
        except VaultError as error:
            if promises.damage and error.code in (ErrorCode.VAULT_DAMAGED, ErrorCode.VAULT_FAILED):
                return None
            raise

    def stuck(self, vault: Vault) -> Iterator[str]:
        self.clock.at_s += HOUR_S
        engine = Engine(vault, "service", ScriptedRecogniser())
        steps_until(engine, StepKind.IDLE)
        if vault.outbox.jobs(JobState.WAITING):
            yield "the outbox does not go on"


def overwritten(folder: Path, promises: Promises, place: int) -> Iterator[str]:
    if promises.damage_dropped is not None and promises.damage_dropped <= place:
        return
    contents = [file.read_bytes() for file in folder.glob(f"{DATABASE}*")]
    for offset, junk in promises.damage:
        if promises.since <= place and not any(content[offset : offset + len(junk)] == junk for content in contents):
            yield "a damaged vault was overwritten"


@dataclass
class Look:
    """A look into a vault at what was promised up to a place of the log."""

    promises: Promises
    vault: Vault
    place: int

    @property
    def purging(self) -> bool:
        """Whether stills and records may be gone because they were due."""
        return self.promises.purge_begun is not None and self.place > self.promises.purge_begun

    def missing(self) -> Iterator[str]:
        jobs = {job.job_id: job for job in self.vault.outbox.jobs()}
        for job_id, (promised, still) in self.promises.captured.items():
            if job_id in jobs:
                yield from self.missing_of(jobs[job_id], still)
            elif promised <= self.place and not (self.purging and job_id in self.promises.discarded):
                yield f"job {job_id} is lost"
        yield from self.missing_discards(jobs)
        if len({job.record_id for job in jobs.values()}) != len(jobs):
            yield "a record has two captures"
        names = {row.record_id: row.name for row in self.vault.record_list.rows(RecordFilter())}
        if len(names) != len(jobs) + self.promises.records_alone:
            yield "a record is doubled or lost"
        yield from self.missing_names(names)
        if self.vault.outbox.jobs(JobState.SENDING):
            yield "a job is stuck in sending"
        if self.vault.audit.first_broken() is not None:
            yield "the audit trail is broken"
        if self.vault.audit.findings().cut_at is not None:
            yield "the audit trail is shorter than was noted"

    def left_over(self, keyring: MemoryKeyring) -> Iterator[str]:
        for still_id in still_ids(self.vault):
            if self.promises.purged.get(still_id, self.place + 1) <= self.place:
                yield f"the purged still {still_id} is back"
        for _, name in keyring.secrets:
            if self.promises.void_entries.get(name, self.place + 1) <= self.place:
                yield "a key that opens what was purged is still in the keyring"
        if self.vault.damaged_beside:
            return  # it needs the old keys
        if len(keyring.secrets) > 1 and len(self.vault.chest.keys.stills) > 1:
            yield "an exchange of keys was not ended"
        for (begun, ended), (stills, entries) in zip(self.promises.purges, self.promises.purge_inputs, strict=True):
            if begun <= self.place <= ended and stills - still_ids(self.vault):
                self.vault.purge()
                if entries & {name for _, name in keyring.secrets}:
                    yield "a purge was cut short, and the next one exchanged no keys"

    def missing_discards(self, jobs: Mapping[int, Job]) -> Iterator[str]:
        for job_id, promised in self.promises.discarded.items():
            if promised <= self.place and job_id in jobs and jobs[job_id].state is not JobState.DISCARDED:
                yield f"the discard of job {job_id} is lost"

    def missing_names(self, names: Mapping[int, str | None]) -> Iterator[str]:
        for record_id, (promised, name) in self.promises.typed.items():
            if promised > self.place or names.get(record_id) == name:
                continue
            if record_id in names or not (self.purging and record_id in self.promises.given_up):
                yield f"what was typed into record {record_id} is lost"

    def missing_of(self, job: Job, still: int) -> Iterator[str]:
        """What is missing of one capture."""
        yield from self.missing_still(job, still)
        yield from self.missing_answer(job, still)

    def missing_still(self, job: Job, still: int) -> Iterator[str]:
        if job.still_id is not None:
            if self.vault.outbox.content(job) != picture(still):
                yield f"the still of job {job.job_id} is another"
        elif job.job_id not in self.promises.stills_lost and not (
            self.purging and job.state in (JobState.REVIEWED, JobState.DISCARDED)
        ):
            yield f"the still of job {job.job_id} is lost"

    def missing_answer(self, job: Job, still: int) -> Iterator[str]:
        if self.promises.answered.get(job.job_id, self.place + 1) <= self.place:
            if self.vault.records.get(job.record_id).summary.number != number_of(still):
                yield f"the answer of job {job.job_id} is lost"
            if job.state not in (JobState.ANSWERED, JobState.REVIEWED):
                yield f"job {job.job_id} was answered and is {job.state}"
        if self.promises.reviewed.get(job.job_id, self.place + 1) <= self.place and job.state is not JobState.REVIEWED:
            yield f"the review of job {job.job_id} is lost"


def bad_cuts(folder: Path, cuts: int, synchronous: str) -> tuple[int, list[str]]:
    """How many cuts broke a promise, and which promises."""
    bad, told = 0, []
    with mock.patch.dict(Database.__init__.__kwdefaults__, synchronous=synchronous):
        for seed in range(cuts // CUTS_A_RUN):
            days = Days(folder / f"{synchronous}-{seed}", seed)
            days.work()
            assert any(each.answered for each in (*days.former, days.promises)), "the days have to be worth a cut"
            for cut in range(CUTS_A_RUN):
                chance = random.Random(seed * 1000 + cut)
                place = days.cut(chance)
                broken = days.broken_promises(place, chance)
                bad += bool(broken)
                told += [f"seed {seed} cut {cut} at {place}: {promise}" for promise in broken]
            shutil.rmtree(days.scratch)
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
