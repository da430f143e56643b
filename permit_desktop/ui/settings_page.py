"""The page of the settings: everything is applied at once, and what the administrator fixed is shown as such."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from permit_desktop.system.settings import TABLE, AuthenticationKind, RecogniserKind, Settings
from permit_desktop.ui import setting_text, tokens
from permit_desktop.ui.check_panel import CheckPanel
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.secret_form import SecretForm
from permit_desktop.ui.setting_row import SettingRow
from permit_desktop.ui.shortcut_list import KeyGroup
from permit_desktop.ui.special_controls import CameraControl
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording

SECTIONS: Final = ("recogniser", "camera", "capture", "retention", "desk", "check-up")
_PARTS: Final = {
    AuthenticationKind.ACCESS_KEY: ("ak", "sk"),
    AuthenticationKind.PASSWORD: ("account", "user", "password"),
    AuthenticationKind.TOKEN: ("token",),
}
_PROXY_PARTS: Final = ("user", "password")
_WIDTH: Final = 800
_LIST_WIDTH: Final = 176
_WITH_SECTIONS: Final = 800


class SettingsPage(QWidget):
    """Shows what it is told and says what the person wants.

    Attributes:
        set_wanted(str, object): a setting's key and another value.
        secret_wanted(bool, str): the proxy's (True) or the service's credentials as a JSON object, to be stored.
        secret_clear_wanted(bool): the proxy's or the service's credentials are to be deleted.
        diagnostics_wanted: the file for support is to be saved.
        shown: the page has come into view.
    """

    set_wanted = Signal(str, object)
    secret_wanted = Signal(bool, str)
    secret_clear_wanted = Signal(bool)
    diagnostics_wanted = Signal()
    shown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("page", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._settings = Settings()
        self._rows: dict[str, SettingRow] = {}
        self._titles: dict[str, PlainLabel] = {}
        self._panels: dict[str, QFrame] = {}
        self.secret = SecretForm(theme, lambda: self.tr("Credentials"))
        self.proxy_secret = SecretForm(theme, lambda: self.tr("User and password of the proxy"))
        self.connection = CheckPanel(theme, lambda: self.tr("Test connection"))
        self.check_up = CheckPanel(theme, lambda: self.tr("Check now"))
        self._diagnostics = QPushButton()
        self._service = QWidget()
        self._groups = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._area = QScrollArea()
        self._body = QWidget()
        self._lay_out()
        self.secret.store_wanted.connect(self._want_secret)
        self.secret.clear_wanted.connect(self._want_clear)
        self.proxy_secret.store_wanted.connect(self._want_proxy_secret)
        self.proxy_secret.clear_wanted.connect(self._want_proxy_clear)
        self._diagnostics.clicked.connect(self.diagnostics_wanted)
        self.connection.grew.connect(self._show_connection)
        self.check_up.grew.connect(self._show_check_up)
        self._area.verticalScrollBar().valueChanged.connect(self._mark_section)
        Wording(self, self._say)
        self.show_settings(self._settings)

    def row(self, key: str) -> SettingRow:
        """The row of a setting."""
        return self._rows[key]

    def show_settings(self, settings: Settings) -> None:
        """Shows what holds."""
        self._settings = settings
        for row in self._rows.values():
            row.show_settings(settings)
        service = settings.service
        self._service.setVisible(settings.recogniser.kind is RecogniserKind.SERVICE)
        self._rows["service.sign_in_endpoint"].setVisible(service.authentication is AuthenticationKind.PASSWORD)
        self.secret.ask_for(_PARTS[service.authentication])
        self.proxy_secret.ask_for(_PROXY_PARTS)
        self.proxy_secret.setVisible(service.proxy not in ("system", "none"))

    def show_cameras(self, cameras: Sequence[tuple[str, str]], usual: tuple[str, str] = ("", "")) -> None:
        """The cameras of this computer, and the one that is used where none was chosen: device path and name."""
        control = self._rows["camera.device"].control
        if isinstance(control, CameraControl):
            control.show_cameras(cameras, usual)

    def scroll_to(self, widget: QWidget) -> None:
        """Brings something on the page into view as a whole, its end first."""
        bottom = widget.mapTo(self._body, widget.rect().bottomLeft()).y() + tokens.SPACE_16
        bar = self._area.verticalScrollBar()
        bar.setValue(max(bar.value(), bottom - self._area.viewport().height()))

    def show_section(self, section: str) -> None:
        """Brings a section into view, and the keyboard to its first control."""
        panel = self._panels[section]
        top = panel.mapTo(self._body, panel.rect().topLeft()).y() - tokens.SPACE_8
        self._area.verticalScrollBar().setValue(top)
        self._buttons[section].setChecked(True)

    def keys(self) -> KeyGroup:
        """The page's keys, for the list of keys."""
        return KeyGroup(
            self.tr("Settings"),
            (
                ("↑ ↓", self.tr("Choose another value, where there are a few")),
                ("Esc", self.tr("Put credentials away that are being entered")),
            ),
        )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tells that it is seen."""
        super().showEvent(event)
        self.shown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc takes away what is being entered."""
        for form in (self.secret, self.proxy_secret):
            if event.key() == Qt.Key.Key_Escape and form.is_open:
                form.close_form()
                return
        super().keyPressEvent(event)

    def fold(self, width_px: int) -> None:
        """Leaves out the list of sections in less width: they are scrolled to."""
        self._sections.setVisible(width_px >= _WITH_SECTIONS)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, tokens.SPACE_16, 0)
        column.setSpacing(tokens.SPACE_16)
        for section in SECTIONS:
            column.addWidget(self._panel(section))
        column.addStretch(1)
        self._body.setMaximumWidth(_WIDTH)
        self._area.setWidget(self._body)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sections = QWidget()
        sections = QVBoxLayout(self._sections)
        sections.setContentsMargins(0, 0, 0, 0)
        sections.setSpacing(tokens.SPACE_4)
        for section in SECTIONS:
            sections.addWidget(self._section_button(section))
        sections.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_16, tokens.SPACE_16, 0, tokens.SPACE_16)
        row.setSpacing(tokens.SPACE_24)
        row.addWidget(self._sections)
        row.addWidget(self._area, 1)

    def _panel(self, section: str) -> QFrame:
        panel = QFrame()
        panel.setProperty("panel", "true")
        column = QVBoxLayout(panel)
        column.setContentsMargins(tokens.SPACE_16, tokens.SPACE_12, tokens.SPACE_16, tokens.SPACE_12)
        column.setSpacing(0)
        title = PlainLabel(role="heading")
        column.addWidget(title)
        column.addSpacing(tokens.SPACE_4)
        self._titles[section] = title
        self._panels[section] = panel
        for key in _keys(section):
            column.addWidget(self._row(key))
        if section == "recogniser":
            column.addWidget(self._service_part())
        if section == "check-up":
            self.check_up.buttons.addWidget(self._diagnostics)
            column.addWidget(self.check_up)
        return panel

    def _service_part(self) -> QWidget:
        column = QVBoxLayout(self._service)
        column.setContentsMargins(0, tokens.SPACE_8, 0, 0)
        column.setSpacing(0)
        keys = _keys("service")
        for key in keys:
            column.addWidget(self._row(key))
            if key == "service.authentication":
                column.addWidget(_indented(self.secret))
            if key == "service.proxy":
                column.addWidget(_indented(self.proxy_secret))
        column.addSpacing(tokens.SPACE_8)
        column.addWidget(self.connection)
        return self._service

    def _row(self, key: str) -> SettingRow:
        row = SettingRow(self._theme, key)
        row.wanted.connect(self.set_wanted)
        self._rows[key] = row
        return row

    def _section_button(self, section: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("section", "true")
        button.setCheckable(True)
        button.setFixedWidth(_LIST_WIDTH)
        button.setChecked(section == SECTIONS[0])
        self._groups.addButton(button)
        button.clicked.connect(lambda: self.show_section(section))
        self._buttons[section] = button
        return button

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self.setAccessibleName(self.windowTitle())
        self._diagnostics.setText(self.tr("Save diagnostics …"))
        self._diagnostics.setAccessibleName(self.tr("Save diagnostics for support"))
        for section, title in self._titles.items():
            title.setText(setting_text.section_title(section))
            self._buttons[section].setText(setting_text.section_title(section))
            self._buttons[section].setAccessibleName(setting_text.section_title(section))

    @Slot()
    def _show_connection(self) -> None:
        QTimer.singleShot(0, self, lambda: self.scroll_to(self.connection))

    @Slot()
    def _show_check_up(self) -> None:
        QTimer.singleShot(0, self, lambda: self.scroll_to(self.check_up))

    @Slot(int)
    def _mark_section(self, scrolled_to: int) -> None:
        if scrolled_to == self._area.verticalScrollBar().maximum():
            self._buttons[SECTIONS[-1]].setChecked(True)  # it may be too short to reach the top
            return
        above = [
            section
            for section, panel in self._panels.items()
            if panel.mapTo(self._body, panel.rect().topLeft()).y() <= scrolled_to + tokens.SPACE_32
        ]
        self._buttons[above[-1] if above else SECTIONS[0]].setChecked(True)

    @Slot(str)
    def _want_secret(self, entered: str) -> None:
        self.secret_wanted.emit(False, entered)  # noqa: FBT003 - a signal's argument

    @Slot(str)
    def _want_proxy_secret(self, entered: str) -> None:
        self.secret_wanted.emit(True, entered)  # noqa: FBT003 - a signal's argument

    @Slot()
    def _want_clear(self) -> None:
        self.secret_clear_wanted.emit(False)  # noqa: FBT003 - a signal's argument

    @Slot()
    def _want_proxy_clear(self) -> None:
        self.secret_clear_wanted.emit(True)  # noqa: FBT003 - a signal's argument


def _keys(section: str) -> list[str]:
    return [key for key, setting in TABLE.items() if setting.section == section and not setting.policy_only]


def _indented(widget: QWidget) -> QWidget:
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(176 + tokens.SPACE_16, 0, 0, tokens.SPACE_8)
    row.addWidget(widget)
    return place
