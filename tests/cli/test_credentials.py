from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from keyring.errors import KeyringLocked, NoKeyringError

from permit_desktop.api.signing import Verdict, verify
from permit_desktop.cli import credentials
from permit_desktop.cli.command_line import parse
from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.system.secrets import PROXY_CREDENTIALS, SERVICE_CREDENTIALS, Backend, Secrets
from tests.api.calling import PROJECT
from tests.api.proxying import proxy
from tests.api.scripted_server import answer, serving
from tests.system.keyrings import FailingKeyring, MemoryKeyring

PROXY_USER = '{"user": "clerk", "password": "p w"}'
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


def find_none() -> Backend:
    raise NoKeyringError


def settings_file(folder: Path, endpoint: str, *, proxy: str = "none") -> str:
    path = folder / "settings.toml"
    path.write_text(f'[service]\nendpoint = "{endpoint}"\nproject_id = "{PROJECT}"\nproxy = "{proxy}"\n')
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
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "hidden")

    assert desk.run("credentials", "set", "--kind", kind, source=Terminal("shown\nshown\n")) == DONE
    assert json.loads(desk.secrets.read(SERVICE_CREDENTIALS) or "") == stored
    assert "hidden" not in desk.out.getvalue() + desk.err.getvalue()


def test_what_is_left_out_at_a_terminal_stores_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def end_of_input(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", end_of_input)

    assert desk.run("credentials", "set", source=Terminal("\n")) == SOME_FAILED
    assert desk.run("credentials", "set", source=Terminal("shown\n")) == SOME_FAILED
    assert desk.secrets.read(SERVICE_CREDENTIALS) is None


def test_a_proxys_user_and_password_are_kept_beside_those_of_the_service(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "hidden")
    desk.run("credentials", "set", source=io.StringIO(ENTERED))

    assert desk.run("credentials", "set", "--proxy", source=io.StringIO(PROXY_USER)) == DONE
    assert json.loads(desk.secrets.read(PROXY_CREDENTIALS) or "") == json.loads(PROXY_USER)
    assert desk.run("credentials", "set", "--proxy", source=Terminal("clerk\n")) == DONE
    assert json.loads(desk.secrets.read(PROXY_CREDENTIALS) or "") == {"user": "clerk", "password": "hidden"}
    assert desk.run("credentials", "set", "--proxy", source=io.StringIO(ENTERED)) == SOME_FAILED
    assert desk.run("credentials", "clear", "--proxy") == DONE
    assert desk.secrets.read(PROXY_CREDENTIALS) is None
    assert json.loads(desk.secrets.read(SERVICE_CREDENTIALS) or "") == json.loads(ENTERED)


def test_the_keyrings_user_and_password_open_the_proxy_of_the_settings(desk: Desk, tmp_path: Path) -> None:
    desk.secrets.write(SERVICE_CREDENTIALS, ENTERED)
    with serving(answer(400, {"error_code": "AIS.0101"})) as server, proxy("clerk:p w") as (port, log):
        file = settings_file(tmp_path, f"http://{server.netloc}", proxy=f"http://127.0.0.1:{port}")
        assert desk.run("--settings", file, "credentials", "test") == SOME_FAILED
        desk.secrets.write(PROXY_CREDENTIALS, PROXY_USER)
        assert desk.run("--settings", file, "credentials", "test") == DONE
    assert [line.rpartition(" ")[2] for line in log] == ["refused", "through"]
    assert "credentials set --proxy" in desk.err.getvalue()


def test_a_password_of_the_proxy_in_the_settings_is_refused_and_sent_to_the_keyring(desk: Desk, tmp_path: Path) -> None:
    desk.secrets.write(SERVICE_CREDENTIALS, ENTERED)
    file = settings_file(tmp_path, "https://x.example", proxy="http://clerk:the-secret@proxy:3128")

    assert desk.run("--settings", file, "credentials", "test") == SOME_FAILED
    assert "credentials set --proxy" in desk.err.getvalue()
    assert "the-secret" not in desk.err.getvalue()


@pytest.mark.parametrize(
    "keyring",
    [find_none, lambda: FailingKeyring(KeyringLocked()), lambda: FailingKeyring(OSError())],
    ids=["none", "locked", "lost"],
)
def test_without_a_usable_keyring_credentials_are_told_and_asked_for_each_time(
    keyring: Callable[[], Backend], tmp_path: Path
) -> None:
    desk = Desk(Secrets(keyring), tmp_path)
    with serving(answer(400, {"error_code": "AIS.0101"})) as server:
        file = settings_file(tmp_path, f"http://{server.netloc}")
        for _ in range(2):
            assert desk.run("--settings", file, "credentials", "test", source=io.StringIO(ENTERED + "\n")) == DONE
    assert verify(server.requests[1].signable(), "the-secret", datetime.now(UTC)) is Verdict.HOLDS
    assert desk.err.getvalue().count("The credentials are asked for") == 2
    assert "the-secret" not in desk.out.getvalue() + desk.err.getvalue()
    assert not any("the-secret" in path.read_text() for path in tmp_path.rglob("*") if path.is_file())


def test_without_a_keyring_they_are_asked_for_at_a_terminal_the_proxys_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(Secrets(find_none), tmp_path)
    secrets = iter(["the-secret", "p w"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(secrets))
    with serving(answer(400, {"error_code": "AIS.0101"})) as server, proxy("clerk:p w") as (port, log):
        file = settings_file(tmp_path, f"http://{server.netloc}", proxy=f"http://127.0.0.1:{port}")
        typed = Terminal("AKTEST\nclerk\n")
        assert desk.run("--settings", file, "credentials", "test", source=typed) == DONE
        typed_no_proxy = Terminal("AKTEST\n\n")
        monkeypatch.setattr("getpass.getpass", lambda _prompt: "the-secret")
        assert desk.run("--settings", file, "credentials", "test", source=typed_no_proxy) == SOME_FAILED
    assert [line.rpartition(" ")[2] for line in log] == ["through", "refused"]
    assert verify(server.requests[0].signable(), "the-secret", datetime.now(UTC)) is Verdict.HOLDS


def test_refused_credentials_are_not_sent_again_by_the_next_program(desk: Desk, tmp_path: Path) -> None:
    desk.secrets.write(SERVICE_CREDENTIALS, ENTERED)
    with serving(answer(401, {"error_code": "APIG.0301", "error_msg": "verify aksk signature fail"})) as server:
        file = settings_file(tmp_path, f"http://{server.netloc}")
        for _ in range(7):
            assert desk.run("--settings", file, "credentials", "test") == SOME_FAILED
        assert len(server.requests) == 1
        assert "refused these credentials a moment ago" in desk.err.getvalue()
        desk.secrets.write(SERVICE_CREDENTIALS, ENTERED.replace("the-secret", "another"))
        assert desk.run("--settings", file, "credentials", "test") == SOME_FAILED
        assert len(server.requests) == 2
    assert not any(b"secret" in path.read_bytes() for path in tmp_path.rglob("refused*"))


def test_without_a_keyring_and_an_answer_the_keyring_is_what_is_missing(tmp_path: Path) -> None:
    desk = Desk(Secrets(find_none), tmp_path)
    file = settings_file(tmp_path, "http://127.0.0.1:9")

    assert desk.run("--json", "--settings", file, "credentials", "test") == SOME_FAILED
    assert json.loads(desk.out.getvalue())["error"]["code"] == "keyring_missing"


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
