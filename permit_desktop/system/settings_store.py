"""The settings of this computer and this user: read from two files, resolved, and written when the user changes one.

Precedence: what the policy locks, then the user's file, then the policy's defaults, then what is built in.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.system.durable_file import write_durably
from permit_desktop.system.setting_kinds import Entry, UnfitError
from permit_desktop.system.settings import TABLE, Origin, Settings, settings_of
from permit_desktop.system.settings_file import Entries, Problem, read_settings_file

if TYPE_CHECKING:  # loaded where something is written: reading needs none of it, and every start reads
    from tomlkit import TOMLDocument

_HEAD: Final = (
    "# Settings of Permit Desktop. `permit-desktop settings show` explains them. Secrets are never kept here."
)
ASIDE: Final = ".unreadable"
"""What is added to the name of a file that could not be read when a new one takes its place."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as they hold, and what could not be used.

    Attributes:
        problems: of the policy first; every one of them is already made up for by what is in `settings`.
    """

    settings: Settings
    problems: tuple[Problem, ...] = ()


def resolve(user: Entries, policy: Entries) -> Settings:
    """What holds, from what the two files say."""
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    for key, setting in TABLE.items():
        # A policy that cannot be read may have locked anything: what guards personal data stays at its default.
        if key in policy.locked or (setting.careful and not policy.readable):
            values[key], origins[key] = policy.values.get(key, setting.default), Origin.POLICY_LOCKED
        elif key in user.values:
            values[key], origins[key] = user.values[key], Origin.USER
        elif key in policy.values:
            values[key], origins[key] = policy.values[key], Origin.POLICY
    return settings_of(values, origins)


def checked(settings: Settings, key: str, value: Any) -> Entry:
    """The value as it stands in a file, when the user may set it.

    Raises:
        SettingsError: the value cannot be used, or the administrator locked the setting.
    """
    setting = TABLE[key]
    _refuse_locked(settings, key)
    try:
        return setting.kind.entry(setting.kind.parse(setting.kind.entry(value)))
    except (UnfitError, AttributeError):  # a value of another type has no entry
        raise SettingsError(
            ErrorCode.SETTING_INVALID, f"`{setting.name}` has to be {setting.kind.expected}.", "Enter another value."
        ) from None


def _refuse_locked(settings: Settings, key: str) -> None:
    if TABLE[key].policy_only or settings.is_locked(key):
        raise SettingsError(
            ErrorCode.SETTING_LOCKED,
            f"`{TABLE[key].name}` is set by your administrator.",
            "Ask your administrator to change it.",
        )


def toml_text(entry: Entry) -> str:
    """A value as it is written in a file, on one line."""
    import tomlkit

    text: str = tomlkit.item(_inline(entry)).as_string()
    return text


class SettingsStore:
    """The two files.

    Args:
        user_file: the user's; it need not exist.
        policy_file: the administrator's; it need not exist.
    """

    def __init__(self, user_file: Path, policy_file: Path) -> None:
        self.user_file = user_file
        self.policy_file = policy_file

    def load(self) -> Loaded:
        """Reads both files. Never fails: what cannot be used is among the problems."""
        policy = read_settings_file(self.policy_file, policy=True)
        user = read_settings_file(self.user_file)
        return Loaded(resolve(user, policy), (*policy.problems, *user.problems))

    def set(self, key: str, value: Any) -> Loaded:
        """Writes one setting into the user's file and reads both again; everything else in the file stays as it is.

        Raises:
            SettingsError: the value cannot be used, the administrator locked it, or the file cannot be written.
        """
        entry = checked(self.load().settings, key, value)
        self._write(key, entry)
        return self.load()

    def keep(self) -> None:
        """Makes the user's file where there is none.

        Raises:
            SettingsError: it cannot be written.
        """
        if self.user_file.exists():
            return
        try:
            write_durably(self.user_file, f"{_HEAD}\n".encode())
        except OSError:
            raise _not_saved() from None

    def clear(self, key: str) -> Loaded:
        """Deletes one setting from the user's file, so that its default holds, and reads both again.

        Raises:
            SettingsError: the administrator locked the setting, or the file cannot be written.
        """
        _refuse_locked(self.load().settings, key)
        self._write(key, None)
        return self.load()

    def _write(self, key: str, entry: Any) -> None:
        import tomlkit
        from tomlkit.exceptions import TOMLKitError
        from tomlkit.items import Table

        section, _, name = key.partition(".")
        document = self._document()
        try:
            table = document.get(section)
            if not isinstance(table, Table):
                document[section] = tomlkit.table()
                table = document[section]
            if entry is not None:
                table[name] = _inline(entry)
            elif name in table:
                del table[name]
            write_durably(self.user_file, tomlkit.dumps(document).encode())
        except (OSError, TOMLKitError):
            raise _not_saved() from None

    def _document(self) -> TOMLDocument:
        """The user's file as it is, comments included; an empty one when there is none that can be read."""
        import tomlkit
        from tomlkit.exceptions import TOMLKitError

        if read_settings_file(self.user_file).readable:
            with contextlib.suppress(OSError, ValueError, TOMLKitError):
                return tomlkit.parse(self.user_file.read_text("utf-8-sig"))
        if self.user_file.exists():
            # It may hold hours of somebody's work: it is set aside, not overwritten.
            with contextlib.suppress(OSError):
                self.user_file.replace(self.user_file.with_name(self.user_file.name + ASIDE))
        document = tomlkit.document()
        document.add(tomlkit.comment(_HEAD.removeprefix("# ")))
        return document


def _not_saved() -> SettingsError:
    return SettingsError(
        ErrorCode.SETTINGS_NOT_SAVED,
        "The settings file cannot be written.",
        "Check the free space and the rights of its folder.",
    )


def _inline(entry: Any) -> Any:
    if not isinstance(entry, dict):
        return entry
    import tomlkit

    table = tomlkit.inline_table()
    for name, value in entry.items():
        table[name] = _inline(value)
    return table
