"""The value of a field as a line that can be typed over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit

from permit_desktop.domain.entry import LONGEST


class ValueEdit(QLineEdit):
    """Shows a value; typing replaces it, as in any form, and input methods work as everywhere.

    As long as nothing was typed, Space belongs to the page: it takes a still.

    Attributes:
        focused: it has got the keyboard focus.
        left: it has lost it.
        moved: the person wants the row below (1) or above (-1).
        finished: Return, on a value that may have been typed over.
        given_up: Esc.
        copied(str): the person wants this part of the value on the clipboard. The line itself leaves it nowhere: it is
            personal data, which no history of the clipboard is to keep.
    """

    focused = Signal()
    left = Signal()
    moved = Signal(int)
    finished = Signal()
    given_up = Signal()
    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.setProperty("value", "true")
        self.setFrame(False)
        self.setMaxLength(LONGEST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

    def show_value(self, value: str) -> None:
        """Shows a value in place of the one before, and of whatever was typed."""
        self._shown = value
        if self.text() != value:
            self.setText(value)
            self.setCursorPosition(0)
        if self.hasFocus():
            self.selectAll()

    @property
    def typed_over(self) -> bool:
        """Whether the person typed something else."""
        return self.text() != self._shown

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tells that it has the focus."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason and not self.typed_over:
            self.selectAll()
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tells that it lost the focus, unless the whole window did, or for the sake of a menu."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.deselect()
            self.setCursorPosition(0)
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Leaves to the page the key that pastes a picture: here only text is typed."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Paste)
            and _is_picture(QGuiApplication.clipboard().mimeData())
        ):
            event.ignore()
            return False
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The usual menu; what it copies is handed on."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            act = {"edit-copy": self._copy, "edit-cut": self._cut}.get(action.objectName())
            if act is not None:
                action.triggered.disconnect()
                action.triggered.connect(act)
        menu.popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What is marked does not become the system's selection, which any program can read."""
        super().mouseReleaseEvent(event)
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    @Slot()
    def _copy(self) -> None:
        if self.hasSelectedText():
            self.copied.emit(self.selectedText())

    @Slot()
    def _cut(self) -> None:
        self._copy()
        self.insert("")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leaves to the page what is not typing, and hands on what is copied."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return
        if event.matches(QKeySequence.StandardKey.Cut):
            self._cut()
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if plain:
                if not event.isAutoRepeat():
                    self.finished.emit()
            case Qt.Key.Key_Escape if plain:
                self.given_up.emit()
            case Qt.Key.Key_Down if plain:
                self.moved.emit(1)
            case Qt.Key.Key_Up if plain:
                self.moved.emit(-1)
            case Qt.Key.Key_Space if plain and not self.typed_over:
                event.ignore()
            case _:
                super().keyPressEvent(event)


def _is_picture(held: QMimeData | None) -> bool:
    """Whether what the clipboard holds is a picture or files, and not text with a picture of it, as a table's cell is.

    An empty clipboard holds None, whatever Qt's stubs say.
    """
    if held is None:
        return False
    return any(url.isLocalFile() for url in held.urls()) or (held.hasImage() and not held.hasText())
