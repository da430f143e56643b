"""The vault as a whole: opened, checked, and closed."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.system.boot_clock import boot_s
from permit_desktop.vault import errors
from permit_desktop.vault.audit import Audit, Event, Findings
from permit_desktop.vault.database import Database, is_of_a_former_cipher
from permit_desktop.vault.day_figures import DayFigures
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.end_note import EndNote
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.export_note import ExportNote
from permit_desktop.vault.facts import Facts
from permit_desktop.vault.folder_lock import FolderLock
from permit_desktop.vault.key_holders import KeyHolder
from permit_desktop.vault.key_places import KEY_FILE, has_keys
from permit_desktop.vault.keys import KeyChest, make_chest, open_chest, recover_chest
from permit_desktop.vault.lived_time import DAY_S
from permit_desktop.vault.outbox import Outbox
from permit_desktop.vault.record_list import RecordList
from permit_desktop.vault.records import Records
from permit_desktop.vault.recovery_note import RecoveryNote
from permit_desktop.vault.rescue import RescueNote, damaged_beside, end_rescue, rescue
from permit_desktop.vault.retention import ROTATION_DUE, Periods, Purged, Retention
from permit_desktop.vault.salvage import Salvaged, is_anything_left
from permit_desktop.vault.schema import migrate
from permit_desktop.vault.settings_note import SettingsNote
from permit_desktop.vault.standstill import StandstillNote
from permit_desktop.vault.stills import Stills

DATABASE = "vault.db"
_CHECKED = "checked_at_s"
"""The fact when every page was read last."""
_LARGEST_TABLE = "stills"
"""Nearly all of a vault is pictures. Each proves by itself that it is what was stored, whenever it is read, and so does
each of its pages: after an orderly end it is enough to check them once a day."""


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
        rescue_note: what has to be told of a damaged vault whose place it took.
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
        boot: Callable[[], float],
        damaged_beside: tuple[Path, ...] = (),
        lock: FolderLock | None = None,
    ) -> None:
        migrate(database)
        self._facts = facts = Facts(database)
        self._end_note = EndNote(facts)
        self._end_note.drop()
        self._database = database
        self._space = space
        self._now = now
        self._damaged_beside = damaged_beside
        self._lock = lock
        self.chest = chest
        self.audit = Audit(database, now)
        self.stills = Stills(database, chest)
        self.records = Records(database, self.audit, now)
        self.record_list = RecordList(database)
        self.day_figures = DayFigures(database)
        self.outbox = Outbox(database, self.stills, self.records, audit=self.audit, space=space, now=now)
        self.standstill = StandstillNote(facts)
        self.settings = SettingsNote(database, facts, self.audit)
        self.recovery = RecoveryNote(facts, chest, self.audit)
        self.exports = ExportNote(facts)
        self.rescue_note = RescueNote(facts)
        self.retention = Retention(database, self.stills, self.audit, periods, now=now, boot=boot)
        if not damaged_beside:
            self._go_on_with_rotation()
        with contextlib.suppress(PermitError):  # the keyring is asked again at the next start
            chest.forget_former()
        self.notice = Notice(chest.recovery_code, None, None, self.outbox.interrupted(), self.damaged_beside)

    def purge(self, *, end_of_shift: bool = False, most_stills: int | None = None) -> Purged:
        """Deletes what is due, and exchanges the keys, so that old copies of the folder do not open what was deleted.

        Args:
            end_of_shift, most_stills: see `Retention.purge`. What follows on the deletion is done at the end.

        Raises:
            VaultError: vault_damaged, which is looked for once a day; nothing was deleted.
            SecretsError: the keyring cannot be used; what is due is deleted, and the next purge exchanges the keys.
        """
        if self._is_check_due():
            self.check()
        purged = self.retention.purge(end_of_shift=end_of_shift, most_stills=most_stills)
        if purged.more:
            return purged
        if self._facts.get(ROTATION_DUE) is not None:
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
        self._end_rotation()  # one that a full disk cut short: keys do not heap up
        self.chest.begin_rotation()
        self._end_rotation()
        self._facts.drop(ROTATION_DUE)
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
        self._facts.put(ROTATION_DUE)
        self.rotate_keys()

    def _go_on_with_rotation(self) -> None:
        """Ends an exchange that was cut short; where there is no room for it, the old keys stay until there is."""
        try:
            self._end_rotation()
        except VaultError as error:
            if error.code is not ErrorCode.VAULT_FULL:
                raise

    def _end_rotation(self) -> None:
        if len(self.chest.keys.stills) == 1:
            return
        for lot in self.stills.to_rewrap():  # on a full disk the log has to stay small
            self._database.write(partial(self.stills.rewrap, lot))
        self._database.checkpoint()
        self.chest.end_rotation()

    def tell_changes(self, listener: Callable[[], None]) -> None:
        """From now on `listener` is called after every transaction that changed something, in its thread."""
        self._database.on_change = listener

    def check(self) -> Findings:
        """Reads the whole vault and verifies the audit trail.

        Raises:
            VaultError: vault_damaged; the next start carries over what can be read.
        """
        self._database.check()
        with contextlib.suppress(VaultError):  # a full disk: it is checked again the sooner
            self._facts.put(_CHECKED, str(self._now()))
        return self.audit.findings()

    def _is_check_due(self) -> bool:
        """Whether a day went by since every page was read last, or the clock says that it did not."""
        checked = self._facts.get(_CHECKED)
        return checked is None or not 0 <= self._now() - float(checked) < DAY_S

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
        with contextlib.suppress(VaultError):  # without the note the next start checks everything
            self._end_note.write()
        self._database.close()
        if self._lock is not None:
            self._lock.close()


def open_vault(
    folder: Path,
    holder: KeyHolder,
    *,
    what: str,
    now: Callable[[], float] = time.time,
    boot: Callable[[], float] = boot_s,
    periods: Periods | None = None,
    space: DiskSpace | None = None,
    begin_anew: bool = False,
    only_look: bool = False,
) -> Vault:
    """Opens the vault of a data folder; makes it where there is none.

    A damaged database is renamed, never overwritten, and what can be read of it carried over into a new one.

    Args:
        folder: the data folder; made when it is missing, for this user alone.
        holder: what holds the key.
        what: what this process is, for those that find the folder in use.
        now: seconds since 1970.
        boot: seconds that nobody sets.
        periods: how long things are kept; None for the usual.
        space: the room on the disk; None for the usual.
        begin_anew: whether a database of which nothing can be read is set aside as well: it may be another vault's.
        only_look: whether a damaged database stays where it is, because nobody would be told of its rescue.

    Raises:
        VaultError: in use, no key, wrong key, unreadable, newer, not writable, full or failed; with `only_look` also
            damaged.
        SecretsError: the keyring cannot be used.
        SettingsError: a new passphrase is too short.
    """
    _make_folder(folder)
    lock = FolderLock(folder, what)
    try:
        space = space or DiskSpace(folder)
        chest = _chest(folder, holder)
        rescuer = None if only_look else partial(rescue, folder / DATABASE, chest, space, now)
        database = _open_database(folder / DATABASE, chest, space, rescuer, begin_anew=begin_anew)
        try:
            vault = Vault(
                database,
                chest,
                space=space,
                periods=periods or Periods(),
                now=now,
                boot=boot,
                damaged_beside=damaged_beside(folder / DATABASE),
                lock=lock,
            )
            _begin(vault, folder, what, tell=not only_look)
            space.take_ballast()
        except BaseException:
            database.close()
            raise
    except BaseException:
        lock.close()
        raise
    return vault


def recover_vault(folder: Path, code: str, holder: KeyHolder, *, what: str) -> None:
    """Has another holder open the vault from now on, by the recovery code.

    Raises:
        SettingsError: the code is mistyped.
        VaultError: the code is another vault's, there is no vault, or it is in use.
        SecretsError: the keyring cannot be used.
    """
    if not folder.is_dir():
        raise errors.key_file_missing()
    with closing(FolderLock(folder, what)):
        recover_chest(folder / KEY_FILE, code, holder)


def _begin(vault: Vault, folder: Path, what: str, *, tell: bool) -> None:
    if not vault.chest.database_made:
        vault.note_made()
    rescued = vault.rescue_note.read()
    if rescued is None:
        vault.audit.compare(vault.chest.keys.trail)
    else:
        vault.notice = replace(vault.notice, set_aside=folder / rescued.name, salvaged=rescued.salvaged)
    vault.audit.note(Event.UNLOCKED, detail=what)
    vault.note_trail()
    if rescued is not None and tell:
        vault.rescue_note.drop()
    vault.exports.sweep()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise errors.of_system(error) from None


def _chest(folder: Path, holder: KeyHolder) -> KeyChest:
    file = folder / KEY_FILE
    if has_keys(folder):
        return open_chest(file, holder)
    if any((folder / f"{DATABASE}{end}").exists() for end in ("", "-wal")):
        raise errors.key_file_missing()  # never a new key for an old vault
    return make_chest(file, holder)


def _open_database(
    path: Path, chest: KeyChest, space: DiskSpace, rescuer: Callable[[], None] | None, *, begin_anew: bool
) -> Database:
    end_rescue(path)
    if not (chest.database_made and _is_gone(path)):
        try:
            return _checked(path, chest, space)
        except VaultError as error:
            if error.code is not ErrorCode.VAULT_DAMAGED:
                raise
        if is_of_a_former_cipher(path, chest.keys.database):
            raise errors.other_cipher()
        if not begin_anew and not is_anything_left(path, chest.keys.database):
            raise errors.unreadable()
    if rescuer is None:
        raise errors.damaged()
    rescuer()
    return _checked(path, chest, space)


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
        database.check(but=_LARGEST_TABLE if _was_closed_in_order(database) else None)
    except BaseException:
        database.close()
        raise
    return database


def _was_closed_in_order(database: Database) -> bool:
    return database.schema_version > 0 and EndNote(Facts(database)).is_there()


def _check_writable(path: Path) -> None:
    """SQLite would open a file for reading only, and fail in the middle of its work.

    The file is not opened for it: closing it would take the locks of this process off it.
    """
    effective = os.access in os.supports_effective_ids
    for file in (path, path.with_name(f"{path.name}-wal")):
        if file.exists() and not os.access(file, os.W_OK, effective_ids=effective):
            raise errors.read_only()
