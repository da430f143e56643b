"""What can go wrong with the vault, in words."""

from __future__ import annotations

import errno
from typing import Final

from permit_desktop.domain.errors import ErrorCode, PermitError

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


class VaultError(PermitError):
    """The vault cannot be opened, read or written."""


def in_use(holder: str | None) -> VaultError:
    """Another process has the vault open; `holder` says which, where that is known."""
    return VaultError(
        ErrorCode.VAULT_IN_USE,
        f"The data folder is in use by {holder or 'another copy of this program'}.",
        "Close the other one, or name another folder with `--data-dir`.",
    )


def key_missing() -> VaultError:
    """There is a vault, and nothing on this computer opens it."""
    return VaultError(
        ErrorCode.VAULT_KEY_MISSING,
        "The key of the vault is not in this computer's keyring.",
        "Sign in as the user who made the vault, or enter the recovery code with `permit-desktop vault recover`.",
    )


def key_file_missing() -> VaultError:
    """The database is there, the file with the sealed keys is not."""
    return VaultError(
        ErrorCode.VAULT_KEY_FILE_MISSING,
        "The file vault.keys, without which the vault cannot be opened, is missing or damaged.",
        "Put vault.keys back from a backup; nothing was changed. To start anew, move the data folder away.",
    )


def key_wrong() -> VaultError:
    """What was given or found does not open the vault."""
    return VaultError(
        ErrorCode.VAULT_KEY_WRONG,
        "This key, passphrase or recovery code does not open the vault.",
        "Check it and try again; `permit-desktop vault recover` opens the vault with the recovery code.",
    )


def passphrase_wanted() -> VaultError:
    """The vault opens with a passphrase, and none was given."""
    return VaultError(
        ErrorCode.VAULT_PASSPHRASE_WANTED,
        "This vault opens with a passphrase.",
        "Start the program at a terminal and enter it, or give it as the first line of standard input.",
    )


def damaged() -> VaultError:
    """The file is not what was written."""
    return VaultError(
        ErrorCode.VAULT_DAMAGED,
        "The vault is damaged.",
        "Start the program again: it keeps the damaged vault beside and begins a new one. Then check the disk.",
    )


def unreadable() -> VaultError:
    """Not a row of the file can be read: nobody can tell whether it is this vault at all."""
    return VaultError(
        ErrorCode.VAULT_UNREADABLE,
        "The vault is damaged, or vault.db is another vault's: nothing of it can be read.",
        "Put the right vault.db back, if there is one; nothing was changed. To keep this one beside and begin a new"
        " vault, use `permit-desktop vault begin-anew`.",
    )


def newer(version: int, known: int) -> VaultError:
    """A later release of the program wrote the vault."""
    return VaultError(
        ErrorCode.VAULT_NEWER,
        f"A newer release of the program made this vault (schema {version}; this release knows {known}).",
        "Install the newer release; nothing was changed.",
    )


def other_cipher() -> VaultError:
    """The vault is sound, but of a release that encrypted otherwise."""
    return VaultError(
        ErrorCode.VAULT_OTHER_CIPHER,
        "An earlier release made this vault, and encrypted it differently.",
        "Export its records with that release, then move the data folder away and start again. Nothing was changed.",
    )


def full() -> VaultError:
    """No room on the disk."""
    return VaultError(
        ErrorCode.VAULT_FULL,
        "The disk is too full to store anything safely.",
        "Free some space. What was saved is safe, and purging and synchronising go on.",
    )


def read_only() -> VaultError:
    """The folder or the file cannot be written or opened."""
    return VaultError(
        ErrorCode.VAULT_READ_ONLY,
        "The data folder cannot be written.",
        "Check the permissions of the data folder, or name another one with `--data-dir`.",
    )


def failed() -> VaultError:
    """Reading or writing the disk failed; the connection is not to be trusted any more."""
    return VaultError(
        ErrorCode.VAULT_FAILED,
        "The disk failed while the vault was read or written.",
        "Start the program again; it checks the vault. If it happens again, check the disk.",
    )


def of_system(error: OSError) -> VaultError:
    """What the operating system refused."""
    if error.errno in _NO_ROOM:
        return full()
    return failed() if error.errno == errno.EIO else read_only()


def not_open() -> VaultError:
    """The vault was not opened, or was closed."""
    return VaultError(
        ErrorCode.VAULT_NOT_OPEN, "The vault is not open.", "Open it first; the window says what keeps it closed."
    )


def still_purged() -> VaultError:
    """The picture was deleted, as retention asks for."""
    return VaultError(ErrorCode.STILL_PURGED, "The picture has been purged.", "Scan the permit again if it is needed.")


def still_lost() -> VaultError:
    """The picture could not be read from a damaged vault."""
    return VaultError(
        ErrorCode.STILL_LOST,
        "The picture was lost when the vault was damaged.",
        "Scan the permit again if it is needed, then discard this job.",
    )


def work_lost() -> VaultError:
    """The picture was saved from a damaged vault, what was asked or read of it was not."""
    return VaultError(
        ErrorCode.WORK_LOST,
        "The picture was saved from a damaged vault, but not how far the work on it had come.",
        "Retry the job to have the picture read, or discard it.",
    )


def job_unknown() -> VaultError:
    """There is no job of that ID."""
    return VaultError(ErrorCode.JOB_UNKNOWN, "There is no such job.", "List the queue with `queue list`.")


def record_unknown() -> VaultError:
    """There is no record of that ID."""
    return VaultError(ErrorCode.RECORD_UNKNOWN, "There is no such record.", "List the records with `records list`.")


def interrupted_often() -> VaultError:
    """The program ended so often while a picture was with its reader that the picture may be the reason."""
    return VaultError(
        ErrorCode.INTERRUPTED_OFTEN,
        "The program was ended many times while this picture was being read.",
        "Retry the job to try it again, or discard it.",
    )
