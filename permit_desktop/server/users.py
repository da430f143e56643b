"""The service's users: who they are, and the file that keeps them.

Passwords are kept as hashes. Secret keys have to be kept as they are, because a signature can only be checked with the
key itself; so the file is readable by the account that owns it, and by nobody else. (On Windows it is written so, but
not looked at again: a list of rights that somebody loosened later goes unnoticed there.)
"""

from __future__ import annotations

import json
import os
import re
import secrets
import string
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.server.passwords import Passwords
from permit_desktop.system.durable_file import write_durably

USERS_FILE: Final = "service-users.json"
"""Its name in the data folder."""

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_ACCESS_KEY_CHARACTERS: Final = string.ascii_uppercase + string.digits
_SECRET_KEY_CHARACTERS: Final = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class User:
    """One user of the service, with a project of its own.

    Attributes:
        name: unique.
        user_id: random, never used again.
        project_id: as in the addresses that the user calls.
        ak: the access key.
        sk: its secret key.
        password_hash: Argon2id.
    """

    name: str
    user_id: str
    project_id: str
    ak: str
    sk: str = field(repr=False)
    password_hash: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewUser:
    """A user just made, with the password, which is kept nowhere."""

    user: User
    password: str = field(repr=False)


class UserFile:
    """The users in their file; a running service sees changes with the next request."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: tuple[int, int, int] | None = None
        self._users: tuple[User, ...] = ()

    def users(self) -> tuple[User, ...]:
        """All users, in the order in which they were added.

        Raises:
            SettingsError: the file is damaged, open to other accounts of this computer, or gone since it was read.
        """
        try:
            status = self._file.stat()
        except FileNotFoundError:
            if self._seen is None:
                return ()
            raise _unusable("is gone", "Restore it from a backup, or add the users again.") from None
        except OSError:
            raise _unusable("cannot be read", "Check the rights of its folder.") from None
        if os.name == "posix" and status.st_mode & 0o077:
            raise _unusable(
                "is open to other accounts of this computer", "Take all rights of others from it (mode 600)."
            )
        seen = (status.st_mtime_ns, status.st_size, status.st_ino)
        if seen != self._seen:
            self._users = self._read()
            self._seen = seen
        return self._users

    def add(self, name: str, passwords: Passwords) -> NewUser:
        """Makes a user.

        Raises:
            SettingsError: the name is taken or cannot be one, or the file cannot be used.
        """
        if not _NAME.fullmatch(name):
            raise SettingsError(
                ErrorCode.SETTING_INVALID,
                "This cannot be a user's name.",
                "Use up to 64 letters, digits, and . _ @ - with a letter or digit first.",
            )
        with self._changing():
            users = self.users()
            if any(user.name == name for user in users):
                raise SettingsError(
                    ErrorCode.SETTING_INVALID, "There is a user of this name.", "Remove it first, or use another name."
                )
            password = secrets.token_urlsafe(18)
            user = User(
                name,
                user_id=secrets.token_hex(16),
                project_id=secrets.token_hex(16),
                ak=_drawn(_ACCESS_KEY_CHARACTERS, 20),
                sk=_drawn(_SECRET_KEY_CHARACTERS, 40),
                password_hash=passwords.hash(password),
            )
            self._write((*users, user))
        return NewUser(user, password)

    def remove(self, name: str) -> None:
        """Deletes a user; its key and tokens are refused from the next request on.

        Raises:
            SettingsError: there is none of this name, or the file cannot be used.
        """
        with self._changing():
            users = self.users()
            left = tuple(user for user in users if user.name != name)
            if len(left) == len(users):
                raise SettingsError(
                    ErrorCode.SETTING_INVALID,
                    "There is no user of this name.",
                    "See the names with `permit-desktop serve-users list`.",
                )
            self._write(left)

    def _read(self) -> tuple[User, ...]:
        try:
            listed: Any = json.loads(self._file.read_text("utf-8"))["users"]
            users = tuple(User(**entry) for entry in listed)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            raise _unusable(
                "cannot be read", "Restore it from a backup, or delete it and add the users again."
            ) from None
        if not all(isinstance(value, str) for user in users for value in asdict(user).values()):
            raise _unusable("is damaged", "Restore it from a backup, or delete it and add the users again.")
        return users

    def _write(self, users: tuple[User, ...]) -> None:
        text = json.dumps({"users": [asdict(user) for user in users]}, indent=1)
        try:
            write_durably(self._file, text.encode(), secret=True)
        except OSError:
            raise _unusable("cannot be written", "Check the free space and the rights of its folder.") from None

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Keeps two commands from changing the file at the same time."""
        folder = self._file.parent
        lock = folder / f".{self._file.name}.lock"
        try:
            if not folder.is_dir():
                folder.mkdir(mode=0o700, parents=True)
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise _unusable(
                "is being changed by another command", f"Wait for it; if there is none, delete {lock}."
            ) from None
        except OSError:
            raise _unusable("cannot be written", "Check the rights of its folder.") from None
        try:
            yield
        finally:
            with suppress(FileNotFoundError):
                lock.unlink()


def _drawn(characters: str, length: int) -> str:
    return "".join(secrets.choice(characters) for _ in range(length))


def _unusable(what: str, remedy: str) -> SettingsError:
    return SettingsError(ErrorCode.SETTING_INVALID, f"The file of the service's users {what}.", remedy)
