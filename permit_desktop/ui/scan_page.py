"""The page on which permits are scanned: the live picture at the left, the record at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.ui import tokens
from permit_desktop.ui.card_faces import CardFaces
from permit_desktop.ui.empty_state import EmptyState
from permit_desktop.ui.guidance import guidance
from permit_desktop.ui.guidance_bar import GuidanceBar
from permit_desktop.ui.keyed_buttons import focused_button, label_with_keys
from permit_desktop.ui.live_view import LivePicture, LiveView
from permit_desktop.ui.record_model import RecordModel
from permit_desktop.ui.record_view import RecordView
from permit_desktop.ui.shortcut_list import KeyGroup
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording
from permit_desktop.ui.zoom_view import ZoomView

_RECORD_WIDTH: Final = 676
_NARROW_RECORD_WIDTH: Final = 608
_LEAST_RECORD_WIDTH: Final = 544
_LIVE_WIDTH: Final = 384
"""Below it, the record gives way to the picture."""
_COMFORTABLE_WIDTH: Final = 1280
_BESIDE: Final = 940
"""In less width the record stands below the picture."""
_RECORD_HEIGHT_BELOW: Final = 480


class ScanPage(QWidget):
    """Shows what it is told and says what the person wants.

    Attributes:
        take_wanted: a still, now.
        turn_wanted: the permit's other side.
        again_wanted: what lies there, or the side in view, once more.
        next_review_wanted: the record that waits longest for review.
        field_corrected, field_confirmed, field_taken_back, record_accepted: what the person did with the record, see
            `RecordView`.
        copy_wanted(str): a part of a value is wanted on the clipboard.
    """

    take_wanted = Signal()
    turn_wanted = Signal()
    again_wanted = Signal()
    next_review_wanted = Signal()
    field_corrected = Signal(FieldName, str)
    field_confirmed = Signal(FieldName)
    field_taken_back = Signal(FieldName)
    record_accepted = Signal()
    copy_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("page", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.live = LiveView(theme)
        self.guide = GuidanceBar(theme)
        self.faces = CardFaces(theme)
        self.zoom = ZoomView(theme)
        self.record = RecordView(theme)
        self._theme = theme
        self._state = EmptyState(theme, "camera", "", "")
        self._say_state: Callable[[], None] = self._say_opening
        self._buttons = self._make_buttons()
        self.faces.pressed.connect(self._choose_field)
        self.record.field_focused.connect(self._mark_field)
        self.record.side_shown.connect(self._unmark)
        self.record.focus_released.connect(self._take_focus)
        self.record.field_corrected.connect(self.field_corrected)
        self.record.field_confirmed.connect(self.field_confirmed)
        self.record.field_taken_back.connect(self.field_taken_back)
        self.record.record_accepted.connect(self.record_accepted)
        self.record.copy_wanted.connect(self.copy_wanted)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16, tokens.SPACE_16)
        self._halves.setSpacing(tokens.SPACE_16)
        self._left = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._fill_left()
        self._halves.addLayout(self._left, 1)
        self._halves.addWidget(self.record)
        self.fold(_COMFORTABLE_WIDTH)
        self.show_opening()
        pedal = QShortcut(QKeySequence(Qt.Key.Key_F9), self)
        pedal.setAutoRepeat(False)
        pedal.activated.connect(self._take.click)
        Wording(self, self._say)

    def fold(self, width_px: int) -> None:
        """Makes the most of a width: the record beside the picture, or below it with the rest beside the picture."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        beside = width_px >= _BESIDE
        self._halves.setDirection(across if beside else down)
        self._left.setDirection(down if beside else across)
        free_px = width_px - 3 * tokens.SPACE_16 - _LIVE_WIDTH
        beside_px = min(max(free_px, _NARROW_RECORD_WIDTH), _RECORD_WIDTH)
        below_px = max(width_px - 2 * tokens.SPACE_16, _LEAST_RECORD_WIDTH)
        self.record.setFixedWidth(beside_px if beside else below_px)
        self.record.setMinimumHeight(0 if beside else _RECORD_HEIGHT_BELOW)
        self._left.setStretchFactor(self._picture, 0 if beside else 1)
        self._left.setAlignment(self._picture, Qt.AlignmentFlag(0) if beside else Qt.AlignmentFlag.AlignTop)
        half_px = (width_px - 2 * tokens.SPACE_16 - tokens.SPACE_8) // 2
        self._buttons_room_px = width_px - beside_px - 3 * tokens.SPACE_16 if beside else half_px
        self._name_buttons()

    def show_opening(self) -> None:
        """The camera is being opened."""
        self._say_state = self._say_opening
        self._show_state()

    @Slot()
    def show_slow(self) -> None:
        """The camera is still being opened; what is shown of one that failed says more."""
        if self._say_state == self._say_opening:
            self._say_state = self._say_slow
            self._show_state()

    def show_no_camera(self) -> None:
        """There is no picture."""
        self._say_state = self._say_no_camera
        self._show_state()

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

    def keys(self) -> KeyGroup:
        """The page's keys, for the list of keys."""
        return KeyGroup(
            self.tr("Scan"),
            (
                (self.tr("Space"), self.tr("Take a still now")),
                ("F9", self.tr("The same while a value is typed, and for a pedal")),
                ("Ctrl+T", self.tr("Scan the permit's other side")),
                ("Ctrl+R", self.tr("Scan the side in view again")),
                ("Ctrl+C", self.tr("Copy what is marked in a value, for a minute")),
                ("Ctrl+V", self.tr("Read a picture from the clipboard")),
                ("Enter", self.tr("Confirm, and go to the next doubtful field; accept when none is left")),
                ("Ctrl+Enter", self.tr("Accept the record as it stands")),
                ("Esc", self.tr("Take the last step back; leave the field")),
                ("↑ ↓", self.tr("Go from field to field")),
                ("F2", self.tr("Review the record that waits longest")),
            ),
        )

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hands the keyboard on to what is to be reviewed, unless the person wanted it here: see `_take_focus`."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason):
            self.record.lead()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The page's keys; a focused control has had its turn before."""
        if event.isAutoRepeat() or not self._act(event):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> bool:
        """Does what a key means here; False for any other."""
        control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match Qt.Key(event.key()), control:
            case Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier:
                self._take.click()
            case Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier:
                self._turn.click()
            case Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier:
                self._again.click()
            case ((Qt.Key.Key_Return | Qt.Key.Key_Enter), Qt.KeyboardModifier.NoModifier) if focused_button() is None:
                self.record.advance()
            case ((Qt.Key.Key_Return | Qt.Key.Key_Enter), Qt.KeyboardModifier.ControlModifier):
                self.record.accept()
            case Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier:
                self.record.go_back()
            case Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier:
                self.next_review_wanted.emit()
            case _:
                return False
        return True

    def _fill_left(self) -> None:
        picture = QFrame()
        picture.setProperty("picture", "true")  # the ground of the states without a picture
        self._stack = QStackedLayout(picture)
        self._stack.addWidget(self.live)
        self._stack.addWidget(self._state)
        self._picture = _SixteenToNine(picture)
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE_8)
        column.addWidget(self.guide)
        column.addWidget(self._buttons)
        column.addSpacing(tokens.SPACE_8)
        column.addWidget(self.faces)
        column.addWidget(self.zoom, 100)
        column.addStretch(1)
        self._left.setSpacing(tokens.SPACE_8)
        self._left.addWidget(self._picture, 1)
        self._left.addLayout(column, 1)

    def _make_buttons(self) -> QWidget:
        self._take = _button(primary=True)
        self._turn = _button()
        self._again = _button()
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

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Scan"))
        self.setAccessibleName(self.tr("Scan"))
        self._name_buttons()
        self._say_state()
        if self._stack.currentWidget() is self._state:
            self.guide.say(guidance("open_file"))

    def _name_buttons(self) -> None:
        """With their keys, where there is room for them."""
        named = (
            (self._take, self.tr("Take"), self.tr("Space")),
            (self._turn, self.tr("Turn over"), "Ctrl+T"),
            (self._again, self.tr("Again"), "Ctrl+R"),
        )
        for button, text, key in named:
            button.setToolTip(f"{text} ({key})")
            button.setAccessibleName(text)
        label_with_keys(named, self._buttons_room_px)

    def _show_state(self) -> None:
        self._say_state()
        self._stack.setCurrentWidget(self._state)
        self.live.show_picture(None)
        self.guide.say(guidance("open_file"))
        self._enable(camera=False)

    def _say_no_camera(self) -> None:
        sentence = self.tr("No picture from a camera")
        self._state.show_state(
            "camera-off", sentence, self.tr("The camera's picture appears here as soon as there is one.")
        )

    def _say_opening(self) -> None:
        self._state.show_state("camera", self.tr("Preparing the picture …"), self.tr("This may take some seconds."))

    def _say_slow(self) -> None:
        self._state.show_state(
            "camera",
            self.tr("The camera is slow to open …"),
            self.tr("It goes on by itself as soon as the camera answers."),
        )

    def _enable(self, *, camera: bool) -> None:
        self._take.setEnabled(camera)
        self._turn.setEnabled(camera)
        self._again.setEnabled(camera)

    def _choose_field(self, side: Side, x_mm: float, y_mm: float) -> None:
        """A click on the card goes to the field that stands there, and beside all fields to the side."""
        model = self.record.model
        field = model.field_at(side, x_mm, y_mm) if model else None
        if field is not None:
            self.record.show_field(field)
        else:
            self.record.show_side(side)

    def _mark_field(self, field: FieldName) -> None:
        side, row = self.record.side, self.record.row(field)
        ink = row.ink if row else None
        self.faces.mark(side, ink)
        model = self.record.model
        self.zoom.show_field(model.faces.get(side) if model else None, ink)

    def _unmark(self, side: Side) -> None:
        self.faces.mark(side, None)
        self.zoom.show_field(None, None)

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)  # as by a click beside the fields: the keyboard stays here
        self._unmark(self.record.side)


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


def _button(*, primary: bool = False) -> QPushButton:
    button = QPushButton()
    button.setProperty("primary", "true" if primary else "false")
    # A click does not take the keyboard from the page: the next Space still takes a still.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
