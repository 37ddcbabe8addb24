"""`snap render`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from snapmsg.cli import asking, options, writing
from snapmsg.cli.output import say_json
from snapmsg.errors import SnapError
from snapmsg.files import check_output

if TYPE_CHECKING:
    from snapmsg.follow_up import Entry
    from snapmsg.message import Case, Message, Pledge
    from snapmsg.values import Value

TASK = "Read"
EXAMPLES = (
    ("snap render parcel-late --channel email --values row.json", "The values from a file."),
    (
        "snap render parcel-late --channel sms --values row.json --set order_no=A-7",
        "One of them another than in the file.",
    ),
    ("snap render parcel-late --channel sms --values row.json --locale es", "In Spanish."),
)


def command(
    id: options.Id,
    channel: Annotated[
        str,
        Option(
            metavar="CHANNEL",
            help="Where the message goes, such as email, sms or chat.",
            show_default=False,
            autocompletion=options.complete_channels,
        ),
    ],
    locale: options.Locale = None,
    set: writing.Set = None,
    values: writing.Values = None,
    format: Annotated[
        str,
        Option(
            "--format",
            metavar="FORMAT",
            help="text as it is sent, html where the channel has it, or json for scripts.",
            autocompletion=options.completing("text", "html", "json"),
        ),
    ] = "text",
    log: Annotated[
        str | None,
        Option(
            metavar="FILE",
            help="Add a line to this file with what is promised and when it falls due.",
            show_default=False,
        ),
    ] = None,
    ref: Annotated[
        str | None,
        Option(
            metavar="REF",
            help="With --log: the number of the case or ticket. No customer data.",
            show_default=False,
        ),
    ] = None,
    no_input: writing.NoInput = False,
    now: options.Now = None,
) -> None:
    """Write one message, with the values you give, and nothing else.

    At a terminal, what you do not give is asked for. An email starts with its subject, as
    "Subject: …", and an empty line; as HTML it is the page alone. Warnings go to stderr.
    """
    options.one_of(format, ("text", "html", "json"), "--format")
    name = options.channel(channel)
    if (log is None) != (ref is None):
        missing = "--ref, the number of the case" if log else "--log, the file that it goes to"
        raise SnapError(f"a line in a log needs both --log and --ref: add {missing}")
    if log is not None:
        check_output(Path(log))
    library, file = options.opened(id, locale)
    written = writing.write(
        library, file, name, "html" if format == "html" else None,
        writing.given_by(set, values), options.moment(now, library.settings),
        ask=values != "-" and asking.can_ask(no_input),
    )  # fmt: skip
    logged = _logged(written.case, name, log, ref)
    if format == "json":
        say_json(_record(written))
        _keep(log, logged)
        return
    writing.show(written)
    _keep(log, logged)


def _logged(case: Case, channel: str, log: str | None, ref: str | None) -> Entry | None:
    """The line for the log, where there is one. Raises `SnapError`."""
    from snapmsg.follow_up import entry_of, reference

    if log is None or ref is None:
        return None
    return entry_of(case, channel, reference(ref, case))


def _keep(log: str | None, entry: Entry | None) -> None:
    """Add the line to the log, once the message is written."""
    from snapmsg.follow_up import append

    if log is not None and entry is not None:
        sys.stdout.flush()
        append(Path(log), entry)


def _record(written: writing.Written) -> dict[str, object]:
    """A message as scripts know it; the spans count characters of the body."""
    case, message = written.case, written.message
    fields = {name: message.field(name) for name in message.fields}
    return {
        "scenario": message.scenario.id,
        "channel": message.channel.name,
        "locale": message.locale,
        "subject": fields.pop("subject", None),
        "fields": fields,
        "body": message.text,
        "parts": {
            part: {"text": message.part(part), "spans": message.spans(part)}
            for part in message.parts()
        },
        "values": {name: _plain(value) for name, value in written.values.items()},
        "promise": _pledge(case, message, message.pledge),
        "update": _pledge(case, message, message.update),
        "counts": dict(message.counts()),
        "warnings": list(written.warnings),
    }


def _pledge(case: Case, message: Message, pledge: Pledge | None) -> dict[str, object] | None:
    if pledge is None:
        return None
    settings = case.draft.environment.library.settings
    phrases = case.phrases(
        settings.promise_style(message.channel.name, dated=message.channel.dated)
    )
    earliest = pledge.due and pledge.due.earliest
    latest = pledge.due and pledge.due.latest
    return {
        "kind": pledge.kind,
        "earliest": earliest and earliest.isoformat(),
        "latest": latest and latest.isoformat(),
        "phrase": phrases["promise" if pledge is message.pledge else "update"],
    }


def _plain(value: Value) -> Any:
    """A value as JSON, so that `--values` gives the same value again."""
    from snapmsg.values import Choice, Money

    if isinstance(value, bool | str):
        return value
    if isinstance(value, Money):
        return f"{value.amount} {value.currency}"
    if isinstance(value, Choice):
        return value.value
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
