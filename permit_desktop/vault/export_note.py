"""Which files outside the vault are being written: what a crash leaves of them is removed at the next start."""

from __future__ import annotations

from pathlib import Path

from permit_desktop.vault.facts import Facts

_FACT = "unfinished "


class ExportNote:
    """The note in one vault."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def begin(self, file: Path) -> None:
        """The file, which nobody else has, is written from now on; to be called before it is there."""
        self._facts.put(_name(file))

    def end(self, file: Path) -> None:
        """The file is complete under another name, or gone."""
        self._facts.drop(_name(file))

    def sweep(self) -> None:
        """Removes what is left of files that were never completed; those on a disk that is away later."""
        for name in self._facts.names(_FACT):
            file = Path(name.removeprefix(_FACT))
            try:
                file.unlink(missing_ok=True)
                is_gone = file.parent.exists()
            except OSError:
                continue  # it is tried again at the next start
            if is_gone:
                self.end(file)


def _name(file: Path) -> str:
    return f"{_FACT}{file.absolute()}"
