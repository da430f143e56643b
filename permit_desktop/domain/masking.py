"""Values as lists show them: enough to tell two apart, too little to take away."""

from __future__ import annotations

from typing import Final

HIDDEN: Final = "•"


def mask_number(number: str) -> str:
    """Keeps the document's letter and the last two characters: `C79485623` becomes `C••••••23`."""
    return number[:1] + HIDDEN * max(0, len(number) - 3) + number[-2:] if len(number) > 4 else HIDDEN * len(number)


def mask_name(name: str) -> str:
    """Keeps the first character, the surname of nearly all holders: `石生頔` becomes `石••`."""
    return name[:1] + HIDDEN * (len(name) - 1)
