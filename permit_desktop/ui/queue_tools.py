"""What can be done with the queue and with the chosen jobs, and which jobs the table shows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from permit_desktop.ui import tokens
from permit_desktop.ui.icons import ICON_BEFORE_WORDS, button_icon
from permit_desktop.ui.queue_state import Shown
from permit_desktop.ui.segments import Segments
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.wording import Wording


class QueueTools(QWidget):
    """The line above the table.

    Attributes:
        sync_wanted: the queue is to be worked off now.
        pause_wanted(bool): the queue is to rest, or to go on.
        review_wanted: the chosen job's record is to be reviewed.
        retry_wanted, discard_wanted: the chosen jobs are to be tried again, or given up.
        others_wanted(Shown): other jobs are to be shown.
    """

    sync_wanted = Signal()
    pause_wanted = Signal(bool)
    review_wanted = Signal()
    retry_wanted = Signal()
    discard_wanted = Signal()
    others_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts: Mapping[Shown, int] = {}
        self._narrow = False
        self._sync, self._pause, self._review, self._retry, self._discard = (QPushButton() for _ in range(5))
        self._sync.setProperty("primary", "true")
        self._pause.setCheckable(True)
        self._pause.setProperty("segment", "true")
        self._segments = Segments(len(Shown))
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_8)
        for button in self._buttons.values():
            button.setIconSize(ICON_BEFORE_WORDS)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.insertSpacing(2, tokens.SPACE_16)
        row.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(tokens.SPACE_8)
        self._line.addLayout(row)
        self._line.addWidget(self._segments, 0, Qt.AlignmentFlag.AlignLeft)
        self._sync.clicked.connect(self.sync_wanted)
        self._pause.clicked.connect(self.pause_wanted)
        self._review.clicked.connect(self.review_wanted)
        self._retry.clicked.connect(self.retry_wanted)
        self._discard.clicked.connect(self.discard_wanted)
        self._segments.chosen.connect(self._want_others)
        theme.changed.connect(self._paint_icons)
        Wording(self, self._say)

    @property
    def _buttons(self) -> Mapping[Qt.Key, QPushButton]:
        return {
            Qt.Key.Key_F5: self._sync,
            Qt.Key.Key_P: self._pause,
            Qt.Key.Key_F2: self._review,
            Qt.Key.Key_R: self._retry,
            Qt.Key.Key_Delete: self._discard,
        }

    def press(self, key: Qt.Key) -> bool:
        """Presses the button that has this key; False where none has."""
        button = self._buttons.get(key)
        if button is not None:
            button.click()
        return button is not None

    def fold(self, *, narrow: bool) -> None:
        """Leaves the keys out and puts what is shown below the buttons, or beside them."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._say()

    def set_paused(self, *, paused: bool) -> None:
        """The queue rests, or goes on."""
        self._pause.setChecked(paused)

    def enable(self, *, sync: bool, review: bool, retry: bool, discard: bool) -> None:
        """Offers what can be done."""
        self._sync.setEnabled(sync)
        self._review.setEnabled(review)
        self._retry.setEnabled(retry)
        self._discard.setEnabled(discard)
        self._paint_icons()

    def show_counts(self, counts: Mapping[Shown, int]) -> None:
        """Says how many jobs there are of each kind."""
        self._counts = counts
        self._say_counts()

    def _say(self) -> None:
        for button, text, key in (
            (self._sync, self.tr("Sync now"), "F5"),
            (self._pause, self.tr("Pause"), "P"),
            (self._review, self.tr("Review"), "F2"),
            (self._retry, self.tr("Try again"), "R"),
            (self._discard, self.tr("Discard"), self.tr("Del")),
        ):
            button.setText(text if self._narrow else f"{text}  {key}")
            button.setAccessibleName(text)
        self._say_counts()
        self._paint_icons()

    def _say_counts(self) -> None:
        names = {
            Shown.OPEN: self.tr("Open"),
            Shown.NEEDS_YOU: self.tr("Needs you"),
            Shown.DONE: self.tr("Done"),
        }
        spoken = self.tr("{what}: {count}")
        counts = [(names[shown], self._counts.get(shown, 0)) for shown in Shown]
        self._segments.label(
            [f"{name}  {count}" for name, count in counts],
            [spoken.format(what=name, count=count) for name, count in counts],
        )

    def _paint_icons(self) -> None:
        look = self._theme.look
        discard = look.text if self._discard.isEnabled() else look.secondary
        self._pause.setIcon(button_icon("pause", look.text, words_follow=True))
        self._discard.setIcon(button_icon("discard", discard, words_follow=True))

    @Slot(int)
    def _want_others(self, number: int) -> None:
        self.others_wanted.emit(list(Shown)[number])
