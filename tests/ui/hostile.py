"""What a service may say where a permit's values or its own reasons stand, to hurt the window or the person at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget

TEXTS: Final = (
    '<img src="file:///etc/hostname"><h1>genuine</h1>',
    "<table width=3000><tr><td>x</td></tr></table>",
    "\u202egnp.exe \u2066\u200b\u0000\x1b[31m\r\n\t",
    "&lt;b&gt; &amp; %1 {number} {0.__class__}",
    "x" * 1_000_000,
    "界" * 100_000 + "\u0301" * 5000,
)
_LONGEST: Final = 520
"""More than a tooltip's bound with its entities written out would be a text that nobody bounded."""
_ROLES: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def said(widget: QWidget) -> Iterator[str]:
    """Every text that a window shows or a screen reader is told, tooltips apart."""
    for part in (widget, *widget.findChildren(QWidget)):
        yield part.accessibleName()
        yield part.accessibleDescription()
        if isinstance(part, QLabel):
            assert part.textFormat() is Qt.TextFormat.PlainText, part.text()
            yield part.text()
        elif isinstance(part, QAbstractButton):
            yield part.text()
        elif isinstance(part, QTableView):
            yield from _in_table(part.model())


def assert_plain_and_bounded(widget: QWidget) -> None:
    """Nothing that is said acts on its own, and nothing is longer than a person reads."""
    for text in said(widget):
        assert len(text) <= _LONGEST, text[:80]
        assert not {sign for sign in text if ord(sign) < 32 or sign in "\u202e\u2066\u200b\x7f"}, text[:80]


def _in_table(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index: QModelIndex = model.index(row, column)
            for role in _ROLES:
                yield str(model.data(index, role) or "")
            tip = str(model.data(index, Qt.ItemDataRole.ToolTipRole) or "")
            assert not tip or (tip.startswith("<p>") and tip.endswith("</p>") and "<" not in tip[3:-4]), tip[:80]
            assert len(tip) < 4000
