"""The service's description for tools and people: OpenAPI 3.1."""

from __future__ import annotations

from typing import Any, Final

from permit_desktop import __version__
from permit_desktop.api.request import MAX_URL_CHARS
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.imaging.decode import MAX_BASE64_CHARACTERS, MAX_SIDE_PX, MIN_SIDE_PX

_TEXT: Final = {"type": "string"}
_FRACTION: Final = {"type": "number", "minimum": 0, "maximum": 1}
_WORDS: Final = {
    FieldName.TYPE: "The document, in Chinese.",
    FieldName.BIRTH_DATE: "Such as 1970.12.21.",
    FieldName.VALID_PERIOD: "Such as 2016.01.04 - 2026.01.03.",
    FieldName.MACHINE_CODE: "The machine-readable line.",
}
_OPENING: Final = {"type": "object", "additionalProperties": False}

Json = dict[str, Any]


def description(*, with_url: bool) -> Json:
    """The OpenAPI document.

    Args:
        with_url: whether this service fetches pictures from addresses.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Permit Desktop: exit-entry permit recognition",
            "version": __version__,
            "description": "Reads one side of a 往来港澳通行证 or 往来台湾通行证. Keeps neither picture nor result.",
        },
        "paths": {
            "/v2/{project_id}/ocr/exit-entry-permit": {"post": _recognise(with_url=with_url)},
            "/v3/auth/tokens": {"post": _sign_in()},
            "/v3/projects": {"get": _projects()},
            "/healthz": {"get": _plain("Whether the service is alive", {"200": _answer("It is.", _status("alive"))})},
            "/readyz": {
                "get": _plain(
                    "Whether the models are loaded",
                    {
                        "200": _answer("They are.", _status("ready")),
                        "503": _answer("Not yet.", _status("loading")),
                    },
                )
            },
        },
        "components": {
            "schemas": {
                "Request": _request_schema(),
                "Result": _result_schema(),
                "Failure": {
                    **_OPENING,
                    "required": ["error_code", "error_msg"],
                    "properties": {"error_code": _TEXT, "error_msg": _TEXT},
                },
                "SignInFailure": {
                    **_OPENING,
                    "required": ["error"],
                    "properties": {
                        "error": {
                            **_OPENING,
                            "required": ["code", "message", "title"],
                            "properties": {"code": {"type": "integer"}, "message": _TEXT, "title": _TEXT},
                        }
                    },
                },
            },
            "securitySchemes": {
                "token": {"type": "apiKey", "in": "header", "name": "X-Auth-Token"},
                "signature": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "SDK-HMAC-SHA256 with an access key; X-Sdk-Date at most 15 minutes off.",
                },
            },
        },
    }


def _recognise(*, with_url: bool) -> Json:
    url_words = "https addresses of public hosts only." if with_url else "This service fetches nothing: ModelArts.4601."
    return {
        "operationId": "recognise",
        "summary": "Read one side of a permit",
        "description": f"Exactly one of `image` and `url`. `url`: {url_words}",
        "security": [{"token": []}, {"signature": []}],
        "parameters": [
            {"name": "project_id", "in": "path", "required": True, "schema": _TEXT},
            {
                "name": "Enterprise-Project-Id",
                "in": "header",
                "required": False,
                "description": "Taken and ignored.",
                "schema": _TEXT,
            },
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Request"}}},
        },
        "responses": {
            "200": _answer(
                "The permit was read.",
                {
                    **_OPENING,
                    "required": ["result"],
                    "properties": {"result": {"$ref": "#/components/schemas/Result"}},
                },
            ),
            "400": _failure("The request or the picture is at fault."),
            "401": _failure("Not let in."),
            "403": _failure("Not the caller's project."),
            "404": _failure("No such address."),
            "408": _failure("The body did not arrive in time."),
            "413": _failure("The body is longer than 12 MB."),
            "429": _failure("All places are taken; come back after Retry-After seconds."),
            "500": _failure("The service is at fault."),
        },
    }


def _sign_in() -> Json:
    named = {"type": "object", "properties": {"name": _TEXT, "id": _TEXT}}
    user = {"type": "object", "required": ["name", "password"], "properties": {"name": _TEXT, "password": _TEXT}}
    password = {"type": "object", "required": ["user"], "properties": {"user": user}}
    methods = {"type": "array", "items": {"const": "password"}, "minItems": 1}
    identity = {
        "type": "object",
        "required": ["methods", "password"],
        "properties": {"methods": methods, "password": password},
    }
    scope = {"type": "object", "properties": {"project": named}}
    auth = {"type": "object", "required": ["identity"], "properties": {"identity": identity, "scope": scope}}
    body = {"type": "object", "required": ["auth"], "properties": {"auth": auth}}
    token = {"type": "object", "required": ["token"], "properties": {"token": {"type": "object"}}}
    answer = _answer("The token is in the header X-Subject-Token, good for 24 hours.", token)
    answer["headers"] = {"X-Subject-Token": {"schema": _TEXT}}
    return {
        "operationId": "sign_in",
        "summary": "Exchange a password for a token",
        "parameters": [{"name": "nocatalog", "in": "query", "required": False, "schema": _TEXT}],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "201": answer,
            **{status: _sign_in_failure(words) for status, words in _SIGN_IN_FAILURES.items()},
        },
    }


def _projects() -> Json:
    projects = {"type": "object", "required": ["projects"], "properties": {"projects": {"type": "array"}}}
    return {
        "operationId": "projects",
        "summary": "The caller's project",
        "security": [{"token": []}, {"signature": []}],
        "parameters": [{"name": "name", "in": "query", "required": False, "schema": _TEXT}],
        "responses": {
            "200": _answer("The caller's one project, if it has that name.", projects),
            **{status: _sign_in_failure(words) for status, words in _SIGN_IN_FAILURES.items()},
        },
    }


_SIGN_IN_FAILURES: Final = {
    "400": "The request is not understood.",
    "401": "Not let in.",
    "408": "The body did not arrive in time.",
    "413": "The body is too long.",
    "429": "Too many at a time; come back after Retry-After seconds.",
    "500": "The service is at fault.",
}


def _request_schema() -> Json:
    flag = {"type": ["boolean", "null"], "default": False}
    return {
        "type": "object",
        "properties": {
            "image": {
                "type": "string",
                "description": f"Bare Base64 of a JPEG, PNG, BMP or TIFF, sides {MIN_SIDE_PX} to {MAX_SIDE_PX} pixels.",
                "maxLength": MAX_BASE64_CHARACTERS,
            },
            "url": {"type": "string", "maxLength": MAX_URL_CHARS},
            "return_portrait_image": flag,
            "return_portrait_location": flag,
        },
    }


def _result_schema() -> Json:
    point = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
    properties = _by_block(_TEXT)
    properties["type"] = {"enum": [kind.value for kind in PermitType], "description": _WORDS[FieldName.TYPE]}
    properties["side"] = {"enum": [side.value for side in Side]}
    properties["portrait_image"] = {"type": "string", "description": "Base64 of a JPEG, if asked for."}
    properties["portrait_location"] = {
        "type": "array",
        "items": point,
        "minItems": 4,
        "maxItems": 4,
        "description": "Its corners in pixels of the picture, if asked for.",
    }
    properties["confidence"] = {**_OPENING, "properties": _by_block(_FRACTION)}
    return {**_OPENING, "required": ["confidence"], "properties": properties}


def _by_block(leaf: Json) -> Json:
    """The fields as the result nests them, each with the schema of a leaf."""
    properties: Json = {}
    for field in FieldName:
        words = {"description": _WORDS[field]} if field in _WORDS and leaf is _TEXT else {}
        block, _, key = field.value.rpartition(".")
        if block:
            properties.setdefault(block, {**_OPENING, "properties": {}})["properties"][key] = leaf
        else:
            properties[key] = {**leaf, **words}
    return properties


def _plain(summary: str, responses: Json) -> Json:
    return {"summary": summary, "responses": responses}


def _status(word: str) -> Json:
    return {**_OPENING, "required": ["status"], "properties": {"status": {"const": word}}}


def _answer(words: str, schema: Json) -> Json:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _failure(words: str) -> Json:
    return _answer(words, {"$ref": "#/components/schemas/Failure"})


def _sign_in_failure(words: str) -> Json:
    return _answer(words, {"$ref": "#/components/schemas/SignInFailure"})
