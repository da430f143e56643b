"""The recogniser behind a service."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from permit_desktop.api import errors
from permit_desktop.api.answers import LOCK_S, checked_content, permit_result
from permit_desktop.api.authentication import AccessKey, Authentication, FixedToken, PasswordToken, fetch_token
from permit_desktop.api.connection import Answer, Connection, Patience
from permit_desktop.api.errors import Action, ErrorClass, ServiceError
from permit_desktop.api.limits import MARGIN, WIDE_MARGIN, PreparedStill, prepare
from permit_desktop.api.request import RecogniseRequest, request_to_json
from permit_desktop.api.service import address_of, recognise_path, sign_in_address_of
from permit_desktop.api.service_clock import ServiceClock
from permit_desktop.api.signing import SignableRequest
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.domain.geometry import Quad
from permit_desktop.domain.permit import Note, PermitResult, Portrait
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.system.credentials import (
    AccessKeyCredentials,
    Credentials,
    PasswordCredentials,
    ProxyCredentials,
    TokenCredentials,
)
from permit_desktop.system.settings import AuthenticationKind, ServiceSection

_T = TypeVar("_T")


class Gate(Protocol):
    """What other programs know of these credentials at this service."""

    def alone(self, given_up: threading.Event) -> AbstractContextManager[None]:
        """Has other programs wait until this one knows whether they are let in.

        Args:
            given_up: ends the waiting for another program that is finding out.

        Raises:
            TimeoutError: the waiting came to an end.
        """
        ...

    def refusal(self) -> ServiceError | None:
        """What they were refused with a moment ago, None if they were not."""
        ...

    def shut(self, refusal: ServiceError) -> None:
        """The service refused them."""
        ...


class ServiceRecogniser:
    """Reads permits through a service that speaks the exit-entry-permit API (a `Recogniser`).

    Safe from several threads: requests wait for each other, as the service's documentation asks for.

    Attributes:
        clock: the service's clock; its `offset` tells how wrong this computer's is.
    """

    def __init__(
        self,
        section: ServiceSection,
        credentials: Credentials,
        *,
        now: Callable[[], datetime],
        proxy_credentials: ProxyCredentials | None = None,
        locate: Callable[[Pixels], Quad | None] | None = None,
        look_harder: Callable[[Pixels], Quad | None] | None = None,
        patience: Patience | None = None,
        gate: Gate | None = None,
    ) -> None:
        """Prepares everything, sends nothing.

        Args:
            section: the settings of the service.
            now: this computer's time, aware.
            proxy_credentials: for the proxy that the settings name, None when it asks for nothing.
            locate: finds the card's corners in a still, so that the card can be cut out; where it finds none, the whole
                still is sent, and the result says so. Without it the whole still is sent.
            look_harder: is asked where `locate` found none, takes longer, and is a little less exact.
            patience: how long an exchange may take; None for the usual.
            gate: remembers refusals beyond this object; None for nobody.

        Raises:
            SettingsError: a setting cannot be used, or the credentials are of another kind than the settings say.
        """
        self.clock = ServiceClock(now)
        self._now = now
        self._turn = threading.Lock()
        self._given_up = threading.Event()
        self._was_let_in = False
        self._locked_until: datetime | None = None
        self._section = section
        self._locate = locate
        self._look_harder = look_harder
        self._gate = gate
        self._address = address_of(section)
        self._path = recognise_path(self._address, section.project_id)
        self._connection = Connection(
            ca_file=section.ca_file,
            proxy=section.proxy,
            proxy_credentials=proxy_credentials,
            patience=patience or Patience(),
            allow_plain_http=section.allow_plain_http,
        )
        self._authentication = self._authenticated_by(credentials)

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:
        """Reads a still; see `Recogniser`.

        Raises:
            ServiceError: the service was not reached, refused, or gave no result.
            StillError: the still is smaller than the service's least size.
        """
        outline, margin = self._locate(still) if self._locate else None, MARGIN
        if outline is None and self._look_harder is not None:
            outline, margin = self._look_harder(still), WIDE_MARGIN
        prepared = prepare(still, outline, margin=margin)
        request = RecogniseRequest(
            prepared.jpeg, return_portrait_image=with_portrait, return_portrait_location=with_portrait
        )
        result = self._send(_body(request), permit_result)
        notes = result.notes if with_portrait else result.notes - {Note.PORTRAIT_UNUSABLE}
        if self._locate is not None and outline is None:
            notes |= {Note.WHOLE_PICTURE_SENT}
        return replace(result, outline=outline, portrait=_in_original(result.portrait, prepared), notes=notes)

    def recognise_at(self, url: str, *, with_portrait: bool) -> PermitResult:
        """Has the service fetch a picture itself and read it; the portrait's place is told in that picture.

        Args:
            url: one that `is_plain_url`; whether the service may fetch it, the service decides.

        Raises:
            ServiceError: as for `recognise`.
        """
        request = RecogniseRequest(url=url, return_portrait_image=with_portrait, return_portrait_location=with_portrait)
        return self._send(_body(request), permit_result)

    def test_access(self) -> None:
        """Asks without a picture whether the service lets this caller in; costs nothing, since it is a failed call.

        Raises:
            ServiceError: it does not, or it was not reached.
        """
        try:
            self._send(b"{}", lambda answer: checked_content(answer, status=200))
        except ServiceError as error:
            # The complaint about the missing picture comes from behind the door.
            if error.service_code is None or error.outcome not in (errors.REQUEST_REFUSED, errors.URL_NOT_ALLOWED):
                raise

    def interrupt(self) -> None:
        """Ends the request that is under way, if there is one: it fails at once. From any thread."""
        self._given_up.set()
        self._connection.interrupt()

    def close(self) -> None:
        """Closes what is open."""
        self._connection.close()

    def _send(self, body: bytes, read: Callable[[Answer], _T]) -> _T:
        # One at a time, so that a refusal stops those that wait before they are refused too.
        with self._turn:
            self._given_up.clear()
            with self._alone_until_let_in():
                self._refuse_what_was_refused()
                try:
                    told = self._send_at_most_twice(body, read)
                except ServiceError as error:
                    self._learn(error)
                    raise
                self._was_let_in = True
                return told

    @contextmanager
    def _alone_until_let_in(self) -> Iterator[None]:
        """One program at a time finds out whether the credentials hold: each refusal counts towards the lock."""
        if self._gate is None or self._was_let_in:
            yield
            return
        with ExitStack() as stack:
            try:
                stack.enter_context(self._gate.alone(self._given_up))
            except TimeoutError:
                raise ServiceError(errors.NO_ANSWER) from None
            yield

    def _refuse_what_was_refused(self) -> None:
        """Raises what the service would say, as far as that is known without asking it."""
        if self._locked_until is not None:
            remaining_s = (self._locked_until - self._now()).total_seconds()
            if 0 < remaining_s <= LOCK_S:  # more: the clock was set back
                raise ServiceError(errors.KEY_LOCKED, retry_after_s=remaining_s)
            self._locked_until = None
        refusal = self._gate.refusal() if self._gate is not None else None
        if refusal is not None:
            raise refusal

    def _learn(self, error: ServiceError) -> None:
        if error.http_status is None:  # it did not come from the service
            return
        if error.outcome is errors.KEY_LOCKED:
            self._locked_until = self._now() + timedelta(seconds=LOCK_S)
        elif error.action is not Action.ASK_CREDENTIALS:
            self._was_let_in |= error.error_class is ErrorClass.IMAGE
            return
        self._was_let_in = False
        if self._gate is not None:
            self._gate.shut(error)

    def _send_at_most_twice(self, body: bytes, read: Callable[[Answer], _T]) -> _T:
        try:
            return self._send_once(body, read)
        except _RefusedError as refused:
            if not self._authentication.renew(refused.error, refused.clock_was_off):
                self._authentication.stop()
                raise _final(refused.error) from None
        try:
            return self._send_once(body, read)
        except _RefusedError as refused:
            self._authentication.stop()
            raise _final(refused.error) from None

    def _send_once(self, body: bytes, read: Callable[[Answer], _T]) -> _T:
        headers = {
            "Host": self._address.netloc,
            "Content-Type": "application/json",
            "X-Project-Id": self._section.project_id.strip(),
        }
        if self._section.enterprise_project_id:
            headers["Enterprise-Project-Id"] = self._section.enterprise_project_id
        headers |= self._authentication.headers(SignableRequest("POST", self._path, "", headers, body))
        answer = self._connection.post(self._address, self._path, headers, body, carries_still=True)
        clock_was_off = self.clock.learn(answer.headers.get("date"))
        try:
            return read(answer)
        except ServiceError as error:
            if error.error_class is ErrorClass.AUTHENTICATION:
                raise _RefusedError(error, clock_was_off) from None
            raise

    def _authenticated_by(self, credentials: Credentials) -> Authentication:
        match self._section.authentication, credentials:
            case AuthenticationKind.ACCESS_KEY, AccessKeyCredentials():
                return AccessKey(credentials, self.clock)
            case AuthenticationKind.TOKEN, TokenCredentials():
                return FixedToken(credentials.token)
            case AuthenticationKind.PASSWORD, PasswordCredentials():
                sign_in = sign_in_address_of(self._section)
                return PasswordToken(
                    lambda: fetch_token(
                        self._connection,
                        sign_in,
                        credentials,
                        self._section.project_id.strip(),
                        self.clock,
                    ),
                    self.clock,
                )
            case _:
                raise SettingsError(
                    ErrorCode.CREDENTIALS_MISSING,
                    "The stored credentials are of another kind than the settings ask for.",
                    "Enter the credentials again, or change `authentication` in the settings.",
                )


class _RefusedError(Exception):
    """The service refused the credentials; says so to `_send` only."""

    def __init__(self, error: ServiceError, clock_was_off: timedelta) -> None:
        super().__init__()
        self.error = error
        self.clock_was_off = clock_was_off


def _body(request: RecogniseRequest) -> bytes:
    return json.dumps(request_to_json(request)).encode()


def _final(refusal: ServiceError) -> ServiceError:
    """The refusal as it is told to others: nothing that the client could renew is left."""
    return ServiceError(
        errors.SIGN_IN_REFUSED,
        service_code=refusal.service_code,
        service_message=refusal.service_message,
        http_status=refusal.http_status,
        request_id=refusal.request_id,
    )


def _in_original(portrait: Portrait | None, prepared: PreparedStill) -> Portrait | None:
    if portrait is None or portrait.outline is None:
        return portrait
    return replace(portrait, outline=prepared.in_original(portrait.outline))
