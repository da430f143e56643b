"""The part of the style sheet that tables need."""

from __future__ import annotations

from permit_desktop.ui import tokens
from permit_desktop.ui.tokens import Look


def table_rules(look: Look) -> str:
    """Qt style rules of tables and of the buttons that choose among parts of a page."""
    ring = tokens.FOCUS_RING
    chosen = f"border: {ring}px solid {look.text}; padding: 0 12px;" if look.borders_tell else ""
    framed = f"border: 1px solid {look.text};" if look.borders_tell else ""
    return f"""
        QTableView {{
            color: {look.text}; background: {look.surface}; border: 1px solid {look.hairline};
            border-radius: {tokens.RADIUS}px; outline: none;
        }}
        QTableView:focus {{ border-color: {look.accent}; }}
        QTableView[plain="true"] {{ border: none; border-radius: 0; }}
        QTreeView {{
            color: {look.text}; background: {look.surface}; border: 1px solid {look.hairline};
            border-radius: {tokens.RADIUS}px; outline: none;
        }}
        QTreeView:focus {{ border-color: {look.accent}; }}
        QTreeView::item {{ padding: 2px 4px; }}
        QTreeView::item:selected {{ color: {look.text}; background: {look.selected}; {framed} }}
        QHeaderView {{ background: transparent; border: none; }}
        QHeaderView::section {{
            color: {look.secondary}; background: {look.surface}; border: none;
            border-bottom: 1px solid {look.hairline}; padding: 0 8px; min-height: {tokens.TARGET}px;
            font-size: {tokens.SECONDARY_TEXT}px;
        }}
        QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
        QScrollBar::handle:horizontal {{ background: {look.hairline}; border-radius: 4px; min-width: 32px; }}
        QScrollBar::add-line:horizontal, QScrollBar::sub-line:horizontal {{ width: 0; }}
        QPushButton[segment="true"] {{ padding: 1px 13px; color: {look.secondary}; }}
        QPushButton[segment="true"]:checked {{
            color: {look.text}; background: {look.selected}; border-color: {look.secondary}; {chosen}
        }}
        QPushButton[segment="true"]:focus {{ border: {ring}px solid {look.accent}; padding: 0 12px; }}
        QPushButton::menu-indicator {{ width: 0; }}
    """
