"""Every setting of the program: its name, its default, what it may hold and what it is for, in one table.

The frozen dataclasses below are that table. Reading and checking files, `settings show`, the Settings page and
docs/settings.md all come from it. No secret is a setting: those lie in the keyring (`permit_desktop.system.secrets`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from permit_desktop.system.setting_kinds import (
    Address,
    Choice,
    FieldThresholds,
    Kind,
    OneNumber,
    Place,
    Proxy,
    Switch,
    Template,
    Text,
    ThresholdTable,
    Whole,
)


class RecogniserKind(StrEnum):
    """Who answers new captures."""

    ON_DEVICE = "on-device"
    SERVICE = "service"


class AuthenticationKind(StrEnum):
    """How a client of the service proves who it is."""

    ACCESS_KEY = "ak-sk"
    PASSWORD = "iam"  # noqa: S105 (the name of a way to sign in, no secret)
    TOKEN = "token"  # noqa: S105 (as above)


class StrictnessLevel(StrEnum):
    """How good a picture must be before it is taken by itself."""

    RELAXED = "relaxed"
    NORMAL = "normal"
    STRICT = "strict"


class Language(StrEnum):
    """The language of the window."""

    SYSTEM = "system"
    ENGLISH = "en"
    SIMPLIFIED_CHINESE = "zh_CN"
    TRADITIONAL_CHINESE = "zh_TW"


class LookName(StrEnum):
    """The appearance of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class Origin(StrEnum):
    """Who says what a setting holds; a later one outweighs those before it."""

    BUILT_IN = "built-in"
    POLICY = "policy"
    USER = "user"
    POLICY_LOCKED = "policy-locked"


def _row(kind: Kind[Any], about: str, *, careful: bool = False, policy_only: bool = False) -> Mapping[str, Any]:
    """What the table knows of a setting besides its name and default.

    Args:
        kind: what it may hold.
        about: what it is for, the rest of a sentence.
        careful: it decides where personal data goes or how long it stays: held at its default while the administrator's
            policy cannot be read.
        policy_only: only the administrator's policy may set it.
    """
    return {"kind": kind, "about": about, "careful": careful, "policy_only": policy_only}


@dataclass(frozen=True, slots=True)
class RecogniserSection:
    """Who reads."""

    kind: RecogniserKind = field(
        default=RecogniserKind.ON_DEVICE,
        metadata=_row(Choice(RecogniserKind), "who answers new captures", careful=True),
    )


@dataclass(frozen=True, slots=True)
class ServiceSection:
    """The service that answers when the recogniser is `service`; its credentials are in the keyring."""

    endpoint: str = field(default="", metadata=_row(Address(), "the service's address", careful=True))
    project_id: str = field(
        default="", metadata=_row(Text(100), "the project ID, a part of every request's path", careful=True)
    )
    authentication: AuthenticationKind = field(
        default=AuthenticationKind.ACCESS_KEY,
        metadata=_row(Choice(AuthenticationKind), "which kind of credentials is used", careful=True),
    )
    sign_in_endpoint: str = field(
        default="",
        metadata=_row(
            Address(),
            "where a password gets its token; empty takes the vendor's IAM in its regions, else the service itself",
            careful=True,
        ),
    )
    enterprise_project_id: str = field(
        default="", metadata=_row(Text(100), "who pays, for accounts that split their bill", careful=True)
    )
    ca_file: Path | None = field(
        default=None,
        metadata=_row(Place(), "certificate authorities (PEM) trusted besides the operating system's", careful=True),
    )
    proxy: str = field(default="system", metadata=_row(Proxy(), "the way out of the network", careful=True))
    allow_plain_http: bool = field(
        default=False,
        metadata=_row(Switch(), "whether plain http may go to other computers", careful=True, policy_only=True),
    )


@dataclass(frozen=True, slots=True)
class CameraSection:
    """The camera and how its picture is turned."""

    device: str = field(
        default="",
        metadata=_row(
            Text(300), "the camera's device path; empty takes the first one, and waits for it when it is unplugged"
        ),
    )
    rotation: int = field(
        default=0, metadata=_row(OneNumber((0, 90, 180, 270)), "degrees by which the picture is turned clockwise")
    )
    mirror: bool = field(
        default=False, metadata=_row(Switch(), "whether the picture comes mirrored and is turned back")
    )
    width: int = field(
        default=0, metadata=_row(Whole(0, 8192), "pixels asked of the camera; 0 leaves the choice to the program")
    )
    height: int = field(
        default=0, metadata=_row(Whole(0, 8192), "pixels asked of the camera; 0 leaves the choice to the program")
    )
    focus_lock: bool = field(default=False, metadata=_row(Switch(), "whether the focus stays where it is"))
    exposure_lock: bool = field(default=False, metadata=_row(Switch(), "whether the exposure stays as it is"))


@dataclass(frozen=True, slots=True)
class CaptureSection:
    """How pictures are taken."""

    automatic: bool = field(default=True, metadata=_row(Switch(), "whether a good picture is taken by itself"))
    strictness: StrictnessLevel = field(
        default=StrictnessLevel.NORMAL,
        metadata=_row(Choice(StrictnessLevel), "how good a picture must be before it is taken"),
    )
    sides: int = field(default=2, metadata=_row(OneNumber((1, 2)), "how many sides of a permit make a record"))
    watched_folder: Path | None = field(
        default=None, metadata=_row(Place(), "a folder whose new pictures are read, as from a scanner", careful=True)
    )


@dataclass(frozen=True, slots=True)
class RetentionSection:
    """How long what is finished is kept."""

    stills_h: int = field(
        default=24,
        metadata=_row(Whole(0, 8760), "hours that a picture stays after its record was reviewed", careful=True),
    )
    records_days: int = field(
        default=30, metadata=_row(Whole(1, 3650), "days that a record stays after it changed last", careful=True)
    )


@dataclass(frozen=True, slots=True)
class DeskSection:
    """The window and the person at it."""

    language: Language = field(default=Language.SYSTEM, metadata=_row(Choice(Language), "the language of the window"))
    look: LookName = field(default=LookName.SYSTEM, metadata=_row(Choice(LookName), "the appearance of the window"))
    sounds: bool = field(
        default=True,
        metadata=_row(Switch(), "whether a sound tells that a picture was taken or something needs attention"),
    )
    autolock_min: int = field(
        default=10,
        metadata=_row(
            Whole(0, 240), "minutes without a key or a movement until the window locks; 0 never", careful=True
        ),
    )
    thresholds: FieldThresholds = field(
        default=FieldThresholds(), metadata=_row(ThresholdTable(), "from which confidence on a value is high or medium")
    )
    clipboard_template: str = field(
        default="{number}\t{name}\t{birth_date}",
        metadata=_row(Template(), "what is copied of a record when all of it is wanted"),
    )
    person: str = field(default="", metadata=_row(Text(60), "who reviews, as it stands in the records' history"))


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, and where each comes from.

    Attributes:
        origins: by key (`section.name`); what is absent is built in.
    """

    recogniser: RecogniserSection = field(default_factory=RecogniserSection)
    service: ServiceSection = field(default_factory=ServiceSection)
    camera: CameraSection = field(default_factory=CameraSection)
    capture: CaptureSection = field(default_factory=CaptureSection)
    retention: RetentionSection = field(default_factory=RetentionSection)
    desk: DeskSection = field(default_factory=DeskSection)
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def value(self, key: str) -> Any:
        """What a setting holds, by its key."""
        section, _, name = key.partition(".")
        return getattr(getattr(self, section), name)

    def origin(self, key: str) -> Origin:
        """Who says so."""
        return self.origins.get(key, Origin.BUILT_IN)

    def is_locked(self, key: str) -> bool:
        """Whether the administrator keeps the user from changing it."""
        return self.origin(key) is Origin.POLICY_LOCKED

    def entry(self, key: str) -> Any:
        """What a setting holds, as it stands in a file."""
        return TABLE[key].kind.entry(self.value(key))


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table; see `_row`.

    Attributes:
        key: its section and name in the files, such as `service.endpoint`.
        about: what it is for, the rest of a sentence.
    """

    key: str
    kind: Kind[Any]
    default: Any
    about: str
    careful: bool
    policy_only: bool

    @property
    def section(self) -> str:
        """The table of the file in which it stands."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """Its name within the section."""
        return self.key.partition(".")[2]


SECTIONS: Final[Mapping[str, type]] = {
    "recogniser": RecogniserSection,
    "service": ServiceSection,
    "camera": CameraSection,
    "capture": CaptureSection,
    "retention": RetentionSection,
    "desk": DeskSection,
}

TABLE: Final[Mapping[str, Setting]] = {
    f"{section}.{row.name}": Setting(f"{section}.{row.name}", default=row.default, **row.metadata)
    for section, kind in SECTIONS.items()
    for row in dataclasses.fields(kind)
}
"""All settings by their keys, in the order in which people see them."""


def with_value(settings: Settings, key: str, value: Any) -> Settings:
    """The same settings with one set by the user; no check of locks."""
    section, _, name = key.partition(".")
    changed = dataclasses.replace(getattr(settings, section), **{name: value})
    origins = MappingProxyType({**settings.origins, key: Origin.USER})
    return dataclasses.replace(settings, **{section: changed}, origins=origins)


def settings_of(values: Mapping[str, Any], origins: Mapping[str, Origin]) -> Settings:
    """Settings from values by key; what is absent holds its default."""
    sections = {
        section: kind(
            **{
                setting.name: values[key]
                for key, setting in TABLE.items()
                if setting.section == section and key in values
            }
        )
        for section, kind in SECTIONS.items()
    }
    return Settings(**sections, origins=MappingProxyType(dict(origins)))
