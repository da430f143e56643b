from __future__ import annotations

import csv
import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.export.export_file import ExportError, ExportFile
from permit_desktop.export.tables import Format
from permit_desktop.vault.job import Options
from permit_desktop.vault.vault import Vault
from tests.vault.vaults import PERSON, Desk, front, still

HERE = Options("on-device")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """25 records."""
    with Desk(tmp_path).vault() as vault:

        def fill() -> None:
            for number in range(25):
                vault.outbox.add(still(number), HERE, reading=front(f"C{number:08d}"))

        vault._database.write(fill)  # noqa: SLF001 (one sync instead of 25)
        yield vault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def export(target: Path, kind: Format = Format.XLSX, count: int = 25) -> ExportFile:
    return ExportFile(range(1, count + 1), kind, target, PERSON)


def _to_the_end(job: ExportFile, vault: Vault) -> None:
    while not job.step(vault):
        pass


@pytest.mark.parametrize("kind", list(Format))
def test_a_file_is_written_a_few_records_at_a_time_and_appears_when_it_is_complete(
    vault: Vault, folder: Path, kind: Format
) -> None:
    target = folder / f"permits.{kind}"
    job = export(target, kind)
    steps = 1
    while not job.step(vault):
        assert not target.exists()
        steps += 1
    assert list(folder.iterdir()) == [target]
    assert (job.done, job.written, job.total) == (25, 25, 25)
    assert steps == (3 if kind is Format.XLSX else 1)
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_cancelled_export_leaves_nothing_and_the_old_file_as_it_was(vault: Vault, folder: Path) -> None:
    target = folder / "permits.xlsx"
    target.write_bytes(b"last week's")
    job = export(target)
    assert not job.step(vault)
    job.cancel()
    assert list(folder.iterdir()) == [target]
    assert target.read_bytes() == b"last week's"
    assert not [entry for entry in vault.audit.entries() if entry.event == "exported"]


def test_cancelling_what_is_done_or_was_never_begun_does_nothing(vault: Vault, folder: Path) -> None:
    job = export(folder / "permits.csv", Format.CSV)
    job.cancel()
    assert job.step(vault)
    job.cancel()
    assert [path.name for path in folder.iterdir()] == ["permits.csv"]


def test_an_export_is_noted_with_who_did_it(vault: Vault, folder: Path) -> None:
    assert export(folder / "permits.csv", Format.CSV).step(vault)
    (entry,) = (entry for entry in vault.audit.entries() if entry.event == "exported")
    assert (entry.subject, entry.detail) == ("25 records", f"csv by {PERSON}")


@pytest.mark.parametrize("at", ["write", "fsync", "replace"])
def test_a_disk_that_is_full_leaves_nothing_of_the_file(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    job = export(folder / "permits.xlsx")
    assert not job.step(vault)
    if at == "write":
        monkeypatch.setattr("zipfile.ZipFile.writestr", full)
    elif at == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ExportError) as told:
        _to_the_end(job, vault)
    assert told.value.code is ErrorCode.EXPORT_FAILED
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(vault: Vault, folder: Path) -> None:
    with pytest.raises(ExportError):
        export(folder / "none" / "permits.csv").step(vault)


def test_a_target_that_is_a_folder_is_told_and_nothing_is_left(vault: Vault, folder: Path) -> None:
    (folder / "permits.csv").mkdir()
    with pytest.raises(ExportError):
        export(folder / "permits.csv", Format.CSV).step(vault)
    assert [path.name for path in folder.iterdir()] == ["permits.csv"]


def test_records_that_are_purged_meanwhile_are_left_out(vault: Vault, folder: Path) -> None:
    target = folder / "permits.csv"
    job = export(target, Format.CSV, count=30)
    assert job.step(vault)
    assert (job.total, job.written) == (30, 25)
    assert len(list(csv.reader(target.read_text("utf-8-sig").splitlines()))) == 26


def test_what_a_crash_left_of_an_export_is_removed_at_the_next_opening(tmp_path: Path, folder: Path) -> None:
    desk = Desk(tmp_path)
    (folder / "somebody-elses.part").touch()
    away = folder / "stick"
    away.mkdir()
    with desk.vault() as vault:
        for number in range(15):
            vault.outbox.add(still(number), HERE, reading=front(f"C{number:08d}"))
        # The process ends here: neither is completed or cancelled.
        half = [export(place / "permits.xlsx", count=15) for place in (folder, away)]
        assert [job.step(vault) for job in half] == [False, False]
    assert len(list(folder.rglob("*.part"))) == 3
    away.rename(tmp_path / "unplugged")

    with desk.vault():
        assert [path.name for path in folder.iterdir()] == ["somebody-elses.part"]
    (tmp_path / "unplugged").rename(away)
    assert len(list(away.iterdir())) == 1
    with desk.vault():
        assert list(away.iterdir()) == []
    for job in half:
        job.cancel()


def test_a_file_of_the_same_name_is_nobody_elses_loss(vault: Vault, folder: Path) -> None:
    (folder / "permits.csv.part").write_bytes(b"somebody's")
    assert export(folder / "permits.csv", Format.CSV).step(vault)
    assert sorted(path.name for path in folder.iterdir()) == ["permits.csv", "permits.csv.part"]
