"""What a vault remembers of itself: single values by their names."""

from __future__ import annotations

from permit_desktop.vault.database import Database


class Facts:
    """The values of one vault. What is put or dropped is on the disk, or joins the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str | None:
        """The value, None where there is none."""
        rows = self._database.rows("SELECT value FROM facts WHERE name = ?", name)
        return rows[0][0] if rows else None

    def put(self, name: str, value: str = "") -> None:
        """Remembers a value in place of the one before; the empty one where the name says all."""
        self._database.write(
            lambda: self._database.run("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", name, value)
        )

    def drop(self, name: str) -> None:
        """Forgets a value; harmless when there is none."""
        self._database.write(lambda: self._database.run("DELETE FROM facts WHERE name = ?", name))

    def names(self, beginning: str) -> list[str]:
        """The names that begin so."""
        return [name for (name,) in self._database.rows("SELECT name FROM facts WHERE name GLOB ?", f"{beginning}*")]
