from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
from pathlib import Path

import cv2
import pytest

import contents
from permit_desktop.cli import self_test
from permit_desktop.cli.command_line import parse
from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.system.resources import resource
from permit_desktop.ui.rehearsal import Rehearsal

ROOT = Path(__file__).parents[2]
PARTS = ["program", "window", "reader", "cameras", "vault", "TLS", "keyring", "service"]


def run_check(name: str) -> tuple[int, str]:
    output = io.StringIO()
    code = self_test.check_all([check for check in self_test.CHECKS if check[0] == name], output)
    return code, output.getvalue()


def test_a_whole_installation_says_so_for_each_part_without_display_home_and_keyring(tmp_path: Path) -> None:
    """Takes some seconds: it is the whole program once."""
    wanted = {"PATH", "SYSTEMROOT", "TEMP", "TMP"}
    environment = {name: value for name, value in os.environ.items() if name.upper() in wanted}
    ended = subprocess.run(
        [sys.executable, "-m", "permit_desktop", "--self-test"],
        cwd=ROOT, env={**environment, "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PYTHONIOENCODING": "cp1252"},
        capture_output=True, encoding="utf-8", check=False, timeout=100,
    )  # fmt: skip

    assert (ended.returncode, ended.stderr) == (DONE, "")
    assert [line.split()[:2] for line in ended.stdout.splitlines()] == [["ok", part] for part in PARTS]
    assert {path.name for path in tmp_path.iterdir()} <= {".cache"}


def test_a_broken_part_is_told_and_the_others_are_checked_all_the_same() -> None:
    def broken() -> str:
        raise FileNotFoundError("a file\nis missing")

    output = io.StringIO()
    code = self_test.check_all([("first", broken), ("second", lambda: "fine")], output)

    assert code == SOME_FAILED
    first, second = output.getvalue().splitlines()
    assert first.startswith("FAILED first      FileNotFoundError: a file is missing (")
    assert second.startswith("ok     second     fine (")


def test_without_a_console_only_the_exit_code_speaks() -> None:
    assert self_test.check_all([("part", lambda: "fine")], None) == DONE
    assert self_test.check_all([("part", lambda: str(1 / 0))], None) == SOME_FAILED


def test_a_specimen_that_is_misread_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = json.loads(resource("specimens", "specimens.json").read_text("utf-8"))["specimens"][0]
    shutil.copy(resource("specimens", entry["file"]), tmp_path)
    entry["fields"]["number"] = "C00000000"
    (tmp_path / "specimens.json").write_text(json.dumps({"specimens": [entry]}), "utf-8")
    monkeypatch.setattr(self_test, "resource", lambda *_parts: tmp_path)

    code, told = run_check("reader")

    assert code == SOME_FAILED
    assert f"1 fields of the specimens were misread: {entry['file']} number" in told


def test_a_missing_keyring_library_is_a_fault_and_a_missing_keyring_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    code, told = run_check("keyring")
    assert (code, told.startswith("ok")) == (DONE, True)

    monkeypatch.setattr("permit_desktop.system.secrets._LIBRARIES", {sys.platform: "no_such_library"})
    code, told = run_check("keyring")
    assert (code, told.startswith("FAILED")) == (SOME_FAILED, True)


def test_the_option_stands_where_a_verb_would() -> None:
    options = parse(["--self-test"])
    assert options.run.__name__ == "_check_installation"


def test_every_kind_of_resource_that_ships_is_looked_for() -> None:
    shipped = {file.relative_to(ROOT / "resources").parts[0] for file in contents.resources()}
    assert set(self_test.RESOURCES) == shipped


def test_an_opencv_that_cannot_open_cameras_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    code, told = run_check("cameras")
    assert (code, "this computer has" in told) == (DONE, True)

    monkeypatch.setattr(cv2.videoio_registry, "getCameraBackends", tuple)
    code, told = run_check("cameras")
    assert code == SOME_FAILED
    assert "OpenCV was built without" in told


def test_tls_that_takes_a_stranger_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def gullible(*, ca_file: Path | None) -> ssl.SSLContext:
        assert ca_file is None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context

    code, told = run_check("TLS")
    assert (code, "a stranger is refused" in told) == (DONE, True)

    monkeypatch.setattr("permit_desktop.api.rehearsal.trust", gullible)
    code, told = run_check("TLS")
    assert code == SOME_FAILED
    assert "a certificate that nobody vouches for was taken" in told


def test_a_packaged_program_names_the_files_that_are_missing_or_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resources = tmp_path / "permit_desktop/resources"
    resources.mkdir(parents=True)
    digest = hashlib.sha256(b"one").hexdigest()
    (resources / "files.txt").write_text(f"{digest}  libone.so\n-  PySide6/libtwo.so\n", "utf-8")
    (tmp_path / "libone.so").write_bytes(b"one")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(self_test, "resource", resources.joinpath)

    code, told = run_check("program")
    assert code == SOME_FAILED
    assert "1 of its 2 files are missing: PySide6/libtwo.so" in told

    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6/libtwo.so").touch()
    code, told = run_check("program")
    assert code == DONE
    assert "packaged" in told
    assert "all of its 2 files are there as they were built" in told

    (tmp_path / "libone.so").write_bytes(b"")
    code, told = run_check("program")
    assert code == SOME_FAILED
    assert "1 of its 2 files are damaged or exchanged: libone.so" in told


def test_a_translation_that_cannot_be_loaded_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Rehearsal(900, 600, 50, 5, chinese=True, icon=True, languages=("English", "繁體中文"), screen_fault="")
    monkeypatch.setattr("permit_desktop.ui.rehearsal.rehearse", lambda: seen)

    code, told = run_check("window")

    assert code == SOME_FAILED
    assert "translations are missing: it speaks English, 繁體中文 alone" in told


def test_missing_icons_are_a_fault_and_do_not_take_the_program_down() -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from permit_desktop.ui import icons; from permit_desktop.cli import self_test;"
        "icons.resource = lambda *parts: Path('/nowhere', *parts);"
        "sys.exit(self_test.check_all([each for each in self_test.CHECKS if each[0] == 'window'], sys.stdout))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, timeout=100
    )
    assert ended.returncode == SOME_FAILED
    assert ended.stdout.startswith("FAILED window ")


def test_a_screen_that_no_window_can_open_on_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    from permit_desktop.ui import rehearsal

    assert rehearsal.screen_fault() == ""
    monkeypatch.setattr(rehearsal, "_SCREENS", {sys.platform: "nowhere"})
    assert "not found" in rehearsal.screen_fault()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_whoever_ends_it_early_finds_nothing_left_behind(tmp_path: Path) -> None:
    code = (
        "import sys, signal; from tempfile import TemporaryDirectory;"
        "from permit_desktop.cli import self_test;"
        "folder = TemporaryDirectory();"
        "self_test.CHECKS = [('part', lambda: signal.raise_signal(signal.SIGTERM))];"
        "from permit_desktop.__main__ import main;"
        "sys.argv[1:] = ['--self-test'];"
        "main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(tmp_path)}, check=False, timeout=100
    )
    assert ended.returncode == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("arguments", [["--self-test"], ["settings", "show"]], ids=["--self-test", "settings"])
def test_an_output_without_room_is_told_in_a_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "permit_desktop", *arguments],
            stdout=full, stderr=subprocess.PIPE, cwd=ROOT, encoding="utf-8", check=False, timeout=100,
        )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr == "permit-desktop: there is no room for what was to be written\n"
