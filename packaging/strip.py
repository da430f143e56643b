"""Takes the debugging symbols out of shared libraries, where that leaves them loadable (Linux).

Many wheels' libraries were patched after they were linked, and `strip` moves what lies in them to where no loader takes
it. So each result is looked at before it takes the original's place.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from struct import unpack_from
from typing import Final

_LOAD: Final = 1


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
    return saved


def is_loadable(elf: bytes) -> bool:
    """Whether every segment of a 64-bit little-endian ELF file lies where a loader can map it from."""
    (headers_at,) = unpack_from("<Q", elf, 32)
    header_bytes, headers = unpack_from("<HH", elf, 54)
    for number in range(headers):
        kind, _flags, offset, address, _, _, _, alignment = unpack_from(
            "<IIQQQQQQ", elf, headers_at + number * header_bytes
        )
        if kind == _LOAD and alignment > 1 and offset % alignment != address % alignment:
            return False
    return True
