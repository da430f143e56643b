"""Secrets in the operating system's keyring, and nowhere else.

Only backends of an allow-list are used: those that encrypt at rest and belong to the operating system. Without one
the program says so; it never writes a secret into a file. A locked keyring may wait for a person without end, so
every call runs in a thread of its own, with a deadline.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from concurrent.futures import TimeoutError as DeadlinePassedError
from typing import Any, Final, Protocol, TypeVar, cast

from keyring.errors import InitError, KeyringLocked, NoKeyringError

from permit_desktop.domain.errors import ErrorCode, PermitError

SERVICE_CREDENTIALS: Final = "service-credentials"
"""The name under which the service's credentials are kept."""

PROXY_CREDENTIALS: Final = "proxy-credentials"
"""The name under which user and password of the settings' proxy are kept."""

DEADLINE_S: Final = 20.0
"""Long enough for a person to type a keyring's password into the prompt of the operating system."""

_OWNER: Final = "permit-desktop"
_ALLOWED: Final = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
)
_LIBRARIES: Final = {"win32": "win32ctypes.core", "darwin": "keyring.backends.macOS.api", "linux": "secretstorage"}
"""What reaches the keyring of a system; `keyring` goes without it silently."""

_T = TypeVar("_T")


class SecretsError(PermitError):
    """The operating system's keyring cannot be used."""


class Backend(Protocol):
    """What is used of a `keyring` backend."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, None when there is none."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Stores the secret, in place of an older one."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Deletes the secret; fails when there is none."""
        ...


class SecretStore(Protocol):
    """Keeps secrets by name; every method raises `SecretsError` when that fails."""

    def read(self, name: str) -> str | None:
        """The secret of that name, None when there is none."""
        ...

    def write(self, name: str, secret: str) -> None:
        """Stores a secret, in place of an older one."""
        ...

    def delete(self, name: str) -> None:
        """Deletes a secret; harmless when there is none."""
        ...


class Secrets:
    """The program's secrets by name. Safe to use from several threads; calls wait for each other.

    Every method raises `SecretsError`: KEYRING_MISSING when the computer has none, KEYRING_LOCKED when nobody unlocked
    it in time, KEYRING_LOST when it failed.
    """

    def __init__(self, find_backend: Callable[[], Backend], deadline_s: float = DEADLINE_S) -> None:
        self._find_backend = find_backend
        self._deadline_s = deadline_s
        self._backend: Backend | None = None
        self._turn = threading.Lock()
        self._waiting: set[Future[Any]] = set()
        self._given_up = False

    def give_up(self) -> None:
        """The program ends: whoever waits for the keyring, or asks it from now on, hears at once that it is locked."""
        self._given_up = True
        for done in tuple(self._waiting):
            if not done.cancel():
                with contextlib.suppress(InvalidStateError):  # it has just been answered
                    done.set_exception(_locked())

    def read(self, name: str) -> str | None:
        """The secret of that name, None when there is none."""
        return self._in_time(lambda backend: backend.get_password(_owner(name), name))

    def write(self, name: str, secret: str) -> None:
        """Stores a secret, in place of an older one; reads it back, because some keyrings cut what is too long."""
        self._in_time(lambda backend: backend.set_password(_owner(name), name, secret))
        if self.read(name) != secret:
            self.delete(name)
            raise _lost()

    def delete(self, name: str) -> None:
        """Deletes a secret; harmless when there is none."""

        def delete(backend: Backend) -> None:
            if backend.get_password(_owner(name), name) is not None:
                backend.delete_password(_owner(name), name)

        self._in_time(delete)

    def _in_time(self, work: Callable[[Backend], _T]) -> _T:
        done: Future[_T] = Future()
        self._waiting.add(done)
        # A daemon, so that a prompt that nobody answers does not keep the program from ending.
        threading.Thread(target=self._run, args=(work, done), name="keyring", daemon=True).start()
        try:
            return done.result(0 if self._given_up else self._deadline_s)
        except (DeadlinePassedError, CancelledError):
            raise _locked() from None
        finally:
            self._waiting.discard(done)
            done.cancel()  # if its turn has not come, it does not begin any more

    def _run(self, work: Callable[[Backend], _T], done: Future[_T]) -> None:
        # One call at a time: two prompts to unlock at once make some keyrings hang. The turn is over when the call
        # ends, not when its deadline passes.
        with self._turn:
            if done.set_running_or_notify_cancel():
                with contextlib.suppress(InvalidStateError):  # it was given up
                    self._answer(work, done)

    def _answer(self, work: Callable[[Backend], _T], done: Future[_T]) -> None:
        try:
            if self._backend is None:
                self._backend = self._find_backend()
            answer = work(self._backend)
        except SecretsError as error:
            done.set_exception(error)
        except (KeyringLocked, InitError):
            done.set_exception(_locked())
        except NoKeyringError:
            done.set_exception(_missing())
        except Exception:  # noqa: BLE001 (backends let through whatever their libraries raise)
            # The next call looks for the keyring again: its process may have been started anew. What was raised is not
            # passed on, because it may hold the secret.
            self._backend = None
            done.set_exception(_lost())
        else:
            done.set_result(answer)


class HeldSecrets:
    """The keyring, and where it cannot keep a secret, memory for as long as the program runs. From several threads.

    For what a person can enter anew, never for the vault's key: who loses that loses the vault. A locked keyring is no
    reason to hold anything: it can be unlocked.
    """

    def __init__(self, keyring: SecretStore) -> None:
        self._keyring = keyring
        self._held: dict[str, str] = {}

    def is_held(self, name: str) -> bool:
        """Whether the secret of that name is in memory only."""
        return name in self._held

    def read(self, name: str) -> str | None:
        """The secret of that name, None when there is none; raises as `Secrets` does while nothing at all is held."""
        if name in self._held:
            return self._held[name]
        try:
            return self._keyring.read(name)
        except SecretsError as error:
            if not self._held or error.code is ErrorCode.KEYRING_LOCKED:
                raise
            return None  # what was entered is all there is

    def write(self, name: str, secret: str) -> None:
        """Stores a secret, or holds it; raises only while the keyring is locked."""
        try:
            self._keyring.write(name, secret)
        except SecretsError as error:
            if error.code is ErrorCode.KEYRING_LOCKED:
                raise
            self._held[name] = secret
        else:
            self._held.pop(name, None)

    def delete(self, name: str) -> None:
        """Deletes a secret; raises as `Secrets` does where none was held."""
        held = self._held.pop(name, None)
        try:
            self._keyring.delete(name)
        except SecretsError:
            if held is None:
                raise


def find_system_keyring() -> Backend:
    """The first keyring of the allow-list that this computer has.

    Raises:
        SecretsError: it has none.
    """
    for module, name in _ALLOWED:
        kind = getattr(importlib.import_module(module), name)
        if kind.viable:
            backend = kind()
            if name == "WinVaultKeyring":
                backend.persist = "local machine"  # otherwise the secret roams with the user's profile
            return cast("Backend", backend)
    raise _missing()


def import_keyring_library() -> str:
    """The name of the library that reaches this system's keyring, which it imports.

    Raises:
        ImportError: the installation lacks it, so that no keyring would ever be found.
    """
    library = _LIBRARIES[sys.platform]
    importlib.import_module(library)
    return library


def _owner(name: str) -> str:
    # Windows keeps one secret under a name; a second user name under the same one would move the first.
    return f"{_OWNER}/{name}"


def _missing() -> SecretsError:
    return SecretsError(
        ErrorCode.KEYRING_MISSING,
        "This computer offers no keyring to keep secrets in.",
        "Start the program in a desktop session with GNOME Keyring or KWallet, or enter the credentials each time.",
    )


def _locked() -> SecretsError:
    return SecretsError(
        ErrorCode.KEYRING_LOCKED,
        "The keyring is locked.",
        "Unlock the keyring of this computer, then try again.",
    )


def _lost() -> SecretsError:
    return SecretsError(
        ErrorCode.KEYRING_LOST,
        "The keyring did not keep or give back the secret.",
        "Check that the keyring of this computer works, then enter the credentials again.",
    )
