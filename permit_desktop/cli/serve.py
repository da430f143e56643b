"""The verb `serve`: the exit-entry-permit API as a service, over the on-device recogniser."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final, TextIO

from permit_desktop.cli.exit_codes import DONE, SOME_FAILED, USAGE
from permit_desktop.domain.errors import ErrorCode, PermitError, SettingsError
from permit_desktop.system.open_files import allow_open_files
from permit_desktop.system.paths import data_dir

MAX_WORKERS: Final = 64
_WAITING_A_WORKER: Final = (
    7  # seconds of waiting for the last in line, about, before a client is better told to come back
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the verb's options."""
    parser.add_argument("--data-dir", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="where users are kept")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: this computer only)")
    parser.add_argument("--port", type=_port, default=8443, help="the port; 0 for a free one (default: 8443)")
    parser.add_argument("--tls-cert", type=Path, metavar="PEM", help="the certificate chain")
    parser.add_argument("--tls-key", type=Path, metavar="PEM", help="its key, if not in the same file")
    parser.add_argument(
        "--workers",
        type=_workers,
        default=min(os.cpu_count() or 1, 4),
        metavar="N",
        help="processes that read, one picture at a time each (default: one a core, at most 4)",
    )
    parser.add_argument(
        "--places",
        type=_places,
        metavar="N",
        help="requests let in at a time, before others are told to come back (default: 8 a worker)",
    )
    parser.add_argument("--allow-url", action="store_true", help="fetch pictures from public https addresses")
    parser.add_argument(
        "--allow-plain-http", action="store_true", help="listen without TLS where other computers can reach it"
    )
    parser.add_argument(
        "--public-url",
        type=_public_url,
        metavar="URL",
        help="the address under which clients know the service, where a proxy stands before it",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serves until it is told to stop."""
    if arguments.tls_key is not None and arguments.tls_cert is None:
        sys.stderr.write("permit-desktop serve: --tls-key needs --tls-cert.\n")
        return USAGE
    try:
        _serve(arguments, sys.stdout, sys.stderr)
    except PermitError as error:
        sys.stderr.write(f"permit-desktop: {error.message} {error.remedy}\n")
        return SOME_FAILED
    return DONE


def _serve(arguments: argparse.Namespace, output: TextIO | None, log_output: TextIO | None) -> None:
    try:
        from permit_desktop.server.fetching import Fetcher, connect_with_tls
        from permit_desktop.server.listening import MOST_FROM_ONE, MOST_OPEN, address_of, listen, tls_of
        from permit_desktop.server.log import ServiceLog, log_line
        from permit_desktop.server.patient_protocol import MAX_CONNECTIONS
        from permit_desktop.server.reader_process import ReaderProcess
        from permit_desktop.server.resolving import Resolver
        from permit_desktop.server.service import Makings, Service
        from permit_desktop.server.spool import Spool, without_buffer
        from permit_desktop.server.users import USERS_FILE
    except ModuleNotFoundError as error:
        raise not_installed() from error

    now = partial(datetime.now, UTC)
    tls = tls_of(arguments.tls_cert, arguments.tls_key) if arguments.tls_cert else None
    bound = listen(
        arguments.host,
        arguments.port,
        protected=tls is not None or arguments.allow_plain_http,
        # Without TLS of its own, the service stands behind a proxy, or is used on this computer only.
        most_from_one=MOST_OPEN if tls is None else MOST_FROM_ONE,
    )
    address = address_of(bound, tls=tls is not None)
    spool = (
        Spool(without_buffer(log_output), lambda lines: log_line(now(), "lost", lines=lines)) if log_output else None
    )
    makings = Makings(
        data_dir(arguments.data_dir, os.environ) / USERS_FILE,
        [ReaderProcess() for _ in range(arguments.workers)],
        arguments.places or arguments.workers * (1 + _WAITING_A_WORKER),
        Fetcher(Resolver().resolve, connect_with_tls).fetch if arguments.allow_url else None,
        ServiceLog(spool, now),
        now,
        arguments.public_url,
    )

    def tell() -> None:
        if output is not None:
            with contextlib.suppress(OSError):  # nobody reads it: callers are answered all the same
                output.write(json.dumps({"listening": address}) + "\n")
                output.flush()

    allow_open_files(2 * MAX_CONNECTIONS)
    service = Service(makings, tls)
    try:
        service.run_until_signalled(bound, tell)
    finally:
        if spool is not None:
            spool.close()
    if service.failure is not None:
        raise service.failure


def not_installed() -> SettingsError:
    """The service's libraries are an extra, which this installation lacks."""
    return SettingsError(
        ErrorCode.SETTING_INVALID,
        "This installation has no service.",
        "Install it with `pip install 'permit-desktop[server]'`.",
    )


def _public_url(text: str) -> str:
    from permit_desktop.api.service import ServiceAddress

    try:
        return ServiceAddress.parse(text).base
    except SettingsError:
        raise argparse.ArgumentTypeError("an address https://host[:port][/path] is wanted") from None


def _port(text: str) -> int:
    return _number(text, 0, 65_535)


def _workers(text: str) -> int:
    return _number(text, 1, MAX_WORKERS)


def _places(text: str) -> int:
    return _number(text, 1, 10_000)


def _number(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
        raise argparse.ArgumentTypeError(f"a number from {least} to {most} is wanted")
    return int(text)
