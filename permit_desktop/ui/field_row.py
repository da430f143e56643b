"""One field of the record: label, value, its ink, band and evidence."""

from __future__ import annotations

import math
import unicodedata
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.domain.evidence import Evidence
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import BAND_ICONS, IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.record_model import FieldRow
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.theme import Theme

LABEL_WIDTH: Final = 88
INK_WIDTH: Final = 132
BAND_WIDTH: Final = 96
_INK_HEIGHT: Final = 28
_WIDEST: Final = 16777215  # Qt's QWIDGETSIZE_MAX: no bound
_MOST_CODED: Final = 23
_MOST_COLUMNS: Final = 26
"""A value of more half-width columns takes the ink's place too, and its ink stands below."""


class FieldRowView(QFrame):
    """Shows one row; takes the keyboard focus, and moves it with the arrow keys.

    Attributes:
        row: what it shows, None before `show_row`.
        focused: the row has got the focus; carries nothing, the receiver knows which row it connected.
    """

    focused = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.row: FieldRow | None = None
        self.setProperty("fieldRow", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._label = PlainLabel(role="label")
        self._value = PlainLabel(role="value")
        self._ink = InkView()
        self._other = _OtherReading(theme)
        self._known = _BandCell(theme)
        self._long = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(tokens.SPACE_8 - tokens.FOCUS_RING, 0, tokens.SPACE_8 - tokens.FOCUS_RING, 0)
        self._grid.setHorizontalSpacing(tokens.SPACE_12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(2, INK_WIDTH)
        centre = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self._label, 0, 0, centre)
        self._grid.addWidget(self._other, 2, 1, 1, 2)
        self._grid.addWidget(self._known, 0, 3, centre)
        self._place_value()
        self._other.hide()
        restyle(self, "band", str(Band.HIGH))
        for part in (self, *self.findChildren(QWidget)):
            part.ensurePolished()  # otherwise done when the row is first shown, which is when time is short

    def show_row(self, row: FieldRow) -> None:
        """Shows a field in place of the one before."""
        self.row = row
        self.setAccessibleName(_spoken(row))
        restyle(self, "band", str(row.band))
        self._label.setText(row.label)
        self._value.setWordWrap(not row.coded)
        self._value.setText(row.value)
        restyle(self._value, "role", "coded" if row.coded else "value")
        self._ink.show_ink(row.crop)
        self._other.show_reading(row)
        self._known.show_row(row)
        long_value = _columns(row.value) > (_MOST_CODED if row.coded else _MOST_COLUMNS)
        if long_value is not self._long:
            self._long = long_value
            self._place_value()

    def _place_value(self) -> None:
        """A short value has its ink beside it; a long one takes that place too and has its ink below."""
        self._grid.removeWidget(self._value)
        self._grid.removeWidget(self._ink)
        centre = Qt.AlignmentFlag.AlignVCenter
        if self._long:
            self._grid.addWidget(self._value, 0, 1, 1, 2, centre)
            self._grid.addWidget(self._ink, 1, 1, 1, 2)
            self._ink.setMaximumWidth(_WIDEST)
            self._ink.setFixedHeight(_INK_HEIGHT - tokens.SPACE_8)
        else:
            self._grid.addWidget(self._value, 0, 1, centre)
            self._grid.addWidget(self._ink, 0, 2, centre)
            self._ink.setMaximumWidth(INK_WIDTH)
            self._ink.setFixedHeight(_INK_HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tells that the row has the focus."""
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Moves the focus by the arrow keys."""
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


class InkView(QWidget):
    """A crop of the card, as large as it fits, at the left."""

    def __init__(self) -> None:
        super().__init__()
        self._crop: QImage | None = None
        self._sharp: QImage | None = None
        self.setMinimumWidth(INK_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Picture of the field on the card"))

    def show_ink(self, crop: QImage | None) -> None:
        """Shows another crop; nothing without one."""
        self._crop, self._sharp = crop, None
        self.setVisible(crop is not None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draws it in the colours of the look."""
        if self._crop is None:
            return
        size = self._crop.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
        device_size = size * self.devicePixelRatioF()
        if self._sharp is None or self._sharp.size() != device_size:
            self._sharp = _sharpest(self._crop, device_size)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        rounded = QPainterPath()
        rounded.addRoundedRect(area, 3, 3)
        painter.setClipPath(rounded)
        painter.drawImage(area, self._sharp)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Leaves clicks to the row."""
        return False if event.type() == QEvent.Type.MouseButtonPress else super().event(event)


def _columns(text: str) -> int:
    """How wide a text is, counting Chinese characters as two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _sharpest(crop: QImage, size: QSize) -> QImage:
    """Reduces by averaging before painting: the painter alone takes two neighbours and drops thin strokes."""
    if crop.width() <= size.width():
        return crop
    return crop.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


class BandChip(QFrame):
    """A band as icon, word and colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("chip", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_8, 0, tokens.SPACE_8, 0)
        row.setSpacing(tokens.SPACE_4)
        self._icon = IconView(theme, BAND_ICONS[Band.HIGH], tokens.TEXT)
        self._word = PlainLabel()
        row.addWidget(self._icon)
        row.addWidget(self._word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_band(Band.HIGH)

    def show_band(self, band: Band) -> None:
        """Shows another band."""
        self._icon.show_icon(BAND_ICONS[band], band)
        self._word.setText(band_word(band))
        self.setAccessibleName(band_word(band))
        restyle(self, "band", str(band))
        restyle(self._word, "band", str(band))


def band_word(band: Band) -> str:
    """A band in the person's language."""
    say = QCoreApplication.translate
    return {
        Band.HIGH: say("Band", "High"),
        Band.MEDIUM: say("Band", "Medium"),
        Band.LOW: say("Band", "Low"),
    }[band]


def evidence_word(evidence: Evidence) -> str:
    """How a value is known, in the person's language."""
    say = QCoreApplication.translate
    return {
        Evidence.PROVED: say("Evidence", "proved"),
        Evidence.AGREED: say("Evidence", "agreed"),
        Evidence.READ: say("Evidence", "read"),
        Evidence.EDITED: say("Evidence", "edited"),
    }[evidence]


def confidence_text(confidence: float | None) -> str:
    """Two decimals, never rounded up: 0.999 is not certainty."""
    return "–" if confidence is None else f"{math.floor(confidence * 100) / 100:.2f}"


class _BandCell(QWidget):
    """The band, and below it how the value is known."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedWidth(BAND_WIDTH)
        self._chip = BandChip(theme)
        self._evidence = PlainLabel(role="secondary")
        self._evidence.setContentsMargins(tokens.SPACE_8, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._chip)
        column.addWidget(self._evidence)

    def show_row(self, row: FieldRow) -> None:
        self._chip.show_band(row.band)
        self._evidence.setText(f"{evidence_word(row.evidence)} · {confidence_text(row.confidence)}")


class _OtherReading(QWidget):
    """What the machine-readable line says where it differs from the print."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconView(theme, BAND_ICONS[Band.LOW], tokens.SECONDARY_TEXT)
        self._reading = PlainLabel(role="other")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SPACE_8)
        line.addWidget(self._icon)
        line.addWidget(PlainLabel(self.tr("Machine line:"), role="label"))
        line.addWidget(self._reading)
        line.addStretch(1)

    def show_reading(self, row: FieldRow) -> None:
        self._icon.show_icon(BAND_ICONS[row.band], row.band)
        self._reading.setText(row.other or "")
        self.setVisible(row.other is not None)


def _spoken(row: FieldRow) -> str:
    """The whole row for a screen reader."""
    parts = [f"{row.label}: {row.value}", band_word(row.band), evidence_word(row.evidence)]
    if row.other is not None:
        parts.append(QCoreApplication.translate("Field", "machine line: {value}").format(value=row.other))
    return ", ".join(parts)
