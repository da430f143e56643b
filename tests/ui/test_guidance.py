from __future__ import annotations

import pytest
from PySide6.QtWidgets import QProgressBar

from permit_desktop.capture.judgement import Reason, Zone
from permit_desktop.domain.bands import Band
from permit_desktop.system.resources import resource
from permit_desktop.ui.guidance import guidance
from permit_desktop.ui.guidance_bar import GuidanceBar
from permit_desktop.ui.theme import Theme

OWN_STATES = ("show_front", "show_back", "complete", "open_file")


@pytest.mark.parametrize("reason", [*Reason, *OWN_STATES])
def test_every_reason_has_a_sentence_and_a_picture(reason: str) -> None:
    says = guidance(reason)

    assert says.sentence
    assert resource("icons", f"{says.icon}.svg").is_file()


def test_glare_names_the_field_that_it_costs() -> None:
    assert "portrait" in guidance(Reason.GLARE, Zone.PORTRAIT).sentence
    assert len({guidance(Reason.GLARE, zone).sentence for zone in Zone}) == len(Zone)


def test_progress_is_in_view_only_while_it_grows(theme: Theme) -> None:
    bar = GuidanceBar(theme)
    progress = bar.findChildren(QProgressBar)[0]

    shown = []
    for share in (0.0, 0.5, 1.0):
        bar.say(guidance(Reason.HOLD_STILL), share)
        shown.append(not progress.isHidden())

    assert shown == [False, True, False]
    assert guidance(Reason.HOLD_STILL).band is Band.HIGH
