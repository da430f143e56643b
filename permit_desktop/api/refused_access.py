"""What a service refused lately, remembered across programs.

Each program alone stops at the first refusal; but each one that is started next would ask again, and the sixth time
locks the key. Nor may several that start together all find out by themselves: of these one tries, the others wait.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from permit_desktop.api.answers import LOCK_S
from permit_desktop.system.durable_file import write_durably
from permit_desktop.system.file_lock import held

REMEMBERED_FOR: Final = timedelta(seconds=LOCK_S)
"""As long as the vendor locks a key."""
FILE_NAME: Final = "refused-access.json"
TRYING_PATIENCE_S: Final = 180.0
"""How long others wait for whoever tries: longer than an exchange takes, with its sign-in."""

_MOST_REMEMBERED: Final = 8
_MOST_BYTES: Final = 8192
_SALT_BYTES: Final = 16
_WRITING_PATIENCE_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Refused:
    """An access that a service refused.

    Attributes:
        until: how long that is remembered, aware.
        locked: whether the service said that the key is locked.
        salt: of the digest.
        digest: tells whether an access is this one, and nothing else.
    """

    until: datetime
    locked: bool
    salt: bytes
    digest: bytes


class RefusedAccess:
    """Remembers the last refused accesses in a file of the data folder: nothing can be learnt from it but that.

    It is a help, not a lock: where the file cannot be read or written, nothing is remembered and nobody waits.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._file = folder / FILE_NAME
        self._now = now

    @contextmanager
    def alone(self, given_up: threading.Event) -> Iterator[None]:
        """Has other programs wait that also want to find out whether a service lets them in.

        Args:
            given_up: ends the waiting for another program that tries.

        Raises:
            TimeoutError: it is still trying, or the waiting was given up.
        """
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(held(self._beside("trying"), TRYING_PATIENCE_S, given_up))
            except TimeoutError:
                raise
            except OSError:
                pass
            yield

    def find(self, access: bytes) -> Refused | None:
        """What is remembered of just this access, None if it was not refused in the last minutes.

        Args:
            access: everything that decides whether a service lets somebody in.
        """
        return next((refused for refused in self._fresh() if _digest(access, refused.salt) == refused.digest), None)

    def note(self, access: bytes, *, locked: bool = False) -> None:
        """The service refused this access.

        Args:
            locked: whether it said that the key is locked.
        """
        salt = os.urandom(_SALT_BYTES)
        refused = Refused(self._now() + REMEMBERED_FOR, locked, salt, _digest(access, salt))
        with contextlib.suppress(OSError), held(self._beside("writing"), _WRITING_PATIENCE_S):
            told = [_as_json(one) for one in (refused, *self._fresh())[:_MOST_REMEMBERED]]
            write_durably(self._file, json.dumps({"refused": told}).encode())

    def forget(self) -> None:
        """A person says that it was put right."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _fresh(self) -> list[Refused]:
        try:
            with self._file.open("rb") as opened:
                kept = json.loads(opened.read(_MOST_BYTES))
            refused = [_from_json(one) for one in kept["refused"][:_MOST_REMEMBERED]]
            # An end that lies further away was written before the clock was set back.
            return [one for one in refused if timedelta(0) < one.until - self._now() <= REMEMBERED_FOR]
        except (OSError, KeyError, TypeError, ValueError, RecursionError):
            return []

    def _beside(self, what: str) -> Path:
        return self._file.with_suffix(f".{what}")


def _as_json(refused: Refused) -> dict[str, Any]:
    return {
        "until": refused.until.isoformat(),
        "locked": refused.locked,
        "salt": refused.salt.hex(),
        "digest": refused.digest.hex(),
    }


def _from_json(kept: Any) -> Refused:
    salt, digest = bytes.fromhex(kept["salt"]), bytes.fromhex(kept["digest"])
    return Refused(datetime.fromisoformat(kept["until"]), kept["locked"] is True, salt, digest)


def _digest(access: bytes, salt: bytes) -> bytes:
    # Slow on purpose: a password in it may be a weak one.
    return hashlib.scrypt(access, salt=salt, n=2**14, r=8, p=1, dklen=32)
