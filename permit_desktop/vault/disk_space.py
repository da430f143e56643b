"""Room on the disk: captures stop while there is some left, and a ballast file gives some back when there is none.

On a disk that is full to the last block SQLite can neither record an answer nor delete anything.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from permit_desktop.vault import errors

FLOOR_BYTES: Final = 500 * 1024 * 1024
"""Below this much free space nothing new is captured."""
BALLAST_BYTES: Final = 16 * 1024 * 1024
"""Enough to overwrite the largest still through the write-ahead log, and to empty that into the database."""


class DiskSpace:
    """The room in the data folder.

    Args:
        folder: the data folder.
        floor_bytes: the least free space for a capture.
        ballast_bytes: the size of the ballast.
    """

    def __init__(self, folder: Path, floor_bytes: int = FLOOR_BYTES, ballast_bytes: int = BALLAST_BYTES) -> None:
        self._folder = folder
        self._floor_bytes = floor_bytes
        self._ballast_bytes = ballast_bytes
        self._ballast = folder / "ballast"

    def check_floor(self) -> None:
        """Refuses a capture.

        Raises:
            VaultError: vault_full.
        """
        if self._free_bytes() < self._floor_bytes:
            raise errors.full()

    def take_ballast(self) -> None:
        """Makes the ballast file, where there is plenty of room for it."""
        try:
            if self._ballast.exists() or self._free_bytes() < self._floor_bytes + self._ballast_bytes:
                return
            beside = self._ballast.with_suffix(".new")
            with beside.open("wb") as file:
                # Random, because some file systems give blocks of zeros no room.
                file.write(os.urandom(self._ballast_bytes))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._ballast)
        except OSError:
            return  # no room for it is what it is made for; the floor refuses captures all the same

    def drop_ballast(self) -> bool:
        """Gives the ballast's room back; false when there was none."""
        try:
            self._ballast.unlink()
        except OSError:
            return False
        return True

    def _free_bytes(self) -> int:
        try:
            return shutil.disk_usage(self._folder).free
        except OSError as error:
            raise errors.of_system(error) from None
