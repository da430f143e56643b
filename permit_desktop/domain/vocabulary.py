"""The words and spellings that permits print: closed lists, number formats, remark texts.

Readers decode against them, the specimen renderer draws from them, and the findings compare with them. Sources: the
issuing authority's announcements and published specimens, and a card printer's demonstration program for the backs.
What the Taiwan permit's back prints is not published; it is taken to use the same sentences.
"""

from __future__ import annotations

import re
from typing import Final

from permit_desktop.domain.permit import PermitType

OTHER_TITLES: Final = (
    "前往港澳通行证",
    "因公往来香港澳门特别行政区通行证",
    "港澳居民来往内地通行证",
    "台湾居民来往大陆通行证",
    "出入境通行证",
    "港澳居民居住证",
    "台湾居民居住证",
    "居民身份证",
    "永久居留身份证",
    "护照",
    "旅行证",
)
"""The titles of documents of the same authorities, some of whose cards are laid out alike."""

SEXES: Final = ("男", "女")

ISSUING_AUTHORITIES: Final = ("中华人民共和国出入境管理局", "公安部出入境管理局")
"""The authority since its change of name in 2018–2019, and before; cards of those years carry either."""

# fmt: off
ISSUE_PLACES: Final = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江",
    "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
    "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州",
    "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆",
)
# fmt: on
"""The short names of the 31 provinces, regions and municipalities whose authorities issue permits (GB/T 2260 order)."""

NUMBER_PATTERNS: Final = {
    PermitType.HK_MACAO: re.compile(r"C(?:[0-9]{8}|[A-HJ-NP-Z][0-9]{7})"),
    PermitType.TAIWAN: re.compile(r"L[0-9]{8}"),
}
"""Permit numbers of the cards; the letter that follows C since 2018 is neither I nor O (announcement of 2018-12-10)."""

ENDORSEMENT_BLOCKS: Final = {
    "endorsement_info_hk": PermitType.HK_MACAO,
    "endorsement_info_mo": PermitType.HK_MACAO,
    "endorsement_info_tw": PermitType.TAIWAN,
}
"""The blocks of a back (`FieldName.block`) and the document that carries each."""

REGIONS: Final = {"endorsement_info_hk": "香港", "endorsement_info_mo": "澳门", "endorsement_info_tw": "台湾"}
"""The destination that the remarks of a block name."""

ENDORSEMENT_TYPES_BY_PERMIT: Final = {
    PermitType.HK_MACAO: (
        "探亲（T）",
        "商务（S）",
        "团队旅游（L）",
        "个人旅游（G）",
        "其他（Q）",
        "其它（Q）",
        "逗留（D）",
        "人才（R）",
    ),
    PermitType.TAIWAN: (
        "团队旅游（L）",
        "个人旅游（G）",
        "探亲（T）",
        "定居（D）",
        "应邀（Y）",
        "商务（F）",
        "学习（X）",
        "乘务（C）",
        "其他（Q）",
        "其它（Q）",
        "居留（J）",
    ),
}
"""The endorsement kinds as printed, with the full-width brackets; some printing tools spell 其他 as 其它."""

ENDORSEMENT_TYPES: Final = tuple(
    dict.fromkeys(kind for kinds in ENDORSEMENT_TYPES_BY_PERMIT.values() for kind in kinds)
)
"""All endorsement kinds of both documents, each once."""

ROUND_TRIPS: Final = ("壹次往返有效", "贰次往返有效", "多次往返有效")
"""How often an endorsement may be used: once, twice, many times."""

ISSUE_INFO_PATTERNS: Final = {
    "endorsement_info_hk": re.compile(r"[0-9]{4}-H[0-9]{3}"),
    "endorsement_info_mo": re.compile(r"[0-9]{4}-M[0-9]{3}"),
    "endorsement_info_tw": re.compile(r"[0-9]{4}-[A-Z][0-9]{3}"),
}
"""The issue code of each block: place (four digits, GB/T 2260), destination, serial; Taiwan's letter is not known."""

REMARK_TEMPLATES: Final = (
    ("持证人在{region}逗留不超过{days}天",),
    ("持证人每次在{region}逗留不超过{days}天",),
    ("持证人在{region}逗留不超过{days}天", "须随团出入境"),
    ("持证人每次在{region}逗留不超过{days}天", "须随团出入境"),
    ("持证人在{region}逗留不超过", "自首次进入之日起{days}天"),
    ("持证人每次在{region}逗留不超过", "自首次进入之日起{days}天"),
    ("持证人须按照{region}进入许可的规定", "入出{region}"),
)
"""The remarks, one string a printed line, with the destination and the days of stay to fill in."""

STAY_DAYS: Final = (7, 14, 30, 90)
"""The days of stay that the rules since 2014 know."""


def remarks(block: str) -> tuple[str, ...]:
    """Every remark that an endorsement block can carry, its lines joined as in the field's value.

    Args:
        block: one of `ENDORSEMENT_BLOCKS`.
    """
    region = REGIONS[block]
    return tuple(
        dict.fromkeys(
            "".join(template).format(region=region, days=days) for template in REMARK_TEMPLATES for days in STAY_DAYS
        )
    )
