from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.api.service import REGIONS, ServiceAddress, recognise_path
from permit_desktop.domain.errors import SettingsError


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("https://ocr.ap-southeast-1.myhuaweicloud.com", "https://ocr.ap-southeast-1.myhuaweicloud.com"),
        (" ocr.example.com ", "https://ocr.example.com"),
        ("HTTPS://OCR.Example.com./", "https://ocr.example.com"),
        ("https://ocr.example.com:443/", "https://ocr.example.com"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://localhost:8443/a/b//", "http://localhost:8443/a/b"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("https://scan_desk.example:8443", "https://scan_desk.example:8443"),
        ("http://_ocr/", "http://_ocr"),
        ("https://例.example", "https://xn--fsq.example"),
        ("https://识别。内部:8443/a", "https://xn--mcr471l.xn--v6q485m:8443/a"),
        ("https://Bücher.example", "https://xn--bcher-kva.example"),
        ("https://gateway.example/ocr prefix", "https://gateway.example/ocr%20prefix"),
    ],
)
def test_an_address_is_read(text: str, base: str) -> None:
    assert ServiceAddress.parse(text).base == base
    assert ServiceAddress.parse(base).base == base


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://",
        "ftp://example.com",
        "https://user:pw@example.com",
        "https://example.com?a=1",
        "https://example.com#x",
        "https://example.com:99999",
        "https://example.com:0",
        "https://exam ple.com",
        "https://[::1",
        "https://☃.example",
        "https://例..example",
        f"https://{'例' * 80}.example",
        "https://-ocr.example",
        "file:///etc/passwd",
    ],
)
def test_anything_else_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(SettingsError) as refused:
        ServiceAddress.parse(text)

    assert "pw" not in f"{refused.value.message} {refused.value.remedy}"


@given(st.text(max_size=60))
def test_no_text_whatever_it_is_makes_reading_an_address_fail(text: str) -> None:
    try:
        address = ServiceAddress.parse(text)
    except SettingsError:
        return
    assert ServiceAddress.parse(address.base) == address


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("http://127.0.0.1:1", True),
        ("http://127.9.9.9", True),
        ("http://localhost", True),
        ("http://[::1]", True),
        ("http://192.168.0.1", False),
        ("http://localhost.example.com", False),
        ("http://127.0.0.1.example.com", False),
    ],
)
def test_only_loopback_is_this_computer(address: str, here: bool) -> None:  # noqa: FBT001 (a column of the table)
    assert ServiceAddress.parse(address).is_this_computer is here


def test_passwords_go_to_the_identity_service_of_the_region_and_elsewhere_to_the_service_itself() -> None:
    for region in REGIONS:
        address = ServiceAddress.parse(region.endpoint)
        assert address.sign_in.base == f"https://iam.{region.region_id}.myhuaweicloud.com"
        assert address.region_id == region.region_id
    europe = ServiceAddress.parse("https://ocr.eu-west-101.myhuaweicloud.eu")
    assert europe.sign_in.base == "https://iam.myhuaweicloud.eu"
    own = ServiceAddress.parse("http://127.0.0.1:8080/permits")
    assert own.sign_in == own
    assert own.region_id is None
    lookalike = ServiceAddress.parse("https://ocr.cn-north-4.myhuaweicloud.com.example.com")
    assert lookalike.sign_in == lookalike


def test_the_path_of_recognition() -> None:
    address = ServiceAddress.parse("https://gateway.example/ocr")

    assert recognise_path(address, " 0123 ") == "/ocr/v2/0123/ocr/exit-entry-permit"
    assert recognise_path(address, "a/../b?c") == "/ocr/v2/a%2F..%2Fb%3Fc/ocr/exit-entry-permit"
