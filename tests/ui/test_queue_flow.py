from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from permit_desktop.domain.jobs import JobState
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.queue_flow import QueueFlow
from permit_desktop.ui.queue_page import QueuePage
from permit_desktop.vault.job import Options, Trouble
from permit_desktop.vault.standstill import Standstill
from permit_desktop.vault.vault import Vault
from tests.ui.vault_threads import RunningVault
from tests.vault.vaults import still

SERVICE = Options("service")
PICTURE = encode_jpeg(np.full((540, 856, 3), 120, np.uint8))


@pytest.fixture
def vault(tmp_path: Path, qtbot: QtBot) -> Iterator[RunningVault]:
    """A vault with a job that waits, one that needs a person, and one that is being sent."""
    running = RunningVault(tmp_path, qtbot)
    with running.desk.vault() as filled:
        for content in (PICTURE, still(2), still(3)):
            filled.outbox.add(content, SERVICE)
    yield running
    running.thread.stop()


@pytest.fixture
def page(window: MainWindow) -> QueuePage:
    page = window.queue_page
    window.show_page(page)
    return page


@pytest.fixture
def flow(page: QueuePage, vault: RunningVault) -> Iterator[QueueFlow]:
    flow = QueueFlow(page, vault.thread, now=vault.desk.clock)
    yield flow
    flow.stop()


def states(page: QueuePage) -> dict[int, JobState]:
    return {row.key: row.job.state for row in page.model.rows()}


@pytest.mark.usefixtures("flow")
def test_the_queue_is_shown_as_soon_as_the_vault_is_open_and_whenever_it_changes(
    page: QueuePage, vault: RunningVault, qtbot: QtBot
) -> None:
    vault.open()
    qtbot.waitUntil(lambda: len(states(page)) == 3, timeout=5000)

    def trouble(vault: Vault) -> None:
        job = vault.outbox.job(2)
        vault.outbox.ask(job, vault.outbox.begin(job), Trouble("no_permit", "No permit.", "Again."))

    vault.do(trouble)
    qtbot.waitUntil(lambda: states(page)[2] is JobState.NEEDS_YOU, timeout=5000)


@pytest.mark.usefixtures("flow")
def test_jobs_are_discarded_and_tried_again(page: QueuePage, vault: RunningVault, qtbot: QtBot) -> None:
    vault.open()
    qtbot.waitUntil(lambda: len(states(page)) == 3, timeout=5000)
    page.discard_wanted.emit([1, 3])
    qtbot.waitUntil(lambda: set(states(page)) == {2}, timeout=5000)
    page.retry_wanted.emit([2])
    qtbot.waitUntil(lambda: states(page) == {2: JobState.WAITING}, timeout=5000)


@pytest.mark.usefixtures("flow")
def test_what_could_not_be_done_is_said_and_the_rest_is_done(
    page: QueuePage, vault: RunningVault, qtbot: QtBot
) -> None:
    vault.open()
    vault.do(lambda vault: vault.outbox.begin(vault.outbox.job(1)))
    page.discard_wanted.emit([1, 2])
    qtbot.waitUntil(lambda: "cannot discard" in page.trouble_banner.text(), timeout=5000)
    qtbot.waitUntil(lambda: states(page) == {1: JobState.SENDING, 3: JobState.WAITING}, timeout=5000)


@pytest.mark.usefixtures("flow")
def test_a_standstill_is_said_and_taken_away_when_it_is_over(
    page: QueuePage, vault: RunningVault, qtbot: QtBot
) -> None:
    vault.open()
    vault.do(lambda vault: vault.standstill.write(Standstill("x", "Refused.", "Enter them again.", "")))
    qtbot.waitUntil(lambda: "Refused." in page.standstill_banner.text(), timeout=5000)
    vault.do(lambda vault: vault.standstill.clear())
    qtbot.waitUntil(lambda: page.standstill_banner.text() == "", timeout=5000)


def test_pictures_come_small_from_the_vault_and_go_when_they_are_to_be_forgotten(
    page: QueuePage, vault: RunningVault, flow: QueueFlow, qtbot: QtBot
) -> None:
    vault.open()
    qtbot.waitUntil(lambda: page.thumbnails.get(1) is not None, timeout=5000)
    image = page.thumbnails.get(1)
    assert image is not None
    assert image.width() <= 216
    assert page.thumbnails.get(2) is None, "what is no picture has none, and stops nobody"
    page.hide()
    flow.forget_pictures()
    assert page.thumbnails.get(1) is None


@pytest.mark.usefixtures("flow")
def test_a_closed_vault_leaves_the_page_empty(page: QueuePage, vault: RunningVault, qtbot: QtBot) -> None:
    page.discard_wanted.emit([1])
    qtbot.waitUntil(lambda: bool(page.trouble_banner.text()), timeout=5000)
    assert states(page) == {}
    assert vault is not None
