"""The demo's vault: its folder and its key end with it."""

from __future__ import annotations

import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from permit_desktop.workers.vault_place import VaultPlace

if TYPE_CHECKING:  # the database and the cryptography load behind the window
    from permit_desktop.vault.disk_space import DiskSpace
    from permit_desktop.vault.key_holders import KeyHolder

_FLOOR_BYTES: Final = 50_000_000


class PassingVault:
    """A vault in a temporary folder, whose key is in memory only.

    Attributes:
        place: where it is.
    """

    def __init__(self) -> None:
        self._folder = scratch_folder()
        self._turn = threading.Lock()
        self._holder: KeyHolder | None = None
        self.place = VaultPlace(Path(self._folder.name), self._memory_holder, space=_little_space)

    def remove(self) -> None:
        """Removes the folder; the vault is closed by now."""
        self._folder.cleanup()

    def _memory_holder(self) -> KeyHolder:
        """One for the whole run: the key is nowhere else. Runs beside the window."""
        from permit_desktop.vault.key_holders import MemoryHolder

        with self._turn:
            self._holder = self._holder or MemoryHolder()
            return self._holder


def scratch_folder() -> TemporaryDirectory[str]:
    """A folder that is removed at the end."""
    return TemporaryDirectory(prefix="permit-desktop-demo-", ignore_cleanup_errors=True)


def _little_space(folder: Path) -> DiskSpace:
    from permit_desktop.vault.disk_space import DiskSpace

    return DiskSpace(folder, floor_bytes=_FLOOR_BYTES, ballast_bytes=0)
