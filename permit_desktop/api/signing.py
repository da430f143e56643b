"""SDK-HMAC-SHA256: signing a request with an access key, and verifying such a signature.

    canonical request = method, path, query, headers, their names, SHA-256 of the body, a line each
    text to sign      = "SDK-HMAC-SHA256", time, SHA-256 of the canonical request, a line each
    signature         = HMAC-SHA256(secret key, text to sign)

The path is signed with a "/" at its end, which the request itself need not have. Source: the vendor's signing guide.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qsl, quote, unquote_to_bytes

ALGORITHM: Final = "SDK-HMAC-SHA256"
MAX_SKEW: Final = timedelta(minutes=15)
"""How far the signer's clock may be from the service's."""

_TIME: Final = "%Y%m%dT%H%M%SZ"
_AUTHORIZATION: Final = re.compile(
    rf"{ALGORITHM} Access=(?P<access_key>[!-~]{{1,128}}), "
    r"SignedHeaders=(?P<names>[!-~]{1,2048}), Signature=(?P<signature>[0-9a-f]{64})"
)


@dataclass(frozen=True, slots=True)
class SignableRequest:
    """What of an HTTP request is signed.

    Attributes:
        method: such as `POST`.
        path: as on the request line, percent-encoded, without the query.
        query: as on the request line, without the question mark.
        headers: all headers that are signed; a verifier gives all that came, `Host` among them.
        body: the bytes sent.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Authorization:
    """An `Authorization` header taken apart."""

    access_key: str
    signed_headers: tuple[str, ...]
    signature: str


class Verdict(StrEnum):
    """What verifying a signature found."""

    HOLDS = "holds"
    MALFORMED = "malformed"
    OUT_OF_TIME = "out_of_time"
    WRONG = "wrong"


def sign(request: SignableRequest, access_key: str, secret_key: str, at: datetime) -> dict[str, str]:
    """The two headers to add: `X-Sdk-Date` and `Authorization`. Every header of the request is signed.

    Args:
        at: the time of the request, aware, by the service's clock.
    """
    time = at.astimezone(UTC).strftime(_TIME)
    headers = {name.lower(): value for name, value in request.headers.items()} | {"x-sdk-date": time}
    names = tuple(sorted(headers))
    signature = _signature(request, headers, names, time, secret_key)
    return {
        "X-Sdk-Date": time,
        "Authorization": f"{ALGORITHM} Access={access_key}, SignedHeaders={';'.join(names)}, Signature={signature}",
    }


def read_authorization(headers: Mapping[str, str]) -> Authorization | None:
    """The parts of the `Authorization` header; None when there is none of this algorithm."""
    lower = {name.lower(): value for name, value in headers.items()}
    match = _AUTHORIZATION.fullmatch(lower.get("authorization", "").strip())
    if match is None:
        return None
    return Authorization(match["access_key"], tuple(match["names"].lower().split(";")), match["signature"])


def verify(request: SignableRequest, secret_key: str, now: datetime) -> Verdict:
    """Whether the request was signed with the secret key, at about `now`.

    Args:
        secret_key: the one that belongs to the access key of `read_authorization`.
        now: aware.
    """
    headers = {name.lower(): value for name, value in request.headers.items()}
    authorization = read_authorization(headers)
    if authorization is None:
        return Verdict.MALFORMED
    objection = objection_to(authorization, headers, now)
    if objection is not None:
        return objection
    time = headers["x-sdk-date"].strip()
    expected = _signature(request, headers, authorization.signed_headers, time, secret_key)
    return Verdict.HOLDS if hmac.compare_digest(expected, authorization.signature) else Verdict.WRONG


def objection_to(authorization: Authorization, headers: Mapping[str, str], now: datetime) -> Verdict | None:
    """What the headers alone tell against a signature, before there is a body: malformed, out of time, or nothing.

    Args:
        headers: all that came, by lower-case name.
        now: aware.
    """
    names = authorization.signed_headers
    if "x-sdk-date" not in names or not headers.keys() >= set(names) or tuple(sorted(set(names))) != names:
        return Verdict.MALFORMED
    try:
        signed_at = datetime.strptime(headers["x-sdk-date"].strip(), _TIME).replace(tzinfo=UTC)
    except ValueError:
        return Verdict.MALFORMED
    return Verdict.OUT_OF_TIME if abs(now - signed_at) > MAX_SKEW else None


def canonical_hash(request: SignableRequest, signed_headers: tuple[str, ...]) -> str:
    """SHA-256 of the canonical request, in hexadecimal.

    Args:
        signed_headers: lower-case names, sorted; each one of `request.headers`, whatever its case there.
    """
    headers = {name.lower(): value for name, value in request.headers.items()}
    canonical = "\n".join(
        (
            request.method.upper(),
            _canonical_path(request.path),
            _canonical_query(request.query),
            *(f"{name}:{headers[name].strip()}" for name in signed_headers),
            "",
            ";".join(signed_headers),
            hashlib.sha256(request.body).hexdigest(),
        )
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _signature(
    request: SignableRequest, headers: Mapping[str, str], names: tuple[str, ...], time: str, secret_key: str
) -> str:
    plain = SignableRequest(request.method, request.path, request.query, headers, request.body)
    text = "\n".join((ALGORITHM, time, canonical_hash(plain, names)))
    return hmac.new(secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()


def _canonical_path(path: str) -> str:
    encoded = "/".join(_encode(unquote_to_bytes(segment)) for segment in path.split("/"))
    return encoded if encoded.endswith("/") else encoded + "/"


def _canonical_query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    # Sorted as they read, not as they are encoded: so do the vendor's clients.
    plain = sorted(
        (name.encode(errors="surrogateescape"), value.encode(errors="surrogateescape")) for name, value in pairs
    )
    return "&".join(f"{_encode(name)}={_encode(value)}" for name, value in plain)


def _encode(text: bytes) -> str:
    return quote(text, safe="-_.~")
