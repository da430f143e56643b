"""Controls of settings that no plain field fits: the proxy, the camera, the thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from permit_desktop.api.service import REGIONS, ServiceAddress
from permit_desktop.domain.bands import Thresholds
from permit_desktop.domain.errors import SettingsError
from permit_desktop.domain.permit import FieldName
from permit_desktop.system.setting_kinds import (
    Choice,
    FieldThresholds,
    OneNumber,
    Place,
    Proxy,
    Switch,
    ThresholdTable,
    Whole,
)
from permit_desktop.system.settings import TABLE
from permit_desktop.ui import field_text, setting_text, tokens
from permit_desktop.ui.number_box import number_box
from permit_desktop.ui.plain_text import PlainLabel, plain
from permit_desktop.ui.setting_controls import (
    ChoiceControl,
    Control,
    NumberControl,
    PlaceControl,
    SwitchControl,
    TextControl,
)
from permit_desktop.ui.wheel import ignore_wheel
from permit_desktop.ui.wording import Wording

_WAYS: Final = ("system", "none", "")
_SET_APART: Final = tuple(field for field in FieldName if field not in (FieldName.TYPE, FieldName.SIDE))


class ProxyControl(Control):
    """The computer's own proxy, none, or an address."""

    def __init__(self, key: str) -> None:
        self._ways = QComboBox()
        super().__init__(key, self._ways)
        self._address = TextControl(key)
        self._ways.addItems([""] * len(_WAYS))
        self._ways.setFixedWidth(tokens.SPACE_32 * 6)
        ignore_wheel(self._ways)
        self._row.addWidget(self._address, 1)
        Wording(self, self._say)
        self._ways.activated.connect(self._choose)
        self._address.wanted.connect(self.wanted)
        self._address.typed.connect(self.typed)

    def show_value(self, value: Any) -> None:
        """Shows what holds."""
        way = value if value in _WAYS else ""
        self._ways.setCurrentIndex(_WAYS.index(way))
        self._address.show_value("" if way else value)
        self._address.setVisible(not way)

    def _say(self) -> None:
        for place, word in enumerate((self.tr("As the system"), self.tr("None"), self.tr("This one"))):
            self._ways.setItemText(place, word)
        self._address.core.setAccessibleName(self.tr("Address of the proxy"))

    @Slot(int)
    def _choose(self, place: int) -> None:
        self._address.setVisible(not _WAYS[place])
        if _WAYS[place]:
            self.wanted.emit(_WAYS[place])
        else:
            self._address.setFocus()


class ServiceAddressControl(TextControl):
    """The address of a service of one's own, or that of one of the vendor's regions."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self._regions = QComboBox()
        self._regions.addItem("", "")
        for region in REGIONS:
            self._regions.addItem(region.name, region.endpoint)
        self._regions.setFixedWidth(tokens.SPACE_32 * 7)
        ignore_wheel(self._regions)
        self._row.addWidget(self._regions)
        Wording(self, self._say)
        self._regions.activated.connect(self._choose)

    def show_value(self, value: Any) -> None:
        """Shows what holds."""
        super().show_value(value)
        self._regions.setCurrentIndex(max(0, self._regions.findData(_endpoint_of(value))))

    def _say(self) -> None:
        self._regions.setItemText(0, self.tr("A service of your own"))
        self._regions.setAccessibleName(self.tr("Region of the vendor"))

    @Slot(int)
    def _choose(self, place: int) -> None:
        if place:
            self.wanted.emit(self._regions.itemData(place))
        else:
            self.core.setFocus()


class CameraControl(Control):
    """The usual camera, one of those that were found, or the one of the settings that is not there."""

    def __init__(self, key: str) -> None:
        self._box = QComboBox()
        super().__init__(key, self._box)
        self._box.setMaximumWidth(tokens.SPACE_32 * 12)
        self._box.setMinimumWidth(tokens.SPACE_32 * 8)
        self._row.setStretch(0, 100)  # as wide as it may be, where there is room
        self._row.addStretch(1)
        ignore_wheel(self._box)
        self._cameras: tuple[tuple[str, str], ...] = ()
        self._usual = ("", "")
        self._device = ""
        Wording(self, self._fill)
        self._box.activated.connect(self._choose)

    def show_cameras(self, cameras: Sequence[tuple[str, str]], usual: tuple[str, str]) -> None:
        """The cameras of this computer, and the one that is used where none was chosen: device path and name."""
        self._cameras = tuple(cameras)
        self._usual = usual
        self._fill()

    def show_value(self, value: Any) -> None:
        """Shows what holds."""
        self._device = value
        self._fill()

    def _fill(self) -> None:
        entries = [("", self._usual_text()), *((device, plain(name, 80)) for device, name in self._cameras)]
        if self._device not in dict(entries):
            entries.append((self._device, self._absent(self._device)))
        with QSignalBlocker(self._box):
            self._box.clear()
            for device, name in entries:
                self._box.addItem(name, device)
            self._box.setCurrentIndex(self._box.findData(self._device))

    def _usual_text(self) -> str:
        """What is used where none is chosen: the camera that was the first one once."""
        path, name = self._usual
        if not name:
            return self.tr("The first one")
        known = plain(name, 60) if path in dict(self._cameras) else self._absent(name)
        return self.tr("The usual one: {name}").format(name=known)

    def _absent(self, name: str) -> str:
        return self.tr("{name} (not connected)").format(name=plain(name, 60))

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.wanted.emit(self._box.itemData(place))


class ThresholdControl(Control):
    """From which confidence on a value is high or medium: for all fields, and for some of their own."""

    def __init__(self, key: str) -> None:
        super().__init__(key, QWidget())
        self._value = FieldThresholds()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.SPACE_12)
        self._grid.setVerticalSpacing(tokens.SPACE_8)
        self._grid.setColumnStretch(4, 1)
        self._add = QComboBox()
        self._add.setFixedWidth(tokens.SPACE_32 * 7)
        ignore_wheel(self._add)
        self._add.activated.connect(self._add_field)
        column = QVBoxLayout(self.core)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_8)
        column.addLayout(self._grid)
        column.addWidget(self._add)
        Wording(self, self._fill)

    def show_value(self, value: Any) -> None:
        """Shows what holds."""
        if value != self._value:
            self._value = value
            self._fill()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, words in enumerate((self.tr("High from"), self.tr("Medium from")), 1):
            self._grid.addWidget(PlainLabel(words, role="label"), 0, place)
        self._add_row(1, None, self._value.default)
        for place, (field, thresholds) in enumerate(self._value.own, 2):
            self._add_row(place, field, thresholds)
        self._add.clear()
        self._add.setAccessibleName(self.tr("Thresholds of its own for a field"))
        self._add.addItem(self.tr("Of its own for …"))
        for field in _SET_APART:
            if field not in dict(self._value.own):
                self._add.addItem(_name(field), field)

    def _add_row(self, place: int, field: FieldName | None, thresholds: Thresholds) -> None:
        name = self.tr("Every field") if field is None else _name(field)
        self._grid.addWidget(PlainLabel(name), place, 0)
        high, medium = _share_box(thresholds.high), _share_box(thresholds.medium)
        high.setAccessibleName(self.tr("{field}: high from").format(field=name))
        medium.setAccessibleName(self.tr("{field}: medium from").format(field=name))

        def change() -> None:
            if high.value() < medium.value():
                with QSignalBlocker(high):
                    high.setValue(medium.value())
            self._set(field, Thresholds(high.value() / 100, medium.value() / 100))

        for column, box in enumerate((high, medium), 1):
            box.valueChanged.connect(change)
            self._grid.addWidget(box, place, column)
        if field is not None:
            button = QPushButton(self.tr("Remove"))
            button.setAccessibleName(self.tr("{field}: remove").format(field=name))
            button.clicked.connect(lambda: self._set(field, None))
            self._grid.addWidget(button, place, 3)

    def _set(self, field: FieldName | None, thresholds: Thresholds | None) -> None:
        own = dict(self._value.own)
        default = self._value.default
        if field is None:
            default = thresholds or default
        elif thresholds is None:
            own.pop(field)
        else:
            own[field] = thresholds
        value = FieldThresholds(default, tuple((each, own[each]) for each in FieldName if each in own))
        if own.keys() == dict(self._value.own).keys():
            self._value = value  # shown already: the box that has the keyboard stays
        self.wanted.emit(value)

    @Slot(int)
    def _add_field(self, place: int) -> None:
        field = self._add.itemData(place)
        if field is not None:
            self._set(FieldName(field), self._value.default)


def control_for(key: str) -> Control:
    """The control of a setting."""
    kind = TABLE[key].kind
    made: Control
    match kind:
        case Choice():
            made = ChoiceControl(key, tuple(kind.words.__members__.values()))
        case OneNumber():
            made = ChoiceControl(key, kind.numbers)
        case Switch():
            made = SwitchControl(key)
        case Whole():
            made = NumberControl(key, kind.least, kind.most)
        case Place():
            made = PlaceControl(key, folder=key == "capture.watched_folder")
        case Proxy():
            made = ProxyControl(key)
        case ThresholdTable():
            made = ThresholdControl(key)
        case _ if key == "camera.device":
            made = CameraControl(key)
        case _ if key == "service.endpoint":
            made = ServiceAddressControl(key)
        case _:
            made = TextControl(key)
    made.core.setAccessibleName(setting_text.label(key))
    return made


def _name(field: FieldName) -> str:
    words = field_text.label(field)
    if field.block is None:
        return words
    both = QCoreApplication.translate("ThresholdControl", "{region}: {field}")
    return both.format(region=field_text.region(field.block), field=words)


def _endpoint_of(address: str) -> str:
    """An address as the regions spell theirs; empty for what is none."""
    try:
        return ServiceAddress.parse(address).base
    except SettingsError:
        return ""


def _share_box(share: float) -> QSpinBox:
    box = number_box(1, 100, tokens.SPACE_32 * 3)
    box.setSuffix(" %")
    box.setValue(round(share * 100))
    return box
