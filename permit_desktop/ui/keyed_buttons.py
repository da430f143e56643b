"""Buttons that name their keys where there is room for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from permit_desktop.ui import tokens


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
