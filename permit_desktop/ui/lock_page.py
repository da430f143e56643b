"""What stands in the window while it is locked: nothing of anybody."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from permit_desktop.ui import tokens
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

_WIDTH: Final = 440
_MOST_CHARS: Final = 1000


class LockPage(QWidget):
    """Asks to unlock.

    Attributes:
        unlock_wanted(str): somebody is there; with the passphrase, where the vault has one.
    """

    unlock_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("page", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._by_passphrase = False
        self._refusal = ("", "")
        icon = IconView(theme, "locked", 48, secondary=True)
        self._title = PlainLabel(role="title")
        self._text = PlainLabel(role="label", wraps=True)
        self._edit = QLineEdit()
        self._edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._edit.setMaxLength(_MOST_CHARS)
        self._trouble = PlainLabel(wraps=True)
        restyle(self._trouble, "band", "low")
        self._button = QPushButton()
        self._button.setProperty("primary", "true")
        self._button.clicked.connect(self._ask)
        self._edit.returnPressed.connect(self._ask)
        panel = QFrame()
        panel.setProperty("panel", "true")
        panel.setFixedWidth(_WIDTH)
        column = QVBoxLayout(panel)
        column.setContentsMargins(tokens.SPACE_32, tokens.SPACE_32, tokens.SPACE_32, tokens.SPACE_32)
        column.setSpacing(tokens.SPACE_12)
        for part in (icon, self._title, self._text, self._edit, self._trouble):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        column.addLayout(row)
        around = QVBoxLayout(self)
        around.addStretch(2)
        # Stretches, not an alignment: with that, layouts give wrapped texts too little height.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(panel)
        across.addStretch(1)
        around.addLayout(across)
        around.addStretch(3)
        Wording(self, self._say)

    def show_locked(self, *, by_passphrase: bool) -> None:
        """The window was locked; what unlocks it is the vault's passphrase, or the operating system's keyring."""
        self._by_passphrase = by_passphrase
        self._refusal = ("", "")
        self._edit.clear()
        self._button.setEnabled(True)
        self._say()
        (self._edit if by_passphrase else self._button).setFocus()

    def refuse(self, sentence: str, remedy: str) -> None:
        """It stays locked, and why."""
        self._refusal = (sentence, remedy)
        self._button.setEnabled(True)
        self._say()
        self._edit.selectAll()
        (self._edit if self._by_passphrase else self._button).setFocus()

    def forget(self) -> None:
        """What was entered is gone."""
        self._edit.clear()

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Locked"))
        self._title.setText(self.tr("Locked"))
        self._text.setText(
            self.tr("Everything is stored; the queue goes on. Enter the vault's passphrase to see it again.")
            if self._by_passphrase
            else self.tr("Everything is stored; the queue goes on. The computer's keyring opens the window again.")
        )
        self._edit.setVisible(self._by_passphrase)
        self._edit.setAccessibleName(self.tr("Passphrase of the vault"))
        self._trouble.setText(" ".join(self._refusal).strip())
        self._trouble.setVisible(bool(self._trouble.text()))
        self._button.setText(self.tr("Unlock"))
        self._button.setAccessibleName(self._button.text())

    @Slot()
    def _ask(self) -> None:
        if self._button.isEnabled():
            self._button.setEnabled(False)
            self.unlock_wanted.emit(self._edit.text())
