from __future__ import annotations

import dataclasses
import wave
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
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


def test_of_the_sounds_that_come_while_one_plays_the_last_is_played_after_it(qtbot: QtBot, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    player = tmp_path / "player"
    player.write_text(f'#!/bin/sh\nbasename "$1" >> {marks}\nread -r _\n', encoding="utf-8")
    player.chmod(0o755)
    sounds = Sounds(print)
    command = _Command([str(player)], sounds)
    process = command._process  # noqa: SLF001 - the sound ends when the test wants it
    command.play(Path("captured.wav"))
    qtbot.waitUntil(marks.exists)
    command.play(Path("captured.wav"))
    command.play(Path("attention.wav"))
    process.closeWriteChannel()
    qtbot.waitUntil(lambda: marks.read_text().split() == ["captured.wav", "attention.wav"])
    process.closeWriteChannel()
    qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.NotRunning)
    command.play(Path("captured.wav"))
    process.closeWriteChannel()
    qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.NotRunning)

    assert marks.read_text().split() == ["captured.wav", "attention.wav", "captured.wav"]


def test_a_player_that_does_not_start_is_no_fault(qtbot: QtBot, tmp_path: Path) -> None:
    sounds = Sounds(print)
    command = _Command([str(tmp_path / "none")], sounds)
    with qtbot.waitSignal(command._process.errorOccurred):  # noqa: SLF001
        command.play(Path("a.wav"))
