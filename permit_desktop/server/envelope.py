"""What every request gets: an ID, one line in the log, a count, and a plain answer to whatever went wrong inside."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from permit_desktop.api.error_table import refusal
from permit_desktop.api.errors import ServiceError
from permit_desktop.server.answers import failure_answer
from permit_desktop.server.journal import UNKNOWN_ROUTE, Journal
from permit_desktop.server.patient_protocol import ANSWERED_BELOW, MALFORMED, ONE_TOO_MANY
from permit_desktop.server.reading import fault_of
from permit_desktop.server.record import Record, new_record, record_of
from permit_desktop.server.refusals import NotLetInError, gateway_refused, one_too_many, stopping

GONE: Final = 499
"""The status that the log gives a request whose sender left; nothing is sent."""

_SIGN_IN_PATHS: Final = "/v3/"
_ALWAYS: Final = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


class Envelope:
    """ASGI middleware round the routes."""

    def __init__(self, app: ASGIApp, journal: Journal) -> None:
        self._app = app
        self._journal = journal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun_s = time.perf_counter()
        record = new_record(Headers(scope=scope).get("x-request-id"))
        scope.setdefault("state", {})["record"] = record
        unseen = _refused_unseen(scope)
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers.update({"X-Request-Id": record.request_id} | _ALWAYS)
                if unseen is not None:
                    headers["Connection"] = "close"
            await send(message)

        self._journal.begun()
        try:
            app = self._app if unseen is None else await answer_failure(Request(scope), unseen)
            await app(scope, receive, send_with_headers)
        except ClientDisconnect:
            status = _answered_below(scope, record) or GONE
        except asyncio.CancelledError:
            # The service was told to stop and can wait no longer: this is the last that the task does.
            if status == 0:
                answer = await answer_failure(Request(scope), stopping())
                await answer(scope, receive, send_with_headers)
        except Exception as error:  # noqa: BLE001 (a bug becomes the documented 500, without its details)
            record.fault = fault_of(error)
            if status == 0:
                answer = await answer_failure(Request(scope), refusal("ModelArts.4505"))
                await answer(scope, receive, send_with_headers)
        finally:
            route = getattr(scope.get("endpoint"), "route_name", UNKNOWN_ROUTE)
            self._journal.ended(record, route, status or GONE, time.perf_counter() - begun_s)


def _answered_below(scope: Scope, record: Record) -> int | None:
    """The status of the answer that a request got whose body broke the rules, from whoever reads bodies."""
    below = scope["state"].get(ANSWERED_BELOW)
    if below is None:
        return None
    record.request_id, record.service_code = below.request_id, below.service_code
    return MALFORMED


def _refused_unseen(scope: Scope) -> ServiceError | None:
    """What is refused whatever is asked for; its connection ends with the answer."""
    if ONE_TOO_MANY in scope["state"]:
        return one_too_many()
    # Where such a request ends depends on who reads it: something between could take the rest of it for another one.
    if {b"content-length", b"transfer-encoding"} <= {name for name, _ in scope["headers"]}:
        return gateway_refused(400, "API request error.")
    return None


async def answer_failure(request: Request, failure: Exception) -> Response:
    """A failure raised by a handler, as an answer; also noted for the log."""
    if isinstance(failure, HTTPException):  # no such path, or another method than that path has
        failure = refusal("APIG.0101")
    assert isinstance(failure, ServiceError)  # noqa: S101 (for the type checker: it is registered for these two)
    record = record_of(request.scope)
    record.service_code = failure.service_code
    if isinstance(failure, NotLetInError):
        record.reason, record.user_id, record.locks = failure.reason, failure.user_id, failure.locks
    as_sign_in = request.url.path.startswith(_SIGN_IN_PATHS) and failure.service_code != "APIG.0101"
    return failure_answer(failure, as_sign_in=as_sign_in)
