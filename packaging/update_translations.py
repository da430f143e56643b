"""Brings resources/translations up to date with the source: `python packaging/update_translations.py`.

Three steps: the messages and remedies of the core's errors, which must not know of Qt, are gathered into a module of
the window (`permit_desktop/ui/error_messages.py`); lupdate takes every text of the window into the .ts files, where
new ones are marked unfinished; what is finished is compiled. `--check` only tells what is not up to date.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import PySide6

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "permit_desktop"
TRANSLATIONS: Final = ROOT / "resources" / "translations"
ERROR_MESSAGES: Final = PACKAGE / "ui" / "error_messages.py"
LANGUAGES: Final = ("zh_CN", "zh_TW")
_WITHOUT_WINDOW: Final = frozenset({"cli", "server", "ui"})

_LINES: Final = frozenset({"fine", "doubtful", "failed", "skipped"})
"""What makes the lines of checks, see permit_desktop/domain/checks.py."""

_HEAD: Final = '''"""The messages and remedies of the core's errors, for translation; see `error_text`.

Made by packaging/update_translations.py. {0}, {1} … stand for what an error fills in.
"""
# fmt: off
# ruff: noqa: E501

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

_MARKED: Final = (
'''
_FOOT: Final = """)
ERROR_MESSAGES: Final = tuple(str(text) for text in _MARKED)
"""


class UnclearMessageError(Exception):
    """An error's text does not stand where it is raised, so nobody can translate it."""


def error_messages() -> list[str]:
    """Every text that an expected failure may show in the window, each once, in alphabetical order."""
    found: set[str] = set()
    for file in sorted(PACKAGE.rglob("*.py")):
        if file.relative_to(PACKAGE).parts[0] not in _WITHOUT_WINDOW:
            found |= set(_Module(file).messages())
    return sorted(found)


def error_module(texts: list[str]) -> str:
    """The source of the module that holds them."""
    marked = "".join(f'    QT_TRANSLATE_NOOP("PermitError", {_quoted(text)}),\n' for text in texts)
    return f"{_HEAD}{marked}{_FOOT}"


def update(folder: Path) -> None:
    """Lets lupdate bring the .ts files of a folder up to date."""
    suffix = ".exe" if sys.platform == "win32" else ""
    subprocess.run(
        [
            Path(PySide6.__file__).parent / f"lupdate{suffix}",
            *sorted((PACKAGE / "app").glob("*.py")),
            *sorted((PACKAGE / "ui").glob("*.py")),
            *sorted((PACKAGE / "workers").glob("*.py")),
            *("-locations", "none"),
            *("-tr-function-alias", "translate+=say"),
            *("-disable-heuristic", "similartext"),
            "-no-obsolete",
            "-silent",
            "-ts",
            *(folder / f"{language}.ts" for language in LANGUAGES),
        ],
        check=True,
    )


def outdated() -> list[str]:
    """What has to be brought up to date, in words."""
    says = []
    if ERROR_MESSAGES.read_text(encoding="utf-8") != error_module(error_messages()):
        says.append("the messages of the core's errors")
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder, f"{language}.ts") for language in LANGUAGES]
        for copy in copies:
            copy.write_bytes((TRANSLATIONS / copy.name).read_bytes())
        update(Path(folder))
        for copy in copies:
            text = copy.read_text(encoding="utf-8")
            if text != (TRANSLATIONS / copy.name).read_text(encoding="utf-8"):
                says.append(f"the texts of {copy.name}")
            unfinished = text.count('type="unfinished"') + text.count("<translation></translation>")
            if unfinished:
                says.append(f"{unfinished} unfinished or empty translations in {copy.name}")
    return says


class _Module:
    """One source file, and the error texts in it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._tree = ast.parse(file.read_text(encoding="utf-8"))
        self._constants = _constants(self._tree)
        self._functions = {node.name: node for node in ast.walk(self._tree) if isinstance(node, ast.FunctionDef)}

    def messages(self) -> Iterator[str]:
        """The texts of every error that is made here."""
        for function, call in self._calls():
            if _is_error(call):
                for argument in call.args[1:]:
                    yield from self._texts(argument, function)

    def _calls(self) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
        inside = {
            id(call): function
            for function in self._functions.values()
            for call in ast.walk(function)
            if isinstance(call, ast.Call)
        }
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call):
                yield inside.get(id(node)), node

    def _texts(self, node: ast.expr, function: ast.FunctionDef | None) -> Iterator[str]:
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.JoinedStr(values=parts):
                yield _template(parts)
            case ast.IfExp(body=one, orelse=other):
                yield from self._texts(one, function)
                yield from self._texts(other, function)
            case ast.Name(id=name) if name in self._constants:
                yield self._constants[name]
            case ast.Name(id=name) if function is not None and name in _parameters(function):
                yield from self._given(function, name)
            case ast.Subscript(value=whole):  # cut to a length
                yield from self._texts(whole, function)
            case ast.Attribute(value=ast.Name(id="ErrorClass" | "Action")):
                return
            case _:
                raise UnclearMessageError(f"{self._file}:{node.lineno}: {ast.unparse(node)}")

    def _given(self, function: ast.FunctionDef, parameter: str) -> Iterator[str]:
        """What the module's own calls give for a parameter."""
        place = _parameters(function).index(parameter)
        for caller, call in self._calls():
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", None)
            if name == function.name:
                named = [each.value for each in call.keywords if each.arg == parameter]
                yield from self._texts(named[0] if named else call.args[place], caller)


def _is_error(call: ast.Call) -> bool:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    about = ast.unparse(call.args[0]) if call.args else ""
    if name in _LINES:
        return about == "check" or about.startswith("Check.")
    return about.startswith("ErrorCode.") and (name.endswith("Error") or name == "Outcome")


def _parameters(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in function.args.args if argument.arg != "self"]


def _constants(tree: ast.Module) -> Mapping[str, str]:
    constants = {}
    for node in tree.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(text))):
                constants[name] = text
    return constants


def _template(parts: list[ast.expr]) -> str:
    text = ""
    place = 0
    for part in parts:
        if isinstance(part, ast.Constant):
            text += str(part.value)
        else:
            text += f"{{{place}}}"
            place += 1
    return text


def _quoted(text: str) -> str:
    """A string literal as the formatter writes it."""
    quote = "'" if '"' in text and "'" not in text else '"'
    return quote + text.replace("\\", "\\\\").replace(quote, f"\\{quote}") + quote


def main() -> int:
    """Updates, or with --check only tells."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; end with 1 when something is outdated")
    if parser.parse_args().check:
        says = outdated()
        sys.stdout.write("".join(f"not up to date: {what}\n" for what in says))
        return 1 if says else 0
    ERROR_MESSAGES.write_text(error_module(error_messages()), encoding="utf-8")
    TRANSLATIONS.mkdir(exist_ok=True)
    update(TRANSLATIONS)
    subprocess.run([sys.executable, ROOT / "packaging" / "compile_translations.py"], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
