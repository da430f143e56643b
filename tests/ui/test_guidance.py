from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from permit_desktop.capture.judgement import Reason, Zone
from permit_desktop.capture.permit_session import REFUSALS
from permit_desktop.domain.bands import Band
from permit_desktop.system.resources import resource
from permit_desktop.ui.guidance import Guidance, guidance, taken_although
from permit_desktop.ui.guidance_bar import GuidanceBar
from permit_desktop.ui.language import Language, Translations
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.plain_text import PlainLabel
from permit_desktop.ui.theme import Theme

OWN_STATES = (
    "show_front",
    "show_back",
    "check",
    "accept",
    "complete",
    "complete_one",
    "open_file",
    "unread",
    *sorted(REFUSALS),
)
NO_FAULTS = {Reason.FROZEN, Reason.HOLD_STILL, Reason.CAPTURED, Reason.TURN_OVER}
"""With these a still costs nothing, or there is none."""


@pytest.mark.parametrize("reason", [*Reason, *OWN_STATES])
def test_every_reason_has_a_sentence_and_a_picture(reason: str) -> None:
    says = guidance(reason)

    assert says.sentence
    assert resource("icons", f"{says.icon}.svg").is_file()


@pytest.mark.parametrize("reason", [Reason.GLARE, Reason.BLURRED])
def test_glare_and_blur_name_the_field_that_they_cost(reason: Reason) -> None:
    assert "portrait" in guidance(reason, Zone.PORTRAIT).sentence
    assert len({guidance(reason, zone).sentence for zone in Zone}) == len(Zone)


def test_progress_is_in_view_only_while_it_grows(theme: Theme) -> None:
    bar = GuidanceBar(theme)
    progress = bar.findChildren(QProgressBar)[0]

    shown = []
    for share in (0.0, 0.5, 1.0):
        bar.say(guidance(Reason.HOLD_STILL), share)
        shown.append(not progress.isHidden())

    assert shown == [False, True, False]
    assert guidance(Reason.HOLD_STILL).band is Band.HIGH


def every_sentence() -> list[Guidance]:
    said = [guidance(reason) for reason in (*Reason, *OWN_STATES) if reason is not Reason.GLARE]
    said += [guidance(reason, zone) for reason in (Reason.GLARE, Reason.BLURRED) for zone in Zone]
    return said + [taken_although(reason) for reason in Reason if reason not in NO_FAULTS]


@pytest.mark.parametrize("language", Language)
def test_every_sentence_fits_beside_its_picture_in_the_narrowest_window(
    window: MainWindow, language: Language, qtbot: QtBot, translations: Translations
) -> None:
    translations.use(language)
    window.resize(640, 360)
    qtbot.waitUntil(lambda: window.scan_page.guide.width() < 300)
    label = window.scan_page.guide.findChildren(PlainLabel)[0]
    # Some room is left: another computer's fonts are a little wider.
    room = QRect(0, 0, round(label.width() * 0.96), 10_000)
    cut_off = []
    for says in every_sentence():
        window.scan_page.guide.say(says)
        needs = label.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, label.text())
        if needs.height() > label.height() or needs.width() > label.width():
            cut_off.append(label.text())
    assert cut_off == []
