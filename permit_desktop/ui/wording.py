"""The texts of a widget, said anew when the language changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class Wording(QObject):
    """Calls `say` now, and again whenever the language is another one.

    Qt sends a LanguageChange event to every widget and on to its children; this object is such a child:

        class Card(QWidget):
            def __init__(self) -> None:
                super().__init__()
                self._title = PlainLabel()
                Wording(self, self._say)

            def _say(self) -> None:
                self._title.setText(self.tr("Card"))

    `say` sets every text of the widget that does not come from outside, names for screen readers and tooltips too.
    """

    def __init__(self, widget: QWidget, say: Callable[[], object]) -> None:
        super().__init__(widget)
        self._say = say
        say()

    def event(self, event: QEvent) -> bool:
        """Says the texts in the new language."""
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
        return super().event(event)
