"""POST /v3/auth/tokens and GET /v3/projects, as the vendor's identity service has them, as far as clients need them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from permit_desktop.api.errors import ServiceError
from permit_desktop.server.answers import json_answer
from permit_desktop.server.incoming import check_media_type, headers_of, json_of, read_body, signable
from permit_desktop.server.listening import sender_of
from permit_desktop.server.parts import Parts
from permit_desktop.server.record import record_of
from permit_desktop.server.refusals import sign_in_refused
from permit_desktop.server.sign_in import PROJECT_NAME, asked_from_json
from permit_desktop.server.tokens import Token
from permit_desktop.server.users import User

MAX_BODY_BYTES: Final = 64 * 1024
_BODY_PATIENCE_S: Final = 15.0

_DOMAIN: Final = {"id": "permit-desktop", "name": "permit-desktop"}


class CreateToken:
    """POST /v3/auth/tokens."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, request: Request) -> Response:
        """Answers one request.

        Raises:
            ServiceError: the sign-in is refused.
        """
        body = await read_body(request, MAX_BODY_BYTES, _BODY_PATIENCE_S)
        try:
            check_media_type(request)
            content = json_of(body)
        except ServiceError:
            raise sign_in_refused(400, "The request body is invalid.") from None
        user, token = await self._parts.sign_in.token(asked_from_json(content), _sender(request))
        record_of(request.scope).project_id = user.project_id
        told = _told(user, token)
        if not request.query_params.get("nocatalog"):
            told["catalog"] = [_catalogue_entry(self._parts.public_url or _called(request), user)]
        return json_answer({"token": told}, 201, {"X-Subject-Token": token.text})


class ListProjects:
    """GET /v3/projects."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, request: Request) -> Response:
        """Answers one request.

        Raises:
            ServiceError: the caller is not let in.
        """
        caller = self._parts.authenticator.identify(headers_of(request))
        with self._parts.uploads.place(caller.user.user_id):
            body = await read_body(request, MAX_BODY_BYTES, _BODY_PATIENCE_S)
        self._parts.authenticator.check_signature(caller, signable(request, body))
        record_of(request.scope).project_id = caller.user.project_id
        wanted = request.query_params.get("name")
        projects = [_project(caller.user)] if wanted in (None, PROJECT_NAME) else []
        links = {"self": self._address_of(request), "previous": None, "next": None}
        return json_answer({"projects": projects, "links": links})

    def _address_of(self, request: Request) -> str:
        query = f"?{request.url.query}" if request.url.query else ""
        return f"{self._parts.public_url or _called(request)}{request.url.path}{query}"


def _told(user: User, token: Token) -> dict[str, Any]:
    told: dict[str, Any] = {
        "expires_at": _moment(token.expires_at),
        "issued_at": _moment(token.issued_at),
        "methods": ["password"],
        "catalog": [],
        "roles": [],
        "user": {"id": user.user_id, "name": user.name, "domain": _DOMAIN, "password_expires_at": ""},
    }
    if token.project_id:
        told["project"] = {"id": token.project_id, "name": PROJECT_NAME, "domain": _DOMAIN}
    else:
        told["domain"] = _DOMAIN
    return told


def _sender(request: Request) -> str:
    return sender_of(request.client.host) if request.client is not None else ""


def _called(request: Request) -> str:
    """The address that was called; behind a proxy it is known in part only, so that there it has to be set."""
    return f"{request.url.scheme}://{request.url.netloc}"


def _catalogue_entry(address: str, user: User) -> Mapping[str, Any]:
    endpoint = {
        "id": "ocr",
        "interface": "public",
        "region": PROJECT_NAME,
        "region_id": PROJECT_NAME,
        "url": f"{address}/v2/{user.project_id}",
    }
    return {"id": "ocr", "name": "ocr", "type": "ocr", "endpoints": [endpoint]}


def _project(user: User) -> Mapping[str, Any]:
    return {
        "id": user.project_id,
        "name": PROJECT_NAME,
        "description": "",
        "domain_id": _DOMAIN["id"],
        "parent_id": _DOMAIN["id"],
        "is_domain": False,
        "enabled": True,
        "links": {},
    }


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
