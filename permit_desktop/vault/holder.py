"""Who has a vault open, in words: a note beside it. The folder's lock decides; the note only names."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Final

HOLDER: Final = "vault.holder"
"""The note's name in the data folder."""
WINDOW: Final = "window"
"""What the window calls itself."""

_MOST_BYTES: Final = 1000


def write_holder(path: Path, what: str) -> None:
    """Leaves the note of this process.

    Args:
        path: the note's file.
        what: what the process is, such as `queue sync`.
    """
    try:
        path.write_text(json.dumps({"pid": os.getpid(), "what": what}), "utf-8")
    except OSError:
        return  # only the words are lost


def remove_holder(path: Path) -> None:
    """Takes the note away, before the folder is let go."""
    with contextlib.suppress(OSError):
        path.unlink()


def read_holder(path: Path) -> str | None:
    """The other process in words; None when its note tells nothing."""
    told = _read(path)
    if told is None:
        return None
    what, process_id = told
    return f"{'the open window' if what == WINDOW else f'`permit-desktop {what}`'} (process {process_id})"


def is_held_by_window(path: Path) -> bool:
    """Whether the note says that a window has the vault open; after a crash it may say so wrongly."""
    told = _read(path)
    return told is not None and told[0] == WINDOW and _may_live(told[1])


def _may_live(process_id: int) -> bool:
    if os.name == "nt":
        return True  # there, signal 0 is not a question but an end
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _read(path: Path) -> tuple[str, int] | None:
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_MOST_BYTES))
        return str(told["what"])[:40], int(told["pid"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
