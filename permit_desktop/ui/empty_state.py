"""What a place shows while it has nothing to show: a picture, what will be there, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from permit_desktop.ui import tokens
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.theme import Theme


class EmptyState(QWidget):
    """An icon, a sentence and its explanation, in the middle of the place."""

    def __init__(self, theme: Theme, icon: str, sentence: str, explanation: str) -> None:
        super().__init__()
        self._icon = IconView(theme, icon, 48, secondary=True)
        self._sentence = PlainLabel(sentence, role="value", wraps=True)
        self._explanation = PlainLabel(explanation, role="label", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_32, tokens.SPACE_16, tokens.SPACE_32, tokens.SPACE_16)
        column.setSpacing(tokens.SPACE_8)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(tokens.SPACE_4)
        for text in (self._sentence, self._explanation):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
        column.addStretch(1)

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    def show_state(self, icon: str, sentence: str, explanation: str) -> None:
        """Says something else."""
        self._icon.show_icon(icon)
        self._sentence.setText(sentence)
        self._explanation.setText(explanation)
        self.setAccessibleName(f"{sentence} {explanation}".strip())  # it may have the keyboard, with all else gone
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leaves out what a small place has no room for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """First the icon goes, then the explanation; the sentence stays."""
        self._icon.setVisible(True)
        self._explanation.setVisible(bool(self._explanation.text()))
        for part in (self._icon, self._explanation):
            if self.heightForWidth(self.width()) > self.height():
                part.hide()
