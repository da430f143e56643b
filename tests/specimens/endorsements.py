"""Invented endorsements for the back, by the published rules on kinds, counts, lengths and remarks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Final

from permit_desktop.domain.dates import years_after
from permit_desktop.domain.permit import FieldName

ONCE: Final = "壹次往返有效"
TWICE: Final = "贰次往返有效"
MULTIPLE: Final = "多次往返有效"

FOURTEEN_DAYS_FROM: Final = date(2024, 5, 6)
"""Since this day a business endorsement allows 14 days a stay, before it 7."""
TALENT_FROM: Final = date(2024, 5, 6)
"""Talent endorsements are invented from this day on only, when they were no longer a pilot of one region."""

LATEST_START: Final = date(2026, 10, 31)
"""Nothing invented starts after this day, so that no specimen is from the future."""

_LONGEST_YEARS: Final = 3


class Destination(StrEnum):
    """Where an endorsement leads; the value is the block's name in the API."""

    HK = "endorsement_info_hk"
    MO = "endorsement_info_mo"
    TW = "endorsement_info_tw"

    @property
    def chinese(self) -> str:
        """The place as remarks name it."""
        return {Destination.HK: "香港", Destination.MO: "澳门", Destination.TW: "台湾"}[self]

    @property
    def letter(self) -> str:
        """The letter in the issuing information."""
        return {Destination.HK: "H", Destination.MO: "M", Destination.TW: "T"}[self]


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One endorsement.

    Attributes:
        destination: where it leads.
        kind: for example `个人旅游（G）`.
        round_trips: `贰次往返有效` …; None for the kinds that print no count.
        start, end: first and last day.
        remark_lines: one or two lines as printed.
        issue_info: for example `4400-H001`.
    """

    destination: Destination
    kind: str
    round_trips: str | None
    start: date
    end: date
    remark_lines: tuple[str, ...]
    issue_info: str

    @property
    def truth(self) -> dict[FieldName, str]:
        """The fields as the API spells them."""
        values = {
            "endorsement_type": self.kind,
            "endorsement_valid_period": f"{self.start:%Y.%m.%d}-{self.end:%Y.%m.%d}",
            "remark": "".join(self.remark_lines),
            "issue_info": self.issue_info,
        }
        if self.round_trips is not None:
            values["valid_round_trips"] = self.round_trips
        return {FieldName(f"{self.destination.value}.{name}"): value for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class _Terms:
    kind: str
    round_trips: str | None
    months: int
    days: int | None  # of one stay; None where the entry permission of the place rules
    with_group: bool = False
    from_first_entry: bool = False


def _hk_macao_terms(rng: Random, destination: Destination, start: date) -> _Terms:
    business_days = 14 if start >= FOURTEEN_DAYS_FROM else 7
    once_or_twice = ONCE if destination is Destination.MO else rng.choice((ONCE, TWICE))
    other = "其它（Q）" if rng.random() < 0.2 else "其他（Q）"
    kinds = [
        _Terms("个人旅游（G）", once_or_twice, rng.choice((3, 12)), 7),
        _Terms("团队旅游（L）", once_or_twice, rng.choice((3, 12)), 7, with_group=True),
        _Terms("探亲（T）", ONCE, 3, 14),
        _Terms("探亲（T）", MULTIPLE, 3, 90, from_first_entry=True),
        _Terms("探亲（T）", MULTIPLE, 12, 90),
        _Terms("商务（S）", rng.choice((ONCE, MULTIPLE)), 3, business_days),
        _Terms("商务（S）", MULTIPLE, 12, business_days),
        _Terms(other, rng.choice((ONCE, TWICE, MULTIPLE)), 3, 14),
        _Terms("逗留（D）", None, 12, None),
    ]
    if start >= TALENT_FROM:
        kinds.append(_Terms("人才（R）", MULTIPLE, 12 * rng.randint(1, _LONGEST_YEARS), 30))
    common = (6, 3, 1, 1, 1, 1, 2, 1, 1, 1)
    return rng.choices(kinds, common[: len(kinds)])[0]


def _taiwan_terms(rng: Random) -> _Terms:
    years = 12 * rng.randint(1, _LONGEST_YEARS)
    return rng.choice(
        (
            _Terms("团队旅游（L）", ONCE, 6, 15, with_group=True),
            _Terms("个人旅游（G）", ONCE, 6, 15),
            _Terms("探亲（T）", ONCE, 6, None),
            _Terms("探亲（T）", MULTIPLE, years, 90),
            _Terms("定居（D）", ONCE, 6, None),
            _Terms("应邀（Y）", ONCE, 6, None),
            _Terms("商务（F）", MULTIPLE, rng.choice((6, years)), 30),
            _Terms("学习（X）", MULTIPLE, years, None),
            _Terms("乘务（C）", MULTIPLE, years, 7),
            _Terms("其他（Q）", ONCE, 6, None),
        )
    )


def _remark_lines(destination: Destination, terms: _Terms) -> tuple[str, ...]:
    place = destination.chinese
    if terms.days is None:
        return (f"持证人须按照{place}进入许可的规定", f"入出{place}")
    stay = "停留" if destination is Destination.TW else "逗留"
    each = "" if terms.round_trips == ONCE else "每次"
    opening = f"持证人{each}在{place}{stay}不超过"
    if terms.from_first_entry:
        return (opening, f"自首次进入之日起{terms.days}天")
    if terms.with_group:
        return (f"{opening}{terms.days}天", "须随团出入境")
    return (f"{opening}{terms.days}天",)


def _months_after(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    first = date(start.year + years, month + 1, 1)
    last_day = (_next_month(first) - timedelta(days=1)).day
    return first.replace(day=min(start.day, last_day))


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def invent_endorsement(rng: Random, destination: Destination, region: str, earliest: date, latest: date) -> Endorsement:
    """An endorsement that starts and ends between two days.

    Args:
        region: the first two digits of the issuing place (GB/T 2260).
        earliest: the first day of the permit.
        latest: the last day of the permit; at least five years after the first.
    """
    last_start = min(years_after(latest, -_LONGEST_YEARS), LATEST_START)
    start = earliest + timedelta(days=rng.randrange(max(1, (last_start - earliest).days)))
    taiwan = destination is Destination.TW
    terms = _taiwan_terms(rng) if taiwan else _hk_macao_terms(rng, destination, start)
    end = years_after(start, terms.months // 12) if terms.months % 12 == 0 else _months_after(start, terms.months)
    city = "00" if rng.random() < 0.4 else f"{rng.randint(1, 21):02}"
    return Endorsement(
        destination=destination,
        kind=terms.kind,
        round_trips=terms.round_trips,
        start=start,
        end=end - timedelta(days=1),
        remark_lines=_remark_lines(destination, terms),
        issue_info=f"{region}{city}-{destination.letter}{rng.randint(1, 120):03}",
    )
