"""What is said of a still that was read and is no side of the permit in view."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from permit_desktop.capture.permit_session import Outcome
from permit_desktop.domain.permit import Side


def refusal_text(outcome: Outcome, side: Side | None) -> tuple[str, str]:
    """Why it was not taken in, and what to do, in the language of the window.

    Args:
        outcome: what became of it.
        side: which side it is, None where that is not clear.
    """
    say = QCoreApplication.translate
    if outcome is Outcome.SAME_SIDE and side is Side.FRONT:
        return (
            say("ScanFlow", "This is the permit's front again."),
            say("ScanFlow", "Turn it over and show its back."),
        )
    if outcome is Outcome.SAME_SIDE:
        return (
            say("ScanFlow", "This is the permit's back again."),
            say("ScanFlow", "Turn it over and show its front."),
        )
    if outcome is Outcome.OTHER_PERMIT:
        return (
            say("ScanFlow", "This is another permit; the one that was begun stays as it is."),
            say("ScanFlow", "Show the other side of the first, or begin with this one."),
        )
    if outcome is Outcome.OTHER_TYPE:
        return (
            say("ScanFlow", "This side is of the other document."),
            say("ScanFlow", "Show the other side of the permit that was begun."),
        )
    return say("ScanFlow", "It is not clear which side this is."), say("ScanFlow", "Show the side again.")
