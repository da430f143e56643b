"""The grammars hold everything that the cards print, and spell it as the API does."""

from __future__ import annotations

import pytest

from permit_desktop.domain.vocabulary import ENDORSEMENT_TYPES, REMARK_TEMPLATES, ROUND_TRIPS
from permit_desktop.recognition import grammars
from permit_desktop.recognition.ctc import Grammar
from permit_desktop.recognition.text_model import TextModel


@pytest.mark.parametrize(
    ("grammar", "held", "not_held"),
    [
        (grammars.NUMBER, ("C00000000", "CA3273201", "L12345678"), ("CI0000001", "CO1234567", "W12345678", "C1234567")),
        (grammars.MACHINE_LINE, ("CSCA32732010<2901178<8108038<2",), ("CSCA32732010<2901178<8108038<", "CSL")),
        (grammars.DATE, ("1981.08.03",), ("1981.13.03", "1881.08.03", "1981.8.3")),
        (
            grammars.ANY_PERIOD,
            ("2016.01.04 - 长期", "2106.13.32 - 2O26.01.03"),
            ("2016.01.04 - ", "2016.01.04", "2016.1.4 - 2026.1.3"),
        ),
        (
            grammars.SHORT_PERIOD,
            ("2016.1.4-2026.1.3", "2016.1.4 - 长期", "2016.11.14 - 2026.1.3"),
            ("2016.1.4 - ", "2016.1.4"),
        ),
        (grammars.NAME_EN, ("ZHENGJIAN, YANGBEN", "OUYANG,LI", "MA, A'LI"), ("ZHENGJIAN", ", LI")),
        (grammars.ISSUE_CODE, ("4302-H001", "4400-M001"), ("4302H001", "430-H001")),
        (grammars.SEX, ("男", "女"), ("男女", "")),
    ],
)
def test_holds_what_the_zone_prints_and_nothing_else(
    grammar: Grammar, held: tuple[str, ...], not_held: tuple[str, ...]
) -> None:
    for text in held:
        assert grammar.holds(text)
        assert set(text) <= set(grammar.alphabet)
    assert not any(grammar.holds(text) for text in not_held)


def test_every_kind_and_count_of_endorsement_is_held() -> None:
    head = grammars.endorsement_head()
    for kind in ENDORSEMENT_TYPES:
        assert head.holds(kind)
        for count in ROUND_TRIPS:
            assert head.holds(f"{kind} {count}")


@pytest.mark.parametrize("region", ["香港", "澳门", "台湾"])
def test_every_known_remark_is_held_line_by_line(region: str) -> None:
    lines = (grammars.remark_first((region,)), grammars.remark_second((region,)))
    for template in REMARK_TEMPLATES:
        for grammar, text in zip(lines, template, strict=False):
            assert grammar.holds(text.format(region=region, days=7))


@pytest.mark.parametrize("printed", ["2016.01.04-2026.01.03", "2016.01.04 - 2026.01.03", "2016.01.04—2026.01.03"])
def test_periods_are_spelled_as_in_the_api_however_they_are_printed(printed: str) -> None:
    assert grammars.PERIOD.holds(printed)
    assert grammars.spell_period(printed) == "2016.01.04 - 2026.01.03"
    assert grammars.spell_endorsement_period(printed) == "2016.01.04-2026.01.03"


def test_a_period_without_an_end_and_one_without_zeros_are_spelled_as_they_are_printed() -> None:
    assert grammars.spell_period("2016.01.04-长期") == "2016.01.04 - 长期"
    assert grammars.spell_endorsement_period("2016.1.4 — 2026.1.3") == "2016.1.4-2026.1.3"


def test_pinyin_and_heads_are_spelled_as_in_the_api() -> None:
    assert grammars.spell_name_en("ZHENGJIAN,YANGBEN") == "ZHENGJIAN, YANGBEN"
    assert grammars.spell_endorsement_head("个人旅游(G)  贰次往返有效") == "个人旅游（G）贰次往返有效"


@pytest.mark.parametrize("printed", ["刘〇", "王𬭎", "李𬍛宁", "㛃㛃"])
def test_names_hold_the_rare_characters_that_the_network_knows(printed: str, model: TextModel) -> None:
    grammar = grammars.name(model.characters)
    assert grammar.holds(printed)
    assert set(printed) <= set(grammar.alphabet)


def test_names_hold_no_letters_and_no_signs(model: TextModel) -> None:
    assert not set(grammars.name(model.characters).alphabet) & set("A1。，あアー々")
