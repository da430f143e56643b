from __future__ import annotations

from permit_desktop.domain.bands import Band
from permit_desktop.domain.evidence import Evidence
from permit_desktop.domain.permit import FieldName, Side
from permit_desktop.ui.field_text import label
from permit_desktop.ui.record_model import FRONT_ORDER
from tests.ui.permits import NUMBER, SLIPPED, reading, record


def test_the_fronts_fields_come_in_the_order_of_the_desk() -> None:
    model = record(reading(Side.FRONT))

    assert [row.field for row in model.rows(Side.FRONT)] == list(FRONT_ORDER)


def test_a_number_that_the_machine_line_proves_is_high_even_when_the_reader_doubts() -> None:
    model = record(reading(Side.FRONT, confidences={FieldName.NUMBER: 0.3}))

    number = model.rows(Side.FRONT)[0]
    assert (number.band, number.evidence, number.others) == (Band.HIGH, Evidence.PROVED, ())


def test_a_number_that_differs_from_the_machine_line_shows_both_and_is_remarked_first() -> None:
    model = record(reading(Side.FRONT, values={FieldName.NUMBER: SLIPPED}))

    number = model.rows(Side.FRONT)[0]
    assert [other.value for other in number.others] == [NUMBER]
    assert number.others[0].crop is not None
    assert number.band is not Band.HIGH
    assert model.remarks[0].band is Band.LOW
    assert NUMBER in model.remarks[0].text


def test_endorsements_are_groups_of_their_own() -> None:
    model = record(reading(Side.BACK))

    assert [group.title for group in model.groups[Side.BACK]] == ["Endorsement for Hong Kong", "Endorsement for Macao"]


def test_a_record_is_complete_with_both_sides() -> None:
    assert not record(reading(Side.FRONT)).complete
    assert record(reading(Side.FRONT), reading(Side.BACK)).complete


def test_text_of_a_reader_is_bounded_and_defused() -> None:
    model = record(reading(Side.FRONT, values={FieldName.NAME: "<b>张</b>\u202e" + "x" * 100_000}))

    name = model.rows(Side.FRONT)[1].value
    assert len(name) <= 200
    assert "\u202e" not in name


def test_every_field_has_a_crop_of_its_ink_inside_the_face() -> None:
    model = record(reading(Side.FRONT), reading(Side.BACK))

    crops = [row.crop for side in Side for row in model.rows(side)]
    assert all(crop is not None and 0 < crop.width() <= 856 and 0 < crop.height() < 200 for crop in crops)


def test_every_field_has_a_name() -> None:
    assert all(label(field) for field in FieldName)
