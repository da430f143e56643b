from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_desktop.domain.errors import ErrorCode, PermitError, SettingsError
from permit_desktop.system.secrets import Secrets, SecretsError
from permit_desktop.vault import errors
from permit_desktop.vault.errors import VaultError
from permit_desktop.vault.job import Options
from permit_desktop.vault.key_file import FIRST_KEY_ID
from permit_desktop.vault.key_holders import KeyHolder, KeyringHolder, PassphraseHolder
from permit_desktop.vault.keys import make_chest, open_chest, recover_chest
from permit_desktop.vault.recovery import new_recovery_code, public_key
from permit_desktop.vault.vault import Vault, open_vault
from tests.system.keyrings import MemoryKeyring
from tests.vault.vaults import Desk, still

SERVICE = Options("service")


def keyring() -> KeyringHolder:
    backend = MemoryKeyring()
    return KeyringHolder(Secrets(lambda: backend))


def passphrase() -> PassphraseHolder:
    return PassphraseHolder("correct horse battery")


@pytest.mark.parametrize("make", [keyring, passphrase])
def test_the_holder_opens_what_it_made_and_no_secret_stands_in_the_file(
    tmp_path: Path, make: Callable[[], KeyHolder]
) -> None:
    holder, file = make(), tmp_path / "vault.keys"
    made = make_chest(file, holder)

    assert open_chest(file, holder).keys == made.keys
    assert open_chest(file, holder).recovery_code is None
    written = file.read_text()
    for key in (made.keys.database, *made.keys.stills.values()):
        assert key.hex() not in written
    assert made.recovery_code is not None
    assert made.recovery_code not in written


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (keyring, ErrorCode.VAULT_KEY_MISSING),
        (passphrase, ErrorCode.VAULT_KEY_MISSING),
    ],
)
def test_a_holder_without_the_key_is_told_where_it_is(
    tmp_path: Path, other: Callable[[], KeyHolder], code: ErrorCode
) -> None:
    make_chest(tmp_path / "vault.keys", keyring())
    with pytest.raises(VaultError) as refused:
        open_chest(tmp_path / "vault.keys", other())
    assert refused.value.code is code


def test_another_passphrase_does_not_open(tmp_path: Path) -> None:
    make_chest(tmp_path / "vault.keys", passphrase())
    with pytest.raises(VaultError) as refused:
        open_chest(tmp_path / "vault.keys", PassphraseHolder("another one, as long"))
    assert refused.value.code is ErrorCode.VAULT_KEY_WRONG
    with pytest.raises(VaultError) as unasked:
        open_chest(tmp_path / "vault.keys", PassphraseHolder(None))
    assert unasked.value.code is ErrorCode.VAULT_PASSPHRASE_WANTED


def test_a_short_passphrase_protects_nothing_and_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        make_chest(tmp_path / "vault.keys", PassphraseHolder("short"))
    assert not (tmp_path / "vault.keys").exists()


def test_a_keyring_entry_of_another_value_is_a_wrong_key(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    holder = KeyringHolder(Secrets(lambda: backend))
    make_chest(tmp_path / "vault.keys", holder)
    for value in ("00" * 32, "no hex", "00"):
        backend.secrets = dict.fromkeys(backend.secrets, value)
        with pytest.raises(VaultError) as refused:
            open_chest(tmp_path / "vault.keys", holder)
        assert refused.value.code is ErrorCode.VAULT_KEY_WRONG


def test_the_recovery_code_opens_the_vault_for_a_new_keyring_and_from_then_on_that_opens_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        code = vault.notice.recovery_code
        vault.outbox.add(still(), SERVICE)
        vault.rotate_keys()
    assert code is not None
    desk.holder = keyring()  # the old profile is gone
    with pytest.raises(VaultError) as lost, desk.vault():
        pass
    assert lost.value.code is ErrorCode.VAULT_KEY_MISSING

    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    recover_chest(desk.folder / "vault.keys", typed, desk.holder)

    with desk.vault() as vault:
        (job,) = vault.outbox.jobs()
        assert vault.outbox.content(job) == still()
        assert vault.notice.recovery_code is None


def test_the_recovery_code_of_another_vault_does_not_open(tmp_path: Path) -> None:
    make_chest(tmp_path / "vault.keys", keyring())
    with pytest.raises(VaultError) as refused:
        recover_chest(tmp_path / "vault.keys", new_recovery_code(), keyring())
    assert refused.value.code is ErrorCode.VAULT_KEY_WRONG


def test_after_a_new_recovery_code_the_old_one_opens_nothing(tmp_path: Path) -> None:
    file, holder = tmp_path / "vault.keys", keyring()
    chest = make_chest(file, holder)
    old, new = chest.recovery_code, chest.renew_recovery_code()
    assert old is not None
    with pytest.raises(VaultError):
        recover_chest(file, old, holder)
    assert recover_chest(file, new, holder).keys == chest.keys


@given(place=st.integers(0, 27), character=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_mistyped_recovery_code_is_nearly_always_noticed_and_never_crashes(place: int, character: str) -> None:
    code = new_recovery_code().replace("-", "")
    typed = code[:place] + character + code[place + 1 :]
    try:
        same = public_key(typed) == public_key(code)
    except SettingsError:
        same = False
    assert same == (typed == code)


@given(st.text(max_size=40))
def test_any_text_is_refused_as_a_recovery_code(text: str) -> None:
    with pytest.raises(SettingsError):
        public_key(text)


def test_rotation_exchanges_the_wrapping_keys_and_leaves_the_pictures_as_they_are(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.outbox.add(still(1), SERVICE)
        old_file = (desk.folder / "vault.keys").read_bytes()
        old_keys, entries = vault.chest.keys, set(desk.keyring.secrets)
        vault.rotate_keys()
        assert not set(old_keys.stills.values()) & set(vault.chest.keys.stills.values())
        assert vault.chest.keys.database == old_keys.database
        assert not entries & set(desk.keyring.secrets), "the key of the old file is gone from the keyring"
        (job,) = vault.outbox.jobs()
        assert vault.outbox.content(job) == still(1)
    (desk.folder / "stale.keys").write_bytes(old_file)
    with pytest.raises(VaultError):
        open_chest(desk.folder / "stale.keys", desk.holder)


def test_a_rotation_that_was_cut_short_is_ended_at_the_next_start(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.outbox.add(still(1), SERVICE)
        vault.chest.begin_rotation()
    with desk.vault() as vault:
        assert len(vault.chest.keys.stills) == 1
        (job,) = vault.outbox.jobs()
        assert vault.outbox.content(job) == still(1)


def log_of_an_exchange(desk: Desk, vault: Vault) -> int:
    """How much an exchange of keys writes into the log, in bytes."""
    vault._database.checkpoint()  # noqa: SLF001 (so that the log is empty before)
    written = []
    with pytest.MonkeyPatch.context() as watched:
        watched.setattr(
            vault._database,  # noqa: SLF001 (the moment before it is emptied again)
            "checkpoint",
            lambda: written.append((desk.folder / "vault.db-wal").stat().st_size),
        )
        vault.rotate_keys()
    return written[-1]


def test_every_exchange_of_keys_from_the_first_on_writes_wrapped_keys_and_no_pictures(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        for number in range(10):
            vault.outbox.add(still(number, 300_000), SERVICE)
        first = log_of_an_exchange(desk, vault)
        for _ in range(130):  # past every number of keys at which a number grows
            vault.chest.begin_rotation()
        later = log_of_an_exchange(desk, vault)
    assert first < 500_000
    assert later < 500_000


def with_a_key_of_the_first_vaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("permit_desktop.vault.keys.FIRST_KEY_ID", 1)


def test_pictures_under_a_key_of_the_first_vaults_move_to_the_next_one_by_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with pytest.MonkeyPatch.context() as patched:
        with_a_key_of_the_first_vaults(patched)
        with desk.vault() as vault:
            for number in range(3):
                vault.outbox.add(still(number), SERVICE)
    with desk.vault() as vault:
        assert vault.chest.keys.current == 1
        vault.chest.begin_rotation()
        assert vault.stills.to_rewrap() == [[1], [2], [3]]
        vault.rotate_keys()
        assert vault.chest.keys.current > FIRST_KEY_ID
        assert [vault.outbox.content(job) for job in vault.outbox.jobs()] == [still(number) for number in range(3)]


def test_an_exchange_for_which_there_is_no_room_goes_on_later_and_keeps_no_vault_closed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)

    def no_room(*_: object) -> None:
        raise errors.full()

    with desk.vault() as vault:
        capture = vault.outbox.add(still(1), SERVICE)
        with pytest.MonkeyPatch.context() as full:
            full.setattr(vault.stills, "rewrap", no_room)
            for _ in range(3):
                with pytest.raises(VaultError):
                    vault.rotate_keys()
        assert len(vault.chest.keys.stills) == 2, "no further key is made before the first exchange is done"
    with pytest.MonkeyPatch.context() as full:
        full.setattr("permit_desktop.vault.stills.Stills.rewrap", no_room)
        with desk.vault() as vault:
            assert vault.stills.content(capture.still_id) == still(1)
            assert len(vault.chest.keys.stills) == 2
    with desk.vault() as vault:
        assert len(vault.chest.keys.stills) == 1
        assert vault.stills.content(capture.still_id) == still(1)


class PowerFailedError(BaseException):
    """Nothing after it is done."""


def test_a_crash_while_keys_are_exchanged_leaves_no_old_key_in_the_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)

    def fail(*_: object) -> None:
        raise PowerFailedError

    with desk.vault() as vault:
        vault.outbox.add(still(1), SERVICE)
        old_file = (desk.folder / "vault.keys").read_bytes()
        with monkeypatch.context() as power:
            power.setattr(desk.holder, "forget", fail)
            with pytest.raises(PowerFailedError):
                vault.rotate_keys()
    with desk.vault() as vault:
        vault.outbox.content(vault.outbox.job(1))
    assert len(desk.keyring.secrets) == 1
    (desk.folder / "old.keys").write_bytes(old_file)
    with pytest.raises(VaultError):
        open_chest(desk.folder / "old.keys", desk.holder)


def test_a_keyring_that_forgets_nothing_keeps_no_vault_closed_and_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)

    def refuse(*_: object) -> None:
        raise SecretsError(ErrorCode.KEYRING_LOST, "Lost.", "Find it.")

    with monkeypatch.context() as keyring_lost:
        keyring_lost.setattr(desk.holder, "forget", refuse)
        with desk.vault() as vault, pytest.raises(SecretsError):
            vault.rotate_keys()
        with desk.vault():
            assert len(desk.keyring.secrets) == 2
    with desk.vault():
        assert len(desk.keyring.secrets) == 1


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ErrorCode.VAULT_FULL),
        (errno.EDQUOT, ErrorCode.VAULT_FULL),
        (errno.EACCES, ErrorCode.VAULT_READ_ONLY),
    ],
)
def test_a_key_file_that_cannot_be_written_says_why_and_leaves_nothing_in_the_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: ErrorCode
) -> None:
    desk = Desk(tmp_path)

    def refuse(_: int) -> None:
        raise OSError(number, "refused")

    with desk.vault() as vault:
        vault.outbox.add(still(1), SERVICE)
        entries = dict(desk.keyring.secrets)
        for _ in range(3):
            with monkeypatch.context() as disk:
                disk.setattr("permit_desktop.vault.key_file.os.fsync", refuse)
                with pytest.raises(VaultError) as refused:
                    vault.rotate_keys()
            assert refused.value.code is code
            assert not (desk.folder / "vault.new").exists()
        assert desk.keyring.secrets == entries
        with monkeypatch.context() as disk:
            disk.setattr("permit_desktop.vault.key_file.sync_folder", refuse)  # the file is in its place already
            with pytest.raises(VaultError):
                vault.rotate_keys()
    with desk.vault() as vault:
        assert vault.outbox.content(vault.outbox.job(1)) == still(1)


DAMAGED = [b"", b"{}", b"[1]", b"null", b"\xff", b'{"format": 1}', b"[" * 100_000, None]
"""What may stand in a key file; None for one that is gone."""


def put(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)


@pytest.mark.parametrize("change", DAMAGED)
def test_a_key_file_that_is_damaged_or_gone_is_made_whole_from_its_copy(tmp_path: Path, change: bytes | None) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.outbox.add(still(), SERVICE)
        vault.rotate_keys()
    keys, copy = desk.folder / "vault.keys", desk.folder / "vault.keys.copy"
    put(keys, change)
    with desk.vault() as vault:
        assert vault.outbox.content(vault.outbox.job(1)) == still()
        assert vault.notice.recovery_code is None
    assert keys.read_bytes() == copy.read_bytes()
    put(copy, change)
    with desk.vault():
        assert keys.read_bytes() == copy.read_bytes()


def test_the_copy_of_a_key_file_holds_no_key_that_was_exchanged(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.vault() as vault:
        vault.outbox.add(still(), SERVICE)
        before = (desk.folder / "vault.keys.copy").read_bytes()
        vault.rotate_keys()
        assert (desk.folder / "vault.keys.copy").read_bytes() == (desk.folder / "vault.keys").read_bytes() != before


@pytest.mark.parametrize("change", DAMAGED)
def test_without_key_file_and_copy_nothing_is_opened_and_no_new_key_is_made(
    tmp_path: Path, change: bytes | None
) -> None:
    desk = Desk(tmp_path)
    with desk.vault():
        pass
    files = [desk.folder / "vault.keys", desk.folder / "vault.keys.copy"]
    kept = files[0].read_bytes()
    for file in files:
        put(file, change)
    for _ in range(2):
        with pytest.raises(VaultError) as refused, desk.vault():
            pass
        assert refused.value.code is ErrorCode.VAULT_KEY_FILE_MISSING
    files[0].write_bytes(kept)
    with desk.vault():
        pass


def test_a_key_file_cannot_make_the_program_claim_all_memory(tmp_path: Path) -> None:
    file = tmp_path / "vault.keys"
    make_chest(file, passphrase())
    told = json.loads(file.read_text())
    told["hint"]["memory_kib"] = 1 << 40
    file.write_text(json.dumps(told))
    with pytest.raises(VaultError):
        open_chest(file, passphrase())


def test_without_a_keyring_nothing_is_made(tmp_path: Path) -> None:
    def no_keyring() -> MemoryKeyring:
        raise OSError("no bus")

    folder = tmp_path / "data"
    with pytest.raises(PermitError) as refused:
        open_vault(folder, KeyringHolder(Secrets(no_keyring)), what="test")
    assert refused.value.code is ErrorCode.KEYRING_LOST
    assert [(file.name, file.stat().st_size) for file in folder.iterdir()] == [("vault.lock", 0)]
