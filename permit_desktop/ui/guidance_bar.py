"""The guide's sentence at the picture, with its icon and the progress of holding still."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from permit_desktop.ui import tokens
from permit_desktop.ui.guidance import Guidance
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

_HEIGHT: Final = 60
"""The progress line and two lines of text: in a narrow window the longest sentences take both."""


class GuidanceBar(QWidget):
    """Says one thing at a time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: Guidance | None = None
        self._icon = IconView(theme, "camera", tokens.SPACE_24)
        self._sentence = PlainLabel(role="guidance", wraps=True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 100)
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        self._progress.hide()
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self._icon)
        row.addWidget(self._sentence, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._progress)
        column.addLayout(row, 1)
        self.setFixedHeight(_HEIGHT)
        Wording(self, self._name_parts)

    def _name_parts(self) -> None:
        self._progress.setAccessibleName(self.tr("Progress of holding still"))

    @property
    def sentence(self) -> str:
        """What is said at the moment."""
        return self._sentence.text()

    def say(self, guidance: Guidance, progress: float = 0.0) -> None:
        """Says a sentence; progress 0 to 1, shown from the first step to the last but not at 0 and 1."""
        if guidance != self._shown:
            self._shown = guidance
            self._icon.show_icon(guidance.icon, guidance.band)
            self._sentence.setText(guidance.sentence)
            self._sentence.setAccessibleName(guidance.sentence)
        self._progress.setValue(round(progress * 100))
        self._progress.setVisible(0.0 < progress < 1.0)
