"""What a setting is changed with: one control for each kind of value."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from permit_desktop.system.setting_kinds import Template, UnfitError
from permit_desktop.system.settings import TABLE
from permit_desktop.ui import setting_text, tokens
from permit_desktop.ui.number_box import number_box
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.wheel import ignore_wheel
from permit_desktop.ui.wording import Wording

_WIDTH: Final = 320
_LEAST_TEXT_WIDTH: Final = 128
"""A text takes what room there is; beside a choice, in a small window, it is this."""
_NUMBER_WIDTH: Final = 160


class Control(QWidget):
    """Shows a setting's value and says what the person wants instead.

    Attributes:
        wanted(object): another value, a usable one.
        typed(bool): something was typed; whether it can be used.
    """

    wanted = Signal(object)
    typed = Signal(bool)

    def __init__(self, key: str, core: QWidget) -> None:
        super().__init__()
        self.key = key
        self.core = core
        """The widget that takes the focus."""
        self.setFocusProxy(core)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.SPACE_8)
        self._row.addWidget(core)

    def show_value(self, value: Any) -> None:
        """Shows what holds."""
        raise NotImplementedError


class ChoiceControl(Control):
    """One of a few values, in a list that drops down."""

    def __init__(self, key: str, values: tuple[Any, ...]) -> None:
        self._box = QComboBox()
        super().__init__(key, self._box)
        self._values = values
        self._box.setFixedWidth(_WIDTH)
        self._row.addStretch(1)
        ignore_wheel(self._box)
        self._box.addItems([""] * len(values))
        Wording(self, self._say)
        self._box.activated.connect(self._choose)

    def show_value(self, value: Any) -> None:
        """Shows what holds."""
        self._box.setCurrentIndex(self._values.index(value))

    def _say(self) -> None:
        for place, value in enumerate(self._values):
            self._box.setItemText(place, setting_text.choice(self.key, value))

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.wanted.emit(self._values[place])


class SwitchControl(Control):
    """Yes or no; the setting's name stands beside the box."""

    def __init__(self, key: str) -> None:
        self._box = QCheckBox()
        super().__init__(key, self._box)
        self._row.addStretch(1)
        Wording(self, self._say)
        self._box.clicked.connect(self._choose)

    def show_value(self, value: Any) -> None:
        """Shows what holds."""
        self._box.setChecked(bool(value))

    def _say(self) -> None:
        self._box.setText(setting_text.label(self.key))

    @Slot(bool)
    def _choose(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.wanted.emit(on)


class NumberControl(Control):
    """A whole number with its unit."""

    def __init__(self, key: str, least: int, most: int) -> None:
        self._box = number_box(least, most, _NUMBER_WIDTH)
        super().__init__(key, self._box)
        self._row.addStretch(1)
        Wording(self, self._say)
        self._box.valueChanged.connect(self._choose)

    def show_value(self, value: Any) -> None:
        """Shows what holds."""
        with QSignalBlocker(self._box):
            self._box.setValue(value)

    def _say(self) -> None:
        unit, in_place_of_zero = setting_text.unit(self.key)
        self._box.setSuffix(unit)
        self._box.setSpecialValueText(in_place_of_zero)

    @Slot(int)
    def _choose(self, number: int) -> None:
        self.wanted.emit(number)


class TextControl(Control):
    """A text: judged while it is typed, applied with Enter or when the keyboard goes elsewhere; Esc takes it back."""

    def __init__(self, key: str) -> None:
        self._edit = _Edit()
        super().__init__(key, self._edit)
        self._kind = TABLE[key].kind
        self._shown = ""
        self._edit.setMinimumWidth(_LEAST_TEXT_WIDTH)
        self._edit.textEdited.connect(self._judge)
        self._edit.editingFinished.connect(self._finish)
        self._edit.given_up.connect(self._give_up)

    def show_value(self, value: Any) -> None:
        """Shows what holds, unless the person is typing something else."""
        shown = self._written(self._kind.entry(value))
        if self._edit.text() == self._shown or not self._edit.hasFocus():
            self._edit.setText(shown)
            self._mark(fits=True)
        self._shown = shown

    @Slot(str)
    def _judge(self, text: str) -> None:
        self._mark(fits=self._value_of(text) is not _UNFIT)

    @Slot()
    def _finish(self) -> None:
        value = self._value_of(self._edit.text())
        if value is not _UNFIT and self._edit.text() != self._shown:
            self.wanted.emit(value)

    @Slot()
    def _give_up(self) -> None:
        self._edit.setText(self._shown)
        self._mark(fits=True)

    def _mark(self, *, fits: bool) -> None:
        restyle(self._edit, "wrong", "" if fits else "true")
        self.typed.emit(fits)

    def _value_of(self, text: str) -> Any:
        try:
            return self._kind.parse(self._read(text))
        except UnfitError:
            return _UNFIT

    def _written(self, entry: str) -> str:
        if isinstance(self._kind, Template):
            return entry.replace("\t", "\\t").replace("\n", "\\n")
        return entry

    def _read(self, text: str) -> str:
        if isinstance(self._kind, Template):
            return text.replace("\\t", "\t").replace("\\n", "\n")
        return text


class PlaceControl(TextControl):
    """A path, typed or chosen."""

    def __init__(self, key: str, *, folder: bool) -> None:
        super().__init__(key)
        self._folder = folder
        self._button = QPushButton()
        self._row.addWidget(self._button)
        Wording(self, self._say)
        self._button.clicked.connect(self._choose)

    def _say(self) -> None:
        choose = self.tr("Choose …")
        self._button.setText(choose)
        self._button.setAccessibleName(f"{setting_text.label(self.key)}: {choose}")

    @Slot()
    def _choose(self) -> None:
        title = setting_text.label(self.key)
        if self._folder:
            chosen = QFileDialog.getExistingDirectory(self, title, self._shown)
        else:
            chosen, _ = QFileDialog.getOpenFileName(self, title, self._shown)
        if chosen:
            self.wanted.emit(Path(chosen))


class _Edit(QLineEdit):
    """A line that tells when its text is given up; without a change Esc is somebody else's key."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Takes Esc."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.given_up.emit()
            return
        super().keyPressEvent(event)


_UNFIT: Final = object()
