"""The verb `queue`: the outbox without the window."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from permit_desktop.api.errors import ServiceError
from permit_desktop.cli.check_lines import service_says
from permit_desktop.cli.exit_codes import DONE, SOME_FAILED
from permit_desktop.cli.purging import HourlyPurge
from permit_desktop.cli.settings_access import settings_for
from permit_desktop.cli.vault_access import Desk, told
from permit_desktop.domain.errors import PermitError
from permit_desktop.domain.findings import noted
from permit_desktop.domain.jobs import UNFINISHED, JobState
from permit_desktop.export.tables import time_text
from permit_desktop.imaging.decode import decode_still
from permit_desktop.imaging.still_file import read_still_bytes
from permit_desktop.sync.engine import Engine, Step, StepKind
from permit_desktop.sync.route import LOOK_S, RouteWatch, local_addresses
from permit_desktop.system.secrets import Secrets, find_system_keyring
from permit_desktop.vault.job import Job, Options
from permit_desktop.vault.records import ON_DEVICE
from permit_desktop.vault.vault import Vault

_LONGEST_SLEEP_S: Final = 30.0
"""The clock may be set while a sync sleeps."""
_RESTS: Final = frozenset({StepKind.WAITING, StepKind.PAUSED})
_ENDS: Final = frozenset({StepKind.IDLE, StepKind.STOPPED})

MakeEngine = Callable[[Vault, str], Engine]
"""Gives the engine for the jobs of `on-device` or `service`."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the verb's options."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="store pictures and queue them; they are safe when the command returns")
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JPG, PNG, BMP or TIFF")
    listing = actions.add_parser("list", help="print the jobs")
    listing.add_argument("--all", action="store_true", help="also those that are done")
    sync = actions.add_parser("sync", help="take the waiting jobs to the recogniser")
    sync.add_argument("--once", action="store_true", help="do what can be done now, and wait for nothing")
    sync.add_argument("--resume", action="store_true", help="try again after a standstill that was put right")
    retry = actions.add_parser("retry", help="try jobs again, now")
    retry.add_argument("ids", nargs="+", type=int, metavar="ID")
    discard = actions.add_parser("discard", help="give jobs up; their pictures go at the next purge")
    discard.add_argument("ids", nargs="+", type=int, metavar="ID")
    for action, word in ((add, "add"), (listing, "list"), (sync, "sync"), (retry, "retry"), (discard, "discard")):
        action.set_defaults(run=run, queue_action=word)


def run(arguments: argparse.Namespace) -> int:
    """Does it with the keyring and the recognisers of this computer."""
    desk = Desk.of(arguments, Secrets(find_system_keyring), sys.stdin, sys.stdout, sys.stderr)
    return perform(arguments, desk, lambda vault, reader: make_engine(vault, reader, arguments, desk), time.sleep)


def perform(
    arguments: argparse.Namespace,
    desk: Desk,
    make: MakeEngine,
    sleep: Callable[[float], None],
    addresses: Callable[[], tuple[str, ...]] = local_addresses,
    *,
    monotonic: Callable[[], float] = time.monotonic,
) -> int:
    """Does it at the given desk.

    Args:
        addresses: this computer's addresses in the network; when they change, a pause for want of a connection is over.
        monotonic: seconds that only grow.

    Returns:
        An exit code; `SOME_FAILED` after `sync` also when a job still waits or needs a person.
    """

    def act() -> int:
        action = arguments.queue_action
        if action == "add":
            return _add(desk, arguments.files, settings_for(arguments, "recogniser").recogniser.kind)
        with desk.vault(f"queue {action}") as vault:
            if action == "list":
                return _list(desk, vault, everything=arguments.all)
            if action == "sync":
                if arguments.resume:
                    vault.standstill.clear()
                rest = None if arguments.once else _Rest(sleep, addresses)
                return _sync(desk, vault, make, rest, HourlyPurge(desk, vault, monotonic), resume=arguments.resume)
            return _each(desk, arguments.ids, vault.outbox.retry if action == "retry" else vault.outbox.discard, action)

    return told(desk, act)


def _add(desk: Desk, files: list[Path], reader: str) -> int:
    code = DONE
    with desk.vault("queue add") as vault:
        for file in files:
            try:
                content = read_still_bytes(file)
                decode_still(content)
                capture = vault.outbox.add(content, Options(reader))
            except PermitError as error:
                code = SOME_FAILED
                desk.tell_error(error, {"file": str(file)})
                continue
            desk.tell(
                {"file": str(file), "job": capture.job_id, "record": capture.record_id},
                f"job {capture.job_id}: saved",
            )
    return code


def _list(desk: Desk, vault: Vault, *, everything: bool) -> int:
    for job in vault.outbox.jobs(*(JobState if everything else UNFINISHED | {JobState.ANSWERED})):
        desk.tell(_job_to_json(job), _job_to_text(job))
    return DONE


def _job_to_json(job: Job) -> dict[str, Any]:
    return {
        "job": job.job_id,
        "record": job.record_id,
        "state": job.state.value,
        "recogniser": job.options.reader,
        "captured": time_text(job.created_at_s),
        "next_attempt": time_text(job.not_before_s) or None,
        "sent": job.sent,
        "maybe_paid_without_answer": job.maybe_paid,
        "reason": job.reason
        and {"code": job.reason, "message": job.reason_text, "remedy": job.remedy}
        | ({"service_message": job.words} if job.words else {}),
    }


def _job_to_text(job: Job) -> str:
    line = f"job {job.job_id}: {job.state.value.replace('_', ' ')}, captured {time_text(job.created_at_s)}"
    if job.sent:
        line += f", sent {job.sent}×"
    if job.maybe_paid:
        line += f" ({job.maybe_paid} perhaps charged without an answer)"
    if not job.reason:
        return line
    said = f" {service_says(job.words)}" if job.words else ""
    return f"{line}. {job.reason_text}{said} {job.remedy}"


def _each(desk: Desk, ids: list[int], act: Callable[[int], None], word: str) -> int:
    code = DONE
    for job_id in ids:
        try:
            act(job_id)
        except PermitError as error:
            code = SOME_FAILED
            desk.tell_error(error, {"job": job_id})
        else:
            desk.tell({"job": job_id, "done": word}, f"job {job_id}: done")
    return code


class _Rest:
    """Waits until there may be more to do."""

    def __init__(self, sleep: Callable[[float], None], addresses: Callable[[], tuple[str, ...]]) -> None:
        self._sleep = sleep
        self._addresses = addresses

    def after(self, step: Step, engine: Engine) -> None:
        """Waits as the step asks; while the service is not reached, until there is another way into the network."""
        left_s = min(step.wait_s or 0.0, _LONGEST_SLEEP_S)
        if not step.is_offline:
            self._sleep(left_s)
            return
        watch = RouteWatch(self._addresses)
        while left_s > 0:
            self._sleep(min(left_s, LOOK_S))
            left_s -= LOOK_S
            if watch.is_link_up():
                engine.link_up()
                return


def _sync(desk: Desk, vault: Vault, make: MakeEngine, rest: _Rest | None, purge: HourlyPurge, *, resume: bool) -> int:
    purge.look()
    for reader in sorted({job.options.reader for job in vault.outbox.jobs(JobState.WAITING)}):
        engine = make(vault, reader)
        if resume:
            engine.resume()
        _run(desk, engine, rest, purge)
    return SOME_FAILED if vault.outbox.jobs(*UNFINISHED) else DONE


def _run(desk: Desk, engine: Engine, rest: _Rest | None, purge: HourlyPurge) -> None:
    while True:
        purge.look()
        step = engine.step()
        if step.job_id is not None or step.kind is StepKind.STOPPED:
            desk.tell(_step_to_json(step), _step_to_text(step))
        if step.kind in _ENDS or (step.kind in _RESTS and rest is None):
            return
        if step.kind in _RESTS and rest is not None:
            rest.after(step, engine)


def _step_to_json(step: Step) -> dict[str, Any]:
    error = step.error
    if isinstance(error, PermitError):
        told = {"code": error.code.value, "message": error.message, "remedy": error.remedy}
        words = error.service_message if isinstance(error, ServiceError) else None
    else:
        told = {"code": error.reason, "message": error.text, "remedy": error.remedy} if error else {}
        words = error.words if error else None
    if words:
        told["service_message"] = words
    findings = [{"code": finding.code.value, "message": finding.message} for finding in noted(step.notes)]
    return {"job": step.job_id, "step": step.kind.value, "error": told or None, "findings": findings}


def _step_to_text(step: Step) -> str:
    told = _step_to_json(step)
    line = f"job {step.job_id}: " if step.job_id is not None else ""
    line += step.kind.value.replace("_", " ")
    if error := told["error"]:
        said = f" {service_says(error['service_message'])}" if "service_message" in error else ""
        line += f". {error['message']}{said} {error['remedy']}"
    return ". ".join((line, *(finding["message"] for finding in told["findings"])))


def make_engine(vault: Vault, reader: str, arguments: argparse.Namespace, desk: Desk) -> Engine:
    """The engine for the jobs of a reader, as the command line and the settings want it."""
    from permit_desktop.recognition.reader import OnDeviceRecogniser

    here = OnDeviceRecogniser()
    if reader == ON_DEVICE:
        return Engine(vault, reader, here)
    from permit_desktop.api.access import access_text, open_service
    from permit_desktop.cli.service import Person, find_access, refused_access
    from permit_desktop.recognition.recogniser import place_by_reading

    settings = settings_for(arguments, "service")
    access = find_access(desk.secrets, settings.service, Person(desk.source, desk.err))
    text = access_text(access, settings.service)
    refused = refused_access(arguments)
    if arguments.resume:
        refused.forget()
    service = open_service(access, settings, refused=refused, look_harder=place_by_reading(here))
    return Engine(vault, reader, service, access=text, read_here=here)
