from __future__ import annotations

import dataclasses
import wave
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from permit_desktop.system.resources import resource
from permit_desktop.system.settings import DeskSection, Settings
from permit_desktop.ui.sounds import Sound, Sounds, _Command
from tests.ui.translating import script


def test_sounds_are_played_as_long_as_they_are_wanted() -> None:
    played: list[Path] = []
    sounds = Sounds(played.append)
    sounds.tell_captured()
    sounds.follow(Settings(desk=DeskSection(sounds=False)))
    sounds.tell_attention()
    sounds.follow(dataclasses.replace(Settings()))
    sounds.tell_attention()

    assert [file.stem for file in played] == ["captured", "attention"]


@pytest.mark.parametrize("sound", list(Sound))
def test_a_sound_is_short_and_soft_and_is_what_the_script_makes(sound: Sound) -> None:
    with wave.open(str(resource("sounds", f"{sound}.wav"))) as file:
        seconds = file.getnframes() / file.getframerate()
        frames = file.readframes(file.getnframes())
    maker = script("make_sounds")
    made = [value for note in maker.SOUNDS[sound.value] for value in maker.samples(*note)]

    assert seconds < 0.5
    assert len(frames) == 2 * len(made)
    assert max(abs(value) for value in made) < 0.3 * 32767


def test_a_second_sound_does_not_wait_for_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    player = tmp_path / "player"
    player.write_text(f'#!/bin/sh\nbasename "$1" >> {marks}\nread -r _\n', encoding="utf-8")
    player.chmod(0o755)
    sounds = Sounds(print)
    command = _Command([str(player)], sounds)
    command.play(Path("first.wav"))
    qtbot.waitUntil(marks.exists)
    command.play(Path("second.wav"))
    command._process.closeWriteChannel()  # noqa: SLF001 - the first sound is over
    qtbot.waitUntil(lambda: command._process.state().name == "NotRunning")  # noqa: SLF001
    command.play(Path("third.wav"))
    qtbot.waitUntil(lambda: "third" in marks.read_text())
    command._process.closeWriteChannel()  # noqa: SLF001
    qtbot.waitUntil(lambda: command._process.state().name == "NotRunning")  # noqa: SLF001

    assert marks.read_text().split() == ["first.wav", "third.wav"]


def test_a_player_that_does_not_start_is_no_fault(qtbot: QtBot, tmp_path: Path) -> None:
    sounds = Sounds(print)
    command = _Command([str(tmp_path / "none")], sounds)
    with qtbot.waitSignal(command._process.errorOccurred):  # noqa: SLF001
        command.play(Path("a.wav"))
