"""Writes the specimens that ship with the program: `python -m tests.specimens.ship`.

Twelve stills of six invented permits, front and back, and `specimens.json` with the truth about them: for each file its
type, side, fields (as the API spells them) and the outlines of card and portrait in picture pixels.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import PermitType, Side
from tests.specimens.camera import aim, photograph
from tests.specimens.card import render_card
from tests.specimens.conditions import Recipe
from tests.specimens.desk import Desk
from tests.specimens.person import InventedPermit, invent
from tests.specimens.view import CARD, outline

FOLDER: Final = Path(__file__).parents[2] / "resources" / "specimens"

_RECIPE: Final = Recipe(
    sizes_px=((1600, 1067),),
    width_fraction=(0.76, 0.84),
    desks=(Desk.PLAIN,),
    tilt_deg=(0.5, 4.0),
    roll_deg=(-2.5, 2.5),
    aside=(0.0, 0.02),
    uneven=(0.02, 0.10),
    exposure=(0.96, 1.02),
    blur_mm=(0.01, 0.03),
    noise=(0.6, 1.2),
    jpeg=(82, 82),
)


@dataclass(frozen=True, slots=True)
class _Shipped:
    name: str
    seed: int
    permit_type: PermitType
    start: date
    adult: bool = True

    @property
    def permit(self) -> InventedPermit:
        return invent(self.seed, self.permit_type, start=self.start, adult=self.adult)


# Seeds whose endorsements last until 2028 and 2029, so that the demo's records are not all expired.
SHIPPED: Final = (
    _Shipped("hk-macao-1", 5050, PermitType.HK_MACAO, date(2021, 3, 16)),
    _Shipped("hk-macao-2", 4082, PermitType.HK_MACAO, date(2024, 9, 2)),
    # Ends within weeks of this program's first release, so that the demo has a finding to show.
    _Shipped("hk-macao-3", 37, PermitType.HK_MACAO, date(2016, 12, 14)),
    _Shipped("hk-macao-4", 41, PermitType.HK_MACAO, date(2025, 6, 23), adult=False),
    _Shipped("taiwan-1", 4131, PermitType.TAIWAN, date(2019, 7, 30)),
    _Shipped("taiwan-2", 4741, PermitType.TAIWAN, date(2023, 11, 8)),
)


def write_specimens(folder: Path) -> None:
    """Writes the twelve stills and their truth into a folder; the same bytes each time on one machine."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for shipped in SHIPPED:
        for side in Side:
            jpeg, entry = _take(shipped, side)
            (folder / entry["file"]).write_bytes(jpeg)
            entries.append(entry)
    text = json.dumps({"specimens": entries}, ensure_ascii=False, indent=2)
    (folder / "specimens.json").write_text(text + "\n", encoding="utf-8")


def _take(shipped: _Shipped, side: Side) -> tuple[bytes, dict[str, Any]]:
    rng = np.random.default_rng([shipped.seed, *side.value.encode()])
    scene = aim(_RECIPE, rng)
    card = render_card(shipped.permit, side, shipped.seed, scene.card_px_per_mm)
    entry = {
        "file": f"{shipped.name}-{side.value}.jpg",
        "type": shipped.permit_type.value,
        "side": side.value,
        "fields": {field.value: value for field, value in card.truth.items()},
        "outline": _corners(outline(scene.homography, CARD)),
        "portrait": _corners(outline(scene.homography, card.portrait)) if card.portrait else None,
    }
    return photograph(rng, _RECIPE, scene, card), entry


def _corners(quad: Quad) -> list[list[float]]:
    return [[round(point.x, 1), round(point.y, 1)] for point in quad]


if __name__ == "__main__":
    write_specimens(FOLDER)
