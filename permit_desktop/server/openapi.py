"""The service's description for tools and people: OpenAPI 3.1."""

from __future__ import annotations

from typing import Any, Final

from permit_desktop import __version__
from permit_desktop.api.contract_codes import CONTRACT_CODES
from permit_desktop.api.error_table import RULES
from permit_desktop.api.request import MAX_URL_CHARS
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.imaging.decode import MAX_BASE64_CHARACTERS, MAX_SIDE_PX, MIN_SIDE_PX
from permit_desktop.server.sign_in import PROJECT_NAME

_TEXT: Final = {"type": "string"}
_FRACTION: Final = {"type": "number", "minimum": 0, "maximum": 1}
_WORDS: Final = {
    "type": "The document. This service sends the Chinese title that the card bears, as the vendor's Chinese"
    " documentation has it; the English documentation shows it translated, so clients should take both.",
    "side": "Which side the picture shows.",
    "number": "The permit's number.",
    "name": "In Chinese.",
    "name_en": "In Latin letters, such as `ZHANG, SAN`.",
    "sex": "This service sends `男` or `女`, as printed; the English documentation shows `M`.",
    "birth_date": "Such as `1970.12.21`.",
    "valid_period": "Such as `2016.01.04 - 2026.01.03`.",
    "issuing_authority": "As printed.",
    "issue_place": "As printed.",
    "machine_code": "The machine-readable line.",
    "endorsement_info_hk": "For Hong Kong, on the back.",
    "endorsement_info_mo": "For Macao, on the back.",
    "endorsement_info_tw": "For Taiwan, on the back.",
    "endorsement_type": "As printed.",
    "valid_round_trips": "As printed.",
    "endorsement_valid_period": "Such as `2014.04.21-2015.04.20`.",
    "remark": "As printed.",
    "issue_info": "As printed.",
    "portrait_image": "Base64 of a JPEG, if asked for.",
    "portrait_location": "Its four corners, each as `[x, y]` in pixels of the picture, if asked for.",
    "confidence": "How sure each of these readings is, from 0 to 1, under the same keys.",
}
_TRANSLATED_TYPES: Final = (
    "Exit-Entry Permit for Traveling to and from Hong Kong and Macao",
    "Exit-Entry Permit for Traveling to and from Taiwan",
)
"""What stands for the types in the vendor's English documentation; this service does not send them."""
_OPENING: Final = {"type": "object", "additionalProperties": False}

SENT_CODES: Final = frozenset(
    {
        *CONTRACT_CODES.values(),
        *("AIS.0101", "APIG.0101", "APIG.0301", "APIG.0307", "APIG.0308", "APIG.0310", "APIG.0613"),
        *("ModelArts.0212", "ModelArts.4104", "ModelArts.4105", "ModelArts.4403", "ModelArts.4505", "ModelArts.4601"),
        "ModelArts.4603",
    }
)
"""The codes of the table that this service uses."""
_EXAMPLE: Final = {
    "result": {
        "name": "张三",
        "name_en": "ZHANG, SAN",
        "birth_date": "1970.12.21",
        "sex": "男",
        "number": "C12345678",
        "valid_period": "2016.01.04 - 2026.01.03",
        "type": PermitType.HK_MACAO.value,
        "side": Side.FRONT.value,
        "portrait_location": [[1174, 1326], [1378, 1294], [1416, 1534], [1212, 1566]],
        "confidence": {"name": 0.9925, "number": 0.9974, "type": 0.965, "side": 0.9785},
    }
}
"""Invented, and shortened."""

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
            "description": "Reads one side of a 往来港澳通行证 or 往来台湾通行证. Keeps neither picture nor result."
            " Keys and types are those of the vendor's documentation; what is printed on the card is sent as it stands"
            " there, in Chinese, where the examples of the English documentation are translated.",
        },
        "paths": {
            "/v2/{project_id}/ocr/exit-entry-permit": {"post": _recognise()},
            "/v3/auth/tokens": {"post": _sign_in()},
            "/v3/projects": {"get": _projects()},
            "/healthz": {
                "get": _plain("health", "Whether the service is alive", {"200": _answer("It is.", _status("alive"))})
            },
            "/readyz": {
                "get": _plain(
                    "readiness",
                    "Whether the models are loaded and the users known",
                    {
                        "200": _answer("They are.", _status("ready")),
                        "503": _answer("Not yet, or not now.", _status("loading", "users_unusable")),
                    },
                )
            },
            "/metrics": {
                "get": _plain("metrics", "Counts and times for Prometheus", {"200": _text("Them.", "text/plain")})
            },
            "/openapi.json": {
                "get": _plain("openapi", "This description", {"200": _answer("It.", {"type": "object"})})
            },
            "/docs": {"get": _plain("docs", "This description for people", {"200": _text("A page.", "text/html")})},
        },
        "components": {
            "schemas": {
                "Request": _request_schema(with_url=with_url),
                "Result": _result_schema(),
                "Failure": {
                    **_OPENING,
                    "required": ["error_code", "error_msg"],
                    "properties": {"error_code": {**_TEXT, "x-codes": _codes()}, "error_msg": _TEXT},
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
                "token": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-Auth-Token",
                    "description": "A token from `POST /v3/auth/tokens`, good for 24 hours or until a restart.",
                },
                "signature": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "A signature of the whole request with an access key, `SDK-HMAC-SHA256`, as the"
                    " vendor's own clients make it; `X-Sdk-Date` may be 15 minutes off.",
                },
            },
        },
    }


def _recognise() -> Json:
    return {
        "operationId": "recognise",
        "summary": "Read one side of a permit",
        "description": "A request holds exactly one of `image` and `url`.",
        "security": [{"token": []}, {"signature": []}],
        "parameters": [
            {
                "name": "project_id",
                "in": "path",
                "required": True,
                "description": "The caller's own project.",
                "schema": _TEXT,
            },
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
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/Request"},
                    "example": {"image": "/9j/4AAQSkZJRg…", "return_portrait_location": True},
                }
            },
        },
        "responses": {
            "200": _answer(
                "The permit was read.",
                {
                    **_OPENING,
                    "required": ["result"],
                    "properties": {"result": {"$ref": "#/components/schemas/Result"}},
                },
                _EXAMPLE,
            ),
            "400": _failure("The request or the picture is at fault."),
            "401": _failure("Not let in."),
            "403": _failure("Not the caller's project."),
            "404": _failure("No such address."),
            "408": _failure("The body did not arrive in time."),
            "413": _failure("The body is longer than 12 MB."),
            "429": _failure("All places are taken; come back after Retry-After seconds."),
            "500": _failure("The service is at fault."),
            "503": _failure("The users are not known just now; come back after Retry-After seconds."),
        },
    }


def _sign_in() -> Json:
    named = _named("The user's own project, by either; without one the token opens no project.")
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
    token = {
        "type": "object",
        "required": ["expires_at", "issued_at", "user"],
        "properties": {
            "expires_at": {**_TEXT, "description": "When it ends, such as `2026-01-02T00:00:00.000000Z`."},
            "issued_at": {**_TEXT, "description": "When it was made."},
            "user": {**_named("Whose it is."), "required": ["id", "name"]},
            "project": {**_named("What it opens; missing where no project was asked for."), "required": ["id", "name"]},
            "catalog": {**_list({"type": "object"}), "description": "Where permits are read."},
        },
    }
    body_of_answer = {"type": "object", "required": ["token"], "properties": {"token": token}}
    answer = _answer("The token is in the header `X-Subject-Token`; `token` tells when it ends.", body_of_answer)
    example = {
        "auth": {
            "identity": {
                "methods": ["password"],
                "password": {"user": {"name": "counter-1", "password": "…", "domain": {"name": "any"}}},
            },
            "scope": {"project": {"name": PROJECT_NAME}},
        }
    }
    answer["headers"] = {"X-Subject-Token": {"schema": _TEXT}}
    return {
        "operationId": "sign_in",
        "summary": "Exchange a password for a token",
        "parameters": [
            {
                "name": "nocatalog",
                "in": "query",
                "required": False,
                "description": "With any value, the answer leaves out the catalogue.",
                "schema": _TEXT,
            }
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body, "example": example}}},
        "responses": {
            "201": answer,
            **{status: _sign_in_failure(words) for status, words in _SIGN_IN_FAILURES.items()},
        },
    }


def _projects() -> Json:
    project = {**_named("One project."), "required": ["id", "name", "enabled"]}
    project["properties"] |= {"enabled": {"type": "boolean"}}
    listed = {**_list(project), "description": "The caller's own, or none."}
    projects = {"type": "object", "required": ["projects"], "properties": {"projects": listed}}
    return {
        "operationId": "projects",
        "summary": "The caller's project",
        "security": [{"token": []}, {"signature": []}],
        "parameters": [
            {
                "name": "name",
                "in": "query",
                "required": False,
                "description": "Only a project of this name.",
                "schema": _TEXT,
            }
        ],
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
    "503": "The users are not known just now; come back after Retry-After seconds.",
}


def _codes() -> list[Json]:
    """All codes that a failure of the recognition can bear."""
    told = {rule.code: rule for rule in RULES if rule.code in SENT_CODES}
    listed: list[Json] = [{"code": code, "status": rule.http_status, "text": rule.text} for code, rule in told.items()]
    gateway = {"code": "APIG.0201", "status": "400, 408, 413", "text": "No HTTP request, too slow, or too long."}
    return [*listed, gateway]


def _request_schema(*, with_url: bool) -> Json:
    flag = {"type": ["boolean", "null"], "default": False}
    hosts = "An https address of a public host, from which this service fetches the picture."
    return {
        "type": "object",
        "properties": {
            "image": {
                "type": "string",
                "description": "Bare Base64 of a JPEG, PNG, BMP or TIFF, at most 10 MB of it, with sides of "
                f"{MIN_SIDE_PX} to {MAX_SIDE_PX} pixels.",
                "maxLength": MAX_BASE64_CHARACTERS,
            },
            "url": {
                "type": "string",
                "description": hosts if with_url else "This service fetches no pictures: `ModelArts.4601`.",
                "maxLength": MAX_URL_CHARS,
                **({"pattern": "^https://[!-~]+$"} if with_url else {}),
            },
            "return_portrait_image": {**flag, "description": "Whether the portrait is wanted."},
            "return_portrait_location": {**flag, "description": "Whether the portrait's place is wanted."},
        },
    }


def _result_schema() -> Json:
    point = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
    properties = _by_block(_TEXT)
    properties["type"] = {"enum": [*(kind.value for kind in PermitType), *_TRANSLATED_TYPES]}
    properties["side"] = {"enum": [side.value for side in Side]}
    properties["portrait_image"] = _TEXT
    properties["portrait_location"] = {"type": "array", "items": point, "minItems": 4, "maxItems": 4}
    properties["confidence"] = {**_OPENING, "x-as-above": True, "properties": _by_block(_FRACTION)}
    return {**_OPENING, "required": ["confidence"], "properties": _described(properties)}


def _by_block(leaf: Json) -> Json:
    """The fields as the result nests them, each with the schema of a leaf."""
    properties: Json = {}
    for field in FieldName:
        block, _, key = field.value.rpartition(".")
        if block:
            properties.setdefault(block, {**_OPENING, "properties": {}})["properties"][key] = leaf
        else:
            properties[key] = leaf
    return properties


def _described(properties: Json) -> Json:
    """The same with a description for each key, but for those that repeat the keys above them."""
    described = {}
    for key, schema in properties.items():
        described[key] = {**schema, "description": _WORDS[key]}
        if "properties" in schema and "x-as-above" not in schema:
            described[key]["properties"] = _described(schema["properties"])
    return described


def _named(words: str) -> Json:
    """Something that has a name and an ID."""
    return {"type": "object", "description": words, "properties": {"name": _TEXT, "id": _TEXT}}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _plain(name: str, summary: str, responses: Json) -> Json:
    return {"operationId": name, "summary": summary, "responses": responses}


def _status(*words: str) -> Json:
    return {**_OPENING, "required": ["status"], "properties": {"status": {"enum": [*words]}}}


def _answer(words: str, schema: Json, example: Json | None = None) -> Json:
    content = {"schema": schema} if example is None else {"schema": schema, "example": example}
    return {"description": words, "content": {"application/json": content}}


def _text(words: str, media_type: str) -> Json:
    return {"description": words, "content": {media_type: {"schema": _TEXT}}}


def _failure(words: str) -> Json:
    return _answer(words, {"$ref": "#/components/schemas/Failure"})


def _sign_in_failure(words: str) -> Json:
    return _answer(words, {"$ref": "#/components/schemas/SignInFailure"})
