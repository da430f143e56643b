"""Reads a front: its ten fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from permit_desktop.domain import machine_line
from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import FRONT, TOLERANCE_MM
from permit_desktop.domain.permit import FieldName, PermitType
from permit_desktop.recognition import grammars
from permit_desktop.recognition.card_view import CardView
from permit_desktop.recognition.ctc import Candidate
from permit_desktop.recognition.heading import Heading, read_heading
from permit_desktop.recognition.lines import Search, find_lines, ink_box
from permit_desktop.recognition.names import NameTables, settle_names
from permit_desktop.recognition.partial_line import read_partial_line
from permit_desktop.recognition.registration import Anchor, is_about
from permit_desktop.recognition.text_model import TextModel
from permit_desktop.recognition.zones import Zone, ZoneReading, read_zone

_SLACK_MM: Final = TOLERANCE_MM + 0.7
"""The print's tolerance, and what the outline may be off."""


_FAR_MM: Final = 5.0
"""How far from its place a line may lie in an outline that is not right yet."""
_WIDEST_GAP_MM: Final = 4.0


_WHOLE_LINES: Final = (FieldName.TYPE, FieldName.NUMBER, FieldName.MACHINE_CODE)
"""Lines that are as long on every card."""


def _search(field: FieldName, gap_mm: float) -> Search:
    return Search(FRONT[field], _SLACK_MM, gap_mm)


TITLE: Final = Zone(_search(FieldName.TYPE, 3.0), grammars.TITLE, squeeze=0.6)
_REPAIRED_NATS: Final = 0.6
"""From here on a line of digits is not what the network read, and to tell the digits would be a silent repair.

Of the whole line, for in a mean over its characters one letter that the network clearly read would vanish. On specimens
a letter that is bent to a digit costs 0.7 nats and more, a line that is what it should be nothing.
"""
MACHINE_LINE: Final = Zone(
    _search(FieldName.MACHINE_CODE, 4.0),
    grammars.MACHINE_LINE,
    squeeze=0.5,
    otherwise=grammars.ANY_MACHINE_LINE,
    most_bend=_REPAIRED_NATS / machine_line.LENGTH,
)
_NUMBER_LENGTH: Final = 9
_NUMBER_REPAIRED_NATS: Final = 1.0
"""The same of the printed number, which is set in a font that tells letters from digits less well."""
NUMBER: Final = Zone(
    _search(FieldName.NUMBER, 2.5),
    grammars.NUMBER,
    squeeze=0.65,
    otherwise=grammars.ANY_NUMBER,
    most_bend=_NUMBER_REPAIRED_NATS / _NUMBER_LENGTH,
    keeps_rivals=True,
)
_DATE_LENGTH: Final = 10
_PERIOD_LENGTH: Final = 23
_DATES_REPAIRED_NATS: Final = 1.0
"""The same of days: 2106 that is bent to 2006 costs nine nats and more."""
_LETTER_NATS: Final = 4.0
"""The odds, as their logarithm, against a letter at a digit's place below which it may well be printed there. On
specimens an O that has a form of its own has at most 2, a digit that is one 7 and more; in OCR-B the two look alike."""
_DIGITS_FROM: Final = 2
"""At this place and behind it a number has digits only."""


class FrontReader:
    """Knows the zones of a front."""

    def __init__(self, model: TextModel, names: NameTables) -> None:
        self._model = model
        self._names = names
        self._zones = {
            FieldName.MACHINE_CODE: MACHINE_LINE,
            FieldName.NUMBER: NUMBER,
            FieldName.NAME: Zone(
                _search(FieldName.NAME, 3.5), grammars.name(model.characters), squeeze=0.85, longest_mm=52.0
            ),
            FieldName.NAME_EN: Zone(
                _search(FieldName.NAME_EN, 3.0),
                grammars.NAME_EN,
                grammars.spell_name_en,
                squeeze=0.7,
                otherwise=grammars.ANY_NAME_EN,
                longest_mm=52.0,
            ),
            FieldName.SEX: Zone(_search(FieldName.SEX, 1.0), grammars.SEX),
            FieldName.BIRTH_DATE: Zone(
                _search(FieldName.BIRTH_DATE, 2.0),
                grammars.DATE,
                squeeze=0.65,
                otherwise=grammars.ANY_DATE,
                loosest=grammars.SHORT_DATE,
                most_bend=_DATES_REPAIRED_NATS / _DATE_LENGTH,
                longest_mm=19.5,
            ),
            FieldName.VALID_PERIOD: Zone(
                _search(FieldName.VALID_PERIOD, 3.0),
                grammars.PERIOD,
                grammars.spell_period,
                squeeze=0.65,
                otherwise=grammars.ANY_PERIOD,
                loosest=grammars.SHORT_PERIOD,
                most_bend=_DATES_REPAIRED_NATS / _PERIOD_LENGTH,
                longest_mm=45.0,
            ),
            FieldName.ISSUING_AUTHORITY: Zone(
                _search(FieldName.ISSUING_AUTHORITY, 1.2),
                grammars.ISSUING_AUTHORITY,
                squeeze=0.65,
                otherwise=grammars.unknown_authority(model.characters),
            ),
            FieldName.ISSUE_PLACE: Zone(
                _search(FieldName.ISSUE_PLACE, 1.2),
                grammars.ISSUE_PLACE,
                squeeze=0.8,
                otherwise=grammars.unknown_place(model.characters),
                longest_mm=22.0,
            ),
        }

    @property
    def zone_count(self) -> int:
        """How many fields a front has, the title included."""
        return len(self._zones) + 1

    def title(self, view: CardView) -> ZoneReading | None:
        """The document's title, which also tells that this is a front and which way up it stands."""
        return read_zone(view, self._model, TITLE)

    def heading(self, view: CardView) -> Heading | None:
        """What stands in the title's place where that is no title of a permit; None for nothing legible."""
        return read_heading(view, self._model)

    def type_by_line(self, view: CardView) -> tuple[PermitType, ZoneReading] | None:
        """The document by its machine-readable line, for a front whose title is hidden; None when that proves nothing.

        Returns:
            The document, and the line that tells.
        """
        line = read_zone(view, self._model, MACHINE_LINE)
        if line is None or not line.settled or not _is_borne_out(line.text):
            return None
        permit_type = machine_line.parse(line.text).permit_type
        return None if permit_type is None else (permit_type, line)

    def letter_in_number(self, zones: Mapping[FieldName, ZoneReading]) -> bool:
        """Whether a letter may be printed for a digit of the number, above all O for 0."""
        number = zones.get(FieldName.NUMBER)
        return number is not None and any(_has_letter_instead(number, rival) for rival in number.rivals)

    def agree_on_name(self, zones: Mapping[FieldName, ZoneReading]) -> bool:
        """Whether both spellings of the holder's name were read, and the one is how the other is spelled."""
        name, pinyin = zones.get(FieldName.NAME), zones.get(FieldName.NAME_EN)
        return name is not None and pinyin is not None and self._names.spells(pinyin.text, name.text)

    def is_known(self, field: FieldName, text: str) -> bool:
        """Whether a text is one that the field is known to hold, and not just what is printed there."""
        zone = self._zones.get(field)
        return zone is None or zone.grammar.holds(text)

    def fields(self, view: CardView, line: ZoneReading | None = None) -> Mapping[FieldName, ZoneReading]:
        """All fields but the title; one where nothing stands that it could hold is absent.

        Args:
            line: the machine-readable line where it was read already.
        """
        found = {
            field: line if field is FieldName.MACHINE_CODE and line is not None else read_zone(view, self._model, zone)
            for field, zone in self._zones.items()
        }
        found[FieldName.MACHINE_CODE] = self._as_far_as_seen(view, found[FieldName.MACHINE_CODE])
        readings = {field: reading for field, reading in found.items() if reading is not None}
        name, pinyin = readings.get(FieldName.NAME), readings.get(FieldName.NAME_EN)
        if name is not None and pinyin is not None:
            readings[FieldName.NAME], readings[FieldName.NAME_EN] = settle_names(name, pinyin, self._names)
        return readings

    def _as_far_as_seen(self, view: CardView, line: ZoneReading | None) -> ZoneReading | None:
        """A line that neither its check digits nor its form bear out is read once more, place by place.

        The grammar has a character for each place, also for one that a thumb covers.
        """
        if line is not None and line.settled and _is_borne_out(line.text):
            return line
        partial = read_partial_line(view, self._model)
        if line is None or not line.settled:
            return partial
        return line if partial is None or partial.text == line.text else partial


def _is_borne_out(text: str) -> bool:
    return machine_line.parse(text).proved and machine_line.is_conceivable(text)


def _has_letter_instead(number: ZoneReading, rival: Candidate) -> bool:
    """Whether a text that is nearly as likely differs by letters alone, and only where digits belong."""
    if len(rival.text) != len(number.text) or rival.text[:_DIGITS_FROM] != number.text[:_DIGITS_FROM]:
        return False
    differing = [other for other, own in zip(rival.text, number.text, strict=True) if other != own]
    nats = number.candidates[0].log_probability - rival.log_probability
    return bool(differing) and all(other.isalpha() for other in differing) and nats < _LETTER_NATS


def front_landmarks(view: CardView) -> Iterable[Anchor]:
    """The lines of a front that are known by their length and place alone, before anything is read."""
    for field in _WHOLE_LINES:
        for line in find_lines(view.ink, Search(FRONT[field], _FAR_MM, _WIDEST_GAP_MM))[:1]:
            found = ink_box(line)
            if is_about(found, FRONT[field]):
                yield _anchor(field, found)


def front_anchors(zones: Mapping[FieldName, ZoneReading]) -> Iterable[Anchor]:
    """The lines of a front that tell where its corners are; the place has no fixed beginning."""
    for field, zone in zones.items():
        if zone.settled and field is not FieldName.ISSUE_PLACE:
            yield _anchor(field, ink_box(zone.box))


def _anchor(field: FieldName, found: Box) -> Anchor:
    expected = FRONT[field]
    if field is FieldName.TYPE:
        # The emblem at its left may touch it: its right end tells.
        return Anchor(_right_end(expected), _right_end(found), ends=False)
    return Anchor(expected, found, ends=field in _WHOLE_LINES)


def _right_end(box: Box) -> Box:
    return Box(box.right_mm, box.y_mm, 0.0, box.height_mm)
