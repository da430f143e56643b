"""Reads what stands in the place of a front's title, whatever it says.

Another document's front may look like a permit's down to its machine-readable line. A title that is hidden or worn says
nothing; one that is clear print and none of the two says something else, and more than the line does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import FRONT, TOLERANCE_MM
from permit_desktop.domain.permit import FieldName, PermitType
from permit_desktop.domain.vocabulary import OTHER_TITLES
from permit_desktop.recognition.card_view import CardView
from permit_desktop.recognition.lines import Search, find_lines, ink_box
from permit_desktop.recognition.text_model import LINE_HEIGHT_PX, TextModel

_SEARCH: Final = Search(FRONT[FieldName.TYPE], TOLERANCE_MM + 0.7, gap_mm=3.0)
_SQUEEZE: Final = 0.8
_LINES_TRIED: Final = 3
_CLEAR: Final = 0.9
"""How sure the network must be of a character for it to count; on specimens it is of all that a person can read."""
_FEWEST: Final = 4
"""Fewer clear characters are what a thumb or glare leaves of a title, or dirt."""
_DOCUMENT: Final = regex.compile("(?:通行证|护照|身份证|居住证|居留证|旅行证|签证)$")
_HAN: Final = regex.compile(r"\p{Unified_Ideograph}")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands where the title should.

    Attributes:
        text: its clear characters; those that are hidden or doubtful are left out.
        ink: where it stands.
    """

    text: str
    ink: Box

    @property
    def says_otherwise(self) -> bool:
        """Whether it is more than what is left of a permit's title."""
        return len(self.text) >= _FEWEST and _foreign(self.text) > 0

    @property
    def names_another_document(self) -> bool:
        """Whether it is the title of a document that is known, or of any that is hardly like a permit's."""
        if any(title in self.text for title in OTHER_TITLES):
            return True
        own_name = _DOCUMENT.sub("", self.text)
        return own_name != self.text and len(own_name) >= _FEWEST and _foreign(own_name) > len(own_name) / 2


def read_heading(view: CardView, model: TextModel) -> Heading | None:
    """The line of which most is clear; None where no line is."""
    found = []
    for line in find_lines(view.ink, _SEARCH)[:_LINES_TRIED]:
        seen = model.probabilities(view.part(line, LINE_HEIGHT_PX / line.height_mm), _SQUEEZE).best_text
        clear = "".join(one.character for one in seen if one.sure >= _CLEAR and _HAN.match(one.character))
        if clear:
            found.append(Heading(clear, ink_box(line)))
    return max(found, key=lambda heading: len(heading.text), default=None)


def _foreign(text: str) -> int:
    """How many characters are left over when as much as possible of a permit's title is found in the text."""
    return len(text) - max(_common(text, title) for title in PermitType)


def _common(first: str, second: str) -> int:
    """The length of the longest common subsequence."""
    lengths = [0] * (len(second) + 1)
    for one in first:
        before = lengths
        lengths = [0]
        for place, other in enumerate(second):
            lengths.append(before[place] + 1 if one == other else max(before[place + 1], lengths[place]))
    return lengths[-1]
