from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.api.refused_access import FILE_NAME, RefusedAccess

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def at(folder: Path, *, minutes: float = 0) -> RefusedAccess:
    """What a program that starts at a time remembers."""
    return RefusedAccess(folder, lambda: NOON + timedelta(minutes=minutes))


def test_a_refused_access_is_remembered_by_every_program_for_five_minutes_and_no_other_is(tmp_path: Path) -> None:
    at(tmp_path).note(b"key and secret")

    assert at(tmp_path, minutes=4.9).find(b"key and secret")
    assert not at(tmp_path, minutes=4.9).find(b"key and another")
    assert not at(tmp_path, minutes=5).find(b"key and secret")
    assert not at(tmp_path, minutes=-1).find(b"key and secret"), "the clock was set back"


def test_several_refused_accesses_are_remembered_and_the_oldest_make_room(tmp_path: Path) -> None:
    names = [f"key {number}".encode() for number in range(10)]
    for name in names:
        at(tmp_path).note(name)

    assert [at(tmp_path).find(name) is not None for name in names] == [False] * 2 + [True] * 8


def test_of_a_locked_key_that_is_remembered_too(tmp_path: Path) -> None:
    at(tmp_path).note(b"locked", locked=True)
    at(tmp_path).note(b"refused")

    found = [at(tmp_path).find(access) for access in (b"locked", b"refused")]
    assert [refused is not None and refused.locked for refused in found] == [True, False]


def test_it_is_forgotten_when_a_person_says_so(tmp_path: Path) -> None:
    at(tmp_path).note(b"key and secret")
    at(tmp_path).forget()

    assert not at(tmp_path).find(b"key and secret")
    at(tmp_path).forget()


def test_the_file_gives_nothing_away(tmp_path: Path) -> None:
    at(tmp_path).note(b"key and secret")
    first = (tmp_path / FILE_NAME).read_bytes()
    at(tmp_path).note(b"key and secret")

    assert b"secret" not in first
    assert first != (tmp_path / FILE_NAME).read_bytes(), "two files of one access cannot be compared"


def test_a_folder_that_cannot_be_written_only_makes_it_forget(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    at(blocked / "folder").note(b"key and secret")

    assert not at(blocked / "folder").find(b"key and secret")


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@given(
    st.binary(max_size=80)
    | st.sampled_from(
        (
            b"[]",
            b'{"refused": 1}',
            b'{"refused": [{"until": 1}]}',
            b'{"refused": [{"until": "2026-01-01T12:01:00", "salt": "", "digest": "", "locked": true}]}',
            b"[" * 4000,
        )
    )
)
def test_a_damaged_file_shuts_nobody_out(damaged: Path, content: bytes) -> None:
    (damaged / FILE_NAME).write_bytes(content)

    assert not at(damaged).find(b"key and secret")
