"""What a setting may hold: each kind reads what stands in a file, and says in words what it expects.

A kind's `parse` raises `UnfitError`; the caller says which setting it was and quotes `expected`. What was entered is
never repeated, because people do enter passwords where none belong.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Generic, Protocol, TypeAlias, TypeVar

from permit_desktop.domain.bands import Thresholds
from permit_desktop.domain.permit import FieldName

Entry: TypeAlias = Any
"""A value as TOML has it: text, number, truth value, table or list."""

LONGEST_TEXT: Final = 1000

_T = TypeVar("_T")
_Word = TypeVar("_Word", bound=StrEnum)


class UnfitError(ValueError):
    """An entry is none of what the setting may hold."""


class Kind(Protocol[_T]):
    """What a setting may hold."""

    @property
    def expected(self) -> str:
        """What may stand there, as the end of the sentence "… has to be …"."""
        ...

    def parse(self, entry: Entry) -> _T:
        """The value.

        Raises:
            UnfitError: the entry is none of what is expected.
        """
        ...

    def entry(self, value: _T) -> Entry:
        """The value as it stands in a file; `parse` reads it back."""
        ...


@dataclass(frozen=True, slots=True)
class Choice(Generic[_Word]):
    """One of some words."""

    words: type[_Word]

    @property
    def expected(self) -> str:
        """See `Kind`."""
        return f"one of {', '.join(word.value for word in self.words)}"

    def parse(self, entry: Entry) -> _Word:
        """See `Kind`."""
        if not isinstance(entry, str):
            raise UnfitError
        try:
            return self.words(entry)
        except ValueError:
            raise UnfitError from None

    def entry(self, value: _Word) -> Entry:
        """See `Kind`."""
        return value.value


@dataclass(frozen=True, slots=True)
class Switch:
    """Yes or no."""

    @property
    def expected(self) -> str:
        """See `Kind`."""
        return "true or false"

    def parse(self, entry: Entry) -> bool:
        """See `Kind`."""
        if not isinstance(entry, bool):
            raise UnfitError
        return entry

    def entry(self, value: bool) -> Entry:  # noqa: FBT001 (the value itself)
        """See `Kind`."""
        return value


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within limits, both included."""

    least: int
    most: int

    @property
    def expected(self) -> str:
        """See `Kind`."""
        return f"a whole number from {self.least} to {self.most}"

    def parse(self, entry: Entry) -> int:
        """See `Kind`."""
        if not isinstance(entry, int) or isinstance(entry, bool) or not self.least <= entry <= self.most:
            raise UnfitError
        return entry

    def entry(self, value: int) -> Entry:
        """See `Kind`."""
        return value


@dataclass(frozen=True, slots=True)
class OneNumber:
    """One of some whole numbers."""

    numbers: tuple[int, ...]

    @property
    def expected(self) -> str:
        """See `Kind`."""
        return f"one of {', '.join(map(str, self.numbers))}"

    def parse(self, entry: Entry) -> int:
        """See `Kind`."""
        if not isinstance(entry, int) or isinstance(entry, bool) or entry not in self.numbers:
            raise UnfitError
        return entry

    def entry(self, value: int) -> Entry:
        """See `Kind`."""
        return value


@dataclass(frozen=True, slots=True)
class Text:
    """A text on one line; empty is allowed and means that there is none."""

    longest: int = LONGEST_TEXT

    @property
    def expected(self) -> str:
        """See `Kind`."""
        return f"a text on one line of at most {self.longest} characters"

    def parse(self, entry: Entry) -> str:
        """See `Kind`."""
        return _line(entry, self.longest)

    def entry(self, value: str) -> Entry:
        """See `Kind`."""
        return value


@dataclass(frozen=True, slots=True)
class Template:
    """A text in which names in braces stand for a record's fields; a tab or a line break may part them."""

    @property
    def expected(self) -> str:
        """See `Kind`."""
        return f"a text with fields in braces, such as {{{FieldName.NUMBER}}} and {{{FieldName.NAME}}}"

    def parse(self, entry: Entry) -> str:
        """See `Kind`."""
        if not isinstance(entry, str):
            raise UnfitError
        _line(entry.replace("\t", " ").replace("\n", " "), LONGEST_TEXT)
        names = re.findall(r"\{([^{}]*)\}", entry)
        if set(names) - set(FieldName) or re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", entry)):
            raise UnfitError
        return entry

    def entry(self, value: str) -> Entry:
        """See `Kind`."""
        return value


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service is: host, perhaps port and path; never credentials."""

    @property
    def expected(self) -> str:
        """See `Kind`."""
        return "an address of the form https://host[:port][/path], without credentials"

    def parse(self, entry: Entry) -> str:
        """See `Kind`."""
        text = _line(entry, LONGEST_TEXT)
        if text and not re.fullmatch(r"(https?://)?[^\s/@?#\\]+(/[^\s@?#\\]*)?", text):
            raise UnfitError
        return text

    def entry(self, value: str) -> Entry:
        """See `Kind`."""
        return value


@dataclass(frozen=True, slots=True)
class Proxy:
    """The way out of the network: the computer's own, none, or an address without credentials."""

    @property
    def expected(self) -> str:
        """See `Kind`."""
        return (
            "system, none, or an address of the form http://host:port without user and password,"
            " which `permit-desktop credentials set --proxy` stores"
        )

    def parse(self, entry: Entry) -> str:
        """See `Kind`."""
        text = _line(entry, LONGEST_TEXT)
        if text not in ("system", "none") and not re.fullmatch(
            r"https?://([^\s/@?#\\:]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?/?", text
        ):
            raise UnfitError
        return text

    def entry(self, value: str) -> Entry:
        """See `Kind`."""
        return value


@dataclass(frozen=True, slots=True)
class Place:
    """A file or a folder by its full path; empty means that there is none."""

    @property
    def expected(self) -> str:
        """See `Kind`."""
        return "a full path"

    def parse(self, entry: Entry) -> Path | None:
        """See `Kind`."""
        text = _line(entry, LONGEST_TEXT)
        if not text:
            return None
        path = Path(text)
        if not path.is_absolute():
            raise UnfitError
        return path

    def entry(self, value: Path | None) -> Entry:
        """See `Kind`."""
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class FieldThresholds:
    """From which confidence on a value is high or medium.

    Attributes:
        default: for every field that has none of its own.
        own: fields with thresholds of their own, in the order of `FieldName`.
    """

    default: Thresholds = field(default_factory=Thresholds)
    own: tuple[tuple[FieldName, Thresholds], ...] = ()

    def of(self, field: FieldName) -> Thresholds:
        """The thresholds that hold for a field."""
        return dict(self.own).get(field, self.default)


@dataclass(frozen=True, slots=True)
class ThresholdTable:
    """`default` and names of fields, each with `high` and `medium`."""

    @property
    def expected(self) -> str:
        """See `Kind`."""
        return "a table of fields such as { default = { high = 0.95, medium = 0.8 } }, with 0 < medium <= high <= 1"

    def parse(self, entry: Entry) -> FieldThresholds:
        """See `Kind`."""
        if not isinstance(entry, Mapping):
            raise UnfitError
        unknown = entry.keys() - {"default", *FieldName}
        if unknown:
            raise UnfitError
        own = tuple((field, _thresholds(entry[field])) for field in FieldName if field in entry)
        return FieldThresholds(_thresholds(entry["default"]) if "default" in entry else Thresholds(), own)

    def entry(self, value: FieldThresholds) -> Entry:
        """See `Kind`."""
        named = [("default", value.default), *((field.value, own) for field, own in value.own)]
        return {name: {"high": own.high, "medium": own.medium} for name, own in named}


def _thresholds(entry: Entry) -> Thresholds:
    if not isinstance(entry, Mapping) or entry.keys() != {"high", "medium"}:
        raise UnfitError
    high, medium = _share(entry["high"]), _share(entry["medium"])
    if medium > high:
        raise UnfitError
    return Thresholds(high, medium)


def _share(entry: Entry) -> float:
    if not isinstance(entry, int | float) or isinstance(entry, bool) or not math.isfinite(entry) or not 0 < entry <= 1:
        raise UnfitError
    return float(entry)


def _line(entry: Entry, longest: int) -> str:
    if not isinstance(entry, str) or len(entry) > longest or not entry.isprintable():
        raise UnfitError
    return entry.strip()
