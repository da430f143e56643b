"""Whether this computer has a way into the network, without sending anything."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Final

_OUTSIDE: Final = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
"""Addresses that belong to nobody (RFC 5737, RFC 3849)."""
_PORT: Final = 443

LOOK_S: Final = 3.0
"""While the service is not reached: how often the network's addresses are looked at."""


def local_addresses() -> tuple[str, ...]:
    """The addresses of this computer from which it would reach others; empty when no network is there.

    They change when a cable is plugged in, a wireless network joined, a tunnel opened. "Connecting" a datagram socket
    only looks up the route: nothing leaves the computer, and no library that watches the network is needed.
    """
    found = []
    for family, outside in _OUTSIDE:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((outside, _PORT))
                found.append(str(probe.getsockname()[0]))
        except OSError:
            continue  # no route of this family
    return tuple(found)


class RouteWatch:
    """While the service is not reached: tells when it is worth a try before its time.

    Args:
        addresses: this computer's addresses in the network; asked for now, and at every look.
    """

    def __init__(self, addresses: Callable[[], tuple[str, ...]] = local_addresses) -> None:
        self._addresses = addresses
        self._known = addresses()

    def is_link_up(self) -> bool:
        """Whether the addresses are others than at the look before, and there are any."""
        before, self._known = self._known, self._addresses()
        return self._known not in ((), before)
