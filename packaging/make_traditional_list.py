"""Makes resources/recognition/traditional.txt: the characters that simplified Chinese writes otherwise.

The list is derived once from the conversion table in the `opencc-python-reimplemented` package (`pip install` it). A
character that GB 2312 holds as well is left out, as permits may print it. Run from the top of the checkout:
`python packaging/make_traditional_list.py`.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

TARGET = Path("resources/recognition/traditional.txt")


def is_simplified(character: str) -> bool:
    """Whether the simplified set of GB 2312 has the character."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    """Writes the list as one line."""
    table = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8")
    pairs = (line.split() for line in table.splitlines())
    traditional = {
        first
        for first, *simplified in pairs
        if len(first) == 1 and first not in simplified and not is_simplified(first)
    }
    TARGET.write_text("".join(sorted(traditional)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
