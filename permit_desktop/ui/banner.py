"""A message that stays at the top of the window as long as its state lasts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from permit_desktop.domain.bands import Band
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

Saying = Callable[[], tuple[str, str]]
"""Gives a sentence and the remedy, in the language of the moment."""


@dataclass(frozen=True, slots=True)
class Action:
    """A way out that a banner offers."""

    label: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Message:
    """What a banner says.

    Attributes:
        sentence: what is the matter.
        remedy: what the person can do.
        band: medium for what waits, low for what went wrong.
    """

    icon: str
    sentence: str
    remedy: str
    band: Band = Band.MEDIUM
    actions: Sequence[Action] = field(default=())


class Banner(QFrame):
    """Hidden until there is a message."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("banner", "true")
        self._icon = IconView(theme, "fault", tokens.SPACE_24)
        self._sentence = PlainLabel(role="heading", wraps=True)
        self._remedy = PlainLabel(wraps=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(tokens.SPACE_8)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._sentence)
        texts.addWidget(self._remedy)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_16, tokens.SPACE_8, tokens.SPACE_16, tokens.SPACE_8)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self._icon)
        row.addLayout(texts, 1)
        row.addLayout(self._buttons)
        self._tell: Callable[[], Message] | None = None
        self.hide()
        Wording(self, self._say)

    def show_message(self, tell: Message | Callable[[], Message]) -> None:
        """Shows a message in place of the one before; a function is asked again when the language changes."""
        self._tell = tell if callable(tell) else None
        self._fill(tell() if callable(tell) else tell)
        self.show()

    def show_trouble(self, say: Saying, band: Band = Band.MEDIUM) -> None:
        """Something was not done: says what and the remedy, and goes when it is dismissed."""

        def tell() -> Message:
            sentence, remedy = say()
            return Message("fault", sentence, remedy, band, (self.dismissal(),))

        self.show_message(tell)

    def dismissal(self) -> Action:
        """The way out of a message that nothing else ends."""
        return Action(self.tr("Dismiss"), self.clear)

    def _fill(self, message: Message) -> None:
        self._remove_buttons()
        self._icon.show_icon(message.icon, message.band)
        self._sentence.setText(message.sentence)
        self._remedy.setText(message.remedy)
        self._remedy.setVisible(bool(message.remedy))
        self.setAccessibleName(f"{message.sentence} {message.remedy}")
        for action in message.actions:
            self._buttons.addWidget(_button(action))
        restyle(self, "band", str(message.band))

    def clear(self) -> None:
        """Goes away: the state is over."""
        self._tell = None
        self._remove_buttons()
        self.hide()

    def text(self) -> str:
        """What it says at the moment, empty when it is hidden."""
        return f"{self._sentence.text()} {self._remedy.text()}".strip() if not self.isHidden() else ""

    def _say(self) -> None:
        if self._tell is not None:
            self._fill(self._tell())

    def _remove_buttons(self) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _button(action: Action) -> QPushButton:
    button = QPushButton(action.label)
    button.setAccessibleName(action.label)
    # A click does not take the keyboard from the page.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(action.act)
    return button
