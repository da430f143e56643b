"""The operating system's keyring, as the window uses it. Its library loads when it is first wanted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from permit_desktop.system.secrets import HeldSecrets, Secrets
    from permit_desktop.vault.key_holders import KeyHolder


@cache
def system_secrets() -> Secrets:
    """The keyring; all of the window shares it, so that no two prompts to unlock it stand at once."""
    from permit_desktop.system.secrets import Secrets, find_system_keyring

    return Secrets(find_system_keyring)


@cache
def service_secrets() -> HeldSecrets:
    """The service's credentials; without a keyring they are entered anew each time that the window is opened."""
    from permit_desktop.system.secrets import HeldSecrets

    return HeldSecrets(system_secrets())


def give_up_keyring() -> None:
    """The window ends: nobody waits any more for a prompt that is not answered. From any thread."""
    if system_secrets.cache_info().currsize:
        system_secrets().give_up()


def keyring_holder() -> KeyHolder:
    """What holds the key of the window's vault."""
    from permit_desktop.vault.key_holders import KeyringHolder

    return KeyringHolder(system_secrets())
