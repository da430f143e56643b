"""The service in the hands of the vendor's client and of our own; the specimens are read by the real recogniser."""

from __future__ import annotations

import base64
import importlib
import json
import socket
import ssl
import sys
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import trustme

from permit_desktop.api.client import ServiceRecogniser
from permit_desktop.api.errors import ServiceError
from permit_desktop.api.service import NO_PROXY
from permit_desktop.domain.permit import FieldName, PermitType, Side
from permit_desktop.imaging.decode import decode_still
from permit_desktop.recognition.reader import OnDeviceRecogniser
from permit_desktop.server.listening import MOST_FROM_ONE
from permit_desktop.server.users import USERS_FILE, NewUser, UserFile
from permit_desktop.system.credentials import (
    AccessKeyCredentials,
    Credentials,
    PasswordCredentials,
    TokenCredentials,
)
from permit_desktop.system.resources import resource
from permit_desktop.system.settings import AuthenticationKind, ServiceSection
from tests.server.program import program
from tests.server.serving import BLACK, QUICK, RED, WHITE, Running, Waiting, serving, utc_now

# The vendor's package is older than some deprecations of the libraries that it stands on.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    sdk = importlib.import_module("huaweicloudsdkocr.v1")
    sdk_config = importlib.import_module("huaweicloudsdkcore.http.http_config")
    sdk_core = importlib.import_module("huaweicloudsdkcore.auth.credentials")
    sdk_errors = importlib.import_module("huaweicloudsdkcore.exceptions.exceptions")
    sdk_regions = importlib.import_module("huaweicloudsdkocr.v1.region.ocr_region")

ROOT = Path(__file__).parents[2]
AUTHORITY = trustme.CA()
SPECIMENS = {
    entry["file"]: entry
    for entry in json.loads(resource("specimens", "specimens.json").read_text("utf-8"))["specimens"]
}


@dataclass(frozen=True)
class Elsewhere:
    """A service in a process of its own.

    Attributes:
        url: its address.
        one: a user of it.
    """

    url: str
    one: NewUser


@contextmanager
def over_https(folder: Path) -> Iterator[Elsewhere]:
    one = UserFile(folder / USERS_FILE).add("one", QUICK)
    certificate = folder / "both.pem"
    AUTHORITY.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(certificate)
    with program(folder, "--tls-cert", certificate) as service:
        assert service.url.startswith("https://")
        yield Elsewhere(service.url, one)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running | Elsewhere, Running | Elsewhere]]:
    """Two services with the recogniser: over http in this process, over https as an administrator starts it."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "plain").mkdir()
    (folder / "tls").mkdir()
    with serving(folder / "plain", [OnDeviceRecogniser()]) as plain, over_https(folder / "tls") as elsewhere:
        yield plain, elsewhere


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vendor's client writes a file into the home folder."""
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def ca_file(tmp_path: Path) -> Path:
    file = tmp_path / "ca.pem"
    AUTHORITY.cert_pem.write_to_path(file)
    return file


def vendor_reads(
    service: Running | Elsewhere, image: bytes, *, ca_file: Path | None = None, sk: str | None = None, **more: Any
) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        user = service.one.user
        config = sdk_config.HttpConfig.get_default_config()
        config.ssl_ca_cert = str(ca_file) if ca_file else None
        builder = sdk.OcrClient.new_builder().with_http_config(config).with_endpoint(service.url)
        ocr = builder.with_credentials(sdk_core.BasicCredentials(user.ak, sk or user.sk, user.project_id)).build()
        body = sdk.ExitEntryPermitRequestBody(image=base64.b64encode(image).decode(), **more)
        return ocr.recognize_exit_entry_permit(sdk.RecognizeExitEntryPermitRequest(body=body))


def specimen(name: str) -> tuple[bytes, dict[str, str]]:
    return resource("specimens", name).read_bytes(), SPECIMENS[name]["fields"]


@pytest.mark.parametrize("protected", [False, True], ids=["http", "https"])
@pytest.mark.parametrize("name", ["hk-macao-1-front.jpg", "hk-macao-1-back.jpg"])
def test_the_vendors_client_reads_a_specimen_by_access_key(
    real: tuple[Running | Elsewhere, Running | Elsewhere], ca_file: Path, name: str, *, protected: bool
) -> None:
    image, truth = specimen(name)
    answer = vendor_reads(
        real[protected], image, ca_file=ca_file, return_portrait_image=True, return_portrait_location=True
    )

    assert len(answer.x_request_id) == 32
    read = json.loads(json.dumps(answer.result.to_dict(), default=float))
    flat = {key: value for key, value in read.items() if isinstance(value, str)}
    flat |= {
        f"{block}.{key}": value
        for block in ("endorsement_info_hk", "endorsement_info_mo")
        for key, value in (read[block] or {}).items()
        if value is not None
    }
    wrong = {field: (flat.get(field), value) for field, value in truth.items() if flat.get(field) != value}
    assert not wrong
    front = read["side"] == "front"
    assert (read["portrait_image"] is not None) == front
    assert (read["portrait_location"] is not None) == front
    assert 0.5 < read["confidence"]["type"] <= 1


def test_the_vendors_client_finds_its_project_by_the_region(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUAWEICLOUD_SDK_REGION_OCR_AP_SOUTHEAST_1", service.url)
    monkeypatch.setenv("HUAWEICLOUD_SDK_IAM_ENDPOINT", service.url)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        credentials = sdk_core.BasicCredentials(service.one.user.ak, service.one.user.sk)
        region = sdk_regions.OcrRegion.value_of("ap-southeast-1")
        ocr = sdk.OcrClient.new_builder().with_credentials(credentials).with_region(region).build()
        body = sdk.ExitEntryPermitRequestBody(image=base64.b64encode(WHITE).decode())
        answer = ocr.recognize_exit_entry_permit(sdk.RecognizeExitEntryPermitRequest(body=body))

    assert credentials.project_id == service.one.user.project_id
    assert answer.result.side == "front"


def test_the_vendors_exceptions_carry_our_codes(service: Running) -> None:
    for image, status, code in (
        (b"GIF89a", 400, "AIS.0102"),
        (BLACK, 400, "AIS.0104"),
        (WHITE + b" " * 8_000_000, 400, "ModelArts.4104"),
        (WHITE * 120_000, 413, "APIG.0201"),
        (RED, 500, "ModelArts.4505"),
    ):
        with pytest.raises(sdk_errors.ServiceResponseException) as failed:
            vendor_reads(service, image)
        assert (failed.value.status_code, failed.value.error_code) == (status, code)
        assert len(failed.value.request_id) == 32
    with pytest.raises(sdk_errors.ClientRequestException) as failed:
        vendor_reads(service, WHITE, sk="wrong")
    assert (failed.value.status_code, failed.value.error_code) == (401, "APIG.0301")
    vendor_reads(service, WHITE)  # forgets the failure


def test_the_vendors_client_is_told_to_come_back(tmp_path: Path) -> None:
    waiting = Waiting()
    (tmp_path / "data").mkdir()
    with serving(tmp_path / "data", [waiting], places=1) as service, ThreadPoolExecutor(1) as pool:
        accepted = pool.submit(service.recognise)
        assert waiting.entered.acquire(timeout=20)
        with pytest.raises(sdk_errors.ClientRequestException) as failed:
            vendor_reads(service, WHITE)
        waiting.go_on.set()
        assert accepted.result(20).status_code == 200
    assert (failed.value.status_code, failed.value.error_code) == (429, "APIG.0308")


def credentials_of(service: Running | Elsewhere, kind: AuthenticationKind) -> Credentials:
    match kind:
        case AuthenticationKind.ACCESS_KEY:
            return AccessKeyCredentials(service.one.user.ak, service.one.user.sk)
        case AuthenticationKind.PASSWORD:
            return PasswordCredentials("any account", service.one.user.name, service.one.password)
        case AuthenticationKind.TOKEN:
            assert isinstance(service, Running)
            return TokenCredentials(service.token())


def own_client(
    service: Running | Elsewhere,
    kind: AuthenticationKind,
    credentials: Credentials | None = None,
    ca_file: Path | None = None,
) -> ServiceRecogniser:
    settings = ServiceSection(service.url, service.one.user.project_id, kind, ca_file=ca_file, proxy=NO_PROXY)
    return ServiceRecogniser(settings, credentials or credentials_of(service, kind), now=utc_now)


@pytest.mark.parametrize("kind", AuthenticationKind)
def test_our_client_gets_in_by_key_password_and_token(service: Running, kind: AuthenticationKind) -> None:
    with closing(own_client(service, kind)) as client:
        client.test_access()
        result = client.recognise(decode_still(WHITE), with_portrait=False)

    assert (result.type, result.side) == (PermitType.HK_MACAO, Side.FRONT)


def test_our_client_has_a_picture_fetched(tmp_path: Path) -> None:
    async def fetch(url: str, _user_id: str) -> bytes:
        assert url == "https://pictures.example/a.png"
        return WHITE

    (tmp_path / "data").mkdir()
    with (
        serving(tmp_path / "data", fetch=fetch) as service,
        closing(own_client(service, AuthenticationKind.ACCESS_KEY)) as client,
    ):
        result = client.recognise_at("https://pictures.example/a.png", with_portrait=True)

    assert result.side == Side.FRONT
    assert result.portrait is not None


def test_our_client_reads_a_specimen_over_https(
    real: tuple[Running | Elsewhere, Running | Elsewhere], ca_file: Path
) -> None:
    image, truth = specimen("taiwan-1-front.jpg")
    kind = AuthenticationKind.ACCESS_KEY
    with closing(own_client(real[1], kind, ca_file=ca_file)) as client:
        result = client.recognise(decode_still(image), with_portrait=True)

    assert {field.value: reading.value for field, reading in result.readings.items()} == truth
    assert result.value(FieldName.NUMBER)
    assert result.portrait is not None
    assert result.portrait.jpeg is not None


@pytest.mark.skipif(sys.platform != "linux", reason="only there is a second address of this computer always at hand")
def test_the_program_hangs_up_on_one_sender_with_too_many_connections(
    real: tuple[Running | Elsewhere, Running | Elsewhere], ca_file: Path
) -> None:
    address = ("127.0.0.1", int(real[1].url.rpartition(":")[2]))

    def knock() -> socket.socket:
        return socket.create_connection(address, 20, source_address=("127.0.0.2", 0))

    with ExitStack() as silent:
        for _ in range(MOST_FROM_ONE):
            silent.enter_context(knock())
        with pytest.raises((ssl.SSLEOFError, ConnectionError)), knock() as one_more:
            ssl.create_default_context(cafile=ca_file).wrap_socket(one_more, server_hostname="127.0.0.1")
        with closing(own_client(real[1], AuthenticationKind.ACCESS_KEY, ca_file=ca_file)) as client:
            client.test_access()


def test_our_client_stops_after_one_refusal(service: Running) -> None:
    before = len(service.settled_log_lines())
    with closing(
        own_client(service, AuthenticationKind.ACCESS_KEY, AccessKeyCredentials(service.one.user.ak, "wrong"))
    ) as client:
        for _ in range(8):
            with pytest.raises(ServiceError) as refused:
                client.test_access()
    assert refused.value.error_class.value == "authentication"
    assert len(service.settled_log_lines()) == before + 1
    assert service.recognise().status_code == 200  # and forgets the failure
