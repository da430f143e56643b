"""What holds of a side once somebody else has answered for it."""

from __future__ import annotations

from dataclasses import replace

from permit_desktop.domain.geometry import Box, Point, Quad
from permit_desktop.domain.permit import FieldName, Note, PermitResult, Portrait, Reading
from permit_desktop.vault.records import PERSON, SERVICE, FieldValue
from permit_desktop.workers.filing import held_of

INK = Box(1.0, 2.0, 30.0, 8.0)
OUTLINE = Quad(Point(0, 0), Point(9, 0), Point(9, 6), Point(0, 6))
SEEN = PermitResult(
    {FieldName.NUMBER: Reading("CB3273201", 0.7, INK), FieldName.NAME: Reading("石生頔", 0.9, INK)},
    OUTLINE,
    Portrait(None, b"a portrait"),
)
ANSWER = PermitResult({FieldName.NUMBER: Reading("CB3273207", 0.99), FieldName.SEX: Reading("女", 0.99)})


def test_an_answer_changes_values_and_leaves_ink_outline_and_portrait_as_they_were_seen() -> None:
    fields = {
        FieldName.NUMBER: FieldValue("CB3273207", 0.99, SERVICE, "CB3273201"),
        FieldName.SEX: FieldValue("女", 0.99, SERVICE, None),
    }
    held, others = held_of(fields, SEEN, ANSWER)

    assert held.readings == {
        FieldName.NUMBER: Reading("CB3273207", 0.99, INK),
        FieldName.NAME: Reading("石生頔", 0.9, INK),
        FieldName.SEX: Reading("女", 0.99),
    }
    assert (held.outline, held.portrait) == (SEEN.outline, SEEN.portrait)
    assert others == {FieldName.NUMBER: "CB3273201"}


def test_what_is_to_be_said_of_a_side_is_what_the_answer_says() -> None:
    whole = frozenset({Note.WHOLE_PICTURE_SENT})

    assert held_of({}, SEEN, replace(ANSWER, notes=whole))[0].notes == whole
    assert held_of({}, replace(SEEN, notes=whole), ANSWER)[0].notes == frozenset()


def test_beside_what_a_person_typed_stands_what_was_read_last() -> None:
    held, others = held_of({FieldName.NUMBER: FieldValue("CB3273209", None, PERSON, None)}, SEEN, ANSWER)

    assert held.readings[FieldName.NUMBER] == Reading("CB3273207", 0.99, INK)
    assert others == {}
