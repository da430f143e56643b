"""From the scan page into the vault: stills, readings and reviews are stored, and the page says so once they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal, Slot

from permit_desktop.domain.bands import Band
from permit_desktop.domain.errors import PermitError
from permit_desktop.domain.permit import FieldName, PermitResult, Side
from permit_desktop.imaging.encode import encode_jpeg
from permit_desktop.ui.record_model import Remark
from permit_desktop.ui.saved_line import SavedLine, SavedState
from permit_desktop.ui.scan_flow import ScanFlow
from permit_desktop.ui.told_stills import Fate, ReadSide, TakenStill, UnreadStill
from permit_desktop.vault.job import Options
from permit_desktop.vault.vault import Vault
from permit_desktop.workers import filing
from permit_desktop.workers.filing import Filed, PermitFile, Renewed, StillFile
from permit_desktop.workers.vault_thread import VaultThread

Work = Callable[[Vault], Filed]

MOST_WAITING_BYTES: Final = 256_000_000
"""So much of stills waits in memory for a vault that does not take them: some twenty permits of a 1080p camera. What
comes then is read and shown, and not kept: what was promised first stays."""

_FOR_THE_QUEUE: Final = frozenset({Fate.CRASHED, Fate.LEFT})
"""Stills that this page does not read any more, and that are as good as any."""


@dataclass(slots=True, eq=False)
class _Step:
    """Something that is to be stored of a permit; after a failure it is tried again, in the order of all steps."""

    permit: _Permit
    work: Work
    filed: Filed | None = None
    under_way: bool = False


@dataclass(slots=True, eq=False)
class _Permit:
    """The permit in view, as far as the vault is concerned.

    Attributes:
        is_stored: whether any of it belongs into the vault; nothing does of what the demo shows.
    """

    file: PermitFile = field(default_factory=PermitFile)
    steps: list[_Step] = field(default_factory=list)
    read: dict[Side, PermitResult] = field(default_factory=dict)
    notes: tuple[Remark, ...] = ()
    is_stored: bool = False
    lacks: set[Side] = field(default_factory=set)


class StoringFlow(QObject):
    """Stores what the scan page tells. Lives in the window's thread; the work is done in the vault's.

    What could not be stored is tried again when the vault opens, or when the person wants that.

    Args:
        scan: tells of stills and readings.
        vault: the vault's thread.
        line: says how the record in view stands.
        reader: who answers new captures, `on-device` or `service`; asked for every still.
        person: who reviews; asked for every change.

    Attributes:
        refused(PermitError): something could not be stored.
        filed(Filed): how the record in view stands in the vault.
    """

    refused = Signal(object)
    filed = Signal(object)

    def __init__(
        self,
        scan: ScanFlow,
        vault: VaultThread,
        line: SavedLine,
        *,
        reader: Callable[[], str],
        person: Callable[[], str],
    ) -> None:
        super().__init__(scan)
        self._scan = scan
        self._vault = vault
        self._line = line
        self._reader = reader
        self._person = person
        self._paused = False
        self._stills: dict[int, StillFile] = {}
        self._unkept: set[int] = set()
        self._sizes: WeakKeyDictionary[StillFile, int] = WeakKeyDictionary()
        self._permit = _Permit()
        self._behind: list[_Step] = []
        """What could not be stored yet of permits that are not in view any more."""
        scan.still_taken.connect(self._take)
        scan.side_read.connect(self._file)
        scan.still_unread.connect(self._file_unread)
        scan.page.field_corrected.connect(self._correct)
        scan.page.field_confirmed.connect(self._confirm_field)
        scan.page.field_taken_back.connect(self._take_back)
        scan.page.record_accepted.connect(self._accept)
        vault.opened.connect(self.try_again)

    @property
    def file(self) -> PermitFile:
        """The permit in view as the vault knows it."""
        return self._permit.file

    def take_up(
        self, file: PermitFile, read: Mapping[Side, PermitResult], filed: Filed, notes: tuple[Remark, ...]
    ) -> None:
        """A permit that was stored before is in view: what the person does from now on belongs to its record.

        Args:
            file: the permit as the vault knows it.
            read: its sides as they are shown.
            filed: how the record stands.
            notes: what is told of it besides.
        """
        self._leave_permit()
        self._permit = _Permit(file, read=dict(read), notes=notes, is_stored=True)
        self._tell(filed)

    def pause(self) -> None:
        """From now on nothing is stored: what the simulated camera shows belongs into no vault."""
        self._paused = True

    def resume(self) -> None:
        """What is scanned from now on is stored again."""
        self._paused = False

    def forget_permit(self) -> None:
        """The permit is not in view any more: what follows belongs to another one."""
        self._leave_permit()
        self._line.show_state(None)

    def _leave_permit(self) -> None:
        self._behind = [step for step in (*self._behind, *self._permit.steps) if step.filed is None]
        self._permit = _Permit()

    @Slot()
    def try_again(self) -> None:
        """Stores what could not be stored before."""
        for step in (*self._behind, *self._permit.steps):
            if step.filed is None and not step.under_way:
                self._ask(step)

    @Slot(object)
    def _take(self, taken: TakenStill) -> None:
        if self._paused:
            return
        content = taken.content
        size_bytes = taken.pixels.nbytes if content is None else len(content)
        if self._waiting_bytes() + size_bytes > MOST_WAITING_BYTES:
            self._unkept.add(taken.number)
            return
        encode = partial(encode_jpeg, taken.pixels) if content is None else partial(bytes, content)
        still = StillFile(encode, Options(self._reader()))
        self._stills[taken.number] = still
        self._sizes[still] = size_bytes
        # Not a step: where it fails, the reading that follows tries it again, and tells.
        self._vault.ask(partial(filing.keep, still))

    def _waiting_bytes(self) -> int:
        return sum(size_bytes for still, size_bytes in self._sizes.items() if still.encode is not None)

    @Slot(object)
    def _file(self, read: ReadSide) -> None:
        still = self._stills.pop(read.number, None)
        if read.begins:
            self._leave_permit()
        if still is None:
            self._tell_unkept(read)
            return
        self._permit.is_stored = True
        self._permit.read[read.side] = read.result
        self._permit.lacks.discard(read.side)
        self._line.show_state(SavedState.SAVING)
        self._add_step(partial(filing.file_reading, still, self._permit.file, read.side, read.result))

    def _tell_unkept(self, read: ReadSide) -> None:
        """Its picture was not kept: there was no room for it, or it was taken in the demo."""
        if read.number in self._unkept:
            self._unkept.discard(read.number)
            self._permit.lacks.add(read.side)
            self._line.show_state(SavedState.NOT_KEPT)
        else:
            self._line.show_state(SavedState.DEMO)

    @Slot(object)
    def _file_unread(self, unread: UnreadStill) -> None:
        still = self._stills.pop(unread.number, None)
        self._unkept.discard(unread.number)
        if still is None:
            return
        if unread.fate in _FOR_THE_QUEUE:
            step = _Step(_Permit(), partial(filing.leave_to_queue, still))
            self._behind.append(step)
            self._ask(step)
        else:
            self._vault.ask(partial(filing.drop if unread.fate is Fate.REFUSED else filing.file_unread, still))

    @Slot(FieldName, str)
    def _correct(self, name: FieldName, value: str) -> None:
        self._add_step(partial(filing.correct, self._permit.file, name, value, self._person()))

    @Slot(FieldName)
    def _confirm_field(self, name: FieldName) -> None:
        self._add_step(partial(filing.confirm_field, self._permit.file, name, self._person()))

    @Slot(FieldName)
    def _take_back(self, name: FieldName) -> None:
        self._add_step(partial(filing.take_back, self._permit.file, name, self._person()))

    @Slot()
    def _accept(self) -> None:
        self._add_step(partial(filing.accept, self._permit.file, self._person()))

    @Slot(int)
    def note_answer(self, job_id: int) -> None:
        """A job has got its answer; if it is of the permit in view, the answer is shown in place."""
        permit = self._permit
        side = next((side for side, known in permit.file.jobs.items() if known == job_id), None)
        if side is not None and side in permit.read:
            errand = self._vault.ask(partial(filing.renewed, permit.file, side, permit.read[side]))
            errand.done.connect(partial(self._renew, permit))

    def _renew(self, permit: _Permit, renewed: Renewed) -> None:
        if permit is self._permit:
            permit.read[renewed.side] = renewed.result
            self._scan.renew_side(renewed.side, renewed.result, renewed.others)
            self._tell(renewed.filed)

    def _add_step(self, work: Work) -> None:
        if not self._permit.is_stored:
            return  # there is no record that it could belong to
        step = _Step(self._permit, work)
        self._permit.steps.append(step)
        self._ask(step)

    def _ask(self, step: _Step) -> None:
        step.under_way = True
        errand = self._vault.ask(step.work)
        errand.done.connect(partial(self._was_filed, step))
        errand.failed.connect(partial(self._was_not_filed, step))

    def _was_filed(self, step: _Step, filed: Filed) -> None:
        step.under_way, step.filed = False, filed
        if step.permit is not self._permit:
            self._behind = [other for other in self._behind if other is not step]
            return
        self.filed.emit(filed)
        if all(other.filed is not None for other in self._permit.steps):
            self._tell(filed)  # otherwise the others are under way, or it was told why they are not

    def _tell(self, filed: Filed) -> None:
        self._scan.tell(provisional=filed.provisional, notes=self._notes(filed))
        if self._permit.lacks:
            self._line.show_state(SavedState.NOT_KEPT)
        elif filed.provisional:
            self._line.show_state(SavedState.PROVISIONAL)
        else:
            self._line.show_state(SavedState.REVIEWED if filed.reviewed else SavedState.SAVED)

    def _notes(self, filed: Filed) -> tuple[Remark, ...]:
        if filed.duplicate is None:
            return self._permit.notes
        minutes = round(filed.duplicate.seconds_ago / 60)
        if minutes < 2:
            text = self.tr("This permit was scanned a moment ago")
        elif minutes < 120:
            text = self.tr("This permit was scanned {count} minutes ago").format(count=minutes)
        elif minutes < 48 * 60:
            text = self.tr("This permit was scanned {count} hours ago").format(count=minutes // 60)
        else:
            text = self.tr("This permit was scanned {count} days ago").format(count=minutes // (24 * 60))
        return (Remark(text, Band.MEDIUM), *self._permit.notes)

    def _was_not_filed(self, step: _Step, error: PermitError) -> None:
        step.under_way = False
        if step.permit is self._permit:
            self._line.show_state(SavedState.NOT_KEPT if step.permit.lacks else SavedState.NOT_STORED)
        self.refused.emit(error)
