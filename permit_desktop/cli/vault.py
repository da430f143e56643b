"""The verb `vault`: the encrypted store itself: made, recovered, checked, its keys exchanged."""

from __future__ import annotations

import argparse
import sys
from typing import Final

from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.cli.vault_access import Desk, told
from permit_desktop.domain.errors import ErrorCode, SettingsError
from permit_desktop.system.secrets import Secrets, find_system_keyring
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.key_holders import KeyHolder, KeyringHolder, PassphraseHolder
from permit_desktop.vault.key_places import has_keys
from permit_desktop.vault.vault import recover_vault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the verb's options."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    init = actions.add_parser("init", help="make the vault and print its recovery code")
    recover = actions.add_parser(
        "recover", help="open the vault with the recovery code, read from the terminal or standard input"
    )
    for action in (init, recover):
        action.add_argument(
            "--passphrase", action="store_true", help="a passphrase opens it from now on, instead of the keyring"
        )
    new_code = actions.add_parser("new-code", help="print a new recovery code; the old one is void")
    rotate = actions.add_parser("rotate", help="exchange the keys; the pictures are not encrypted anew")
    check = actions.add_parser("check", help="read the whole vault, and verify the audit trail")
    drop = actions.add_parser("drop-damaged", help="delete the damaged vaults that are kept beside, after asking")
    anew = actions.add_parser(
        "begin-anew", help="keep a vault of which nothing can be read beside, and begin a new one, after asking"
    )
    for action in (drop, anew):
        action.add_argument("--yes", action="store_true", help="do not ask")
    for action, word in (
        (init, "init"), (recover, "recover"), (new_code, "new-code"), (rotate, "rotate"), (check, "check"),
        (drop, "drop-damaged"), (anew, "begin-anew"),
    ):  # fmt: skip
        action.set_defaults(run=run, vault_action=word)


def run(arguments: argparse.Namespace) -> int:
    """Does it with the keyring of this computer."""
    return perform(arguments, Desk.of(arguments, Secrets(find_system_keyring), sys.stdin, sys.stdout, sys.stderr))


def perform(arguments: argparse.Namespace, desk: Desk) -> int:
    """Does it at the given desk; returns an exit code."""

    def act() -> int:
        match arguments.vault_action:
            case "init":
                return _init(desk, by_passphrase=arguments.passphrase)
            case "recover":
                return _recover(desk, by_passphrase=arguments.passphrase)
            case "drop-damaged":
                return _drop_damaged(desk, asked=arguments.yes)
            case "begin-anew":
                return _begin_anew(desk, asked=arguments.yes)
            case word:
                return _PLAIN[word](desk)

    return told(desk, act)


def _init(desk: Desk, *, by_passphrase: bool) -> int:
    if has_keys(desk.folder):
        raise SettingsError(
            ErrorCode.SETTING_INVALID, "There is a vault in this folder already.", "Name another with `--data-dir`."
        )
    with desk.vault("vault init", desk.holder(new_by_passphrase=by_passphrase), sees_to_code=True) as vault:
        desk.tell_code(vault)
        desk.tell({"done": "init"}, "The vault is ready.")
    return DONE


def _recover(desk: Desk, *, by_passphrase: bool) -> int:
    code = desk.ask("Recovery code: ") or ""
    holder: KeyHolder = PassphraseHolder(desk.ask("New passphrase: ")) if by_passphrase else KeyringHolder(desk.secrets)
    recover_vault(desk.folder, code, holder, what="vault recover")
    with desk.vault("vault recover", holder, sees_to_code=True) as vault:
        vault.recovery.note_recovered(holder.kind)
    desk.tell({"done": "recover"}, f"The vault opens again, by the {holder.kind}.")
    return DONE


def _new_code(desk: Desk) -> int:
    with desk.vault("vault new-code", sees_to_code=True) as vault:
        code = vault.recovery.renew()
        desk.tell({"recovery_code": code}, f"The recovery code, which is not shown again:\n\n    {code}\n")
        vault.recovery.note_kept()
    return DONE


def _rotate(desk: Desk) -> int:
    with desk.vault("vault rotate") as vault:
        rotated = vault.rotate_keys()
    if not rotated:
        desk.tell(
            {"done": None, "damaged_vault_beside": True},
            "Nothing was exchanged: the damaged vault beside needs the old keys."
            " Delete it with `permit-desktop vault drop-damaged` when you need it no more.",
        )
        return SOME_FAILED
    desk.tell({"done": "rotate"}, "The keys were exchanged.")
    return DONE


def _drop_damaged(desk: Desk, *, asked: bool) -> int:
    with desk.vault("vault drop-damaged") as vault:
        kept = vault.damaged_beside
        if not kept:
            desk.tell({"done": "drop-damaged", "dropped": []}, "No damaged vault is kept.")
            return DONE
        if not asked and not desk.is_sure(f"What could not be carried over of {', '.join(kept)} is lost for good."):
            desk.tell({"done": None}, "Nothing was deleted.")
            return SOME_FAILED
        vault.drop_damaged()
    desk.tell({"done": "drop-damaged", "dropped": kept}, f"Deleted, and the keys exchanged: {', '.join(kept)}.")
    return DONE


def _begin_anew(desk: Desk, *, asked: bool) -> int:
    holder = desk.holder()
    try:
        with desk.vault("vault begin-anew", holder):
            desk.tell({"done": None}, "The vault can be read: nothing was begun.")
            return SOME_FAILED
    except VaultError as error:
        if error.code is not ErrorCode.VAULT_UNREADABLE:
            raise
    if not asked and not desk.is_sure("The vault is kept beside, and a new one begun with the same keys."):
        desk.tell({"done": None}, "Nothing was changed.")
        return SOME_FAILED
    with desk.vault("vault begin-anew", holder, begin_anew=True):
        desk.tell({"done": "begin-anew"}, "A new vault was begun.")
    return DONE


def _check(desk: Desk) -> int:
    with desk.vault("vault check") as vault:
        found = vault.check()
    if found.broken_at is not None:
        desk.tell(
            {"audit_broken_at": found.broken_at},
            f"The audit trail does not hold from entry {found.broken_at} on: it was changed."
            " Keep a copy of the data folder.",
        )
        return SOME_FAILED
    if found.cut_at is not None:
        desk.tell(
            {"audit_cut_at": found.cut_at},
            f"Entries of the audit trail are missing before entry {found.cut_at}: they were cut off, or an older"
            " vault.db was put in place. Keep a copy of the data folder.",
        )
        return SOME_FAILED
    desk.tell(
        {"done": "check", "audit_entries": found.entries}, f"The vault is sound; {found.entries} audit entries hold."
    )
    return DONE


_PLAIN: Final = {"new-code": _new_code, "rotate": _rotate, "check": _check}
"""The actions without options."""
