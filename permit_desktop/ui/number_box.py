"""A number with its unit, as all pages show it."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox

from permit_desktop.ui import tokens
from permit_desktop.ui.wheel import ignore_wheel


def number_box(least: int, most: int, width_px: int) -> QSpinBox:
    """A box that tells a number when it is complete, not digit by digit."""
    box = QSpinBox()
    box.setRange(least, most)
    box.setFixedWidth(width_px)
    box.setKeyboardTracking(False)
    # Style sheets leave the text of a spin box at its border.
    box.lineEdit().setTextMargins(tokens.SPACE_8, 0, 0, 0)
    ignore_wheel(box)
    return box
