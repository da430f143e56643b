"""What the guide says, and what is said of a still."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from permit_desktop.capture.permit_session import Outcome
from permit_desktop.capture.sources.simulated_hand import CYCLE_S
from permit_desktop.domain.permit import Side
from permit_desktop.ui.guidance import guidance, taken_although
from permit_desktop.ui.refusal_text import refusal_text
from tests.ui.permits import record
from tests.ui.pictures.scan import read_side
from tests.ui.pictures.stage import Stage, State

_MOMENTS: Final = {"no_card": 0.1, "moving": 0.9, "tilted": 1.7, "glare": 3.0}
"""When the simulated camera shows such a card; others stand over one that lies well."""
_LIES_WELL_S: Final = 4.0
_ANOTHER_LIES_S: Final = CYCLE_S + _LIES_WELL_S


def _says(reason: str) -> State:
    def show(stage: Stage) -> None:
        stage.desk.show(stage.window, _MOMENTS.get(reason, _LIES_WELL_S), reason)

    return show


def _another_permit(stage: Stage) -> None:
    stage.desk.show(stage.window, _ANOTHER_LIES_S, "other_permit")
    stage.window.scan_page.show_record(record(read_side(Side.FRONT)), Side.FRONT)
    stage.window.show_unread("", partial(refusal_text, Outcome.OTHER_PERMIT, None), begins=True)


def _files(stage: Stage) -> None:
    stage.desk.show(stage.window, _LIES_WELL_S, "captured")
    stage.window.scan_page.show_record(record(read_side(Side.FRONT)), Side.FRONT)
    stage.window.show_taken(7, 4, 1)


def _video(stage: Stage) -> None:
    stage.desk.show(stage.window, _LIES_WELL_S, "hold_still", 0.6)
    stage.window.show_playing("IMG_2041.mov")


STATES: Final[Mapping[str, State]] = {
    **{
        reason.replace("_", "-"): _says(reason)
        for reason in (
            *("no_card", "too_far", "too_close", "edge_outside", "tilted", "moving", "too_dark", "too_bright"),
            *("blurred", "hold_still", "captured", "turn_over", "show_back", "complete", "frozen"),
            *("unread", "same_side", "other_permit", "other_type"),
        )
    },
    "glare-on-the-number": lambda stage: stage.desk.show(stage.window, 3.0, guidance("glare", "number")),
    "glare-on-the-line": lambda stage: stage.desk.show(stage.window, 3.3, guidance("glare", "machine_line")),
    "taken-although-blurred": lambda stage: stage.desk.show(stage.window, 4.0, taken_although("blurred")),
    "another-permit": _another_permit,
    "files-of-several-permits": _files,
    "video": _video,
}
