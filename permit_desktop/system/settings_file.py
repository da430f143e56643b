"""Reads a settings file or an administrator's policy file: what holds, and what is wrong with the rest, line by line.

Nothing in a file stops the program: an entry that cannot be used is reported with its line and a remedy, and those
beside it hold. What was entered is never repeated in a report, because it may be a secret in the wrong place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.system.settings import SECTIONS, TABLE, Setting

MAX_BYTES: Final = 64 * 1024
"""A settings file takes some kilobytes."""

_LONGEST_NAME: Final = 60
_LONGEST_STATEMENT: Final = 50
"""Lines; what is longer is not looked into for its line number."""

_SECRET_NAMES: Final = frozenset({"ak", "sk", "password", "token", "secret", "user", "account", "credentials"})
_POLICY_KEYS: Final = frozenset({"value", "locked"})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that cannot be used.

    Attributes:
        file: where it stands.
        line: counted from 1; None when it is the whole file, or not known.
        key: the setting, `section.name`; empty when it is none.
        error: what is wrong, and what a person can do; never holds what was entered.
    """

    file: Path
    line: int | None
    key: str
    error: SettingsError

    @property
    def message(self) -> str:
        """What is wrong, one English sentence."""
        return self.error.message

    @property
    def remedy(self) -> str:
        """What a person can do, one English sentence."""
        return self.error.remedy


@dataclass(frozen=True, slots=True)
class Entries:
    """What a file says.

    Attributes:
        values: usable values by key.
        locked: keys that the file locks; among them such whose value cannot be used.
        problems: what cannot be used.
        readable: False when nothing of the file could be read at all.
        policy: whether it was read as the administrator's policy.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    readable: bool = True
    policy: bool = False


def read_settings_file(file: Path, *, policy: bool | None = False) -> Entries:
    """Reads a file; one that does not exist says nothing.

    Args:
        policy: whether it is the administrator's policy, in which each setting is a table of `value` and `locked`; None
            where that is to be told by what stands in it.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Entries()
    except OSError:
        return _unreadable(
            file,
            SettingsError(
                ErrorCode.SETTING_INVALID,
                "The file cannot be opened.",
                "Check that it is a file, and the rights of its folder.",
            ),
        )
    return parse_settings(content, file, policy=policy)


def parse_settings(content: bytes, file: Path, *, policy: bool | None = False) -> Entries:
    """Reads a file's content; never raises, whatever it is."""
    if len(content) > MAX_BYTES:
        return _unreadable(
            file,
            SettingsError(
                ErrorCode.SETTING_INVALID,
                "The file is larger than any settings file.",
                "Check that it is the right file.",
            ),
        )
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        no_text = SettingsError(
            ErrorCode.SETTING_INVALID, "The file is no UTF-8 text.", "Save it in the encoding UTF-8."
        )
        return _unreadable(file, no_text, content[: error.start].count(b"\n") + 1)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line_told = re.search(r"at line (\d+)", str(error))
        no_toml = SettingsError(
            ErrorCode.SETTING_INVALID,
            "The file is no TOML from this line on.",
            'Write each setting as `name = value` under its `[section]`, texts in "quotes", and each name once.',
        )
        return _unreadable(file, no_toml, int(line_told[1]) if line_told else text.count("\n") + 1)
    except (ValueError, RecursionError):  # numbers of thousands of digits, thousands of brackets
        return _unreadable(
            file,
            SettingsError(
                ErrorCode.SETTING_INVALID,
                "The file holds something that cannot be read.",
                "Correct or delete the file.",
            ),
        )
    return _Reading(file, text, policy=_is_policy(tables) if policy is None else policy).entries(tables)


class _Reading:
    """One file while it is read."""

    def __init__(self, file: Path, text: str, *, policy: bool) -> None:
        self._file = file
        self._lines = lines_of(text)
        self._policy = policy
        self._values: dict[str, Any] = {}
        self._locked: set[str] = set()
        self._problems: list[Problem] = []

    def entries(self, tables: Mapping[str, Any]) -> Entries:
        for section, table in tables.items():
            if section not in SECTIONS:
                self._report(section, _unknown("There is no section of this name.", section, SECTIONS))
            elif not isinstance(table, Mapping):
                no_section = SettingsError(
                    ErrorCode.SETTING_INVALID,
                    "This is a section, not a setting.",
                    f"Begin it with a line `[{section}]`.",
                )
                self._report(section, no_section)
            else:
                for name, entry in table.items():
                    self._take(section, name, entry)
        in_order = sorted(self._problems, key=lambda problem: problem.line or 0)
        return Entries(self._values, frozenset(self._locked), tuple(in_order), policy=self._policy)

    def _take(self, section: str, name: str, entry: Any) -> None:
        key = f"{section}.{name}"
        setting = TABLE.get(key)
        if setting is None:
            self._report_unknown(section, name)
        elif self._policy:
            self._take_policy(setting, entry)
        elif setting.policy_only:
            refused = SettingsError(
                ErrorCode.SETTING_LOCKED,
                "Only the administrator's policy file can set this.",
                "Delete this line, or ask your administrator.",
            )
            self._report(key, refused)
        else:
            self._take_value(setting, entry)

    def _take_policy(self, setting: Setting, entry: Any) -> None:
        unknown = sorted(entry.keys() - _POLICY_KEYS) if isinstance(entry, Mapping) else []
        if unknown:
            error = _unknown("A setting of a policy file has nothing of this name.", unknown[0], sorted(_POLICY_KEYS))
            self._report(setting.key, error, f"{setting.key}.{unknown[0]}")
            self._locked.add(setting.key)  # as below
            return
        if not isinstance(entry, Mapping) or "value" not in entry:
            no_table = SettingsError(
                ErrorCode.SETTING_INVALID,
                "A setting of a policy file is a table of `value` and `locked`.",
                f"Write in braces what `{setting.name}` is: first its value, then whether it is locked.",
            )
            self._report(setting.key, no_table)
            # What a policy means to fix, nobody may change before the policy is put right.
            self._locked.add(setting.key)
            return
        locked = entry.get("locked", False)
        if not isinstance(locked, bool):
            no_lock = SettingsError(
                ErrorCode.SETTING_INVALID,
                "`locked` is neither true nor false.",
                "Correct `locked` in the policy file.",
            )
            self._report(setting.key, no_lock)
            locked = True
        if locked:
            self._locked.add(setting.key)
        self._take_value(setting, entry["value"])

    def _take_value(self, setting: Setting, entry: Any) -> None:
        try:
            self._values[setting.key] = setting.kind.parse(entry)
        except (ValueError, OverflowError):
            if _is_policy_entry(entry):
                no_policy = SettingsError(
                    ErrorCode.SETTING_INVALID,
                    "This is written as in a policy file.",
                    f"Write `{setting.name} =` and the value alone, without braces and `locked`.",
                )
                self._report(setting.key, no_policy)
                return
            unfit = SettingsError(
                ErrorCode.SETTING_INVALID,
                f"`{setting.name}` has to be {setting.kind.expected}.",
                "Correct the value, or delete this line: then the default holds.",
            )
            self._report(setting.key, unfit)

    def _report_unknown(self, section: str, name: str) -> None:
        if name.lower() in _SECRET_NAMES:
            error = SettingsError(
                ErrorCode.SETTING_INVALID,
                "A secret does not belong in this file.",
                "Delete this line, and store it in the keyring with `permit-desktop credentials set`.",
            )
        else:
            names = [setting.name for setting in TABLE.values() if setting.section == section]
            error = _unknown(f"[{section}] has no setting of this name.", name, names)
        self._report(f"{section}.{name}", error)

    def _report(self, key: str, error: SettingsError, named: str = "") -> None:
        """Reports what stands at a key; `named` where a part of it is meant."""
        named = named or key
        shown = named[:_LONGEST_NAME] if named.isprintable() else ""
        self._problems.append(Problem(self._file, self._lines.get(key), shown, error))


def _is_policy(tables: Mapping[str, Any]) -> bool:
    """Whether some setting is written as only a policy file has it."""
    sections = (table for table in tables.values() if isinstance(table, Mapping))
    return any(_is_policy_entry(entry) for table in sections for entry in table.values())


def _is_policy_entry(entry: Any) -> bool:
    return isinstance(entry, Mapping) and "value" in entry


def lines_of(text: str) -> Mapping[str, int]:
    """In which line each key of a TOML text first stands, and each section; `text` has to be TOML as a whole.

    The text is parsed statement by statement, so that what merely looks like a key, inside a text of several lines, is
    not taken for one.
    """
    found: dict[str, int] = {}
    prefix = ""
    for number, statement in _statements(text):
        parsed = tomllib.loads(statement)
        keys = [key for key in _paths(parsed, 2) if key]
        if statement.lstrip().startswith("["):
            prefix = f"{keys[-1]}." if keys else ""
            named = keys
        else:
            named = [prefix + key for key in keys]
        for key in named:
            found.setdefault(".".join(key.split(".")[:2]), number)
            found.setdefault(key.partition(".")[0], number)
    return found


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The statements of a TOML text with the number of the line on which each begins."""
    lines = text.split("\n")
    start = 0
    while start < len(lines):
        for end in range(start + 1, min(start + _LONGEST_STATEMENT, len(lines)) + 1):
            statement = "\n".join(lines[start:end])
            try:
                tomllib.loads(statement)
            except (ValueError, RecursionError):
                continue
            yield start + 1, statement
            start = end
            break
        else:
            start += 1


def _paths(table: Mapping[str, Any], depth: int) -> Iterator[str]:
    """Names of tables and of what is in them, joined by dots, those of the outer ones first."""
    for name, value in table.items():
        yield name
        if depth > 1 and isinstance(value, Mapping):
            yield from (f"{name}.{inner}" for inner in _paths(value, depth - 1))


def _unknown(message: str, name: str, names: Iterable[str]) -> SettingsError:
    known = list(names)
    close = get_close_matches(name, known, 1)
    if close:
        return SettingsError(ErrorCode.SETTING_INVALID, message, f"Did you mean `{close[0]}`?")
    return SettingsError(ErrorCode.SETTING_INVALID, message, f"There are: {', '.join(known)}.")


def _unreadable(file: Path, error: SettingsError, line: int | None = None) -> Entries:
    return Entries(problems=(Problem(file, line, "", error),), readable=False)
