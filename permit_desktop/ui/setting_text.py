"""What the Settings page calls the settings, in the person's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from permit_desktop.system.setting_kinds import Address, Place, Proxy, Template
from permit_desktop.system.settings import TABLE, AuthenticationKind, LookName, RecogniserKind, StrictnessLevel
from permit_desktop.ui.language import Language


def section_title(section: str) -> str:
    """The heading over a section."""
    say = QCoreApplication.translate
    return {
        "recogniser": say("Setting", "Recogniser"),
        "service": say("Setting", "Service"),
        "camera": say("Setting", "Camera"),
        "capture": say("Setting", "Capture"),
        "retention": say("Setting", "What is kept"),
        "desk": say("Setting", "Desk"),
        "check-up": say("Setting", "Check-up"),
    }[section]


def label(key: str) -> str:
    """What a setting is called."""
    say = QCoreApplication.translate
    return {
        "recogniser.kind": say("Setting", "New captures are read"),
        "service.endpoint": say("Setting", "Address"),
        "service.project_id": say("Setting", "Project ID"),
        "service.authentication": say("Setting", "Sign-in"),
        "service.sign_in_endpoint": say("Setting", "Sign-in address"),
        "service.enterprise_project_id": say("Setting", "Enterprise project ID"),
        "service.ca_file": say("Setting", "Certificate authority"),
        "service.proxy": say("Setting", "Proxy"),
        "service.allow_plain_http": say("Setting", "Plain http to other computers"),
        "camera.device": say("Setting", "Camera"),
        "camera.rotation": say("Setting", "Turn the picture"),
        "camera.mirror": say("Setting", "Mirrored picture"),
        "camera.width": say("Setting", "Width"),
        "camera.height": say("Setting", "Height"),
        "camera.focus_lock": say("Setting", "Lock the focus"),
        "camera.exposure_lock": say("Setting", "Lock the exposure"),
        "capture.automatic": say("Setting", "Take pictures by itself"),
        "capture.strictness": say("Setting", "Strictness"),
        "capture.sides": say("Setting", "Sides of a permit"),
        "capture.watched_folder": say("Setting", "Watched folder"),
        "retention.stills_h": say("Setting", "Pictures after review"),
        "retention.records_days": say("Setting", "Records"),
        "desk.language": say("Setting", "Language"),
        "desk.look": say("Setting", "Look"),
        "desk.sounds": say("Setting", "Sounds"),
        "desk.autolock_min": say("Setting", "Lock the window after"),
        "desk.thresholds": say("Setting", "Confidence"),
        "desk.clipboard_template": say("Setting", "Copied record"),
        "desk.person": say("Setting", "Who reviews"),
    }[key]


def explanation(key: str) -> str:
    """One sentence about a setting; empty where its name says it all."""
    say = QCoreApplication.translate
    return {
        "recogniser.kind": say("Setting", "Permits are read on this computer first in either case."),
        "service.endpoint": say("Setting", "Host, and where needed port and path."),
        "service.sign_in_endpoint": say("Setting", "Where the password gets its token, if not at the service itself."),
        "service.ca_file": say("Setting", "A PEM file, trusted besides the certificates of the system."),
        "camera.mirror": say("Setting", "The camera gives a mirrored picture: turn it back."),
        "camera.focus_lock": say("Setting", "Once it is sharp. Not every camera can: watch the picture."),
        "camera.exposure_lock": say("Setting", "Once it is right. Not every camera can: watch the picture."),
        "capture.automatic": say("Setting", "As soon as the picture is good; otherwise Space takes it."),
        "capture.strictness": say("Setting", "How good a picture must be before it is taken."),
        "capture.watched_folder": say(
            "Setting", "New JPEG, PNG, BMP and TIFF pictures in it are read, as from a scanner."
        ),
        "retention.stills_h": say("Setting", "They are shredded then."),
        "retention.records_days": say("Setting", "They are deleted so long after they changed last."),
        "desk.autolock_min": say("Setting", "Without a key or a movement; what is on the screen is hidden then."),
        "desk.thresholds": say("Setting", "From which confidence on a value is high or medium."),
        "desk.clipboard_template": say("Setting", "Names of fields in braces; \\t is a tab, \\n a new line."),
        "desk.person": say("Setting", "Stands in the history of the records."),
        "service.enterprise_project_id": say("Setting", "Who pays, for accounts that split their bill."),
    }.get(key, "")


def choice(key: str, value: object) -> str:
    """One of the values that a setting can be chosen from."""
    say = QCoreApplication.translate
    own_names = {language.value: language.own_name for language in Language}
    words: Mapping[str, Mapping[Any, str]] = {
        "recogniser.kind": {
            RecogniserKind.ON_DEVICE: say("Setting", "On this computer"),
            RecogniserKind.SERVICE: say("Setting", "By the service"),
        },
        "service.authentication": {
            AuthenticationKind.ACCESS_KEY: say("Setting", "Access key"),
            AuthenticationKind.PASSWORD: say("Setting", "Account and password"),
            AuthenticationKind.TOKEN: say("Setting", "Token"),
        },
        "camera.rotation": {
            0: say("Setting", "Not turned"),
            90: say("Setting", "90° to the right"),
            180: say("Setting", "Upside down"),
            270: say("Setting", "90° to the left"),
        },
        "capture.strictness": {
            StrictnessLevel.RELAXED: say("Setting", "Relaxed"),
            StrictnessLevel.NORMAL: say("Setting", "Normal"),
            StrictnessLevel.STRICT: say("Setting", "Strict"),
        },
        "capture.sides": {1: say("Setting", "Front only"), 2: say("Setting", "Front and back")},
        "desk.language": {"system": say("Setting", "As the system"), **own_names},
        "desk.look": {
            LookName.SYSTEM: say("Setting", "As the system"),
            LookName.LIGHT: say("Setting", "Light"),
            LookName.DARK: say("Setting", "Dark"),
            LookName.HIGH_CONTRAST: say("Setting", "High contrast"),
        },
    }
    return words[key][value]


def unit(key: str) -> tuple[str, str]:
    """What follows a number, and what stands in place of 0; empty where 0 is a number like others."""
    say = QCoreApplication.translate
    return {
        "retention.stills_h": (say("Setting", " hours"), say("Setting", "At once")),
        "retention.records_days": (say("Setting", " days"), ""),
        "desk.autolock_min": (say("Setting", " minutes"), say("Setting", "Never")),
        "camera.width": (say("Setting", " px"), say("Setting", "Automatic")),
        "camera.height": (say("Setting", " px"), say("Setting", "Automatic")),
    }.get(key, ("", ""))


def expected(key: str) -> str:
    """What may be entered, said while something else is."""
    say = QCoreApplication.translate
    match TABLE[key].kind:
        case Address():
            return say("Setting", "An address of the form https://host[:port][/path], without user and password.")
        case Proxy():
            return say("Setting", "An address of the form http://host:port, without user and password.")
        case Place():
            return say("Setting", "A full path, from the root of the disk on.")
        case Template():
            return say("Setting", "Only names of fields in braces, such as {number} and {name}.")
        case _:
            return say("Setting", "A text on one line that is not too long.")
