"""Secrets on the Settings page: whether they are stored, entered anew, or deleted. What is stored is never shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from permit_desktop.ui import tokens
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.question import Question
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

MAX_CHARS: Final = 64_000
_FIELD_WIDTH: Final = 320
_SHOWN: Final = frozenset({"ak", "account", "user"})


class Kept(Enum):
    """What the keyring holds."""

    UNKNOWN = auto()
    """It was not asked yet."""
    STORED = auto()
    HELD = auto()
    """The keyring could not keep it: it is in memory, until the window is closed."""
    MISSING = auto()


class SecretForm(QWidget):
    """Asks for the parts of one secret.

    Attributes:
        store_wanted(str): the parts as one JSON object; they are gone from the form.
        clear_wanted: what is stored is to be deleted; it was asked whether.
    """

    store_wanted = Signal(str)
    clear_wanted = Signal()

    def __init__(self, theme: Theme, title: Callable[[], str]) -> None:
        super().__init__()
        self._title = title
        self._parts: tuple[str, ...] = ()
        self._edits: dict[str, QLineEdit] = {}
        self._kept = Kept.UNKNOWN
        self._open = False
        self._trouble = ""
        self._icon = IconView(theme, "key", tokens.SPACE_16, secondary=True)
        self._state = PlainLabel(wraps=True)
        self._change = QPushButton()
        self._clear = QPushButton()
        self._store = QPushButton()
        self._store.setProperty("primary", "true")
        self._cancel = QPushButton()
        self._note = PlainLabel(role="secondary", wraps=True)
        self._change.clicked.connect(self._begin)
        self._question = Question(theme)
        self._question.setProperty("inset", "true")
        self._clear.clicked.connect(self._ask_clear)
        self._store.clicked.connect(self._submit)
        self._cancel.clicked.connect(self.close_form)
        self._fields = QWidget()
        self._form = QFormLayout(self._fields)
        self._form.setContentsMargins(0, tokens.SPACE_4, 0, 0)
        self._form.setVerticalSpacing(tokens.SPACE_8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(self._state_line())
        column.addWidget(self._fields)
        column.addLayout(_in_a_row(self._change, self._clear, self._store, self._cancel))
        column.addWidget(self._question)
        column.addWidget(self._note)
        Wording(self, self._say)

    def _state_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(tokens.SPACE_8)
        line.addWidget(self._icon)
        line.addWidget(self._state, 1)
        return line

    @property
    def is_open(self) -> bool:
        """Whether something is being entered."""
        return self._open

    def ask_for(self, parts: Sequence[str]) -> None:
        """The secret has these parts from now on."""
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self.close_form()

    def show_kept(self, kept: Kept, trouble: str = "") -> None:
        """What the keyring holds, or why it does not tell."""
        if kept is not self._kept:
            self._question.withdraw()
        self._kept, self._trouble = kept, trouble
        self._say()

    @Slot()
    def close_form(self) -> None:
        """Takes the fields away, and what was entered with them."""
        for edit in self._edits.values():
            edit.clear()
        self._open = False
        self._say()

    @Slot()
    def _begin(self) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self._edits = {}
        for part in self._parts:
            edit = QLineEdit()
            edit.setMaxLength(MAX_CHARS)
            edit.setFixedWidth(_FIELD_WIDTH)
            edit.setEchoMode(QLineEdit.EchoMode.Normal if part in _SHOWN else QLineEdit.EchoMode.Password)
            edit.textChanged.connect(self._judge)
            edit.returnPressed.connect(self._submit)
            self._edits[part] = edit
            self._form.addRow(PlainLabel(role="label"), edit)
        self._open = True
        self._question.withdraw()
        self._say()
        self._judge()
        self._edits[self._parts[0]].setFocus()

    @Slot()
    def _ask_clear(self) -> None:
        self._question.ask(
            self.tr("{what}: delete what is stored?").format(what=self._title()),
            self.tr("It is not shown anywhere, and has to be entered again."),
            yes=self.tr("Delete it"),
            no=self.tr("Keep it"),
            act=self.clear_wanted.emit,
        )

    @Slot()
    def _judge(self) -> None:
        self._store.setEnabled(all(edit.text().strip() for edit in self._edits.values()))

    @Slot()
    def _submit(self) -> None:
        if self._store.isEnabled():
            entered = json.dumps({part: edit.text() for part, edit in self._edits.items()})
            self.close_form()
            self._change.setFocus()
            self.store_wanted.emit(entered)

    def _say(self) -> None:
        title = self._title()
        states = {
            Kept.UNKNOWN: self.tr("{what}: …"),
            Kept.STORED: self.tr("{what}: stored in the keyring"),
            Kept.HELD: self.tr("{what}: entered, until the window is closed"),
            Kept.MISSING: self.tr("{what}: none stored"),
        }
        self._state.setText(states[self._kept].format(what=title))
        stored = self._kept in (Kept.STORED, Kept.HELD)
        self._change.setText(self.tr("Replace …") if stored else self.tr("Enter …"))
        self._clear.setText(self.tr("Delete"))
        self._store.setText(self.tr("Store"))
        self._cancel.setText(self.tr("Cancel"))
        for button in (self._change, self._clear, self._store, self._cancel):
            button.setAccessibleName(f"{title}: {button.text()}")
        self._change.setVisible(not self._open)
        self._clear.setVisible(stored and not self._open)
        self._fields.setVisible(self._open)
        self._store.setVisible(self._open)
        self._cancel.setVisible(self._open)
        if self._open:
            self._note.setText(
                self.tr("Kept in the keyring of this computer, or without one in memory until the window is closed.")
            )
        elif self._kept is Kept.HELD:
            self._note.setText(
                self.tr("The keyring of this computer could not keep it, so it has to be entered again next time.")
            )
        else:
            self._note.setText(self._trouble)
        self._note.setVisible(bool(self._note.text()))
        for part, edit in self._edits.items():
            words = _caption(part)
            edit.setAccessibleName(f"{title}: {words}")
            caption = self._form.labelForField(edit)
            if isinstance(caption, PlainLabel):
                caption.setText(words)


def _caption(part: str) -> str:
    say = QCoreApplication.translate
    return {
        "ak": say("SecretForm", "Access key (AK)"),
        "sk": say("SecretForm", "Secret key (SK)"),
        "account": say("SecretForm", "Account"),
        "user": say("SecretForm", "User"),
        "password": say("SecretForm", "Password"),
        "token": say("SecretForm", "Token"),
    }[part]


def _in_a_row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(tokens.SPACE_8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
