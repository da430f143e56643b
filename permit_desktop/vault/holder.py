"""Who has a vault open, in words: a note beside it. The database's lock decides; the note only names."""

from __future__ import annotations

import json
import os
from pathlib import Path

_MOST_BYTES = 1000


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


def read_holder(path: Path) -> str | None:
    """The other process in words; None when its note tells nothing."""
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_MOST_BYTES))
        return f"`permit-desktop {str(told['what'])[:40]}` (process {int(told['pid'])})"
    except (OSError, ValueError, LookupError, TypeError):
        return None
