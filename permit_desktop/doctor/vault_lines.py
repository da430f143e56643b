"""Lines of the check-up about the vault and its audit trail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from permit_desktop.domain.checks import Check, Line, State, doubtful, failed, fine, of_error, skipped
from permit_desktop.domain.errors import ErrorCode, PermitError
from permit_desktop.system.secrets import Secrets
from permit_desktop.vault.key_file import read_key_file
from permit_desktop.vault.key_holders import KeyringHolder, PassphraseHolder
from permit_desktop.vault.key_places import KEY_FILE, has_keys
from permit_desktop.vault.vault import Vault, open_vault


def closed_vault_lines(folder: Path, secrets: Secrets) -> Iterator[Line]:
    """Opens the vault of a folder and looks into it; makes none where there is none, and asks nobody."""
    if not has_keys(folder):
        yield skipped(Check.VAULT, "There is no vault yet: it is made when the window opens.")
        return
    try:
        if read_key_file(folder / KEY_FILE).holder == PassphraseHolder.kind:
            yield skipped(Check.VAULT, "The vault opens with a passphrase; `permit-desktop vault check` asks for it.")
            return
        with closing(open_vault(folder, KeyringHolder(secrets), what="doctor", only_look=True)) as vault:
            yield from open_vault_lines(vault)
    except PermitError as error:
        in_use = error.code is ErrorCode.VAULT_IN_USE
        yield of_error(Check.VAULT, error, State.SKIPPED if in_use else State.FAILED)


def open_vault_lines(vault: Vault) -> Iterator[Line]:
    """Looks into an open vault; may take seconds where it is large."""
    try:
        found = vault.check()
    except PermitError as error:
        yield of_error(Check.VAULT, error)
        return
    if vault.damaged_beside:
        yield doubtful(
            Check.VAULT,
            "The vault is sound, but a damaged one lies beside: pictures that are purged stay readable in it.",
            "Delete it with `permit-desktop vault drop-damaged` when you need it no more.",
        )
    else:
        yield fine(Check.VAULT, "The vault is sound.")
    if found.broken_at is not None:
        yield failed(
            Check.AUDIT,
            f"The audit trail was changed: it does not hold from entry {found.broken_at} on.",
            "Keep a copy of the data folder, and ask who had access to it.",
        )
    elif found.cut_at is not None:
        yield failed(
            Check.AUDIT,
            f"Entries of the audit trail are missing before entry {found.cut_at}.",
            "Keep a copy of the data folder, and ask who had access to it, or who put an older copy in place.",
        )
    else:
        yield fine(Check.AUDIT, f"The audit trail holds: {found.entries} entries.")
