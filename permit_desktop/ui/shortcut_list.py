"""The list of keys that F1 opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from permit_desktop.system.licensed_parts import licensed_parts
from permit_desktop.ui import tokens
from permit_desktop.ui.about import About
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.roomy import Roomy, room_on_screen

_MEANING_WIDTH: Final = 296
"""Two columns of this fit into a window of 1000 pixels."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one page: each as it is written on the keyboard, and what it does."""

    title: str
    keys: Sequence[tuple[str, str]]


class ShortcutList(QDialog):
    """Every key of the window, in words, as they are in the language of the moment; and the demo, within reach.

    Attributes:
        demo_wanted: the person wants to see the simulated camera.
    """

    demo_wanted = Signal()

    def __init__(self, parent: QWidget, groups: Sequence[KeyGroup], *, offers_demo: bool = False) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self.setAccessibleName(self.tr("Keys"))
        about = QPushButton(self.tr("About …"))
        about.setAccessibleName(self.tr("About Permit Desktop"))
        about.clicked.connect(self._tell_about)
        close = QPushButton(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addWidget(about)
        if offers_demo:
            demo = QPushButton(self.tr("Try the demo"))
            demo.setAccessibleName(self.tr("Try the demo"))
            demo.clicked.connect(self._show_demo)
            buttons.addWidget(demo)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_24, tokens.SPACE_24, tokens.SPACE_24, tokens.SPACE_16)
        column.setSpacing(tokens.SPACE_16)
        column.addWidget(Roomy(_Columns(groups)), 1)
        column.addLayout(buttons)
        self.resize(self.sizeHint().boundedTo(room_on_screen(parent)))

    @Slot()
    def _show_demo(self) -> None:
        self.close()
        self.demo_wanted.emit()

    @Slot()
    def _tell_about(self) -> None:
        About(self, licensed_parts()).open()


class _Columns(QWidget):
    """The groups in two columns, or in one where there is less room."""

    def __init__(self, groups: Sequence[KeyGroup]) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(tokens.SPACE_32)
        self._least_px = -tokens.SPACE_32
        for part in _halves(groups):
            place = QWidget()
            column = QVBoxLayout(place)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(tokens.SPACE_12)
            for group in part:
                column.addWidget(PlainLabel(group.title, role="heading"))
                column.addLayout(_grid(group))
            column.addStretch(1)
            self._line.addWidget(place, 0, Qt.AlignmentFlag.AlignLeft)
            self._least_px += column.minimumSize().width() + tokens.SPACE_32

    def fold(self, width_px: int) -> None:
        """Puts the columns one below the other, or side by side."""
        beside = width_px >= self._least_px
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(tokens.SPACE_32 if beside else tokens.SPACE_12)


def window_keys(pages: Sequence[str]) -> KeyGroup:
    """The keys that work on every page.

    Args:
        pages: the names of the pages, in their order.
    """
    say = QCoreApplication.translate
    return KeyGroup(
        say("Keys", "Everywhere"),
        (
            *((f"Ctrl+{number}", name) for number, name in enumerate(pages, start=1)),
            ("Ctrl+O", say("Keys", "Open a picture of a permit")),
            ("Ctrl+L", say("Keys", "Lock the window")),
            ("Tab", say("Keys", "Go to the next control or field")),
            (say("Keys", "Space, Enter"), say("Keys", "Press the button that has the keyboard")),
            ("F1", say("Keys", "This list")),
        ),
    )


def _halves(groups: Sequence[KeyGroup]) -> tuple[Sequence[KeyGroup], Sequence[KeyGroup]]:
    """Two columns of about the same height."""
    heights = [len(group.keys) + 2 for group in groups]
    cut = min(range(1, len(groups) + 1), key=lambda cut: max(sum(heights[:cut]), sum(heights[cut:])))
    return groups[:cut], groups[cut:]


def _grid(group: KeyGroup) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.SPACE_16)
    grid.setVerticalSpacing(tokens.SPACE_4)
    grid.setColumnMinimumWidth(0, 96)
    grid.setColumnStretch(1, 1)
    for line, (keys, meaning) in enumerate(group.keys):
        key, told = PlainLabel(keys, role="other"), PlainLabel(meaning, wraps=True)
        for part in (key, told):
            part.ensurePolished()
        told.setFixedSize(_MEANING_WIDTH, told.heightForWidth(_MEANING_WIDTH))
        # On one baseline, although their faces rise to different heights.
        lower_px = told.fontMetrics().ascent() - key.fontMetrics().ascent()
        key.setContentsMargins(0, max(lower_px, 0), 0, 0)
        grid.addWidget(key, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(told, line, 1, Qt.AlignmentFlag.AlignTop)
    return grid
