"""How cameras were opened: what worked is tried first the next time, as a wrong way may take seconds.

And which camera is the usual one, where none was chosen.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Any, Final

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


class Hold(StrEnum):
    """What a camera can be told to leave as it is."""

    FOCUS = "focus"
    EXPOSURE = "exposure"


@dataclass(slots=True)
class _Kept:
    """What is kept from one run to the next, by device path."""

    usual: str = ""
    usual_name: str = ""
    back_ends: dict[str, int] = field(default_factory=dict)
    held: dict[str, frozenset[Hold]] = field(default_factory=dict)


class KnownWays:
    """What worked, by device path and best wish; outlives the cameras that are given it. Used from any thread.

    From one run to the next only the back end is kept: a camera that once gave small pictures, as behind a slow hub, is
    asked for large ones again.
    """

    def __init__(self, file: Path | None = None) -> None:
        """Args: file: keeps the back ends and the usual camera; read when it is asked for first."""
        self._file = file
        self._lock = Lock()
        self._ways: dict[tuple[str, Size], Way] = {}
        self._kept: _Kept | None = None

    def of(self, path: str, best_px: Size) -> Way | None:
        """What worked the last time in this run for a device of which that size is wished for at best."""
        with self._lock:
            return self._ways.get((path, best_px))

    def back_end_of(self, path: str) -> int | None:
        """The back end that worked the last time for a device."""
        with self._lock:
            return self._all().back_ends.get(path)

    @property
    def usual(self) -> tuple[str, str]:
        """Path and name of the device that is used where none was chosen; empty as long as there was none."""
        with self._lock:
            kept = self._all()
            return kept.usual, kept.usual_name

    def usual_camera(self, first: str, name: str) -> str:
        """The device that is used where none was chosen: the one that was the `first` when this was asked first.

        Args:
            name: of the first; kept where that is the one, to be shown while it is not plugged in.
        """
        with self._lock:
            kept = self._all()
            if (kept.usual or first) == first and (kept.usual, kept.usual_name) != (first, name):
                kept.usual, kept.usual_name = first, name
                self._keep(kept)
            return kept.usual

    def held_by(self, path: str) -> frozenset[Hold]:
        """What a device was told to leave as it is, and was not let go of: by a run that ended too early."""
        with self._lock:
            return self._all().held.get(path, frozenset())

    def note_held(self, path: str, holds: frozenset[Hold]) -> None:
        """Keeps what a device is told to leave as it is from now on; cameras do so until they lose power."""
        with self._lock:
            kept = self._all()
            if kept.held.get(path, frozenset()) != holds:
                kept.held.pop(path, None)
                if holds:
                    kept.held[path] = holds
                self._keep(kept)

    def note(self, path: str, best_px: Size, way: Way) -> None:
        """Keeps what has worked."""
        with self._lock:
            self._ways[path, best_px] = way
            kept = self._all()
            changed = kept.back_ends.pop(path, None) != way.back_end
            kept.back_ends[path] = way.back_end
            if changed:
                self._keep(kept)

    def _keep(self, kept: _Kept) -> None:
        if self._file is None:
            return
        told = {
            "usual": kept.usual,
            "usual_name": kept.usual_name,
            "back_ends": dict(list(kept.back_ends.items())[-_MOST_DEVICES:]),
            "held": {path: sorted(holds) for path, holds in list(kept.held.items())[-_MOST_DEVICES:]},
        }
        with suppress(OSError):  # what cannot be kept is found out again
            write_durably(self._file, json.dumps(told).encode())

    def _all(self) -> _Kept:
        if self._kept is None:
            self._kept = _Kept()
            # Of a file that cannot be read, or that somebody else has written, nothing is known.
            with suppress(OSError, ValueError, RecursionError):
                if self._file is not None:
                    with self._file.open("rb") as opened:
                        self._kept = _kept(json.loads(opened.read(_MOST_BYTES)))
        return self._kept


def _kept(told: Any) -> _Kept:
    """What a file tells, as far as it tells it."""
    if not isinstance(told, dict):
        return _Kept()
    usual, name = told.get("usual"), told.get("usual_name")
    back_ends, held = told.get("back_ends"), told.get("held")
    numbers = back_ends.items() if isinstance(back_ends, dict) else ()
    holds = held.items() if isinstance(held, dict) else ()
    return _Kept(
        usual if isinstance(usual, str) else "",
        name if isinstance(name, str) else "",
        {path: number for path, number in numbers if type(number) is int},
        {path: frozenset(hold for hold in Hold if hold in words) for path, words in holds if isinstance(words, list)},
    )
