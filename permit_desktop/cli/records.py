"""The verb `records`: what was read, without the window."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from permit_desktop.cli.exit_codes import DONE
from permit_desktop.cli.purging import tell_purged
from permit_desktop.cli.vault_access import Desk, told
from permit_desktop.domain.comparison import readings_differ
from permit_desktop.domain.dates import day_begins_s
from permit_desktop.domain.masking import mask_name, mask_number
from permit_desktop.export.export_file import ExportFile
from permit_desktop.export.selection import exported
from permit_desktop.export.tables import Format, record_to_json, time_text
from permit_desktop.system.secrets import Secrets, find_system_keyring
from permit_desktop.vault.record_row import RecordFilter
from permit_desktop.vault.vault import Vault

_MOST: Final = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the verb's options."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="print the records, masked")
    listing.add_argument("--search", default="", metavar="TEXT", help="only those with this in number, name or a date")
    show = actions.add_parser("show", help="print one record with every field")
    show.add_argument("id", type=int, metavar="ID")
    export = actions.add_parser(
        "export", help="write the records into a file, unencrypted, without discarded and unread ones"
    )
    export.add_argument("--format", choices=sorted(Format), required=True)
    export.add_argument("--out", type=Path, required=True, metavar="FILE")
    for action in (listing, export):
        action.add_argument("--from", dest="first", type=_day, metavar="DAY", help="only captures of this day or later")
        action.add_argument("--to", dest="last", type=_day, metavar="DAY", help="only captures of this day or earlier")
    purge = actions.add_parser("purge", help="delete what is due by the retention periods")
    purge.add_argument("--end-of-shift", action="store_true", help="reviewed pictures go at once")
    for action, word in ((listing, "list"), (show, "show"), (export, "export"), (purge, "purge")):
        action.set_defaults(run=run, records_action=word)


def run(arguments: argparse.Namespace) -> int:
    """Does it with the keyring of this computer."""
    return perform(arguments, Desk.of(arguments, Secrets(find_system_keyring), sys.stdin, sys.stdout, sys.stderr))


def perform(arguments: argparse.Namespace, desk: Desk) -> int:
    """Does it at the given desk; returns an exit code."""

    def act() -> int:
        with desk.vault(f"records {arguments.records_action}") as vault:
            match arguments.records_action:
                case "list":
                    return _list(desk, vault, _wanted(arguments, arguments.search))
                case "show":
                    return _show(desk, vault, arguments.id)
                case "export":
                    return _export(desk, vault, _wanted(arguments), Format(arguments.format), arguments.out)
                case _:
                    return _purge(desk, vault, end_of_shift=arguments.end_of_shift)

    return told(desk, act)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.max
    if 1971 <= day.year < 3000:
        return day
    raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2026-11-25")


def _wanted(arguments: argparse.Namespace, search: str = "") -> RecordFilter:
    first, last = arguments.first, arguments.last
    return RecordFilter(
        search=search,
        captured_from_s=first and day_begins_s(first),
        captured_before_s=last and day_begins_s(last + timedelta(days=1)),
    )


def _list(desk: Desk, vault: Vault, wanted: RecordFilter) -> int:
    for record in vault.record_list.rows(wanted, limit=_MOST):
        number, name = mask_number(record.number or ""), mask_name(record.name or "")
        state, captured = record.state.value.replace("_", " "), time_text(record.created_at_s)
        desk.tell(
            {
                "record": record.record_id,
                "type": record.type,
                "number": number,
                "name": name,
                "captured": captured,
                "state": state,
            },
            f"record {record.record_id}: {number} {name} {record.type or ''}, {captured}, {state}",
        )
    return DONE


def _show(desk: Desk, vault: Vault, record_id: int) -> int:
    record = vault.records.get(record_id)
    others = {field: (value.value, value.other) for field, value in record.fields.items() if value.other is not None}
    findings = readings_differ(others)
    duplicate = vault.records.duplicate_of(record_id)
    told = record_to_json(record, vault.record_list.state(record_id)) | {
        "same_permit": duplicate and {"record": duplicate.record_id, "seconds_ago": round(duplicate.seconds_ago)},
        "stills": len(record.still_ids),
        "jobs": list(record.job_ids),
        "findings": [{"code": finding.code.value, "message": finding.message} for finding in findings],
    }
    lines = [f"{field.value}: {value.value} ({value.source})" for field, value in record.fields.items()]
    lines += [finding.message for finding in findings]
    if duplicate is not None:
        lines.append(f"This permit was scanned {_ago(duplicate.seconds_ago)} as well: record {duplicate.record_id}.")
    desk.tell(told, "\n".join(lines) or "Nothing has been read yet.")
    return DONE


def _ago(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 2:
        return "a moment ago"
    if minutes < 120:
        return f"{minutes} minutes ago"
    hours = minutes // 60
    return f"{hours} hours ago" if hours < 48 else f"{hours // 24} days ago"


def _export(desk: Desk, vault: Vault, wanted: RecordFilter, kind: Format, out: Path) -> int:
    listed = vault.record_list.rows(wanted, limit=_MOST)
    export = ExportFile(exported(listed), kind, out, getpass.getuser())
    try:
        while not export.step(vault):
            pass
    finally:
        export.cancel()
    desk.tell({"exported": export.written}, f"Records written: {export.written}. The file is not encrypted.")
    return DONE


def _purge(desk: Desk, vault: Vault, *, end_of_shift: bool) -> int:
    return tell_purged(desk, vault.purge(end_of_shift=end_of_shift))
