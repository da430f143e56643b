from __future__ import annotations

import csv
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from permit_desktop.vault.job import Options
from permit_desktop.vault.record_row import RecordFilter
from tests.cli.desks import Counter
from tests.vault.vaults import PERSON, front, still


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    """A counter with two records, the first reviewed."""
    counter = Counter(tmp_path)
    vault = counter.vault()
    vault.outbox.add(still(1), Options("on-device"), reading=front("CB3273201", "石生頔"))
    vault.outbox.add(still(2), Options("on-device"), reading=front("C79485623", "=cmd|' /C calc'!A0"))
    vault.records.confirm(1, PERSON)
    vault.close()
    return counter


def test_records_are_listed_masked_and_searched(counter: Counter) -> None:
    listed = counter.run("--json", "records", "list").lines
    assert [(line["record"], line["number"], line["state"]) for line in listed] == [
        (2, "C••••••23", "to review"),
        (1, "C••••••01", "reviewed"),
    ]
    assert [line["record"] for line in counter.run("--json", "records", "list", "--search", "B327").lines] == [1]


def test_captures_of_some_days_alone_are_listed_and_exported(counter: Counter, tmp_path: Path) -> None:
    today = datetime.now().astimezone().date()
    before, after = today - timedelta(days=1), today + timedelta(days=1)
    out = tmp_path / "out.json"
    for words, records in (
        (["--from", f"{before}", "--to", f"{after}"], [2, 1]),
        (["--from", f"{before}"], [2, 1]),
        (["--to", f"{before}"], []),
        (["--from", f"{after}"], []),
        (["--search", f"{today}"], [2, 1]),
        (["--search", f"{after}"], []),
    ):
        assert [line["record"] for line in counter.run("--json", "records", "list", *words).lines] == records
        if words[0] != "--search":
            counter.run("records", "export", "--format", "json", "--out", str(out), *words)
            assert len(json.loads(out.read_text("utf-8"))) == len(records)


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "9999-12-31", "0001-01-01", "25.11.2026"])
def test_what_is_no_day_is_refused(counter: Counter, day: str) -> None:
    with pytest.raises(SystemExit):
        counter.run("records", "list", "--from", day)


def test_the_list_says_of_every_record_what_the_window_says_and_an_export_leaves_out_what_is_none(
    counter: Counter, tmp_path: Path
) -> None:
    vault = counter.vault()
    vault.outbox.add(still(3), Options("service"))
    vault.outbox.add(still(4), Options("service"), reading=front("CB0000004"))
    vault.outbox.discard(vault.outbox.add(still(5), Options("service"), reading=front("CB0000005")).job_id)
    shown = [row.state.value.replace("_", " ") for row in vault.record_list.rows(RecordFilter())]
    vault.close()
    listed = counter.run("--json", "records", "list").lines
    assert [line["state"] for line in listed] == shown
    assert shown == ["discarded", "provisional", "waiting", "to review", "reviewed"]
    out = tmp_path / "out.csv"
    counter.run("records", "export", "--format", "csv", "--out", str(out))
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [(row["record"], row["state"]) for row in rows] == [
        ("4", "provisional"),
        ("2", "to_review"),
        ("1", "reviewed"),
    ]


def test_a_record_is_shown_with_where_each_value_comes_from(counter: Counter) -> None:
    assert "number: CB3273201 (on-device)" in counter.run("records", "show", "1").out
    missing = counter.run("records", "show", "9")
    assert (missing.code, missing.out) == (1, "")
    assert "no such record" in missing.err


def test_a_permit_that_was_scanned_before_is_said_to_be(counter: Counter) -> None:
    vault = counter.vault()
    capture = vault.outbox.add(still(3), Options("on-device"), reading=front("CB3273201"))
    vault.close()
    number = str(capture.record_id)
    assert "scanned a moment ago as well: record 1" in counter.run("records", "show", number).out
    assert counter.run("--json", "records", "show", number).lines[0]["same_permit"]["record"] == 1
    assert counter.run("--json", "records", "show", "2").lines[0]["same_permit"] is None


def test_a_difference_between_two_readings_is_a_finding(counter: Counter) -> None:
    vault = counter.vault()
    capture = vault.outbox.add(still(3), Options("service"), reading=front(name="石生顿"))
    job = vault.outbox.job(capture.job_id)
    vault.outbox.answered(job, vault.outbox.begin(job), front(name="石生頔"))
    vault.close()
    (finding,) = counter.run("--json", "records", "show", str(capture.record_id)).lines[0]["findings"]
    assert finding["code"] == "readings_differ"
    assert "石生頔" in finding["message"]
    assert "石生顿" in finding["message"]


def test_an_export_as_csv_opens_in_a_spreadsheet_and_starts_no_program_there(counter: Counter, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert counter.run("records", "export", "--format", "csv", "--out", str(out)).code == 0
    assert out.stat().st_mode & 0o077 == 0
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [(row["record"], row["number"]) for row in rows] == [("2", "C79485623"), ("1", "CB3273201")]
    assert rows[0]["name"] == "'=cmd|' /C calc'!A0"


def test_an_export_as_json_has_everything_and_is_noted(counter: Counter, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    counter.run("records", "export", "--format", "json", "--out", str(out))
    first = json.loads(out.read_text("utf-8"))[1]
    assert first["fields"]["name"] == {"value": "石生頔", "confidence": 0.9, "source": "on-device", "other": None}
    assert first["reviewed"]
    vault = counter.vault()
    assert [entry.subject for entry in vault.audit.entries() if entry.event == "exported"] == ["2 records"]
    vault.close()


def test_an_export_that_cannot_be_written_is_told(counter: Counter, tmp_path: Path) -> None:
    told = counter.run("records", "export", "--format", "csv", "--out", str(tmp_path / "none" / "out.csv"))
    assert told.code == 1
    assert "cannot be written" in told.err


def test_the_end_of_a_shift_purges_reviewed_pictures_and_exchanges_the_keys(counter: Counter) -> None:
    keys = set(counter.keyring.secrets)
    assert counter.run("--json", "records", "purge").lines == [{"stills": 0, "records": 0}]
    assert counter.run("--json", "records", "purge", "--end-of-shift").lines == [{"stills": 1, "records": 0}]
    assert not keys & set(counter.keyring.secrets)
    assert counter.run("vault", "check").code == 0


def test_what_is_kept_how_long_is_the_settings_word(counter: Counter) -> None:
    settings = counter.folder / "settings.toml"
    settings.write_text("[retention]\nstills_h = 0\n", "utf-8")
    assert counter.run("--json", "records", "purge").lines == [{"stills": 1, "records": 0}]


def test_nothing_is_deleted_where_the_settings_cannot_be_understood(counter: Counter) -> None:
    (counter.folder / "settings.toml").write_text('[retention]\nstills_h = "0"\n', "utf-8")
    told = counter.run("records", "purge", "--end-of-shift")

    assert told.code == 1
    assert "settings.toml, line 2, retention.stills_h" in told.err
