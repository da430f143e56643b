"""The permit that is on the scan page, as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from permit_desktop.domain.permit import FieldName, PermitResult, Side
from permit_desktop.domain.review import Review
from permit_desktop.ui.record_model import RecordModel, Remark, SideReading, Terms, record_model


@dataclass(slots=True, eq=False)
class PermitInView:
    """What is known of the permit in view besides its review.

    Attributes:
        sides: what was read of it; none where no permit is in view.
        provisional: whether a service has still to answer.
        notes: what the vault tells of it.
    """

    sides: dict[Side, SideReading] = field(default_factory=dict)
    provisional: bool = False
    notes: tuple[Remark, ...] = ()

    def model(self, terms: Terms, review: Review | None) -> RecordModel:
        """The record as it is shown, with what a person did with it so far."""
        return record_model(self.sides, terms, review, provisional=self.provisional, notes=self.notes)

    def renew(self, side: Side, result: PermitResult, others: Mapping[FieldName, str]) -> None:
        """Another recogniser has answered for a side; nothing where that side is not in view.

        Args:
            result: what holds now, with ink, outline and portrait as they are in view.
            others: the readings that differ, by field.
        """
        if side in self.sides:
            self.sides[side] = replace(self.sides[side], result=result, others=others)
