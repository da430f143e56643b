from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from permit_desktop import __version__
from permit_desktop.cli.command_line import parse, run

ROOT = Path(__file__).parents[2]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["--version"])

    assert ended.value.code == 0
    assert capsys.readouterr().out.strip() == __version__


@pytest.mark.parametrize(("verb", "words"), [("read", "Read pictures"), ("read", "JSON"), ("serve", "API")])
def test_a_verb_says_in_a_sentence_what_it_does(verb: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run([verb, "--help"])

    assert words in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["unknown"], ["demo", "--seconds", "-1"], ["demo", "--seconds", "nan"]])
def test_wrong_arguments_are_a_usage_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(arguments)

    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    "verb", [["queue", "list"], ["serve-users", "add", "counter-1"], ["read", "still.jpg", "--portrait"]]
)
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_global_options_hold_wherever_they_stand(verb: list[str], place: int) -> None:
    options = ["--json", "--data-dir", "folder", "--settings=mine.toml"]

    parsed = parse([*verb[:place], *options, *verb[place:]])

    assert (parsed.json, parsed.data_dir, parsed.settings) == (True, Path("folder"), Path("mine.toml"))
    assert vars(parsed) == vars(parse([*options, *verb]))


def test_what_follows_two_dashes_is_a_file_however_it_is_called() -> None:
    parsed = parse(["read", "--", "--json"])

    assert parsed.files == [Path("--json")]
    assert not parsed.json


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_without_a_display_a_sentence_says_so() -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}

    ended = subprocess.run(
        [sys.executable, "-m", "permit_desktop", "demo"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert ended.returncode == 1
    assert "no display" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_library_that_the_window_needs_and_the_system_lacks_is_named_with_the_packages_that_bring_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "permit_desktop.app.run", None)

    assert run(["demo"]) == 1

    told = capsys.readouterr().err
    assert "permit_desktop.app.run" in told
    assert "libgl1, libegl1 and libxcb1" in told
