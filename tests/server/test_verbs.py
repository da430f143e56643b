"""`serve` and `serve-users` as an administrator types them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests
import trustme

from permit_desktop.api.client import ServiceRecogniser
from permit_desktop.api.service import NO_PROXY
from permit_desktop.cli.command_line import run
from permit_desktop.domain.permit import FieldName
from permit_desktop.imaging.still_file import read_still_file
from permit_desktop.server.users import USERS_FILE, UserFile
from permit_desktop.system.credentials import PasswordCredentials
from permit_desktop.system.resources import resource
from permit_desktop.system.settings import AuthenticationKind, ServiceSection
from tests.eventually import eventually
from tests.server.program import END_S, ROOT, command, program
from tests.server.serving import utc_now


def added(data_dir: Path, name: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run(["--data-dir", str(data_dir), "--json", "serve-users", "add", name]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_users_are_added_listed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = added(tmp_path, "one", capsys)
    assert one.keys() == {"user", "password", "ak", "sk", "project_id"}
    added(tmp_path, "two", capsys)

    assert run(["serve-users", "list", "--json", "--data-dir", str(tmp_path)]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [user["user"] for user in listed] == ["one", "two"]
    user_id = UserFile(tmp_path / USERS_FILE).users()[0].user_id  # by which the service's log calls the user
    assert listed[0] == {"user": "one", "ak": one["ak"], "project_id": one["project_id"], "user_id": user_id}
    assert run(["--data-dir", str(tmp_path), "serve-users", "remove", "one"]) == 0
    assert capsys.readouterr().out == "removed: one\n\n"
    assert run(["--data-dir", str(tmp_path), "serve-users", "list"]) == 0
    plain = capsys.readouterr().out
    assert "user: two" in plain
    assert "one" not in plain


def test_a_person_is_told_that_secrets_are_told_once_and_that_there_are_no_users(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", str(tmp_path), "serve-users", "list"]) == 0
    assert "no users yet" in capsys.readouterr().out
    assert run(["--data-dir", str(tmp_path), "--json", "serve-users", "list"]) == 0
    assert capsys.readouterr().out == ""
    assert run(["--data-dir", str(tmp_path), "serve-users", "add", "one"]) == 0
    assert "told this once" in capsys.readouterr().out


def test_the_data_folder_can_come_from_the_environment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERMIT_DESKTOP_DATA_DIR", str(tmp_path / "there"))
    assert run(["serve-users", "add", "one"]) == 0

    assert "password: " in capsys.readouterr().out
    assert (tmp_path / "there" / "service-users.json").is_file()


def test_what_fails_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--data-dir", str(tmp_path), "serve-users", "remove", "nobody"]) == 1
    assert "no user of this name" in capsys.readouterr().err
    everywhere = "0.0.0.0"  # noqa: S104 (which is what must be refused)
    assert run(["--data-dir", str(tmp_path), "serve", "--host", everywhere, "--port", "0"]) == 1
    assert "--tls-cert" in capsys.readouterr().err
    assert run(["serve", "--tls-key", "key.pem"]) == 2


@pytest.mark.parametrize(
    "options", [["--port", "65536"], ["--port", "x"], ["--workers", "0"], ["--places", "-1"], ["--workers", "²"]]
)
def test_numbers_out_of_range_are_a_usage_error(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["serve", *options])

    assert ended.value.code == 2
    assert "wanted" in capsys.readouterr().err


@pytest.mark.parametrize(
    "url", ["ftp://permits.example", "https://user@permits.example", "https://permits.example?a=b"]
)
def test_an_address_that_clients_cannot_know_is_a_usage_error(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["serve", "--public-url", url])

    assert ended.value.code == 2
    assert "--public-url: an address" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_serve_reads_over_tls_says_where_and_ends_on_sigterm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    user = added(tmp_path, "counter-1", capsys)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    certificate = tmp_path / "both.pem"
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(certificate)
    with (
        (tmp_path / "log").open("w", encoding="utf-8") as lines,
        program(tmp_path, "--tls-cert", certificate, log=lines) as service,
    ):
        ready = requests.get(
            service.url + "/readyz", headers={"Connection": "close"}, verify=str(tmp_path / "ca.pem"), timeout=20
        )
        settings = ServiceSection(
            service.url,
            user["project_id"],
            AuthenticationKind.PASSWORD,
            ca_file=tmp_path / "ca.pem",
            proxy=NO_PROXY,
        )
        credentials = PasswordCredentials("any", user["user"], user["password"])
        with closing(ServiceRecogniser(settings, credentials, now=utc_now)) as client:
            still = read_still_file(resource("specimens", "hk-macao-1-front.jpg"))
            result = client.recognise(still, with_portrait=True)
        service.process.send_signal(signal.SIGTERM)
        output, _ = service.process.communicate(timeout=END_S)

    log = (tmp_path / "log").read_text("utf-8")
    assert service.process.returncode == 0
    assert output == ""
    assert service.url.startswith("https://127.0.0.1:")
    assert ready.json() == {"status": "ready"}
    number = result.value(FieldName.NUMBER)
    assert number
    assert number not in log
    events = [json.loads(line) for line in log.splitlines()]
    assert (events[0]["event"], events[-1]["event"]) == ("ready", "stopped")
    routes = [(event["route"], event["status"]) for event in events if event["event"] == "request"]
    assert ("sign_in", 201) in routes
    assert ("recognise", 200) in routes


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_serve_needs_nobody_to_read_its_output_and_ends_all_the_same(tmp_path: Path) -> None:
    with (
        (tmp_path / "log").open("w", encoding="utf-8") as lines,
        subprocess.Popen(["sh", "-c", 'exec "$@" >&-', "sh", *command(tmp_path)], cwd=ROOT, stderr=lines) as process,
    ):
        try:
            eventually(lambda: '"ready"' in (tmp_path / "log").read_text("utf-8"))
            process.send_signal(signal.SIGTERM)
            assert process.wait(END_S) == 0
        finally:
            process.kill()

    assert json.loads((tmp_path / "log").read_text("utf-8").splitlines()[-1])["event"] == "stopped"
