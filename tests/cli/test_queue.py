from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from permit_desktop.api import errors
from permit_desktop.api.errors import ServiceError
from permit_desktop.cli.purging import HourlyPurge
from permit_desktop.domain.errors import ErrorCode, ReadError
from permit_desktop.domain.permit import Note
from permit_desktop.system.secrets import SERVICE_CREDENTIALS, Secrets, SecretsError
from permit_desktop.vault.audit import Event
from permit_desktop.vault.retention import Purged
from permit_desktop.vault.vault import Vault
from tests.api.scripted_server import answer, serving
from tests.cli.desks import Counter, code_in, is_code_in
from tests.sync.scripted import ScriptedRecogniser, failure, number_of
from tests.system.keyrings import MemoryKeyring
from tests.vault.vaults import front


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def test_pictures_are_saved_synchronised_and_shown(counter: Counter) -> None:
    added = counter.run("--json", "queue", "add", *counter.pictures(1, 2))
    assert (added.code, [line["job"] for line in added.lines]) == (0, [1, 2])
    assert [line["state"] for line in counter.run("--json", "queue", "list").lines] == ["waiting"] * 2

    synced = counter.run("--json", "queue", "sync")
    assert (synced.code, [line["step"] for line in synced.lines]) == (0, ["answered"] * 2)
    (shown,) = counter.run("--json", "records", "show", "2").lines
    assert shown["fields"]["number"] == {
        "value": number_of(2), "confidence": 0.9, "source": "on-device", "other": None,
    }  # fmt: skip


def test_the_recovery_code_is_told_once_when_the_vault_is_made(counter: Counter) -> None:
    counter.err_is_terminal = True
    assert code_in(counter.run("queue", "add", *counter.pictures(1)).err)
    assert counter.run("queue", "add", *counter.pictures(2)).err == ""


def test_a_recovery_code_that_nobody_can_have_seen_is_told_to_the_first_person_at_a_terminal(counter: Counter) -> None:
    made = counter.run("queue", "add", *counter.pictures(1))
    assert "vault new-code" in made.err
    assert not is_code_in(made.err), "it may be a log"
    assert counter.run("queue", "list").err == ""
    counter.err_is_terminal = True
    code = code_in(counter.run("queue", "list").err)
    assert counter.run("queue", "list").err == ""

    counter.keyring, counter.typed = MemoryKeyring(), f"{code}\n"
    assert counter.run("vault", "recover").code == 0


def test_numbers_that_no_job_has_are_told_and_the_others_go_on(counter: Counter) -> None:
    counter.run("queue", "add", *counter.pictures(1))

    discarded = counter.run("--json", "queue", "discard", "99999999999999999999", "-1", "1")

    assert discarded.code == 1
    assert [line.get("error", {}).get("code") for line in discarded.lines] == ["job_unknown", "job_unknown", None]
    assert counter.run("records", "show", "99999999999999999999").err.startswith("permit-desktop: There is no such")


@pytest.mark.parametrize("waiting", [0, 1])
def test_a_sync_purges_at_its_start_and_tells_what_went(counter: Counter, waiting: int) -> None:
    counter.run("queue", "add", *counter.pictures(*range(waiting + 1)))
    counter.run("queue", "discard", "1")
    synced = counter.run("--json", "queue", "sync")
    assert (synced.code, synced.lines[0]) == (0, {"stills": 1, "records": 1})
    assert [line["step"] for line in synced.lines[1:]] == ["answered"] * waiting


def test_a_purge_is_due_at_once_and_then_every_hour(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    purged_at: list[float] = []
    at_s = [5.0]

    def purge(_: Vault) -> Purged:
        purged_at.append(at_s[0])
        return Purged(0, 0)

    monkeypatch.setattr(Vault, "purge", purge)
    with closing(counter.vault()) as vault:
        hourly = HourlyPurge(counter.desk(), vault, lambda: at_s[0])
        for _ in range(80):
            hourly.look()
            at_s[0] += 100.0
    assert purged_at == [5.0, 3605.0, 7205.0]


def test_a_purge_that_fails_is_told_and_does_not_hold_the_queue(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Vault) -> Purged:
        raise SecretsError(ErrorCode.KEYRING_LOST, "Lost.", "Find it.")

    monkeypatch.setattr(Vault, "purge", fail)
    counter.run("queue", "add", *counter.pictures(1))
    synced = counter.run("--json", "queue", "sync")
    assert (synced.code, synced.lines[0]["error"]["code"]) == (0, "keyring_lost")


def test_settings_that_changed_are_in_the_audit_trail_without_the_window(counter: Counter) -> None:
    counter.run("queue", "add", *counter.pictures(1))
    (counter.folder / "settings.toml").write_text("[retention]\nstills_h = 48\n", "utf-8")
    for _ in range(2):
        counter.run("queue", "list")
    with closing(counter.vault()) as vault:
        changed = [entry.subject for entry in vault.audit.entries() if entry.event == Event.SETTINGS_CHANGED]
    assert changed == ["retention.stills_h"]


def test_a_bad_file_is_told_and_the_good_ones_are_saved(counter: Counter, tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(b"no picture")
    added = counter.run(
        "--json", "queue", "add", str(tmp_path / "bad.png"), *counter.pictures(1), str(tmp_path / "missing.png")
    )
    assert added.code == 1
    assert [line.get("error", {}).get("code") for line in added.lines] == ["not_an_image", None, "file_missing"]
    assert len(counter.run("--json", "queue", "list").lines) == 1


def test_once_waits_for_nothing_and_says_that_something_is_left(counter: Counter) -> None:
    counter.use_service()
    counter.run("queue", "add", *counter.pictures(1))
    counter.service.script = [failure(errors.UNREACHABLE)]
    synced = counter.run("--json", "queue", "sync", "--once")
    assert (synced.code, counter.slept_s) == (1, [])
    assert [line["step"] for line in synced.lines] == ["read_here", "put_off"]
    assert synced.lines[1]["error"]["code"] == "service_unreachable"
    assert counter.run("queue", "sync", "--once").code == 0


def test_without_once_it_waits_until_all_are_answered(counter: Counter) -> None:
    counter.use_service()
    counter.run("queue", "add", *counter.pictures(1))
    counter.service.script = [failure(errors.UNREACHABLE), failure(errors.UNREACHABLE)]
    assert counter.run("queue", "sync").code == 0
    assert counter.slept_s == [2.0, 3.0, 1.0]


@pytest.mark.parametrize(
    ("networks", "slept_s"),
    [
        ([("192.0.2.7",), (), ("192.0.2.7",)], [3.0, 3.0]),
        ([(), ("192.0.2.7",)], [3.0]),
        ([("192.0.2.7",), ("192.0.2.7",), ("198.51.100.3",)], [3.0, 3.0]),
        ([("192.0.2.7",), ()], [3.0, 3.0, 2.0]),
    ],
)
def test_a_new_way_into_the_network_is_tried_at_once(
    counter: Counter, networks: list[tuple[str, ...]], slept_s: list[float]
) -> None:
    counter.use_service()
    counter.run("queue", "add", *counter.pictures(1))
    counter.service.script = [failure(errors.UNREACHABLE)] * 3
    counter.networks = [("192.0.2.7",)] * 5 + networks  # so often is looked in the two pauses before
    assert counter.run("queue", "sync").code == 0
    assert counter.slept_s == [2.0, 3.0, 1.0, *slept_s]


class Naps(list[float]):
    """Ends the program at the fourth."""

    def append(self, nap_s: float) -> None:
        if len(self) == 3:
            raise KeyboardInterrupt
        super().append(nap_s)


def test_a_long_wait_that_a_service_asks_for_is_slept_in_naps_and_no_new_network_shortens_it(counter: Counter) -> None:
    counter.use_service()
    counter.run("queue", "add", *counter.pictures(1, 2))
    counter.service.script = [failure(errors.THROTTLED, retry_after_s=600.0)]
    counter.networks = [(), ("192.0.2.7",), (), ("192.0.2.7",)]
    counter.slept_s = Naps()
    with pytest.raises(KeyboardInterrupt):
        counter.run("queue", "sync")
    assert counter.slept_s == [30.0] * 3, "the clock may be set meanwhile"
    assert len(counter.service.seen) == 1


def test_a_card_that_was_not_found_is_told_with_the_answer(counter: Counter) -> None:
    counter.use_service()
    counter.run("queue", "add", *counter.pictures(1, 2))
    whole = frozenset({Note.WHOLE_PICTURE_SENT})
    counter.service.script = [replace(front(number_of(still)), notes=whole) for still in (1, 2)]

    told = counter.run("--json", "queue", "sync", "--once").lines
    assert [line["findings"] for line in told if line["step"] == "read_here"] == [[], []]
    (finding,) = told[-1]["findings"]
    assert finding["code"] == "whole_picture_sent"
    counter.run("queue", "add", *counter.pictures(1))
    assert finding["message"] in counter.run("queue", "sync", "--once").out


def test_a_standstill_is_told_remembered_and_lifted(counter: Counter) -> None:
    counter.use_service()
    counter.run("queue", "add", *counter.pictures(1))
    counter.service.script = [failure(errors.NOT_ENABLED)]
    first = counter.run("queue", "sync")
    assert first.code == 1
    assert errors.NOT_ENABLED.message in first.out
    assert errors.NOT_ENABLED.remedy in counter.run("queue", "sync").out
    assert len(counter.service.seen) == 1
    assert counter.run("queue", "sync", "--resume").code == 0


def test_what_was_refused_lately_is_sent_again_only_when_a_person_says_so(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("permit_desktop.recognition.reader.OnDeviceRecogniser", ScriptedRecogniser)
    Secrets(lambda: counter.keyring).write(SERVICE_CREDENTIALS, '{"ak": "AKTEST", "sk": "wrong"}')
    told = []
    with serving(answer(401, {"error_code": "APIG.0301", "error_msg": "verify aksk signature fail"})) as server:
        section = f'endpoint = "http://{server.netloc}"\nproject_id = "p"\nproxy = "none"\n'
        counter.use_service(section)
        counter.run("queue", "add", *counter.pictures(1))
        sent = []
        for words in ((), (), ("--resume",)):
            told.append(counter.run_for_real("--json", "queue", "sync", *words).lines[-1])
            with closing(counter.vault()) as vault:
                vault.standstill.clear()  # which alone would keep it from being sent
            sent.append(len(server.requests))

    assert [line["step"] for line in told] == ["stopped"] * 3
    assert told[0]["error"]["service_message"] == "verify aksk signature fail"
    assert told[1]["error"]["message"] == errors.REFUSED_LATELY.message
    assert sent == [1, 1, 2]


def test_a_picture_that_is_refused_is_listed_with_what_the_service_said(counter: Counter) -> None:
    counter.use_service()
    counter.run("queue", "add", *counter.pictures(1))
    counter.service.script = [ServiceError(errors.IMAGE_POOR, service_message="The image quality is poor.")]
    counter.run("queue", "sync", "--once")

    (listed,) = counter.run("--json", "queue", "list").lines
    assert listed["reason"]["service_message"] == "The image quality is poor."
    assert 'The service says: "The image quality is poor". ' in counter.run("queue", "list").out


def test_a_standstill_is_told_with_what_the_service_said(counter: Counter) -> None:
    counter.use_service()
    counter.run("queue", "add", *counter.pictures(1))
    counter.service.script = [ServiceError(errors.NOT_ENABLED, service_message="Not subscribed.")]
    for _ in range(2):  # when it happens, and as it is remembered
        assert 'The service says: "Not subscribed". ' in counter.run("queue", "sync").out


def test_what_a_service_asked_to_wait_for_is_not_waited_for_by_whoever_resumes(counter: Counter) -> None:
    counter.use_service()
    counter.run("queue", "add", *counter.pictures(1))
    counter.run("queue", "add", *counter.pictures(2))
    counter.service.script = [failure(errors.THROTTLED, retry_after_s=600.0)]
    for _ in range(2):
        counter.run("queue", "sync", "--once")
        assert len(counter.service.seen) == 1
    counter.run("queue", "sync", "--once", "--resume")
    assert len(counter.service.seen) == 2


def test_jobs_are_retried_and_discarded_by_their_number(counter: Counter) -> None:
    counter.run("queue", "add", *counter.pictures(1, 2))
    refusal = ReadError(ErrorCode.NO_PERMIT, "There is no permit.", "Place one.")
    counter.here = ScriptedRecogniser([refusal, refusal])
    assert counter.run("queue", "sync").code == 1
    assert "needs you" in counter.run("queue", "list").out
    assert "There is no permit. Place one." in counter.run("queue", "list").out
    assert counter.run("queue", "retry", "1").code == 0
    discarded = counter.run("--json", "queue", "discard", "2", "99")
    assert (discarded.code, discarded.lines[1]["error"]["code"]) == (1, "job_unknown")
    states = [line["state"] for line in counter.run("--json", "queue", "list", "--all").lines]
    assert states == ["waiting", "discarded"]
    assert counter.run("queue", "sync").code == 0
    states = [line["state"] for line in counter.run("--json", "queue", "list", "--all").lines]
    assert states == ["answered"], "and the discarded one was purged"


def test_a_list_shows_nobody(counter: Counter) -> None:
    counter.run("queue", "add", *counter.pictures(1))
    counter.run("queue", "sync")
    for words in (["queue", "list", "--all"], ["records", "list"]):
        for form in ([], ["--json"]):
            told = counter.run(*form, *words)
            assert told.out
            assert number_of(1) not in told.out
            assert "石生頔" not in told.out


def test_who_has_the_folder_is_told(counter: Counter) -> None:
    counter.run("queue", "add", *counter.pictures(1))
    vault = counter.vault()
    try:
        told = counter.run("queue", "list")
        assert told.code == 1
        assert "in use by `permit-desktop test`" in told.err
    finally:
        vault.close()
