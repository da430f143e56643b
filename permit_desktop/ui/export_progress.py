"""How far an export has come, and the way to give it up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from permit_desktop.ui import tokens
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.wording import Wording


class ExportProgress(QWidget):
    """Hidden until an export is under way.

    Attributes:
        cancel_wanted: it is not wanted any more.
    """

    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._done = self._total = 0
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._text = PlainLabel(role="label")
        self._cancel = QPushButton()
        self._cancel.clicked.connect(self.cancel_wanted)
        texts = QVBoxLayout()
        texts.setSpacing(tokens.SPACE_4)
        texts.addWidget(self._text)
        texts.addWidget(self._bar)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SPACE_12)
        line.addLayout(texts, 1)
        line.addWidget(self._cancel)
        self.hide()
        Wording(self, self._say)

    @property
    def is_running(self) -> bool:
        """Whether an export is under way."""
        return not self.isHidden()

    def show_done(self, done: int, total: int) -> None:
        """So many of so many records are written."""
        self._done, self._total = done, total
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._say()
        self.show()

    def _say(self) -> None:
        self._bar.setAccessibleName(self.tr("Progress of the export"))
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel the export"))
        self._text.setText(self.tr("Exporting: {done} of {total}").format(done=self._done, total=self._total))
