"""The records of the list on their way into a file: where to, how far, and how it ended."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from permit_desktop.domain.bands import Band
from permit_desktop.domain.errors import PermitError
from permit_desktop.domain.permit import FieldName
from permit_desktop.ui.error_text import in_words
from permit_desktop.ui.field_text import label, region
from permit_desktop.ui.plain_text import plain
from permit_desktop.ui.records_model import state_word
from permit_desktop.ui.records_page import RecordsPage
from permit_desktop.vault.record_row import RecordState
from permit_desktop.workers.vault_thread import VaultThread

if TYPE_CHECKING:
    from permit_desktop.export.export_file import ExportFile
    from permit_desktop.export.tables import Words

Choose = Callable[[QWidget, str, Path], Path | None]
"""Asks where a file is to go: over which widget, under which title, with which name or place offered."""


def choose_file(over: QWidget, title: str, offered: Path) -> Path | None:
    """Asks the person where a file is to go; None where it was thought better of."""
    name, _ = QFileDialog.getSaveFileName(over, title, str(Path.home() / offered), f"*{offered.suffix}")
    return Path(name) if name else None


class ExportFlow(QObject):
    """Joins the records page with the file that is written. Lives in the window's thread.

    Args:
        page: says what is wanted, and shows how far it is.
        vault: the vault's thread, in which the file is written.
        today: the day at the counter.
        choose: asks where the file is to go.
    """

    def __init__(
        self, page: RecordsPage, vault: VaultThread, today: Callable[[], date], choose: Choose, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._vault = vault
        self._today = today
        self._choose = choose
        self._export: ExportFile | None = None
        self._left_out = 0
        self._cancelled = self._ended = False
        self._target = Path()
        page.export_wanted.connect(self._begin)
        page.cancel_wanted.connect(self.cancel)

    @Slot()
    def cancel(self) -> None:
        """Gives the export up and removes what was written, in the vault's thread, where it is written."""
        if self._export is not None and not self._cancelled:
            export, self._cancelled = self._export, True
            self._page.end_export()
            self._vault.ask(lambda _vault: export.cancel())

    def stop(self) -> None:
        """Gives up what is under way, for good."""
        self._ended = True
        self.cancel()

    @Slot(str)
    def _begin(self, kind: str) -> None:
        from permit_desktop.export.export_file import ExportFile
        from permit_desktop.export.selection import exported
        from permit_desktop.export.tables import Format

        if self._export is not None:
            return
        listed = self._page.model.rows()
        record_ids = exported(listed, self._page.wanted().state)
        self._left_out = len(listed) - len(record_ids)
        if not record_ids:
            self._page.show_note(lambda: self.tr("Nothing to export: all of these are discarded or not read yet"))
            return
        target = self._ask_target(f".{kind}")
        if target is None:
            return
        self._target = target
        self._export = ExportFile(record_ids, Format(kind), target, getpass.getuser(), _words())
        self._cancelled = False
        self._page.show_export(0, self._export.total)
        self._step()

    def _ask_target(self, ending: str) -> Path | None:
        """Where the file is to go, with its ending; asks again where the ending makes it a file that is there."""
        offered = Path(f"permits-{self._today():%Y-%m-%d}{ending}")
        while True:
            target = self._choose(self._page, self.tr("Export the records in the list"), offered)
            if target is None or target.suffix.lower() == ending:
                return target
            offered = target.with_name(f"{target.name}{ending}")
            if not offered.exists():
                return offered

    def _step(self) -> None:
        if self._export is not None:
            errand = self._vault.ask(self._export.step)
            errand.done.connect(self._stepped)
            errand.failed.connect(self._failed)

    @Slot(object)
    def _stepped(self, complete: bool) -> None:  # noqa: FBT001 - as the signal carries it
        if self._export is None or self._ended:
            return
        if complete:  # perhaps just before it was cancelled: then the file is there, and that is said
            written, self._export = self._export.written, None
            self._page.show_exported(plain(self._target.name, 60), written, self._left_out)
        elif self._cancelled:
            self._export = None
        else:
            self._page.show_export(self._export.done, self._export.total)
            self._step()

    @Slot(object)
    def _failed(self, error: PermitError) -> None:
        if self._export is not None:
            self._export = None
            if not (self._cancelled or self._ended):
                self._page.end_export()
                self._page.trouble_banner.show_trouble(lambda: in_words(error), Band.LOW)


def _words() -> Words:
    """What a workbook is called in, in the language of the window."""
    from permit_desktop.export.tables import COLUMNS, Words

    say = QCoreApplication.translate
    heads = {
        "record": say("Export", "Record"),
        "captured": say("Export", "Scanned"),
        "reviewed": say("Export", "Reviewed"),
        "state": say("Export", "State"),
    }
    heads |= {field.value: _head(field) for field in COLUMNS}
    states = {state: state_word(state) for state in RecordState}
    return Words(heads, states, say("Export", "Portrait of record {record}"))


def _head(field: FieldName) -> str:
    block, dot, _ = field.value.partition(".")
    return f"{region(block)}: {label(field)}" if dot else label(field)
