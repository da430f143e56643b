"""Keyboards that type into a file in place of another program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Final

from permit_desktop.system.keyboard import Keyboard, Run

_KEEP: Final = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"
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
