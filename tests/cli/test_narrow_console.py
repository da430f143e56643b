"""What verbs print is UTF-8 on every console, also on one whose own encoding has no Chinese."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from permit_desktop.vault.job import Options
from permit_desktop.vault.key_holders import PassphraseHolder
from permit_desktop.vault.vault import open_vault
from tests.vault.vaults import front, still

ROOT = Path(__file__).parents[2]
PASSPHRASE = "four words of test"  # noqa: S105 (of a vault that ends with this test)
NAME = "石生頔"


def run(folder: Path, *words: str, encoding: str = "latin-1") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "permit_desktop", "--data-dir", str(folder / "資料"), *words],
        cwd=ROOT, env={**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}, input=f"{PASSPHRASE}\n",
        capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a vault that wants a passphrase, and a record in it."""
    folder = tmp_path_factory.mktemp("desk")
    with closing(open_vault(folder / "資料", PassphraseHolder(PASSPHRASE), what="test")) as vault:
        vault.outbox.add(still(1), Options("on-device"), reading=front("CB3273201", NAME))
    return folder


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("records", "list"), 0, "石"),
        (("--json", "records", "show", "1"), 0, NAME),
        (("--json", "queue", "add", "圖.jpg"), 1, "圖.jpg"),
        (("capture", "--camera", "圖.mp4"), 1, "圖.mp4"),
        (("read", "圖.jpg"), 1, "圖.jpg"),
        (("--settings", "設定.toml", "settings", "show"), 0, "設定.toml"),
        (("職員",), 2, "職員"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_verb_says_a_chinese_name_on_a_console_that_cannot(
    words: Sequence[str], code: int, said: str, desk: Path
) -> None:
    ended = run(desk, *words)

    assert "Traceback" not in ended.stderr
    assert (ended.returncode, said in ended.stdout + ended.stderr) == (code, True), ended


def test_no_verb_chooses_an_encoding_of_its_own() -> None:
    verbs = (ROOT / "permit_desktop" / "cli").rglob("*.py")
    assert [file.name for file in verbs if "reconfigure" in file.read_text("utf-8")] == []
