"""The routes, as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final, TypeAlias

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from permit_desktop.api.errors import ServiceError
from permit_desktop.server import metrics, openapi
from permit_desktop.server.answers import json_answer
from permit_desktop.server.docs_page import docs_page
from permit_desktop.server.envelope import Envelope, answer_failure
from permit_desktop.server.identity import CreateToken, ListProjects
from permit_desktop.server.journal import Journal
from permit_desktop.server.log import ServiceLog
from permit_desktop.server.parts import Parts
from permit_desktop.server.patient_protocol import ON_UNREADABLE
from permit_desktop.server.recognise import Recognise

RECOGNISE_PATH: Final = "/v2/{project_id}/ocr/exit-entry-permit"
"""As in the documentation."""

_PAGE_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
}


Handler: TypeAlias = Callable[[Request], Awaitable[Response]]
"""Answers one request; raises `ServiceError` for what it refuses."""


class Endpoint:
    """A handler under a name that stands in the log and the metrics, where a path could carry anything."""

    def __init__(self, route_name: str, handler: Handler) -> None:
        self.route_name = route_name
        self._handler = handler

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """See ASGI."""
        request = Request(scope, receive, send)
        response = await self._handler(request)
        await response(scope, receive, send)


def make_application(
    parts: Parts, log: ServiceLog, while_open: Callable[[], AbstractAsyncContextManager[None]]
) -> Starlette:
    """Puts the service together.

    Args:
        parts: what it is made of.
        log: gets a line a request.
        while_open: what is opened before the first request and closed after the last.
    """
    journal = Journal(log, parts.metrics)

    @asynccontextmanager
    async def lifespan(_application: Starlette) -> AsyncIterator[dict[str, Any]]:
        async with while_open():
            yield {ON_UNREADABLE: journal.unreadable}

    description = openapi.description(with_url=parts.fetch is not None)
    page = docs_page(description)

    async def health(_request: Request) -> Response:
        return json_answer({"status": "alive"})

    async def readiness(_request: Request) -> Response:
        if not parts.readers.are_ready:
            return json_answer({"status": "loading"}, 503)
        known = parts.users.look()
        return json_answer({"status": "ready" if known else "users_unusable"}, 200 if known else 503)

    async def count(_request: Request) -> Response:
        return Response(parts.metrics.page(), headers={"Content-Type": metrics.CONTENT_TYPE})

    async def describe(_request: Request) -> Response:
        return json_answer(description)

    async def explain(_request: Request) -> Response:
        return Response(page, headers=_PAGE_HEADERS, media_type="text/html")

    def route(path: str, method: str, name: str, handler: Handler) -> Route:
        return Route(path, Endpoint(name, handler), methods=[method])

    application = Starlette(
        routes=[
            route(RECOGNISE_PATH, "POST", "recognise", Recognise(parts)),
            route("/v3/auth/tokens", "POST", "sign_in", CreateToken(parts)),
            route("/v3/projects", "GET", "projects", ListProjects(parts)),
            route("/healthz", "GET", "health", health),
            route("/readyz", "GET", "readiness", readiness),
            route("/metrics", "GET", "metrics", count),
            route("/openapi.json", "GET", "openapi", describe),
            route("/docs", "GET", "docs", explain),
        ],
        middleware=[Middleware(Envelope, journal=journal)],
        exception_handlers={ServiceError: answer_failure, HTTPException: answer_failure},
        lifespan=lifespan,
    )
    application.router.redirect_slashes = False
    return application
