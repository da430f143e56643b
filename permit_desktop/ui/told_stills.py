"""What the scan page's flow tells of stills: that one was taken, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from permit_desktop.domain.permit import PermitResult, Side
from permit_desktop.imaging.pixels import Pixels


@dataclass(frozen=True, slots=True, eq=False)
class TakenStill:
    """A still that is being read.

    Attributes:
        number: names it in what follows.
        content: the file that it came from, None for a camera's.
    """

    number: int
    pixels: Pixels
    content: bytes | None


@dataclass(frozen=True, slots=True, eq=False)
class ReadSide:
    """A still that became a side of the permit in view; `begins` says that it is the first side of another permit."""

    number: int
    side: Side
    result: PermitResult
    begins: bool


class Fate(Enum):
    """Why a still became nothing."""

    NO_PERMIT = auto()
    """This machine read no permit on it; a service may do better."""
    REFUSED = auto()
    """It is of another document than the permit in view."""
    CRASHED = auto()
    """A bug came up; the still is as good as any."""
    LEFT = auto()
    """The page shows another camera's permits since; the still is as good as any."""


@dataclass(frozen=True, slots=True)
class UnreadStill:
    """A still that became nothing."""

    number: int
    fate: Fate
