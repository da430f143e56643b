from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.errors import SettingsError
from permit_desktop.system.credentials import (
    AccessKeyCredentials,
    Credentials,
    PasswordCredentials,
    ProxyCredentials,
    TokenCredentials,
    credentials_from_json,
    credentials_to_json,
    proxy_credentials_from_json,
)


@pytest.mark.parametrize(
    ("text", "credentials"),
    [
        ('{"ak": " AK\\n", "sk": "SK "}', AccessKeyCredentials("AK", "SK")),
        ('{"account": "a", "user": "u", "password": "密码 1"}', PasswordCredentials("a", "u", "密码 1")),
        ('{"token": "MII"}', TokenCredentials("MII")),
    ],
)
def test_each_kind_is_read_and_written(text: str, credentials: Credentials) -> None:
    assert credentials_from_json(text) == credentials
    assert credentials_from_json(credentials_to_json(credentials)) == credentials


@pytest.mark.parametrize(
    "text",
    [
        "",
        "secret",
        "null",
        "[]",
        "{}",
        '{"ak": "secret"}',
        '{"ak": "secret", "sk": ""}',
        '{"ak": "secret", "sk": 5}',
        '{"ak": "secret", "sk": "a\\nb"}',
        '{"ak": "secret", "sk": "b", "token": "c"}',
        '{"token": "' + "a" * 70_000 + '"}',
        "[" * 100_000,
    ],
    ids=lambda text: text[:30],
)
def test_anything_else_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(SettingsError) as refused:
        credentials_from_json(text)

    assert "secret" not in f"{refused.value.message} {refused.value.remedy} {refused.value.__cause__}"


@given(st.text(max_size=50))
def test_no_text_whatever_it_is_makes_reading_fail(text: str) -> None:
    with pytest.raises(SettingsError):
        credentials_from_json(text)


def test_a_proxys_credentials_are_read_and_written() -> None:
    credentials = proxy_credentials_from_json('{"user": " clerk", "password": "密:码"}')

    assert credentials == ProxyCredentials("clerk", "密:码")
    assert proxy_credentials_from_json(credentials_to_json(credentials)) == credentials
    assert "密" not in repr(credentials)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "secret",
        "[" * 100_000,
        '{"user": "secret"}',
        '{"user": "secret:b", "password": "c"}',
        '{"account": "a", "user": "u", "password": "secret"}',
        '{"user": "a", "password": "secret\\r\\nX: y"}',
    ],
    ids=lambda text: text[:30],
)
def test_anything_else_is_no_proxys_and_is_not_repeated(text: str) -> None:
    with pytest.raises(SettingsError) as refused:
        proxy_credentials_from_json(text)

    assert "secret" not in f"{refused.value.message} {refused.value.remedy} {refused.value.__cause__}"


def test_no_secret_shows_when_credentials_are_printed() -> None:
    for credentials in (
        AccessKeyCredentials("AK", "hidden"),
        PasswordCredentials("a", "u", "hidden"),
        TokenCredentials("hidden"),
    ):
        assert "hidden" not in repr(credentials)
