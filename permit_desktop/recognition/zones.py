"""Reads one zone of a card: find its line, run the network, decode within the grammar, measure the doubt."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from permit_desktop.domain.geometry import Box
from permit_desktop.recognition.card_view import CardView
from permit_desktop.recognition.ctc import Candidate, Grammar, decode
from permit_desktop.recognition.grammars import as_read
from permit_desktop.recognition.lines import Search, find_lines, ink_box
from permit_desktop.recognition.text_model import LINE_HEIGHT_PX, CharacterProbabilities, TextModel

_SETTLED_BEND: Final = 1.0
_FITS_LOOSELY: Final = 0.5
"""Up to this bend a line holds what a wider grammar says: a period that lacks one character for it has this."""
_LINES_TRIED: Final = 3
_RUNS_ON_MM: Final = 0.3
"""A line that ends so near to where the search ends may have been cut there."""
_LEAST_ODDS: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of the layout and what it can hold.

    Attributes:
        search: where its line is looked for.
        grammar: the texts that it is known to hold.
        otherwise: a wider grammar for texts that are not known yet, tried where the first does not fit; None where
            nothing else can stand there.
        loosest: a wider one still, tried where neither fits: for forms that one character lost would feign.
        most_bend: from how many nats a character on the known texts do not fit the line (see `ZoneReading.bend`).
        spell: the API's spelling of a text of the grammar; texts that it spells alike count as one.
        squeeze: how much narrower than its natural width the line is given to the network; widely spaced print is
            read as well, and faster.
        longest_mm: how long the line is where it is set in a wider font than the layout knows, tried second; None
            where that is no longer than the layout's box.
        keeps_rivals: whether texts of the wider grammar are wanted beside one of the known.
    """

    search: Search
    grammar: Grammar
    spell: Callable[[str], str] = as_read
    squeeze: float = 1.0
    otherwise: Grammar | None = None
    loosest: Grammar | None = None
    most_bend: float = _SETTLED_BEND
    longest_mm: float | None = None
    keeps_rivals: bool = False


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """What a zone holds.

    Attributes:
        candidates: the texts of the grammar that the search kept, spelled as the API does, the chosen one first.
        margin: natural logarithm of the odds of the chosen text against all others; the larger, the surer. Bounded:
            a search keeps too few texts to prove more than odds of a billion to one.
        best_path: natural logarithm of the probability of the network's own best reading of the line.
        box: the line on the card.
        rivals: texts of the zone's wider grammar that the line could hold as well, likeliest first, where the zone
            keeps them.
    """

    candidates: tuple[Candidate, ...]
    margin: float
    best_path: float
    box: Box
    rivals: tuple[Candidate, ...] = ()

    @classmethod
    def of(cls, candidates: Sequence[Candidate], best_path: float, box: Box) -> ZoneReading:
        """Chooses the most probable candidate.

        Args:
            candidates: at least one.
        """
        ranked = tuple(sorted(candidates, key=lambda candidate: -candidate.log_probability))
        weights = {candidate: math.exp(candidate.log_probability - ranked[0].log_probability) for candidate in ranked}
        return cls(ranked, _margin(weights, ranked[0]), best_path, box)

    def reweighed(self, weights: Mapping[Candidate, float]) -> ZoneReading:
        """The same line with each candidate's weight replaced, as other knowledge suggests."""
        ranked = tuple(sorted(self.candidates, key=lambda candidate: -weights[candidate]))
        return replace(self, candidates=ranked, margin=_margin(weights, ranked[0]))

    @property
    def text(self) -> str:
        """The chosen text."""
        return self.candidates[0].text

    @property
    def bend(self) -> float:
        """How many nats a character the text lies below the network's own best reading of the line.

        Near 0 where the zone holds what it should, large where it holds something else.
        """
        return max(0.0, self.best_path - self.candidates[0].log_probability) / max(len(self.text), 1)

    @property
    def blur(self) -> float:
        """How many nats a character the network's own best reading lacks to certainty."""
        return -self.best_path / max(len(self.text), 1)

    @property
    def settled(self) -> bool:
        """Whether the zone plausibly holds a text of its grammar at all."""
        return self.bend < _SETTLED_BEND


def read_zone(view: CardView, model: TextModel, zone: Zone) -> ZoneReading | None:
    """Reads the line that fits the zone best; None where there is no print or none that the grammar can hold."""
    best: ZoneReading | None = None
    cut: ZoneReading | None = None
    tried: set[Box] = set()
    for search in _searches(zone):
        longer_follows = zone.longest_mm is not None and search is zone.search
        for box in find_lines(view.ink, search)[:_LINES_TRIED]:
            if box in tried:
                continue
            tried.add(box)
            reading = read_line(view, model, zone, box)
            if reading is None:
                continue
            if longer_follows and _runs_on(box, search):
                cut = cut or reading
                continue
            if best is None or reading.bend < best.bend:
                best = reading
            if best.settled:
                return best
    return best or cut


def _runs_on(box: Box, search: Search) -> bool:
    """Whether a line reaches as far as it was looked for, so that more of it may stand behind."""
    return ink_box(box).right_mm > search.box.right_mm + search.slack_mm - _RUNS_ON_MM


def _searches(zone: Zone) -> Iterator[Search]:
    yield zone.search
    if zone.longest_mm is not None:
        box = zone.search.box
        yield replace(zone.search, box=Box(box.x_mm, box.y_mm, zone.longest_mm, box.height_mm))


def read_line(view: CardView, model: TextModel, zone: Zone, box: Box) -> ZoneReading | None:
    """Reads one line, wherever on the card it was found."""
    seen = model.probabilities(view.part(box, LINE_HEIGHT_PX / box.height_mm), zone.squeeze)
    known = _read_as(seen, model, zone, zone.grammar, box)
    if zone.otherwise is None:
        return known
    fits = known is not None and known.bend < zone.most_bend
    if fits and not zone.keeps_rivals:
        return known
    wider = _read_as(seen, model, zone, zone.otherwise, box)
    if known is None or (wider is not None and not fits):
        if zone.loosest is not None and (wider is None or wider.bend >= _FITS_LOOSELY):
            return _read_as(seen, model, zone, zone.loosest, box) or wider
        return wider
    return known if wider is None else replace(known, rivals=wider.candidates)


def _read_as(
    seen: CharacterProbabilities, model: TextModel, zone: Zone, grammar: Grammar, box: Box
) -> ZoneReading | None:
    candidates = _spelled(decode(model.narrowed(seen, grammar.alphabet), grammar), zone.spell)
    return ZoneReading.of(candidates, seen.best_path, box) if candidates else None


def _spelled(candidates: tuple[Candidate, ...], spell: Callable[[str], str]) -> list[Candidate]:
    """The candidates by the API's spelling, the probabilities of those that it spells alike added up."""
    sums: defaultdict[str, float] = defaultdict(float)
    for candidate in candidates:
        sums[spell(candidate.text)] += math.exp(candidate.log_probability)
    return [Candidate(text, math.log(total)) for text, total in sums.items() if total > 0.0]


def _margin(weights: Mapping[Candidate, float], chosen: Candidate) -> float:
    others = sum(weight for candidate, weight in weights.items() if candidate is not chosen)
    return math.log(weights[chosen]) - math.log(others + _LEAST_ODDS * weights[chosen])
