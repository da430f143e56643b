from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Slot
from pytestqt.qtbot import QtBot

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.vault import errors
from permit_desktop.vault.job import Options
from permit_desktop.vault.vault import Notice, Vault
from permit_desktop.workers.vault_thread import Errand, VaultThread
from tests.vault.vaults import Desk, still


class Window(QObject):
    """Hears everything, and in which thread."""

    def __init__(self, vault: VaultThread) -> None:
        super().__init__()
        self.opened: list[Notice] = []
        self.failed: list[ErrorCode] = []
        self.crashed: list[Exception] = []
        self.answers: list[object] = []
        self.changes = 0
        self.threads: set[int] = set()
        vault.opened.connect(self.note_opened)
        vault.failed.connect(self.note_failed)
        vault.crashed.connect(self.note_crash)
        vault.changed.connect(self.note_change)

    def follow(self, errand: Errand) -> None:
        errand.done.connect(self.note_answer)
        errand.failed.connect(self.note_refusal)

    @Slot(object)
    def note_opened(self, notice: Notice) -> None:
        self.threads.add(threading.get_ident())
        self.opened.append(notice)

    @Slot(object)
    def note_failed(self, error: PermitError) -> None:
        self.failed.append(error.code)

    @Slot(object)
    def note_crash(self, bug: Exception) -> None:
        self.crashed.append(bug)

    @Slot()
    def note_change(self) -> None:
        self.threads.add(threading.get_ident())
        self.changes += 1

    @Slot(object)
    def note_answer(self, answer: object) -> None:
        self.threads.add(threading.get_ident())
        self.answers.append(answer)

    @Slot(object)
    def note_refusal(self, error: PermitError) -> None:
        self.threads.add(threading.get_ident())
        self.answers.append(error.code)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def thread(qtbot: QtBot) -> Iterator[VaultThread]:
    assert qtbot is not None
    vault = VaultThread()
    yield vault
    vault.stop()


@pytest.fixture
def window(thread: VaultThread) -> Window:
    return Window(thread)


def thread_of_work(_: Vault) -> int:
    return threading.get_ident()


def add(vault: Vault) -> int:
    return vault.outbox.add(still(), Options("on-device")).job_id


def fail_the_disk(_: Vault) -> None:
    raise errors.failed()


def divide(_: Vault) -> float:
    return 1 / 0


def test_the_vault_is_opened_and_worked_in_its_own_thread_and_answers_come_to_the_windows(
    thread: VaultThread, window: Window, desk: Desk, qtbot: QtBot
) -> None:
    thread.open(desk.open)
    window.follow(thread.ask(thread_of_work))
    qtbot.waitUntil(lambda: len(window.answers) == 1)

    assert window.opened[0].recovery_code is not None
    assert window.answers != [threading.get_ident()]
    assert window.threads == {threading.get_ident()}


def test_what_is_asked_while_no_vault_is_open_fails_in_words(thread: VaultThread, window: Window, qtbot: QtBot) -> None:
    window.follow(thread.ask(add))
    qtbot.waitUntil(lambda: window.answers == [ErrorCode.VAULT_NOT_OPEN])


def test_every_answer_comes_in_the_order_of_asking(
    thread: VaultThread, window: Window, desk: Desk, qtbot: QtBot
) -> None:
    thread.open(desk.open)
    for _ in range(5):
        window.follow(thread.ask(add))
    qtbot.waitUntil(lambda: len(window.answers) == 5)

    assert window.answers == [1, 2, 3, 4, 5]


def test_a_change_is_told_and_a_look_is_not(thread: VaultThread, window: Window, desk: Desk, qtbot: QtBot) -> None:
    thread.open(desk.open)
    window.follow(thread.ask(lambda vault: len(vault.outbox.jobs())))
    qtbot.waitUntil(lambda: window.answers == [0])
    before = window.changes
    window.follow(thread.ask(add))
    qtbot.waitUntil(lambda: len(window.answers) == 2)

    qtbot.waitUntil(lambda: window.changes > 0)
    assert (before, window.changes) == (0, 1)


def test_a_storm_of_changes_is_told_as_few(thread: VaultThread, window: Window, desk: Desk, qtbot: QtBot) -> None:
    thread.open(desk.open)
    window.follow(thread.ask(lambda vault: [add(vault) for _ in range(20)]))
    qtbot.waitUntil(lambda: len(window.answers) == 1)

    qtbot.waitUntil(lambda: window.changes > 0)
    assert window.changes < 5


def test_a_bug_is_told_and_the_next_work_is_done(thread: VaultThread, window: Window, desk: Desk, qtbot: QtBot) -> None:
    thread.open(desk.open)
    window.follow(thread.ask(divide))
    window.follow(thread.ask(add))
    qtbot.waitUntil(lambda: len(window.answers) == 2)

    assert window.answers == [ErrorCode.FAULT_IN_PROGRAM, 1]
    assert [type(bug) for bug in window.crashed] == [ZeroDivisionError]


def test_a_vault_that_cannot_be_opened_is_told_and_can_be_opened_later(
    thread: VaultThread, window: Window, desk: Desk, qtbot: QtBot
) -> None:
    with desk.vault("queue sync"):
        thread.open(desk.open)
        qtbot.waitUntil(lambda: window.failed == [ErrorCode.VAULT_IN_USE])
    thread.open(desk.open)
    window.follow(thread.ask(add))
    qtbot.waitUntil(lambda: window.answers == [1])

    assert len(window.opened) == 1


def test_a_disk_that_fails_closes_the_vault_which_can_be_opened_anew(
    thread: VaultThread, window: Window, desk: Desk, qtbot: QtBot
) -> None:
    thread.open(desk.open)
    window.follow(thread.ask(fail_the_disk))
    window.follow(thread.ask(add))
    qtbot.waitUntil(lambda: len(window.answers) == 2)
    assert window.answers == [ErrorCode.VAULT_FAILED, ErrorCode.VAULT_NOT_OPEN]
    assert window.failed == [ErrorCode.VAULT_FAILED]

    thread.open(desk.open)
    window.follow(thread.ask(add))
    qtbot.waitUntil(lambda: window.answers[2:] == [1])


def test_after_stopping_nothing_that_is_asked_is_begun_and_nobody_is_told(
    thread: VaultThread, window: Window, desk: Desk
) -> None:
    thread.open(desk.open)
    window.follow(thread.ask(add))
    thread.stop()
    window.follow(thread.ask(add))
    QCoreApplication.processEvents()

    with desk.vault() as vault:
        assert len(vault.outbox.jobs()) == 1
    assert window.answers == []


def test_stopping_finishes_what_was_asked_and_frees_the_folder(thread: VaultThread, window: Window, desk: Desk) -> None:
    thread.open(desk.open)
    for _ in range(10):
        window.follow(thread.ask(add))
    thread.stop()

    with desk.vault() as vault:
        assert len(vault.outbox.jobs()) == 10
