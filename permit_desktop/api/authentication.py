"""Proving to a service who is calling: by a fixed token, by signing, or by a token that a password gets.

Each kind stops for good when the service refuses it: with an access key, five refusals in a row lock the key, and wrong
passwords lock the user. Other credentials make another object.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol

from permit_desktop.api import errors
from permit_desktop.api.answers import checked_content, failure
from permit_desktop.api.connection import Connection
from permit_desktop.api.errors import Action, ServiceError
from permit_desktop.api.service import ServiceAddress
from permit_desktop.api.service_clock import ServiceClock
from permit_desktop.api.signing import MAX_SKEW, SignableRequest, sign
from permit_desktop.system.credentials import AccessKeyCredentials, PasswordCredentials

RENEW_BEFORE: Final = timedelta(minutes=10)
"""How long before its end a token is replaced (at most a tenth of its life)."""


class Authentication(Protocol):
    """One way to authenticate requests."""

    def headers(self, request: SignableRequest) -> dict[str, str]:
        """What to add to a request.

        Raises:
            ServiceError: the service refused these credentials before, or no token could be fetched.
        """
        ...

    def renew(self, refusal: ServiceError, clock_was_off: timedelta) -> bool:
        """Told of a refusal: whether the same request has a chance now.

        Args:
            refusal: what the service said.
            clock_was_off: by how much the time of the refused request differed from the service's.
        """
        ...

    def stop(self) -> None:
        """Told that the service refuses these credentials: `headers` raises from now on."""
        ...


class FixedToken:
    """A token that is sent as it is."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._stopped = False

    def headers(self, request: SignableRequest) -> dict[str, str]:  # noqa: ARG002 (a token depends on no request)
        """See `Authentication`."""
        _check(stopped=self._stopped)
        return {"X-Auth-Token": self._token}

    def renew(self, refusal: ServiceError, clock_was_off: timedelta) -> bool:  # noqa: ARG002 (never)
        """See `Authentication`: nothing here can be renewed."""
        return False

    def stop(self) -> None:
        """See `Authentication`."""
        self._stopped = True


class AccessKey:
    """Signs every request."""

    def __init__(self, credentials: AccessKeyCredentials, clock: ServiceClock) -> None:
        self._credentials = credentials
        self._clock = clock
        self._stopped = False

    def headers(self, request: SignableRequest) -> dict[str, str]:
        """See `Authentication`."""
        _check(stopped=self._stopped)
        return sign(request, self._credentials.ak, self._credentials.sk, self._clock.now())

    def renew(self, refusal: ServiceError, clock_was_off: timedelta) -> bool:  # noqa: ARG002 (only the time matters)
        """See `Authentication`: a signature refused for a wrong clock is made again with the service's time."""
        return abs(clock_was_off) >= MAX_SKEW - timedelta(minutes=1)

    def stop(self) -> None:
        """See `Authentication`."""
        self._stopped = True


@dataclass(frozen=True, slots=True)
class Token:
    """A token with an end.

    Attributes:
        text: what is sent.
        renew_at: when to fetch another, aware.
    """

    text: str = field(repr=False)
    renew_at: datetime


class PasswordToken:
    """Exchanges a password for tokens, which are kept in memory only."""

    def __init__(self, fetch: Callable[[], Token], clock: ServiceClock) -> None:
        self._fetch = fetch
        self._clock = clock
        self._token: Token | None = None
        self._stopped = False

    def headers(self, request: SignableRequest) -> dict[str, str]:  # noqa: ARG002 (a token depends on no request)
        """See `Authentication`."""
        _check(stopped=self._stopped)
        if self._token is None or self._clock.now() >= self._token.renew_at:
            self._token = self._fetched()
        return {"X-Auth-Token": self._token.text}

    def renew(self, refusal: ServiceError, clock_was_off: timedelta) -> bool:  # noqa: ARG002 (a token has no time)
        """See `Authentication`: the next request fetches another token."""
        self._token = None
        return refusal.action is Action.RENEW_TOKEN

    def stop(self) -> None:
        """See `Authentication`."""
        self._stopped = True

    def _fetched(self) -> Token:
        try:
            return self._fetch()
        except ServiceError as error:
            if error.action is Action.ASK_CREDENTIALS:
                self._stopped = True
            raise


def fetch_token(
    connection: Connection,
    address: ServiceAddress,
    credentials: PasswordCredentials,
    project_id: str,
    clock: ServiceClock,
) -> Token:
    """Exchanges a password for a token of one project.

    Args:
        address: of the sign-in service.

    Raises:
        ServiceError: the password was refused, or the sign-in failed otherwise; the still was not sent.
    """
    user = {
        "name": credentials.user,
        "password": credentials.password,
        "domain": {"name": credentials.account},
    }
    identity = {"methods": ["password"], "password": {"user": user}}
    body = {"auth": {"identity": identity, "scope": {"project": {"id": project_id}}}}
    answer = connection.post(
        address,
        f"{address.prefix}/v3/auth/tokens?nocatalog=true",
        {"Host": address.netloc, "Content-Type": "application/json;charset=utf8"},
        json.dumps(body).encode(),
        carries_still=False,
    )
    clock.learn(answer.headers.get("date"))
    try:
        content = checked_content(answer, status=201)
    except ServiceError as error:
        refused = error.error_class is errors.ErrorClass.AUTHENTICATION
        outcome = errors.SIGN_IN_REFUSED if refused else error.outcome
        raise failure(
            answer,
            outcome,
            service_code=error.service_code,
            service_message=error.service_message,
            carried_still=False,
        ) from None
    text, ends_at = answer.headers.get("x-subject-token", "").strip(), _ends_at(content)
    if not text or not text.isascii() or ends_at is None:
        raise failure(answer, errors.ANSWER_GARBLED, carried_still=False)
    life = ends_at - clock.now()
    return Token(text, ends_at - min(RENEW_BEFORE, max(life, timedelta(0)) / 10))


def _ends_at(content: Any) -> datetime | None:
    token = content.get("token")
    text = token.get("expires_at") if isinstance(token, dict) else None
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None


def _check(*, stopped: bool) -> None:
    if stopped:
        raise ServiceError(errors.SIGN_IN_REFUSED)
