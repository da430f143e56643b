"""Text from outside, made harmless before anything else of the program sees it."""

from __future__ import annotations

import unicodedata

# Controls, formats (such as the signs that turn the direction of writing round), lone surrogates, private and
# unassigned characters: none of them is printed on a permit, and some deceive the eye or break files.
_UNWANTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def plain_text(text: str, max_chars: int) -> str:
    """The text on one line, without invisible characters, blanks collapsed, cut after `max_chars`."""
    # Cut before cleaning, so that a huge text costs no more than a long one.
    kept = (
        " " if character.isspace() else character
        for character in text[: max_chars * 4]
        if character.isspace() or unicodedata.category(character) not in _UNWANTED
    )
    return " ".join("".join(kept).split())[:max_chars].rstrip()
