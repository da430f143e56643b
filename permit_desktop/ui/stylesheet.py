"""The one style sheet of the program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.ui import tokens
from permit_desktop.ui.input_rules import input_rules
from permit_desktop.ui.table_rules import table_rules
from permit_desktop.ui.tokens import Look


def stylesheet(look: Look, monospaced_faces: Sequence[str], card_faces: Sequence[str]) -> str:
    """Qt style rules for every widget.

    Widgets name what they are by dynamic properties: `role` (title, value, secondary, band …), `band`, `panel`,
    `primary`; only this function knows what that looks like.

    Args:
        monospaced_faces: for values that are compared one character at a time.
        card_faces: for what stands on permits.
    """
    faces, printed = (", ".join(f'"{face}"' for face in each) for each in (monospaced_faces, card_faces))
    controls = (_controls(look), input_rules(look), table_rules(look), _values(look, faces, printed))
    return "\n".join((_texts(look, faces), _panels(look), *controls, _bands(look)))


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Sets one of the properties that the rules look at; costs nothing where it has that value already."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _texts(look: Look, monospaced_faces: str) -> str:
    return f"""
        QLabel {{ color: {look.text}; background: transparent; }}
        QLabel[role="title"] {{ font-size: {tokens.TITLE_TEXT}px; }}
        QLabel[role="heading"] {{ font-size: {tokens.TEXT}px; font-weight: 600; }}
        QLabel[role="value"], QLabel[role="guidance"] {{ font-size: {tokens.VALUE_TEXT}px; }}
        QLabel[role="coded"] {{ font-size: {tokens.VALUE_TEXT}px; font-family: {monospaced_faces}; }}
        QPlainTextEdit {{
            color: {look.text}; background: {look.surface}; border: 1px solid {look.hairline};
            border-radius: {tokens.RADIUS}px; padding: {tokens.SPACE_4}px;
            font-size: {tokens.SECONDARY_TEXT}px; font-family: {monospaced_faces};
            selection-color: {look.on_accent}; selection-background-color: {look.accent};
        }}
        QPlainTextEdit:focus {{ border-color: {look.accent}; }}
        QLabel[role="other"] {{ font-size: {tokens.TEXT}px; font-family: {monospaced_faces}; }}
        QLabel[role="code"] {{ font-size: {tokens.TITLE_TEXT}px; font-family: {monospaced_faces}; }}
        QLabel[role="label"] {{ color: {look.secondary}; }}
        QLabel[role="secondary"] {{ color: {look.secondary}; font-size: {tokens.SECONDARY_TEXT}px; }}
        QToolTip {{ color: {look.text}; background: {look.surface}; border: 1px solid {look.hairline}; padding: 4px; }}
    """


def _panels(look: Look) -> str:
    return f"""
        QMainWindow, QDialog, QWidget[page="true"] {{ background: {look.window}; }}
        QFrame[panel="true"] {{
            background: {look.surface}; border: 1px solid {look.hairline}; border-radius: {tokens.RADIUS}px;
        }}
        QFrame[picture="true"] {{ background: {look.picture}; border: none; border-radius: {tokens.RADIUS}px; }}
        QFrame[bar="true"] {{ background: {look.surface}; border: none; border-bottom: 1px solid {look.hairline}; }}
        QFrame[ask="true"] {{ background: {look.surface}; border: none; border-bottom: 1px solid {look.hairline}; }}
        QFrame[rule="true"] {{ background: {look.hairline}; border: none; max-height: 1px; min-height: 1px; }}
        QFrame[fieldRow="true"] {{
            background: transparent; border: {tokens.FOCUS_RING}px solid transparent; border-radius: {tokens.RADIUS}px;
        }}
        QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
        QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
        QScrollBar::handle:vertical {{ background: {look.hairline}; border-radius: 4px; min-height: 32px; }}
        QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
        QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
        QScrollBar::handle:horizontal {{ background: {look.hairline}; border-radius: 4px; min-width: 32px; }}
        QScrollBar::add-line:horizontal, QScrollBar::sub-line:horizontal {{ width: 0; }}
        QAbstractScrollArea::corner {{ background: transparent; }}
        QProgressBar {{
            background: {look.hairline}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px;
        }}
        QProgressBar::chunk {{ background: {look.high.text}; border-radius: 2px; }}
    """


def _controls(look: Look) -> str:
    ring = tokens.FOCUS_RING
    return f"""
        QPushButton {{
            color: {look.text}; background: {look.surface}; border: 1px solid {look.hairline};
            border-radius: {tokens.RADIUS}px; padding: 1px 13px; min-height: {tokens.TARGET - 4}px;
        }}
        QPushButton:hover {{ border-color: {look.secondary}; }}
        QPushButton:pressed {{ background: {look.window}; }}
        QPushButton:disabled {{ color: {look.secondary}; background: {look.window}; }}
        QPushButton[primary="true"] {{
            color: {look.on_accent}; background: {look.accent}; border-color: {look.accent};
        }}
        QPushButton[primary="true"]:disabled {{
            color: {look.secondary}; background: {look.window}; border-color: {look.hairline};
        }}
        QPushButton:focus {{ border: {ring}px solid {look.accent}; padding: 0 12px; }}
        QPushButton[primary="true"]:focus {{ border-color: {look.text}; }}
        QPushButton[page="true"] {{
            background: transparent; border: none; border-radius: 0; padding: 0 12px; color: {look.secondary};
            border-top: {ring}px solid transparent; border-bottom: {ring}px solid transparent; min-height: 43px;
        }}
        QPushButton[page="true"]:checked {{ color: {look.text}; border-bottom-color: {look.accent}; font-weight: 600; }}
        QPushButton[page="true"]:focus {{ border: {ring}px solid {look.accent}; padding: 0 10px; }}
        QPushButton[side="true"] {{ padding: 1px 9px; color: {look.secondary}; }}
        QPushButton[side="true"]:focus {{ padding: 0 8px; }}
        QPushButton[side="true"]:checked {{ color: {look.text}; border-color: {look.secondary}; font-weight: 600; }}
        QPushButton[side="true"]:checked:focus {{ border-color: {look.accent}; }}
        QPushButton[section="true"] {{
            text-align: left; background: transparent; border: 1px solid transparent; color: {look.secondary};
        }}
        QPushButton[section="true"]:checked {{
            color: {look.text}; background: {look.surface}; border-color: {look.hairline}; font-weight: 600;
        }}
        QPushButton[section="true"]:focus {{ border: {ring}px solid {look.accent}; }}
        QFrame[checkRow="true"] {{ border: {ring}px solid transparent; border-radius: {tokens.RADIUS}px; }}
        QFrame[checkRow="true"]:focus {{ border-color: {look.accent}; }}
        QScrollArea:focus {{ border: {ring}px solid {look.accent}; }}
        QFrame[fieldRow="true"][current="true"] {{ border-color: {look.accent}; }}
    """


def _values(look: Look, monospaced_faces: str, card_faces: str) -> str:
    """The record's values: lines that can be typed over and look like text; their row carries the focus ring."""
    ink, ground = (look.on_accent, look.accent) if look.borders_tell else (look.text, look.selected)
    return f"""
        QLineEdit[value="true"], QLineEdit[value="true"]:focus {{
            background: transparent; border: none; padding: 0; min-height: 0;
            selection-color: {ink}; selection-background-color: {ground};
        }}
        QLineEdit[role="value"] {{ font-size: {tokens.VALUE_TEXT}px; font-family: {card_faces}; }}
        QLineEdit[role="small"] {{ font-size: {tokens.TEXT}px; font-family: {card_faces}; }}
        QLineEdit[role="coded"] {{ font-size: {tokens.VALUE_TEXT}px; font-family: {monospaced_faces}; }}
    """


def _bands(look: Look) -> str:
    border = f"1px solid {look.hairline}" if look.borders_tell else "none"
    underline = f"border: none; border-bottom: 1px solid {look.hairline};"
    rules = [f'QFrame[chip="true"] {{ border: {border}; border-radius: {tokens.RADIUS}px; }}']
    for band in Band:
        colours = look.band(band)
        rules += [
            f'QFrame[chip="true"][band="{band}"] {{ background: {colours.fill}; }}',
            f'QFrame[banner="true"][band="{band}"] {{ background: {colours.fill}; {underline} }}',
            f'QLabel[band="{band}"] {{ color: {colours.text}; }}',
        ]
        if band is not Band.HIGH:
            rules.append(f'QFrame[fieldRow="true"][band="{band}"] {{ background: {colours.fill}; }}')
    rules.append(f'QFrame[banner="true"][inset="true"] {{ border: {border}; border-radius: {tokens.RADIUS}px; }}')
    if look.borders_tell:
        rules.append(_borders(look))
    return "\n".join(rules)


def _borders(look: Look) -> str:
    """What other looks tell by fills."""
    ring = tokens.FOCUS_RING
    return f"""
        QFrame[fieldRow="true"][band="medium"] {{ border-style: dashed; border-color: {look.text}; }}
        QFrame[fieldRow="true"][band="low"] {{ border-style: solid; border-color: {look.text}; }}
        QFrame[fieldRow="true"][current="true"] {{ border-style: solid; border-color: {look.accent}; }}
        QFrame[banner="true"] {{ border: 1px solid {look.hairline}; }}
        QFrame[banner="true"][band="low"] {{ border-width: {ring}px; }}
        QPushButton[primary="true"] {{
            color: {look.text}; background: {look.surface}; border: {ring}px solid {look.accent};
            padding: 0 12px; font-weight: 600;
        }}
        QPushButton[primary="true"]:focus {{ border: {ring + 1}px double {look.text}; padding: 0 11px; }}
        QPushButton:disabled, QPushButton[primary="true"]:disabled {{ border-style: dotted; }}
        QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{ border-style: dotted; }}
        QLineEdit[wrong="true"], QLineEdit[wrong="true"]:focus {{ border-style: dashed; }}
        QPushButton:pressed {{ color: {look.on_accent}; background: {look.accent}; }}
        QProgressBar {{ background: {look.window}; border: 1px solid {look.text}; max-height: 6px; min-height: 6px; }}
    """
