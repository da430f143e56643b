from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.ui.plain_text import plain


@given(st.text(max_size=600))
def test_any_text_becomes_one_bounded_line(text: str) -> None:
    shown = plain(text, 50)

    assert len(shown) <= 50
    assert "\n" not in shown
    assert shown.isprintable() or any(not character.isprintable() for character in text)


def test_marks_that_turn_the_writing_direction_are_shown_as_replaced() -> None:
    assert plain("a\u202eb\u0000c\u200bd") == "a�b�c�d"


def test_rare_characters_of_names_stay() -> None:
    assert plain("㛃\ue000𠮷") == "㛃\ue000𠮷"
