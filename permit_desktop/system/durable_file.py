"""Writes a small file in place of the old one, so that a power cut leaves either the one or the other."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from permit_desktop.system.owner_only import keep_to_owner


def write_durably(file: Path, content: bytes, *, secret: bool = False) -> None:
    """Writes the file. The folder is made where it is missing.

    Args:
        secret: whether no other account may read it, wherever it lies. Otherwise that holds on POSIX; on Windows, where
            it takes two programs, its folder decides.

    Raises:
        OSError: the folder cannot be written, or is full; the old file is as it was.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            if secret:
                keep_to_owner(beside)  # while there is nothing in it
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable."""
    if os.name == "nt":  # Windows opens no folders, and its file system journals names
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
