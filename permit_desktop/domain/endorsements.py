"""Which endorsements are usual: kinds, round trips and lengths in the published rules since 2014.

The rules change often, and cities have their own; an endorsement outside these tables deserves a look, no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_ONCE, _TWICE, _MANY = "壹次往返有效", "贰次往返有效", "多次往返有效"
_YEARS_1_TO_3: Final = frozenset({12, 24, 36})
_YEARS_1_TO_5: Final = frozenset({12, 24, 36, 48, 60})

Lengths = Mapping[str, frozenset[int]]
"""For each number of round trips, the usual lengths in months."""

_FAMILY_OR_BUSINESS: Final[Lengths] = {_ONCE: frozenset({3}), _MANY: frozenset({3, 12})}
_TALENT: Final[Lengths] = {_MANY: _YEARS_1_TO_5}
_INVITED: Final[Lengths] = {_ONCE: frozenset({6}), _MANY: frozenset({6, 12, 24, 36})}

USUAL: Final[Mapping[str, Mapping[str, Lengths]]] = {
    "endorsement_info_hk": {
        "G": {_ONCE: frozenset({3, 12}), _TWICE: frozenset({3, 12}), _MANY: frozenset({12})},
        "L": {_ONCE: frozenset({3, 12}), _TWICE: frozenset({3, 12})},
        "T": _FAMILY_OR_BUSINESS,
        "S": _FAMILY_OR_BUSINESS,
        "Q": {_ONCE: frozenset({3}), _TWICE: frozenset({3}), _MANY: frozenset({3})},
        "R": _TALENT,
    },
    "endorsement_info_mo": {
        "G": {_ONCE: frozenset({3, 12}), _MANY: frozenset({12})},
        "L": {_ONCE: frozenset({3, 12})},
        "T": _FAMILY_OR_BUSINESS,
        "S": _FAMILY_OR_BUSINESS,
        "Q": {_ONCE: frozenset({3}), _TWICE: frozenset({3}), _MANY: frozenset({3, 12})},
        "R": _TALENT,
    },
    "endorsement_info_tw": {
        "L": {_ONCE: frozenset({6}), _MANY: frozenset(range(1, 13))},
        "G": {_ONCE: frozenset({6})},
        "T": {_ONCE: frozenset({6}), _MANY: _YEARS_1_TO_3},
        "D": {_ONCE: frozenset({6})},
        "Y": _INVITED,
        "F": _INVITED,
        "C": {_MANY: _YEARS_1_TO_3},
        "Q": {_ONCE: frozenset({6}), _MANY: frozenset({12})},
    },
}
"""Block, then the kind's letter; nothing is unusual about kinds whose counts and lengths are not published."""


def is_usual(block: str, letter: str, round_trips: str, months: int | None) -> bool:
    """Whether the published rules know an endorsement.

    Args:
        block: one of `vocabulary.ENDORSEMENT_BLOCKS`.
        letter: the kind's letter, `G` of 个人旅游（G）.
        round_trips: as printed.
        months: the length in whole months, None for a length that is not whole months.
    """
    lengths = USUAL[block].get(letter)
    return lengths is None or months in lengths.get(round_trips, frozenset())
