"""What there is left to do with the record, and the button that accepts it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.domain.permit import Side
from permit_desktop.domain.review import doubts
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import BAND_ICONS, IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.record_model import RecordModel
from permit_desktop.ui.saved_line import SavedState
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.theme import Theme


class ReviewBar(QWidget):
    """One sentence and one button.

    Attributes:
        accept_wanted: the button was pressed.
    """

    accept_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, BAND_ICONS[Band.HIGH], tokens.TEXT)
        self._sentence = PlainLabel(wraps=True)
        self._hint = PlainLabel(role="secondary", wraps=True)
        self._accept = QPushButton()
        # A click does not take the keyboard from the page.
        self._accept.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._accept.clicked.connect(self.accept_wanted)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._sentence)
        texts.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_8)
        row.addWidget(self._icon)
        row.addLayout(texts, 1)
        row.addWidget(self._accept)

    @property
    def sentence(self) -> str:
        """What is said at the moment."""
        return self._sentence.text()

    def show_record(self, model: RecordModel, saved: SavedState | None) -> None:
        """Says what is left to do with a record.

        Args:
            saved: how it stands in the vault; who accepts what goes nowhere is told so.
        """
        left = len(doubts(model.bands))
        if model.accepted and saved is SavedState.NOT_KEPT:
            self._say(self.tr("Accepted, but not kept: scan it again later"), Band.LOW)
        elif model.accepted and saved is SavedState.DEMO:
            self._say(self.tr("Accepted, but not stored: this is the demo"), Band.MEDIUM)
        elif model.accepted:
            self._say(self.tr("Accepted: lay on the next permit"), Band.HIGH)
        elif left:
            self._say(self.tr("To check: {count}").format(count=left), Band.MEDIUM)
        elif not model.complete:
            self._say(self._missing(model), None)
        else:
            self._say(self.tr("Nothing left to check"), Band.HIGH)
        self._show_hint(model, left)
        self._offer(model, one_key=not left and model.complete)

    def _show_hint(self, model: RecordModel, left: int) -> None:
        hint = self.tr("Enter confirms, typing corrects") if left and not model.accepted else ""
        if model.provisional:
            hint = self.tr(
                "Provisional: a service has still to read this permit. Accepting keeps what stands here; "
                "if the service reads it otherwise, the record comes back to you."
            )
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def _missing(self, model: RecordModel) -> str:
        return self.tr("The front is missing") if Side.BACK in model.groups else self.tr("The back is missing")

    def _say(self, sentence: str, band: Band | None) -> None:
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        restyle(self._sentence, "band", str(band))
        self._icon.show_icon(BAND_ICONS[band] if band else "waiting", band)

    def _offer(self, model: RecordModel, *, one_key: bool) -> None:
        word = self.tr("Accept") if model.complete else self.tr("Accept one side")
        self._accept.setText(f"{word}  {'Enter' if one_key else 'Ctrl+Enter'}")
        self._accept.setAccessibleName(word)
        self._accept.setVisible(not model.accepted)
        restyle(self._accept, "primary", "true" if one_key else "false")
