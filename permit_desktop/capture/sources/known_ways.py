"""How cameras were opened: what worked is tried first the next time, as a wrong way may take seconds."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from permit_desktop.system.durable_file import write_durably

NAME: Final = "cameras.json"
_MOST_BYTES: Final = 65_536
_MOST_DEVICES: Final = 64

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
    """What worked, by device path and best wish; outlives the cameras that are given it. Used from any thread.

    From one run to the next only the back end is kept: a camera that once gave small pictures, as behind a slow hub, is
    asked for large ones again.
    """

    def __init__(self, file: Path | None = None) -> None:
        """Args: file: keeps the back ends; read when they are asked for first."""
        self._file = file
        self._lock = Lock()
        self._ways: dict[tuple[str, Size], Way] = {}
        self._back_ends: dict[str, int] | None = None

    def of(self, path: str, best_px: Size) -> Way | None:
        """What worked the last time in this run for a device of which that size is wished for at best."""
        with self._lock:
            return self._ways.get((path, best_px))

    def back_end_of(self, path: str) -> int | None:
        """The back end that worked the last time for a device."""
        with self._lock:
            return self._known_back_ends().get(path)

    def note(self, path: str, best_px: Size, way: Way) -> None:
        """Keeps what has worked."""
        with self._lock:
            self._ways[path, best_px] = way
            back_ends = self._known_back_ends()
            changed = back_ends.pop(path, None) != way.back_end
            back_ends[path] = way.back_end
            if changed and self._file is not None:
                latest = dict(list(back_ends.items())[-_MOST_DEVICES:])
                with suppress(OSError):  # what cannot be kept is found out again
                    write_durably(self._file, json.dumps(latest).encode())

    def _known_back_ends(self) -> dict[str, int]:
        if self._back_ends is None:
            self._back_ends = {}
            # Of a file that cannot be read, or that somebody else has written, nothing is known.
            with suppress(OSError, ValueError, RecursionError):
                if self._file is not None:
                    with self._file.open("rb") as opened:
                        told = json.loads(opened.read(_MOST_BYTES))
                    if isinstance(told, dict):
                        self._back_ends = {path: number for path, number in told.items() if type(number) is int}
        return self._back_ends
