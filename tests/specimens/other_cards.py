"""Cards and sheets that are no permit, for readers to refuse. All of them are invented."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from random import Random

import numpy as np

from permit_desktop.domain.geometry import Box
from tests.specimens.artwork import PALETTES, Canvas, paint_ground
from tests.specimens.card import DPI_300, CardImage, finish, print_mark, size_px
from tests.specimens.figure import draw_figure
from tests.specimens.lettering import CHINESE, CHINESE_BOLD, LATIN, NOTO_SANS, OCR_B, Face, Line, Plate, print_ink
from tests.specimens.names import invent_name

_INK = (40, 35, 35)


class OtherCard(StrEnum):
    """A kind of thing that is no permit."""

    BLANK = "blank"
    LOYALTY = "loyalty"
    RESIDENT = "resident"
    HOME_RETURN = "home_return"
    PRINTED = "printed"


def render_other_card(other: OtherCard, seed: int, px_per_mm: float = DPI_300) -> CardImage:
    """Renders one of them in the size of a card; `truth` and `ink` are empty."""
    rng = Random(f"other {other.value} {seed}")
    width, height = size_px(px_per_mm)
    if other is OtherCard.LOYALTY:
        canvas = _loyalty_ground(rng, width, height)
    elif other in (OtherCard.BLANK, OtherCard.PRINTED):
        canvas = np.full((height, width, 3), rng.uniform(225, 250), np.float32)
    else:
        canvas = paint_ground(rng, width, height, px_per_mm, rng.choice(PALETTES))
    portrait = _portrait(rng, canvas, px_per_mm, other)
    plate = Plate(width, height, px_per_mm)
    for line in _lines(rng, other):
        plate.write(line)
    ink = (245, 245, 245) if other is OtherCard.LOYALTY else _INK
    print_ink(canvas, plate.coverage, ink, 0.95)
    if other is not OtherCard.BLANK:
        print_mark(canvas, px_per_mm, ink)
    return finish(canvas, px_per_mm, {}, portrait, {})


def _loyalty_ground(rng: Random, width: int, height: int) -> Canvas:
    first, second = (np.array([rng.uniform(20, 150) for _ in range(3)], np.float32) for _ in range(2))
    blend = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    return np.repeat(first * blend + second * (1 - blend), height, axis=0)


def _portrait(rng: Random, canvas: Canvas, px_per_mm: float, other: OtherCard) -> Box | None:
    places = {OtherCard.RESIDENT: Box(56, 9, 22, 28), OtherCard.HOME_RETURN: Box(4.5, 12, 19, 24)}
    place = places.get(other)
    if place is None:
        return None
    left, top, width, height = (
        round(length * px_per_mm) for length in (place.x_mm, place.y_mm, place.width_mm, place.height_mm)
    )
    canvas[top : top + height, left : left + width] = draw_figure(rng, width, height)
    return place


def _lines(rng: Random, other: OtherCard) -> list[Line]:
    chinese, latin = rng.choice(CHINESE), rng.choice(LATIN)
    painters: dict[OtherCard, Callable[[], list[Line]]] = {
        OtherCard.BLANK: list,
        OtherCard.LOYALTY: lambda: _loyalty_lines(rng, latin),
        OtherCard.RESIDENT: lambda: _resident_lines(rng, chinese),
        OtherCard.HOME_RETURN: lambda: _home_return_lines(rng, chinese, latin),
        OtherCard.PRINTED: lambda: _printed_lines(rng, chinese),
    }
    return painters[other]()


def _loyalty_lines(rng: Random, latin: Face) -> list[Line]:
    number = " ".join(f"{rng.randrange(10**4):04}" for _ in range(4))
    shop = rng.choice(("TEAHOUSE CLUB", "NORTH STAR BOOKS", "HARBOUR GYM", "GREEN MARKET"))
    return [
        Line(shop, latin, 6.0, 6, 11),
        Line("会员卡", rng.choice(CHINESE_BOLD), 5.0, 6, 20),
        Line(number, OCR_B, 4.6, 8, 34),
        Line(f"MEMBER SINCE {rng.randint(2008, 2025)}", latin, 2.6, 8, 45),
    ]


def _resident_lines(rng: Random, chinese: Face) -> list[Line]:
    birth = f"{rng.randint(1950, 2005)}  年 {rng.randint(1, 12)} 月 {rng.randint(1, 28)} 日"
    number = f"{rng.randrange(10**17):017}{rng.choice('0123456789X')}"
    return [
        Line(f"姓　名　{invent_name(rng).characters}", chinese, 3.2, 6, 10),
        Line(f"性　别　{rng.choice('男女')}　　民　族　汉", chinese, 3.0, 6, 17),
        Line(f"出　生　{birth}", chinese, 3.0, 6, 23),
        Line(f"住　址　某省某市某区某路{rng.randint(1, 300)}号", chinese, 3.0, 6, 30),
        Line("身份号码", chinese, 3.0, 6, 46),
        Line(number, OCR_B, 4.2, 26, 46),
    ]


def _home_return_lines(rng: Random, chinese: Face, latin: Face) -> list[Line]:
    name = invent_name(rng)
    number = f"H{rng.randrange(10**8):08}"
    surname, given = name.pinyin.split(", ")
    birth, expiry = f"{rng.randint(50, 99)}0{rng.randint(1, 9)}1{rng.randint(0, 9)}", f"3{rng.randint(0, 5)}0512"
    rows = (f"CR{number}1<{rng.randrange(10**9):09}", f"{birth}4M{expiry}7CHN", f"{surname}<<{given}")
    return [
        Line("港澳居民来往内地通行证", rng.choice(CHINESE_BOLD), 4.4, 14, 6),
        Line(name.characters, chinese, 3.8, 27, 14),
        Line(name.pinyin, latin, 2.8, 27, 19),
        Line(
            f"{rng.randint(1950, 1999)}.0{rng.randint(1, 9)}.1{rng.randint(0, 9)}　{rng.choice('男女')}",
            chinese,
            3,
            27,
            24,
        ),
        Line("2021.05.13 - 2031.05.12", latin, 2.8, 27, 29.5),
        Line(number, latin, 3.4, 58, 14),
        *(Line(f"{row:<<30}"[:30], OCR_B, 3.4, 7, 40 + 4.4 * place, 2.4) for place, row in enumerate(rows)),
    ]


def _printed_lines(rng: Random, chinese: Face) -> list[Line]:
    words = "请在窗口取号后等候叫号办理业务时出示本人有效证件谢谢合作"
    return [
        Line("".join(rng.choice(words) for _ in range(22)), chinese if row else NOTO_SANS, 3.2, 6, 8 + 5 * row)
        for row in range(8)
    ]
