"""How reader and queue stand, at the right of the bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.plain_text import PlainLabel, plain_tooltip
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording


class StatusLine(QWidget):
    """A picture, and words where there is room for them; the picture tells them when pointed at."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, "waiting", tokens.TEXT, secondary=True)
        self._words = PlainLabel(role="label")
        self._say_reader: Callable[[], str] = str
        self._reader_ready = False
        self._queue = ("", False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        Wording(self, self._say)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def show_reader(self, say: Callable[[], str], *, ready: bool) -> None:
        """Says where stills are read and whether that works."""
        self._say_reader, self._reader_ready = say, ready
        self._say()

    def show_queue(self, text: str, *, stands: bool) -> None:
        """Says how the queue stands, in place of the reader's state; an empty text says nothing of it."""
        self._queue = (text, stands)
        self._say()

    def show_words(self, *, shown: bool) -> None:
        """Whether there is room for words."""
        self._words.setVisible(shown)

    def _say(self) -> None:
        text, stands = self._queue
        self._words.setText(text or self._say_reader())
        self._icon.setToolTip(plain_tooltip(self._words.text()))
        if text:
            self._icon.show_icon("fault" if stands else "waiting", Band.LOW if stands else Band.MEDIUM)
        else:
            ready = self._reader_ready
            self._icon.show_icon("band-high" if ready else "waiting", Band.HIGH if ready else None)
