"""What was promised to whom: a log with one line for each message, and what of it comes due.

The log is JSON, one object a line, and is only ever added to. It holds no word of a message and no
value of a customer: a reference (a case or ticket number) leads to those where they are kept.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from snapmsg.channels import encode_text
from snapmsg.errors import SnapError, did_you_mean, quoted
from snapmsg.files import shown
from snapmsg.message import Case
from snapmsg.source import Unreadable, decode, read_bytes

MOST_BYTES = 64 * 1024 * 1024
"""The largest log that is read: some 250,000 messages."""

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/#:-]{0,63}")


class Entry(NamedTuple):
    """One line of a log: a message that was sent, or, where `done` is set, a case that is closed.

    `promise` and `update` are as the scenario types them; `due` and `update_due` when they fall
    due, None where there is none, or where it counts from an event that is not known.
    """

    reference: str
    id: str = ""
    channel: str = ""
    sent: datetime | None = None
    promise: str | None = None
    due: datetime | None = None
    update: str | None = None
    update_due: datetime | None = None
    follow_up: str | None = None
    done: datetime | None = None


class Open(NamedTuple):
    """Something that was promised and is not closed. `kind` is `promise` or `update`.

    `state` is `broken` where it has fallen due, `today` where it does today on the clock of who
    asks, else `open`.
    """

    reference: str
    scenario: str
    channel: str
    kind: str
    promise: str
    due: datetime
    state: str
    follow_up: str | None


_TIMES = ("sent", "due", "update_due", "done")


def reference(text: str, case: Case) -> str:
    """A reference that may stand in a log. Raises `SnapError` for one that tells who it is.

    It has no spaces and no @, holds no value that is private, and is no value without a digit,
    such as a name.
    """
    if not _REFERENCE.fullmatch(text):
        raise SnapError(
            f"--ref cannot be {quoted(text)}: it is the number of a case or ticket, in letters, "
            "digits and . _ / # : -"
        )
    for name, given in case.given.items():
        value = getattr(given, "text", "").strip().lower()
        private = case.draft.variables[name].private
        named = value == text.lower() and not any(map(str.isdigit, value))
        if named or (private and len(value) > 2 and value in text.lower()):
            raise SnapError(
                f"--ref holds the customer's {name}, and a log holds no customer data: give the "
                "number of the case or ticket"
            )
    return text


def entry_of(case: Case, channel: str, reference: str) -> Entry:
    """The line for a message. Raises `SnapError` where nothing in it will ever fall due."""
    pledge, update, scenario = case.pledge, case.update, case.draft.scenario
    due = pledge.due.latest if pledge is not None and pledge.due is not None else None
    update_due = update.due.latest if update is not None and update.due is not None else None
    if due is None and update_due is None:
        raise SnapError(
            f"{scenario.id} types no time that counts from now, so there is nothing to log: write "
            "within:, by: or update_within: under approximate_time"
        )
    return Entry(
        reference,
        scenario.id,
        channel,
        case.now.astimezone(case.draft.environment.library.settings.calendar.tz),
        str(pledge.term) if pledge is not None else None,
        due,
        str(update.term) if update is not None else None,
        update_due,
        scenario.follow_up.scenario.value if scenario.follow_up is not None else None,
    )


def append(path: Path, entry: Entry) -> None:
    """Add a line to a log, in one piece. Raises `SnapError` where the file is none."""
    record = {
        name: value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
        for name, value in entry._asdict().items()
        if value not in (None, "")
    }
    line = json.dumps(record, ensure_ascii=True) + "\n"
    try:
        if path.exists() or path.is_symlink():
            line = _joint(path) + line
        number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            os.write(number, line.encode())
        finally:
            os.close(number)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise SnapError(f"this log cannot be written: {why}", path=shown(path)) from None


def _joint(path: Path) -> str:
    """A line break, where the last line of a log has none. Raises `SnapError` for another file."""
    if not path.is_file():
        raise SnapError("this is not a regular file: name another", path=shown(path))
    with path.open("rb") as file:
        first = file.readline(100_000)
        if first.strip():
            _read(first.decode("utf-8", "replace"), f"{shown(path)}:1")
        file.seek(-1 if first else 0, os.SEEK_END)
        return "" if file.read(1) in (b"\n", b"") else "\n"


def read_log(path: Path) -> list[Entry]:
    """The lines of a log. Raises `SnapError` with the line that is none."""
    if not path.exists():
        raise SnapError("there is no such log: snap render --log makes it", path=shown(path))
    try:
        text = decode(read_bytes(path, shown(path), MOST_BYTES), shown(path)).text
    except Unreadable as error:
        raise SnapError(error.reason, path=error.path) from None
    return [
        _read(line, f"{shown(path)}:{number}")
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]


def _read(line: str, where: str) -> Entry:
    """One line. Raises `SnapError`."""
    reason = "this line is none that snap render --log wrote: take it out"
    try:
        record = json.loads(line)
        known = {name: record[name] for name in Entry._fields if name in record}
        times = {name: datetime.fromisoformat(known.pop(name)) for name in _TIMES if name in known}
        for time in times.values():
            time.astimezone(UTC)  # there is none for the first and last hours that can be written
    except (ValueError, TypeError, RecursionError, OverflowError):
        raise SnapError(reason, path=where) from None
    texts = all(isinstance(value, str) for value in known.values())
    named = texts and _REFERENCE.fullmatch(known.get("reference", ""))
    if not named or any(time.tzinfo is None for time in times.values()):
        raise SnapError(reason, path=where)
    return Entry(**{**known, **times})


def outstanding(entries: Iterable[Entry], now: datetime) -> list[Open]:
    """What is still promised, the earliest first.

    A later message with the same reference is the update that an earlier one promised, and a time
    that it promises stands in place of the earlier one. `done` closes both.
    """
    found: dict[str, dict[str, Open]] = {}
    for entry in entries:
        kinds = found.setdefault(entry.reference, {})
        if entry.done is not None:
            kinds.clear()
            continue
        kinds.pop("update", None)
        if entry.promise is not None:
            kinds.pop("promise", None)
        for kind, said, due in (
            ("promise", entry.promise, entry.due), ("update", entry.update, entry.update_due),
        ):  # fmt: skip
            if said is not None and due is not None:
                state = _state(due, now)
                kinds[kind] = Open(
                    entry.reference, entry.id, entry.channel, kind, said, due, state,
                    entry.follow_up,
                )  # fmt: skip
    still = [item for kinds in found.values() for item in kinds.values()]
    return sorted(still, key=lambda item: (item.due.astimezone(UTC), item.reference, item.kind))


def _state(due: datetime, now: datetime) -> str:
    if due.astimezone(UTC) < now.astimezone(UTC):
        return "broken"
    return "today" if due.astimezone(now.tzinfo).date() == now.date() else "open"


def close(path: Path, reference: str, now: datetime) -> list[Open]:
    """Close all that is open under a reference, and give what that was. Raises `SnapError`."""
    still = outstanding(read_log(path), now)
    closed = [item for item in still if item.reference == reference]
    if not closed:
        meant = did_you_mean(reference, {item.reference for item in still})
        raise SnapError(f"nothing is open under {quoted(reference)}.{meant}", path=shown(path))
    append(path, Entry(reference, done=now))
    return closed


# --- iCalendar -------------------------------------------------------------------------------

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def icalendar(items: Iterable[Open], now: datetime) -> str:
    """What is open as an iCalendar file (RFC 5545): an event for each, an hour's notice before it.

    An event keeps its UID from one file to the next, so that a calendar takes the newer for it.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//snapmsg//snap due//EN"]
    for item in items:
        lines += _event(item, now)
    return "".join(f"{line}\r\n" for text in (*lines, "END:VCALENDAR") for line in _folded(text))


def _event(item: Open, now: datetime) -> Iterator[str]:
    what = "Promise" if item.kind == "promise" else "Update"
    summary = f"{what} due: {item.reference}"
    told = f"{item.scenario} by {item.channel}: {item.promise}"
    if item.follow_up:
        told += f"\nIf it cannot be kept: snap render {item.follow_up}"
    key = "\0".join([item.reference, item.scenario, item.channel, item.kind, _utc(item.due)])
    texts: Mapping[str, str] = {"SUMMARY": summary, "DESCRIPTION": told, "CATEGORIES": "snap"}
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}@snapmsg"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"DTSTART:{_utc(item.due)}"
    for name, text in texts.items():
        yield f"{name}:{_escaped(text)}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield "TRIGGER:-PT1H"
    yield f"DESCRIPTION:{_escaped(summary)}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """Text as a property's value. RFC 5545 allows no controls in it, not even escaped ones."""
    return encode_text(text).translate(_ESCAPED)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(text: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, none of which breaks a character."""
    piece, size = "", 0
    for char in text:
        wide = len(char.encode("utf-8", "replace"))
        if size + wide > 75:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + wide
    yield piece
