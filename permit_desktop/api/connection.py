"""HTTP to a service: one request, one bounded answer, and every failure below HTTP named.

TLS is verified against the operating system's certificates; on Linux those are OpenSSL's, wherever `SSL_CERT_FILE` or
`SSL_CERT_DIR` says that they lie. Nothing else is asked of the environment: no `.netrc`, no CA bundle of the library's
variables, and proxies only as the settings say. No redirect is followed and nothing is sent twice.
"""

from __future__ import annotations

import io
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any, Final

import requests
import truststore
from requests.adapters import HTTPAdapter

from permit_desktop import __version__
from permit_desktop.api import errors
from permit_desktop.api.errors import Outcome, ServiceError
from permit_desktop.api.lines import Lines, reaching
from permit_desktop.api.proxies import basic, own_proxy, proxy_for
from permit_desktop.api.service import SYSTEM_PROXY, ServiceAddress, check_protected
from permit_desktop.api.watch import Watch
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.system.credentials import ProxyCredentials

MAX_ANSWER_BYTES: Final = 8 * 1024 * 1024
"""Every field together takes some kilobytes, a portrait at most 4 MiB."""
MAX_IDLE_S: Final = 30.0
"""Firewalls forget connections on which nothing happens, and tell neither side: a request there waits for nothing."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an exchange may take.

    Attributes:
        connect_s: for reaching the other side, and for every 16 KiB of the upload.
        read_s: for every pause in the answer.
        total_s: for the whole exchange.
    """

    connect_s: float = 10.0
    read_s: float = 45.0
    total_s: float = 120.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer.

    Attributes:
        status: such as 200.
        headers: by lower-case name.
        body: complete, at most `MAX_ANSWER_BYTES`.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class Connection:
    """One session with one service and its sign-in. For one thread at a time."""

    def __init__(
        self,
        *,
        ca_file: Path | None,
        proxy: str,
        patience: Patience,
        allow_plain_http: bool,
        proxy_credentials: ProxyCredentials | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Opens nothing yet.

        Args:
            proxy_credentials: go to a proxy that is named by its address, and to no other.
            monotonic: seconds of a clock that only goes forward.

        Raises:
            SettingsError: the file of certificate authorities or the proxy's address cannot be used.
        """
        self._proxy = own_proxy(proxy)
        authorization = basic(proxy_credentials) if proxy_credentials and proxy != SYSTEM_PROXY else None
        self._patience = patience
        self._monotonic = monotonic
        self._used_at_s = monotonic()
        self._allow_plain_http = allow_plain_http
        self._lines = Lines()
        self._session = _Session()
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers.clear()
        self._session.headers.update(
            {"User-Agent": f"permit-desktop/{__version__}", "Accept": "application/json", "Accept-Encoding": "identity"}
        )
        self._session.mount("https://", _Adapter(trust(ca_file), self._lines, authorization))
        self._session.mount("http://", _Adapter(None, self._lines, authorization))

    def post(
        self, address: ServiceAddress, path: str, headers: Mapping[str, str], body: bytes, *, carries_still: bool
    ) -> Answer:
        """Sends one request and reads its whole answer.

        Args:
            path: with the address's prefix, percent-encoded, perhaps with a query.
            carries_still: whether a failure after sending is to be reported as `maybe_sent`.

        Raises:
            ServiceError: there was no complete answer.
            SettingsError: the address is plain http to another computer, which is not allowed.
        """
        check_protected(address, allow_plain_http=self._allow_plain_http)
        if self._monotonic() - self._used_at_s > MAX_IDLE_S:
            self.close()
        with Watch(self._lines.cut, self._patience.total_s) as watch:
            upload = _Upload(body, watch)
            try:
                answer = self._exchange(address, path, headers, upload)
            except (requests.RequestException, ValueError) as error:  # the library lets some through as they are
                outcome = _outcome(error, upload, watch)
                arrived = carries_still and upload.handed_over and outcome is not errors.PROXY_FAILED
                self.close()
                # The cause is left out: its text can hold the proxy's password.
                raise ServiceError(outcome, maybe_sent=arrived) from None
        self._used_at_s = self._monotonic()
        if watch.expired:
            # Without a length, an answer that the watch ended looks complete.
            raise ServiceError(errors.NO_ANSWER, maybe_sent=carries_still)
        if len(answer.body) > MAX_ANSWER_BYTES:
            raise ServiceError(errors.ANSWER_TOO_LARGE, http_status=answer.status, maybe_sent=carries_still)
        return answer

    def close(self) -> None:
        """Closes what is open; the connection can be used again."""
        self._session.close()
        # A broken exchange leaves its socket to nobody.
        self._lines.close()

    def interrupt(self) -> None:
        """Ends the exchange that is under way, if there is one: it fails at once. From any thread."""
        self._lines.cut()

    def _exchange(self, address: ServiceAddress, path: str, headers: Mapping[str, str], upload: _Upload) -> Answer:
        origin = f"{address.scheme}://{address.netloc}"
        with self._session.post(
            origin + path,
            # A file, so that the time limit holds for each piece of the upload and not for all of it.
            data=upload,
            headers=dict(headers),
            timeout=(self._patience.connect_s, self._patience.read_s),
            allow_redirects=False,
            stream=True,
            proxies=self._proxies(address),
        ) as response:
            received = bytearray()
            for piece in response.iter_content(64 * 1024):
                received += piece
                if len(received) > MAX_ANSWER_BYTES:
                    break
            lower = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, lower, bytes(received))

    def _proxies(self, address: ServiceAddress) -> dict[str, str]:
        proxy = proxy_for(address, self._proxy)
        return {"http": proxy, "https": proxy} if proxy else {}


class _Session(requests.Session):
    """Knows no redirects: even one that is not to be followed the library reads to its end, however long."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002 (whatever came)
        return None


class _Upload(io.BytesIO):
    """A request's body that knows how far it has been sent."""

    def __init__(self, body: bytes, watch: Watch) -> None:
        super().__init__(body)
        self._length = len(body)
        self._watch = watch

    def read(self, size: int | None = -1, /) -> bytes:
        if self._watch.expired:
            raise requests.Timeout
        return super().read(size)

    @property
    def begun(self) -> bool:
        return self.tell() > 0

    @property
    def handed_over(self) -> bool:
        return self.tell() >= self._length


class _Adapter(HTTPAdapter):
    """Uses the given trust, for proxies too; never tries twice; keeps hold of the lines for the watch.

    The proxy's password goes into the header alone, never into an address, which errors quote.
    """

    def __init__(self, trust: ssl.SSLContext | None, lines: Lines, proxy_authorization: str | None) -> None:
        self._trust = trust
        self._lines = lines
        self._proxy_authorization = proxy_authorization
        super().__init__(max_retries=0, pool_connections=2, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        if self._trust is not None:
            kwargs["ssl_context"] = self._trust
        super().init_poolmanager(*args, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        if self._trust is not None:
            kwargs |= {"ssl_context": self._trust, "proxy_ssl_context": self._trust}
        return super().proxy_manager_for(proxy, **kwargs)

    def proxy_headers(self, proxy: str) -> dict[str, str]:
        if self._proxy_authorization is not None:
            return {"Proxy-Authorization": self._proxy_authorization}
        headers: dict[str, str] = super().proxy_headers(proxy)
        return headers

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]  # the stubs leave it untyped
        # Left alone, requests would add its own list of authorities to those of the operating system.
        conn.ca_certs = None

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        if "ConnectionCls" not in vars(pool):
            pool.ConnectionCls = reaching(self._lines, pool.ConnectionCls)
        return pool


def _outcome(error: requests.RequestException | ValueError, upload: _Upload, watch: Watch) -> Outcome:
    untrusted = any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(error))
    signs = (
        (watch.expired, errors.NO_ANSWER),
        (isinstance(error, requests.exceptions.ProxyError), errors.PROXY_FAILED),
        (untrusted, errors.NOT_TRUSTED),
        (isinstance(error, requests.exceptions.ContentDecodingError), errors.ANSWER_GARBLED),
        (upload.begun, errors.NO_ANSWER),
        (isinstance(error, requests.exceptions.SSLError), errors.TLS_FAILED),
        # An address or a header that cannot be sent.
        (isinstance(error, ValueError), errors.ADDRESS_WRONG),
    )
    return next((outcome for holds, outcome in signs if holds), errors.UNREACHABLE)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and everything that it carries or came from."""
    todo, seen = [error], set[int]()
    while todo:
        cause = todo.pop()
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        carried = (*cause.args, cause.__cause__, cause.__context__, getattr(cause, "reason", None))
        todo.extend(item for item in carried if isinstance(item, BaseException))


def trust(ca_file: Path | None) -> ssl.SSLContext:
    """What is trusted: the operating system's certificates, and those of the file.

    Raises:
        SettingsError: the file cannot be read.
    """
    # Verifies, and refuses anything before TLS 1.2, as it comes.
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError):
            raise SettingsError(
                ErrorCode.SETTING_INVALID,
                "The file of certificate authorities cannot be read.",
                "Check `ca_file` in the settings: it has to be a PEM file with certificates.",
            ) from None
    return context
