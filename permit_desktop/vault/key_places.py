"""Where the sealed keys lie: in a file, and in a copy of it, should the file be damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Final

KEY_FILE: Final = "vault.keys"
"""The file's name in the data folder."""


def copy_of(path: Path) -> Path:
    """The copy of a key file; written right after it, read where the file itself cannot be."""
    return path.with_name(f"{path.name}.copy")


def has_keys(folder: Path) -> bool:
    """Whether a vault's keys lie in a data folder; reads nothing."""
    path = folder / KEY_FILE
    return path.exists() or copy_of(path).exists()
