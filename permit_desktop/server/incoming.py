"""Requests as they come in: bodies within bounds of size and time, JSON, and what was signed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

from starlette.requests import ClientDisconnect, Request

from permit_desktop.api.error_table import refusal
from permit_desktop.api.signing import SignableRequest
from permit_desktop.server.refusals import gateway_refused

MAX_COMMAS: Final = 10_000
"""A request has a dozen, and Base64 has none. A million values would keep everybody else waiting while they are parsed;
without commas they can only lie in each other, which ends early."""
MAX_BODY_BYTES: Final = 12 * 1024 * 1024
"""The gateway of the documentation takes no longer ones."""
_JSON: Final = "application/json"
BODY_PATIENCE_S: Final = 60.0
"""For a whole body: the largest one at 1.7 megabits a second."""

_T = TypeVar("_T")


async def read_body(request: Request, max_bytes: int = MAX_BODY_BYTES, patience_s: float = BODY_PATIENCE_S) -> bytes:
    """The whole body.

    Raises:
        ServiceError: APIG.0201 with HTTP status 413 as soon as it is too long, 408 when it does not arrive in time.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > max_bytes:
        raise gateway_refused(413, "Request entity too large.")
    body = bytearray()
    try:
        async with asyncio.timeout(patience_s):
            async for piece in request.stream():
                body += piece
                if len(body) > max_bytes:
                    raise gateway_refused(413, "Request entity too large.")
    except TimeoutError:
        raise gateway_refused(408, "The request did not arrive in time.") from None
    return bytes(body)


async def while_sender_stays(request: Request, work: Coroutine[Any, Any, _T]) -> _T:
    """What the work comes to; it is given up when the sender leaves meanwhile.

    Args:
        request: its body was read.

    Raises:
        ClientDisconnect: the sender has left.
    """
    working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.wait((working, leaving))


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def check_media_type(request: Request) -> None:
    """Checks that a body claims to be JSON, or claims nothing; its charset is not looked at: JSON has one.

    Raises:
        ServiceError: ModelArts.4105, it claims to be something else.
    """
    media_type = request.headers.get("content-type", _JSON).partition(";")[0].strip().lower()
    if media_type != _JSON:
        raise refusal("ModelArts.4105", f"Content-Type has to be {_JSON}")


def headers_of(request: Request) -> dict[str, str]:
    """The headers by lower-case name; what came twice is joined, so that no check sees another one than its use."""
    joined: dict[str, str] = {}
    for name, value in request.headers.items():
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined


def json_of(body: bytes) -> Any:
    """The JSON value in a body.

    Raises:
        ServiceError: ModelArts.4105, there is none.
    """
    if body.count(b",") > MAX_COMMAS:
        raise refusal("ModelArts.4105")
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise refusal("ModelArts.4105") from None


def signable(request: Request, body: bytes) -> SignableRequest:
    """What of the request can be signed, as it stood on the request line."""
    return SignableRequest(
        request.method,
        request.scope["raw_path"].decode("ascii"),
        request.scope["query_string"].decode("ascii", "replace"),
        headers_of(request),
        body,
    )


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN and the infinities are no JSON
