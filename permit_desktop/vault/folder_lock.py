"""The data folder's lock: taken before anything of a vault is read, let go after everything is written.

The database has a lock of its own, but it opens only with the keys, and these lie in a file that another process may
be exchanging, or making, just then. This lock is an empty database, locked as a whole: so SQLite's locks, which work on
every system and end with their process, serve here as well.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import apsw

from permit_desktop.vault import errors
from permit_desktop.vault.database import in_words
from permit_desktop.vault.holder import HOLDER, read_holder, remove_holder, write_holder

LOCK: Final = "vault.lock"
"""The file's name in the data folder; it stays empty."""


class FolderLock:
    """Taken when it is made, with a note of who has it.

    Args:
        folder: the data folder.
        what: what this process is, for those that find the folder in use.

    Raises:
        VaultError: vault_in_use, or the folder cannot be written.
    """

    def __init__(self, folder: Path, what: str) -> None:
        self._note = folder / HOLDER
        try:
            (folder / LOCK).touch(0o600)
            self._connection = _locked(folder / LOCK)
        except OSError as error:
            raise errors.of_system(error) from None
        except apsw.BusyError:
            raise errors.in_use(read_holder(self._note)) from None
        except apsw.Error as error:
            raise in_words(error) from None
        write_holder(self._note, what)

    def close(self) -> None:
        """Lets the folder go."""
        remove_holder(self._note)
        self._connection.close(force=True)


def _locked(path: Path) -> apsw.Connection:
    connection = apsw.Connection(str(path))
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except apsw.NotADBError:  # somebody wrote into it, so nobody has it locked
        connection.close(force=True)
        path.write_bytes(b"")
        return _locked(path)
    except BaseException:
        connection.close(force=True)
        raise
    return connection
