"""The way out of the network: which proxy stands before a service, and what it is told."""

from __future__ import annotations

import base64
from typing import Final
from urllib.parse import urlsplit

from requests.utils import get_environ_proxies, select_proxy

from permit_desktop.api.service import NO_PROXY, SYSTEM_PROXY, ServiceAddress
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.system.credentials import ProxyCredentials

_PROXY_SCHEMES: Final = ("http", "https")


def proxy_for(address: ServiceAddress, proxy: str) -> str | None:
    """The address of the proxy through which a service is reached, None where there is none.

    Args:
        proxy: as in the settings.

    Raises:
        SettingsError: the proxy's address cannot be used.
    """
    if proxy == NO_PROXY or (proxy == SYSTEM_PROXY and address.is_this_computer):
        return None
    if proxy != SYSTEM_PROXY:
        return own_proxy(proxy)
    origin = f"{address.scheme}://{address.netloc}"
    found = select_proxy(origin, get_environ_proxies(origin))
    # The operating system may leave out the scheme.
    return _checked_proxy(found if "://" in found else f"http://{found}") if found else None


def own_proxy(proxy: str) -> str:
    """The proxy of the settings, checked.

    Raises:
        SettingsError: it is no address of a proxy, or names a user.
    """
    if proxy in (SYSTEM_PROXY, NO_PROXY):
        return proxy
    if "@" in proxy:
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            "The proxy's user and password do not belong into the settings.",
            "Store them in the keyring with `permit-desktop credentials set --proxy`, and leave only http://host:port.",
        )
    return _checked_proxy(proxy)


def basic(credentials: ProxyCredentials) -> str:
    """The header `Proxy-Authorization` for a proxy that asks."""
    return "Basic " + base64.b64encode(f"{credentials.user}:{credentials.password}".encode()).decode("ascii")


def _checked_proxy(proxy: str) -> str:
    try:
        parts = urlsplit(proxy)
        usable = parts.scheme in _PROXY_SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            "The proxy's address is not of the form http://host:port.",
            'Correct `proxy` in the settings; "system" takes the computer\'s own, "none" uses none.',
        )
    return proxy
