"""From an HTTP answer to a permit result, or to the failure that it stands for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any, Final

from permit_desktop.api import errors
from permit_desktop.api.connection import Answer
from permit_desktop.api.error_table import outcome_of
from permit_desktop.api.errors import Outcome, ServiceError
from permit_desktop.api.plain_text import plain_text
from permit_desktop.api.wire import result_from_json
from permit_desktop.domain.permit import PermitResult

MAX_RETRY_AFTER_S: Final = 6 * 3600.0
"""A service that asks for more is asked again all the same."""
LOCK_S: Final = 300.0
"""For so long the documentation locks an access key."""
_OLD_CHARSETS: Final = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5"}
"""In which Chinese is still written, and what reads it. Others are not tried: some of Python's take hours."""


def permit_result(answer: Answer) -> PermitResult:
    """The result that a recognition answer holds.

    Raises:
        ServiceError: it holds none.
    """
    content = checked_content(answer, status=200)
    result = content.get("result")
    if result is None:
        raise failure(answer, errors.ANSWER_EMPTY)
    read = result_from_json(result)
    if not read.readings:
        raise failure(answer, errors.IMAGE_POOR)
    return read


def checked_content(answer: Answer, *, status: int) -> Mapping[str, Any]:
    """The JSON object of an answer that claims success with the expected status and carries no error.

    Raises:
        ServiceError: it is another kind of answer.
    """
    content = _json(answer)
    if isinstance(content, Mapping) and _names_failure(content, answer.status):
        raise _told(answer, content)
    if answer.status >= 300:
        raise failure(answer, outcome_of(None, answer.status))
    if answer.status != status or not answer.body.strip():
        raise failure(answer, errors.ANSWER_EMPTY)
    if content is None and _is_web_page(answer):
        raise failure(answer, errors.PORTAL)
    if not isinstance(content, Mapping):
        raise failure(answer, errors.ANSWER_GARBLED)
    return content


def failure(
    answer: Answer,
    outcome: Outcome,
    *,
    service_code: str | None = None,
    service_message: str | None = None,
    request_id: str | None = None,
    carried_still: bool = True,
) -> ServiceError:
    """The failure that an answer stands for, with what its headers tell."""
    # A success without a result was perhaps read and charged for; so was one that a gateway on the way gave up.
    unclear = answer.status < 300 or (answer.status in (502, 504) and service_code is None)
    return ServiceError(
        outcome,
        service_code=service_code,
        service_message=service_message,
        http_status=answer.status,
        request_id=plain_text(request_id or answer.headers.get("x-request-id", ""), 100) or None,
        retry_after_s=LOCK_S if outcome is errors.KEY_LOCKED else _retry_after_s(answer),
        maybe_sent=carried_still
        and unclear
        and outcome.error_class in (errors.ErrorClass.ANSWER, errors.ErrorClass.TRANSIENT),
    )


def _names_failure(content: Mapping[str, Any], status: int) -> bool:
    """Whether a failure is named; an empty code beside a result, as some gateways put it there, is none."""
    return bool(content.get("error_code")) or (status >= 300 and not content.keys().isdisjoint({"error_code", "error"}))


def _told(answer: Answer, content: Mapping[str, Any]) -> ServiceError:
    """The failure that a service names itself, in its own shape or in that of the vendor's sign-in."""
    inner = content.get("error")
    details = inner if isinstance(inner, Mapping) else {}
    code = content.get("error_code")
    code = plain_text(code, 40) if isinstance(code, str) else None
    words = next((text for text in (content.get("error_msg"), details.get("message")) if isinstance(text, str)), "")
    request_id = content.get("request_id")
    return failure(
        answer,
        outcome_of(code, answer.status, words),
        service_code=code or None,
        service_message=plain_text(words, 300) or None,
        request_id=request_id if isinstance(request_id, str) else None,
    )


def _json(answer: Answer) -> object:
    """The decoded body; None when it is none (JSON's own `null` is no usable content either)."""
    for text in (answer.body, _by_declared_charset(answer)):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            continue
    return None


def _by_declared_charset(answer: Answer) -> str:
    header = Message()
    header["content-type"] = answer.headers.get("content-type", "")
    try:
        return answer.body.decode(_OLD_CHARSETS[header.get_content_charset("")])
    except (LookupError, UnicodeError):
        return ""


def _is_web_page(answer: Answer) -> bool:
    return answer.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _retry_after_s(answer: Answer) -> float | None:
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), MAX_RETRY_AFTER_S)
    try:
        # Against the service's own clock, which this computer's need not match.
        wait = parsedate_to_datetime(text) - parsedate_to_datetime(answer.headers.get("date", ""))
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait.total_seconds(), 0.0), MAX_RETRY_AFTER_S)
