from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain import machine_line
from permit_desktop.domain.machine_line import Check
from permit_desktop.domain.permit import PermitType
from permit_desktop.domain.vocabulary import NUMBER_PATTERNS
from tests.domain.records import SPECIMEN_LINE

numbers = st.from_regex(NUMBER_PATTERNS[PermitType.HK_MACAO], fullmatch=True)
expiries = st.dates(date(2000, 1, 1), date(2099, 12, 31))
births = st.dates(date(1927, 1, 1), date(2026, 1, 1))
lines = st.builds(machine_line.compose, st.just(PermitType.HK_MACAO), numbers, expiries, births)
characters = st.sampled_from(machine_line.ALPHABET)

CHECKED_PLACES = [*range(2, 12), *range(13, 20), *range(21, 28), 29]


def value(character: str) -> int:
    """ICAO 9303 part 3, table of section 4.9, written out a second time."""
    if character == "<":
        return 0
    return int(character) if character.isdigit() else ord(character) - ord("A") + 10


def test_all_check_digits_of_the_published_specimen_hold() -> None:
    line = machine_line.parse(SPECIMEN_LINE)
    assert line.proved
    assert line.permit_type is PermitType.HK_MACAO
    assert (line.number, line.expiry_yymmdd, line.birth_yymmdd) == ("CA3273201", "290117", "810803")
    assert machine_line.is_well_formed(SPECIMEN_LINE)


def test_the_published_specimen_is_composed_again_from_its_data() -> None:
    composed = machine_line.compose(PermitType.HK_MACAO, "CA3273201", date(2029, 1, 17), date(1981, 8, 3))
    assert composed == SPECIMEN_LINE


@pytest.mark.parametrize(
    "line", ["CSC000000004<2404200<8108038<6", "CDL000000007<2901178<8108038<8"], ids=["hk-macao", "taiwan"]
)
def test_check_digits_computed_by_hand_hold(line: str) -> None:
    assert machine_line.parse(line).proved


def test_the_check_digit_of_the_standards_own_example_is_right() -> None:
    assert machine_line.check_digit("520727") == "3"  # ICAO 9303 part 3, section 4.9, example 1


def test_a_check_digit_refuses_characters_outside_the_alphabet() -> None:
    with pytest.raises(ValueError, match="substring"):
        machine_line.check_digit("C12a")


@given(st.sampled_from(PermitType), numbers, expiries, births)
def test_what_is_composed_is_parsed_back(document: PermitType, number: str, expiry: date, birth: date) -> None:
    text = machine_line.compose(document, number, expiry, birth)
    line = machine_line.parse(text)
    assert line.proved
    assert machine_line.is_well_formed(text)
    assert (line.permit_type, line.number) == (document, number)
    assert (line.expiry_yymmdd, line.birth_yymmdd) == (f"{expiry:%y%m%d}", f"{birth:%y%m%d}")


@given(lines, st.sampled_from(CHECKED_PLACES), characters)
def test_every_single_wrong_character_is_seen_unless_it_is_blind(line: str, place: int, character: str) -> None:
    right = line[place]
    damaged = line[:place] + character + line[place + 1 :]
    may_stand = (place == 2 and character.isalpha()) or (place == 3 and character not in "IO<")
    blind = value(character) % 10 == value(right) % 10 and may_stand
    assert machine_line.parse(damaged).proved is (blind or character == right)


@given(lines)
def test_a_blind_twin_passes_every_check_digit_and_is_a_possible_number(line: str) -> None:
    for twin in machine_line.blind_twins(line[2:11]):
        assert twin != line[2:11]
        assert NUMBER_PATTERNS[PermitType.HK_MACAO].fullmatch(twin)
        assert machine_line.parse(line[:2] + twin + line[11:]).proved


@pytest.mark.parametrize("pair", sorted("".join(sorted(pair)) for pair in machine_line.BLIND_PAIRS))
def test_both_members_of_a_blind_pair_are_each_others_twins(pair: str) -> None:
    one, other = (f"C{character}3273201" for character in pair)
    assert other in machine_line.blind_twins(one)
    assert one in machine_line.blind_twins(other)


@pytest.mark.parametrize("number", ["CB3273201", "C53273201", "C23273201", "L80000000", "L60000000", "", "C"])
def test_numbers_whose_look_alikes_a_check_digit_or_the_pattern_tells_apart_have_no_twin(number: str) -> None:
    assert machine_line.blind_twins(number) == ()


@given(st.text(max_size=40) | st.text(alphabet=machine_line.ALPHABET, min_size=30, max_size=30))
def test_parsing_takes_any_text(text: str) -> None:
    line = machine_line.parse(text)
    assert line.text == "".join(text.split())
    if len(line.text) != machine_line.LENGTH:
        checks = (line.number_check, line.expiry_check, line.birth_check, line.composite_check)
        assert set(checks) == {Check.UNREADABLE}
        assert (line.number, line.expiry_yymmdd, line.birth_yymmdd, line.proved) == (None, None, None, False)


def test_blanks_that_a_recogniser_puts_into_the_line_do_not_count() -> None:
    assert machine_line.parse(" CSCA3273201 0<2901178 <8108038<2\n").proved


def test_a_wrong_check_digit_refutes_only_its_own_block_and_the_whole_line() -> None:
    line = machine_line.parse("CSCA32732010<2901179<8108038<2")
    assert line.number == "CA3273201"
    assert line.expiry_yymmdd is None
    assert (line.expiry_check, line.birth_check) == (Check.REFUTED, Check.PROVED)
    assert line.composite_check is Check.REFUTED
    assert not line.proved


@pytest.mark.parametrize(
    ("damaged", "unreadable"),
    [
        ("CSCA3273201O<2901178<8108038<2", "number_check"),
        ("CSCA32732010<29O1178<8108038<2", "expiry_check"),
        ("CSCA32732010<2901178<81o8038<2", "birth_check"),
        ("CSCA32732010<2901178<8108038<<", "composite_check"),
        ("CSCA32732０10<2901178<8108038<2", "number_check"),
    ],
)
def test_a_character_that_cannot_stand_there_makes_its_check_unreadable(damaged: str, unreadable: str) -> None:
    assert getattr(machine_line.parse(damaged), unreadable) is Check.UNREADABLE


@pytest.mark.parametrize(
    "text",
    [
        "C5CA32732010<2901178<8108038<2",
        "CSCO32732010<2901178<8108038<2",
        "CSCA3273Z010<2901178<8108038<2",
        "CSCA327320102901178<8108038<2",
        "CSCA32732010X2901178<8108038<2",
        "cscA32732010<2901178<8108038<2",
    ],
)
def test_a_line_with_a_character_in_the_wrong_class_is_not_well_formed(text: str) -> None:
    assert not machine_line.is_well_formed(text)


@pytest.mark.parametrize("code", ["CR", "CT", "C<"])
def test_document_codes_of_sibling_documents_name_no_permit(code: str) -> None:
    assert machine_line.parse(code + SPECIMEN_LINE[2:]).permit_type is None


@given(lines, st.sampled_from([*range(4, 11), *range(13, 19), *range(21, 27)]))
def test_a_letter_with_the_value_of_the_digit_in_whose_place_it_stands_proves_nothing(line: str, place: int) -> None:
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1) if value(chr(code)) % 10 == int(line[place])]
    for letter in letters:
        parsed = machine_line.parse(line[:place] + letter + line[place + 1 :])
        checks = (parsed.number_check, parsed.expiry_check, parsed.birth_check)
        assert [check for check in checks if check is not Check.PROVED] == [Check.UNREADABLE]
        assert parsed.composite_check is Check.UNREADABLE
