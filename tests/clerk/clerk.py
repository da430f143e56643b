"""What a clerk does: looks at the record, presses the keys that it asks for, and lays on the next permit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any, Final

from permit_desktop.domain.layout import CARD_WIDTH_MM, FRONT
from permit_desktop.domain.permit import FieldName
from tests.clerk.permits import truth

_PATIENCE_S: Final = 100.0
ROOT: Final = Path(__file__).parents[2]


@dataclass
class Day:
    """What came of a clerk's day.

    Attributes:
        keys, clicks: for each permit, what came through the window system.
        doubts: for each permit, how many fields asked for a look.
        seconds: for each permit, from its first side on the screen to its acceptance.
        review_seconds: for each permit, from its second side on the screen to its acceptance.
        stored: the vault's records at the end of the day.
        errors: what the program said on standard error.
    """

    keys: list[int] = field(default_factory=list)
    clicks: list[int] = field(default_factory=list)
    doubts: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    review_seconds: list[float] = field(default_factory=list)
    stored: list[dict[str, Any]] = field(default_factory=list)
    errors: str = ""

    @property
    def wrong(self) -> list[str]:
        """Every stored value that is not what stands on the permit."""
        return [
            f"permit {place}: {name} is {record['values'].get(name)!r}, not {value!r}"
            for place, record in enumerate(self.stored)
            for name, value in truth(place).items()
            if record["values"].get(name) != value
        ]


class Clerk:
    """One day at a window on a display.

    Args:
        display: of the X server.
        strict: a field that is never sure enough.
        by_mouse: also clicks the doubtful field on the picture of the card, before it is confirmed.
    """

    def __init__(self, display: str, *, strict: str = "", by_mouse: bool = False) -> None:
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
        self._strict = strict
        self._by_mouse = by_mouse
        self._day = Day()
        self._first_side = self._second_side = 0.0
        self._most_doubts = 0
        self._acted_on: object = None

    def work(self, permits: int) -> Day:
        """Scans so many permits."""
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.clerk.probe", str(permits), self._strict],
            cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            self._take_the_keyboard()
            assert program.stdout is not None
            for line in self._lines(program.stdout):
                self._look(json.loads(line))
            _, self._day.errors = program.communicate(timeout=60)
        finally:
            program.kill()
            program.communicate()
        return self._day

    def _lines(self, told: IO[str]) -> Iterator[str]:
        """What the window tells; where nothing happens for long, the day is over: no key helps it on."""
        lines: Queue[str] = Queue()
        Thread(target=_pass_on, args=(told, lines), daemon=True).start()
        while True:
            try:
                line = lines.get(timeout=_PATIENCE_S)
            except Empty as silence:
                raise TimeoutError("the window tells nothing any more") from silence
            if not line:
                return
            yield line

    def _take_the_keyboard(self) -> None:
        """Without a window manager nobody else gives it to the window."""
        window = self._xdotool("search", "--sync", "--onlyvisible", "--name", "^Permit Desktop$").split()[0]
        self._xdotool("windowfocus", "--sync", window)

    def _look(self, seen: dict[str, Any]) -> None:
        if "stored" in seen:
            self._day.stored = seen["stored"]
        elif "accepted" in seen:
            self._note(seen)
        elif seen["complete"]:
            self._second_side = self._second_side or time.monotonic()
            self._act(seen)
        else:
            self._first_side = self._first_side or time.monotonic()

    def _act(self, seen: dict[str, Any]) -> None:
        doubtful = seen["doubts"]
        if self._acted_on == (doubtful, seen["at"]):
            return  # the window told the same again
        self._acted_on = (doubtful, seen["at"])
        self._most_doubts = max(self._most_doubts, len(doubtful))
        if not doubtful:
            self._xdotool("key", "Return")
        elif seen["at"] not in doubtful:
            return  # the keyboard is on its way
        elif seen["values"][seen["at"]] != truth(len(self._day.keys))[seen["at"]]:
            # Slowly: what no key of the keyboard stands for gets one for a moment, and the window has to hear of it.
            self._xdotool("type", "--delay", "600", truth(len(self._day.keys))[seen["at"]])
            self._xdotool("key", "Return")
        else:
            if self._by_mouse:
                self._click(seen)
            self._xdotool("key", "Return")

    def _click(self, seen: dict[str, Any]) -> None:
        """On the doubtful field, where it stands on the picture of the card."""
        x, y, width = seen["places"]["front"]
        box = FRONT[FieldName(seen["at"])]
        per_mm = width / CARD_WIDTH_MM
        across, down = (box.x_mm + 3) * per_mm, (box.y_mm + box.height_mm / 2) * per_mm
        self._xdotool("mousemove", str(round(x + across)), str(round(y + down)), "click", "1")

    def _note(self, seen: dict[str, Any]) -> None:
        now = time.monotonic()
        self._day.keys.append(seen["keys"])
        self._day.clicks.append(seen["clicks"])
        self._day.doubts.append(self._most_doubts)
        self._day.seconds.append(now - self._first_side)
        self._day.review_seconds.append(now - self._second_side)
        self._first_side = self._second_side = 0.0
        self._most_doubts = 0
        self._acted_on = None

    def _xdotool(self, *command: str) -> str:
        done = subprocess.run(
            ["xdotool", *command], env=self._environment, check=True, capture_output=True, text=True, timeout=30
        )
        return done.stdout


def _pass_on(told: IO[str], lines: Queue[str]) -> None:
    """Every line, and an empty one at the end."""
    for line in told:
        lines.put(line)
    lines.put("")
