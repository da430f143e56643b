"""Constrained decoding of a line's character probabilities.

Connectionist temporal classification (Graves et al., 2006) lets many alignments spell one text. Prefix beam search
(Hannun et al., 2014) sums them, and a grammar keeps the search to texts that the zone can hold, so that the network's
second choice wins where its first is impossible, and the margin to the runner-up measures doubt.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import regex
from numpy.typing import NDArray

from permit_desktop.recognition.text_model import CharacterProbabilities

_BEAM: Final = 12
_CHOICES: Final = 6
_FLOOR: Final = 1e-5
_SURE: Final = 0.9995


@dataclass(frozen=True, slots=True)
class Candidate:
    """One text that a line may hold.

    Attributes:
        log_probability: the natural logarithm of the sum over the alignments that spell it (those in the beam).
    """

    text: str
    log_probability: float


@dataclass(frozen=True, slots=True)
class Grammar:
    """The texts that a zone can hold: a regular expression over an alphabet.

    Attributes:
        pattern: what a whole text must match.
        alphabet: the characters that may occur in it.
    """

    pattern: regex.Pattern[str]
    alphabet: str

    @classmethod
    def of(cls, pattern: str, alphabet: str) -> Grammar:
        """Compiles the expression."""
        return cls(regex.compile(pattern), alphabet)

    def may_begin(self, text: str) -> bool:
        """Whether some text of the grammar begins so."""
        return self.pattern.fullmatch(text, partial=True) is not None

    def holds(self, text: str) -> bool:
        """Whether the text is one of the grammar's."""
        return self.pattern.fullmatch(text) is not None


def decode(line: CharacterProbabilities, grammar: Grammar | None = None) -> tuple[Candidate, ...]:
    """The most probable texts, best first; empty when the grammar holds none that the network can see.

    Args:
        line: probabilities over (at least) the grammar's alphabet.
        grammar: None decodes freely.
    """
    allowed: dict[str, bool] = {"": True}
    beam: dict[str, tuple[float, float]] = {"": (1.0, 0.0)}
    log_scale = 0.0
    for step in line.steps:
        beam = _extend(beam, step, line.characters, grammar, allowed)
        total = max((blank + ink for blank, ink in beam.values()), default=0.0)
        if total <= 0.0:
            return ()
        log_scale += math.log(total)
        beam = {text: (blank / total, ink / total) for text, (blank, ink) in beam.items()}
    whole = (
        Candidate(text, math.log(blank + ink) + log_scale)
        for text, (blank, ink) in beam.items()
        if blank + ink > 0.0 and (grammar is None or grammar.holds(text))
    )
    return tuple(sorted(whole, key=lambda candidate: -candidate.log_probability))


def _extend(
    beam: dict[str, tuple[float, float]],
    step: NDArray[np.float32],
    characters: Sequence[str],
    grammar: Grammar | None,
    allowed: dict[str, bool],
) -> dict[str, tuple[float, float]]:
    """One time step of prefix beam search; values are (probability ending in blank, ending in a character)."""
    blank = float(step[0])
    if blank > _SURE:
        return {text: ((ends_blank + ends_ink) * blank, 0.0) for text, (ends_blank, ends_ink) in beam.items()}
    choices = _choices(step, characters)
    grown: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for text, (ends_blank, ends_ink) in beam.items():
        both = ends_blank + ends_ink
        same = grown[text]
        same[0] += both * max(blank, _FLOOR)
        last = text[-1:]
        for character, probability in choices:
            if character == last:
                same[1] += ends_ink * probability
                weight = ends_blank * probability
            else:
                weight = both * probability
            if weight > 0.0:
                longer = text + character
                possible = allowed.get(longer)
                if possible is None:
                    possible = allowed[longer] = grammar is None or grammar.may_begin(longer)
                if possible:
                    grown[longer][1] += weight
    best = sorted(grown.items(), key=lambda item: -(item[1][0] + item[1][1]))[:_BEAM]
    return {text: (ends_blank, ends_ink) for text, (ends_blank, ends_ink) in best}


def _choices(step: NDArray[np.float32], characters: Sequence[str]) -> list[tuple[str, float]]:
    """The characters worth trying at a step, with their probabilities."""
    count = min(_CHOICES, len(characters))
    columns = np.argpartition(step[1:], -count)[-count:]
    chosen = {characters[column]: max(float(step[column + 1]), _FLOOR) for column in columns}
    return list(chosen.items())
