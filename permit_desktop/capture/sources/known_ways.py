"""How cameras were opened: what worked is tried first the next time, as a wrong way may take seconds."""

from __future__ import annotations

from dataclasses import dataclass

Size = tuple[int, int]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a camera was opened.

    Attributes:
        back_end: OpenCV's `cv2.CAP_…`.
        wished_px: the size that was wished for with the opening; None where nothing was.
    """

    back_end: int
    wished_px: Size | None


class KnownWays:
    """What worked, by device path and best wish; outlives the cameras that are given it. Used from any thread."""

    def __init__(self) -> None:
        self._ways: dict[tuple[str, Size], Way] = {}

    def of(self, path: str, best_px: Size) -> Way | None:
        """What worked the last time for a device of which that size is wished for at best."""
        return self._ways.get((path, best_px))

    def note(self, path: str, best_px: Size, way: Way) -> None:
        """Keeps what has worked."""
        self._ways[path, best_px] = way
