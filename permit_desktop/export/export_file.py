"""Records on their way into a file, a few at a time; the file is there as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.export.tables import WRITERS, Format, Words, Writer
from permit_desktop.vault.audit import Event
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.records import Record
from permit_desktop.vault.vault import Vault

_RECORDS_A_STEP: Final = {Format.CSV: 100, Format.JSON: 100, Format.XLSX: 10}
"""A step takes some hundredths of a second, so that whoever else needs the vault waits no longer."""

_T = TypeVar("_T")


class ExportError(PermitError):
    """The file cannot be written."""


class ExportFile:
    """One export. `step` it until it says that it is done, or `cancel` it; from one thread at a time.

    Until it is done the file lies beside its place under another name, readable by this user alone; the vault knows
    that name, and removes at its next opening what a crash left there.

    Args:
        record_ids: what is exported, in this order; records that are gone by their turn are left out.
        target: the file; one that is there is replaced at the end.
        person: who exports, for the audit trail.
        words: how a workbook says what it is about.

    Attributes:
        total: how many records are wanted.
        done: how many had their turn.
        written: how many are in the file.
    """

    def __init__(
        self, record_ids: Sequence[int], kind: Format, target: Path, person: str, words: Words | None = None
    ) -> None:
        self.total = len(record_ids)
        self.done = 0
        self.written = 0
        self._record_ids = record_ids
        self._kind = kind
        self._target = target
        self._part = Path(f"{target}.{secrets.token_hex(4)}.part")  # nobody else's, so that it may be removed later
        self._vault: Vault | None = None
        self._person = person
        self._words = words or Words()
        self._file: BinaryIO | None = None
        self._writer: Writer | None = None

    def step(self, vault: Vault) -> bool:
        """Writes the next records.

        Returns:
            True when the file is complete and in its place.

        Raises:
            ExportError: it cannot be written; nothing of it is left.
            VaultError: the vault cannot be read; nothing of it is left.
        """
        try:
            if self._vault is None:
                vault.exports.begin(self._part)
                self._vault = vault
            file, writer = _told(self._open)
            for record_id in self._record_ids[self.done : self.done + _RECORDS_A_STEP[self._kind]]:
                self._add(vault, writer, record_id)
            if self.done < self.total:
                return False
            _told(writer.close)
            _told(lambda: _flush(file))
            # Written down first: an export that nobody noted must not exist.
            vault.audit.note(Event.EXPORTED, f"{self.written} records", f"{self._kind} by {self._person}")
            _told(lambda: self._part.replace(self._target))
            self._file = None
            self._forget(vault)
        except BaseException:
            self.cancel()
            raise
        else:
            return True

    def cancel(self) -> None:
        """Removes what was written; harmless when it is done or was never begun."""
        if self._file is not None:
            if self._writer is not None:
                self._writer.abandon()
            with contextlib.suppress(OSError):  # on a full disk the last bytes fail once more
                self._file.close()
            self._file = None
            self._part.unlink(missing_ok=True)
        if self._vault is not None:
            self._forget(self._vault)

    def _forget(self, vault: Vault) -> None:
        self._vault = None
        with contextlib.suppress(VaultError):  # the vault looks after it at its next opening
            vault.exports.end(self._part)

    def _open(self) -> tuple[BinaryIO, Writer]:
        if self._file is None or self._writer is None:
            self._file = open(self._part, "xb", opener=_private)  # noqa: SIM115 (it stays open from step to step)
            self._writer = WRITERS[self._kind](self._file, self._words)
        return self._file, self._writer

    def _add(self, vault: Vault, writer: Writer, record_id: int) -> None:
        self.done += 1
        try:
            record, state = vault.records.get(record_id), vault.record_list.state(record_id)
        except VaultError as error:
            if error.code is ErrorCode.RECORD_UNKNOWN:
                return
            raise
        portrait = _portrait(vault, record) if self._kind is Format.XLSX else None
        _told(lambda: writer.add(record, state, portrait))
        self.written += 1


def _portrait(vault: Vault, record: Record) -> bytes | None:
    portraits = (vault.stills.portrait(still_id) for still_id in reversed(record.still_ids))
    return next((portrait for portrait in portraits if portrait is not None), None)


def _flush(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
    file.close()


def _told(act: Callable[[], _T]) -> _T:
    try:
        return act()
    except OSError:
        raise ExportError(
            ErrorCode.EXPORT_FAILED,
            "The export file cannot be written.",
            "Choose another folder with room to spare, and close the file where another program has it open.",
        ) from None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
