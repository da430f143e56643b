"""A band and how a value is known: words, and the chip that shows them with icon and colour."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.domain.evidence import Evidence
from permit_desktop.ui import tokens
from permit_desktop.ui.icons import BAND_ICONS, IconView
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.record_model import FieldRow
from permit_desktop.ui.stylesheet import restyle
from permit_desktop.ui.theme import Theme

_HEIGHT: Final = 20


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
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_band(Band.HIGH)

    @property
    def ascent(self) -> int:
        """How far below its top the line of its word is."""
        return (_HEIGHT - self._word.sizeHint().height()) // 2 + ascent(self._word)

    def show_band(self, band: Band) -> None:
        """Shows another band."""
        self._icon.show_icon(BAND_ICONS[band], band)
        self._word.setText(band_word(band))
        self.setAccessibleName(band_word(band))
        restyle(self, "band", str(band))
        restyle(self._word, "band", str(band))


def ascent(widget: QWidget) -> int:
    """How far below the top of a line of its text the baseline is drawn: on the pixel's edge above it."""
    return int(QFontMetricsF(widget.font()).ascent())


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


def known_text(row: FieldRow) -> str:
    """How a value is known and how sure the reading is, in the person's language."""
    if row.evidence is Evidence.EDITED:
        return evidence_word(row.evidence)
    if row.confirmed:
        return QCoreApplication.translate("Evidence", "confirmed")
    if not row.value:
        return QCoreApplication.translate("Evidence", "not read")
    return f"{evidence_word(row.evidence)} · {confidence_text(row.confidence)}"
