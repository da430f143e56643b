"""The specimen permits that ship with the program, as flat faces for the simulated camera."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, overload

from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import Side
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.rectify import rectify

_PX_PER_MM: Final = 13.0


@dataclass(frozen=True, slots=True, eq=False)
class SpecimenPermit:
    """The two flat faces of an invented permit, upright, cut at their edges; uint8 (height, width, 3), BGR."""

    front: Pixels
    back: Pixels


class SpecimenPermits(Sequence[SpecimenPermit]):
    """The permits of a specimen folder, each decoded when it is asked for.

    The folder holds stills named `<permit>-front.jpg` and `<permit>-back.jpg`, and `specimens.json`, which gives for
    each of them the card's corners in the still, in the order of the card's own text.
    """

    def __init__(self, folder: Path) -> None:
        """Args: folder: usually `resource("specimens")`.

        Raises:
            FileNotFoundError: `specimens.json` is missing.
        """
        entries = json.loads((folder / "specimens.json").read_text("utf-8"))["specimens"]
        self._folder = folder
        self._outlines = {entry["file"]: Quad.of(entry["outline"]) for entry in entries}
        suffix = f"-{Side.FRONT}.jpg"
        self._permits = [name.removesuffix(suffix) for name in self._outlines if name.endswith(suffix)]

    def __len__(self) -> int:
        return len(self._permits)

    @overload
    def __getitem__(self, place: int) -> SpecimenPermit: ...
    @overload
    def __getitem__(self, place: slice) -> list[SpecimenPermit]: ...
    def __getitem__(self, place: int | slice) -> SpecimenPermit | list[SpecimenPermit]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        permit = self._permits[place]
        return SpecimenPermit(front=self._face(permit, Side.FRONT), back=self._face(permit, Side.BACK))

    def _face(self, permit: str, side: Side) -> Pixels:
        name = f"{permit}-{side}.jpg"
        still = decode_still((self._folder / name).read_bytes())
        return rectify(still, self._outlines[name], _PX_PER_MM)
