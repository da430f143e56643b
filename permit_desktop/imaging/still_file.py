"""Reads a still from the disk without trusting what the path names."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from permit_desktop.domain.errors import ErrorCode, StillError
from permit_desktop.imaging.decode import MAX_FILE_BYTES, check_size, decode_still
from permit_desktop.imaging.pixels import Pixels

_OPEN_FLAGS: Final = (
    os.O_RDONLY
    # Without it, opening a named pipe waits for a writer for ever. The flags below exist on some systems only.
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOINHERIT", 0)
)


def read_still_file(path: Path) -> Pixels:
    """Reads and decodes a picture file.

    Raises:
        StillError: what `read_still_bytes` and `decode_still` raise.
    """
    return decode_still(read_still_bytes(path))


def read_still_bytes(path: Path, *, follow_links: bool = True) -> bytes:
    """Reads a picture file as it is; never waits, and never reads from a pipe or a device.

    What links lead to must be an ordinary file.

    Args:
        follow_links: a person may keep pictures behind a link. False for files that nobody chose: then neither a link
            nor a file with a second name is read.

    Raises:
        StillError: file_missing, is_a_folder, file_unreadable, empty_file or file_too_large.
    """
    try:
        descriptor = os.open(path, _OPEN_FLAGS if follow_links else _OPEN_FLAGS | getattr(os, "O_NOFOLLOW", 0))
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL in the name
        raise StillError(
            ErrorCode.FILE_MISSING, "There is no such file.", "Check the file's name and folder."
        ) from error
    except OSError as error:
        # Windows refuses to open a folder, so the reason has to be asked for.
        raise (_is_a_folder() if path.is_dir() else _unreadable()) from error
    try:
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or not (follow_links or status.st_nlink == 1):
                raise _unreadable()
            check_size(status.st_size)
            data = file.read(MAX_FILE_BYTES + 1)
    except IsADirectoryError as error:
        raise _is_a_folder() from error
    except OSError as error:
        raise _unreadable() from error
    check_size(len(data))
    return data


def _is_a_folder() -> StillError:
    return StillError(ErrorCode.IS_A_FOLDER, "This is a folder, not a picture.", "Choose a picture inside the folder.")


def _unreadable() -> StillError:
    return StillError(
        ErrorCode.FILE_UNREADABLE,
        "The file cannot be read.",
        "Check the permission to read it, or copy it to another folder.",
    )
