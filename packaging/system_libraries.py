"""Shared libraries that the frozen program takes from the operating system that builds it (Debian or Ubuntu)."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class SystemLibrary:
    """One of them.

    Attributes:
        file: its name in the frozen program.
        package: the operating system's package that it came from.
        version: that package's.
        source: the source package.
    """

    file: str
    package: str
    version: str
    source: str


def system_libraries(binaries: Iterable[tuple[str, str, str]]) -> list[SystemLibrary]:
    """Those among the binaries that PyInstaller collected: (name, source file, kind)."""
    found = []
    for name, source, kind in binaries:
        if kind == "BINARY" and source.startswith(("/usr/lib/", "/lib/")) and not name.startswith("libpython"):
            package = _owner(Path(source).resolve())
            version, origin = _asked("dpkg-query", "-W", "-f", "${Version} ${source:Package}", package).split()
            found.append(SystemLibrary(name, package.partition(":")[0], version, origin))
    return sorted(found)


def _owner(library: Path) -> str:
    # A package names its files as it was built, which may be before /lib became a link to /usr/lib.
    names = [str(library), str(library).removeprefix("/usr")]
    asked = subprocess.run(["dpkg-query", "-S", *names], capture_output=True, text=True, check=False)
    if not asked.stdout:
        raise LookupError(f"no package of this system owns {library}")
    return asked.stdout.splitlines()[0].partition(": ")[0].partition(",")[0]


def _asked(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
