"""Expected failures: a sentence and a remedy for the person, a stable code for the program.

Everything that can go wrong in the world around the program (a file, a camera, a service) is raised as a
`PermitError`. Any other exception is a bug and is shown as one.

    PermitError
    ├── StillError          the picture cannot be used
    │   └── ReadError       the picture is fine, but it does not show a readable permit
    ├── CameraError         a camera cannot be opened or was lost
    ├── SettingsError       a setting or a command-line value is wrong
    ├── ServiceError        a recognition service refused, failed, or was not reached (permit_desktop.api.errors)
    ├── SecretsError        the operating system's keyring cannot be used (permit_desktop.system.secrets)
    ├── KeyboardError       this computer lets no program type into another (permit_desktop.system.keyboard)
    ├── IllegalMoveError    a job cannot do what was asked of it (permit_desktop.domain.jobs)
    ├── ExportError         a file of records cannot be written (permit_desktop.export.export_file)
    └── VaultError          the vault cannot be opened, read or written (permit_desktop.vault.errors)
"""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """Stable codes of expected failures; scripts and tests rely on them, texts may change."""

    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    IS_A_FOLDER = "is_a_folder"
    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"
    NOT_AN_IMAGE = "not_an_image"
    IMAGE_DAMAGED = "image_damaged"
    IMAGE_TOO_SMALL = "image_too_small"
    IMAGE_TOO_LARGE = "image_too_large"
    SEVERAL_PAGES = "several_pages"
    STILL_NOT_WRITTEN = "still_not_written"

    NO_PERMIT = "no_permit"
    CUT_OFF = "cut_off"
    TOO_BLURRED = "too_blurred"
    NOT_THIS_DOCUMENT = "not_this_document"
    READER_ENDED = "reader_ended"

    NO_CAMERA = "no_camera"
    CAMERA_BUSY = "camera_busy"
    CAMERA_LOST = "camera_lost"
    FOLDER_LOST = "folder_lost"

    MODEL_MISSING = "model_missing"
    SETTING_INVALID = "setting_invalid"
    SETTING_LOCKED = "setting_locked"
    SETTINGS_NOT_SAVED = "settings_not_saved"

    SERVICE_REFUSED_STILL = "service_refused_still"
    SERVICE_NOT_ENABLED = "service_not_enabled"
    SERVICE_WITHDRAWN = "service_withdrawn"
    SERVICE_SIGN_IN_FAILED = "service_sign_in_failed"
    SERVICE_ACCOUNT = "service_account"
    SERVICE_BUSY = "service_busy"
    SERVICE_TROUBLE = "service_trouble"
    SERVICE_REFUSED_REQUEST = "service_refused_request"
    SERVICE_ADDRESS_WRONG = "service_address_wrong"
    SERVICE_ANSWER_UNUSABLE = "service_answer_unusable"
    SERVICE_UNREACHABLE = "service_unreachable"
    SERVICE_NO_ANSWER = "service_no_answer"
    SERVICE_NOT_TRUSTED = "service_not_trusted"
    SERVICE_TLS_FAILED = "service_tls_failed"
    SERVICE_PROXY_FAILED = "service_proxy_failed"

    CREDENTIALS_MISSING = "credentials_missing"
    KEYRING_MISSING = "keyring_missing"
    KEYRING_LOCKED = "keyring_locked"
    KEYRING_LOST = "keyring_lost"

    KEYBOARD_MISSING = "keyboard_missing"
    TYPING_FAILED = "typing_failed"

    VAULT_IN_USE = "vault_in_use"
    VAULT_KEY_MISSING = "vault_key_missing"
    VAULT_PASSPHRASE_WANTED = "vault_passphrase_wanted"  # noqa: S105 (a code)
    VAULT_KEY_FILE_MISSING = "vault_key_file_missing"
    VAULT_KEY_WRONG = "vault_key_wrong"
    VAULT_DAMAGED = "vault_damaged"
    VAULT_UNREADABLE = "vault_unreadable"
    VAULT_NEWER = "vault_newer"
    VAULT_OTHER_CIPHER = "vault_other_cipher"
    VAULT_FULL = "vault_full"
    VAULT_READ_ONLY = "vault_read_only"
    VAULT_FAILED = "vault_failed"
    VAULT_NOT_OPEN = "vault_not_open"
    INTERRUPTED_OFTEN = "interrupted_often"
    STILL_PURGED = "still_purged"
    STILL_LOST = "still_lost"
    WORK_LOST = "work_lost"
    JOB_UNKNOWN = "job_unknown"
    JOB_STATE = "job_state"
    RECORD_UNKNOWN = "record_unknown"
    EXPORT_FAILED = "export_failed"

    FAULT_IN_PROGRAM = "fault_in_program"


class PermitError(Exception):
    """A failure that the program expects and can explain.

    Attributes:
        code: what went wrong, for programs.
        message: what went wrong, one English sentence for people; never holds personal data.
        remedy: what the person can do about it, one English sentence.
    """

    def __init__(self, code: ErrorCode, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


class StillError(PermitError):
    """The bytes or the pixels of a still are outside what the contract and this program accept."""


class ReadError(StillError):
    """The still is an acceptable picture, but no permit could be read on it."""


class CameraError(PermitError):
    """A camera could not be opened, or stopped giving pictures."""


class SettingsError(PermitError):
    """A setting, a policy entry or a command-line value cannot be used."""
