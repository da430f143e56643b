"""Where the service listens, and the rule that pictures and passwords cross a network only under TLS."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from pathlib import Path
from typing import Any, Final

from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.server.patient_protocol import MAX_CONNECTIONS

MOST_OPEN: Final = MAX_CONNECTIONS + 100
"""Connections that are open at a time, with those that are told that they are too many, and unfinished TLS ones."""


MOST_FROM_ONE: Final = 100
"""Of these from one sender, so that none alone keeps the others out."""
_NETWORK_BITS: Final = 64
"""Of an IPv6 address: the rest its user chooses freely."""


class Listener(socket.socket):
    """A listening TCP socket that hangs up on connections beyond a number, before anything is spent on them.

    Else a flood of them would use up the files that the process may open. (On Windows, where there is no such limit,
    the event loop accepts connections past this class.)
    """

    def __init__(self, family: int, most_open: int, most_from_one: int) -> None:
        # Where the protocol is not named, asyncio does not see that this is TCP, and answers wait 40 ms for the client.
        super().__init__(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._most_open = most_open
        self._most_from_one = most_from_one
        # By sender; with those that have been closed in the meantime, until it matters.
        self._accepted: dict[str, set[socket.socket]] = {}

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection; raises `ConnectionAbortedError` for one too many."""
        connection, address = super().accept()
        sender = sender_of(str(address[0]))
        if self._is_full_for(sender):
            self._accepted = {one: still for one, known in self._accepted.items() if (still := _still_open(known))}
        if self._is_full_for(sender):
            connection.close()
            raise ConnectionAbortedError
        self._accepted.setdefault(sender, set()).add(connection)
        return connection, address

    def _is_full_for(self, sender: str) -> bool:
        counts = {one: len(known) for one, known in self._accepted.items()}
        return sum(counts.values()) >= self._most_open or counts.get(sender, 0) >= self._most_from_one


def sender_of(host: str) -> str:
    """Who stands behind an address: itself, or the network of an IPv6 address."""
    address = ipaddress.ip_address(host.partition("%")[0])
    return str(address if address.version == 4 else ipaddress.ip_network((address.packed, _NETWORK_BITS), strict=False))


def _still_open(connections: set[socket.socket]) -> set[socket.socket]:
    return {one for one in connections if one.fileno() >= 0}


def tls_of(certificate: Path, key: Path | None) -> ssl.SSLContext:
    """The TLS settings for a certificate chain and its key (PEM), TLS 1.2 at least.

    Args:
        key: None when it is in the certificate's file.

    Raises:
        SettingsError: they cannot be used.
    """
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        # Without an answer of its own to give, a key under a passphrase would wait at a terminal for ever.
        context.load_cert_chain(certificate, key, password=lambda: "")
    except (OSError, ValueError):  # TLS failures are OSErrors
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            "The certificate or its key cannot be used.",
            "Give PEM files that belong together, with a key that needs no passphrase and may be read.",
        ) from None
    return context


def listen(
    host: str, port: int, *, protected: bool, most_open: int = MOST_OPEN, most_from_one: int = MOST_OPEN
) -> Listener:
    """A socket that is bound but does not listen yet.

    Args:
        host: an IP address, or a name of this computer.
        port: 0 for any free one.
        protected: whether connections use TLS, or an administrator allowed them not to.
        most_open: how many connections there may be at a time.
        most_from_one: how many of them from one sender; behind a proxy all come from that.

    Raises:
        SettingsError: the address is not free or not one of this computer, or would carry everything unprotected.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (OSError, UnicodeError):
        raise _not_usable() from None
    if not protected and not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback:
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            "Other computers could reach this address, and without TLS everybody between could read along.",
            "Give `--tls-cert` and `--tls-key`; or, behind a proxy that does TLS, `--allow-plain-http`.",
        )
    bound = Listener(family, most_open, most_from_one)
    try:
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            # A restart need not wait for old connections; on Windows the option would let others take the address.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError:
        bound.close()
        raise _not_usable() from None
    return bound


def address_of(bound: socket.socket, *, tls: bool) -> str:
    """Such as `https://127.0.0.1:8443`."""
    host, port = bound.getsockname()[:2]
    return f"{'https' if tls else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"


def _not_usable() -> SettingsError:
    return SettingsError(
        ErrorCode.SETTING_INVALID,
        "The service cannot listen at this address.",
        "Check `--host`, and whether another program has the port.",
    )
