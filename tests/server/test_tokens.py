from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from permit_desktop.api.errors import ServiceError
from permit_desktop.server.tokens import Tokens

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TOKENS = Tokens(lambda: NOW)
TEXT = TOKENS.issue("a-user", "a-project").text


def test_a_token_states_what_it_was_issued_for() -> None:
    issued = TOKENS.issue("a-user", "a-project")

    assert TOKENS.check(issued.text) == issued


def test_no_two_tokens_are_the_same() -> None:
    assert TOKENS.issue("a", "b").text != TOKENS.issue("a", "b").text


def test_another_service_refuses_it() -> None:
    with pytest.raises(ServiceError):
        Tokens(lambda: NOW).check(TOKENS.issue("a-user", "a-project").text)


@given(st.data())
def test_a_token_changed_anywhere_is_refused(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(TEXT) - 1))
    other = data.draw(st.text(max_size=2))
    assume(other != TEXT[place])
    with pytest.raises(ServiceError) as refused:
        TOKENS.check(TEXT[:place] + other + TEXT[place + 1 :])
    assert refused.value.service_code == "APIG.0301"


@given(st.text())
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(ServiceError) as refused:
        TOKENS.check(text)
    assert refused.value.service_code == "APIG.0301"
