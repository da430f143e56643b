"""Keyboards that type into a file in place of another program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from permit_desktop.system.keyboard import Keyboard, Run

_KEEP: Final = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"
_TELL: Final = "import sys; open(sys.argv[2], 'a').write('.'); print(open(sys.argv[1]).read())"
_NEVER_ENDS: Final = "import sys, time; sys.stdin.read(); open(sys.argv[1], 'w').close(); time.sleep(60)"


class FalseKeyboard(Keyboard):
    """Its `tool` is the file."""

    def runs(self, text: str) -> Iterator[Run]:
        for part in text.partition("\t"):
            yield Run((sys.executable, "-c", _KEEP, self.tool), part)


class SlowKeyboard(Keyboard):
    """Types without end; makes the file as soon as it has begun."""

    def runs(self, text: str) -> Iterator[Run]:
        yield Run((sys.executable, "-c", _NEVER_ENDS, self.tool), text)


class BrokenKeyboard(Keyboard):
    """Its tool fails, or is not there any more."""

    def runs(self, text: str) -> Iterator[Run]:
        command = (self.tool,) if self.tool.startswith("/") else (sys.executable, "-c", self.tool)
        yield Run(command, text)


class WatchedKeyboard(SlowKeyboard):
    """Which window has the keyboard stands in a file beside its own."""

    @property
    def focus_command(self) -> tuple[str, ...]:
        return sys.executable, "-c", _TELL, f"{self.tool}.window", f"{self.tool}.looks"

    def go_to(self, window: int) -> None:
        Path(f"{self.tool}.window").write_text(str(window))

    @property
    def looks(self) -> int:
        """How often it was asked."""
        looks = Path(f"{self.tool}.looks")
        return len(looks.read_text()) if looks.exists() else 0
