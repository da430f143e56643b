"""Finds the files that ship with the program."""

from __future__ import annotations

from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, in a checkout, an installed wheel and a frozen program alike.

    Raises:
        FileNotFoundError: the program was installed without it.
    """
    package = Path(__file__).parents[1]
    for root in (package / "resources", package.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"resource {'/'.join(parts)} is missing from this installation")
