"""What the service refuses, as the failures that its handlers raise; `answers` writes them."""

from __future__ import annotations

from typing import Final

from permit_desktop.api import errors
from permit_desktop.api.error_table import refusal
from permit_desktop.api.errors import ServiceError

RETRY_AFTER_S: Final = 2.0
"""The documentation asks throttled clients to wait two to five seconds."""


def not_authenticated(reason: str) -> ServiceError:
    """`APIG.0301` with one of the documented reasons."""
    return refusal("APIG.0301", reason)


def throttled(places: int) -> ServiceError:
    """All places are taken."""
    return refusal("APIG.0308", f"limit:{places} requests at a time", retry_after_s=RETRY_AFTER_S)


def one_too_many() -> ServiceError:
    """There are too many connections."""
    return refusal("APIG.0308", "too many connections", retry_after_s=RETRY_AFTER_S)


def gateway_refused(http_status: int, words: str) -> ServiceError:
    """`APIG.0201`, which stands for several faults that only its HTTP status tells apart."""
    return ServiceError(
        errors.REQUEST_REFUSED, service_code="APIG.0201", service_message=words, http_status=http_status
    )


def sign_in_refused(http_status: int, words: str) -> ServiceError:
    """A failure of the sign-in, which has words and an HTTP status but no code."""
    return ServiceError(errors.SIGN_IN_REFUSED, service_message=words, http_status=http_status)
