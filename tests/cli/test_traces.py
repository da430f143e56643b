"""Whatever the program does, no file that it writes holds a person's data or a picture in the clear."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from permit_desktop.domain.permit import FieldName
from permit_desktop.recognition.reader import OnDeviceRecogniser
from permit_desktop.system.resources import resource
from tests.cli.desks import Counter

SPECIMENS = ("hk-macao-1-front.jpg", "taiwan-1-front.jpg", "hk-macao-1-back.jpg")
JPEG_HEADERS = (b"\xff\xd8\xff", b"JFIF\x00", b"/9j/")
"""A JPEG file's beginning, as it is and in Base64."""
TELLING = (
    FieldName.NUMBER,
    FieldName.NAME,
    FieldName.NAME_EN,
    FieldName.BIRTH_DATE,
    FieldName.VALID_PERIOD,
    FieldName.MACHINE_CODE,
)


def truths() -> Mapping[str, Mapping[str, str]]:
    """The specimens' fields by file."""
    told = json.loads(resource("specimens", "specimens.json").read_text("utf-8"))
    return {entry["file"]: entry["fields"] for entry in told["specimens"] if entry["file"] in SPECIMENS}


def telltales() -> set[bytes]:
    """What must not be found, in the encodings in which programs write texts."""
    values = {fields[field] for fields in truths().values() for field in TELLING if field in fields}
    values |= {"".join(sign for sign in value if sign.isdigit()) for value in values if value[:4].isdigit()}
    spelled = {value.encode(encoding) for value in values for encoding in ("utf-8", "utf-16-le", "gb18030")}
    return spelled | {json.dumps(value).strip('"').encode() for value in values} | set(JPEG_HEADERS)


def found_in(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            # A picture's first bytes are short enough to occur in what is random; there only a file's head tells.
            short = {trace for trace in telltales() if len(trace) <= 4}
            yield from (f"{file.name}: {trace!r}" for trace in telltales() - short if trace in content)
            yield from (f"{file.name} begins with {trace!r}" for trace in short if content.startswith(trace))


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counter:
    """A counter whose temporary folder is watched as well."""
    (tmp_path / "watched" / "temp").mkdir(parents=True)
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path / "watched" / "temp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    return Counter(tmp_path / "watched", here=OnDeviceRecogniser())


def test_a_whole_day_leaves_no_trace_in_any_file_or_log_message(
    counter: Counter, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = [str(resource("specimens", name)) for name in SPECIMENS]
    with caplog.at_level(logging.DEBUG):
        assert counter.run("queue", "add", *files).code == 0
        assert list(found_in(tmp_path)) == []
        synced = counter.run("queue", "sync")
        listed = counter.run("records", "list")
        counter.run("records", "purge", "--end-of-shift")
        counter.run("vault", "rotate")
    for file in files:
        number = truths()[Path(file).name].get(FieldName.NUMBER, "")
        assert not number or number in "".join(counter.run("records", "show", str(job)).out for job in (1, 2))
    told = io.StringIO()
    told.write(synced.out + synced.err + listed.out + listed.err + caplog.text)
    printed = told.getvalue().encode()
    assert [trace for trace in telltales() if trace in printed] == []
    assert list(found_in(tmp_path)) == []
    assert (counter.folder / "data" / "vault.db").stat().st_size > 200_000, "the pictures are there"


def test_the_search_would_find_what_it_looks_for(tmp_path: Path) -> None:
    picture = resource("specimens", SPECIMENS[0])
    (tmp_path / "picture").write_bytes(picture.read_bytes())
    (tmp_path / "text").write_text(truths()[SPECIMENS[0]][FieldName.NAME], "utf-8")
    assert {found.split(maxsplit=1)[0].strip(":") for found in found_in(tmp_path)} == {"picture", "text"}


@pytest.mark.skipif(os.name == "nt", reason="Windows writes no memory to the disk by itself")
def test_the_program_forbids_copies_of_its_memory() -> None:
    program = (
        "import sys, resource; from permit_desktop.__main__ import main; sys.argv[1:] = ['queue'];"
        "\ntry: main()\nexcept SystemExit: print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert told.stdout.strip() == "(0, 0)"


@pytest.mark.skipif(os.name == "nt", reason="the signal of a crash is another one there")
def test_a_crash_while_a_vault_is_open_leaves_no_trace(tmp_path: Path) -> None:
    program = """
import os, sys
from pathlib import Path
from permit_desktop.vault.key_holders import PassphraseHolder
from permit_desktop.vault.vault import open_vault
from permit_desktop.vault.job import Options
from tests.vault.vaults import front
vault = open_vault(Path(sys.argv[1]), PassphraseHolder("correct horse battery"), what="test")
content = Path(sys.argv[2]).read_bytes()
vault.outbox.add(content, Options("on-device"), reading=front(sys.argv[3], sys.argv[4]))
os.abort()
"""
    fields = truths()[SPECIMENS[0]]
    folder = tmp_path / "data"
    arguments = [folder, resource("specimens", SPECIMENS[0]), fields[FieldName.NUMBER], fields[FieldName.NAME]]
    crashed = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert crashed.returncode < 0
    assert (folder / "vault.db-wal").stat().st_size > 100_000
    assert list(found_in(tmp_path)) == []
    assert [trace for trace in telltales() if trace in crashed.stderr] == []
