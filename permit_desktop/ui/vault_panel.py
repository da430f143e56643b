"""The panel that asks for what opens the vault, and shows a new vault's recovery code; never a dialog."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLayout, QLineEdit, QPushButton, QVBoxLayout

from permit_desktop.system.durable_file import write_durably
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.private_clipboard import PrivateClipboard
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

_MOST_CHARS: Final = 1000
_FIELD_WIDTH: Final = 420


class Wish(Enum):
    """What the panel asks for."""

    PASSPHRASE = auto()
    NEW_PASSPHRASE = auto()
    CODE = auto()
    CODE_AND_PASSPHRASE = auto()


class VaultPanel(QFrame):
    """Hidden until there is something to ask or to show.

    Attributes:
        passphrase_given(str): to open the vault with, or to protect a new one.
        code_given(str, str): the recovery code, and the new passphrase, empty where the keyring keeps the key.
        code_kept: the person has written the recovery code down.
    """

    passphrase_given = Signal(str)
    code_given = Signal(str, str)
    code_kept = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._wish: Wish | None = None
        self._again = False
        self.setProperty("ask", "true")
        self._icon = IconView(theme, "locked", tokens.SPACE_24, secondary=True)
        self._title = PlainLabel(role="heading", wraps=True)
        self._text = PlainLabel(wraps=True)
        self._refusal = PlainLabel(wraps=True)
        restyle(self._refusal, "band", "low")
        self._fields = QVBoxLayout()
        self._fields.setSpacing(tokens.SPACE_8)
        self._edits: list[QLineEdit] = []
        self._open: list[QPushButton] = []
        self._code = PlainLabel(role="code")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(tokens.SPACE_8)
        self._clipboard = PrivateClipboard(QGuiApplication.clipboard(), self)
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE_8)
        for part in (self._title, self._text, self._code):
            column.addWidget(part)
        column.addLayout(self._fields)
        column.addWidget(self._refusal)
        column.addLayout(self._buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
        row.setSpacing(tokens.SPACE_12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.hide()
        Wording(self, self._say_again)

    @property
    def is_asking(self) -> bool:
        """Whether a person is asked for something."""
        return self._wish is not None

    @property
    def code(self) -> str:
        """The recovery code in view, empty when there is none."""
        return self._code.text()

    @property
    def refusal(self) -> str:
        """Why what was entered does not do, empty when nothing is wrong."""
        return self._refusal.text() if not self._refusal.isHidden() else ""

    def ask(self, wish: Wish) -> None:
        """Asks for something; `passphrase_given` or `code_given` tells what was entered."""
        self._begin("locked")
        self._wish = wish
        if wish is Wish.PASSPHRASE:
            self._say(self.tr("Enter the passphrase of the vault"), "")
        elif wish is Wish.NEW_PASSPHRASE:
            self._say(
                self.tr("Choose a passphrase for the vault"),
                self.tr("Twelve characters or more, for instance four words that have nothing to do with each other."),
            )
        else:
            self._say(
                self.tr("Enter the recovery code"),
                self.tr("Seven groups of four characters, as they were shown when the vault was made."),
            )
            self._add_field(self.tr("Recovery code"), hidden=False)
        if wish is not Wish.CODE:
            self._add_field(self.tr("Passphrase") if wish is Wish.PASSPHRASE else self.tr("New passphrase"))
        if wish in (Wish.NEW_PASSPHRASE, Wish.CODE_AND_PASSPHRASE):
            self._add_field(self.tr("New passphrase, once more"))
        self._open.append(self._add_button(self.tr("Open"), self._submit, primary=True))
        self._add_button(self.tr("Cancel"), self.close_form)
        self._buttons.addStretch(1)
        self.show()
        self._edits[0].setFocus()

    def _say_again(self) -> None:
        """Asks or shows the same in another language; what was typed stays."""
        if self._wish is not None:
            typed = [edit.text() for edit in self._edits]
            self.ask(self._wish)
            for edit, text in zip(self._edits, typed, strict=True):
                edit.setText(text)
        elif self.code:
            self.show_code(self.code, again=self._again)

    def refuse(self, sentence: str) -> None:
        """What was entered does not do."""
        self._refuse(sentence)
        self._enable(enabled=True)
        self._edits[-1].setFocus()
        self._edits[-1].selectAll()

    def _refuse(self, sentence: str) -> None:
        self._refusal.setText(sentence)
        self._refusal.show()

    def _enable(self, *, enabled: bool) -> None:
        for widget in (*self._edits, *self._open):
            widget.setEnabled(enabled)

    def show_code(self, code: str, *, again: bool = False) -> None:
        """Shows a recovery code until the person says that it is kept.

        Args:
            again: whether it takes the place of one that was shown before.
        """
        self._begin("key")
        self._again = again
        self._say(
            self.tr(
                "Nobody confirmed that the recovery code was written down. This is a new one; earlier codes are void."
            )
            if again
            else self.tr("A new vault was made. This is its recovery code; it is not shown again."),
            self.tr(
                "It opens the vault when this computer's keyring is lost. "
                "Write it down, and keep it apart from this computer."
            ),
        )
        self._code.setText(code)
        self._code.show()
        self._add_button(self.tr("It is written down"), self.close_code, primary=True)
        self._add_button(self.tr("Save as a text …"), self._save)
        self._add_button(self.tr("Copy for a minute"), self._copy)
        self._buttons.addStretch(1)
        self.show()

    def close_form(self) -> None:
        """Asks no more; a code that is shown stays."""
        if self._wish is not None:
            self._end()

    def close_code(self) -> None:
        """The code was kept: it is gone from here for good."""
        self._code.setText("")
        self._clipboard.clear()
        self._end()
        self.code_kept.emit()

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the recovery code"), "permit-desktop-recovery-code.txt", self.tr("Text") + " (*.txt)"
        )
        if name:
            self.save_code(Path(name))

    def save_code(self, file: Path) -> None:
        """Writes the code into a file, to be printed or carried away; nobody else on this computer can read it."""
        text = self.tr("Recovery code of the Permit Desktop vault on this computer:")
        try:
            write_durably(file, f"{text}\n\n    {self._code.text()}\n".encode(), secret=True)
        except OSError:
            self._refuse(self.tr("The file cannot be written there. Choose another folder."))
            return
        self._refusal.hide()
        self._text.setText(
            self.tr("It is saved. Print it or carry it away, then delete the file: who has it opens the vault.")
        )

    def _copy(self) -> None:
        self._clipboard.copy(self._code.text())

    def _submit(self) -> None:
        texts = [edit.text() for edit in self._edits]
        twice = self._wish in (Wish.NEW_PASSPHRASE, Wish.CODE_AND_PASSPHRASE)
        if not all(texts):
            self.refuse(self.tr("Something is missing."))
        elif twice and texts[-1] != texts[-2]:
            self.refuse(self.tr("The two passphrases differ."))
        else:
            self._refusal.hide()
            self._enable(enabled=False)  # deriving a key from a passphrase takes a moment
            if self._wish in (Wish.PASSPHRASE, Wish.NEW_PASSPHRASE):
                self.passphrase_given.emit(texts[0])
            else:
                self.code_given.emit(texts[0], texts[1] if twice else "")

    def _begin(self, icon: str) -> None:
        self._end()
        self._icon.show_icon(icon)

    def _end(self) -> None:
        self._wish = None
        _empty(self._fields)
        _empty(self._buttons)
        self._edits.clear()
        self._open.clear()
        self._refusal.hide()
        self._code.hide()
        self.hide()

    def _say(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())

    def _add_field(self, label: str, *, hidden: bool = True) -> None:
        edit = QLineEdit()
        edit.setMaxLength(_MOST_CHARS)
        edit.setMaximumWidth(_FIELD_WIDTH)
        edit.setAccessibleName(label)
        edit.setPlaceholderText(label)
        if hidden:
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.returnPressed.connect(self._submit)
        self._edits.append(edit)
        self._fields.addWidget(edit)

    def _add_button(self, label: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
        button = QPushButton(label)
        button.setProperty("primary", primary)
        button.setAccessibleName(label)
        button.clicked.connect(act)
        self._buttons.addWidget(button)
        return button


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
