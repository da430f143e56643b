"""A keyring in memory, and some that fail as real ones do."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from keyring.errors import PasswordDeleteError


@dataclass
class MemoryKeyring:
    """Works."""

    secrets: dict[tuple[str, str], str] = field(default_factory=dict)

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.secrets:
            raise PasswordDeleteError("not found")
        del self.secrets[service, username]


@dataclass
class FailingKeyring:
    """Raises the same on every call."""

    error: Exception

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002 (fails whatever is asked)
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002 (as above)
        raise self.error

    def delete_password(self, service: str, username: str) -> None:  # noqa: ARG002 (as above)
        raise self.error


@dataclass
class PromptingKeyring(MemoryKeyring):
    """Waits for a person who unlocks it."""

    unlocked: threading.Event = field(default_factory=threading.Event)
    calls: int = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.calls += 1
        self.unlocked.wait(30)
        return super().get_password(service, username)


@dataclass
class CuttingKeyring(MemoryKeyring):
    """Keeps only so much of a secret, as a full one might."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:10])
