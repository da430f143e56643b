"""Invents the data of a permit: a person who does not exist, and endorsements that nobody was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from permit_desktop.domain import machine_line
from permit_desktop.domain.dates import years_after
from permit_desktop.domain.permit import FieldName, PermitType, Side
from tests.specimens.endorsements import LATEST_START, Destination, Endorsement, invent_endorsement
from tests.specimens.names import invent_name

FIRST_CARD: Final = {PermitType.HK_MACAO: date(2014, 5, 20), PermitType.TAIWAN: date(2016, 12, 26)}
"""The day the first card of either type was issued; before it there were booklets."""

AUTHORITY_RENAMED: Final = date(2018, 10, 1)
"""From about here on cards name the new authority; sources differ by some months."""

PLACES: Final = {
    "北京": "11", "天津": "12", "河北": "13", "山西": "14", "内蒙古": "15", "辽宁": "21", "吉林": "22", "黑龙江": "23",
    "上海": "31", "江苏": "32", "浙江": "33", "安徽": "34", "福建": "35", "江西": "36", "山东": "37", "河南": "41",
    "湖北": "42", "湖南": "43", "广东": "44", "广西": "45", "海南": "46", "重庆": "50", "四川": "51", "贵州": "52",
    "云南": "53", "西藏": "54", "陕西": "61", "甘肃": "62", "青海": "63", "宁夏": "64", "新疆": "65",
}  # fmt: skip
"""Short names of the 31 provinces with the first two digits of their GB/T 2260 codes."""

_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # a number's second character is never I or O
_EARLIEST_BIRTH: Final = date(1930, 1, 1)  # with two digits a year, older holders and infants could not be told apart


@dataclass(frozen=True, slots=True)
class InventedPermit:
    """Everything that one permit says on its two sides.

    Attributes:
        permit_type: which of the two documents.
        number: nine characters.
        name, name_en: `张三` and `ZHANG, SAN`.
        sex: 男 or 女.
        birth: the birth date.
        start, end: first and last day of the validity.
        place: short name of a province.
        endorsements: one for Taiwan, one or two for Hong Kong and Macao.
    """

    permit_type: PermitType
    number: str
    name: str
    name_en: str
    sex: str
    birth: date
    start: date
    end: date
    place: str
    endorsements: tuple[Endorsement, ...]

    @property
    def title(self) -> str:
        """The document's title as it is printed."""
        return self.permit_type.value

    @property
    def authority(self) -> str:
        """The authority as the card's first day suggests."""
        return "公安部出入境管理局" if self.start < AUTHORITY_RENAMED else "中华人民共和国出入境管理局"

    @property
    def machine_code(self) -> str:
        """The machine-readable line."""
        return machine_line.compose(self.permit_type, self.number, self.end, self.birth)

    def truth(self, side: Side) -> dict[FieldName, str]:
        """What a perfect reader returns for a side, spelled as the API spells it."""
        fields = {FieldName.TYPE: self.permit_type.value, FieldName.SIDE: side.value}
        if side is Side.BACK:
            for endorsement in self.endorsements:
                fields |= endorsement.truth
            return fields
        return fields | {
            FieldName.NUMBER: self.number,
            FieldName.NAME: self.name,
            FieldName.NAME_EN: self.name_en,
            FieldName.SEX: self.sex,
            FieldName.BIRTH_DATE: f"{self.birth:%Y.%m.%d}",
            FieldName.VALID_PERIOD: f"{self.start:%Y.%m.%d} - {self.end:%Y.%m.%d}",
            FieldName.ISSUING_AUTHORITY: self.authority,
            FieldName.ISSUE_PLACE: self.place,
            FieldName.MACHINE_CODE: self.machine_code,
        }


def invent(
    seed: int, permit_type: PermitType, *, start: date | None = None, adult: bool | None = None
) -> InventedPermit:
    """Invents a permit; the same seed gives the same permit.

    Args:
        start: its first day; invented when None.
        adult: whether the holder was 16 or older; invented when None.
    """
    rng = Random(f"permit {seed} {permit_type.name}")
    if start is None:
        first = FIRST_CARD[permit_type]
        start = first + timedelta(days=rng.randrange((LATEST_START - first).days))
    if adult is None:
        adult = rng.random() < 0.85
    # Three months between a sixteenth birthday and the first day keep the kind of validity beyond doubt.
    ages_days = (16 * 366 + 92, (start - _EARLIEST_BIRTH).days) if adult else (30, 16 * 365 - 92)
    end = years_after(start, 10 if adult else 5) - timedelta(days=1)
    name = invent_name(rng)
    place = rng.choice(tuple(PLACES))
    return InventedPermit(
        permit_type=permit_type,
        number=_invent_number(rng, permit_type),
        name=name.characters,
        name_en=name.pinyin,
        sex=rng.choice("男女"),
        birth=start - timedelta(days=rng.randrange(*ages_days)),
        start=start,
        end=end,
        place=place,
        endorsements=tuple(
            invent_endorsement(rng, destination, PLACES[place], start, end)
            for destination in _invent_destinations(rng, permit_type)
        ),
    )


def _invent_number(rng: Random, permit_type: PermitType) -> str:
    if permit_type is PermitType.TAIWAN:
        return f"L{rng.randrange(10**8):08}"
    if rng.random() < 0.5:
        return f"C{rng.randrange(10**8):08}"
    return f"C{rng.choice(_LETTERS)}{rng.randrange(10**7):07}"


def _invent_destinations(rng: Random, permit_type: PermitType) -> tuple[Destination, ...]:
    if permit_type is PermitType.TAIWAN:
        return (Destination.TW,)
    return rng.choices(((Destination.HK, Destination.MO), (Destination.HK,), (Destination.MO,)), (6, 2, 2))[0]
