from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.server.public_addresses import is_public

ANY = "0.0.0.0"  # noqa: S104 (only asked about)
HOSTILE = [
    "127.0.0.1", "127.255.255.254", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1",
    "172.31.255.255", "192.168.0.1", "192.168.255.255", "169.254.0.1", "169.254.169.254", "169.254.170.2",
    "100.64.0.1", "100.100.100.200", "100.127.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "168.63.129.16", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "::ffff:8.8.8.8", "::ffff:7f00:1", "::127.0.0.1", "::8.8.8.8",
    "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::8.8.8.8", "64:ff9b:1::10.0.0.1", "100::1",
    "2001::1", "2001:0:7f00:1::", "2001:db8::1", "2001:10::1", "2001:20::1", "2002:7f00:1::", "2002:c0a8:1::",
    "2002:a9fe:a9fe::", "fc00::1", "fd00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fe80::a9fe:a9fe",
    "fec0::1", "ff02::1", "ff05::2", "3fff::1", "5f00::1", "4000::1", "localhost", "example.com",
    "0x7f000001", "2130706433", "0177.0.0.1", "127.1", "1.2.3", "1.2.3.4.5", "[::1]", "1.1.1.1:443",
]  # fmt: skip


@pytest.mark.parametrize("address", [*HOSTILE, ANY, "", " 1.1.1.1", "1.1.1.1 "])
def test_no_inner_special_or_disguised_address_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001::1"]
)
def test_ordinary_addresses_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_becomes_public_by_an_ipv6_disguise(address: object) -> None:
    for prefix in ("::ffff:", "::", "64:ff9b::", "::ffff:0:"):
        assert not is_public(f"{prefix}{address}")
