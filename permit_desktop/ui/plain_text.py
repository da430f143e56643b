"""Text from outside, made safe to show: one line of bounded length without characters that act on their own."""

from __future__ import annotations

import html
import unicodedata
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

LONGEST: Final = 200
LONGEST_TOOLTIP: Final = 500
_REPLACEMENT: Final = "�"
_ACTING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories of controls, format marks (among them those that reverse the writing direction) and line breaks.
Private-use and unassigned characters stay: rare characters of names come as such."""


def plain(text: str, longest: int = LONGEST) -> str:
    """One line, at most `longest` characters; every acting character is shown as the replacement sign."""
    bounded = text[: longest + 1]
    shown = "".join(_REPLACEMENT if unicodedata.category(character) in _ACTING else character for character in bounded)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def plain_tooltip(text: str) -> str:
    """A text as a tooltip. Qt takes what looks like markup for markup, so all of this is markup, the text escaped."""
    return f"<p>{html.escape(plain(text, LONGEST_TOOLTIP))}</p>" if text else ""


class PlainLabel(QLabel):
    """A label that never takes its text for markup.

    Args:
        role: what the text is, for the style sheet; empty for ordinary text.
    """

    def __init__(self, text: str = "", *, role: str = "", wraps: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if role:
            self.setProperty("role", role)
        self.setText(text)
