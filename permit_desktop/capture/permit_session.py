"""Pairs the front and the back of one permit, in either order, and never mixes two permits.

The front carries the number; the back does not. So fronts are told apart by number (or by the holder, where one
reading of the number slipped), backs by what is printed on them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from permit_desktop.capture.judgement import Reason
from permit_desktop.domain.permit import FieldName, PermitResult, PermitType, Side


class Outcome(StrEnum):
    """What became of a side that was read; the screen holds the sentence for each."""

    ADDED = "added"
    """The side belongs to the permit under review and was missing."""
    REPLACED = "replaced"
    """The same side again of a permit that is complete, or a side that was asked for: the newer takes the place."""
    NEXT_PERMIT = "next_permit"
    """The side is another permit's: the former permit is left as it is, a new one begins with this side."""
    SAME_SIDE = "same_side"
    """Refused: the other side is what is missing; the first stays as it was read."""
    OTHER_PERMIT = "other_permit"
    """Refused: the same side of another permit, before the one that was begun is complete."""
    OTHER_TYPE = "other_type"
    """Refused: the side is of the other document, so it cannot be this permit's."""
    SIDE_UNKNOWN = "side_unknown"
    """Refused: the recogniser did not tell which side it is."""


REFUSALS: Final = frozenset({Outcome.SAME_SIDE, Outcome.OTHER_PERMIT, Outcome.OTHER_TYPE, Outcome.SIDE_UNKNOWN})
"""After these the permit under review is as it was before."""


@dataclass(frozen=True, slots=True)
class PermitSession:
    """One permit as far as it has been scanned. Never changed: `add` gives a new one.

    Attributes:
        front, back: what was read, None for a side that is missing.
        again: the side that the person asked to scan again; what comes for it replaces it, unless it has so little in
            common with the one before that it is another person's. Done with once the permit is complete.
        sides: 2 when a permit is complete with both, 1 when any one side makes it complete.
        twice: which side came twice in a row from files, so that the next other one may be anybody's; None otherwise.
    """

    front: PermitResult | None = None
    back: PermitResult | None = None
    again: Side | None = None
    sides: int = 2
    twice: Side | None = None

    @property
    def complete(self) -> bool:
        """Whether all the sides that are wanted are there."""
        return len([side for side in (self.front, self.back) if side is not None]) >= self.sides

    @property
    def prompt(self) -> Reason | None:
        """What to tell the person while a captured card lies there: `TURN_OVER` after one side, `CAPTURED` after both.

        None before the first side.
        """
        if self.complete:
            return Reason.TURN_OVER if self.again is not None else Reason.CAPTURED
        return None if self.front is self.back else Reason.TURN_OVER

    def of(self, side: Side) -> PermitResult | None:
        """What was read on a side."""
        return self.front if side is Side.FRONT else self.back

    def redo(self, side: Side) -> PermitSession:
        """The person wants a side again; the other one stays."""
        return replace(self, again=side)

    def add(self, result: PermitResult) -> tuple[PermitSession, Outcome]:
        """Takes a side that was read.

        Returns:
            The session after it (unchanged when the side was refused), and what became of the side.
        """
        side = result.side
        if side is None:
            return self, Outcome.SIDE_UNKNOWN
        outcome = self._outcome(side, result)
        if outcome in REFUSALS:
            return self, outcome
        before = PermitSession(sides=self.sides) if outcome is Outcome.NEXT_PERMIT else self
        after = replace(before, front=result) if side is Side.FRONT else replace(before, back=result)
        completed = outcome is Outcome.ADDED and after.complete
        return replace(after, again=None) if completed or after.again is side else after, outcome

    def add_unseen(self, result: PermitResult) -> tuple[PermitSession, Outcome]:
        """Takes a side that comes from a file: nobody stands there to show another, so none of a permit is refused.

        What is not of this permit begins one of its own, and this one stays without its other side. After two fronts in
        a row a back may be of either, so it begins one too, and so on until the order is plain again.

        Returns:
            The session after it, and what became of the side; only one without a side is refused.
        """
        side = result.side
        session, outcome = self.add(result)
        unsure = outcome is Outcome.ADDED and self.twice is not None
        if side is None or not (outcome in REFUSALS or unsure):
            return session, outcome
        if outcome is Outcome.SAME_SIDE:
            return self.redo(side).add(result)
        begun, _ = PermitSession(sides=self.sides).add(result)
        plain = self.complete or (side is self.twice and self.of(side) is None)
        first = Side.FRONT if self.front is not None else Side.BACK
        return replace(begun, twice=None if plain else self.twice or first), Outcome.NEXT_PERMIT

    def _outcome(self, side: Side, result: PermitResult) -> Outcome:
        present = self.of(side)
        if present is not None and self.again is not side:
            same = _is_same(side, present, result)
            if self.complete:
                return Outcome.REPLACED if same else Outcome.NEXT_PERMIT
            return Outcome.SAME_SIDE if same else Outcome.OTHER_PERMIT
        if present is not None and _is_of_somebody_else(side, present, result):
            return Outcome.NEXT_PERMIT if self.complete and side is Side.FRONT else Outcome.OTHER_PERMIT
        if self.sides == 1 and present is None and self.complete:
            return Outcome.NEXT_PERMIT
        if _are_of_two_types(self.of(_other(side)), result):
            return Outcome.OTHER_TYPE
        return Outcome.ADDED if present is None else Outcome.REPLACED


def _other(side: Side) -> Side:
    return Side.BACK if side is Side.FRONT else Side.FRONT


def _type_of(result: PermitResult) -> PermitType | None:
    """The document as the recogniser named it, or as its endorsements show: each is printed on one document only."""
    if result.type is not None:
        return result.type
    blocks = {field.block for field in result.readings}
    if "endorsement_info_tw" in blocks:
        return PermitType.TAIWAN
    return PermitType.HK_MACAO if blocks & {"endorsement_info_hk", "endorsement_info_mo"} else None


def _are_of_two_types(present: PermitResult | None, result: PermitResult) -> bool:
    if present is None:
        return False
    types = {_type_of(present), _type_of(result)} - {None}
    return len(types) == 2


def _is_same(side: Side, present: PermitResult, result: PermitResult) -> bool:
    """Whether two readings of the same side are of the same permit."""
    if _are_of_two_types(present, result):
        return False
    if side is Side.BACK:
        return _mostly_agree(present, result)
    if _agree(present, result, FieldName.NUMBER):
        return True
    return _agree(present, result, FieldName.NAME) and _agree(present, result, FieldName.BIRTH_DATE)


def _is_of_somebody_else(side: Side, present: PermitResult, result: PermitResult) -> bool:
    """Whether two fronts share nothing that names a holder or a permit, or two backs differ in most that both show.

    Of a poor reading, which is replaced, much is missing; the rest is alike.
    """
    if side is Side.BACK:
        both = (present.readings.keys() & result.readings.keys()) - {FieldName.TYPE, FieldName.SIDE}
        return 2 * sum(_agree(present, result, field) for field in both) < len(both)
    naming = (FieldName.NUMBER, FieldName.NAME, FieldName.NAME_EN, FieldName.BIRTH_DATE)
    told = [name for name in naming if present.value(name) is not None and result.value(name) is not None]
    return bool(told) and not any(_agree(present, result, name) for name in told)


def _agree(one: PermitResult, other: PermitResult, field: FieldName) -> bool:
    value = one.value(field)
    return value is not None and value == other.value(field)


def _mostly_agree(one: PermitResult, other: PermitResult) -> bool:
    """Whether at least half of the fields that either shows are alike on both; two empty backs are."""
    told = {FieldName.TYPE, FieldName.SIDE}
    fields = (one.readings.keys() | other.readings.keys()) - told
    return 2 * sum(_agree(one, other, field) for field in fields) >= len(fields)
