from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from permit_desktop.api.access import Access, access_text, stored_access
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.system.credentials import AccessKeyCredentials, ProxyCredentials
from permit_desktop.system.secrets import PROXY_CREDENTIALS, SERVICE_CREDENTIALS, Secrets
from permit_desktop.system.settings import AuthenticationKind, ServiceSection
from tests.system.keyrings import MemoryKeyring

SECTION = ServiceSection("https://x.example", "p", proxy="http://proxy.example:3128")
ACCESS = Access(AccessKeyCredentials("AK", "the-secret"), ProxyCredentials("clerk", "the-password"))


@pytest.mark.parametrize(
    "section",
    [
        replace(SECTION, endpoint="https://y.example"),
        replace(SECTION, project_id="q"),
        replace(SECTION, authentication=AuthenticationKind.TOKEN),
        replace(SECTION, enterprise_project_id="e"),
        replace(SECTION, ca_file=Path("ca.pem")),
        replace(SECTION, proxy="none"),
        replace(SECTION, allow_plain_http=True),
    ],
)
def test_every_changed_setting_of_the_service_is_worth_another_try(section: ServiceSection) -> None:
    assert access_text(ACCESS, section) != access_text(ACCESS, SECTION)


def test_changed_credentials_are_worth_another_try_and_are_not_given_away() -> None:
    other = [
        replace(ACCESS, service=AccessKeyCredentials("AK", "another")),
        replace(ACCESS, proxy=ProxyCredentials("clerk", "another")),
        replace(ACCESS, proxy=None),
    ]
    texts = {access_text(access, SECTION) for access in (ACCESS, *other)}

    assert len(texts) == 4
    assert access_text(replace(ACCESS), replace(SECTION)) in texts
    assert not any("secret" in text or "password" in text for text in texts)


def test_credentials_come_from_the_keyring_and_the_proxys_only_for_a_proxy_of_the_settings() -> None:
    secrets = Secrets(MemoryKeyring)
    with pytest.raises(SettingsError) as missing:
        stored_access(secrets, SECTION)
    assert missing.value.code is ErrorCode.CREDENTIALS_MISSING
    secrets.write(SERVICE_CREDENTIALS, '{"ak": "AK", "sk": "the-secret"}')
    secrets.write(PROXY_CREDENTIALS, '{"user": "clerk", "password": "the-password"}')

    assert stored_access(secrets, SECTION) == ACCESS
    for proxy in ("system", "none"):
        assert stored_access(secrets, replace(SECTION, proxy=proxy)) == replace(ACCESS, proxy=None)
    assert "the-" not in repr(ACCESS)


@pytest.mark.parametrize(
    "section", [ServiceSection(), ServiceSection("https://x.example", " "), ServiceSection("x y", "p")]
)
def test_without_a_service_nobody_is_asked_to_unlock_anything(section: ServiceSection) -> None:
    def find() -> MemoryKeyring:
        pytest.fail("the keyring was asked")

    with pytest.raises(SettingsError) as missing:
        stored_access(Secrets(find), section)
    assert missing.value.code is ErrorCode.SETTING_INVALID
