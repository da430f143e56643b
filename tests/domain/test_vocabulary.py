from __future__ import annotations

import pytest

from permit_desktop.domain import vocabulary
from permit_desktop.domain.endorsements import USUAL
from permit_desktop.domain.permit import FieldName, PermitType


def test_there_are_31_places_of_issue_each_once() -> None:
    assert len(set(vocabulary.ISSUE_PLACES)) == len(vocabulary.ISSUE_PLACES) == 31


def test_every_kind_carries_its_letter_in_full_width_brackets() -> None:
    for kinds in vocabulary.ENDORSEMENT_TYPES_BY_PERMIT.values():
        for kind in kinds:
            name, letter = kind[:-3], kind[-2]
            assert kind == f"{name}（{letter}）"
            assert letter.isascii()
            assert letter.isupper()


def test_a_letter_means_one_kind_within_a_document() -> None:
    for kinds in vocabulary.ENDORSEMENT_TYPES_BY_PERMIT.values():
        letters = [kind[-2] for kind in kinds if kind != "其它（Q）"]
        assert len(set(letters)) == len(letters)


def test_the_blocks_are_those_of_the_fields() -> None:
    blocks = {field.block for field in FieldName} - {None}
    assert set(vocabulary.ENDORSEMENT_BLOCKS) == set(vocabulary.REGIONS) == set(USUAL) == blocks
    assert set(vocabulary.ISSUE_INFO_PATTERNS) == blocks


def test_usual_endorsements_use_the_printed_words() -> None:
    for block, kinds in USUAL.items():
        known = {kind[-2] for kind in vocabulary.ENDORSEMENT_TYPES_BY_PERMIT[vocabulary.ENDORSEMENT_BLOCKS[block]]}
        assert set(kinds) <= known
        for lengths in kinds.values():
            assert set(lengths) <= set(vocabulary.ROUND_TRIPS)


@pytest.mark.parametrize(
    ("block", "remark"),
    [
        ("endorsement_info_hk", "持证人每次在香港逗留不超过7天"),
        ("endorsement_info_mo", "持证人在澳门逗留不超过7天"),
        ("endorsement_info_hk", "持证人在香港逗留不超过7天须随团出入境"),
        ("endorsement_info_mo", "持证人须按照澳门进入许可的规定入出澳门"),
    ],
)
def test_the_known_remarks_are_listed(block: str, remark: str) -> None:
    assert remark in vocabulary.remarks(block)


@pytest.mark.parametrize("block", vocabulary.ENDORSEMENT_BLOCKS)
def test_remarks_are_distinct_filled_in_and_name_their_own_region_alone(block: str) -> None:
    remarks = vocabulary.remarks(block)
    assert len(set(remarks)) == len(remarks)
    others = [region for name, region in vocabulary.REGIONS.items() if name != block]
    for remark in remarks:
        assert vocabulary.REGIONS[block] in remark
        assert not any(mark in remark for mark in ("{", "}", *others))


@pytest.mark.parametrize(
    ("document", "number"),
    [(PermitType.HK_MACAO, "C00000000"), (PermitType.HK_MACAO, "CA0000001"), (PermitType.TAIWAN, "L00000000")],
)
def test_numbers_of_every_series_fit_their_pattern(document: PermitType, number: str) -> None:
    assert vocabulary.NUMBER_PATTERNS[document].fullmatch(number)


@pytest.mark.parametrize("number", ["CI0000001", "CO0000001", "C０0000000", "T00000000", "W00000000", "C000000000"])
def test_numbers_of_other_documents_fit_none(number: str) -> None:
    assert not any(pattern.fullmatch(number) for pattern in vocabulary.NUMBER_PATTERNS.values())
