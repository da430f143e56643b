from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.api.errors import ServiceError
from permit_desktop.api.request import request_from_json
from permit_desktop.server.incoming import MAX_COMMAS, json_of
from permit_desktop.server.sign_in import asked_from_json

KEYS = st.sampled_from(
    ["image", "url", "return_portrait_image", "auth", "identity", "methods", "password", "user", "name", "scope"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(), inner, max_size=5),
    max_leaves=12,
)


def refusal(work: Callable[[], object]) -> str | int | None:
    """The code, or else the status, with which something is refused; None when it is not."""
    try:
        work()
    except ServiceError as refused:
        return refused.service_code or refused.http_status
    return None


@given(VALUES)
def test_any_json_is_understood_or_refused_by_a_code(value: Any) -> None:
    content = json_of(json.dumps(value).encode())
    assert content == value
    assert refusal(lambda: request_from_json(content)) in (None, "ModelArts.4105", "AIS.0101", "AIS.0102")
    assert refusal(lambda: asked_from_json(content)) in (None, 400)


@given(st.binary())
def test_any_bytes_are_json_or_refused(data: bytes) -> None:
    assert refusal(lambda: json_of(data)) in (None, "ModelArts.4105")


@pytest.mark.parametrize("piece", ["{},", "[],", '"a":0,', "0,"])
def test_bodies_of_very_many_values_are_refused_unread(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("json.loads", lambda *_, **__: pytest.fail("parsed"))
    assert refusal(partial(json_of, piece.encode() * (MAX_COMMAS + 1))) == "ModelArts.4105"


def test_huge_numbers_and_depths_are_refused() -> None:
    for text in ("9" * 5000, "[" * 100_000, '{"a":' * 100_000, "Infinity", "-Infinity", "NaN"):
        assert refusal(partial(json_of, text.encode())) == "ModelArts.4105"
