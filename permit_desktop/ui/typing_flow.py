"""From the chosen record into another program, typed as a keyboard would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from permit_desktop.domain.errors import PermitError
from permit_desktop.system.keyboard import KeyboardError
from permit_desktop.ui.banner import Action, Banner, Message
from permit_desktop.ui.error_text import in_words
from permit_desktop.workers.focus_watch import FocusWatch
from permit_desktop.workers.typist import Typist

FOUND_MS: Final = 3000
FORGOTTEN_MS: Final = 60_000


class TypingFlow(QObject):
    """Waits until another program is in front, and has the text typed there. Lives in the window's thread.

    The text is never typed into this window: whoever comes back to it in the middle has thought better of it. Nor does
    it follow the person from one program to the next: before it is typed the three seconds begin anew there, and
    afterwards it stops.

    Args:
        banner: says what the person has to do, and what came of it.
        typist: types.
        focus: tells that another window has the keyboard.
        found_ms: so long after another program has come to the front, its field is taken to be found.
        forgotten_ms: so long a text waits for another program.

    Attributes:
        typed: all of it was typed.
    """

    typed = Signal()

    def __init__(
        self,
        banner: Banner,
        typist: Typist,
        focus: FocusWatch,
        parent: QObject | None = None,
        *,
        found_ms: int = FOUND_MS,
        forgotten_ms: int = FORGOTTEN_MS,
    ) -> None:
        super().__init__(parent)
        self._banner = banner
        self._typist = typist
        self._focus = focus
        self._text = ""
        self._found = self._timer(found_ms, self._type)
        self._forgotten = self._timer(forgotten_ms, self.cancel)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101 (this is the window's)
        application.applicationStateChanged.connect(self._follow)
        focus.moved.connect(self._follow_focus)
        typist.typed.connect(self._was_typed)
        typist.failed.connect(self._was_not_typed)

    def can_type(self) -> bool:
        """Whether this computer has a keyboard for programs; says why where it has none."""
        try:
            self._typist.check()
        except KeyboardError as error:
            self._was_not_typed(error)
            return False
        return True

    def begin(self, text: str) -> None:
        """Has a text typed as soon as another program is in front."""
        self.cancel()
        self._text = text
        self._banner.show_message(self._invitation)
        self._forgotten.start()

    @Slot()
    def cancel(self) -> None:
        """Nothing is typed, or nothing further; the text is forgotten."""
        self._focus.end()
        self._found.stop()
        self._forgotten.stop()
        self._typist.stop()
        if self._text:
            self._text = ""
            self._banner.clear()

    def _timer(self, interval_ms: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(act)
        return timer

    def _invitation(self) -> Message:
        return Message(
            "waiting",
            self.tr("Go to the other program and click into its first field."),
            self.tr("Three seconds later the record is typed there; come back to this window to stop it."),
            actions=(Action(self.tr("Cancel"), self.cancel),),
        )

    @Slot(Qt.ApplicationState)
    def _follow(self, state: Qt.ApplicationState) -> None:
        if not self._text:
            return
        if state is Qt.ApplicationState.ApplicationInactive:
            self._found.start()
            self._focus.begin()
        elif self._typist.is_typing:
            self._stop_half_way(self._this_window_came)
        else:
            self._found.stop()
            self._focus.end()

    @Slot()
    def _follow_focus(self) -> None:
        """The person went on from the other program to another one."""
        if self._typist.is_typing:
            self._stop_half_way(self._another_window_came)
        elif self._found.isActive():
            self._found.start()

    @Slot()
    def _type(self) -> None:
        self._forgotten.stop()
        self._typist.type_text(self._text)

    def _stop_half_way(self, say_why: Callable[[], str]) -> None:
        self.cancel()
        self._banner.show_trouble(lambda: (say_why(), self.tr("Look at what arrived in the other program.")))

    def _this_window_came(self) -> str:
        return self.tr("Typing was stopped, because this window came to the front.")

    def _another_window_came(self) -> str:
        return self.tr("Typing was stopped, because another window came to the front.")

    @Slot()
    def _was_typed(self) -> None:
        self.cancel()
        self.typed.emit()

    @Slot(object)
    def _was_not_typed(self, error: PermitError) -> None:
        self.cancel()
        self._banner.show_trouble(lambda: in_words(error))
