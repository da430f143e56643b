"""Where the window's vault lies and what opens it. Every method runs in the vault's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from permit_desktop.vault.holder import WINDOW
from permit_desktop.vault.key_places import KEY_FILE, has_keys

if TYPE_CHECKING:  # the database and the cryptography load in the vault's thread, behind the window
    from permit_desktop.vault.disk_space import DiskSpace
    from permit_desktop.vault.key_holders import KeyHolder
    from permit_desktop.vault.retention import Periods
    from permit_desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class VaultPlace:
    """A data folder and its key.

    Attributes:
        folder: the data folder.
        holder: makes what holds the key when nobody types one: the operating system's keyring.
        periods: how long things are kept.
        space: the room on the folder's disk; None for the usual.
    """

    folder: Path
    holder: Callable[[], KeyHolder]
    periods: Callable[[], Periods | None] = lambda: None
    space: Callable[[Path], DiskSpace | None] = lambda _: None

    def has_vault(self) -> bool:
        """Whether there is a vault; from any thread."""
        return has_keys(self.folder)

    def wants_passphrase(self) -> bool:
        """Whether a passphrase opens the vault that is there; from any thread, reads a small file."""
        from permit_desktop.domain.errors import PermitError
        from permit_desktop.vault.key_file import read_key_file
        from permit_desktop.vault.key_holders import PassphraseHolder

        try:
            return self.has_vault() and read_key_file(self.folder / KEY_FILE).holder == PassphraseHolder.kind
        except PermitError:
            return False

    def prove(self, passphrase: str) -> None:
        """Finds the vault's key as for opening it, and opens nothing; harmless where there is no vault.

        Args:
            passphrase: what somebody typed; not looked at where the keyring opens the vault.

        Raises:
            PermitError: the passphrase is wrong, or the keyring is locked or has no key.
        """
        from permit_desktop.vault.key_holders import PassphraseHolder
        from permit_desktop.vault.keys import open_chest

        if self.has_vault():
            holder = PassphraseHolder(passphrase) if self.wants_passphrase() else self.holder()
            open_chest(self.folder / KEY_FILE, holder)

    def open(self) -> Vault:
        """Opens the vault, or makes it.

        Raises:
            PermitError: as `permit_desktop.vault.vault.open_vault`.
        """
        return self._open(self.holder())

    def open_by_passphrase(self, passphrase: str) -> Vault:
        """Opens the vault that a passphrase protects, or makes one; raises as `open`."""
        from permit_desktop.vault.key_holders import PassphraseHolder

        return self._open(PassphraseHolder(passphrase))

    def begin_anew(self) -> Vault:
        """Keeps a vault of which nothing can be read beside, and makes a new one; raises as `open`."""
        return self._open(self.holder(), begin_anew=True)

    def recover(self, code: str, passphrase: str | None) -> Vault:
        """Opens the vault with the recovery code; from now on the keyring opens it, or a passphrase if one is given.

        Raises:
            SettingsError: the code is mistyped, or the passphrase too short.
            PermitError: as `open`.
        """
        from permit_desktop.vault.key_holders import PassphraseHolder
        from permit_desktop.vault.vault import recover_vault

        holder = self.holder() if passphrase is None else PassphraseHolder(passphrase)
        recover_vault(self.folder, code, holder, what=WINDOW)
        vault = self._open(holder)
        vault.recovery.note_recovered(holder.kind)
        return vault

    def _open(self, holder: KeyHolder, *, begin_anew: bool = False) -> Vault:
        from permit_desktop.vault.vault import open_vault

        space, periods = self.space(self.folder), self.periods()
        return open_vault(self.folder, holder, what=WINDOW, periods=periods, space=space, begin_anew=begin_anew)
