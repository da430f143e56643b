"""Tests the way to the service step by step, so that a failure is told by its place: proxy, name, TLS, clock, sign-in.

No picture is sent, and credentials only after everything before them holds.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from permit_desktop.api import errors
from permit_desktop.api.access import Access, open_service
from permit_desktop.api.connection import Patience, trust
from permit_desktop.api.errors import ErrorClass, ServiceError
from permit_desktop.api.proxies import proxy_for
from permit_desktop.api.reach import Reach, ReachError
from permit_desktop.api.refused_access import RefusedAccess
from permit_desktop.api.regions import region_line
from permit_desktop.api.service import ServiceAddress, address_of, check_protected, sign_in_address_of
from permit_desktop.domain.checks import Check, Line, State, doubtful, fine, of_error, skipped
from permit_desktop.domain.errors import PermitError
from permit_desktop.system.settings import AuthenticationKind, Settings

PATIENCE: Final = Patience(connect_s=8, read_s=15, total_s=25)
CLOCK_DOUBTFUL: Final = timedelta(minutes=3)
"""Signatures hold for 15 minutes; the client corrects a wrong clock, other programs do not."""

WAY: Final = (
    Check.SETTINGS,
    Check.PROXY,
    Check.NAME,
    Check.CONNECTION,
    Check.TLS,
    Check.CLOCK,
    Check.CREDENTIALS,
    Check.SERVICE,
    Check.REGION,
)
"""What is tested, in order."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A test of the way to the service of the settings.

    Attributes:
        settings: what holds.
        access: gives what proves who is calling; asked only when the service was reached.
        patience: how long each step may take.
        refused: what was refused in other programs; None where that is not known.
    """

    settings: Settings
    access: Callable[[], Access]
    patience: Patience = PATIENCE
    refused: RefusedAccess | None = None

    def lines(self) -> Iterator[Line]:
        """One line for each step of `WAY`, as soon as it is known; after a failure the others are skipped."""
        told: list[Check] = []
        for line in self._until_failure():
            told.append(line.check)
            yield line
        for check in WAY:
            if check not in told:
                yield skipped(check, "Not tested: something before it failed.")

    def _until_failure(self) -> Iterator[Line]:
        try:
            service = self.settings.service
            address = address_of(service)
            check_protected(address, allow_plain_http=service.allow_plain_http)
            if service.authentication is AuthenticationKind.PASSWORD:
                check_protected(sign_in_address_of(service), allow_plain_http=service.allow_plain_http)
            proxy = proxy_for(address, service.proxy)
            context = trust(service.ca_file) if address.scheme == "https" else None
        except PermitError as error:
            yield of_error(Check.SETTINGS, error)
            return
        yield fine(Check.SETTINGS, f"The service is {address.base}.")
        try:
            access: Access | PermitError = self.access()
        except PermitError as error:
            access = error
        login = access.proxy if isinstance(access, Access) else None
        with contextlib.closing(Reach(address, proxy, login, self.patience.connect_s)) as reach:
            try:
                yield from reach.lines(context)
            except ReachError as error:
                yield error.line
                return
        if isinstance(access, PermitError):
            yield of_error(Check.CREDENTIALS, access)
            return
        yield from self._exchange(access, address)

    def _exchange(self, access: Access, address: ServiceAddress) -> Iterator[Line]:
        try:
            recogniser = open_service(access, self.settings, self.patience, self.refused)
        except PermitError as error:
            yield of_error(Check.CREDENTIALS, error)
            return
        refused: PermitError | None = None
        try:
            recogniser.test_access()
        except PermitError as error:
            refused = error
        finally:
            recogniser.close()
        if refused is None or getattr(refused, "http_status", None) is not None:
            yield _clock_line(recogniser.clock.offset)
        yield from _verdict(refused, address)


def is_usable(lines: Sequence[Line]) -> bool:
    """Whether the service can be used, as all lines of a test tell."""
    return all(line.state is not State.FAILED for line in lines)


def _clock_line(ahead: timedelta) -> Line:
    minutes = round(abs(ahead).total_seconds() / 60)
    if abs(ahead) < CLOCK_DOUBTFUL:
        return fine(Check.CLOCK, "This computer's clock agrees with the service's.")
    if ahead > timedelta(0):
        return doubtful(
            Check.CLOCK,
            f"This computer's clock is {minutes} minutes behind the service's.",
            "Let the system set its clock by the network.",
        )
    return doubtful(
        Check.CLOCK,
        f"This computer's clock is {minutes} minutes ahead of the service's.",
        "Let the system set its clock by the network.",
    )


def _verdict(refused: PermitError | None, address: ServiceAddress) -> Iterator[Line]:
    """What the service's answer says of the credentials, of permit recognition, and of the region."""
    outcome = refused.outcome if isinstance(refused, ServiceError) else None
    if refused is not None and (outcome is None or _is_of_the_credentials(outcome)):
        yield _in_both_words(Check.CREDENTIALS, refused)
        return
    # Who is told that nothing is there was perhaps not looked at.
    if outcome in (errors.WITHDRAWN, errors.ADDRESS_WRONG) or _is_of_the_way(outcome):
        yield skipped(Check.CREDENTIALS, "The service did not look at the credentials.")
    else:
        yield fine(Check.CREDENTIALS, "The service accepts the credentials.")
    if refused is None:
        yield fine(Check.SERVICE, "Permit recognition is enabled and answers.")
    elif outcome is errors.THROTTLED:
        yield doubtful(
            Check.SERVICE,
            "Permit recognition is there, and takes no more pictures for the moment.",
            "Nothing needs to be done: pictures wait until it does.",
        )
    else:
        yield _in_both_words(Check.SERVICE, refused)
    yield region_line(address, refused)


def _in_both_words(check: Check, refused: PermitError) -> Line:
    """The program's words, and the service's own if it said any."""
    words = refused.service_message if isinstance(refused, ServiceError) else None
    return replace(of_error(check, refused), words=words or "")


def _is_of_the_credentials(outcome: errors.Outcome) -> bool:
    return outcome is errors.KEY_LOCKED or outcome.error_class is ErrorClass.AUTHENTICATION


def _is_of_the_way(outcome: errors.Outcome | None) -> bool:
    return outcome is not None and outcome.error_class in (
        ErrorClass.CONNECTION,
        ErrorClass.TRANSIENT,
        ErrorClass.ANSWER,
    )
