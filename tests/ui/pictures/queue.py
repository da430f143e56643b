"""The Queue page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QAbstractButton

from permit_desktop.capture.sources.specimens import SpecimenPermits
from permit_desktop.domain.jobs import JobState
from permit_desktop.system.resources import resource
from permit_desktop.ui.queue_page import QueuePage
from permit_desktop.ui.queue_state import QueueState, Shown
from permit_desktop.ui.segments import Segments
from permit_desktop.vault.job import Job
from permit_desktop.vault.standstill import Standstill
from permit_desktop.workers.preview import to_image
from tests.ui.jobs import NOW_S, OFFLINE, REFUSED, job
from tests.ui.pictures.stage import Stage, State

_REFUSED_KEY: Final = Standstill(
    "service_sign_in_failed",
    "The service does not accept the credentials.",
    "Check the credentials for this region and this computer's clock, and enter them again.",
    "",
    "Incorrect IAM authentication information: verify aksk signature fail",
)
_MIXED: Final = (
    job(1, JobState.NEEDS_YOU, trouble=REFUSED, sent=1),
    job(2, JobState.ANSWERED, sent=1),
    job(3, JobState.ANSWERED, sent=2, maybe_paid=1),
    job(4, JobState.SENDING, sent=1),
    job(5, JobState.WAITING, trouble=OFFLINE, in_s=35, sent=2),
    job(6, JobState.WAITING, trouble=OFFLINE, in_s=130, sent=1, maybe_paid=1),
    job(7),
    job(8),
    job(9),
)


def _show(stage: Stage, jobs: Sequence[Job], standstill: Standstill | None = None) -> QueuePage:
    page = stage.window.queue_page
    stage.window.show_page(page)
    page.show_queue(QueueState(jobs, Counter(job.state for job in jobs), standstill, NOW_S))
    faces = SpecimenPermits(resource("specimens"))
    for each in jobs[:12]:
        if each.still_id is not None:
            page.thumbnails.put(each.still_id, to_image(faces[each.job_id % len(faces)].front, (144, 90)))
    return page


def _empty(stage: Stage) -> None:
    _show(stage, ())


def _nothing_needs_you(stage: Stage) -> None:
    page = _show(stage, ())
    page.findChildren(Segments)[0].findChildren(QAbstractButton)[list(Shown).index(Shown.NEEDS_YOU)].click()
    page.show_queue(QueueState((), {JobState.WAITING: 3}, None, NOW_S))


def _mixed(stage: Stage) -> None:
    page = _show(stage, _MIXED)
    page.table.choose([5])


def _working(stage: Stage) -> None:
    page = _show(stage, tuple(job(number) for number in range(1, 41)))
    left = tuple(job(number, JobState.SENDING if number == 13 else JobState.WAITING) for number in range(13, 41))
    page.show_queue(QueueState(left, Counter(each.state for each in left), None, NOW_S))


def _paused(stage: Stage) -> None:
    _show(stage, _MIXED).show_paused(paused=True)


def _standstill(stage: Stage) -> None:
    _show(stage, _MIXED, _REFUSED_KEY)


def _asking(stage: Stage) -> None:
    page = _show(stage, _MIXED)
    page.table.choose([1, 5, 6])
    page.ask_discard()


def _two_thousand(stage: Stage) -> None:
    page = _show(stage, tuple(job(number, JobState.ANSWERED, sent=1) for number in range(1, 2001)))
    page.table.scrollTo(page.model.index(1200, 0))


STATES: Mapping[str, State] = {
    "empty": _empty,
    "nothing-needs-you": _nothing_needs_you,
    "mixed": _mixed,
    "working": _working,
    "paused": _paused,
    "standstill": _standstill,
    "asking": _asking,
    "two-thousand": _two_thousand,
}
