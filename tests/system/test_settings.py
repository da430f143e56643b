"""The settings: what holds of two files, what is reported, and what a written file keeps."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.bands import Thresholds
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.domain.permit import FieldName
from permit_desktop.system.paths import DATA_DIR_VARIABLE, policy_file, settings_file
from permit_desktop.system.setting_kinds import FieldThresholds, Kind, UnfitError
from permit_desktop.system.settings import TABLE, LookName, Origin, RecogniserKind, Settings
from permit_desktop.system.settings_file import MAX_BYTES, Entries, lines_of, parse_settings
from permit_desktop.system.settings_store import ASIDE, SettingsStore, resolve
from tests.system.setting_values import VALUES

NO_FILE = Path("settings.toml")


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "user" / "settings.toml", tmp_path / "policy.toml")


def parsed(text: str, *, policy: bool = False) -> Entries:
    return parse_settings(text.encode(), NO_FILE, policy=policy)


def test_without_files_everything_is_built_in(store: SettingsStore) -> None:
    loaded = store.load()

    assert loaded.problems == ()
    assert loaded.settings == Settings()
    assert {loaded.settings.origin(key) for key in TABLE} == {Origin.BUILT_IN}
    assert not store.user_file.exists()


def test_every_setting_has_a_default_of_its_own_kind_and_says_what_it_is_for() -> None:
    assert len(TABLE) > 25
    for setting in TABLE.values():
        assert setting.kind.parse(setting.kind.entry(setting.default)) == setting.default
        assert setting.about
        assert setting.kind.expected


@given(st.sampled_from(sorted(TABLE)).flatmap(lambda key: st.tuples(st.just(key), VALUES[key])))
def test_what_is_written_is_read_back(drawn: tuple[str, Any]) -> None:
    key, value = drawn
    section, _, name = key.partition(".")
    text = tomlkit.dumps({section: {name: TABLE[key].kind.entry(value)}})
    told = parsed(text) if not TABLE[key].policy_only else parsed(tomlkit.dumps(policy(key, value)), policy=True)

    assert told.problems == ()
    assert resolve(told, Entries()).value(key) == value


def policy(key: str, value: Any, *, locked: bool = False) -> dict[str, Any]:
    section, _, name = key.partition(".")
    return {section: {name: {"value": TABLE[key].kind.entry(value), "locked": locked}}}


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode), st.booleans())
def test_whatever_the_bytes_are_they_are_read_or_reported(content: bytes, is_policy: bool) -> None:  # noqa: FBT001
    told = parse_settings(content, NO_FILE, policy=is_policy)

    assert told.readable or told.problems
    resolve(told, Entries())
    resolve(Entries(), told)


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates() | st.binary(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9) | st.sampled_from(FieldName), inner)
    ),
    max_leaves=5,
)


@given(st.sampled_from([setting.kind for setting in TABLE.values()]), ANYTHING)
def test_a_kind_takes_a_value_or_says_that_it_does_not(kind: Kind[Any], entry: Any) -> None:
    try:
        value = kind.parse(entry)
    except UnfitError:
        return
    assert kind.parse(kind.entry(value)) == value


def test_the_users_file_outweighs_defaults_and_the_policys_locks_outweigh_it(store: SettingsStore) -> None:
    store.user_file.parent.mkdir()
    store.user_file.write_text('[desk]\nlook = "dark"\nsounds = false\nautolock_min = 3\n')
    store.policy_file.write_text(
        "[desk]\nlook = { value = 'light' }\nautolock_min = { value = 5, locked = true }\n"
        "[retention.stills_h]\nvalue = 1\nlocked = false\n"
    )
    settings = store.load().settings

    told = {key: (settings.value(key), settings.origin(key).value) for key in sorted(settings.origins)}
    assert told == {
        "desk.autolock_min": (5, "policy-locked"),
        "desk.look": (LookName.DARK, "user"),
        "desk.sounds": (False, "user"),
        "retention.stills_h": (1, "policy"),
    }
    assert settings.is_locked("desk.autolock_min")
    assert not settings.is_locked("retention.stills_h")


def test_a_policys_table_in_a_users_file_is_called_that() -> None:
    told = parsed("[retention]\nstills_h = { value = 5, locked = true }\n")
    (problem,) = told.problems
    assert "policy file" in problem.message
    assert "`stills_h =`" in problem.remedy


def test_a_policys_setting_with_a_slip_in_it_is_locked_until_it_is_put_right() -> None:
    told = parsed("[retention]\nstills_h = { value = 5, locke = false }\n", policy=True)
    assert told.locked == {"retention.stills_h"}
    assert "retention.stills_h" not in told.values


def test_what_cannot_be_used_is_reported_with_its_line_and_the_rest_holds() -> None:
    told = parsed(
        '# mine\n[desk]\nlook = "pink"\nsuonds = true\nlanguage = "zh_CN"\n\n[serivce]\nendpoint = "x"\n'
        '[service]\nproxy = "http://me:the-secret@proxy:3128"\npassword = "the-secret"\nallow_plain_http = true\n'
    )

    assert [(problem.line, problem.key) for problem in told.problems] == [
        (3, "desk.look"),
        (4, "desk.suonds"),
        (7, "serivce"),
        (10, "service.proxy"),
        (11, "service.password"),
        (12, "service.allow_plain_http"),
    ]
    assert "system, light, dark, high-contrast" in told.problems[0].message
    assert [problem.remedy for problem in told.problems[1:3]] == ["Did you mean `sounds`?", "Did you mean `service`?"]
    assert "keyring" in told.problems[4].remedy
    assert "administrator" in told.problems[5].message
    assert "the-secret" not in repr(told)
    assert resolve(told, Entries()).desk.language == "zh_CN"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[desk]\nlook = dark\n", 2),
        ('[desk]\nlook = "dark"\nlook = "light"\n', 3),
        ("[desk]\n[desk]\n", 2),
        ('[desk]\nperson = """\nnot ended', 3),
        ("[desk]\nlook = ", 2),
    ],
)
def test_a_file_that_is_no_toml_is_reported_with_the_line(text: str, line: int) -> None:
    told = parsed(text)

    assert not told.readable
    assert [problem.line for problem in told.problems] == [line]


def test_a_file_in_another_encoding_or_of_another_size_is_reported() -> None:
    for content in ('[desk]\nperson = "张三"'.encode("gb18030"), b"\xff\xfe[\x00", b"#" * (MAX_BYTES + 1)):
        assert not parse_settings(content, NO_FILE).readable
    marked = parse_settings(b'\xef\xbb\xbf[desk]\r\nlook = "dark"\r\n', NO_FILE)
    assert (marked.values, marked.problems) == ({"desk.look": LookName.DARK}, ())


def test_a_line_inside_a_text_of_several_lines_is_not_taken_for_a_setting() -> None:
    text = (
        'x = """\n[desk]\nlook = 1\n"""\n[desk]\n\nlook = 2\ncamera.a = 1\n["service"]\n  "proxy"=3\n[capture.sides]\n'
    )
    assert lines_of(text) == {
        "x": 1, "desk": 5, "desk.look": 7, "desk.camera": 8, "service": 9, "service.proxy": 10,
        "capture": 11, "capture.sides": 11,
    }  # fmt: skip


def test_a_policy_entry_that_cannot_be_used_locks_the_setting_at_its_default() -> None:
    told = parsed(
        '[recogniser]\nkind = { value = "magic", locked = true }\n[desk]\nlook = "dark"\n'
        "sounds = { value = false, locked = 1 }\n[retention]\nstills_h = { value = 2, lokced = true }\n",
        policy=True,
    )
    user = parsed('[recogniser]\nkind = "service"\n[desk]\nlook = "light"\n[retention]\nstills_h = 99\n')
    settings = resolve(user, told)

    assert [problem.line for problem in told.problems] == [2, 4, 5, 7]
    assert (settings.recogniser.kind, settings.desk.look) == (RecogniserKind.ON_DEVICE, LookName.SYSTEM)
    assert (settings.desk.sounds, settings.retention.stills_h) == (False, 24)
    assert all(settings.is_locked(key) for key in ("recogniser.kind", "desk.look", "desk.sounds"))


def test_a_policy_that_cannot_be_read_holds_what_guards_personal_data_at_its_default(store: SettingsStore) -> None:
    store.user_file.parent.mkdir()
    store.user_file.write_text('[recogniser]\nkind = "service"\n[desk]\nlook = "dark"\n')
    store.policy_file.write_text("[recogniser\n")
    loaded = store.load()

    assert [problem.file for problem in loaded.problems] == [store.policy_file]
    assert loaded.settings.recogniser.kind is RecogniserKind.ON_DEVICE
    assert loaded.settings.is_locked("service.endpoint")
    assert loaded.settings.desk.look is LookName.DARK


def test_a_changed_setting_keeps_what_people_wrote_around_it(store: SettingsStore) -> None:
    before = '# of the front desk\n[desk]\nlook = "light" # too bright?\nunknown = 1\n\n[other]\nx = [1,\n 2]\n'
    store.user_file.parent.mkdir()
    store.user_file.write_text(before)
    loaded = store.set("desk.look", LookName.DARK)

    assert loaded.settings.desk.look is LookName.DARK
    assert store.user_file.read_text() == before.replace('"light"', '"dark"')
    store.set("desk.thresholds", FieldThresholds(own=((FieldName.HK_REMARK, Thresholds(0.9, 0.5)),)))
    assert store.load().settings.desk.thresholds.of(FieldName.HK_REMARK).medium == 0.5
    assert store.clear("desk.look").settings.origin("desk.look") is Origin.BUILT_IN
    assert "# of the front desk" in store.user_file.read_text()


def test_the_first_change_makes_the_folder_and_the_file(store: SettingsStore) -> None:
    store.set("capture.sides", 1)

    assert tomllib.loads(store.user_file.read_text()) == {"capture": {"sides": 1}}
    assert [file.name for file in store.user_file.parent.iterdir()] == ["settings.toml"]


def test_a_file_that_cannot_be_read_is_set_aside_before_a_new_one_is_written(store: SettingsStore) -> None:
    store.user_file.parent.mkdir()
    store.user_file.write_text("[desk\nperson = ")
    loaded = store.set("desk.sounds", False)  # noqa: FBT003 (the value itself)

    assert loaded.problems == ()
    assert loaded.settings.desk.sounds is False
    assert store.user_file.with_name(store.user_file.name + ASIDE).read_text() == "[desk\nperson = "


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("capture.sides", 3, ErrorCode.SETTING_INVALID),
        ("desk.look", "dark", ErrorCode.SETTING_INVALID),
        ("service.proxy", "http://me:the-secret@proxy", ErrorCode.SETTING_INVALID),
        ("retention.stills_h", 4, ErrorCode.SETTING_LOCKED),
        ("service.allow_plain_http", True, ErrorCode.SETTING_LOCKED),
    ],
)
def test_what_may_not_be_set_changes_nothing(store: SettingsStore, key: str, value: Any, code: ErrorCode) -> None:
    store.policy_file.write_text("[retention]\nstills_h = { value = 1, locked = true }\n")
    with pytest.raises(SettingsError) as refused:
        store.set(key, value)

    assert refused.value.code is code
    assert "the-secret" not in refused.value.message
    assert not store.user_file.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = SettingsStore(tmp_path / "file" / "settings.toml", tmp_path / "policy.toml")
    with pytest.raises(SettingsError) as failed:
        store.set("capture.sides", 1)

    assert failed.value.code is ErrorCode.SETTINGS_NOT_SAVED


def test_a_settings_path_that_is_no_file_is_a_problem_not_a_crash(store: SettingsStore) -> None:
    store.user_file.mkdir(parents=True)
    (problem,) = store.load().problems

    assert (problem.file, problem.line) == (store.user_file, None)


def test_a_chosen_data_folder_brings_its_own_settings(tmp_path: Path) -> None:
    chosen = tmp_path / "mine.toml"

    assert settings_file(chosen, tmp_path, {}) == chosen
    assert settings_file(None, tmp_path, {}) == tmp_path / "settings.toml"
    assert settings_file(None, None, {DATA_DIR_VARIABLE: str(tmp_path)}) == tmp_path / "settings.toml"
    assert settings_file(None, None, {}).name == "settings.toml"


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_no_variable_moves_the_policy_file(system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def known_folder(name: str) -> str:
        assert name == "CSIDL_COMMON_APPDATA"
        return str(tmp_path)

    # Windows itself says where its folder is; elsewhere its stand-in does.
    monkeypatch.setattr("platformdirs.windows.get_win_folder_via_ctypes", known_folder)
    monkeypatch.setattr(sys, "platform", system)
    before = policy_file()
    assert before.is_absolute()

    variables = ("WIN_PD_OVERRIDE_COMMON_APPDATA", "PROGRAMDATA", "ALLUSERSPROFILE", "XDG_CONFIG_DIRS", "HOME")
    for variable in (*variables, "XDG_CONFIG_HOME", DATA_DIR_VARIABLE):
        monkeypatch.setenv(variable, str(tmp_path / "mine"))
    assert policy_file() == before
