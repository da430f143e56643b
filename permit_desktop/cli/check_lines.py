"""The lines of a connection test and of the check-up, as verbs print them."""

from __future__ import annotations

import json
from typing import Final

from permit_desktop.domain.checks import Line, State

_WORDS: Final = {State.FINE: "ok", State.DOUBTFUL: "look", State.FAILED: "FAILED", State.SKIPPED: "-"}


def service_says(words: str) -> str:
    """What the service itself said, as a sentence."""
    return f'The service says: "{words.rstrip(".。")}".'


def text_of(line: Line) -> str:
    """One line for people."""
    said = f" {service_says(line.words)}" if line.words else ""
    remedy = f" {line.remedy}" if line.remedy else ""
    about = f"{line.about}: " if line.about else ""
    return f"{_WORDS[line.state]:<7}{line.check:<12}{about}{line.message}{said}{remedy}\n"


def json_of(line: Line) -> str:
    """One line for programs."""
    told = {
        "check": line.check,
        "state": line.state,
        "about": line.about or None,
        "message": line.message,
        "remedy": line.remedy or None,
        "code": line.code,
    } | ({"service_message": line.words} if line.words else {})
    return json.dumps(told, ensure_ascii=False) + "\n"
