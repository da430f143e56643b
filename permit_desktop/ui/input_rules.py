"""The style of what takes an input: text, choices, numbers, switches."""

from __future__ import annotations

from permit_desktop.system.resources import resource
from permit_desktop.ui import tokens
from permit_desktop.ui.tokens import Look


def input_rules(look: Look) -> str:
    """Qt style rules; their borders can be seen without a fill, and the focus ring is that of the buttons."""
    return "\n".join((_fields(look), _choices(look), _switches(look)))


def _fields(look: Look) -> str:
    ring = tokens.FOCUS_RING
    kinds = ("QLineEdit", "QComboBox", "QSpinBox", "QDoubleSpinBox", "QDateEdit")
    each = ", ".join(kinds)
    focused = ", ".join(f"{kind}:focus" for kind in kinds)
    wrong = ", ".join(f'{kind}[wrong="true"]' for kind in kinds)
    wrong_focused = ", ".join(f'{kind}[wrong="true"]:focus' for kind in kinds)
    off = ", ".join(f"{kind}:disabled" for kind in kinds)
    return f"""
        {each} {{
            color: {look.text}; background: {look.surface}; border: 1px solid {look.outline};
            border-radius: {tokens.RADIUS}px; padding: 1px 9px; min-height: {tokens.TARGET - 4}px;
            selection-color: {look.on_accent}; selection-background-color: {look.accent};
            placeholder-text-color: {look.secondary};
        }}
        {focused} {{ border: {ring}px solid {look.accent}; padding: 0 8px; }}
        {wrong} {{ border: 1px solid {look.low.text}; }}
        {wrong_focused} {{ border: {ring}px solid {look.low.text}; }}
        QSpinBox, QDoubleSpinBox, QDateEdit {{ padding: 1px; }}
        QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus {{ padding: 0; }}
        {off} {{ color: {look.secondary}; background: {look.window}; border-color: {look.hairline}; }}
    """


def _choices(look: Look) -> str:
    up, down = (_arrow(name, look) for name in ("up", "down"))
    return f"""
        QComboBox {{ padding-right: 28px; }}
        QComboBox:focus {{ padding-right: 27px; }}
        QComboBox::drop-down {{ border: none; width: 28px; }}
        QComboBox::down-arrow {{ image: url("{down}"); width: 12px; height: 12px; }}
        QComboBox QAbstractItemView {{
            color: {look.text}; background: {look.surface}; border: 1px solid {look.outline}; outline: none;
            selection-color: {look.on_accent}; selection-background-color: {look.accent}; padding: {tokens.SPACE_4}px;
        }}
        QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button,
        QDateEdit::up-button, QDateEdit::down-button {{
            subcontrol-origin: border; border: none; background: transparent; width: 24px;
        }}
        QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateEdit::up-arrow {{
            image: url("{up}"); width: 10px; height: 10px;
        }}
        QAbstractSpinBox QLineEdit {{ border: none; padding: 0 0 0 8px; min-height: 0; background: transparent; }}
        QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateEdit::down-arrow {{
            image: url("{down}"); width: 10px; height: 10px;
        }}
    """


def _switches(look: Look) -> str:
    ring = tokens.FOCUS_RING
    return f"""
        QCheckBox, QRadioButton {{
            color: {look.text}; spacing: {tokens.SPACE_8}px; padding: 0 {tokens.SPACE_8}px 0 0;
            min-height: {tokens.TARGET - 4}px; border: {ring}px solid transparent; border-radius: {tokens.RADIUS}px;
        }}
        QCheckBox:focus, QRadioButton:focus {{ border-color: {look.accent}; }}
        QCheckBox:disabled, QRadioButton:disabled {{ color: {look.secondary}; }}
        QCheckBox::indicator, QRadioButton::indicator {{
            width: 16px; height: 16px; border: 1px solid {look.outline}; background: {look.surface};
        }}
        QCheckBox::indicator {{ border-radius: 4px; }}
        QRadioButton::indicator {{ border-radius: 8px; }}
        QCheckBox::indicator:checked {{
            border-color: {look.accent}; background: {look.accent}; image: url("{_mark(look.on_accent)}");
        }}
        QRadioButton::indicator:checked {{ border: 5px solid {look.accent}; width: 8px; height: 8px; }}
        QCheckBox::indicator:disabled:checked {{ background: {look.secondary}; border-color: {look.secondary}; }}
    """


def _arrow(direction: str, look: Look) -> str:
    return _file(f"arrow-{direction}", look.secondary)


def _mark(colour: str) -> str:
    return _file("check", colour)


def _file(name: str, colour: str) -> str:
    """Style sheets take pictures as files only: the one whose ground fits is chosen, black or white."""
    tone = "on-dark" if tokens.contrast(colour, "#000000") > tokens.contrast(colour, "#FFFFFF") else "on-light"
    return resource("icons", f"{name}-{tone}.svg").as_posix()
