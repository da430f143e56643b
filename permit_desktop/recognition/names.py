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

_TRADITIONAL: Final = math.log(100.0)
"""How much rarer in names a traditional form is than the simplified one that looks so much alike: permits print the
simplified ones."""
_RARE: Final = math.log(3.0)
"""How much rarer any other character outside GB 2312 is; parents like rare characters."""

_LONGEST_SURNAME: Final = 2


class NameTables:
    """What is known of the characters in names: how they are read, and how rare they are.

    Args:
        folder: with `pinyin.txt`, which has a syllable, a blank and the characters that it can write in each line, and
            `traditional.txt`, the characters that permits do not print.
    """

    def __init__(self, folder: Path) -> None:
        self._syllables: Final = _read(folder / "pinyin.txt")
        self._traditional: Final = frozenset((folder / "traditional.txt").read_text(encoding="utf-8").strip())

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

    def rarity(self, name: str) -> float:
        """Natural logarithm of how much rarer a name is for the characters in it."""
        return sum(self._rarity(character) for character in name)

    def _rarity(self, character: str) -> float:
        if character in self._traditional:
            return _TRADITIONAL
        try:
            character.encode("gb2312")
        except UnicodeEncodeError:
            return 0.0 if character == "·" else _RARE
        return 0.0

    def _reads(self, characters: str, letters: str) -> bool:
        """Whether the characters' syllables can be joined to exactly these letters."""
        if not characters:
            return not letters
        return any(
            letters.startswith(syllable) and self._reads(characters[1:], letters[len(syllable) :])
            for syllable in self._syllables.get(characters[0], ())
        )


def settle_names(name: ZoneReading, pinyin: ZoneReading, tables: NameTables) -> tuple[ZoneReading, ZoneReading]:
    """Chooses the best pair among the two zones' candidates; a pair that spells the same name outweighs its parts."""
    pairs = {
        (han, latin): han.log_probability
        + latin.log_probability
        + (_AGREEMENT if tables.spells(latin.text, han.text) else 0.0)
        - tables.rarity(han.text)
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


def _read(table: Path) -> Mapping[str, tuple[str, ...]]:
    syllables: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for line in table.read_text(encoding="utf-8").splitlines():
        syllable, _, characters = line.partition(" ")
        for character in characters:
            syllables[character] += _spellings(syllable)
    return dict(syllables)


def _spellings(syllable: str) -> tuple[str, ...]:
    """How documents spell a syllable: `LÜ` as LYU, LV or LU, or as it is."""
    if "Ü" not in syllable:
        return (syllable,)
    return tuple(syllable.replace("Ü", letters) for letters in ("YU", "V", "U", "Ü"))
