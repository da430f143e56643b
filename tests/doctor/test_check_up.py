"""The check-up, with real vaults, files and servers."""

from __future__ import annotations

import dataclasses
import io
import json
from collections import namedtuple
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from permit_desktop.capture.frame import Frame
from permit_desktop.capture.strictness import NORMAL, RELAXED
from permit_desktop.cli import doctor
from permit_desktop.cli.check_lines import text_of
from permit_desktop.cli.command_line import parse
from permit_desktop.doctor.camera_lines import camera_lines
from permit_desktop.doctor.check_up import CheckUp
from permit_desktop.doctor.diagnostics import diagnostics
from permit_desktop.doctor.host_lines import clock_line, disk_line, is_sound, keyring_line, models_line
from permit_desktop.doctor.vault_lines import closed_vault_lines
from permit_desktop.domain.checks import Check, Line, State, fine
from permit_desktop.domain.errors import CameraError, ErrorCode, PermitError
from permit_desktop.recognition.reader import OnDeviceRecogniser
from permit_desktop.system.resources import resource
from permit_desktop.system.secrets import SERVICE_CREDENTIALS, Secrets
from permit_desktop.system.settings import RecogniserKind, Settings, settings_of
from permit_desktop.system.settings_store import Loaded, SettingsStore
from permit_desktop.vault.job import Options
from permit_desktop.vault.key_holders import KeyringHolder, PassphraseHolder
from permit_desktop.vault.vault import open_vault
from tests.api.scripted_server import answer, serving
from tests.cli.test_traces import SPECIMENS, telltales
from tests.system.keyrings import FailingKeyring, MemoryKeyring


class StillCamera:
    """Gives the same grey picture over and over, or fails."""

    name = "Still camera\x1b"

    def __init__(
        self, grey: int = 120, error: CameraError | None = None, size_px: tuple[int, int] = (1280, 720)
    ) -> None:
        self._pixels = np.full((*size_px[::-1], 3), grey, np.uint8)
        self._error = error
        self.closed = False

    def open(self) -> None:
        if self._error is not None:
            raise self._error

    def read(self) -> Frame | None:
        return Frame(self._pixels, 0, 0.0)

    def give_up(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def secrets() -> Secrets:
    keyring = MemoryKeyring()
    return Secrets(lambda: keyring)


def states(lines: Iterator[Line]) -> dict[Check, State]:
    return {line.check: line.state for line in lines}


@pytest.mark.parametrize(("grey", "state"), [(120, State.FINE), (20, State.DOUBTFUL), (250, State.DOUBTFUL)])
def test_the_light_is_judged_by_the_cameras_picture(grey: int, state: State) -> None:
    camera = StillCamera(grey)
    lines = list(camera_lines(camera, NORMAL))

    assert states(iter(lines)) == {Check.CAMERA: State.FINE, Check.LIGHT: state}
    assert "1280 × 720" in lines[0].message
    assert text_of(lines[0]).split(maxsplit=2)[2].startswith("Still camera: The camera gives")
    assert camera.closed


def test_without_a_camera_nothing_is_said_of_the_light() -> None:
    missing = StillCamera(error=CameraError(ErrorCode.NO_CAMERA, "None.", "Plug one in."))
    lines = list(camera_lines(missing, NORMAL, "Document camera"))

    assert [(line.state, line.code) for line in lines] == [
        (State.FAILED, ErrorCode.NO_CAMERA),
        (State.SKIPPED, None),
    ]
    assert lines[0].about == "Document camera"


def test_a_camera_whose_pictures_are_small_is_told() -> None:
    small = StillCamera(size_px=(640, 480))

    assert states(camera_lines(small, NORMAL))[Check.CAMERA] is State.DOUBTFUL
    assert states(camera_lines(small, RELAXED))[Check.CAMERA] is State.FINE


def test_another_camera_in_the_place_of_the_usual_one_is_told_by_name() -> None:
    lines = [line for line in camera_lines(StillCamera(), NORMAL, "Document camera") if line.check is Check.CAMERA]

    assert [(line.state, line.about) for line in lines] == [
        (State.DOUBTFUL, "Document camera"),
        (State.FINE, "Still camera"),
    ]
    assert len(list(camera_lines(StillCamera(), NORMAL, StillCamera.name))) == 2


def test_what_cameras_are_called_is_not_saved_for_support() -> None:
    lines = list(camera_lines(StillCamera(), NORMAL, "Telephone of Zhang San"))
    told = json.dumps(diagnostics(Settings(), (), lines))

    assert "1280 × 720" in json.loads(told)["check_up"][1]["message"]
    assert "Zhang San" not in told
    assert "Still camera" not in told


def test_a_keyring_that_fails_is_told(secrets: Secrets) -> None:
    assert keyring_line(secrets).state is State.FINE
    failing = keyring_line(Secrets(lambda: FailingKeyring(OSError("the-secret"))))

    assert (failing.state, failing.code) == (State.FAILED, ErrorCode.KEYRING_LOST)
    assert "the-secret" not in failing.message


@pytest.mark.parametrize(("free", "state"), [(10**11, State.FINE), (10**9, State.DOUBTFUL), (10**8, State.FAILED)])
def test_the_room_on_the_disk(free: int, state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 (as shutil's own)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(10**12, 0, free))

    assert disk_line(tmp_path / "not" / "yet" / "made").state is state


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    assert disk_line(tmp_path).state is State.FAILED


def test_a_clock_before_the_installation_cannot_be_right() -> None:
    assert clock_line(lambda: datetime(2020, 1, 1, tzinfo=UTC)).state is State.FAILED
    assert clock_line(lambda: datetime(2100, 1, 1, tzinfo=UTC)).state is State.FINE


def test_models_that_are_missing_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> Path:
        raise PermitError(ErrorCode.MODEL_MISSING, "A model is missing.", "Install the program again.")

    assert models_line(OnDeviceRecogniser).state is State.FINE
    monkeypatch.setattr("permit_desktop.recognition.reader.model_file", missing)
    assert models_line(OnDeviceRecogniser).code is ErrorCode.MODEL_MISSING


def test_no_vault_is_made(tmp_path: Path, secrets: Secrets) -> None:
    assert states(closed_vault_lines(tmp_path, secrets)) == {Check.VAULT: State.SKIPPED}
    assert list(tmp_path.iterdir()) == []


def test_a_sound_vault_and_its_audit_trail(tmp_path: Path, secrets: Secrets) -> None:
    open_vault(tmp_path, KeyringHolder(secrets), what="test").close()
    lines = list(closed_vault_lines(tmp_path, secrets))

    assert states(iter(lines)) == {Check.VAULT: State.FINE, Check.AUDIT: State.FINE}
    assert "3 entries" in lines[1].message


def test_an_audit_trail_that_was_changed(tmp_path: Path, secrets: Secrets) -> None:
    vault = open_vault(tmp_path, KeyringHolder(secrets), what="test")
    database = vault._database  # noqa: SLF001 (somebody with the key could)
    database.write(lambda: database.script("DROP TRIGGER audit_is_not_changed"))
    database.write(lambda: database.run("UPDATE audit SET detail = 'nobody' WHERE id = 2"))
    vault.close()

    assert states(closed_vault_lines(tmp_path, secrets))[Check.AUDIT] is State.FAILED


def test_a_vault_that_another_process_has_open_is_left_alone(tmp_path: Path, secrets: Secrets) -> None:
    vault = open_vault(tmp_path, KeyringHolder(secrets), what="test")
    try:
        assert states(closed_vault_lines(tmp_path, secrets)) == {Check.VAULT: State.SKIPPED}
    finally:
        vault.close()


def test_a_passphrase_is_not_asked_for(tmp_path: Path, secrets: Secrets) -> None:
    open_vault(tmp_path, PassphraseHolder("correct horse battery"), what="test").close()

    assert states(closed_vault_lines(tmp_path, secrets)) == {Check.VAULT: State.SKIPPED}


def test_a_vault_whose_key_is_gone(tmp_path: Path, secrets: Secrets) -> None:
    open_vault(tmp_path, KeyringHolder(secrets), what="test").close()
    (line,) = closed_vault_lines(tmp_path, Secrets(MemoryKeyring))

    assert (line.state, line.code) == (State.FAILED, ErrorCode.VAULT_KEY_MISSING)


def check_up(folder: Path, secrets: Secrets, **values: object) -> CheckUp:
    return CheckUp(
        Loaded(settings_of(values, {})),
        folder,
        secrets,
        camera=lambda: camera_lines(StillCamera(), NORMAL),
        vault=lambda: closed_vault_lines(folder, secrets),
        load_recogniser=lambda: None,
    )


def test_without_a_service_nothing_is_contacted(tmp_path: Path, secrets: Secrets) -> None:
    lines = list(check_up(tmp_path, secrets).lines())

    assert is_sound(lines)
    assert [line.check for line in lines] == [
        Check.SETTINGS, Check.CAMERA, Check.LIGHT, Check.MODELS, Check.KEYRING, Check.VAULT, Check.DISK, Check.CLOCK,
        Check.SERVICE,
    ]  # fmt: skip


def test_with_a_service_the_way_to_it_is_looked_into(tmp_path: Path, secrets: Secrets) -> None:
    secrets.write(SERVICE_CREDENTIALS, '{"ak": "AKTEST", "sk": "the-secret"}')
    with serving(answer(403, {"error_code": "ModelArts.4204"})) as server:
        values = {
            "recogniser.kind": RecogniserKind.SERVICE,
            "service.endpoint": f"http://{server.netloc}",
            "service.project_id": "p",
            "service.proxy": "none",
        }
        lines = list(check_up(tmp_path, secrets, **values).lines())

    told = states(iter(lines))
    assert (told[Check.CREDENTIALS], told[Check.SERVICE]) == (State.FINE, State.FAILED)
    assert [line.check for line in lines].count(Check.SETTINGS) == 1
    assert not is_sound(lines)


def run(words: list[str], looked_into: CheckUp) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = doctor.perform(parse(words), looked_into, out, err)
    return code, out.getvalue(), err.getvalue()


def test_the_verb_ends_well_only_when_nothing_failed(tmp_path: Path, secrets: Secrets) -> None:
    sound = check_up(tmp_path, secrets)
    code, out, _ = run(["--json", "doctor"], sound)
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {line["check"] for line in lines} >= {"camera", "light", "keyring", "vault", "disk", "clock", "models"}

    missing = PermitError(ErrorCode.MODEL_MISSING, "A model is missing.", "Install the program again.")

    def load() -> object:
        raise missing

    code, out, _ = run(["doctor"], dataclasses.replace(sound, load_recogniser=load))
    assert code == 1
    assert "FAILED models      A model is missing. Install the program again." in out


def test_the_file_for_support_holds_no_person_and_no_secret(tmp_path: Path, secrets: Secrets) -> None:
    """A whole desk full of canaries: names, numbers, folders, secrets, a permit in the vault."""
    canaries = ["CANARYPERSON", "CANARYFOLDER", "CANARYKEY", "CANARYPROJECT", "CANARYTYPED"]
    folder = tmp_path / "CANARYFOLDER"
    folder.mkdir()
    secrets.write(SERVICE_CREDENTIALS, '{"ak": "CANARYKEY", "sk": "CANARYKEY"}')
    settings_file = folder / "settings.toml"
    settings_file.write_text(
        f'[desk]\nperson = "CANARYPERSON"\nlook = "CANARYTYPED"\n[capture]\nwatched_folder = "{folder.as_posix()}"\n'
        f'[service]\nca_file = "{(folder / "ca.pem").as_posix()}"\nproject_id = "CANARYPROJECT"\nCANARYTYPED = 1\n',
        "utf-8",
    )
    vault = open_vault(folder, KeyringHolder(secrets), what="test")
    vault.outbox.add(resource("specimens", SPECIMENS[0]).read_bytes(), _options())
    vault.close()
    loaded = SettingsStore(settings_file, folder / "policy.toml").load()
    assert len(loaded.problems) == 2
    file = tmp_path / "diagnostics.json"
    looked_into = dataclasses.replace(check_up(folder, secrets), loaded=loaded)
    code, out, err = run(["doctor", "--save", str(file)], looked_into)
    content = file.read_bytes() + out.encode() + err.encode()

    assert code == 0
    assert json.loads(file.read_text("utf-8"))["settings"]["desk.person"] == {"value": "set", "origin": "user"}
    assert [canary for canary in canaries if canary.encode() in content] == []
    assert [trace for trace in telltales() if trace in content] == []
    assert str(Path.home()).encode() not in content


def _options() -> Options:
    return Options("on-device")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, secrets: Secrets) -> None:
    (tmp_path / "file").touch()
    code, _, err = run(["doctor", "--save", str(tmp_path / "file" / "x.json")], check_up(tmp_path, secrets))

    assert code == 1
    assert "cannot be written" in err


def test_bugs_that_came_up_are_in_the_file() -> None:
    told = diagnostics(settings_of({}, {}), (), [fine(Check.DISK, "x")], faults=["ValueError\na.py:1 one"])

    assert told["faults"] == ["ValueError\na.py:1 one"]
    assert told["libraries"]["numpy"] == np.__version__
