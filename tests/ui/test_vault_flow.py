"""What keeps the vault closed is said in the window, with what to do; a new vault's code is shown once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from permit_desktop.domain.errors import ErrorCode
from permit_desktop.system.secrets import Secrets, SecretsError
from permit_desktop.ui.main_window import MainWindow
from permit_desktop.ui.vault_flow import VaultFlow
from permit_desktop.vault import errors
from permit_desktop.vault.audit import Event
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import Options
from permit_desktop.vault.key_file import read_key_file
from permit_desktop.vault.key_holders import KeyHolder, KeyringHolder
from permit_desktop.vault.lived_time import DAY_S
from permit_desktop.vault.records import ON_DEVICE
from permit_desktop.vault.vault import Vault
from permit_desktop.workers.vault_place import VaultPlace
from permit_desktop.workers.vault_thread import VaultThread
from tests.system.keyrings import MemoryKeyring
from tests.vault.test_trouble import spoil_a_checked_page, spoil_a_page, spoil_the_head
from tests.vault.vaults import PERSON, Desk, front, still

PASSPHRASE = "four words of no kin"  # noqa: S105 - protects an empty vault


@dataclass
class Counter:
    """The window before a data folder whose keyring may fail."""

    window: MainWindow
    thread: VaultThread
    flow: VaultFlow
    desk: Desk
    qtbot: QtBot
    settings: dict[str, object] = field(default_factory=lambda: {"retention.stills_h": 24})
    keyring_fails: SecretsError | None = None
    opened: int = 0

    def note_opened(self) -> None:
        self.opened += 1

    def open(self) -> None:
        self.flow.open()

    def says(self) -> str:
        return self.window.vault_banner.text()

    def says_of_purges(self) -> str:
        return self.window.purge_banner.text()

    def wait_for(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.says(), timeout=10_000)

    def wait_opened(self, times: int = 1) -> None:
        self.qtbot.waitUntil(lambda: self.opened == times, timeout=10_000)

    def press(self, label: str) -> None:
        self.qtbot.waitUntil(lambda: self._buttons(label) != [])  # a layout shows what is new in it a little later
        self._buttons(label)[0].click()

    def _buttons(self, label: str) -> list[QAbstractButton]:
        buttons = self.window.findChildren(QAbstractButton)
        return [button for button in buttons if button.text() == label and button.isVisible()]

    def type(self, *texts: str) -> None:
        edits = [edit for edit in self.window.vault_panel.findChildren(QLineEdit) if edit.isVisible()]
        assert len(edits) == len(texts)
        for edit, text in zip(edits, texts, strict=True):
            edit.setText(text)
        self.press("Open")

    def review(self, count: int) -> None:
        """Stores so many permits that a person has reviewed."""

        def work(vault: Vault) -> None:
            for number in range(count):
                capture = vault.outbox.add(still(number), Options(ON_DEVICE), reading=front())
                vault.records.confirm(capture.record_id, PERSON)

        self.look(work)

    def look(self, work: Callable[[Vault], object]) -> object:
        answers: list[object] = []
        errand = self.thread.ask(work)
        errand.done.connect(answers.append)
        errand.failed.connect(answers.append)
        self.qtbot.waitUntil(lambda: answers != [])
        return answers[0]


@pytest.fixture
def counter(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    desk = Desk(tmp_path)
    made: list[Counter] = []

    def holder() -> KeyHolder:
        if made[0].keyring_fails is not None:
            raise made[0].keyring_fails
        return KeyringHolder(Secrets(lambda: desk.keyring))

    place = VaultPlace(desk.folder, holder, space=lambda folder: DiskSpace(folder, 0, 100_000))
    thread = VaultThread()
    flow = VaultFlow(window, thread, place, settings=lambda: made[0].settings)
    made.append(Counter(window, thread, flow, desk, qtbot))
    thread.opened.connect(made[0].note_opened)
    yield made[0]
    thread.stop()
    assert [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog)] == []


def no_keyring() -> SecretsError:
    return SecretsError(ErrorCode.KEYRING_MISSING, "This computer has no keyring.", "Install one.")


def test_a_new_vaults_code_is_shown_until_it_is_kept_and_then_gone(counter: Counter, tmp_path: Path) -> None:
    counter.open()
    counter.wait_opened()
    panel = counter.window.vault_panel
    assert panel.isVisible()
    code = panel.code
    assert len(code) == 34
    panel.save_code(tmp_path / "code.txt")
    assert code in (tmp_path / "code.txt").read_text("utf-8")
    assert (tmp_path / "code.txt").stat().st_mode & 0o077 == 0
    counter.press("It is written down")

    assert panel.isHidden()
    assert panel.code == ""
    counter.thread.stop()
    assert code not in "".join(file.read_text("latin-1") for file in counter.desk.folder.rglob("*") if file.is_file())


def test_a_code_that_nobody_wrote_down_is_replaced_and_shown_at_every_start(counter: Counter) -> None:
    counter.open()
    counter.wait_opened()
    panel = counter.window.vault_panel
    codes = [panel.code]
    for times in (2, 3):
        counter.thread.stop()  # the program ends before it was said to be written down
        before = panel.code
        counter.open()
        counter.wait_opened(times)
        counter.qtbot.waitUntil(lambda before=before: panel.code != before)  # type: ignore[misc] # mypy infers no types of a lambda's defaults
        codes.append(panel.code)
        assert "earlier codes are void" in panel.accessibleName()
    counter.press("It is written down")
    assert counter.look(lambda vault: vault.recovery.owed()) is None
    counter.thread.stop()
    for code in codes[:2]:
        with pytest.raises(VaultError):
            read_key_file(counter.desk.folder / "vault.keys").recover(code)
    read_key_file(counter.desk.folder / "vault.keys").recover(codes[2])

    counter.open()
    counter.wait_opened(4)
    counter.look(lambda _vault: None)
    assert panel.isHidden()


def test_a_copied_code_leaves_the_clipboard_again_and_nothing_else_does(counter: Counter) -> None:
    counter.open()
    counter.wait_opened()
    panel, clipboard = counter.window.vault_panel, QGuiApplication.clipboard()
    counter.press("Copy for a minute")
    assert clipboard.text() == panel.code
    panel.findChildren(QTimer)[0].setInterval(1)
    counter.qtbot.waitUntil(lambda: clipboard.text() == "")

    counter.press("Copy for a minute")
    clipboard.setText("something of the person's own")
    counter.press("It is written down")
    assert clipboard.text() == "something of the person's own"


def test_a_vault_in_use_is_said_with_who_has_it_and_opens_when_tried_again(counter: Counter) -> None:
    with counter.desk.vault("queue sync"):
        counter.open()
        counter.wait_for("queue sync")
        assert "nothing is stored" in counter.says()
    counter.press("Try again")
    counter.wait_opened()
    assert counter.says() == ""


def test_a_locked_keyring_is_said_and_tried_again(counter: Counter) -> None:
    counter.keyring_fails = SecretsError(ErrorCode.KEYRING_LOCKED, "The keyring is locked.", "Unlock it.")
    counter.open()
    counter.wait_for("locked")
    counter.keyring_fails = None
    counter.press("Try again")
    counter.wait_opened()


def test_without_a_keyring_a_passphrase_protects_the_vault_and_opens_it_again(counter: Counter) -> None:
    counter.keyring_fails = no_keyring()
    counter.open()
    counter.wait_for("no keyring")
    counter.press("Protect by a passphrase …")
    counter.type("short", "short")
    counter.qtbot.waitUntil(lambda: counter.window.vault_panel.refusal != "")
    counter.type(PASSPHRASE, "another one altogether")
    assert "differ" in counter.window.vault_panel.refusal
    counter.type(PASSPHRASE, PASSPHRASE)
    counter.wait_opened()
    counter.press("It is written down")
    counter.look(lambda vault: vault.outbox.add(still(), Options(ON_DEVICE)))
    counter.thread.stop()

    counter.keyring_fails = None
    counter.open()
    counter.wait_for("passphrase")
    counter.press("Enter passphrase …")
    counter.type("a wrong one, as long")
    counter.qtbot.waitUntil(lambda: counter.window.vault_panel.refusal != "", timeout=10_000)
    counter.type(PASSPHRASE)
    counter.wait_opened(2)
    assert counter.window.vault_panel.isHidden()
    assert counter.look(lambda vault: len(vault.outbox.jobs())) == 1


def test_the_recovery_code_opens_a_vault_whose_keyring_is_lost(counter: Counter) -> None:
    counter.open()
    counter.wait_opened()
    code = counter.window.vault_panel.code
    counter.press("It is written down")
    counter.thread.stop()

    counter.desk.keyring = MemoryKeyring()
    counter.open()
    counter.wait_for("not in this computer's keyring")
    counter.press("Recovery code …")
    counter.type("0000-0000")
    counter.qtbot.waitUntil(lambda: counter.window.vault_panel.refusal != "")
    counter.type(code.lower())
    counter.wait_opened(2)
    counter.thread.stop()
    counter.open()
    counter.wait_opened(3)
    events = counter.look(lambda vault: [entry.event for entry in vault.audit.entries()])
    assert isinstance(events, list)
    assert Event.RECOVERED in events


def test_cancelling_leaves_the_banner_with_its_ways_out(counter: Counter) -> None:
    counter.keyring_fails = no_keyring()
    counter.open()
    counter.wait_for("no keyring")
    counter.press("Protect by a passphrase …")
    counter.press("Cancel")
    assert counter.window.vault_panel.isHidden()
    counter.press("Protect by a passphrase …")
    assert counter.window.vault_panel.isVisible()


def test_a_damaged_vault_is_told_with_what_was_saved_of_it(counter: Counter) -> None:
    with counter.desk.vault() as vault:
        for number in range(20):
            vault.outbox.add(still(number, 20_000), Options(ON_DEVICE))
    spoil_a_checked_page(counter.desk)
    counter.open()
    counter.wait_opened()
    counter.qtbot.waitUntil(lambda: "far ahead" in counter.says_of_purges())  # which takes nothing from the other
    assert "vault.db.damaged-" in counter.says()
    counter.press("Dismiss")
    counter.wait_for("stay readable")  # as long as it lies there, at every start
    code = counter.window.vault_panel.code
    counter.thread.stop()
    counter.open()
    counter.wait_opened(2)
    counter.wait_for("stay readable")
    counter.qtbot.waitUntil(lambda: counter.window.vault_panel.code not in ("", code))  # nobody had kept the first
    counter.press("It is written down")
    counter.press("Delete it …")
    counter.press("Cancel")
    assert list(counter.desk.folder.glob("*.damaged-*"))
    counter.press("Delete it …")
    counter.press("Delete it")
    counter.qtbot.waitUntil(lambda: counter.says() == "")
    assert not list(counter.desk.folder.glob("*.damaged-*"))


def test_a_vault_of_which_nothing_can_be_read_is_kept_until_the_person_begins_a_new_one(counter: Counter) -> None:
    with counter.desk.vault() as vault:
        vault.outbox.add(still(), Options(ON_DEVICE))
    spoil_the_head(counter.desk.folder / "vault.db")
    spoilt = (counter.desk.folder / "vault.db").read_bytes()
    counter.open()
    counter.wait_for("another vault's")
    assert (counter.desk.folder / "vault.db").read_bytes() == spoilt
    counter.press("Begin a new vault …")
    counter.press("Begin a new one")
    counter.wait_opened()
    (kept,) = counter.desk.folder.glob("*.damaged-*")
    assert kept.read_bytes() == spoilt


@pytest.mark.parametrize(
    ("error", "words"),
    [(errors.read_only(), "cannot be written"), (errors.newer(9, 1), "newer release"), (errors.full(), "too full")],
)
def test_whatever_keeps_it_closed_is_said_with_a_way_to_try_again(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    def refuse(*_: object, **__: object) -> Vault:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr("permit_desktop.vault.vault.open_vault", refuse)
        counter.open()
        counter.wait_for(words)
    counter.press("Try again")
    counter.wait_opened()


def test_the_end_of_a_shift_asks_once_and_says_what_went(counter: Counter) -> None:
    counter.open()
    counter.wait_opened()
    counter.press("It is written down")

    def review_one_of_two(vault: Vault) -> None:
        first = vault.outbox.add(still(1), Options(ON_DEVICE), reading=front())
        vault.outbox.add(still(2), Options("service"))
        vault.records.confirm(first.record_id, PERSON)

    counter.look(review_one_of_two)
    counter.press("End of shift …")
    counter.press("Cancel")
    assert counter.look(lambda vault: vault.stills.count()) == 2
    counter.press("End of shift …")
    with counter.qtbot.waitSignal(counter.flow.shift_ended, timeout=5000):
        counter.press("Shred them")

    counter.wait_for("Pictures shredded: 1")
    assert "kept" in counter.says()
    assert counter.look(lambda vault: vault.stills.count()) == 1


def test_what_is_scanned_while_a_shift_ends_is_stored_between_two_pictures(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("permit_desktop.ui.vault_flow._STILLS_AT_ONCE", 2)
    counter.open()
    counter.wait_opened()
    counter.press("It is written down")
    counter.review(7)
    counter.press("End of shift …")
    counter.press("Shred them")
    left = counter.look(lambda vault: vault.stills.count())
    assert isinstance(left, int)
    assert left >= 3, "who asks meanwhile is answered after a few"
    counter.wait_for("Pictures shredded: 7")
    events = counter.look(lambda vault: [entry.event for entry in vault.audit.entries()])
    assert isinstance(events, list)
    assert events.count(Event.ROTATED) == 1, "the keys are exchanged once"


def test_a_window_that_is_closed_while_a_shift_ends_shreds_the_rest_first(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("permit_desktop.ui.vault_flow._STILLS_AT_ONCE", 1)
    counter.open()
    counter.wait_opened()
    counter.press("It is written down")
    counter.review(5)
    counter.press("End of shift …")
    counter.press("Shred them")
    counter.flow.stop()
    counter.thread.stop()
    with counter.desk.vault() as vault:
        assert vault.stills.count() == 0
        assert [entry.event for entry in vault.audit.entries()].count(Event.ROTATED) == 1


def test_damage_that_a_purge_finds_is_told_once_and_mended_by_trying_again(counter: Counter) -> None:
    with counter.desk.vault() as vault:
        for number in range(20):
            vault.outbox.add(still(number, 20_000), Options(ON_DEVICE))
    spoil_a_page(counter.desk.folder / "vault.db")
    counter.open()
    counter.wait_for("The vault is damaged")  # said by the first purge of the day
    assert counter.says_of_purges() == ""
    counter.press("Try again")
    counter.wait_for("vault.db.damaged-")


def test_a_purge_that_the_clock_holds_back_says_so_until_one_goes_on(counter: Counter) -> None:
    with counter.desk.vault() as vault:
        vault.retention.purge()
        counter.desk.clock.at_s += 5 * DAY_S
    counter.thread.open(counter.desk.open)
    counter.qtbot.waitUntil(lambda: "the clock is far ahead" in counter.says_of_purges())
    assert "date and time" in counter.says_of_purges()
    counter.desk.clock.at_s += DAY_S
    counter.flow._hourly.timeout.emit()  # noqa: SLF001 - nobody waits an hour
    counter.qtbot.waitUntil(lambda: not counter.says_of_purges())


def test_a_purge_that_fails_says_so_and_is_tried_again_by_hand(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise errors.full()

    with monkeypatch.context() as disk:
        disk.setattr("permit_desktop.vault.vault.Vault.purge", full)
        counter.thread.open(counter.desk.open)
        counter.qtbot.waitUntil(lambda: "too full" in counter.says_of_purges())
    counter.press("Try again")
    counter.qtbot.waitUntil(lambda: not counter.says_of_purges())


def test_other_settings_are_in_the_audit_trail(counter: Counter) -> None:
    counter.open()
    counter.wait_opened()
    counter.settings = {"retention.stills_h": 1}
    counter.flow.note_settings()
    entries = counter.look(lambda vault: [(entry.event, entry.subject) for entry in vault.audit.entries()])
    assert isinstance(entries, list)
    assert (Event.SETTINGS_CHANGED, "retention.stills_h") in entries
