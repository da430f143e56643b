"""Reads a back: its endorsement blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from permit_desktop.domain.geometry import Box
from permit_desktop.domain.layout import BACK_CODES, BACK_FOOTER, BACK_HK, BACK_LABELS, BACK_MO, TOLERANCE_MM
from permit_desktop.domain.permit import FieldName
from permit_desktop.domain.vocabulary import REGIONS
from permit_desktop.imaging.quality import QUALITY_PX_PER_MM, measure
from permit_desktop.imaging.rectify import rectify
from permit_desktop.recognition import grammars
from permit_desktop.recognition.card_view import PX_PER_MM, CardView
from permit_desktop.recognition.code_square import find_code_square
from permit_desktop.recognition.ctc import Grammar
from permit_desktop.recognition.lines import Search, find_lines, ink_box
from permit_desktop.recognition.registration import Anchor, is_about
from permit_desktop.recognition.text_model import TextModel
from permit_desktop.recognition.zones import Zone, ZoneReading, read_zone

_SLACK_MM: Final = TOLERANCE_MM + 0.5
_LINE_PITCH_MM: Final = 5.0
_LINES: Final = 4
_PARAGRAPH_MM: Final = 1.5
_LEGIBLE_BLUR: Final = 0.25
_FOOT: Final = Search(BACK_FOOTER, slack_mm=3.5, gap_mm=3.0)
_REPAIRED_BEND: Final = 0.11
"""From here on (one nat on the whole) an issue code in its usual form is not what the network read."""
_PERIOD_REPAIRED_BEND: Final = 0.048
"""The same of a period's 21 characters."""
_ARTWORK: Final = 0.8
"""The mean ink of the ground behind a block against that of the sentence at the foot: on specimens at most 0.53, where
labels or a square code are printed one of them has 1.4 and more."""
_BURNT: Final = 0.01
_FOOTER: Final = Zone(replace(_FOOT, gap_mm=4.0), grammars.FOOTER, squeeze=0.75)
_HEAD: Final = grammars.endorsement_head()

HK: Final = "endorsement_info_hk"
MO: Final = "endorsement_info_mo"
TW: Final = "endorsement_info_tw"

_BY_LETTER: Final = {"H": HK, "M": MO}
"""The destination's letter in the issue code; Taiwan's is not known."""


@dataclass(frozen=True, slots=True)
class Block:
    """One endorsement block that was found.

    Attributes:
        name: its key in the API's result.
        place: which of the two places it has on the card, the upper one is 0.
        told_by: the line that told the destination; None when none did and the place on the card alone speaks.
        head: kind and round trips, as they stand in one line; None where a thumb or glare hides it.
        known_head: whether these are words that endorsements are known to print.
        period, remark_first, remark_second, issue_code: None where not printed or not legible.
        known_period: whether the period has the form that periods are known to have.
        known_code: whether the issue code has the form that such codes are known to have.
        known_remark: whether the remark is made of sentences that endorsements are known to print; what glare leaves of
            one reads as a sentence, too.
    """

    name: str
    place: int
    told_by: ZoneReading | None
    head: ZoneReading | None
    known_head: bool
    period: ZoneReading | None
    remark_first: ZoneReading | None
    remark_second: ZoneReading | None
    issue_code: ZoneReading | None
    known_period: bool
    known_code: bool
    known_remark: bool

    @property
    def legible(self) -> float:
        """The share of the lines that every block has which were read, 0 to 1."""
        return len(self.lines) / _LINES

    @property
    def lines(self) -> tuple[ZoneReading, ...]:
        """Those of the lines that every block has which were read; at least one."""
        lines = (self.head, self.period, self.remark_first, self.issue_code)
        return tuple(line for line in lines if line is not None)

    @property
    def lacks_line(self) -> bool:
        """Whether the remark must go on in a second line that was not read.

        Its first line is half a sentence, or the endorsement is for a group, which such a remark always names.
        """
        if self.remark_first is None or self.remark_second is not None:
            return False
        of_group = self.head is not None and self.head.text.startswith("团队")
        return of_group or self.remark_first.text.endswith(("不超过", "规定"))


@dataclass(frozen=True, slots=True)
class _Place:
    """One of the two places where a block may stand."""

    head: Zone
    period: Zone
    remark_first: Zone
    remark_second: Zone
    issue_code: Zone
    names: tuple[str, ...]


def _place(boxes: Mapping[FieldName, Box], names: tuple[str, ...], sentence: Grammar) -> _Place:
    by_key = {field.value.partition(".")[2]: box for field, box in boxes.items()}
    head = by_key["endorsement_type"]
    regions = tuple(REGIONS[name] for name in names)

    def remark(box: Box, grammar: Grammar) -> Zone:
        return Zone(Search(box, _SLACK_MM, gap_mm=4.0), grammar, squeeze=0.75, otherwise=sentence)

    first = Box(head.x_mm, head.y_mm + 2 * _LINE_PITCH_MM, head.width_mm, head.height_mm)
    second = Box(head.x_mm, head.y_mm + 3 * _LINE_PITCH_MM, head.width_mm, head.height_mm)
    return _Place(
        head=Zone(Search(head, _SLACK_MM, gap_mm=12.0), _HEAD, grammars.spell_endorsement_head, squeeze=0.75),
        period=Zone(
            Search(by_key["endorsement_valid_period"], _SLACK_MM, gap_mm=4.0),
            grammars.PERIOD,
            grammars.spell_endorsement_period,
            squeeze=0.65,
            otherwise=grammars.ANY_PERIOD,
            loosest=grammars.SHORT_PERIOD,
            most_bend=_PERIOD_REPAIRED_BEND,
        ),
        remark_first=remark(first, grammars.remark_first(regions)),
        remark_second=remark(second, grammars.remark_second(regions)),
        issue_code=Zone(
            Search(by_key["issue_info"], _SLACK_MM, gap_mm=2.0),
            grammars.ISSUE_CODE,
            squeeze=0.8,
            otherwise=grammars.ANY_ISSUE_CODE,
            most_bend=_REPAIRED_BEND,
        ),
        names=names,
    )


class BackReader:
    """Knows the zones of a back."""

    def __init__(self, model: TextModel) -> None:
        self._model = model
        self._unknown_head = grammars.unknown_head(model.characters)
        sentence = grammars.sentence(model.characters)
        # Where the Taiwan permit's one block stands is not known for sure: a block's text tells which it is.
        self._places = (_place(BACK_HK, (HK, TW, MO), sentence), _place(BACK_MO, (MO, TW, HK), sentence))

    def blocks(self, view: CardView) -> tuple[Block, ...]:
        """The endorsement blocks that are printed; none when this is no back."""
        found = (self._block(view, index, place) for index, place in enumerate(self._places))
        return _named_apart(tuple(block for block in found if block is not None))

    def footer_of_empty(self, view: CardView) -> ZoneReading | None:
        """The sentence at the foot of a back on which nothing else is printed; None when this is not one."""
        foot = _mean_ink(view, BACK_FOOTER)
        of_blocks = (*(label for labels in BACK_LABELS for label in labels), *BACK_CODES)
        if any(_mean_ink(view, box) > _ARTWORK * foot for box in of_blocks):
            return None
        if measure(rectify(view.picture, view.outline, QUALITY_PX_PER_MM)).glare_share > _BURNT:
            return None  # whoever sees no block in it cannot say that there is none
        return self._settled(view, _FOOTER)

    def _block(self, view: CardView, index: int, place: _Place) -> Block | None:
        head = self._settled(view, place.head)
        period = self._settled(view, place.period)
        known_period = period is None or place.period.grammar.holds(period.text)
        if head is None and (period is None or not known_period):
            return None
        known_head = head is not None
        if head is None:
            # The rest of a block is there: its first line has words that came up after this was written.
            head = self._settled(view, replace(place.head, grammar=self._unknown_head))
        first, second, code = (
            self._settled(view, zone) for zone in (place.remark_first, place.remark_second, place.issue_code)
        )
        if first is None or (second is not None and not _follows(second, first, place.remark_second.grammar)):
            second = None
        name, told_by = _destination(place.names, first, second, code)
        known_remark = all(
            line is None or zone.grammar.holds(line.text)
            for line, zone in ((first, place.remark_first), (second, place.remark_second))
        )
        known_code = code is None or place.issue_code.grammar.holds(code.text)
        block = Block(
            name=name,
            place=index,
            told_by=told_by,
            head=head,
            known_head=known_head,
            period=period,
            remark_first=first,
            remark_second=second,
            issue_code=code,
            known_period=known_period,
            known_code=known_code,
            known_remark=known_remark,
        )
        return block if head is not None or _is_printed(block) else None

    def _settled(self, view: CardView, zone: Zone) -> ZoneReading | None:
        reading = read_zone(view, self._model, zone)
        return reading if reading is not None and reading.settled else None


def _is_printed(block: Block) -> bool:
    """Whether the lines below a hidden first one are an endorsement's, and none of another card's print."""
    return block.period is not None and block.remark_first is not None and block.known_remark and block.known_code


def _mean_ink(view: CardView, box: Box) -> float:
    rows, columns = (
        slice(round(first_mm * PX_PER_MM), round(last_mm * PX_PER_MM))
        for first_mm, last_mm in ((box.y_mm, box.bottom_mm), (box.x_mm, box.right_mm))
    )
    return float(view.ink[rows, columns].mean())


def _follows(second: ZoneReading, first: ZoneReading, known: Grammar) -> bool:
    """Whether a line is the next one of the same paragraph: one pitch below, and begun at the same place.

    A sentence that is not a known one must be clear print; artwork and dirt read as sentences too.
    """
    step_mm = second.box.y_mm - first.box.y_mm
    return (
        abs(step_mm - _LINE_PITCH_MM) < _PARAGRAPH_MM
        and abs(second.box.x_mm - first.box.x_mm) < _PARAGRAPH_MM
        and (second.blur < _LEGIBLE_BLUR or known.holds(second.text))
    )


def _destination(
    names: tuple[str, ...],
    first: ZoneReading | None,
    second: ZoneReading | None,
    code: ZoneReading | None,
) -> tuple[str, ZoneReading | None]:
    """Which block it is and the line that tells: the remark's destination, else the issue code's letter."""
    for line in (first, second):
        for name in names:
            if line is not None and REGIONS[name] in line.text:
                return name, line
    if code is not None and grammars.ISSUE_CODE.holds(code.text):
        return _BY_LETTER.get(code.text[5], TW), code
    return names[0], None


def _named_apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, each under a name of its own: where two tell one destination, their places decide, and are doubted.

    Under one name the second would take the place of some values of the first.
    """
    if len({block.name for block in blocks}) == len(blocks):
        return blocks
    upper, lower = blocks
    return replace(upper, name=HK if upper.name == MO else upper.name, told_by=None), replace(
        lower, name=MO, told_by=None
    )


def remark_lines(block: Block) -> Iterable[ZoneReading]:
    """The lines of a block's remark, in order."""
    return (reading for reading in (block.remark_first, block.remark_second) if reading is not None)


def _halves(box: Box) -> tuple[Box, Box]:
    """The upper and the lower half: their middles tell a box's height as well as its place."""
    half_mm = box.height_mm / 2
    return Box(box.x_mm, box.y_mm, box.width_mm, half_mm), Box(box.x_mm, box.y_mm + half_mm, box.width_mm, half_mm)


_LAYOUTS: Final = tuple(
    {field.value.partition(".")[2]: box for field, box in boxes.items()} for boxes in (BACK_HK, BACK_MO)
)


def back_landmarks(view: CardView, places: Iterable[int]) -> Iterable[Anchor]:
    """What of a back is known by its size and place alone, before anything is read.

    Args:
        places: which of the two carry a block.
    """
    for line in find_lines(view.ink, _FOOT)[:1]:
        foot = ink_box(line)
        if is_about(foot, BACK_FOOTER):
            yield Anchor(BACK_FOOTER, foot, ends=False)
    for place in places:
        square = find_code_square(view.ink, BACK_CODES[place])
        if square is not None:
            for halves in zip(_halves(BACK_CODES[place]), _halves(square), strict=True):
                yield Anchor(*halves, ends=True)


def back_anchors(view: CardView, blocks: Iterable[Block]) -> Iterable[Anchor]:
    """What tells where a back's corners are: its landmarks, and the lines that were read."""
    found = tuple(blocks)
    yield from back_landmarks(view, [block.place for block in found])
    for block in found:
        boxes = _LAYOUTS[block.place]
        head = boxes["endorsement_type"]
        remark = Box(head.x_mm, head.y_mm + 2 * _LINE_PITCH_MM, head.width_mm, head.height_mm)
        lines = (
            (head, block.head),
            (boxes["endorsement_valid_period"], block.period),
            (remark, block.remark_first),
            (boxes["issue_info"], block.issue_code),
        )
        for expected, reading in lines:
            if reading is not None:
                yield Anchor(expected, ink_box(reading.box), ends=False)
