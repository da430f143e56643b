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

    assert at(tmp_path, minutes=4.9).holds(b"key and secret")
    assert not at(tmp_path, minutes=4.9).holds(b"key and another")
    assert not at(tmp_path, minutes=5).holds(b"key and secret")
    assert not at(tmp_path, minutes=-1).holds(b"key and secret"), "the clock was set back"


def test_it_is_forgotten_when_a_person_says_so(tmp_path: Path) -> None:
    at(tmp_path).note(b"key and secret")
    at(tmp_path).forget()

    assert not at(tmp_path).holds(b"key and secret")
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

    assert not at(blocked / "folder").holds(b"key and secret")


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@given(
    st.binary(max_size=80)
    | st.sampled_from(
        (b"[]", b'{"until": 1}', b'{"until": "2026-01-01T12:01:00", "salt": "", "digest": ""}', b"[" * 4000)
    )
)
def test_a_damaged_file_shuts_nobody_out(damaged: Path, content: bytes) -> None:
    (damaged / FILE_NAME).write_bytes(content)

    assert not at(damaged).holds(b"key and secret")
