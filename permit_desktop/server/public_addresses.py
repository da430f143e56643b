"""Which addresses of the internet the service may fetch pictures from: public ones, and no way round that."""

from __future__ import annotations

import ipaddress
from typing import Final

_GLOBAL_UNICAST_6: Final = ipaddress.ip_network("2000::/3")
_TUNNELS_6: Final = (
    ipaddress.ip_network("2001::/32"),  # Teredo: carries an IPv4 address
    ipaddress.ip_network("2002::/16"),  # 6to4: carries an IPv4 address
)
_PROVIDERS_OWN_4: Final = (
    ipaddress.ip_address("168.63.129.16"),  # a cloud's service for its own machines, on an address that looks public
)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet.

    Loopback, private, link-local (with the metadata services of clouds), shared, reserved, multicast and IPv6 addresses
    that stand for IPv4 ones are not, whatever they stand for.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if not parsed.is_global or parsed.is_multicast or parsed.is_reserved:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        return parsed in _GLOBAL_UNICAST_6 and not any(parsed in tunnel for tunnel in _TUNNELS_6)
    return parsed not in _PROVIDERS_OWN_4
