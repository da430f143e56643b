"""`read` and `queue sync` with a service and without a keyring: credentials come from standard input, each time."""

from __future__ import annotations

import base64
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from keyring.errors import NoKeyringError
from PIL import Image

from permit_desktop.api.signing import Verdict, verify
from permit_desktop.cli.command_line import run
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import PermitResult
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.system.resources import resource
from permit_desktop.system.secrets import Backend
from tests.api.calling import PROJECT
from tests.api.scripted_server import ScriptedServer, answer, serving
from tests.api.test_wire import FRONT
from tests.sync.scripted import ScriptedRecogniser, drawn

ROOT = Path(__file__).parents[2]
CREDENTIALS = '{"ak": "AKTEST", "sk": "the-secret"}'


def find_none() -> Backend:
    raise NoKeyringError


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> io.StringIO:
    """What is written on standard input; there is no keyring, and this machine's reader is a quick one."""
    source = io.StringIO()
    monkeypatch.setattr(sys, "stdin", source)
    monkeypatch.setattr("permit_desktop.system.secrets.find_system_keyring", find_none)
    monkeypatch.setattr("permit_desktop.cli.queue.find_system_keyring", find_none)
    monkeypatch.setattr("permit_desktop.cli.vault.find_system_keyring", find_none)
    monkeypatch.setattr("permit_desktop.recognition.reader.OnDeviceRecogniser", ScriptedRecogniser)
    monkeypatch.setenv("PERMIT_DESKTOP_DATA_DIR", str(tmp_path / "data"))
    return source


def write(source: io.StringIO, *lines: str) -> None:
    source.seek(0)
    source.truncate()
    source.write("".join(f"{line}\n" for line in lines))
    source.seek(0)


def settings(folder: Path, server: ScriptedServer) -> str:
    file = folder / "settings.toml"
    service = f'endpoint = "http://{server.netloc}"\nproject_id = "{PROJECT}"\nproxy = "none"\n'
    file.write_text(f'[recogniser]\nkind = "service"\n[service]\n{service}')
    return str(file)


def assert_kept_nowhere(folder: Path, told: str) -> None:
    assert "the-secret" not in told
    assert not any(b"the-secret" in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_read_asks_for_credentials_and_reads(
    typed: io.StringIO, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(typed, CREDENTIALS)
    with serving(answer(200, {"result": FRONT})) as server:
        file = settings(tmp_path, server)
        still = str(resource("specimens", "taiwan-1-front.jpg"))
        assert run(["--settings", file, "read", "--recogniser", "service", still]) == 0
    told = capsys.readouterr()

    assert json.loads(told.out)["result"]["number"] == FRONT["number"]
    assert "no keyring" in told.err
    assert verify(server.requests[0].signable(), "the-secret", datetime.now(UTC)) is Verdict.HOLDS
    assert_kept_nowhere(tmp_path, told.out + told.err)


@pytest.mark.parametrize("corners", [None, [(20, 20), (120, 20), (120, 83), (20, 83)]], ids=["not found", "found"])
def test_where_a_card_is_in_doubt_this_machines_reader_says_where_it_lies(
    typed: io.StringIO,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    corners: list[tuple[float, float]] | None,
) -> None:
    class Placing:
        def recognise(self, _still: Pixels, *, with_portrait: bool) -> PermitResult:
            assert not with_portrait
            return PermitResult({}, Quad.of(corners) if corners else None)

        def close(self) -> None:
            pass

    monkeypatch.setattr("permit_desktop.recognition.apart.RecogniserApart", Placing)
    write(typed, CREDENTIALS)
    blank = tmp_path / "blank.png"
    Image.new("RGB", (200, 200), "grey").save(blank)
    with serving(answer(200, {"result": FRONT})) as server:
        assert run(["--settings", settings(tmp_path, server), "read", "--recogniser", "service", str(blank)]) == 0
        sent = decode_still(base64.b64decode(json.loads(server.requests[0].body)["image"]))
    found = {finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]}

    assert (sent.shape[:2] == (200, 200)) is (corners is None)
    assert ("whole_picture_sent" in found) is (corners is None)


def test_read_has_the_service_fetch_pictures_and_tells_what_it_refuses(
    typed: io.StringIO, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(typed, CREDENTIALS)
    refused = {"error_code": "ModelArts.4601", "error_msg": "The URL is not allowed."}
    with serving(answer(200, {"result": FRONT}), answer(400, refused, {"X-Request-Id": "r-1"})) as server:
        urls = ["--url", "https://pictures.example/1.jpg", "--url", "https://pictures.example/2.jpg"]
        read = ["--settings", settings(tmp_path, server), "read", "--recogniser", "service", "--portrait"]
        assert run([*read, *urls]) == 1
    first, second = map(json.loads, capsys.readouterr().out.splitlines())

    assert json.loads(server.requests[0].body) == {
        "url": urls[1],
        "return_portrait_image": True,
        "return_portrait_location": True,
    }
    assert (first["url"], first["result"]["number"]) == (urls[1], FRONT["number"])
    assert first["result"]["portrait_location"] == FRONT["portrait_location"]
    assert (second["url"], second["error"]["error_code"]) == (urls[3], "ModelArts.4601")
    assert second["error"]["request_id"] == "r-1"
    assert second["error"]["remedy"] == "Send the picture itself."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_at_a_real_terminal_credentials_are_asked_for_and_secrets_are_not_shown(tmp_path: Path) -> None:
    import pty

    environment = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    asked = ((b"service, ak: ", b"AKTEST\n"), (b"service, sk: ", b"the-secret\n"), (b'"result"', b""))
    shown = b""
    ours, theirs = pty.openpty()
    with serving(answer(200, {"result": FRONT})) as server:
        command = [sys.executable, "-m", "permit_desktop", "--settings", settings(tmp_path, server), "read"]
        still = str(resource("specimens", "taiwan-1-front.jpg"))
        with subprocess.Popen(
            [*command, "--recogniser", "service", still], stdin=theirs, stdout=theirs, stderr=theirs,
            cwd=ROOT, env=environment, start_new_session=True,
        ):  # fmt: skip
            os.close(theirs)
            for question, reply in asked:
                while question not in shown:
                    shown += os.read(ours, 65536)
                os.write(ours, reply)
        os.close(ours)

    assert verify(server.requests[0].signable(), "the-secret", datetime.now(UTC)) is Verdict.HOLDS
    assert b"no keyring" in shown
    assert b"the-secret" not in shown


def test_read_without_an_answer_says_what_is_missing(
    typed: io.StringIO, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(typed)
    with serving(answer(200, {"result": FRONT})) as server:
        assert run(["--settings", settings(tmp_path, server), "read", "--recogniser", "service", "x.jpg"]) == 1
    assert "GNOME Keyring" in capsys.readouterr().err
    assert server.requests == []


def test_sync_asks_for_the_passphrase_and_then_for_credentials(
    typed: io.StringIO, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "1.png"
    picture.write_bytes(drawn(1))
    with serving(answer(200, {"result": FRONT})) as server:
        file = settings(tmp_path, server)
        write(typed, "correct horse battery")
        assert run(["--settings", file, "vault", "init", "--passphrase"]) == 0
        write(typed, "correct horse battery")
        assert run(["--settings", file, "queue", "add", str(picture)]) == 0
        write(typed, "correct horse battery", CREDENTIALS)
        assert run(["--settings", file, "queue", "sync", "--once"]) == 0
    told = capsys.readouterr()

    assert "job 1: answered" in told.out
    assert [verify(got.signable(), "the-secret", datetime.now(UTC)) for got in server.requests] == [Verdict.HOLDS]
    assert_kept_nowhere(tmp_path / "data", told.out + told.err)
