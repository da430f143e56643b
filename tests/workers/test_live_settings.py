from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.system.settings import LookName, Origin
from permit_desktop.system.settings_store import SettingsStore
from permit_desktop.workers.live_settings import LiveSettings

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "settings.toml", tmp_path / "policy.toml")


@pytest.fixture
def live(store: SettingsStore) -> Iterator[LiveSettings]:
    live = LiveSettings(store)
    yield live
    live.stop()


def test_a_setting_holds_at_once_and_is_on_the_disk_when_the_window_has_closed(
    live: LiveSettings, store: SettingsStore, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(live.changed) as told:
        live.set("desk.look", LookName.DARK)
    live.set("capture.sides", 1)
    live.stop()

    assert told.args is not None
    assert told.args[0].desk.look is LookName.DARK
    assert live.settings.origin("desk.look") is Origin.USER
    assert tomllib.loads(store.user_file.read_text()) == {"desk": {"look": "dark"}, "capture": {"sides": 1}}


def test_the_same_value_again_is_no_change(live: LiveSettings, store: SettingsStore, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(live.changed):
        live.set("capture.sides", 2)
    live.stop()

    assert not store.user_file.exists()


def test_what_may_not_be_set_is_refused_and_changes_nothing(store: SettingsStore, qtbot: QtBot) -> None:
    store.policy_file.write_text("[capture]\nsides = { value = 1, locked = true }\n")
    live = LiveSettings(store)
    with qtbot.assertNotEmitted(live.changed), pytest.raises(SettingsError) as refused:
        live.set("capture.sides", 2)

    assert refused.value.code is ErrorCode.SETTING_LOCKED
    assert live.settings.capture.sides == 1


def test_a_disk_that_cannot_be_written_is_told_and_the_setting_still_holds(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").touch()
    live = LiveSettings(SettingsStore(tmp_path / "file" / "settings.toml", tmp_path / "policy.toml"))
    with qtbot.waitSignal(live.not_saved) as told:
        live.set("capture.sides", 1)
    live.stop()

    assert told.args is not None
    assert told.args[0].code is ErrorCode.SETTINGS_NOT_SAVED
    assert live.settings.capture.sides == 1


def test_a_broken_file_is_told_until_a_new_one_takes_its_place(store: SettingsStore, qtbot: QtBot) -> None:
    store.user_file.write_text("[desk\n")
    live = LiveSettings(store)
    assert [problem.line for problem in live.problems] == [1]
    with qtbot.waitSignal(live.problems_changed):
        live.set("desk.look", LookName.LIGHT)
    live.stop()

    assert live.problems == ()


def test_without_files_settings_hold_until_the_window_closes() -> None:
    live = LiveSettings(None)
    live.set("capture.sides", 1)
    live.stop()

    assert live.settings.capture.sides == 1
