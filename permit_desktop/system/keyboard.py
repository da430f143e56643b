"""Typing into other programs as a keyboard would, where this computer lets a program do that."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from permit_desktop.domain.errors import ErrorCode, PermitError

_TOOL: Final = "xdotool"
_IN_UTF_8: Final = ("env", "LC_ALL=C.UTF-8")
_KEY_MS: Final = 12
_LENT_KEY_MS: Final = 400
"""For a character that stands on no key: one is lent to it, and the other program has to hear of that first."""
_LAST_KEYED: Final = "~"


class KeyboardError(PermitError):
    """On this computer no program can type into another, or it failed to."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text that is typed at one pace.

    Attributes:
        command: types what comes on standard input; a command line could be read by every program.
    """

    command: tuple[str, ...]
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Types through the X server, by xdotool; tabs and line breaks are the keys of these names.

    Attributes:
        tool: where it is.
    """

    tool: str

    @property
    def focus_command(self) -> tuple[str, ...]:
        """Writes the number of the window that has the keyboard."""
        return (*_IN_UTF_8, self.tool, "getwindowfocus")

    def runs(self, text: str) -> Iterator[Run]:
        """What is to be run, one after the other, to have a text typed."""
        for keyed, part in groupby(text, lambda character: character <= _LAST_KEYED):
            delay_ms = _KEY_MS if keyed else _LENT_KEY_MS
            command = (*_IN_UTF_8, self.tool, "type", "--clearmodifiers", "--delay", str(delay_ms), "--file", "-")
            yield Run(command, "".join(part))


def find_keyboard(
    environment: Mapping[str, str],
    *,
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> Keyboard:
    """The keyboard of this computer.

    Raises:
        KeyboardError: there is none that a program may use.
    """
    if platform != "linux" or "WAYLAND_DISPLAY" in environment or "DISPLAY" not in environment:
        # Windows and macOS could, but nobody of this project has tried that there.
        raise KeyboardError(
            ErrorCode.KEYBOARD_MISSING,
            "Here a program cannot type into another one; under X11 it can.",
            "Copy the record and paste it there.",
        )
    tool = which(_TOOL)
    if tool is None:
        raise KeyboardError(
            ErrorCode.KEYBOARD_MISSING,
            f"Typing into another program needs {_TOOL}, which is not installed.",
            "Have it installed, or copy the record and paste it there.",
        )
    return Keyboard(tool)
