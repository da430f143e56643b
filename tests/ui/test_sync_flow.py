"""The queue behind the window: its state in the bar, banners that stay, answers shown in place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from permit_desktop.api import errors as service_errors
from permit_desktop.domain.errors import PermitError
from permit_desktop.domain.permit import FieldName, PermitResult, Reading
from permit_desktop.imaging.pixels import Pixels
from permit_desktop.sync.engine import Engine
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.saved_line import SavedState
from permit_desktop.ui.scan_flow import ScanFlow
from permit_desktop.ui.storing_flow import StoringFlow
from permit_desktop.ui.sync_flow import SyncFlow
from permit_desktop.vault.vault import Vault
from permit_desktop.workers.sync_thread import Readers, SyncThread
from permit_desktop.workers.vault_thread import VaultThread
from tests.sync.scripted import ScriptedRecogniser, Ticks, failure
from tests.ui.test_scan_flow import ANSWERS, BACK, FRONT, scan_flow
from tests.vault.vaults import Desk


@dataclass
class Counter:
    """The window whose captures a scripted service answers."""

    window: MainWindow
    scan: ScanFlow
    qtbot: QtBot
    folder: Path
    vault: VaultThread
    desk: Desk
    sync: SyncThread
    storing: StoringFlow
    service: ScriptedRecogniser = field(default_factory=ScriptedRecogniser)
    ticks: Ticks = field(default_factory=Ticks)
    refusal: PermitError | None = None

    def readers(self, vault: Vault) -> Readers:
        engine = Engine(vault, "service", self.service, monotonic=self.ticks, uniform=lambda _low, high: high)
        return Readers((engine,), vault.outbox.counts, self.refusal)

    def answers(self, shade: int, **others: str) -> PermitResult:
        """What the service says of a picture: what this machine says, but for some fields."""
        changed = {FieldName(name): Reading(value, 0.99) for name, value in others.items()}
        return replace(ANSWERS[shade], readings={**ANSWERS[shade].readings, **changed})

    def give(self, shade: int) -> None:
        file = self.folder / f"{shade}.png"
        Image.fromarray(np.full((40, 60, 3), shade, np.uint8)).save(file)
        before = self.window.scan_page.record.model
        self.scan.open_files([file])
        self.qtbot.waitUntil(lambda: self.window.scan_page.record.model is not before)

    def wait_for(self, state: SavedState) -> None:
        self.qtbot.waitUntil(lambda: self.window.scan_page.record.saved.state is state)

    def wait_status(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.window.status_line.text)

    def row(self, name: FieldName) -> tuple[str, list[str]]:
        model = self.window.scan_page.record.model
        assert model is not None
        row = model.row(name)
        assert row is not None
        return row.held, [other.value for other in row.others]

    def remarks(self) -> str:
        model = self.window.scan_page.record.model
        return " ".join(remark.text for remark in model.remarks) if model else ""

    def press(self, label: str) -> None:
        buttons = self.window.sync_banner.findChildren(QAbstractButton)
        next(button for button in buttons if button.text() == label and button.isVisible()).click()


@pytest.fixture
def counter(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    vault, sync = VaultThread(), SyncThread(addresses=tuple)
    scan = scan_flow(window)
    line = window.scan_page.record.saved
    storing = StoringFlow(scan, vault, line, reader=lambda: "service", person=lambda: "clerk")
    counter = Counter(window, scan, qtbot, tmp_path, vault, Desk(tmp_path), sync, storing)
    flow = SyncFlow(window, sync, vault, counter.readers)
    flow.answered.connect(storing.note_answer)
    yield counter
    scan.stop()
    sync.stop()
    vault.stop()


def test_the_services_answer_takes_the_place_of_the_provisional_reading(counter: Counter) -> None:
    counter.service.script = [lambda _: counter.answers(FRONT, name="李四")]
    counter.vault.open(counter.desk.open)
    counter.give(FRONT)
    counter.wait_for(SavedState.SAVED)

    held, others = counter.row(FieldName.NAME)
    assert held == "李四"
    assert ANSWERS[FRONT].value(FieldName.NAME) in others
    model = counter.window.scan_page.record.model
    assert model is not None
    assert not model.provisional
    assert "read in two ways" in counter.remarks()


def test_what_a_person_confirmed_or_typed_is_not_overwritten_and_the_difference_is_shown(counter: Counter) -> None:
    counter.service.script = [failure(service_errors.UNREACHABLE)]
    counter.vault.open(counter.desk.open)
    counter.give(FRONT)
    counter.wait_for(SavedState.PROVISIONAL)
    record = counter.window.scan_page.record
    counter.window.scan_page.field_confirmed.emit(FieldName.NAME)
    counter.window.scan_page.field_corrected.emit(FieldName.NUMBER, "C11111111")
    counter.wait_status("Offline")
    counter.service.script = [lambda _: counter.answers(FRONT, name="李四", number="C22222222")]
    counter.press("Try now")
    counter.wait_for(SavedState.SAVED)

    assert counter.row(FieldName.NAME) == (ANSWERS[FRONT].value(FieldName.NAME), ["李四"])
    assert record.model is not None
    assert record.model.read(FieldName.NUMBER) == "C22222222", "the typed value is the review's, this is what was read"
    held = ask(counter, lambda vault: vault.records.get(1).fields[FieldName.NUMBER])
    assert getattr(held, "value", None) == "C11111111"


def test_both_sides_are_answered_in_place(counter: Counter) -> None:
    counter.service.script = [
        lambda _: counter.answers(FRONT), lambda _: counter.answers(BACK, **{FieldName.HK_REMARK.value: "無"}),
    ]  # fmt: skip
    counter.vault.open(counter.desk.open)
    counter.give(FRONT)
    counter.give(BACK)
    counter.qtbot.waitUntil(lambda: counter.row(FieldName.HK_REMARK)[0] == "無")
    counter.wait_for(SavedState.SAVED)


def test_offline_is_said_in_the_bar_and_in_a_banner_and_goes_when_the_service_answers(counter: Counter) -> None:
    counter.service.script = [failure(service_errors.UNREACHABLE)]
    counter.vault.open(counter.desk.open)
    counter.give(FRONT)
    counter.wait_status("Offline · waiting: 1")
    assert "not reached" in counter.window.sync_banner.text()
    counter.press("Try now")
    counter.qtbot.waitUntil(lambda: counter.window.sync_banner.text() == "")
    assert "Offline" not in counter.window.status_line.text


def test_refused_credentials_are_said_with_the_remedy_until_the_person_acts(counter: Counter) -> None:
    refused = service_errors.ServiceError(service_errors.SIGN_IN_REFUSED, service_message="verify aksk signature fail")
    counter.service.script = [refused]
    counter.vault.open(counter.desk.open)
    counter.give(FRONT)
    counter.wait_status("Stopped: ")
    banner = counter.window.sync_banner
    assert 'The service says: "verify aksk signature fail".' in banner.text()
    assert service_errors.SIGN_IN_REFUSED.remedy in banner.text()
    counter.window.show_page(counter.window.queue_page)
    assert banner.text() == "", "the queue page says it itself"
    counter.window.show_page(counter.window.scan_page)
    counter.press("Try again")
    counter.wait_for(SavedState.SAVED)
    counter.qtbot.waitUntil(lambda: banner.text() == "")


class StoppingRecogniser(ScriptedRecogniser):
    """Is through with the service once it was refused, as the client is."""

    def recognise(self, still: Pixels, *, with_portrait: bool) -> PermitResult:  # noqa: ARG002 (the protocol's)
        raise failure(service_errors.SIGN_IN_REFUSED)


def test_trying_again_takes_a_client_that_has_not_stopped_and_stays_that_way(counter: Counter) -> None:
    stopped, works = StoppingRecogniser(), counter.service
    counter.service = stopped
    counter.vault.open(counter.desk.open)
    counter.give(FRONT)
    counter.wait_status("Stopped: ")
    counter.service = works
    busy = threading.Event()
    counter.vault.ask(lambda _: busy.wait(10))  # so the new client comes late, as it may
    counter.press("Try again")
    counter.qtbot.wait(100)
    busy.set()
    counter.wait_for(SavedState.SAVED)
    counter.qtbot.waitUntil(lambda: counter.window.sync_banner.text() == "")


def test_the_same_permit_a_while_later_is_remarked(counter: Counter) -> None:
    counter.vault.open(counter.desk.open)
    counter.give(FRONT)
    counter.wait_for(SavedState.SAVED)
    counter.scan.clear()
    counter.storing.forget_permit()
    counter.desk.clock.at_s += 4 * 60
    counter.give(FRONT)
    counter.qtbot.waitUntil(lambda: "scanned 4 minutes ago" in counter.remarks())


def test_closing_the_vault_empties_the_state(counter: Counter) -> None:
    counter.service.script = [failure(service_errors.UNREACHABLE)]
    counter.vault.open(counter.desk.open)
    counter.give(FRONT)
    counter.wait_status("Offline")
    counter.vault.failed.emit(service_error())
    counter.qtbot.waitUntil(lambda: "Offline" not in counter.window.status_line.text)
    assert counter.window.sync_banner.text() == ""


def service_error() -> PermitError:
    return failure(service_errors.UNREACHABLE)


def ask(counter: Counter, work: object) -> object:
    answers: list[object] = []
    errand = counter.vault.ask(work)  # type: ignore[arg-type] # any work will do
    errand.done.connect(answers.append)
    counter.qtbot.waitUntil(lambda: answers != [])
    return answers[0]
