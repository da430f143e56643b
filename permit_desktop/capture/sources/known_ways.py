"""How cameras were opened: what worked is tried first the next time, as a wrong way may take seconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """How a camera was opened.

    Attributes:
        back_end: OpenCV's `cv2.CAP_…`.
        wished: whether it took what was wished for with the opening.
    """

    back_end: int
    wished: bool


class KnownWays:
    """What worked, by device path; outlives the cameras that are given it. Used from any thread."""

    def __init__(self) -> None:
        self._ways: dict[str, Way] = {}

    def of(self, path: str) -> Way | None:
        """What worked for a device the last time."""
        return self._ways.get(path)

    def note(self, path: str, way: Way) -> None:
        """Keeps what has worked."""
        self._ways[path] = way
