"""What a person sees first, once: three questions, each of which can be skipped, and the demo within reach."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from permit_desktop.system.settings import Settings
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import IconView
from permit_desktop.ui.keyed_buttons import focused_button, is_plain_enter
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.setting_row import SettingRow
from permit_desktop.ui.special_controls import CameraControl
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

STEPS: Final = (("desk.language", "desk.look"), ("camera.device", "capture.sides"), ("recogniser.kind",))
"""The settings of each step; all of them have a default with which the program works."""

_ICONS: Final = ("language", "camera", "permit")
_WIDTH: Final = 680
_STEP_HEIGHT: Final = 120
"""Room for the largest step, so that the buttons stay where they are."""


class FirstRunPage(QWidget):
    """Shows what it is told and says what the person wants.

    Attributes:
        set_wanted(str, object): a setting's key and another value.
        demo_wanted: the person wants to see the program at work first.
        finished: all was answered, or skipped.
    """

    set_wanted = Signal(str, object)
    demo_wanted = Signal()
    finished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("page", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._rows: dict[str, SettingRow] = {}
        self._icon = IconView(theme, _ICONS[0], 48, secondary=True)
        self._title = PlainLabel(role="title", wraps=True)
        self._text = PlainLabel(role="label", wraps=True)
        self._place = PlainLabel(role="label")
        self._steps = QStackedWidget()
        self._demo, self._skip, self._back, self._next = (QPushButton() for _ in range(4))
        self._next.setProperty("primary", "true")
        self._demo.clicked.connect(self.demo_wanted)
        self._skip.clicked.connect(self.finished)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self.setFocusProxy(self._next)
        self._lay_out()
        Wording(self, self._say)

    @property
    def step(self) -> int:
        """Which step is in view, counted from 0."""
        return self._steps.currentIndex()

    def show_settings(self, settings: Settings) -> None:
        """Shows what holds."""
        for row in self._rows.values():
            row.show_settings(settings)

    def show_cameras(self, cameras: Sequence[tuple[str, str]], usual: tuple[str, str] = ("", "")) -> None:
        """The cameras of this computer, and the one that is used where none was chosen: device path and name."""
        control = self._rows["camera.device"].control
        if isinstance(control, CameraControl):
            control.show_cameras(cameras, usual)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on, unless a button has the keyboard; Esc skips the rest."""
        if is_plain_enter(event) and focused_button() is None:
            self._go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for keys in STEPS:
            self._steps.addWidget(self._step(keys))
        self._steps.setMinimumHeight(_STEP_HEIGHT)
        panel = QFrame()
        panel.setProperty("panel", "true")
        panel.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(panel)
        column.setContentsMargins(tokens.SPACE_32, tokens.SPACE_32, tokens.SPACE_32, tokens.SPACE_24)
        column.setSpacing(tokens.SPACE_12)
        for part in (self._icon, self._title, self._text, self._steps):
            column.addWidget(part)
        column.addSpacing(tokens.SPACE_8)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_8)
        buttons.addWidget(self._demo)
        buttons.addStretch(1)
        buttons.addWidget(self._place)
        for button in (self._skip, self._back, self._next):
            buttons.addWidget(button)
        column.addLayout(buttons)
        # From the questions to the buttons, and back with Shift.
        inputs = [row.control.core for row in self._rows.values()]
        chain = [*inputs, self._next, self._back, self._skip, self._demo]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)
        around = QVBoxLayout(self)
        around.addStretch(2)
        # Stretches, not an alignment: with that, layouts give wrapped texts too little height.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(panel, _WIDTH)
        across.addStretch(1)
        around.addLayout(across)
        around.addStretch(3)

    def _step(self, keys: Sequence[str]) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        column.setSpacing(0)
        for key in keys:
            row = SettingRow(self._theme, key)
            row.wanted.connect(self.set_wanted)
            self._rows[key] = row
            column.addWidget(row)
        column.addStretch(1)
        return step

    def _say(self) -> None:
        titles = (self.tr("Welcome"), self.tr("The camera"), self.tr("Who reads the permits"))
        texts = (
            self.tr("Three short questions, each with an answer that works. All of it can be changed later."),
            self.tr("A webcam or a document camera above the desk. Without one, pictures can be opened as files."),
            self.tr("On this computer nothing is sent anywhere. A service is set up on the Settings page."),
        )
        self.setWindowTitle(titles[0])
        self.setAccessibleName(titles[0])
        self._title.setText(titles[self.step])
        self._text.setText(texts[self.step])
        self._icon.show_icon(_ICONS[self.step])
        last = self.step == len(STEPS) - 1
        self._place.setText(self.tr("{step} of {steps}").format(step=self.step + 1, steps=len(STEPS)))
        self._demo.setText(self.tr("Try the demo"))
        self._skip.setText(self.tr("Skip all"))
        self._back.setText(self.tr("Back"))
        self._next.setText(self.tr("Start") if last else self.tr("Next"))
        self._back.setVisible(self.step > 0)
        self._skip.setVisible(not last)
        for button in (self._demo, self._skip, self._back, self._next):
            button.setAccessibleName(button.text())
        self._next.setAccessibleDescription(f"{self._title.text()}. {self._text.text()}")

    @Slot()
    def _go_on(self) -> None:
        if self.step == len(STEPS) - 1:
            self.finished.emit()
        else:
            self._turn(self.step + 1)

    @Slot()
    def _go_back(self) -> None:
        self._turn(self.step - 1)

    def _turn(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self._say()
        self._next.setFocus()
