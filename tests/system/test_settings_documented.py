"""The table of the settings in docs is the program's own."""

from __future__ import annotations

import re
from pathlib import Path

from permit_desktop.system.settings import TABLE
from permit_desktop.system.settings_file import parse_settings
from permit_desktop.system.settings_store import toml_text

SETTINGS = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")


def test_the_documents_list_every_setting_with_its_default_and_purpose() -> None:
    listed = re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \| `(.*)` \| (.+) \|$", SETTINGS, re.MULTILINE)

    assert listed == [
        (
            key,
            toml_text(setting.kind.entry(setting.default)),
            setting.about + (" (policy only)" if setting.policy_only else ""),
        )
        for key, setting in TABLE.items()
    ]


def test_the_policy_of_the_documents_can_be_used_as_it_stands() -> None:
    (example,) = re.findall(r"```toml\n(\[recogniser\].*?)```", SETTINGS, re.DOTALL)
    told = parse_settings(example.encode(), Path("new.toml"), policy=None)

    assert told.problems == ()
    assert told.locked == {"recogniser.kind", "retention.stills_h"}
