"""The vault as a whole: opened, checked, and closed."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.vault import errors
from permit_desktop.vault.audit import Audit, Event, Findings
from permit_desktop.vault.database import Database, is_of_a_former_cipher
from permit_desktop.vault.day_figures import DayFigures
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.export_note import ExportNote
from permit_desktop.vault.facts import Facts
from permit_desktop.vault.holder import HOLDER, read_holder, remove_holder, write_holder
from permit_desktop.vault.key_holders import KeyHolder
from permit_desktop.vault.keys import KeyChest, make_chest, open_chest
from permit_desktop.vault.outbox import Outbox
from permit_desktop.vault.record_list import RecordList
from permit_desktop.vault.records import Records
from permit_desktop.vault.recovery_note import RecoveryNote
from permit_desktop.vault.retention import Periods, Purged, Retention
from permit_desktop.vault.salvage import Salvaged, is_anything_left, salvage
from permit_desktop.vault.schema import migrate
from permit_desktop.vault.settings_note import SettingsNote
from permit_desktop.vault.standstill import StandstillNote
from permit_desktop.vault.stills import Stills

DATABASE = "vault.db"
KEY_FILE = "vault.keys"

_ROTATION_DUE = "rotation_due"


@dataclass(frozen=True, slots=True)
class Notice:
    """What the person at the counter has to be told once.

    Attributes:
        recovery_code: of a vault that was just made, to be written down; None for one that was there.
        set_aside: where a damaged vault was put, None when none was.
        salvaged: what could be carried over from it.
        interrupted: jobs that were being sent when the program ended last.
        beside: the damaged vaults that are kept; as long as there are any, keys are not exchanged.
    """

    recovery_code: str | None
    set_aside: Path | None
    salvaged: Salvaged | None
    interrupted: int
    beside: tuple[str, ...] = ()


class Vault:
    """One opened vault. Its parts may be used from several threads.

    Attributes:
        outbox: captures and jobs.
        records: reviewed data.
        record_list: the same as a list, searched and filtered.
        day_figures: the same in numbers.
        stills: pictures.
        audit: what happened.
        retention: what is deleted when.
        standstill: why nothing is sent, if nothing is.
        settings: which settings held last.
        recovery: whether somebody has the recovery code.
        exports: which files are being written.
        chest: the keys.
        notice: what is to be told.
    """

    def __init__(
        self,
        database: Database,
        chest: KeyChest,
        *,
        space: DiskSpace,
        periods: Periods,
        now: Callable[[], float],
        set_aside: Path | None = None,
        damaged_beside: tuple[Path, ...] = (),
        holder: Path | None = None,
    ) -> None:
        migrate(database)
        salvaged = salvage(set_aside, chest.keys.database, database) if set_aside is not None else None
        self._database = database
        self._space = space
        self._damaged_beside = damaged_beside
        self._holder = holder
        self.chest = chest
        self.audit = Audit(database, now)
        self.stills = Stills(database, chest)
        if salvaged is not None:
            torn = database.write(self.stills.drop_torn)
            salvaged = replace(salvaged, stills=salvaged.stills - torn, lost_rows=salvaged.lost_rows + torn)
        self.records = Records(database, self.audit, now)
        self.record_list = RecordList(database)
        self.day_figures = DayFigures(database)
        self.outbox = Outbox(database, self.stills, self.records, audit=self.audit, space=space, now=now)
        self._facts = facts = Facts(database)
        self.standstill = StandstillNote(facts)
        self.settings = SettingsNote(database, facts, self.audit)
        self.recovery = RecoveryNote(facts, chest, self.audit)
        self.exports = ExportNote(facts)
        self.retention = Retention(database, self.stills, self.audit, periods, now)
        if len(chest.keys.stills) > 1 and not damaged_beside:
            self._end_rotation()
        with contextlib.suppress(PermitError):  # the keyring is asked again at the next start
            chest.forget_former()
        self.notice = Notice(chest.recovery_code, set_aside, salvaged, self.outbox.interrupted(), self.damaged_beside)

    def purge(self, *, end_of_shift: bool = False, most_stills: int | None = None) -> Purged:
        """Deletes what is due, and exchanges the keys, so that old copies of the folder do not open what was deleted.

        Args:
            end_of_shift, most_stills: see `Retention.purge`. What follows on the deletion is done at the end.

        Raises:
            SecretsError: the keyring cannot be used; what is due is deleted, and the next purge exchanges the keys.
        """
        purged = self.retention.purge(end_of_shift=end_of_shift, most_stills=most_stills)
        if purged.stills:
            self._facts.put(_ROTATION_DUE)
        if purged.more:
            return purged
        if self._facts.get(_ROTATION_DUE) is not None:
            self.rotate_keys()
        self.note_trail()
        self._space.take_ballast()  # it may have been given up, and there is room again
        return purged

    def rotate_keys(self) -> bool:
        """Exchanges the keys that wrap the stills' keys, so that what was purged stays unreadable in every old copy.

        The pictures themselves are not encrypted anew.

        Returns:
            False where nothing was done, because a damaged vault lies beside that needs the old keys.

        Raises:
            SecretsError: the keyring cannot be used; either nothing was changed, or the next start forgets the old key.
        """
        if self._damaged_beside:
            return False
        self.chest.begin_rotation()
        self._end_rotation()
        self._facts.drop(_ROTATION_DUE)
        self.audit.note(Event.ROTATED)
        self.chest.forget_former()
        return True

    @property
    def damaged_beside(self) -> tuple[str, ...]:
        """The names of the damaged vaults that are kept."""
        return tuple(file.name for file in self._damaged_beside if not file.name.endswith("-wal"))

    def drop_damaged(self) -> None:
        """Deletes the damaged vaults that are kept, and exchanges the keys that only they still needed.

        Raises:
            VaultError: a file cannot be deleted.
            SecretsError: the keyring cannot be used; the next purge exchanges the keys.
        """
        dropped = self.damaged_beside
        try:
            for file in self._damaged_beside:
                file.unlink(missing_ok=True)
        except OSError as error:
            raise errors.of_system(error) from None
        self._damaged_beside = ()
        for name in dropped:
            self.audit.note(Event.DAMAGED_DROPPED, name)
        self._facts.put(_ROTATION_DUE)
        self.rotate_keys()

    def _end_rotation(self) -> None:
        self._database.write(self.stills.rewrap)
        self._database.checkpoint()
        self.chest.end_rotation()

    def tell_changes(self, listener: Callable[[], None]) -> None:
        """From now on `listener` is called after every transaction that changed something, in its thread."""
        self._database.on_change = listener

    def check(self) -> Findings:
        """Reads the whole vault and verifies the audit trail; raises `VaultError` (vault_damaged)."""
        self._database.check()
        return self.audit.findings()

    def note_made(self) -> None:
        """The vault is new; somebody has to be told its recovery code."""

        def work() -> None:
            self.audit.note(Event.CREATED)
            self.recovery.owe()
            self.retention.begin()

        self._database.write(work)
        self.chest.note_database_made()

    def note_trail(self) -> None:
        """Keeps outside the database how far the audit trail has come."""
        with contextlib.suppress(VaultError):  # a full disk: what was noted before holds as well
            end = self.audit.end()
            if end is not None:
                self.chest.note_trail(end)

    def close(self) -> None:
        """Closes the vault; another process may open it then."""
        self.note_trail()
        if self._holder is not None:
            remove_holder(self._holder)
        self._database.close()


def open_vault(
    folder: Path,
    holder: KeyHolder,
    *,
    what: str,
    now: Callable[[], float] = time.time,
    periods: Periods | None = None,
    space: DiskSpace | None = None,
    begin_anew: bool = False,
) -> Vault:
    """Opens the vault of a data folder; makes it where there is none.

    A damaged database is renamed, never overwritten, and what can be read of it carried over into a new one.

    Args:
        folder: the data folder; made when it is missing, for this user alone.
        holder: what holds the key.
        what: what this process is, for those that find the folder in use.
        now: seconds since 1970.
        periods: how long things are kept; None for the usual.
        space: the room on the disk; None for the usual.
        begin_anew: whether a database of which nothing can be read is set aside as well: it may be another vault's.

    Raises:
        VaultError: in use, no key, wrong key, unreadable, newer, not writable, full or failed.
        SecretsError: the keyring cannot be used.
        SettingsError: a new passphrase is too short.
    """
    _make_folder(folder)
    space = space or DiskSpace(folder)
    chest = _chest(folder, holder)
    database, set_aside = _open_database(folder, chest, space, now, begin_anew=begin_anew)
    try:
        write_holder(folder / HOLDER, what)
        vault = Vault(
            database,
            chest,
            space=space,
            periods=periods or Periods(),
            now=now,
            set_aside=set_aside,
            damaged_beside=tuple(sorted(folder.glob(f"{DATABASE}.damaged-*"))),
            holder=folder / HOLDER,
        )
        if not chest.database_made:
            vault.note_made()
        if set_aside is None:
            vault.audit.compare(chest.keys.trail)
        else:
            # With the hash at which the damaged vault's trail goes on, it can be told whether the two belong together.
            vault.audit.note(Event.SET_ASIDE, set_aside.name, f"{vault.notice.salvaged}")
        vault.audit.note(Event.UNLOCKED, detail=what)
        vault.note_trail()
        vault.exports.sweep()
        space.take_ballast()
    except BaseException:
        database.close()
        raise
    return vault


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise errors.of_system(error) from None


def _chest(folder: Path, holder: KeyHolder) -> KeyChest:
    file = folder / KEY_FILE
    if file.exists():
        return open_chest(file, holder)
    if any((folder / f"{DATABASE}{end}").exists() for end in ("", "-wal")):
        raise errors.key_file_missing()  # never a new key for an old vault
    return make_chest(file, holder)


def _open_database(
    folder: Path, chest: KeyChest, space: DiskSpace, now: Callable[[], float], *, begin_anew: bool
) -> tuple[Database, Path | None]:
    path = folder / DATABASE
    set_aside = None
    if chest.database_made and _is_gone(path):
        set_aside = _set_aside(path, now())
    try:
        return _checked(path, chest, space), set_aside
    except VaultError as error:
        if error.code is ErrorCode.VAULT_IN_USE:
            raise errors.in_use(read_holder(folder / HOLDER)) from None
        if error.code is not ErrorCode.VAULT_DAMAGED:
            raise
    if is_of_a_former_cipher(path, chest.keys.database):
        raise errors.other_cipher()
    if not begin_anew and not is_anything_left(path, chest.keys.database):
        raise errors.unreadable()
    set_aside = _set_aside(path, now())
    return _checked(path, chest, space), set_aside


def _is_gone(path: Path) -> bool:
    wal = path.with_name(f"{path.name}-wal")
    return not any(file.exists() and file.stat().st_size for file in (path, wal))


def _checked(path: Path, chest: KeyChest, space: DiskSpace) -> Database:
    try:
        path.touch(0o600)  # SQLite gives its log the same permissions
    except OSError as error:
        raise errors.of_system(error) from None
    _check_writable(path)
    database = Database(str(path), chest.keys.database, on_full=space.drop_ballast)
    try:
        database.check()
    except BaseException:
        database.close()
        raise
    return database


def _check_writable(path: Path) -> None:
    """SQLite would open a file for reading only, and fail in the middle of its work.

    The file is not opened for it: closing it would take the locks of this process off it.
    """
    effective = os.access in os.supports_effective_ids
    for file in (path, path.with_name(f"{path.name}-wal")):
        if file.exists() and not os.access(file, os.W_OK, effective_ids=effective):
            raise errors.read_only()


def _set_aside(path: Path, at_s: float) -> Path:
    """Renames the database and its log; raises `VaultError` when that is not possible."""
    stamp = datetime.fromtimestamp(at_s, UTC).strftime("%Y%m%dT%H%M%SZ")
    target = path.with_name(f"{path.name}.damaged-{stamp}")
    attempt = 1
    while target.exists():
        attempt += 1
        target = path.with_name(f"{path.name}.damaged-{stamp}-{attempt}")
    try:
        for end in ("", "-wal"):
            file = path.with_name(path.name + end)
            if file.exists():
                file.rename(target.with_name(target.name + end))
    except OSError as error:
        raise errors.of_system(error) from None
    return target
