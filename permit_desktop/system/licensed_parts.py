"""What a package holds and under which licences, as its build wrote that down."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from permit_desktop.system.resources import resource


@dataclass(frozen=True, slots=True)
class LicensedPart:
    """Something in a package that has a licence of its own.

    Attributes:
        name: as its makers write it.
        version: empty where nobody knows it.
        licence: its licence's name, SPDX's where it has one; empty where only the text says it.
        inside: the name of the part that it lies inside; empty for those that stand by themselves.
        of_system: whether it was taken from the operating system on which the package was built.
        texts: the files that hold its licence.
    """

    name: str
    version: str
    licence: str
    inside: str
    of_system: bool
    texts: tuple[Path, ...]

    def text(self) -> str:
        """All of its licence, each file below its path."""
        return "\n\n".join(f"{file}\n\n{_read(file)}" for file in self.texts)


def licensed_parts() -> tuple[LicensedPart, ...]:
    """The parts in the order of the list; none in a checkout and in an installed wheel, which have no list."""
    try:
        folder = resource("licences")
    except FileNotFoundError:
        return ()
    listed = json.loads((folder / "parts.json").read_text("utf-8"))
    return tuple(
        LicensedPart(
            each["name"],
            each["version"],
            each["licence"],
            each["inside"],
            each["of_system"],
            tuple(folder / text for text in each["texts"]),
        )
        for each in listed
    )


def _read(file: Path) -> str:
    return file.read_text("utf-8", "replace").strip("\n")
