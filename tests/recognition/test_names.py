"""The Chinese name and its pinyin vouch for each other."""

from __future__ import annotations

import math

import pytest

from permit_desktop.domain.geometry import Box
from permit_desktop.recognition.ctc import Candidate
from permit_desktop.recognition.names import NameTables, settle_names
from permit_desktop.recognition.zones import ZoneReading

BOX = Box(30, 14, 12, 4)


@pytest.mark.parametrize(
    ("pinyin", "name"),
    [
        ("ZHENGJIAN, YANGBEN", "证件样本"),
        ("ZHANG, SAN", "张三"),
        ("LYU, BU", "吕布"),
        ("LU, BU", "吕布"),
        ("LV, BU", "吕布"),
        ("LÜ, BU", "吕布"),
        ("OUYANG, XIU", "欧阳修"),
        ("OU, YANGXIU", "欧阳修"),  # a single surname with two given characters is as possible
        ("ZENG, YUE", "曾乐"),
        ("CENG, LE", "曾乐"),
        ("SHAN, XIONG", "单雄"),
        ("A, NA'ER", "阿娜尔"),
    ],
)
def test_pinyin_spells_the_name(name_tables: NameTables, pinyin: str, name: str) -> None:
    assert name_tables.spells(pinyin, name)


@pytest.mark.parametrize(
    ("pinyin", "name"),
    [("ZHANG, SI", "张三"), ("ZHANG, SAN", "张"), ("ZHANGSAN", "张三"), ("ZHANG, SANSAN", "张三"), ("", "")],
)
def test_other_pinyin_does_not(name_tables: NameTables, pinyin: str, name: str) -> None:
    assert not name_tables.spells(pinyin, name)


def test_a_character_that_the_pinyin_spells_wins_over_a_slightly_likelier_one(name_tables: NameTables) -> None:
    name = _reading({"王明": 0.6, "王朋": 0.4})
    pinyin = _reading({"WANG, PENG": 0.9, "WANG, PFNG": 0.1})

    settled_name, settled_pinyin = settle_names(name, pinyin, name_tables)

    assert settled_name.text == "王朋"
    assert settled_pinyin.text == "WANG, PENG"
    assert settled_pinyin.margin > pinyin.margin


def test_a_clear_name_stands_although_the_pinyin_spells_another(name_tables: NameTables) -> None:
    name = _reading({"王明": 0.99999, "王朋": 0.00001})
    pinyin = _reading({"WANG, PENG": 1.0})

    assert settle_names(name, pinyin, name_tables)[0].text == "王明"


def test_a_traditional_form_gives_way_to_the_simplified_one_that_looks_alike(name_tables: NameTables) -> None:
    pinyin = _reading({"WANG, QIANG": 1.0})

    assert settle_names(_reading({"王強": 0.9, "王强": 0.1}), pinyin, name_tables)[0].text == "王强"


def test_a_rare_character_that_is_clearly_seen_is_kept(name_tables: NameTables) -> None:
    pinyin = _reading({"WANG, XIN": 1.0})

    assert settle_names(_reading({"王炘": 0.9, "王忻": 0.1}), pinyin, name_tables)[0].text == "王炘"


def _reading(chances: dict[str, float]) -> ZoneReading:
    return ZoneReading.of([Candidate(text, math.log(chance)) for text, chance in chances.items()], -0.1, BOX)
