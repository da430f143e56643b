"""One field of the record: label, value, its ink, band and evidence, and readings that differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.domain.entry import Flaw, entry
from permit_desktop.domain.evidence import Evidence
from permit_desktop.domain.permit import FieldName, PermitType
from permit_desktop.ui import tokens
from permit_desktop.ui.band_chip import BandChip, ascent, band_word, known_text
from permit_desktop.ui.field_text import flaw_text
from permit_desktop.ui.icons import BAND_ICONS, IconView
from permit_desktop.ui.ink_view import INK_WIDTH, InkView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.record_model import FieldRow, OtherReading
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.theme import Theme
from permit_desktop.ui.value_edit import ValueEdit
from permit_desktop.ui.wording import Wording

LABEL_WIDTH: Final = 88
BAND_WIDTH: Final = 132
_INK_HEIGHT: Final = 28
_OTHER_INK_HEIGHT: Final = 20
_TWO_LINES_HEIGHT: Final = 44
_TWO_LINES_MM: Final = 5.0
"""Print of more than this stands in two lines."""
_FLAW_LINE: Final = 9
"""Of the grid: below all readings that may differ."""
_MOST_CODED: Final = 23
_MOST_COLUMNS: Final = 26
"""A value of more half-width columns takes the ink's place too, and its ink stands below."""
_NARROW: Final = 620
_BESIDE_THE_VALUE: Final = LABEL_WIDTH + INK_WIDTH + BAND_WIDTH + 36
_CODED_PX: Final = 12
_COLUMN_PX: Final = 10
"""How wide a column of a value may be."""
_SMALL_COLUMNS: Final = 42
"""A value of more is set smaller."""


class FieldRowView(QFrame):
    """Shows one row, in which the value can be typed over.

    Attributes:
        row: what it shows, None before `show_row`.
        focused: its value has got the focus; carries nothing, the receiver knows which row it connected.
        confirmed: the person finds the value right as it stands.
        typed(str): the person typed another value and is done with it; spelled as on the card.
        given_up: Esc, with nothing typed that it could take back.
        moved(int): the row below (1) or above (-1) is wanted.
        copied(str): a part of its value is wanted on the clipboard.
    """

    focused = Signal()
    confirmed = Signal()
    typed = Signal(str)
    given_up = Signal()
    moved = Signal(int)
    copied = Signal(str)

    def __init__(self, theme: Theme, *, coded: bool) -> None:
        """Args: coded: whether its values are set in a monospaced face."""
        super().__init__()
        self.row: FieldRow | None = None
        self._theme = theme
        self._document: PermitType | None = None
        self._was_refused = False
        """Whether what is typed was not taken when it was asked for; once more it is."""
        self.setProperty("fieldRow", "true")
        self._label = PlainLabel(role="label")
        self.edit = ValueEdit()
        self._ink = InkView(_INK_HEIGHT)
        self._others: list[_OtherReadingView] = []
        self._flaw: _FlawView | None = None
        self._known = _BandCell(theme)
        self._long = self._two_lines = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(tokens.SPACE_8 - tokens.FOCUS_RING, 2, tokens.SPACE_8 - tokens.FOCUS_RING, 0)
        self._grid.setHorizontalSpacing(tokens.SPACE_8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(2, INK_WIDTH)
        self._grid.setRowMinimumHeight(0, _INK_HEIGHT)
        self._grid.setRowStretch(1, 1)
        self._grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._known, 0, 3, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._place_value()
        self.setProperty("band", str(Band.HIGH))
        self.setProperty("current", "false")
        self.edit.setProperty("role", "coded" if coded else "value")
        for part in (self, *self.findChildren(QWidget)):
            part.ensurePolished()  # otherwise done when the row is first shown, which is when time is short
        self.edit.focused.connect(self._take_focus)
        self.edit.left.connect(self._lose_focus)
        self.edit.moved.connect(self.moved)
        self.edit.copied.connect(self.copied)
        self.edit.finished.connect(self._finish)
        self.edit.given_up.connect(self._give_up)
        self.edit.textEdited.connect(self._check)

    def show_row(self, row: FieldRow, document: PermitType | None) -> None:
        """Shows a field in place of the one before; what is being typed for the same field stays.

        Args:
            document: which permit it is, for the spelling of numbers.
        """
        typing = self.edit.typed_over and self.row is not None and self.row.field is row.field
        self.row, self._document = row, document
        self._label.setText(row.label)
        if not typing:
            self.edit.show_value(row.value)
            self._clear_flaw()
            self.edit.setPlaceholderText(_nothing(row))
        self.edit.setAccessibleName(_spoken(row))
        restyle(self, "band", str(row.band))
        small = _columns(row.value) > _SMALL_COLUMNS
        restyle(self.edit, "role", "coded" if row.coded else "small" if small else "value")
        self._share_baseline()
        self._ink.show_ink(row.crop)
        self._show_others(row)
        self._known.show_row(row)
        self._make_room(row)

    def rehearse(self, invented: FieldRow) -> None:
        """Is laid out and painted once, seen by nobody, and forgets what it showed."""
        self.show_row(invented, None)
        self.grab()
        self.row = None
        self.edit.show_value("")

    @property
    def typing(self) -> bool:
        """Whether something was typed that does not hold yet."""
        return self.edit.typed_over

    def finish_typing(self) -> None:
        """Takes what was typed where nothing is odd about it; what is odd stays, and is said not to hold."""
        if self.row is None or not self.edit.typed_over:
            return
        typed = entry(self.row.field, self.edit.text(), self._document)
        if typed.flaw is None:
            self.typed.emit(typed.value)
            return
        if not self._was_refused:
            self._say_flaw(partial(_left, typed.flaw, self.row.field))

    def take_typing(self) -> bool:
        """Takes what was typed; what is odd only when it is asked for a second time. False where it was not taken."""
        if self.row is None or not self.edit.typed_over:
            return True
        typed = entry(self.row.field, self.edit.text(), self._document)
        if typed.flaw is None or self._was_refused:
            self.typed.emit(typed.value)
            return True
        self._was_refused = True
        self._say_flaw(partial(_refused, typed.flaw, self.row.field))
        return False

    def drop_typing(self) -> None:
        """Forgets what was typed."""
        if self.row is not None:
            self.edit.show_value(self.row.value)
        self._clear_flaw()

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click anywhere in the row is one on its value."""
        self.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a narrow row more values are long ones."""
        super().resizeEvent(event)
        if self.row is not None:
            self._make_room(self.row)

    def _make_room(self, row: FieldRow) -> None:
        most = _MOST_CODED if row.coded else _MOST_COLUMNS
        if self.width() < _NARROW:
            most = (self.width() - _BESIDE_THE_VALUE) // (_CODED_PX if row.coded else _COLUMN_PX)
        long_value, two_lines = _columns(row.value) > most, row.ink.height_mm > _TWO_LINES_MM
        if (long_value, two_lines) != (self._long, self._two_lines):
            self._long, self._two_lines = long_value, two_lines
            self._place_value()

    def _show_others(self, row: FieldRow) -> None:
        while len(self._others) < len(row.others):  # most rows never need one
            view = _OtherReadingView(self._theme)
            self._others.append(view)
            self._grid.addWidget(view, 1 + len(self._others), 1, 1, 3)
        for view in self._others[len(row.others) :]:
            view.hide()
        for view, other in zip(self._others, row.others, strict=False):
            view.show_reading(other, row.band)

    def _say_flaw(self, say: Callable[[], str], *, begun: bool = False) -> None:
        if self._flaw is None:
            self._flaw = _FlawView(self._theme)
            self._grid.addWidget(self._flaw, _FLAW_LINE, 1, 1, 3)
        self._flaw.show_sentence(say, begun=begun)

    def _place_value(self) -> None:
        """A short value has its ink beside it; a long one takes that place too and has its ink below."""
        self._grid.removeWidget(self.edit)
        self._grid.removeWidget(self._ink)
        centre = Qt.AlignmentFlag.AlignVCenter
        if self._long:
            self._grid.addWidget(self.edit, 0, 1, 1, 2, centre)
            self._grid.addWidget(self._ink, 1, 1, 1, 2)
            self._ink.setMaximumWidth(tokens.ANY_WIDTH)
            self._ink.setFixedHeight(_TWO_LINES_HEIGHT if self._two_lines else _INK_HEIGHT - tokens.SPACE_4)
        else:
            self._grid.addWidget(self.edit, 0, 1, centre)
            self._grid.addWidget(self._ink, 0, 2, centre)
            self._ink.setMaximumWidth(INK_WIDTH)
            self._ink.setFixedHeight(_INK_HEIGHT)

    def _share_baseline(self) -> None:
        """Stands label and band on the line of the value, whose face is another."""
        own = self.edit.sizeHint().height()
        above = max(_INK_HEIGHT - own, 0) // 2 + (own - self.edit.fontMetrics().height()) // 2
        baseline = above + ascent(self.edit)
        self._label.setContentsMargins(0, baseline - ascent(self._label), 0, 0)
        self._known.stand_on(baseline)

    def _take_focus(self) -> None:
        restyle(self, "current", "true")
        self.focused.emit()

    def _lose_focus(self) -> None:
        restyle(self, "current", "false")
        self.finish_typing()

    def _finish(self) -> None:
        if self.row is None:
            return
        if self.edit.typed_over:
            self.take_typing()
        else:
            self.confirmed.emit()

    def _give_up(self) -> None:
        if self.edit.typed_over:
            self.drop_typing()
        else:
            self.given_up.emit()

    def _check(self, text: str) -> None:
        """Says what is odd about the value while it is typed."""
        self._was_refused = False
        if self.row is None:
            return
        flaw = entry(self.row.field, text, self._document).flaw if self.edit.typed_over else None
        if flaw is None:
            self._clear_flaw()
        else:
            self._say_flaw(partial(flaw_text, flaw, self.row.field), begun=flaw is Flaw.UNFINISHED)

    def _clear_flaw(self) -> None:
        self._was_refused = False
        if self._flaw is not None:
            self._flaw.hide()


class _BandCell(QWidget):
    """The band, and below it how the value is known."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedWidth(BAND_WIDTH)
        self._chip = BandChip(theme)
        self._evidence = PlainLabel(role="secondary")
        self._evidence.setContentsMargins(tokens.SPACE_8, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._chip)
        self._column.addWidget(self._evidence)
        self._evidence.setFixedHeight(tokens.SPACE_16)  # its own leading would make the row higher

    def stand_on(self, baseline: int) -> None:
        """Puts the band's word on a line so far below the top."""
        self._column.setContentsMargins(0, max(0, baseline - self._chip.ascent), 0, 0)

    def show_row(self, row: FieldRow) -> None:
        self._chip.show_band(row.band)
        self._evidence.setText(known_text(row))


class _OtherReadingView(QWidget):
    """A reading that differs from the value, with its ink where that is another."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, BAND_ICONS[Band.LOW], tokens.SECONDARY_TEXT)
        self._source = PlainLabel(role="label")
        self._reading = PlainLabel(role="other")
        self._ink = InkView(_OTHER_INK_HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, tokens.SPACE_4)
        line.setSpacing(tokens.SPACE_8)
        for part in (self._icon, self._source, self._reading):
            line.addWidget(part)
        line.addWidget(self._ink)
        line.addStretch(1)

    def show_reading(self, other: OtherReading, band: Band) -> None:
        self._icon.show_icon(BAND_ICONS[band], band)
        self._source.setText(other.source)
        self._reading.setText(other.value)
        self._ink.show_ink(other.crop)
        self.show()


class _FlawView(QWidget):
    """What is odd about the value that is being typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, BAND_ICONS[Band.LOW], tokens.SECONDARY_TEXT)
        self._sentence = PlainLabel(wraps=True)
        self._tell: Callable[[], str] = str
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, tokens.SPACE_4)
        line.setSpacing(tokens.SPACE_8)
        line.addWidget(self._icon)
        line.addWidget(self._sentence, 1)
        Wording(self, self._say)

    def show_sentence(self, say: Callable[[], str], *, begun: bool = False) -> None:
        """Says it, in the language of the moment; `begun`: the value may become right when more is typed."""
        band = Band.MEDIUM if begun else Band.LOW
        self._icon.show_icon(BAND_ICONS[band], band)
        restyle(self._sentence, "band", str(band))
        self._tell = say
        self._say()
        self.show()

    def _say(self) -> None:
        sentence = self._tell()
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)


def _left(flaw: Flaw, field: FieldName) -> str:
    """What is said of an odd value from which the person went away."""
    not_yet = QCoreApplication.translate("Field", "{flaw}. Not taken over yet.")
    return not_yet.format(flaw=flaw_text(flaw, field))


def _refused(flaw: Flaw, field: FieldName) -> str:
    """What is said of an odd value that was to be taken."""
    if flaw is Flaw.EMPTY:
        again = QCoreApplication.translate("Field", "{flaw}. Once more says that it is not on the card.")
    else:
        again = QCoreApplication.translate("Field", "{flaw}. Enter again takes it all the same.")
    return again.format(flaw=flaw_text(flaw, field))


def _columns(text: str) -> int:
    """How wide a text is, counting Chinese characters as two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _nothing(row: FieldRow) -> str:
    """What stands in the place of a value that a person says is not there."""
    vouched = row.confirmed or row.evidence is Evidence.EDITED
    return QCoreApplication.translate("Field", "not on the card") if vouched and not row.held else ""


def _spoken(row: FieldRow) -> str:
    """What a screen reader says of the field besides its value, which it takes from the line itself."""
    parts = [row.label, band_word(row.band), known_text(row)]
    parts += [f"{other.source} {other.value}" for other in row.others]
    return ", ".join(parts)
