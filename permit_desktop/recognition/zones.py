"""Reads one zone of a card: find its line, run the network, decode within the grammar, measure the doubt."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from permit_desktop.domain.geometry import Box
from permit_desktop.recognition.card_view import CardView
from permit_desktop.recognition.ctc import Candidate, Grammar, decode
from permit_desktop.recognition.lines import Search, find_lines
from permit_desktop.recognition.text_model import LINE_HEIGHT_PX, TextModel

_SETTLED_BEND: Final = 1.0
_LINES_TRIED: Final = 3


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of the layout and what it can hold.

    Attributes:
        search: where its line is looked for.
        grammar: the texts that it can hold.
        spell: the API's spelling of a text of the grammar; texts that it spells alike count as one.
        squeeze: how much narrower than its natural width the line is given to the network; widely spaced print is
            read as well, and faster.
    """

    search: Search
    grammar: Grammar
    spell: Callable[[str], str]
    squeeze: float = 1.0


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """What a zone holds.

    Attributes:
        text: the best text, spelled as the API does.
        margin: natural logarithm of the odds of this text against all others that the search kept; the larger, the
            surer. `math.inf` never occurs: it is bounded by the beam's floor.
        bend: how many nats a character the grammar's text lies below the network's own best reading of the line; near
            0 where the zone holds what it should, large where it holds something else.
        blur: how many nats a character the network's own best reading lacks to certainty.
        box: the line on the card.
    """

    text: str
    margin: float
    bend: float
    blur: float
    box: Box

    @property
    def settled(self) -> bool:
        """Whether the zone plausibly holds a text of its grammar at all."""
        return self.bend < _SETTLED_BEND


def read_zone(view: CardView, model: TextModel, zone: Zone) -> ZoneReading | None:
    """Reads the line that fits the zone best; None where there is no print or none that the grammar can hold."""
    best: ZoneReading | None = None
    for box in find_lines(view.ink, zone.search)[:_LINES_TRIED]:
        reading = read_line(view, model, zone, box)
        if reading is not None and (best is None or reading.bend < best.bend):
            best = reading
        if best is not None and best.settled:
            return best
    return best


def read_line(view: CardView, model: TextModel, zone: Zone, box: Box) -> ZoneReading | None:
    """Reads one line, wherever on the card it was found."""
    line = view.part(box, LINE_HEIGHT_PX / box.height_mm)
    seen = model.probabilities(line, zone.grammar.alphabet, squeeze=zone.squeeze)
    candidates = _spelled(decode(seen, zone.grammar), zone.spell)
    if not candidates:
        return None
    best = candidates[0]
    others = sum(math.exp(other.log_probability - best.log_probability) for other in candidates[1:])
    length = max(len(best.text), 1)
    return ZoneReading(
        best.text,
        margin=-math.log(others + 1e-9),
        bend=max(0.0, seen.best_path - best.log_probability) / length,
        blur=-seen.best_path / length,
        box=box,
    )


def _spelled(candidates: tuple[Candidate, ...], spell: Callable[[str], str]) -> list[Candidate]:
    """The candidates by the API's spelling, the probabilities of those that it spells alike added up."""
    sums: defaultdict[str, float] = defaultdict(float)
    for candidate in candidates:
        sums[spell(candidate.text)] += math.exp(candidate.log_probability)
    spelled = [Candidate(text, math.log(total)) for text, total in sums.items() if total > 0.0]
    return sorted(spelled, key=lambda candidate: -candidate.log_probability)
