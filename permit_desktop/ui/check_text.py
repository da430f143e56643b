"""What the screen calls the things that are looked into, and how they stand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from permit_desktop.domain.checks import Check, State


def name(check: Check) -> str:
    """What was looked into."""
    say = QCoreApplication.translate
    return {
        Check.SETTINGS: say("Check", "Settings"),
        Check.CAMERA: say("Check", "Camera"),
        Check.LIGHT: say("Check", "Light"),
        Check.MODELS: say("Check", "Recogniser"),
        Check.KEYRING: say("Check", "Keyring"),
        Check.VAULT: say("Check", "Vault"),
        Check.AUDIT: say("Check", "Audit trail"),
        Check.DISK: say("Check", "Disk"),
        Check.PROXY: say("Check", "Proxy"),
        Check.NAME: say("Check", "Name"),
        Check.CONNECTION: say("Check", "Connection"),
        Check.TLS: say("Check", "Encryption"),
        Check.CLOCK: say("Check", "Clock"),
        Check.CREDENTIALS: say("Check", "Credentials"),
        Check.SERVICE: say("Check", "Service"),
        Check.REGION: say("Check", "Region"),
    }[check]


def state(state: State) -> str:
    """How it stands, in a word, for those who do not see the icon."""
    say = QCoreApplication.translate
    return {
        State.FINE: say("Check", "fine"),
        State.DOUBTFUL: say("Check", "look at this"),
        State.FAILED: say("Check", "failed"),
        State.SKIPPED: say("Check", "not checked"),
    }[state]
