"""What each zone of the card can hold, as grammars for the decoder, and how the API spells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

import regex

from permit_desktop.domain.permit import PermitType
from permit_desktop.domain.vocabulary import (
    ENDORSEMENT_TYPES,
    ISSUE_PLACES,
    ISSUING_AUTHORITIES,
    ROUND_TRIPS,
    SEXES,
)
from permit_desktop.recognition.ctc import Grammar

_DIGITS: Final = "0123456789"
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_YEAR: Final = "(?:19|20)[0-9]{2}"
_DATE: Final = rf"{_YEAR}\.(?:0[1-9]|1[0-2])\.(?:0[1-9]|[12][0-9]|3[01])"
_ANY_DATE: Final = r"[0-9A-Z]{4}\.[0-9A-Z]{2}\.[0-9A-Z]{2}"
_SHORT_DATE: Final = r"[0-9A-Z]{4}\.[0-9A-Z]{1,2}\.[0-9A-Z]{1,2}"
_DASH: Final = " ?[-—–] ?"
_NO_END: Final = "长期"


def one_of(texts: Iterable[str]) -> Grammar:
    """A closed list."""
    listed = tuple(texts)
    alphabet = "".join(sorted(set("".join(listed))))
    return Grammar.of("|".join(re.escape(text) for text in listed), alphabet)


TITLE: Final = one_of(PermitType)
SEX: Final = one_of(SEXES)
ISSUING_AUTHORITY: Final = one_of(ISSUING_AUTHORITIES)
ISSUE_PLACE: Final = one_of(ISSUE_PLACES)
NUMBER: Final = Grammar.of(r"C(?:[0-9]{8}|[A-HJ-NP-Z][0-9]{7})|L[0-9]{8}", _DIGITS + _LETTERS)
ANY_NUMBER: Final = Grammar.of(r"[A-Z0-9]{8,10}", _DIGITS + _LETTERS)
"""A number as it is printed, whether permits have such ones or not."""
DATE: Final = Grammar.of(_DATE, _DIGITS + ".")
ANY_DATE: Final = Grammar.of(_ANY_DATE, _DIGITS + _LETTERS + ".")
"""A day as it is printed, whether the calendar has it or not."""
SHORT_DATE: Final = Grammar.of(_SHORT_DATE, _DIGITS + _LETTERS + ".")
"""The same without zeros before its digits."""
PERIOD: Final = Grammar.of(rf"{_DATE}{_DASH}{_DATE}", _DIGITS + ".- —–")
ANY_PERIOD: Final = Grammar.of(rf"{_ANY_DATE}{_DASH}(?:{_ANY_DATE}|{_NO_END})", _DIGITS + _LETTERS + ".- —–" + _NO_END)
"""Two days as they are printed, or one with no end."""
SHORT_PERIOD: Final = Grammar.of(
    rf"{_SHORT_DATE}{_DASH}(?:{_SHORT_DATE}|{_NO_END})", _DIGITS + _LETTERS + ".- —–" + _NO_END
)
"""The same without zeros before their digits."""
NAME_EN: Final = Grammar.of(r"[A-Z]+(?:[ '-][A-Z]+)*, ?[A-Z]+(?:[ '-][A-Z]+)*", _LETTERS + ", '-")
ANY_NAME_EN: Final = Grammar.of(r"[A-ZÜ]{2,}(?:[ '-][A-ZÜ]+)*(?:, ?[A-ZÜ]+(?:[ '-][A-ZÜ]+)*)?", _LETTERS + "Ü, '-")
"""A name in letters without a comma, for not everybody has a surname, and one with Ü, which permits spell YU."""
MACHINE_LINE: Final = Grammar.of(
    r"C(?:SC[A-HJ-NP-Z0-9]|DL[0-9])[0-9]{7}[0-9]<[0-9]{7}<[0-9]{7}<[0-9]", _DIGITS + _LETTERS + "<"
)
ANY_MACHINE_LINE: Final = Grammar.of(r"[A-Z0-9<]{30}", _DIGITS + _LETTERS + "<")
"""Thirty characters as they are printed, whatever they say."""
FOOTER: Final = Grammar.of(
    r"预存指纹信息[（(](?:[RL][0-9]){1,2}V?[A-Z]{0,2}[)）][，,]可按规定自助通关",
    "预存指纹信息可按规定自助通关，,（()）" + _DIGITS + _LETTERS,
)
"""The sentence on automatic border gates at a back's foot, with the fingers that it names."""
ISSUE_CODE: Final = Grammar.of(r"[0-9]{4}-[A-Z][0-9]{3}", _DIGITS + _LETTERS + "-")
ANY_ISSUE_CODE: Final = Grammar.of(r"[A-Z0-9]{3,5}-[A-Z0-9]{3,5}", _DIGITS + _LETTERS + "-")
"""An issue code as it is printed."""


def name(characters: Iterable[str]) -> Grammar:
    """Chinese names: two or more Han characters, with the dot of minority names.

    Args:
        characters: those that the network knows.
    """
    return Grammar.of(r"[^·]{2,}(?:·[^·]+)*", _han(characters) + "·")


def unknown_authority(characters: Iterable[str]) -> Grammar:
    """An issuing authority that is not listed; longer than the label above it.

    Args:
        characters: those that the network knows.
    """
    return Grammar.of(r".{5,24}", _simplified(characters))


def unknown_place(characters: Iterable[str]) -> Grammar:
    """A place of issue that is not listed; it does not begin as the label above it does.

    Args:
        characters: those that the network knows.
    """
    return Grammar.of(r"(?!签发).{2,10}", _simplified(characters))


def sentence(characters: Iterable[str]) -> Grammar:
    """Any Chinese sentence: the remarks that are not among the known ones.

    Args:
        characters: those that the network knows.
    """
    signs = "，。、；：（）()"
    return Grammar.of(rf"[^{signs}0-9].{{2,}}", _han(characters) + _DIGITS + _LETTERS + signs)


def _han(characters: Iterable[str]) -> str:
    """The Han characters, those of names beyond the first 65,536 too."""
    return "".join(regex.findall(r"[\p{Unified_Ideograph}〇]", "".join(characters)))


def _simplified(characters: Iterable[str]) -> str:
    """The Han characters of GB 2312, without the traditional forms that look so much alike."""
    return "".join(character for character in _han(characters) if character.encode("gb2312", "ignore"))


def endorsement_head() -> Grammar:
    """The first line of a block: the kind, and how often it may be used where that is printed."""
    kinds = "|".join(re.escape(kind).replace("（", "[（(]").replace("）", "[）)]") for kind in ENDORSEMENT_TYPES)
    counts = "|".join(ROUND_TRIPS)
    alphabet = "".join(sorted(set("".join((*ENDORSEMENT_TYPES, *ROUND_TRIPS, "() ")))))
    return Grammar.of(rf"(?:{kinds}) *(?:{counts})?", alphabet)


def unknown_head(characters: Iterable[str]) -> Grammar:
    """A block's first line with words that are not known yet: some kind, its letter in brackets, some count.

    Args:
        characters: those that the network knows.
    """
    return Grammar.of(
        r"[^0-9A-Z（()）]{2,8}[（(][A-Z][）)] *[^0-9A-Z（()）]{0,12}", _han(characters) + _LETTERS + "（()） "
    )


def remark_first(regions: Iterable[str]) -> Grammar:
    """The first line of a block's remark.

    Args:
        regions: the destinations that it may name, as printed.
    """
    region = "|".join(regions)
    return _sentences(
        rf"持证人(?:每次)?在(?:{region})[逗停]留不超过(?:[0-9]{{1,3}}天)?|持证人须按照(?:{region})进入许可的规定",
        region,
    )


def remark_second(regions: Iterable[str]) -> Grammar:
    """The second line of a block's remark, where it has one."""
    region = "|".join(regions)
    return _sentences(rf"须随团出入境|自首次进入之日起[0-9]{{1,3}}天|入出(?:{region})", region)


def _sentences(pattern: str, region: str) -> Grammar:
    words = "持证人每次在逗停留不超过天须按照进入许可的规定须随团出入境自首次进入之日起入出" + region + _DIGITS
    return Grammar.of(pattern, "".join(sorted(set(words) - {"|"})))


def spell_period(text: str) -> str:
    """`2016.01.04 - 2026.01.03`, as the API spells a permit's validity."""
    return " - ".join(re.split(_DASH, text))


def spell_endorsement_period(text: str) -> str:
    """`2014.04.21-2015.04.20`, as the API spells an endorsement's validity."""
    return "-".join(re.split(_DASH, text))


def spell_name_en(text: str) -> str:
    """`ZHANG, SAN`: one blank after the comma."""
    return ", ".join(part.strip() for part in text.split(","))


def spell_endorsement_head(text: str) -> str:
    """Full-width brackets, no blanks: the kind is all up to the bracket, the count what follows it."""
    return text.replace("(", "（").replace(")", "）").replace(" ", "")


Spelling: TypeAlias = Callable[[str], str]
"""A function from a text of a grammar to the API's spelling of it."""


def as_read(text: str) -> str:
    """The text as the network spells it."""
    return text
