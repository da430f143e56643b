from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from permit_desktop.cli import settings
from permit_desktop.cli.command_line import parse
from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.cli.settings_access import settings_for
from permit_desktop.domain.errors import SettingsError
from permit_desktop.system.settings import TABLE
from permit_desktop.system.settings_file import parse_settings
from permit_desktop.system.settings_store import SettingsStore
from tests.cli.desks import Told


def run(folder: Path, *words: str) -> Told:
    arguments = parse(words)
    store = SettingsStore(folder / "settings.toml", folder / "policy.toml")
    out, err = io.StringIO(), io.StringIO()
    return Told(settings.perform(arguments, store, out, err), out.getvalue(), err.getvalue())


def test_every_setting_is_shown_with_who_says_so(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[desk]\nlook = "dark"\n', "utf-8")
    (tmp_path / "policy.toml").write_text("[capture]\nsides = { value = 1, locked = true }\n", "utf-8")
    shown = run(tmp_path, "--json", "settings", "show")

    assert shown.code == DONE
    assert [line["setting"] for line in shown.lines] == list(TABLE)
    told = {line["setting"]: (line["value"], line["origin"]) for line in shown.lines}
    assert told["desk.look"] == ("dark", "user")
    assert told["capture.sides"] == (1, "policy-locked")
    assert told["retention.stills_h"] == (24, "built-in")


def test_what_is_shown_could_stand_in_a_settings_file(tmp_path: Path) -> None:
    shown = run(tmp_path, "settings", "show")
    entries = parse_settings(shown.out.encode(), tmp_path)

    assert entries.problems == ()
    assert len(entries.values) == len(TABLE) - sum(setting.policy_only for setting in TABLE.values())


def test_a_usable_file_passes_and_an_unusable_one_is_told_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[capture]\nsides = 2\n", "utf-8")
    assert run(tmp_path, "settings", "check", str(file)).code == DONE
    file.write_text("[capture]\nsides = 3\nsidse = 1\n", "utf-8")
    refused = run(tmp_path, "settings", "check", str(file))
    as_json = run(tmp_path, "--json", "settings", "check", str(file))

    assert refused.code == as_json.code == SOME_FAILED
    assert refused.err.startswith("mine.toml, line 2, capture.sides: `sides` has to be one of 1, 2.")
    assert [line["problem"]["line"] for line in as_json.lines] == [2, 3]


def test_a_policy_file_is_checked_as_one(tmp_path: Path) -> None:
    entry = "[capture]\nsides = { value = 1, locked = true }\n"
    for name, words in (("policy.toml", []), ("other.toml", ["--policy"]), ("other.toml", [])):
        (tmp_path / name).write_text(entry, "utf-8")
        told = run(tmp_path, "--json", "settings", "check", str(tmp_path / name), *words)
        assert (told.code, told.lines[0]["locked"], told.lines[0]["policy"]) == (DONE, 1, True)


def test_what_a_file_was_checked_as_is_told(tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    file.write_text("[capture]\nsides = 1\n", "utf-8")
    assert "as a user's settings file: 1 settings" in run(tmp_path, "settings", "check", str(file)).out
    assert run(tmp_path, "settings", "check", str(file), "--policy").code == SOME_FAILED
    file.write_text("[capture]\nsides = { value = 1, locked = true }\n", "utf-8")
    assert "as a policy file: 1 settings, 1 of them locked" in run(tmp_path, "settings", "check", str(file)).out


def test_a_slip_in_a_policys_table_is_named_whether_or_not_the_file_is_said_to_be_one(tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    file.write_text("[retention]\nstills_h = { value = 5, locke = true }\n", "utf-8")
    for words in ([], ["--policy"]):
        told = run(tmp_path, "settings", "check", str(file), *words)
        assert told.err.startswith("new.toml, line 2, retention.stills_h.locke: ")
        assert "Did you mean `locked`?" in told.err


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "no such file" in run(tmp_path, "settings", "check", str(tmp_path / "x.toml")).err


def test_a_problem_of_the_files_makes_show_fail(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[capture\n", "utf-8")
    told = run(tmp_path, "settings", "show")

    assert (told.code, told.err.partition(":")[0]) == (SOME_FAILED, "settings.toml, line 1")


def test_a_verb_takes_no_default_where_something_else_was_meant(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[recogniser]\nkind = "servise"\n', "utf-8")
    arguments = parse(["--settings", str(file), "queue", "list"])

    with pytest.raises(SettingsError, match=r"line 2, recogniser\.kind"):
        settings_for(arguments, "recogniser")
    assert json.dumps(settings_for(arguments, "retention").retention.stills_h) == "24"
    file.unlink()
    with pytest.raises(SettingsError, match="not there"):
        settings_for(arguments, "retention")
