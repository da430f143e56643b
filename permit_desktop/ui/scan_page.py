"""The page on which permits are scanned: the live picture at the left, the record at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.ui import tokens
from permit_desktop.ui.card_faces import CardFaces
from permit_desktop.ui.empty_state import EmptyState
from permit_desktop.ui.guidance import guidance
from permit_desktop.ui.guidance_bar import GuidanceBar
from permit_desktop.ui.live_view import LivePicture, LiveView
from permit_desktop.ui.record_model import RecordModel
from permit_desktop.ui.record_view import RecordView
from permit_desktop.ui.theme import Theme

_RECORD_WIDTH: Final = 640


class ScanPage(QWidget):
    """Shows what it is told and says what the person wants.

    Attributes:
        take_wanted: a still, now.
        turn_wanted: the permit's other side.
        again_wanted: the side in view once more.
        field_corrected, field_confirmed, record_accepted: what the person did with the record, see `RecordView`.
    """

    take_wanted = Signal()
    turn_wanted = Signal()
    again_wanted = Signal()
    field_corrected = Signal(FieldName, str)
    field_confirmed = Signal(FieldName)
    record_accepted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("page", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Scan"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.live = LiveView(theme)
        self.guide = GuidanceBar(theme)
        self.faces = CardFaces(theme)
        self.record = RecordView(theme)
        self.record.setFixedWidth(_RECORD_WIDTH)
        self._theme = theme
        self._state = EmptyState(theme, "camera", "", "")
        self._buttons = self._make_buttons()
        self.faces.side_chosen.connect(self.record.show_side)
        self.record.field_focused.connect(self._mark_field)
        self.record.side_shown.connect(self._unmark)
        self.record.field_corrected.connect(self.field_corrected)
        self.record.field_confirmed.connect(self.field_confirmed)
        self.record.record_accepted.connect(self.record_accepted)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16)
        row.setSpacing(tokens.SPACE_16)
        row.addLayout(self._left(), 1)
        row.addWidget(self.record)
        self.show_opening()

    def show_opening(self) -> None:
        """The camera is being opened."""
        self._show_state("camera", self.tr("Opening the camera …"), self.tr("This may take some seconds."))
        self.guide.say(guidance("open_file"))

    def show_no_camera(self, sentence: str, explanation: str) -> None:
        """There is no picture, and why."""
        self._show_state("camera-off", sentence, explanation)
        self.guide.say(guidance("open_file"))

    def show_live(self, picture: LivePicture) -> None:
        """The camera's next picture."""
        self._stack.setCurrentWidget(self.live)
        self._enable(camera=True)
        self.live.show_picture(picture)

    def show_record(self, model: RecordModel | None, side: Side | None = None) -> None:
        """The record as it stands, None before the first side of a permit; `side`: which one comes into view."""
        for each in Side:
            self.faces.show_face(each, model.faces.get(each) if model else None)
        self.record.show_record(model, side)
        self._again.setEnabled(model is not None and self._take.isEnabled())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The page's keys; a focused button has had its turn before."""
        buttons = {Qt.Key.Key_Space: self._take, Qt.Key.Key_T: self._turn, Qt.Key.Key_R: self._again}
        button = buttons.get(Qt.Key(event.key())) if event.modifiers() == Qt.KeyboardModifier.NoModifier else None
        if button is not None and not event.isAutoRepeat():
            button.click()
        else:
            super().keyPressEvent(event)

    def _left(self) -> QVBoxLayout:
        picture = QFrame()
        picture.setProperty("picture", "true")  # the ground of the states without a picture
        self._stack = QStackedLayout(picture)
        self._stack.addWidget(self.live)
        self._stack.addWidget(self._state)
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(_SixteenToNine(picture))
        column.addWidget(self.guide)
        column.addWidget(self._buttons)
        column.addSpacing(tokens.SPACE_8)
        column.addWidget(self.faces)
        column.addStretch(1)
        return column

    def _make_buttons(self) -> QWidget:
        self._take = _button(self.tr("Take"), self.tr("Space"), primary=True)
        self._turn = _button(self.tr("Turn over"), "T")
        self._again = _button(self.tr("Again"), "R")
        self._take.clicked.connect(self.take_wanted)
        self._turn.clicked.connect(self.turn_wanted)
        self._again.clicked.connect(self.again_wanted)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        for button in (self._take, self._turn, self._again):
            row.addWidget(button)
        row.addStretch(1)
        return buttons

    def _show_state(self, icon: str, sentence: str, explanation: str) -> None:
        self._state.show_state(icon, sentence, explanation)
        self._stack.setCurrentWidget(self._state)
        self.live.show_picture(None)
        self._enable(camera=False)

    def _enable(self, *, camera: bool) -> None:
        self._take.setEnabled(camera)
        self._turn.setEnabled(camera)
        self._again.setEnabled(camera and self.record.model is not None)

    def _mark_field(self, field: FieldName) -> None:
        row = self.record.row(field)
        self.faces.mark(self.record.side, row.ink if row else None)

    def _unmark(self, side: Side) -> None:
        self.faces.mark(side, None)


class _SixteenToNine(QWidget):
    """Gives its one child the width that there is, and the height that belongs to it."""

    def __init__(self, child: QWidget) -> None:
        super().__init__()
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(child)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Yes."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height that belongs to a width."""
        return round(width * 9 / 16)


def _button(text: str, key: str, *, primary: bool = False) -> QPushButton:
    button = QPushButton(f"{text}  {key}")
    button.setProperty("primary", primary)
    button.setAccessibleName(text)
    # A click does not take the keyboard from the page: the next Space still takes a still.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
