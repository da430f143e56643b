from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import pytest

from permit_desktop.domain.errors import SettingsError
from permit_desktop.server.passwords import Passwords
from permit_desktop.server.users import UserFile
from tests.server.serving import QUICK

PASSWORDS = Passwords()


@pytest.fixture
def users(tmp_path: Path) -> UserFile:
    return UserFile(tmp_path / "data" / "users.json")


def test_a_user_is_kept_with_keys_and_without_the_password(users: UserFile, tmp_path: Path) -> None:
    new = users.add("counter-1", PASSWORDS)

    assert UserFile(tmp_path / "data" / "users.json").users() == (new.user,)
    kept = (tmp_path / "data" / "users.json").read_text("utf-8")
    assert new.password not in kept
    assert new.user.password_hash.startswith("$argon2id$")
    assert PASSWORDS.holds(new.password, new.user.password_hash)
    assert not PASSWORDS.holds(new.password + "x", new.user.password_hash)
    assert re.fullmatch("[A-Z0-9]{20}", new.user.ak)
    assert re.fullmatch("[A-Za-z0-9]{40}", new.user.sk)
    assert re.fullmatch("[0-9a-f]{32}", new.user.project_id)
    assert new.user.sk not in repr(new)
    assert new.password not in repr(new)


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_only_its_owner_may_read_the_file(users: UserFile, tmp_path: Path) -> None:
    users.add("one", QUICK)
    folder, file = tmp_path / "data", tmp_path / "data" / "users.json"

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["users.json"]
    file.chmod(0o640)
    with pytest.raises(SettingsError, match="open to other accounts"):
        users.users()


def test_a_change_by_another_command_is_seen_at_once(users: UserFile, tmp_path: Path) -> None:
    other = UserFile(tmp_path / "data" / "users.json")
    first = other.add("one", PASSWORDS).user
    assert users.users() == (first,)
    second = other.add("two", PASSWORDS).user
    assert users.users() == (first, second)
    other.remove("one")
    assert users.users() == (second,)


def test_users_of_a_name_that_is_taken_unknown_or_none_are_refused(users: UserFile) -> None:
    users.add("one", QUICK)
    with pytest.raises(SettingsError, match="is a user of this name"):
        users.add("one", QUICK)
    with pytest.raises(SettingsError, match="no user of this name"):
        users.remove("two")
    for name in ("", "a b", "-a", "a\n", "ä", "a" * 65, "../a"):
        with pytest.raises(SettingsError, match="cannot be a user's name"):
            users.add(name, PASSWORDS)
    assert len(users.users()) == 1


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"users": [{}]}', '{"users": 7}', "\xff"])
def test_a_damaged_file_is_said_to_be_one(users: UserFile, tmp_path: Path, text: str) -> None:
    users.add("one", QUICK)
    (tmp_path / "data" / "users.json").write_text(text, "latin-1")

    with pytest.raises(SettingsError, match="users cannot be read"):
        users.users()


def test_a_value_of_another_type_is_damage(users: UserFile, tmp_path: Path) -> None:
    users.add("one", QUICK)
    file = tmp_path / "data" / "users.json"
    kept = json.loads(file.read_text("utf-8"))
    kept["users"][0]["sk"] = 7
    file.write_text(json.dumps(kept), "utf-8")

    with pytest.raises(SettingsError, match="damaged"):
        users.users()


def test_two_commands_do_not_change_the_file_at_once(users: UserFile, tmp_path: Path) -> None:
    users.add("one", QUICK)
    lock = tmp_path / "data" / ".users.json.lock"
    lock.touch()
    with pytest.raises(SettingsError, match="another command"):
        users.add("two", PASSWORDS)
    lock.unlink()
    users.add("two", PASSWORDS)


def test_a_write_that_fails_leaves_the_file_as_it_was(
    users: UserFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users.add("one", QUICK)
    before = (tmp_path / "data" / "users.json").read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match="cannot be written"):
        users.add("two", PASSWORDS)
    assert (tmp_path / "data" / "users.json").read_bytes() == before
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["users.json"]
