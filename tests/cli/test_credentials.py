from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from permit_desktop.api.signing import Verdict, verify
from permit_desktop.cli import credentials
from permit_desktop.cli.command_line import parse
from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.system.secrets import SERVICE_CREDENTIALS, Secrets
from tests.api.calling import PROJECT
from tests.api.scripted_server import answer, serving
from tests.system.keyrings import FailingKeyring, MemoryKeyring

ENTERED = '{"ak": "AKTEST", "sk": "the-secret"}'


class Terminal(io.StringIO):
    """Standard input at a terminal."""

    def isatty(self) -> bool:
        return True


class Desk:
    """Runs the verb with a keyring in memory; keeps what was printed."""

    def __init__(self, secrets: Secrets, folder: Path) -> None:
        self.secrets = secrets
        self.folder = folder
        self.out, self.err = io.StringIO(), io.StringIO()

    def run(self, *words: str, source: io.StringIO | None = None) -> int:
        arguments = parse(["--data-dir", str(self.folder), *words])
        assert arguments.run is credentials.run
        return credentials.perform(arguments, self.secrets, source or io.StringIO(), self.out, self.err)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Secrets(MemoryKeyring), tmp_path)


def settings_file(folder: Path, endpoint: str) -> str:
    path = folder / "settings.toml"
    path.write_text(f'[service]\nendpoint = "{endpoint}"\nproject_id = "{PROJECT}"\nproxy = "none"\n')
    return str(path)


def test_credentials_are_stored_from_standard_input_and_cleared(desk: Desk) -> None:
    assert desk.run("credentials", "set", source=io.StringIO(ENTERED)) == DONE
    assert json.loads(desk.secrets.read(SERVICE_CREDENTIALS) or "") == json.loads(ENTERED)
    assert desk.run("credentials", "clear") == DONE
    assert desk.secrets.read(SERVICE_CREDENTIALS) is None
    assert desk.run("credentials", "clear") == DONE

    assert "the-secret" not in desk.out.getvalue() + desk.err.getvalue()


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        ("ak-sk", {"ak": "shown", "sk": "hidden"}),
        ("iam", {"account": "shown", "user": "shown", "password": "hidden"}),
        ("token", {"token": "hidden"}),
    ],
)
def test_at_a_terminal_each_part_is_asked_for_and_secrets_are_not_echoed(
    kind: str, stored: dict[str, str], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda _prompt: "shown")
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "hidden")

    assert desk.run("credentials", "set", "--kind", kind, source=Terminal()) == DONE
    assert json.loads(desk.secrets.read(SERVICE_CREDENTIALS) or "") == stored


def test_no_option_takes_a_secret(desk: Desk) -> None:
    with pytest.raises(SystemExit):
        desk.run("credentials", "set", "the-secret")


@pytest.mark.parametrize("entered", ["", "the-secret", '{"sk": "the-secret"}', '{"ak": 1, "sk": "the-secret"}'])
def test_incomplete_credentials_change_nothing_and_are_not_repeated(entered: str, desk: Desk) -> None:
    desk.secrets.write(SERVICE_CREDENTIALS, "before")

    assert desk.run("--json", "credentials", "set", source=io.StringIO(entered)) == SOME_FAILED
    assert json.loads(desk.out.getvalue())["error"]["code"] == "setting_invalid"
    assert desk.secrets.read(SERVICE_CREDENTIALS) == "before"
    assert "the-secret" not in desk.out.getvalue() + desk.err.getvalue()


def test_a_keyring_that_fails_is_told(tmp_path: Path) -> None:
    desk = Desk(Secrets(lambda: FailingKeyring(OSError("the-secret"))), tmp_path)

    assert desk.run("credentials", "set", source=io.StringIO(ENTERED)) == SOME_FAILED
    assert "keyring" in desk.err.getvalue()
    assert "the-secret" not in desk.err.getvalue()


def test_stored_credentials_are_tried_at_the_service(desk: Desk, tmp_path: Path) -> None:
    desk.secrets.write(SERVICE_CREDENTIALS, ENTERED)
    with serving(answer(400, {"error_code": "AIS.0101"}), answer(401, {"error_code": "APIG.0301"})) as server:
        file = settings_file(tmp_path, f"http://{server.netloc}")
        assert desk.run("--settings", file, "credentials", "test") == DONE
        assert desk.run("--json", "--settings", file, "credentials", "test") == SOME_FAILED

    from datetime import UTC, datetime

    assert verify(server.requests[0].signable(), "the-secret", datetime.now(UTC)) is Verdict.HOLDS
    assert json.loads(desk.out.getvalue().splitlines()[-1])["error"]["code"] == "service_sign_in_failed"


@pytest.mark.parametrize(
    "content",
    [
        None,
        "service = 5",
        "not toml",
        "[service]",
        '[service]\nendpoint = "x"',
        '[service]\nendpoint = "x y"\nproject_id = "p"',
        '[service]\nendpoint = 5\nproject_id = "p"',
        '[service]\nendpoint = "x"\nproject_id = "p"\nauthentication = "magic"',
        '[service]\nendpoint = "x"\nproject_id = "p"\npassword = "the-secret"',
    ],
)
def test_a_settings_file_that_names_no_service_is_told(content: str | None, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    if content is not None:
        file.write_text(content)

    assert desk.run("--json", "--settings", str(file), "credentials", "test") == SOME_FAILED
    assert json.loads(desk.out.getvalue())["error"]["code"] == "setting_invalid"
    assert "the-secret" not in desk.out.getvalue()


def test_without_credentials_or_settings_the_test_says_which_is_missing(desk: Desk, tmp_path: Path) -> None:
    desk.run("credentials", "test")
    desk.run("--settings", settings_file(tmp_path, "https://x.example"), "credentials", "test")

    assert "No service is set." in desk.err.getvalue()
    assert "holds no credentials" in desk.err.getvalue()
