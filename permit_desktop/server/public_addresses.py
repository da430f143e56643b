"""Which addresses of the internet the service may fetch pictures from: public ones, and no way round that."""

from __future__ import annotations

import ipaddress
from typing import Final

_GLOBAL_UNICAST_6: Final = ipaddress.ip_network("2000::/3")
_NOT_PUBLIC: Final = tuple(
    ipaddress.ip_network(network)
    for network in (
        # Beside what Python's tables know, which differ between its releases:
        "192.0.0.0/24",  # protocols' own, and a cloud's metadata
        "168.63.129.16/32",  # a cloud's service for its own machines, on an address that looks public
        "2001::/23",  # protocols' own; Teredo, which carries an IPv4 address
        "2002::/16",  # 6to4, which carries an IPv4 address
        "3fff::/20",  # documentation
    )
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
    if isinstance(parsed, ipaddress.IPv6Address) and parsed not in _GLOBAL_UNICAST_6:
        return False
    return not any(parsed in network for network in _NOT_PUBLIC)
