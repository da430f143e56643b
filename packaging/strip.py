"""Takes out of shared libraries what only the computer that built them needs, where that leaves them loadable (Linux).

That is debugging symbols, gaps between the pieces that a loader maps, and search paths that lead into that computer.
Many wheels' libraries were patched after they were linked, and `strip` moves what lies in them to where no loader takes
it. So each result is looked at before it takes the original's place.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import elf

_BESIDE: Final = "$ORIGIN"
"""How a search path begins that stays below the program, wherever it lies."""

_WORTH_BYTES: Final = 500_000


def strip_libraries(folder: Path) -> int:
    """Strips what can be stripped below a folder; returns the bytes that were saved."""
    saved = 0
    for library in sorted(path for path in folder.rglob("*.so*") if path.is_file() and not path.is_symlink()):
        stripped = library.with_name(library.name + ".stripped")
        done = subprocess.run(["strip", "--strip-unneeded", "-o", stripped, library], capture_output=True, check=False)
        if done.returncode == 0 and is_loadable(stripped.read_bytes()):
            saved += library.stat().st_size - stripped.stat().st_size
            shutil.copymode(library, stripped)
            stripped.replace(library)
        else:
            stripped.unlink(missing_ok=True)
        saved += _close_gaps(library)
        _forget_foreign_path(library)
    return saved


def _close_gaps(library: Path) -> int:
    """Where it pays: what stays as it was made is easier to look into."""
    content = library.read_bytes()
    shorter = elf.without_gaps(content)
    if len(content) - len(shorter) < _WORTH_BYTES or not is_loadable(shorter):
        return 0
    library.write_bytes(shorter)
    return len(content) - len(shorter)


def is_loadable(content: bytes) -> bool:
    """Whether every segment lies where a loader can map it from."""
    return all(
        segment.offset % segment.alignment == segment.address % segment.alignment
        for segment in elf.segments(content)
        if segment.kind == elf.LOAD and segment.alignment > 1
    )


def _forget_foreign_path(library: Path) -> None:
    content = library.read_bytes()
    path = elf.search_path(content)
    if path and not path.startswith(_BESIDE):
        library.write_bytes(elf.without_search_path(content))
