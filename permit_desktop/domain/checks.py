"""What was looked into, and how it stands: the lines of a connection test and of the check-up.

Sentences are English; the window finds their translations by the calls of the functions below (see
packaging/update_translations.py), so their texts have to stand where they are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from permit_desktop.domain.errors import ErrorCode, PermitError


class Check(StrEnum):
    """What is looked into, in the order in which it is told."""

    SETTINGS = "settings"
    CAMERA = "camera"
    LIGHT = "light"
    MODELS = "models"
    KEYRING = "keyring"
    VAULT = "vault"
    AUDIT = "audit"
    DISK = "disk"
    PROXY = "proxy"
    NAME = "name"
    CONNECTION = "connection"
    TLS = "tls"
    CLOCK = "clock"
    CREDENTIALS = "credentials"
    SERVICE = "service"
    REGION = "region"


class State(StrEnum):
    """How it stands."""

    FINE = "fine"
    DOUBTFUL = "doubtful"
    """It works; somebody should see to it."""
    FAILED = "failed"
    SKIPPED = "skipped"
    """It was not looked into: there was no need, or something before it failed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One finding of a check.

    Attributes:
        message: how it stands, one sentence without personal data and secrets.
        remedy: what a person can do; empty where nothing needs to be done.
        code: of the failure, for programs; None for none.
        words: what the other side itself said, as plain bounded text in whatever language; empty for nothing.
        about: what it is about, as its maker or its owner calls it; shown, but not saved for support.
    """

    check: Check
    state: State
    message: str
    remedy: str = ""
    code: ErrorCode | None = None
    words: str = ""
    about: str = ""


def fine(check: Check, message: str, *, about: str = "") -> Line:
    """It works."""
    return Line(check, State.FINE, message, about=about)


def doubtful(check: Check, message: str, remedy: str, *, about: str = "") -> Line:
    """It works; somebody should see to it."""
    return Line(check, State.DOUBTFUL, message, remedy, about=about)


def failed(check: Check, message: str, remedy: str, *, code: ErrorCode | None = None) -> Line:
    """It does not work."""
    return Line(check, State.FAILED, message, remedy, code)


def skipped(check: Check, message: str) -> Line:
    """It was not looked into, and why."""
    return Line(check, State.SKIPPED, message)


def of_error(check: Check, error: PermitError, state: State = State.FAILED) -> Line:
    """An expected failure, in its own words."""
    return Line(check, state, error.message, error.remedy, error.code)
