from __future__ import annotations

import base64
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from permit_desktop.api.access import Access, access_text, open_service, stored_access
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import Note, PermitResult
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.imaging.still_file import read_still_file
from permit_desktop.system.credentials import AccessKeyCredentials, ProxyCredentials
from permit_desktop.system.resources import resource
from permit_desktop.system.secrets import PROXY_CREDENTIALS, SERVICE_CREDENTIALS, Secrets
from permit_desktop.system.settings import AuthenticationKind, ServiceSection, Settings
from tests.api.calling import FOUND
from tests.api.scripted_server import answer, serving
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


def sent(still: Pixels, look_harder: Callable[[Pixels], Quad | None] | None) -> tuple[float, PermitResult]:
    """How much broader than high the picture is that a service gets, and what comes back."""
    with serving(answer(200, FOUND)) as server:
        settings = Settings(service=ServiceSection(f"http://{server.netloc}", "p", proxy="none"))
        with closing(open_service(Access(ACCESS.service), settings, look_harder=look_harder)) as service:
            result = service.recognise(still, with_portrait=False)
        picture = base64.b64decode(json.loads(server.requests[0].body)["image"])
    height_px, width_px = decode_still(picture).shape[:2]
    return width_px / height_px, result


def test_a_card_whose_edges_are_in_doubt_is_looked_for_harder_and_cut_out() -> None:
    blank: Pixels = np.full((480, 640, 3), 128, np.uint8)
    place = Quad.of([(100, 100), (300, 100), (300, 226), (100, 226)])
    shape, result = sent(blank, lambda _still: place)

    assert shape == pytest.approx((1 + 0.2) / (53.98 / 85.6 + 0.2), abs=0.02)  # a card with a wide margin
    assert (result.outline, result.notes) == (place, frozenset())


@pytest.mark.parametrize("look_harder", [None, lambda _still: None], ids=["nobody can", "in vain"])
def test_a_card_that_nobody_finds_is_told(look_harder: Callable[[Pixels], Quad | None] | None) -> None:
    shape, result = sent(np.full((480, 640, 3), 128, np.uint8), look_harder)

    assert shape == pytest.approx(640 / 480)
    assert (result.outline, result.notes) == (None, frozenset({Note.WHOLE_PICTURE_SENT}))


def test_a_card_that_lies_plain_to_see_is_not_looked_for_harder() -> None:
    def never(_still: Pixels) -> Quad:
        pytest.fail("the card was plain to see")

    still = cv2.copyMakeBorder(
        read_still_file(resource("specimens", "hk-macao-1-front.jpg")), 200, 200, 300, 300, cv2.BORDER_CONSTANT
    )
    _, result = sent(np.asarray(still, np.uint8), never)

    assert result.outline is not None
    assert result.notes == frozenset()


@pytest.mark.parametrize(
    "section", [ServiceSection(), ServiceSection("https://x.example", " "), ServiceSection("x y", "p")]
)
def test_without_a_service_nobody_is_asked_to_unlock_anything(section: ServiceSection) -> None:
    def find() -> MemoryKeyring:
        pytest.fail("the keyring was asked")

    with pytest.raises(SettingsError) as missing:
        stored_access(Secrets(find), section)
    assert missing.value.code is ErrorCode.SETTING_INVALID
