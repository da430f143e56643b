"""What the service refuses, as the failures that its handlers raise; `answers` writes them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from permit_desktop.api import errors
from permit_desktop.api.error_table import refusal
from permit_desktop.api.errors import ServiceError

RETRY_AFTER_S: Final = 2.0
"""The documentation asks throttled clients to wait two to five seconds."""
STOPPED_RETRY_AFTER_S: Final = 30.0
"""About as long as a restart takes until the models are loaded."""
USERS_RETRY_AFTER_S: Final = 30.0
"""A person has to mend the file of the users."""


class Reason(StrEnum):
    """Why somebody is not let in, for those who run the service: the callers are told less."""

    NOTHING_GIVEN = "nothing_given"
    """Neither a token nor a signature."""
    UNKNOWN_TOKEN = "unknown_token"  # noqa: S105 (a word of the log, no secret)
    """Not made by this service since it started, or its user was removed."""
    OLD_TOKEN = "old_token"  # noqa: S105
    UNKNOWN_KEY = "unknown_key"
    WRONG_SIGNATURE = "wrong_signature"
    WRONG_CLOCK = "wrong_clock"
    UNKNOWN_USER = "unknown_user"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105
    WRONG_PROJECT = "wrong_project"
    LOCKED = "locked"


class NotLetInError(ServiceError):
    """Somebody is not let in.

    Attributes:
        reason: why.
        user_id: whose key or name it was, None where there is no such user.
        locks: whether this failure was the one that locked the key or the user.
    """

    def __init__(self, told: ServiceError, reason: Reason, user_id: str | None = None, *, locks: bool = False) -> None:
        """As the caller is told it.

        Args:
            told: what the caller is told.
        """
        super().__init__(
            told.outcome,
            service_code=told.service_code,
            service_message=told.service_message,
            http_status=told.http_status,
        )
        self.reason = reason
        self.user_id = user_id
        self.locks = locks


def not_authenticated(words: str, reason: Reason, user_id: str | None = None, *, locks: bool = False) -> NotLetInError:
    """`APIG.0301` with one of the documented reasons as words."""
    return NotLetInError(refusal("APIG.0301", words), reason, user_id, locks=locks)


def token_too_old(user_id: str) -> NotLetInError:
    """The day of a token is over."""
    return NotLetInError(refusal("APIG.0307"), Reason.OLD_TOKEN, user_id)


def users_unknown() -> ServiceError:
    """The file of the users cannot be used just now, so nobody is known; it is nobody's fault who calls."""
    return refusal("APIG.0613", retry_after_s=USERS_RETRY_AFTER_S)


def throttled(places: int) -> ServiceError:
    """All places are taken."""
    return refusal("APIG.0308", f"limit:{places} requests at a time", retry_after_s=RETRY_AFTER_S)


def stopping() -> ServiceError:
    """The service stops, or was stopped, before the request was answered."""
    return refusal("ModelArts.4403", retry_after_s=STOPPED_RETRY_AFTER_S)


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


def password_refused(words: str, reason: Reason, user_id: str | None = None, *, locks: bool = False) -> NotLetInError:
    """A password is not let in."""
    return NotLetInError(sign_in_refused(401, words), reason, user_id, locks=locks)
