"""Weighs the Chinese name against its pinyin: the card states the name twice, in two scripts.

The spelling rules are those of GB/T 28039-2011: surname first, no tones, the given name's syllables joined, ü as YU
(LYU, NYU) since 2012 and as U or V on older documents.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from permit_desktop.recognition.ctc import Candidate
from permit_desktop.recognition.zones import ZoneReading

_AGREEMENT: Final = math.log(400.0)
"""How much likelier a pair of readings is when the pinyin spells the characters: by chance they agree about once in the
number of syllables that the language has."""

_RARE: Final = math.log(30.0)
"""How much rarer in names a character outside GB 2312 is: most of those are traditional forms, which permits do not
print."""

_LONGEST_SURNAME: Final = 2


class PinyinTable:
    """Which syllables a character can be read as.

    Args:
        table: a text file with a syllable, a blank and the characters that it can write in each line.
    """

    def __init__(self, table: Path) -> None:
        self._syllables: Final = _read(table)

    def spells(self, pinyin: str, name: str) -> bool:
        """Whether `LYU, BU` is how `吕布` is spelled, by any reading of each character."""
        surname, comma, given = pinyin.replace(" ", "").replace("'", "").replace("-", "").partition(",")
        if not comma:
            return False
        characters = name.replace("·", "")
        return any(
            self._reads(characters[:split], surname) and self._reads(characters[split:], given)
            for split in range(1, min(_LONGEST_SURNAME, len(characters) - 1) + 1)
        )

    def _reads(self, characters: str, letters: str) -> bool:
        """Whether the characters' syllables can be joined to exactly these letters."""
        if not characters:
            return not letters
        return any(
            letters.startswith(syllable) and self._reads(characters[1:], letters[len(syllable) :])
            for syllable in self._syllables.get(characters[0], ())
        )


def settle_names(name: ZoneReading, pinyin: ZoneReading, table: PinyinTable) -> tuple[ZoneReading, ZoneReading]:
    """Chooses the best pair among the two zones' candidates; a pair that spells the same name outweighs its parts."""
    pairs = {
        (han, latin): han.log_probability
        + latin.log_probability
        + (_AGREEMENT if table.spells(latin.text, han.text) else 0.0)
        - _RARE * sum(_is_rare(character) for character in han.text)
        for han in name.candidates
        for latin in pinyin.candidates
    }
    han_weights: defaultdict[Candidate, float] = defaultdict(float)
    latin_weights: defaultdict[Candidate, float] = defaultdict(float)
    best = max(pairs.values())
    for (han, latin), log_weight in pairs.items():
        weight = math.exp(log_weight - best)
        han_weights[han] += weight
        latin_weights[latin] += weight
    return name.reweighed(han_weights), pinyin.reweighed(latin_weights)


def _is_rare(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character != "·"
    return False


def _read(table: Path) -> Mapping[str, tuple[str, ...]]:
    syllables: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for line in table.read_text(encoding="utf-8").splitlines():
        syllable, _, characters = line.partition(" ")
        for character in characters:
            syllables[character] += _spellings(syllable)
    return dict(syllables)


def _spellings(syllable: str) -> tuple[str, ...]:
    """How documents spell a syllable: `LÜ` as LYU, LV or LU."""
    if "Ü" not in syllable:
        return (syllable,)
    return tuple(syllable.replace("Ü", letters) for letters in ("YU", "V", "U"))
