"""What every request gets: an ID, one line in the log, a count, and a plain answer to whatever went wrong inside."""

from __future__ import annotations

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
from permit_desktop.server.log import ServiceLog
from permit_desktop.server.metrics import Metrics
from permit_desktop.server.patient_protocol import ONE_TOO_MANY
from permit_desktop.server.reading import fault_of
from permit_desktop.server.record import new_record, record_of
from permit_desktop.server.refusals import gateway_refused, one_too_many

UNKNOWN_ROUTE: Final = "other"
GONE: Final = 499
"""The status that the log gives a request whose sender left; nothing is sent."""

_SIGN_IN_PATHS: Final = "/v3/"
_ALWAYS: Final = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


class Envelope:
    """ASGI middleware round the routes."""

    def __init__(self, app: ASGIApp, log: ServiceLog, metrics: Metrics) -> None:
        self._app = app
        self._log = log
        self._metrics = metrics

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

        self._metrics.begun()
        try:
            app = self._app if unseen is None else await answer_failure(Request(scope), unseen)
            await app(scope, receive, send_with_headers)
        except ClientDisconnect:
            status = GONE
        except Exception as error:  # noqa: BLE001 (a bug becomes the documented 500, without its details)
            record.fault = fault_of(error)
            if status == 0:
                answer = await answer_failure(Request(scope), refusal("ModelArts.4505"))
                await answer(scope, receive, send_with_headers)
        finally:
            seconds = time.perf_counter() - begun_s
            route = getattr(scope.get("endpoint"), "route_name", UNKNOWN_ROUTE)
            self._metrics.answered(route, status or GONE, record.service_code, seconds)
            self._log.write(
                "request",
                request_id=record.request_id,
                route=route,
                status=status or GONE,
                code=record.service_code,
                project_id=record.project_id,
                fault=record.fault,
                seconds=round(seconds, 3),
            )


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
    record_of(request.scope).service_code = failure.service_code
    as_sign_in = request.url.path.startswith(_SIGN_IN_PATHS) and failure.service_code != "APIG.0101"
    return failure_answer(failure, as_sign_in=as_sign_in)
