"""A vault on its thread, with captures in it, for the tests of the flows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from permit_desktop.vault.vault import Vault
from permit_desktop.workers.vault_thread import VaultThread, Work
from tests.vault.vaults import Desk


class Answer(QObject):
    """Takes an errand's answer."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []

    @Slot(object)
    def take(self, value: object) -> None:
        self.values.append(value)


class RunningVault:
    """A vault that is open on its thread."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.desk = Desk(folder)
        self.thread = VaultThread()
        self._qtbot = qtbot

    def open(self) -> None:
        """Opens it, and waits until that is told."""
        with self._qtbot.waitSignal(self.thread.opened, timeout=10_000):
            self.thread.open(self._opened)

    def do(self, work: Work) -> object:
        """Does something in the vault's thread and waits for what comes of it."""
        answer = Answer()
        errand = self.thread.ask(work)
        errand.done.connect(answer.take)
        errand.failed.connect(answer.take)
        self._qtbot.waitUntil(lambda: bool(answer.values), timeout=10_000)
        return answer.values[0]

    def _opened(self) -> Vault:
        from permit_desktop.vault.disk_space import DiskSpace
        from permit_desktop.vault.vault import open_vault

        desk = self.desk
        return open_vault(
            desk.folder,
            desk.holder,
            what="test",
            now=desk.clock,
            boot=desk.clock.boot_s,
            periods=desk.periods,
            space=DiskSpace(desk.folder, floor_bytes=0, ballast_bytes=100_000),
        )
