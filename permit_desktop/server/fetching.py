"""Pictures from addresses (`url` in a request), so that no address can make the service knock at inner doors.

https on its own port only; the name is resolved once, every address it has must be public, and the connection goes to
one of those that were checked. Redirects are not followed; time and size are bounded; nothing of the service's own (no
cookie, no credential, no proxy) goes along.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias
from urllib.parse import SplitResult, urlsplit

import h11
import truststore

from permit_desktop import __version__
from permit_desktop.api.error_table import refusal
from permit_desktop.imaging.decode import MAX_FILE_BYTES
from permit_desktop.server.public_addresses import is_public

PATIENCE_S: Final = 15.0
"""For everything together: resolving, connecting and the last byte."""
PORT: Final = 443

_PIECE_BYTES: Final = 64 * 1024
_MOST_TRIED: Final = 8
"""Addresses of one host; nobody who serves pictures has more of them dead."""

Streams: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Resolve: TypeAlias = Callable[[str, str], Awaitable[Sequence[str]]]
"""A host's name to all of its IP addresses, for a user; raises `OSError` when it has none."""
Connect: TypeAlias = Callable[[str, str], Awaitable[Streams]]
"""An IP address and the name that its certificate must bear to an open TLS connection; raises `OSError`."""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches pictures.

    Attributes:
        resolve: how names are resolved.
        connect: how connections are made.
        patience_s: how long all of it may take.
    """

    resolve: Resolve
    connect: Connect
    patience_s: float = PATIENCE_S

    async def fetch(self, url: str, user_id: str) -> bytes:
        """The file at an address, at most as large as the largest picture.

        Args:
            user_id: for whom.

        Raises:
            ServiceError: ModelArts.4601, the address is not allowed; ModelArts.4603, getting the file failed.
        """
        parts = _checked(url)
        host = parts.hostname or ""
        ends_s = time.monotonic() + self.patience_s
        try:
            async with asyncio.timeout(self.patience_s):
                addresses = await self.resolve(host, user_id)
                # One inner address among public ones is a trick, too.
                if not addresses or not all(map(is_public, addresses)):
                    raise refusal("ModelArts.4601")
                reader, writer = await self._connected(tuple(dict.fromkeys(addresses))[:_MOST_TRIED], host, ends_s)
                try:
                    return await _get(reader, writer, parts)
                finally:
                    writer.transport.abort()
        except (OSError, ValueError, h11.ProtocolError, EOFError):
            # TimeoutError and TLS failures are OSErrors; ValueError: a name that cannot be one.
            raise refusal("ModelArts.4603") from None

    async def _connected(self, addresses: Sequence[str], host: str, ends_s: float) -> Streams:
        """Connects to the first of the addresses that takes it; each has its share of the time that is left."""
        for number, address in enumerate(addresses[:-1]):
            share_s = (ends_s - time.monotonic()) / (len(addresses) - number)
            with contextlib.suppress(OSError):
                async with asyncio.timeout(share_s):
                    return await self.connect(address, host)
        return await self.connect(addresses[-1], host)


async def connect_with_tls(address: str, host: str) -> Streams:
    """Connects to an address and checks its certificate for the name, against the system's certificate authorities."""
    trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return await asyncio.open_connection(address, PORT, ssl=trust, server_hostname=host)


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise refusal("ModelArts.4601") from None
    plain = parts.username is None and parts.password is None
    if parts.scheme != "https" or not parts.hostname or port not in (None, PORT) or not plain:
        raise refusal("ModelArts.4601")
    return parts


async def _get(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, parts: SplitResult) -> bytes:
    connection = h11.Connection(h11.CLIENT)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [
        ("Host", parts.netloc),
        ("User-Agent", f"permit-desktop/{__version__}"),
        ("Accept", "image/jpeg, image/png, image/bmp, image/tiff"),
        ("Accept-Encoding", "identity"),
        ("Connection", "close"),
    ]
    writer.write(connection.send(h11.Request(method="GET", target=target, headers=headers)) or b"")
    writer.write(connection.send(h11.EndOfMessage()) or b"")
    await writer.drain()
    picture = bytearray()
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(_PIECE_BYTES))
        elif isinstance(event, h11.Response):
            _check_head(event)
        elif isinstance(event, h11.Data):
            picture += event.data
            if len(picture) > MAX_FILE_BYTES:
                raise refusal("ModelArts.4603")
        elif isinstance(event, h11.EndOfMessage):
            return bytes(picture)
        elif isinstance(event, h11.ConnectionClosed):
            raise refusal("ModelArts.4603")


def _check_head(head: h11.Response) -> None:
    headers = {name.lower(): value for name, value in head.headers}
    if head.status_code != 200 or not headers.get(b"content-type", b"").lower().startswith(b"image/"):
        raise refusal("ModelArts.4603")
