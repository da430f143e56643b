"""The scripts of packaging/ that make the translations, for the tests to call."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGING = Path(__file__).parents[2] / "packaging"


def script(name: str) -> Any:
    """A script as a module."""
    module = sys.modules.get(name)
    return module if module is not None else _load(name)


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
