"""What goes back: JSON, and failures in the two shapes of the documentation."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from permit_desktop.api.errors import ServiceError


def json_answer(content: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON object, Chinese as it is."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    return Response(body, status, dict(headers or {}), "application/json")


def failure_answer(failure: ServiceError, *, as_sign_in: bool) -> Response:
    """A failure that was raised, as it is told.

    Args:
        as_sign_in: whether in the shape of the sign-in's API (`{"error": {…}}`) or of the recognition's
            (`{"error_code", "error_msg"}`).
    """
    status = failure.http_status or 500
    headers = {}
    if failure.retry_after_s is not None:
        headers["Retry-After"] = str(math.ceil(failure.retry_after_s))
    if status == 408:
        headers["Connection"] = "close"
    if as_sign_in:
        title = HTTPStatus(status).phrase
        return json_answer(
            {"error": {"code": status, "message": failure.service_message, "title": title}}, status, headers
        )
    return json_answer({"error_code": failure.service_code, "error_msg": failure.service_message}, status, headers)
