"""What a service refused lately, remembered across programs.

Each program alone stops at the first refusal; but each one that is started next would ask again, and the sixth time
locks the key.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from permit_desktop.api.answers import LOCK_S
from permit_desktop.system.durable_file import write_durably

REMEMBERED_FOR: Final = timedelta(seconds=LOCK_S)
"""As long as the vendor locks a key."""
FILE_NAME: Final = "refused-access.json"
_MOST_BYTES: Final = 4096
_SALT_BYTES: Final = 16


class RefusedAccess:
    """Remembers the last refused access in a file of the data folder: nothing can be learnt from it but that.

    It is a help, not a lock: where the file cannot be read or written, nothing is remembered.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._file = folder / FILE_NAME
        self._now = now

    def holds(self, access: bytes) -> bool:
        """Whether just this access was refused in the last minutes.

        Args:
            access: everything that decides whether a service lets somebody in.
        """
        kept = self._kept()
        try:
            until = datetime.fromisoformat(kept["until"])
            salt, digest = bytes.fromhex(kept["salt"]), bytes.fromhex(kept["digest"])
            # An end that lies further away was written before the clock was set back.
            fresh = timedelta(0) < until - self._now() <= REMEMBERED_FOR
        except (KeyError, TypeError, ValueError):
            return False
        return fresh and _digest(access, salt) == digest

    def note(self, access: bytes) -> None:
        """The service refused this access."""
        salt = os.urandom(_SALT_BYTES)
        until = (self._now() + REMEMBERED_FOR).isoformat()
        told = {"until": until, "salt": salt.hex(), "digest": _digest(access, salt).hex()}
        with contextlib.suppress(OSError):
            write_durably(self._file, json.dumps(told).encode())

    def forget(self) -> None:
        """A person says that it was put right."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _kept(self) -> Mapping[str, Any]:
        try:
            with self._file.open("rb") as opened:
                kept = json.loads(opened.read(_MOST_BYTES))
        except (OSError, ValueError, RecursionError):
            return {}
        return kept if isinstance(kept, dict) else {}


def _digest(access: bytes, salt: bytes) -> bytes:
    # Slow on purpose: a password in it may be a weak one.
    return hashlib.scrypt(access, salt=salt, n=2**14, r=8, p=1, dklen=32)
