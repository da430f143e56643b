"""The networks are loaded once for all tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from permit_desktop.recognition.names import NameTables
from permit_desktop.recognition.reader import OnDeviceRecogniser
from permit_desktop.recognition.text_detector import TextDetector
from permit_desktop.recognition.text_model import TextModel, model_file
from permit_desktop.system.resources import resource


@pytest.fixture(scope="session")
def recogniser() -> OnDeviceRecogniser:
    return OnDeviceRecogniser()


@pytest.fixture(scope="session")
def model() -> TextModel:
    return TextModel(model_file("PP-OCRv6_rec_small.onnx"))


@pytest.fixture(scope="session")
def detector() -> TextDetector:
    return TextDetector(model_file("PP-OCRv6_det_small.onnx"))


@pytest.fixture(scope="session")
def name_tables() -> NameTables:
    return NameTables(resource("recognition"))


@pytest.fixture
def shipped() -> Path:
    """The folder of the stills that come with the program."""
    return resource("specimens")
