"""The visual language as values: colours, spaces and type sizes, all in pixels at 100 % scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from permit_desktop.domain.bands import Band

ANY_WIDTH: Final = 16777215
"""Qt's `QWIDGETSIZE_MAX`: no bound."""

SPACE_4: Final = 4
SPACE_8: Final = 8
SPACE_12: Final = 12
SPACE_16: Final = 16
SPACE_24: Final = 24
SPACE_32: Final = 32
RADIUS: Final = 6
FOCUS_RING: Final = 2
TARGET: Final = 32
"""The least height of anything that a person can press."""

SECONDARY_TEXT: Final = 12
TEXT: Final = 14
VALUE_TEXT: Final = 18
TITLE_TEXT: Final = 24

CAPTURE_FLASH_MS: Final = 150

_TEXT_CONTRAST: Final = 4.5
_HIGH_CONTRAST: Final = 7.0


@dataclass(frozen=True, slots=True)
class BandColours:
    """A band's text and the fill on which it stands, as #RRGGBB."""

    text: str
    fill: str


@dataclass(frozen=True, slots=True)
class Look:
    """Every colour of the program in one appearance, as #RRGGBB.

    Attributes:
        window, surface: the ground, and the panels on it.
        text, secondary: what is read first, and what explains it.
        accent, on_accent: focus and the main action, and text on it.
        hairline: borders of panels and buttons.
        outline: borders of what takes an input, which have to be seen to be found.
        picture: the ground behind the camera's picture.
        selected: the ground of what is chosen in a table, and of a value that the next key replaces.
        bands: the three bands.
        borders_tell: whether borders stand where other looks use fills (high contrast).
    """

    window: str
    surface: str
    text: str
    secondary: str
    accent: str
    on_accent: str
    hairline: str
    outline: str
    picture: str
    selected: str
    high: BandColours
    medium: BandColours
    low: BandColours
    borders_tell: bool = False

    def band(self, band: Band) -> BandColours:
        """The colours of a band."""
        return {Band.HIGH: self.high, Band.MEDIUM: self.medium, Band.LOW: self.low}[band]

    def text_pairs(self) -> tuple[tuple[str, str], ...]:
        """Every pair of text and ground that the program draws, for the contrast check."""
        on_grounds = [(ink, ground) for ink in (self.text, self.secondary) for ground in (self.window, self.surface)]
        accents = [(self.accent, self.surface), (self.accent, self.window), (self.on_accent, self.accent)]
        picture = [(self.text, self.picture), (self.secondary, self.picture)]
        chosen = [
            (ink, self.selected) for ink in (self.text, self.secondary, self.high.text, self.medium.text, self.low.text)
        ]
        bands = [
            pair
            for band in (self.high, self.medium, self.low)
            for pair in ((band.text, band.fill), (band.text, self.surface), (self.text, band.fill))
        ]
        return (*on_grounds, *accents, *picture, *chosen, *bands)


LIGHT: Final = Look(
    window="#F4F5F7",
    surface="#FFFFFF",
    text="#161A21",
    secondary="#4B5563",
    accent="#1D5FBF",
    on_accent="#FFFFFF",
    hairline="#D8DCE2",
    outline="#838B98",
    picture="#E9ECF0",
    selected="#E3EDFB",
    high=BandColours("#0B6E5F", "#E1F3EF"),
    medium=BandColours("#7A4B00", "#FFF1D0"),
    low=BandColours("#A3241B", "#FCE6E3"),
)
DARK: Final = Look(
    window="#15181D",
    surface="#1E2229",
    text="#E8EBF0",
    secondary="#A9B2BF",
    accent="#7FB2FF",
    on_accent="#15181D",
    hairline="#343A44",
    outline="#737C8A",
    picture="#101317",
    selected="#22324A",
    high=BandColours("#6FD6C3", "#12362F"),
    medium=BandColours("#FFC861", "#3A2A06"),
    low=BandColours("#FF9A8F", "#431B17"),
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two #RRGGBB colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _strongest_on(ground: str) -> str:
    return max("#000000", "#FFFFFF", key=lambda ink: contrast(ink, ground))


def high_contrast(*, window: str, text: str, accent: str, on_accent: str) -> Look:
    """The look for people who want high contrast: the given colours, and borders instead of fills.

    A colour that does not stand out from its ground is replaced: not every system's palette was made with care.
    """
    ink = text if contrast(text, window) >= _HIGH_CONTRAST else _strongest_on(window)
    marked = accent if contrast(accent, window) >= _TEXT_CONTRAST else ink
    on_marked = on_accent if contrast(on_accent, marked) >= _TEXT_CONTRAST else _strongest_on(marked)
    band = BandColours(ink, window)
    return Look(
        window=window,
        surface=window,
        text=ink,
        secondary=ink,
        accent=marked,
        on_accent=on_marked,
        hairline=ink,
        outline=ink,
        picture=window,
        selected=window,
        high=band,
        medium=band,
        low=band,
        borders_tell=True,
    )


CONTRAST_DARK: Final = high_contrast(window="#000000", text="#FFFFFF", accent="#FFFF00", on_accent="#000000")
CONTRAST_LIGHT: Final = high_contrast(window="#FFFFFF", text="#000000", accent="#0000A8", on_accent="#FFFFFF")
"""High contrast for people whose system does not offer any."""
