"""Which files outside the vault are being written: what a crash leaves of them is removed at the next start."""

from __future__ import annotations

from pathlib import Path

from permit_desktop.vault.database import Database

_FACT = "unfinished "


class ExportNote:
    """The note in one vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, file: Path) -> None:
        """The file, which nobody else has, is written from now on; to be called before it is there."""
        name = f"{_FACT}{file.absolute()}"
        self._database.write(
            lambda: self._database.run("INSERT OR REPLACE INTO facts (name, value) VALUES (?, '')", name)
        )

    def end(self, file: Path) -> None:
        """The file is complete under another name, or gone."""
        name = f"{_FACT}{file.absolute()}"
        self._database.write(lambda: self._database.run("DELETE FROM facts WHERE name = ?", name))

    def sweep(self) -> None:
        """Removes what is left of files that were never completed; those on a disk that is away later."""
        for (name,) in self._database.rows("SELECT name FROM facts WHERE name GLOB ?", f"{_FACT}*"):
            file = Path(name.removeprefix(_FACT))
            try:
                file.unlink(missing_ok=True)
                is_gone = file.parent.exists()
            except OSError:
                continue  # it is tried again at the next start
            if is_gone:
                self.end(file)
