"""A question that stands in the page, not before it: the page goes on, and Esc takes it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from permit_desktop.domain.bands import Band
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.theme import Theme


class Question(QFrame):
    """Hidden until something is asked.

    Attributes:
        closed: it was answered, either way. The keyboard is where it was before, if that is still there.
    """

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("banner", "true")
        self.setProperty("band", str(Band.MEDIUM))
        self._act: Callable[[], object] | None = None
        self._focus_before: QWidget | None = None
        icon = IconView(theme, "band-medium", tokens.SPACE_24)
        icon.show_icon("band-medium", Band.MEDIUM)
        self._sentence = PlainLabel(role="heading", wraps=True)
        self._explanation = PlainLabel(wraps=True)
        self._yes = QPushButton()
        self._no = QPushButton()
        self._yes.clicked.connect(self._agree)
        self._no.clicked.connect(self.withdraw)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._sentence)
        texts.addWidget(self._explanation)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(icon)
        row.addLayout(texts, 1)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        self._name(self.tr("Yes"), self.tr("No"))
        self.hide()

    def ask(self, sentence: str, explanation: str, *, yes: str, no: str, act: Callable[[], object]) -> None:
        """Asks; `act` is done if the person agrees. The keyboard stands on the harmless answer."""
        if self._act is None:
            self._focus_before = self.window().focusWidget()
        self._act = act
        self._sentence.setText(sentence)
        self._explanation.setText(explanation)
        self._name(yes, no)
        self.setAccessibleName(f"{sentence} {explanation}")
        self.show()
        self._no.setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """In another language the same has to be asked anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.withdraw()

    def withdraw(self) -> None:
        """Takes the question away; nothing is done."""
        if self._act is not None:
            self._act = None
            self._give_keyboard_back()
            self.hide()
            self.closed.emit()

    def _give_keyboard_back(self) -> None:
        before, self._focus_before = self._focus_before, None
        if before is not None and isValid(before) and self.isAncestorOf(self.window().focusWidget()):
            before.setFocus()

    def text(self) -> str:
        """What is asked at the moment, empty when nothing is."""
        return f"{self._sentence.text()} {self._explanation.text()}" if self._act is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc is no."""
        if event.key() == Qt.Key.Key_Escape:
            self.withdraw()
        else:
            super().keyPressEvent(event)

    def _name(self, yes: str, no: str) -> None:
        for button, text in ((self._yes, yes), (self._no, no)):
            button.setText(text)
            button.setAccessibleName(text)

    def _agree(self) -> None:
        act = self._act
        self.withdraw()
        if act is not None:
            act()
