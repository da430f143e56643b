"""The list by which a frozen program knows whether its files are whole: a line for each, its SHA-256 and its name.

Where there is no digest, `-` stands for it: links, and on macOS machine code, which is signed later than listed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import contents

UNSEALED: Final = "-"


def of_build(entries: Iterable[tuple[str, str, str]]) -> str:
    """The list of what PyInstaller is about to collect; only data is copied as it is."""
    sealed = {Path(name).as_posix(): _digest(Path(source)) if kind == "DATA" else "" for name, source, kind in entries}
    return _text(sealed)


def seal(inside: Path) -> None:
    """Writes down every listed file as it is now.

    Args:
        inside: the folder that a frozen program's libraries and data lie in.
    """
    _write(inside, names(inside))


def leave_out(inside: Path, gone: Iterable[str]) -> None:
    """Takes files off the list, and seals the others."""
    _write(inside, names(inside) - {*gone})


def names(inside: Path) -> set[str]:
    """The files that are on the list."""
    lines = (inside / contents.FILE_LIST).read_text("utf-8").splitlines()
    return {line.partition("  ")[2] for line in lines}


def _write(inside: Path, listed: Iterable[str]) -> None:
    sealed = {name: "" if (inside / name).is_symlink() else _digest(inside / name) for name in listed}
    (inside / contents.FILE_LIST).write_text(_text(sealed), "utf-8", newline="\n")


def _text(sealed: Mapping[str, str]) -> str:
    return "".join(f"{sealed[name] or UNSEALED}  {name}\n" for name in sorted(sealed))


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
