"""Stills in the vault: each under a key of its own, so that deleting those 60 bytes makes the picture unreadable."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

from permit_desktop.vault import errors
from permit_desktop.vault.database import Database
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.key_file import FIRST_KEY_ID
from permit_desktop.vault.keys import KeyChest
from permit_desktop.vault.sealing import new_key, seal, seal_large, unseal

_LOT: Final = 100
"""So many stills' keys are wrapped anew in one transaction: a few pages each."""


class Stills:
    """The pictures of one vault; methods that write join the caller's transaction."""

    def __init__(self, database: Database, chest: KeyChest) -> None:
        self._database = database
        self._chest = chest

    def add(self, record_id: int, content: bytes, sha256: bytes, captured_at_s: float) -> int:
        """Stores a picture file as it is; it never changes afterwards.

        Args:
            sha256: the content's digest.

        Returns:
            The still's ID.
        """
        uid, own_key, key_id = os.urandom(16), new_key(), self._chest.keys.current
        return self._database.run(
            "INSERT INTO stills (uid, record_id, sha256, size_bytes, captured_at_s, key_id, wrapped_key, sealed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            uid, record_id, sha256, len(content), captured_at_s, key_id,
            seal(self._chest.keys.stills[key_id], own_key, self._bound_to(b"key", uid)),
            seal_large(own_key, content, self._bound_to(b"still", uid)),
        )  # fmt: skip

    def count(self) -> int:
        """How many pictures there are."""
        ((count,),) = self._database.rows("SELECT count(*) FROM stills")
        return int(count)

    def content(self, still_id: int) -> bytes:
        """The picture file.

        Raises:
            VaultError: still_purged; vault_key_wrong when it is not what was stored.
        """
        content = self._unsealed(still_id, "sealed", b"still")
        if content is None:
            raise errors.still_purged()
        return content

    def portrait(self, still_id: int) -> bytes | None:
        """The portrait that a recogniser cut out, a JPEG file; None when there is none any more."""
        return self._unsealed(still_id, "sealed_portrait", b"portrait")

    def keep_portrait(self, still_id: int, jpeg: bytes) -> None:
        """Stores the portrait under its still's key, so that it is purged with it."""
        uid, own_key = self._own_key(still_id)
        self._database.run(
            "UPDATE stills SET sealed_portrait = ? WHERE id = ?",
            seal(own_key, jpeg, self._bound_to(b"portrait", uid)),
            still_id,
        )

    def shred(self, still_id: int) -> None:
        """Deletes the still, its key first; the caller's checkpoint takes them off the disk."""
        self._database.run("UPDATE stills SET wrapped_key = zeroblob(60) WHERE id = ?", still_id)
        self._database.run("DELETE FROM stills WHERE id = ?", still_id)

    def drop_torn(self) -> int:
        """Deletes the stills that are not what was stored; returns how many.

        Of a file that was cut off, SQLite reads what is missing as zeros.
        """
        torn = [row[0] for row in self._database.rows("SELECT id FROM stills") if not self._is_whole(row[0])]
        for still_id in torn:
            self.shred(still_id)
        return len(torn)

    def _is_whole(self, still_id: int) -> bool:
        try:
            self.content(still_id)
            self.portrait(still_id)
        except VaultError:
            return False
        return True

    def to_rewrap(self) -> list[list[int]]:
        """The stills whose keys are wrapped with a former key, in lots that each need little room in the log."""
        rows = self._database.rows(
            "SELECT id, key_id < ? FROM stills WHERE key_id <> ? ORDER BY id", FIRST_KEY_ID, self._chest.keys.current
        )
        whole = [[still_id] for still_id, of_the_first_vaults in rows if of_the_first_vaults]  # the picture moves along
        others = [still_id for still_id, of_the_first_vaults in rows if not of_the_first_vaults]
        return whole + [others[at : at + _LOT] for at in range(0, len(others), _LOT)]

    def rewrap(self, still_ids: Iterable[int]) -> None:
        """Wraps these stills' keys with the current key; the pictures stay as they are."""
        current = self._chest.keys.current
        for still_id in still_ids:
            uid, own_key = self._own_key(still_id)
            self._database.run(
                "UPDATE stills SET key_id = ?, wrapped_key = ? WHERE id = ?",
                current, seal(self._chest.keys.stills[current], own_key, self._bound_to(b"key", uid)), still_id,
            )  # fmt: skip

    def _unsealed(self, still_id: int, column: str, what: bytes) -> bytes | None:
        rows = self._database.rows(f"SELECT {column} FROM stills WHERE id = ?", still_id)  # noqa: S608 (our own names)
        if not rows:
            raise errors.still_purged()
        if rows[0][0] is None:
            return None
        uid, own_key = self._own_key(still_id)
        return unseal(own_key, rows[0][0], self._bound_to(what, uid))

    def _own_key(self, still_id: int) -> tuple[bytes, bytes]:
        rows = self._database.rows("SELECT uid, key_id, wrapped_key FROM stills WHERE id = ?", still_id)
        if not rows:
            raise errors.still_purged()
        uid, key_id, wrapped = rows[0]
        return uid, unseal(self._wrapping_key(key_id), wrapped, self._bound_to(b"key", uid))

    def _wrapping_key(self, key_id: int) -> bytes:
        if key_id not in self._chest.keys.stills:
            raise errors.key_wrong()  # vault.keys is an older one, or another vault's
        return self._chest.keys.stills[key_id]

    def _bound_to(self, what: bytes, uid: bytes) -> bytes:
        return b"|".join((b"permit-desktop", self._chest.vault_id.encode(), what, uid))
