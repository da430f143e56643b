"""Makes resources/recognition/pinyin.txt: which characters each toneless syllable can write.

The table is derived once from the readings in the `pypinyin` package (`pip install pypinyin`), so that the program
needs neither that package nor its memory. Run from the top of the checkout: `python packaging/make_pinyin_table.py`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

TARGET = Path("resources/recognition/pinyin.txt")


def toneless(reading: str) -> str:
    """`lǚ` to `LÜ`: capital letters without tone marks."""
    parts = unicodedata.normalize("NFD", reading)
    letters = "".join(part for part in parts if part.isalpha() or part == "\u0308")
    return unicodedata.normalize("NFC", letters).upper()


def main() -> None:
    """Writes the table: a syllable, a blank, its characters; one syllable a line."""
    characters: defaultdict[str, set[str]] = defaultdict(set)
    for code, readings in pinyin_dict.items():
        if 0x4E00 <= code <= 0x9FFF:
            for reading in readings.split(","):
                characters[toneless(reading)].add(chr(code))
    lines = (f"{syllable} {''.join(sorted(known))}" for syllable, known in sorted(characters.items()))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
