"""Reaches a service below HTTP, step by step: proxy, name, connection, TLS. Sends nothing of the caller's."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as DeadlinePassedError
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from permit_desktop.api.proxies import basic
from permit_desktop.api.service import ServiceAddress
from permit_desktop.domain.checks import Check, Line, failed, fine, skipped
from permit_desktop.domain.errors import ErrorCode
from permit_desktop.system.credentials import ProxyCredentials

_MOST_HEAD_BYTES: Final = 16 * 1024
_PORTS: Final = {"http": 80, "https": 443}

# OpenSSL's verdicts on certificates (X509_V_ERR_…).
_EXPIRED: Final = 10
_NOT_YET_VALID: Final = 9
_OTHER_NAME: Final = frozenset({62, 64})
_UNKNOWN_AUTHORITY: Final = frozenset({18, 19, 20, 21})


class ReachError(Exception):
    """A step failed; `line` says which, and why."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line


class Reach:
    """One attempt.

    Args:
        proxy: the proxy's address, None to go directly.
        login: for a proxy that asks.
        timeout_s: for each step.
    """

    def __init__(
        self, address: ServiceAddress, proxy: str | None, login: ProxyCredentials | None, timeout_s: float
    ) -> None:
        self._address = address
        self._proxy = urlsplit(proxy) if proxy else None
        self._login = login
        self._timeout_s = timeout_s
        self._socket: socket.socket | None = None

    def close(self) -> None:
        """Closes what is open."""
        if self._socket is not None:
            self._socket.close()

    def lines(self, context: ssl.SSLContext | None) -> Iterator[Line]:
        """One line a step.

        Args:
            context: what is trusted, None for plain http.

        Raises:
            ReachError: a step failed.
        """
        if self._proxy is not None:
            yield from self._through_proxy(secure=context is not None)
        else:
            yield skipped(Check.PROXY, "No proxy is used.")
            yield from self._directly()
        if context is None:
            yield skipped(Check.TLS, "Plain http is not protected by TLS.")
        elif self._proxy is not None and self._proxy.scheme == "https":
            yield skipped(
                Check.TLS, "Inside the secure connection to the proxy it is seen with the first request only."
            )
        else:
            yield self._secured(context)

    def _directly(self) -> Iterator[Line]:
        port = self._address.port or _PORTS[self._address.scheme]
        _look_up(self._address.host, port, self._timeout_s, Check.NAME)
        yield fine(Check.NAME, "The service's name is known.")
        self._socket = _connected(self._address.host, port, self._timeout_s, Check.CONNECTION)
        yield fine(Check.CONNECTION, f"The service takes connections at port {port}.")

    def _through_proxy(self, *, secure: bool) -> Iterator[Line]:
        assert self._proxy is not None  # noqa: S101 (the caller asked)
        host, port = self._proxy.hostname or "", self._proxy.port or _PORTS[self._proxy.scheme]
        _look_up(host, port, self._timeout_s, Check.PROXY)
        self._socket = _connected(host, port, self._timeout_s, Check.PROXY)
        if not secure or self._proxy.scheme == "https":
            yield fine(Check.PROXY, f"The proxy {host} takes connections.")
            yield skipped(Check.NAME, "The proxy looks up the service's name.")
            yield skipped(Check.CONNECTION, "The proxy makes the connection with the first request.")
            return
        status = self._tunnel(self._socket)
        if status == 407:
            raise ReachError(self._asks_for_login())
        if status in (502, 503, 504):
            yield fine(Check.PROXY, f"The proxy {host} answers.")
            raise ReachError(
                failed(
                    Check.CONNECTION,
                    f"The proxy does not reach the service (its answer is {status}).",
                    "Check the service's address, or ask who runs the proxy.",
                    code=ErrorCode.SERVICE_UNREACHABLE,
                )
            )
        if not 200 <= status < 300:
            raise ReachError(
                failed(
                    Check.PROXY,
                    f"The proxy refuses to connect to the service (its answer is {status}).",
                    "Ask who runs the proxy to allow the service's address and port.",
                    code=ErrorCode.SERVICE_PROXY_FAILED,
                )
            )
        yield fine(Check.PROXY, f"The proxy {host} lets the program through.")
        yield skipped(Check.NAME, "The proxy looks up the service's name.")
        yield fine(Check.CONNECTION, "The proxy connects to the service.")

    def _tunnel(self, open_socket: socket.socket) -> int:
        """Asks the proxy for a way to the service; returns the status of its answer, 0 for none."""
        target = f"{self._address.netloc}{'' if self._address.port else ':443'}"
        login = f"Proxy-Authorization: {basic(self._login)}\r\n" if self._login is not None else ""
        try:
            open_socket.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{login}\r\n".encode())
            head = b""
            while b"\r\n\r\n" not in head and len(head) < _MOST_HEAD_BYTES:
                piece = open_socket.recv(4096)
                if not piece:
                    break
                head += piece
        except OSError:
            return 0
        words = head.split(b"\r\n", 1)[0].split()
        return int(words[1]) if len(words) > 1 and words[1].isdigit() and len(words[1]) == 3 else 0

    def _asks_for_login(self) -> Line:
        if self._login is None:
            return failed(
                Check.PROXY,
                "The proxy asks for a user and a password.",
                "Store them in the settings, or with `permit-desktop credentials set --proxy`.",
                code=ErrorCode.SERVICE_PROXY_FAILED,
            )
        return failed(
            Check.PROXY,
            "The proxy does not accept the stored user and password.",
            "Enter them again in the settings.",
            code=ErrorCode.SERVICE_PROXY_FAILED,
        )

    def _secured(self, context: ssl.SSLContext) -> Line:
        assert self._socket is not None  # noqa: S101 (a connection was made before)
        try:
            with context.wrap_socket(self._socket, server_hostname=self._address.host) as secured:
                return fine(Check.TLS, f"The connection is secure ({secured.version()}).")
        except ssl.SSLCertVerificationError as error:
            raise ReachError(_distrust(error)) from None
        except ssl.SSLError:
            raise ReachError(
                failed(
                    Check.TLS,
                    "What answers at this port does not speak TLS, or only an old version of it.",
                    "Check the port in the service's address, and whether the network intercepts connections.",
                    code=ErrorCode.SERVICE_TLS_FAILED,
                )
            ) from None
        except OSError:
            raise ReachError(
                failed(
                    Check.TLS,
                    "The connection breaks when it is to be secured.",
                    "Check the port in the service's address, and whether a firewall inspects connections.",
                    code=ErrorCode.SERVICE_TLS_FAILED,
                )
            ) from None


def _look_up(host: str, port: int, timeout_s: float, check: Check) -> None:
    """Raises `ReachError` when the name leads nowhere."""
    found: Future[object] = Future()

    def look_up() -> None:
        try:
            found.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.set_exception(error)

    # A daemon: the operating system may take minutes to give up, and nothing can interrupt it.
    threading.Thread(target=look_up, name="name", daemon=True).start()
    try:
        found.result(timeout_s)
    except socket.gaierror as error:
        raise ReachError(_no_name_server(check) if error.errno == socket.EAI_AGAIN else _unknown(check)) from None
    except DeadlinePassedError:
        raise ReachError(_no_name_server(check)) from None
    except (OSError, UnicodeError):
        raise ReachError(_unknown(check)) from None


def _unknown(check: Check) -> Line:
    if check is Check.PROXY:
        return failed(
            Check.PROXY,
            "Nobody knows the proxy's name.",
            "Check the proxy's address in the settings.",
            code=ErrorCode.SERVICE_PROXY_FAILED,
        )
    return failed(
        Check.NAME,
        "Nobody knows the service's name.",
        "Check the spelling of the service's address in the settings.",
        code=ErrorCode.SERVICE_UNREACHABLE,
    )


def _no_name_server(check: Check) -> Line:
    if check is Check.PROXY:
        return failed(
            Check.PROXY,
            "The proxy's name cannot be looked up.",
            "Check that this computer is connected to the network.",
            code=ErrorCode.SERVICE_PROXY_FAILED,
        )
    return failed(
        Check.NAME,
        "The service's name cannot be looked up.",
        "Check that this computer is connected to the network.",
        code=ErrorCode.SERVICE_UNREACHABLE,
    )


def _connected(host: str, port: int, timeout_s: float, check: Check) -> socket.socket:
    """A connection; raises `ReachError` when there is none."""
    try:
        return socket.create_connection((host, port), timeout_s)
    except ConnectionRefusedError:
        raise ReachError(_nothing_there(check, port)) from None
    except OSError:
        raise ReachError(_silent(check, port)) from None


def _nothing_there(check: Check, port: int) -> Line:
    if check is Check.PROXY:
        return failed(
            Check.PROXY,
            f"The proxy takes no connections at port {port}.",
            "Check the proxy's address in the settings.",
            code=ErrorCode.SERVICE_PROXY_FAILED,
        )
    return failed(
        Check.CONNECTION,
        f"The service takes no connections at port {port}.",
        "Check the port in the service's address, and whether the service runs.",
        code=ErrorCode.SERVICE_UNREACHABLE,
    )


def _silent(check: Check, port: int) -> Line:
    if check is Check.PROXY:
        return failed(
            Check.PROXY,
            "The proxy does not answer.",
            "Check the proxy's address, and the network.",
            code=ErrorCode.SERVICE_PROXY_FAILED,
        )
    return failed(
        Check.CONNECTION,
        f"The service does not answer at port {port}.",
        "Check the network, and whether a firewall or a proxy stands between.",
        code=ErrorCode.SERVICE_UNREACHABLE,
    )


def _distrust(error: ssl.SSLCertVerificationError) -> Line:
    verdict = getattr(error, "verify_code", None)
    today = datetime.now(UTC).date().isoformat()
    if verdict == _EXPIRED:
        return failed(
            Check.TLS,
            "The service's certificate has expired.",
            f"Check this computer's date (it is {today}); if it is right, tell who runs the service.",
            code=ErrorCode.SERVICE_NOT_TRUSTED,
        )
    if verdict == _NOT_YET_VALID:
        return failed(
            Check.TLS,
            "The service's certificate is not valid yet.",
            f"Check this computer's date (it is {today}); if it is right, tell who runs the service.",
            code=ErrorCode.SERVICE_NOT_TRUSTED,
        )
    if verdict in _OTHER_NAME:
        return failed(
            Check.TLS,
            "The service's certificate is made out to another name.",
            "Check the service's address; it has to be the name in the certificate.",
            code=ErrorCode.SERVICE_NOT_TRUSTED,
        )
    if verdict in _UNKNOWN_AUTHORITY:
        return failed(
            Check.TLS,
            "The service's certificate was issued by an authority that this computer does not trust.",
            "If it is your own, enter its certificate in the settings; if not, somebody may intercept connections.",
            code=ErrorCode.SERVICE_NOT_TRUSTED,
        )
    return failed(
        Check.TLS,
        "The service could not prove its identity.",
        "Check this computer's date, the service's address, and the certificate authority in the settings.",
        code=ErrorCode.SERVICE_NOT_TRUSTED,
    )
