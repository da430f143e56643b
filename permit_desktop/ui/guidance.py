"""The one sentence that the guide says at a time, and its picture."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from permit_desktop.domain.bands import Band


@dataclass(frozen=True, slots=True)
class Guidance:
    """What to show for a reason.

    Attributes:
        icon: its name in resources/icons.
        sentence: what to do, in the person's language.
        band: high for good news, medium for what the person has to change, None for neither.
    """

    icon: str
    sentence: str
    band: Band | None = None


def guidance(reason: str, zone: str | None = None) -> Guidance:
    """The guidance for a `capture.judgement.Reason` (for glare and blur with its `Zone`), or for a state of the page.

    The page's own states are show_front, show_back, check, accept, complete, complete_one, open_file, and what became
    of a card that still lies there but was not taken in: unread, or a `capture.permit_session.Outcome`.

    Both arrive as plain strings (they are string enumerations): this module belongs to the window's first picture and
    must not wait for the pixel libraries behind the capture room.
    """
    if reason == "glare":
        return Guidance("glare", _glare(zone), Band.MEDIUM)
    if reason == "blurred":
        return Guidance("blurred", _blurred(zone), Band.MEDIUM)
    return _guidances()[reason]


def _guidances() -> dict[str, Guidance]:
    say = QCoreApplication.translate
    change, good = Band.MEDIUM, Band.HIGH
    return {
        "no_card": Guidance("no-card", say("Guidance", "Place the permit in the frame")),
        "too_far": Guidance("too-far", say("Guidance", "Move the permit closer to the camera"), change),
        "too_close": Guidance("too-close", say("Guidance", "Move the permit further away"), change),
        "edge_outside": Guidance("edge-outside", say("Guidance", "Bring all four edges into the picture"), change),
        "tilted": Guidance("tilted", say("Guidance", "Lay the permit flat and straight"), change),
        "moving": Guidance("moving", say("Guidance", "Wait until the permit lies still"), change),
        "too_dark": Guidance("too-dark", say("Guidance", "Too dark: switch on a light"), change),
        "too_bright": Guidance("too-bright", say("Guidance", "Too bright: dim the light"), change),
        "hold_still": Guidance("hold-still", say("Guidance", "Hold still"), good),
        "captured": Guidance("captured", say("Guidance", "Captured"), good),
        "turn_over": Guidance("turn-over", say("Guidance", "Captured: now turn the permit over"), good),
        "show_front": Guidance("turn-over", say("Guidance", "Now show the permit's front")),
        "show_back": Guidance("turn-over", say("Guidance", "Now show the permit's back")),
        "check": Guidance("captured", say("Guidance", "Read: check the marked fields first")),
        "accept": Guidance("captured", say("Guidance", "Read, nothing to check: Enter accepts"), good),
        "complete": Guidance("captured", say("Guidance", "Both sides are read: next permit"), good),
        "complete_one": Guidance("captured", say("Guidance", "The permit is read: next permit"), good),
        "unread": Guidance("fault", say("Guidance", "Not read: move the permit a little, or take it again"), change),
        "side_unknown": Guidance("fault", say("Guidance", "Side not clear: move the permit, or take it again"), change),
        "same_side": Guidance("turn-over", say("Guidance", "The same side again: turn the permit over"), change),
        "other_permit": Guidance("fault", say("Guidance", "Another permit: show the other side of the first"), change),
        "other_type": Guidance("fault", say("Guidance", "The other document: show the first one's other side"), change),
        "open_file": Guidance("permit", say("Guidance", "Open a picture of a permit, or drop it here")),
        "frozen": Guidance("camera-off", say("Guidance", "The picture stands still: reconnect the camera"), change),
    }


def taken_although(reason: str) -> Guidance:
    """What a still cost that the person took although something was wrong; `reason` is the first that was."""
    say = QCoreApplication.translate
    sentences = {
        "no_card": say("Guidance", "Taken, although no permit was found"),
        "too_far": say("Guidance", "Taken, although the permit is small in the picture"),
        "too_close": say("Guidance", "Taken, although the permit fills the whole picture"),
        "edge_outside": say("Guidance", "Taken, although an edge may be outside the picture"),
        "tilted": say("Guidance", "Taken, although the permit lies crooked"),
        "moving": say("Guidance", "Taken, although the permit was moving"),
        "too_dark": say("Guidance", "Taken, although it is dark"),
        "too_bright": say("Guidance", "Taken, although it is very bright"),
        "blurred": say("Guidance", "Taken, although blurred"),
        "glare": say("Guidance", "Taken, although there is glare"),
    }
    return Guidance("captured", sentences[reason], Band.MEDIUM)


def _glare(zone: str | None) -> str:
    say = QCoreApplication.translate
    sentences = {
        "portrait": say("Guidance", "Glare on the portrait: move the lamp or the permit"),
        "number": say("Guidance", "Glare on the number: move the lamp or the permit"),
        "machine_line": say("Guidance", "Glare on the machine-readable line: move it"),
    }
    return sentences.get(zone or "", say("Guidance", "Glare: move the lamp or the permit"))


def _blurred(zone: str | None) -> str:
    say = QCoreApplication.translate
    sentences = {
        "portrait": say("Guidance", "The portrait is blurred: lay it flat, or wipe the lens"),
        "number": say("Guidance", "The number is blurred: lay it flat, or wipe the lens"),
        "machine_line": say("Guidance", "The machine-readable line is blurred: lay it flat"),
    }
    return sentences.get(zone or "", say("Guidance", "Blurred: hold still, or wait for the focus"))
