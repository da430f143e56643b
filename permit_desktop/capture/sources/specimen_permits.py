"""The specimens that ship with the program, as the simulated camera wants them."""

from __future__ import annotations

import json
from typing import Final

from permit_desktop.capture.sources.specimens import SpecimenPermit
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import Side
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import rectify
from permit_desktop.imaging.still_file import read_still_file
from permit_desktop.system.resources import resource

_PX_PER_MM: Final = 14.0
"""About the resolution of the shipped stills."""


def specimen_permits() -> tuple[SpecimenPermit, ...]:
    """Cuts both faces of every shipped permit out of its stills; takes about a second.

    Raises:
        FileNotFoundError: the program was installed without its specimens.
        StillError: one of them is damaged.
    """
    entries = json.loads(resource("specimens", "specimens.json").read_text(encoding="utf-8"))["specimens"]
    faces: dict[str, dict[str, Pixels]] = {}
    for entry in entries:
        permit = entry["file"].rpartition("-")[0]
        still = read_still_file(resource("specimens", entry["file"]))
        faces.setdefault(permit, {})[entry["side"]] = rectify(still, Quad.of(entry["outline"]), _PX_PER_MM)
    return tuple(SpecimenPermit(front=sides[Side.FRONT], back=sides[Side.BACK]) for sides in faces.values())
