from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from permit_desktop.doctor.vault_lines import open_vault_lines
from permit_desktop.domain.checks import State
from permit_desktop.domain.errors import ErrorCode
from permit_desktop.vault.key_holders import PassphraseHolder
from permit_desktop.vault.vault import open_vault
from tests.cli.desks import Counter, code_in
from tests.system.keyrings import FailingKeyring, MemoryKeyring
from tests.vault.test_trouble import spoil_a_page, spoil_the_head

ROOT = Path(__file__).parents[2]
PASSPHRASE = "correct horse battery"  # noqa: S105 (of vaults that live as long as a test)


TERMINATED = """
import signal, sys
from permit_desktop.__main__ import main
from permit_desktop.vault.vault import Vault
Vault.check = lambda _: signal.raise_signal(signal.SIGTERM)
sys.exit(main())
"""
"""SIGTERM while a verb has the vault open."""


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def test_a_lost_keyring_is_replaced_by_the_recovery_code(counter: Counter) -> None:
    code = code_in(counter.run("vault", "init").err)
    counter.run("queue", "add", *counter.pictures(1))
    counter.keyring = MemoryKeyring()
    lost = counter.run("queue", "list")
    assert lost.code == 1
    assert "vault recover" in lost.err

    counter.typed = "ABCD\n"
    assert "mistyped" in counter.run("vault", "recover").err
    counter.typed = f"{code}\n"
    assert counter.run("vault", "recover").code == 0
    counter.typed = ""
    assert len(counter.run("--json", "queue", "list").lines) == 1


def test_where_there_is_no_keyring_a_passphrase_opens_the_vault(counter: Counter) -> None:
    counter.keyring = FailingKeyring(OSError("no bus"))
    assert counter.run("vault", "init").code == 1
    counter.typed = f"{PASSPHRASE}\n"
    assert counter.run("vault", "init", "--passphrase").code == 0
    assert counter.run("queue", "add", *counter.pictures(1)).code == 0
    for typed in ("", "another passphrase\n"):
        counter.typed = typed
        assert counter.run("queue", "list").code == 1


def test_a_vault_is_made_once(counter: Counter) -> None:
    assert counter.run("vault", "init").code == 0
    again = counter.run("--json", "vault", "init")
    assert again.lines[0]["error"]["code"] == ErrorCode.SETTING_INVALID


def test_a_new_recovery_code_takes_the_place_of_the_old_one(counter: Counter) -> None:
    old = code_in(counter.run("vault", "init").err)
    new = counter.run("--json", "vault", "new-code").lines[0]["recovery_code"]
    counter.run("vault", "rotate")
    counter.typed = old
    assert counter.run("vault", "recover").code == 1
    counter.typed = new
    assert counter.run("vault", "recover").code == 0


def test_a_damaged_vault_beside_is_said_by_the_doctor_and_dropped_when_somebody_says_yes(counter: Counter) -> None:
    counter.run("vault", "init")
    counter.run("queue", "add", *counter.pictures(3))
    spoil_a_page(counter.folder / "data" / "vault.db")
    assert "The vault is damaged" in counter.run("vault", "check").err
    assert "The vault was damaged" in counter.run("queue", "list").err
    assert counter.run("vault", "rotate").code == 1
    with contextlib.closing(counter.vault()) as vault:
        (line, _) = open_vault_lines(vault)
    assert line.state is State.DOUBTFUL
    assert "drop-damaged" in line.remedy

    counter.typed = "no\n"
    assert counter.run("vault", "drop-damaged").code == 1
    assert list((counter.folder / "data").glob("*.damaged-*"))
    counter.typed = "yes\n"
    assert counter.run("vault", "drop-damaged").code == 0
    assert not list((counter.folder / "data").glob("*.damaged-*"))
    assert counter.run("vault", "rotate").code == 0
    assert counter.run("--json", "vault", "drop-damaged").lines[0]["dropped"] == []


def test_a_vault_that_cannot_be_read_at_all_stays_until_somebody_begins_anew(counter: Counter) -> None:
    counter.run("vault", "init")
    spoil_the_head(counter.folder / "data" / "vault.db")
    assert "another vault's" in counter.run("queue", "list").err
    counter.typed = "\n"
    assert counter.run("vault", "begin-anew").code == 1
    assert not list((counter.folder / "data").glob("*.damaged-*"))
    assert counter.run("vault", "begin-anew", "--yes").code == 0
    assert list((counter.folder / "data").glob("*.damaged-*"))
    assert counter.run("vault", "begin-anew", "--yes").code == 1
    assert counter.run("queue", "list").code == 0


def test_a_changed_audit_trail_is_noticed(counter: Counter) -> None:
    counter.run("vault", "init")
    assert counter.run("vault", "check").code == 0
    vault = counter.vault()
    database = vault._database  # noqa: SLF001 (an attacker who has the key)
    database.write(lambda: database.script("DROP TRIGGER audit_is_not_changed; UPDATE audit SET at_s = 0 WHERE id = 1"))
    vault.close()
    told = counter.run("--json", "vault", "check")
    assert (told.code, told.lines) == (1, [{"audit_broken_at": 1}])


def test_an_older_database_in_the_place_of_todays_is_noticed(counter: Counter) -> None:
    counter.run("vault", "init")
    file = counter.folder / "data" / "vault.db"
    older = file.read_bytes()
    counter.run("queue", "add", *counter.pictures(1))
    file.write_bytes(older)
    told = counter.run("vault", "check")
    assert told.code == 1
    assert "an older vault.db was put in place" in told.out


def kills(counter: Counter, count: int) -> int:
    """Kills the real program while it saves pictures; returns how many it had called saved, all of them checked."""
    counter.typed = f"{PASSPHRASE}\n"
    assert counter.run("vault", "init", "--passphrase").code == 0
    files = counter.pictures(*range(1, 30))
    chance = random.Random(count)
    saved = 0
    for _ in range(count):
        command = [sys.executable, "-m", "permit_desktop", "--data-dir", str(counter.folder / "data"), "queue", "add"]
        with subprocess.Popen(
            [*command, *files], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        ) as process:  # fmt: skip
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(counter.typed)
            process.stdin.close()
            for _ in range(chance.randint(1, 12)):
                saved += "saved" in process.stdout.readline()
            process.kill()
            saved += process.stdout.read().count("saved")
    vault = open_vault(counter.folder / "data", PassphraseHolder(PASSPHRASE), what="test")
    try:
        vault.check()
        jobs = vault.outbox.jobs()
        assert len(jobs) >= saved
        assert all(vault.outbox.content(job) for job in jobs)
        assert vault.audit.first_broken() is None
    finally:
        vault.close()
    return saved


@pytest.mark.skipif(os.name == "nt", reason="kill means another thing there")
def test_killing_the_program_loses_nothing_that_it_called_saved(counter: Counter) -> None:
    assert kills(counter, 3) > 3


@pytest.mark.campaign
@pytest.mark.timeout(600)
def test_killing_the_program_fifty_times_loses_nothing(counter: Counter) -> None:
    assert kills(counter, 50) > 50


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_verb_that_is_asked_to_end_closes_its_vault_in_order(counter: Counter) -> None:
    counter.keyring, counter.typed = FailingKeyring(OSError("no bus")), f"{PASSPHRASE}\n"
    assert counter.run("vault", "init", "--passphrase").code == 0
    folder = counter.folder / "data"

    ended = subprocess.run(
        [sys.executable, "-c", TERMINATED, "--data-dir", str(folder), "vault", "check"],
        input=counter.typed, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert (ended.returncode, ended.stderr) == (143, "")
    assert not (folder / "vault.holder").exists()
    assert not (folder / "vault.db-wal").exists(), "the next start need not read everything"
