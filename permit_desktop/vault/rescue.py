"""Puts a new vault in the place of a damaged one, with all that can be read of it; never half of that.

The new one is filled beside, under a name that no start looks at. Once it is complete, that is said by its next name,
which the power may fail after: whatever is left to be renamed then is renamed at the next start. The damaged one stays
where it is until then, and afterwards beside.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from permit_desktop.system.durable_file import sync_folder
from permit_desktop.vault import errors
from permit_desktop.vault.audit import Audit, Event
from permit_desktop.vault.database import Database
from permit_desktop.vault.disk_space import DiskSpace
from permit_desktop.vault.end_note import EndNote
from permit_desktop.vault.facts import Facts
from permit_desktop.vault.keys import KeyChest
from permit_desktop.vault.mending import mend
from permit_desktop.vault.salvage import Salvaged, salvage, schema_of
from permit_desktop.vault.schema import MIGRATIONS, migrate
from permit_desktop.vault.stills import Stills

_DAMAGED: Final = "damaged"
_RESCUED: Final = "rescued"
_FACT: Final = "rescued"


@dataclass(frozen=True, slots=True)
class Rescued:
    """What came of a rescue.

    Attributes:
        name: the damaged vault's file from now on; there is none where the vault was gone altogether.
        salvaged: what was carried over.
    """

    name: str
    salvaged: Salvaged


class RescueNote:
    """The vault remembers its rescue until somebody was told."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def read(self) -> Rescued | None:
        """What has to be told, None when nothing has."""
        text = self._facts.get(_FACT)
        if text is None:
            return None
        told = json.loads(text)
        return Rescued(told["name"], Salvaged(**told["salvaged"]))

    def write(self, rescued: Rescued) -> None:
        """From now on this has to be told."""
        self._facts.put(_FACT, json.dumps(asdict(rescued)))

    def drop(self) -> None:
        """It was told."""
        self._facts.drop(_FACT)


def rescue(path: Path, chest: KeyChest, space: DiskSpace, now: Callable[[], float]) -> None:
    """Sets a damaged database aside, and puts what can be read of it in its place.

    Args:
        path: the database; it may be gone.

    Raises:
        VaultError: there is no room, the folder cannot be written, or a newer release made the database; everything is
            as it was.
    """
    new, stamp = path.with_name(f"{path.name}.new"), _free_stamp(path, now())
    try:
        _delete(new)
        new.touch(0o600)
        _fill(new, path, chest, space, now=now, name_aside=_named(path, _DAMAGED, stamp).name)
        new.rename(_named(path, _RESCUED, stamp))
        sync_folder(path.parent)
    except OSError as error:
        _delete(new)
        raise errors.of_system(error) from None
    except BaseException:
        _delete(new)
        raise
    end_rescue(path)


def end_rescue(path: Path) -> None:
    """Puts a new vault that is complete in its place; does nothing when there is none.

    Raises:
        VaultError: the folder cannot be written; the next start goes on.
    """
    begin = _named(path, _RESCUED, "")
    try:
        for rescued in path.parent.glob(f"{begin.name}*"):
            aside = _named(path, _DAMAGED, rescued.name.removeprefix(begin.name))
            # The log first: it must never be found beside another database than its own.
            for end in ("-wal", ""):
                file = path.with_name(path.name + end)
                if file.exists():
                    file.rename(aside.with_name(aside.name + end))
                    sync_folder(path.parent)
            rescued.rename(path)
            sync_folder(path.parent)
    except OSError as error:
        raise errors.of_system(error) from None


def damaged_beside(path: Path) -> tuple[Path, ...]:
    """The damaged databases that are kept, and their logs."""
    return tuple(sorted(path.parent.glob(f"{_named(path, _DAMAGED, '').name}*")))


def _fill(
    new: Path, damaged: Path, chest: KeyChest, space: DiskSpace, *, now: Callable[[], float], name_aside: str
) -> None:
    database = Database(str(new), chest.keys.database, on_full=space.drop_ballast)
    try:
        version = schema_of(damaged, chest.keys.database)
        if version is not None and version > len(MIGRATIONS):
            raise errors.newer(version, len(MIGRATIONS))
        migrate(database, MIGRATIONS[:version])  # rows of an earlier release go into its tables, and are migrated there
        database.rows("PRAGMA foreign_keys = 0")
        salvaged = salvage(damaged, chest.keys.database, database)
        migrate(database)
        torn = database.write(Stills(database, chest).drop_torn)
        database.write(lambda: mend(database, now()))
        salvaged = replace(salvaged, stills=salvaged.stills - torn, lost_rows=salvaged.lost_rows + torn)
        facts = Facts(database)
        EndNote(facts).drop()  # what was carried over is checked as a whole
        RescueNote(facts).write(Rescued(name_aside, salvaged))
        # With the hash at which the damaged vault's trail goes on, it can be told whether the two belong together.
        Audit(database, now).note(Event.SET_ASIDE, name_aside, f"{salvaged}")
        database.checkpoint()
    finally:
        database.close()


def _free_stamp(path: Path, at_s: float) -> str:
    moment = stamp = datetime.fromtimestamp(at_s, UTC).strftime("%Y%m%dT%H%M%SZ")
    attempt = 1
    while _named(path, _DAMAGED, stamp).exists():
        attempt += 1
        stamp = f"{moment}-{attempt}"
    return stamp


def _named(path: Path, what: str, stamp: str) -> Path:
    return path.with_name(f"{path.name}.{what}-{stamp}")


def _delete(new: Path) -> None:
    for end in ("", "-wal", "-journal"):
        new.with_name(new.name + end).unlink(missing_ok=True)
