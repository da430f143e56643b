"""Buttons and keys: Enter on the one that has the keyboard, and names with keys where there is room for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton

from permit_desktop.ui import tokens


def focused_button() -> QPushButton | None:
    """The button that has the keyboard, None where something else has it."""
    focused = QApplication.focusWidget()
    return focused if isinstance(focused, QPushButton) else None


def is_plain_enter(event: QKeyEvent) -> bool:
    """Whether it is Enter, of either kind, and no other key with it."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def label_with_keys(named: Sequence[tuple[QPushButton, str, str]], room_px: int) -> None:
    """Labels a row of buttons.

    Args:
        named: each with its text and its key.
        room_px: how wide the row may be, gaps included; where it would be wider, the keys are left out.
    """
    for button, text, key in named:
        button.setText(f"{text}  {key}")
    wanted_px = sum(button.sizeHint().width() + tokens.SPACE_8 for button, _, _ in named) - tokens.SPACE_8
    if wanted_px > room_px:
        for button, text, _ in named:
            button.setText(text)
