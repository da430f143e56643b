"""Which service is called, and how: its address, the vendor's regions, and the settings of the client."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

import idna

from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.system.settings import ServiceSection


@dataclass(frozen=True, slots=True)
class Region:
    """One of the vendor's regions.

    Attributes:
        region_id: as in its addresses.
        name: its place, in English.
        listed: whether the vendor's tables of addresses ever listed permit recognition there.
    """

    region_id: str
    name: str
    listed: bool

    @property
    def endpoint(self) -> str:
        """The address of the recognition service there."""
        return f"https://ocr.{self.region_id}.myhuaweicloud.com"


REGIONS: Final = (
    Region("ap-southeast-1", "CN-Hong Kong", listed=True),
    Region("ap-southeast-2", "AP-Bangkok", listed=False),
    Region("ap-southeast-3", "AP-Singapore", listed=False),
    Region("cn-north-4", "CN North-Beijing4", listed=False),
    Region("cn-north-1", "CN North-Beijing1", listed=False),
    Region("cn-south-1", "CN South-Guangzhou", listed=False),
    Region("cn-east-3", "CN East-Shanghai1", listed=False),
    Region("cn-southwest-2", "CN Southwest-Guiyang1", listed=False),
    Region("la-south-2", "LA-Santiago", listed=False),
    Region("la-north-2", "LA-Mexico City2", listed=False),
    Region("af-south-1", "AF-Johannesburg", listed=False),
)
"""The public service was taken offline in August 2024; these remain for gateways and for its return."""

SYSTEM_PROXY: Final = "system"
NO_PROXY: Final = "none"

_VENDOR_HOST: Final = re.compile(r"ocr\.(?P<region>[a-z0-9-]+)\.(?P<domain>myhuaweicloud\.(?:com|cn|eu))")
_SIGN_IN_ELSEWHERE: Final = {"ocr.eu-west-101.myhuaweicloud.eu": "iam.myhuaweicloud.eu"}
"""Where the vendor's identity service is not named after the region."""
_HOST: Final = re.compile(r"[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?|[0-9a-f:]+")
"""No standard allows the underscore in a host's name, and networks of their own have it all the same."""


@dataclass(frozen=True, slots=True)
class ServiceAddress:
    """Where a service is.

    Attributes:
        scheme: `https` or `http`.
        host: its name or IP address, lower case, without brackets; of a name that is not ASCII the form in which
            networks know it (`xn--…`).
        port: None for the scheme's own.
        prefix: the path before `/v2/…`, empty or with a slash at its start and none at its end.
    """

    scheme: str
    host: str
    port: int | None = None
    prefix: str = ""

    @classmethod
    def parse(cls, text: str) -> ServiceAddress:
        """Reads `https://host[:port][/prefix]`; without a scheme it is https.

        Raises:
            SettingsError: it is no such address, or carries a user, a query or a fragment.
        """
        stripped = text.strip()
        try:
            parts = urlsplit(stripped if "://" in stripped else f"https://{stripped}")
            port = parts.port
        except ValueError:
            raise _bad_address() from None
        host = _as_networks_know_it(parts.hostname or "").rstrip(".")
        if parts.scheme not in ("https", "http") or not _HOST.fullmatch(host) or port == 0 or _has_extras(parts):
            raise _bad_address()
        own_port = 443 if parts.scheme == "https" else 80
        prefix = quote(parts.path.rstrip("/"), safe="/-_.~%")
        return cls(parts.scheme, host, None if port == own_port else port, prefix)

    @property
    def netloc(self) -> str:
        """Host and port as in a `Host` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"

    @property
    def base(self) -> str:
        """The address as a text, without a slash at its end."""
        return f"{self.scheme}://{self.netloc}{self.prefix}"

    @property
    def is_this_computer(self) -> bool:
        """Whether the address can only mean the computer that the program runs on."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def sign_in(self) -> ServiceAddress:
        """Where a password gets a token: the vendor's identity service for its regions, else the same place."""
        vendor = _VENDOR_HOST.fullmatch(self.host)
        if vendor is None:
            return self
        return ServiceAddress("https", _SIGN_IN_ELSEWHERE.get(self.host, f"iam.{vendor['region']}.{vendor['domain']}"))

    @property
    def region_id(self) -> str | None:
        """The vendor's region, None for any other service."""
        vendor = _VENDOR_HOST.fullmatch(self.host)
        return vendor["region"] if vendor else None


def address_of(section: ServiceSection) -> ServiceAddress:
    """The address of the service that the settings name.

    Raises:
        SettingsError: no service is named, or its address cannot be used.
    """
    if not section.endpoint:
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            "No service is set.",
            "Enter the service's address and project ID in the settings.",
        )
    address = ServiceAddress.parse(section.endpoint)
    if not section.project_id.strip():
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            "The service's project ID is missing.",
            "Enter the project ID in the settings; the service's console shows it, one for each region.",
        )
    return address


def sign_in_address_of(section: ServiceSection) -> ServiceAddress:
    """The address at which a password gets a token: the one of the settings, else the one that the service implies.

    Raises:
        SettingsError: it cannot be used.
    """
    return ServiceAddress.parse(section.sign_in_endpoint) if section.sign_in_endpoint else address_of(section).sign_in


def check_protected(address: ServiceAddress, *, allow_plain_http: bool) -> None:
    """Raises `SettingsError` for plain http to another computer, unless the administrator's policy allows it."""
    if address.scheme == "http" and not (address.is_this_computer or allow_plain_http):
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            "The service's address is plain http, which would send pictures and credentials unprotected.",
            "Use an https address.",
        )


def recognise_path(address: ServiceAddress, project_id: str) -> str:
    """The path of permit recognition, percent-encoded."""
    return f"{address.prefix}/v2/{quote(project_id.strip(), safe='')}/ocr/exit-entry-permit"


def _as_networks_know_it(host: str) -> str:
    """The name in ASCII; empty when it cannot be one."""
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""


def _has_extras(parts: SplitResult) -> bool:
    return bool(parts.username or parts.password or parts.query or parts.fragment)


def _bad_address() -> SettingsError:
    return SettingsError(
        ErrorCode.SETTING_INVALID,
        "The service's address is not of the form https://host[:port][/path].",
        "Correct `endpoint` in the settings; credentials do not belong into it.",
    )
