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
from permit_desktop.ui.theme import Theme

LABEL_WIDTH: Final = 88
INK_WIDTH: Final = 132
BAND_WIDTH: Final = 96
_INK_HEIGHT: Final = 28
_MOST_CODED: Final = 23
_MOST_COLUMNS: Final = 26
"""A value of more half-width columns takes the ink's place too, and its ink stands below."""


class FieldRowView(QFrame):
    """Shows one row; takes the keyboard focus, and moves it with the arrow keys.

    Attributes:
        focused: the row has got the focus; carries nothing, the receiver knows which row it connected.
    """

    focused = Signal()

    def __init__(self, theme: Theme, row: FieldRow) -> None:
        super().__init__()
        self.row = row
        self.setProperty("fieldRow", "true")
        self.setProperty("band", str(row.band))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_spoken(row))
        grid = QGridLayout(self)
        grid.setContentsMargins(tokens.SPACE_8 - 2, 2, tokens.SPACE_8 - 2, 2)
        grid.setHorizontalSpacing(tokens.SPACE_12)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(2, INK_WIDTH)
        centre = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(PlainLabel(row.label, role="label"), 0, 0, centre)
        long_value = _columns(row.value) > (_MOST_CODED if row.coded else _MOST_COLUMNS)
        value = PlainLabel(row.value, role="coded" if row.coded else "value", wraps=not row.coded)
        grid.addWidget(value, 0, 1, 1, 2 if long_value else 1, centre)
        below = 1
        if row.crop is not None:
            ink = InkView(row.crop)
            ink.setMinimumWidth(INK_WIDTH)
            if long_value:
                ink.setFixedHeight(_INK_HEIGHT - tokens.SPACE_8)
                grid.addWidget(ink, 1, 1, 1, 2)
                below = 2
            else:
                ink.setFixedWidth(INK_WIDTH)
                grid.addWidget(ink, 0, 2, centre)
        if row.other is not None:
            grid.addWidget(_other_reading(theme, row), below, 1, 1, 2)
        grid.addWidget(_band_cell(theme, row), 0, 3, below, 1, centre)

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

    def __init__(self, crop: QImage) -> None:
        super().__init__()
        self._crop = crop
        self.setFixedHeight(_INK_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Picture of the field on the card"))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draws it in the colours of the look."""
        size = self._crop.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        rounded = QPainterPath()
        rounded.addRoundedRect(area, 3, 3)
        painter.setClipPath(rounded)
        painter.drawImage(area, _sharpest(self._crop, size * self.devicePixelRatioF()))
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

    def __init__(self, theme: Theme, band: Band) -> None:
        super().__init__()
        self.setProperty("chip", "true")
        self.setProperty("band", str(band))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_8, 0, tokens.SPACE_8, 0)
        row.setSpacing(tokens.SPACE_4)
        icon = IconView(theme, BAND_ICONS[band], tokens.TEXT)
        icon.show_icon(BAND_ICONS[band], band)
        word = PlainLabel(band_word(band))
        word.setProperty("band", str(band))
        row.addWidget(icon)
        row.addWidget(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(band_word(band))


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


def _band_cell(theme: Theme, row: FieldRow) -> QWidget:
    cell = QWidget()
    cell.setFixedWidth(BAND_WIDTH)
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    known = f"{evidence_word(row.evidence)} · {confidence_text(row.confidence)}"
    column.addWidget(BandChip(theme, row.band))
    evidence = PlainLabel(known, role="secondary")
    evidence.setContentsMargins(tokens.SPACE_8, 0, 0, 0)
    column.addWidget(evidence)
    return cell


def _other_reading(theme: Theme, row: FieldRow) -> QWidget:
    other = QWidget()
    line = QHBoxLayout(other)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(tokens.SPACE_8)
    icon = IconView(theme, BAND_ICONS[row.band], tokens.SECONDARY_TEXT)
    icon.show_icon(BAND_ICONS[row.band], row.band)
    line.addWidget(icon)
    line.addWidget(PlainLabel(other.tr("Machine line:"), role="label"))
    line.addWidget(PlainLabel(row.other or "", role="other"))
    line.addStretch(1)
    return other


def _spoken(row: FieldRow) -> str:
    """The whole row for a screen reader."""
    parts = [f"{row.label}: {row.value}", band_word(row.band), evidence_word(row.evidence)]
    if row.other is not None:
        parts.append(QCoreApplication.translate("Field", "machine line: {value}").format(value=row.other))
    return ", ".join(parts)
