"""What a cell of a table shows, worked out before it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from permit_desktop.domain.bands import Band


class Tone(Enum):
    """How a cell's text is set."""

    ORDINARY = auto()
    SECONDARY = auto()
    CODED = auto()
    """Monospaced: its characters are compared one by one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; its texts are plain and bounded.

    Attributes:
        text: what it says.
        detail: a second, smaller line.
        icon: a drawing of resources/icons before the text; its meaning stands in the text.
        band: the colour of icon and text; None for that of the tone.
        full: the whole text for tooltip and screen reader where `text` and `detail` are a part of it.
        mark: a drawing at the end of the cell for a remark that has no room; its meaning stands in `full`.
    """

    text: str
    detail: str = ""
    icon: str = ""
    band: Band | None = None
    tone: Tone = Tone.ORDINARY
    full: str = ""
    mark: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return self.full or (f"{self.text}. {self.detail}" if self.detail else self.text)


EMPTY = Cell("")
