"""What a person does with the record under review: confirm, correct, take back, accept. Pure values and moves.

A review never holds what was read. It remembers for which value a person vouched, so another reading of the same field
is doubtful again by itself, and a record that changed after it was accepted is not accepted any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from permit_desktop.domain.bands import Band
from permit_desktop.domain.permit import FieldName

Values = Mapping[FieldName, str]
Bands = Mapping[FieldName, Band]
"""The bands of a record's fields as they are shown, in the order in which a person goes through them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done to a field, and what held before."""

    field: FieldName
    corrected: str | None
    confirmed: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """What a person has done so far. Never changed: every move gives a new one.

    Attributes:
        corrected: the values that the person typed in place of what was read.
        confirmed: the values that the person looked at and found right.
        accepted: the record's values when the person was done with it; None before.
        steps: what can be taken back, oldest first.
    """

    corrected: Values = field(default_factory=dict)
    confirmed: Values = field(default_factory=dict)
    accepted: Values | None = None
    steps: tuple[Step, ...] = ()

    def value(self, name: FieldName, read: str) -> str:
        """What holds for a field that was read so."""
        return self.corrected.get(name, read)

    def is_corrected(self, name: FieldName, read: str) -> bool:
        """Whether the person typed something other than what was read."""
        return self.value(name, read) != read

    def is_confirmed(self, name: FieldName, read: str) -> bool:
        """Whether the person found right what was read."""
        return not self.is_corrected(name, read) and self.confirmed.get(name) == read

    def is_accepted(self, values: Values) -> bool:
        """Whether the person was done with a record of these very values."""
        return self.accepted == values

    def confirm(self, name: FieldName, value: str) -> Review:
        """The person finds a value right as it stands."""
        return replace(
            self,
            confirmed={**self.confirmed, name: value},
            steps=(*self.steps, self._step(name)),
        )

    def correct(self, name: FieldName, value: str, read: str) -> Review:
        """The person types a value; one that was read so is confirmed thereby. A new one ends an acceptance."""
        if value != self.value(name, read) and self.accepted is not None:
            return replace(self, accepted=None).correct(name, value, read)
        corrected = {known: kept for known, kept in self.corrected.items() if known is not name}
        if value == read:
            return replace(self.confirm(name, read), corrected=corrected)
        return replace(
            self,
            corrected={**corrected, name: value},
            steps=(*self.steps, self._step(name)),
        )

    def undo(self) -> tuple[Review, FieldName | None]:
        """Takes the last step back; also says which field it was about, None when there was none."""
        if not self.steps:
            return self, None
        last = self.steps[-1]
        former = replace(
            self,
            corrected=_with(self.corrected, last.field, last.corrected),
            confirmed=_with(self.confirmed, last.field, last.confirmed),
            steps=self.steps[:-1],
        )
        return former, last.field

    def accept(self, values: Values) -> Review:
        """The person is done with the record as it stands. What was done before cannot be taken back any more."""
        return replace(self, accepted=dict(values), steps=())

    def _step(self, name: FieldName) -> Step:
        return Step(name, self.corrected.get(name), self.confirmed.get(name))


def doubts(bands: Bands) -> tuple[FieldName, ...]:
    """The fields that ask for a look, in the order in which a person goes through them."""
    return tuple(name for name, band in bands.items() if band is not Band.HIGH)


def next_doubt(bands: Bands, after: FieldName | None = None) -> FieldName | None:
    """The first field that asks for a look behind another one, else the first of all; None when none does."""
    left = doubts(bands)
    if after is None or after not in bands:
        return next(iter(left), None)
    places = {name: place for place, name in enumerate(bands)}
    behind = (name for name in left if places[name] > places[after])
    return next(behind, next((name for name in left if name is not after), None))


def _with(values: Values, name: FieldName, value: str | None) -> Values:
    kept = {known: held for known, held in values.items() if known is not name}
    return kept if value is None else {**kept, name: value}
