"""A process that works for this one, and the pipe to it."""

from __future__ import annotations

import atexit
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, TypeAlias

Pipe: TypeAlias = "Connection[Any, Any]"


class ChildProcess:
    """One process at a time, which can be started anew as often as it ends. For one thread at a time.

    Args:
        name: its name in lists of processes of this program.
        target: what it does, called there with its end of the pipe and the arguments; a function of a module, since it
            is sent there by its name.
    """

    def __init__(self, name: str, target: Callable[..., None], *arguments: object) -> None:
        self._name = name
        self._target = target
        self._arguments = arguments
        self._process: SpawnProcess | None = None
        self._pipe: Pipe | None = None

    @property
    def pipe(self) -> Pipe | None:
        """What leads to it, None while it was not started. Writing raises `OSError` once it has ended."""
        return self._pipe

    def start(self) -> Pipe:
        """Starts it in place of the one before.

        Raises:
            OSError: the system starts no more processes, or opens no more pipes.
        """
        self.end()
        context = multiprocessing.get_context("spawn")  # never fork: there are threads here
        self._pipe, far_end = context.Pipe()
        process = context.Process(target=self._target, args=(far_end, *self._arguments), name=self._name, daemon=True)
        try:
            process.start()
        except OSError:
            self.end()
            raise
        finally:
            far_end.close()
        self._process = process
        # Whoever forgot it: in the end Python asks its processes to stop, and waits for one that ignores that for ever.
        atexit.register(self.end)
        return self._pipe

    def told(self, patience_s: float) -> object:
        """The next thing that it says.

        Raises:
            TimeoutError: it said nothing for so long.
            EOFError: it has ended.
        """
        if self._pipe is None:
            raise EOFError
        try:
            if self._pipe.poll(patience_s):
                return self._pipe.recv()
        except OSError as error:  # reset by a process that was killed
            raise EOFError from error
        raise TimeoutError

    def kill(self) -> None:
        """Stops it at once; `told` then raises `EOFError` in the thread that waits there. From any thread."""
        process = self._process
        if process is not None:
            process.kill()

    def end(self) -> None:
        """Ends it, whatever it is at; harmless where there is none."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.kill()  # not `terminate`: it may ignore that signal, or hang where none reaches it
            self._process.join()
            self._process = None
            atexit.unregister(self.end)
