"""What people read: links that lead somewhere, and the verbs and options as the command line has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from permit_desktop.cli.command_line import parse

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "packaging" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMAND_LINE = (ROOT / "docs" / "command-line.md").read_text("utf-8")


def anchors(document: Path) -> set[str]:
    """What a link can name in a document: its headings, as GitHub spells them."""
    text = re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def dead_links(document: Path) -> Iterator[str]:
    """The links of a document that lead nowhere in the checkout."""
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8")):
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield link


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_a_heading_that_exist(document: Path) -> None:
    assert list(dead_links(document)) == []


def test_a_link_that_leads_nowhere_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# What it is\n```\n# a comment\n```\n", "utf-8")
    links = ["other.md", "other.md#what-it-is", "#here", "none.md", "other.md#a-comment", "#there"]
    document = tmp_path / "one.md"
    document.write_text("# Here\n" + " ".join(f"[to]({link})" for link in links), "utf-8")

    assert list(dead_links(document)) == links[3:]


def test_readme_leads_to_every_document() -> None:
    text = DOCUMENTS[0].read_text("utf-8")
    for document in DOCUMENTS[1:]:
        assert f"]({document.relative_to(ROOT).as_posix()})" in text


def helps(capsys: pytest.CaptureFixture[str], *verb: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """What `--help` says of the program, of each verb and of each of its actions."""
    with pytest.raises(SystemExit):
        parse([*verb, "--help"])
    text = capsys.readouterr().out
    yield verb, text
    for below in re.findall(r"^    ([a-z-]+)(?:  .*)?$", text, re.MULTILINE):
        yield from helps(capsys, *verb, below)


def test_the_document_of_the_command_line_has_every_verb_action_and_option_and_no_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")  # no line is broken within a word
    told = dict(helps(capsys))
    verbs = {word for verb in told for word in verb}
    options = {option for text in told.values() for option in re.findall(r"--[a-z][a-z-]+", text)}

    assert {"queue", "sync", "begin-anew"} <= verbs
    assert verbs - set(re.findall(r"[a-z-]+", COMMAND_LINE)) == set()
    assert set(re.findall(r"--[a-z][a-z-]+", COMMAND_LINE)) == options
