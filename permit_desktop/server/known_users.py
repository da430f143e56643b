"""The users as a running service sees them: while their file cannot be used nobody is known, and that is told."""

from __future__ import annotations

from permit_desktop.api.errors import ServiceError
from permit_desktop.domain.errors import SettingsError
from permit_desktop.server.log import ServiceLog
from permit_desktop.server.refusals import users_unknown
from permit_desktop.server.users import User, UserFile


class KnownUsers:
    """Looks into the file at every request, so that it recovers as soon as the file is mended. Used on one event loop.

    Args:
        log: is told once when the file goes bad, and once when it can be used again.
    """

    def __init__(self, file: UserFile, log: ServiceLog) -> None:
        self._file = file
        self._log = log
        self._told: str | None = None

    def look(self) -> bool:
        """Whether the file can be used."""
        try:
            self.users()
        except ServiceError:
            return False
        return True

    def users(self) -> tuple[User, ...]:
        """All users.

        Raises:
            ServiceError: APIG.0613, the file cannot be used.
        """
        try:
            users = self._file.users()
        except SettingsError as error:
            if self._told != error.message:
                self._told = error.message
                # The program's own words, none of which quotes the file.
                self._log.write("users_unusable", code=error.code.value, message=error.message, remedy=error.remedy)
            raise users_unknown() from None
        if self._told is not None:
            self._told = None
            self._log.write("users_usable", users=len(users))
        return users
