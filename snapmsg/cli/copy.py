"""`snap copy`."""

from __future__ import annotations

import sys
from typing import Annotated

from typer import Option

from snapmsg.cli import asking, options, writing
from snapmsg.errors import SnapError
from snapmsg.terminal import clean_line, say, talk

TASK = "Write"
EXAMPLES = (
    ("snap copy parcel-late --channel chat", "snap asks for the blanks; then paste the message."),
    ("snap copy parcel-late --channel sms --values row.json", "The values from a file."),
)


def command(
    id: options.Id,
    channel: Annotated[
        str | None,
        Option(
            metavar="CHANNEL",
            help="Where the message goes, such as email, sms or chat; else snap asks.",
            show_default=False,
            autocompletion=options.complete_channels,
        ),
    ] = None,
    locale: options.Locale = None,
    set: writing.Set = None,
    values: writing.Values = None,
    no_input: writing.NoInput = False,
    now: options.Now = None,
) -> None:
    """Put one message on the clipboard, with the values you give.

    What you do not give is asked for. Where no clipboard can be reached, the message is printed.
    """
    from snapmsg.message import draft_of, environment_of

    ask = asking.can_ask(no_input) and values != "-"
    library, file = options.opened(id, locale)
    if channel is None:
        draft = draft_of(file.scenario, environment_of(library))
        if len(draft.channels) > 1 and not ask:
            raise SnapError(f"say where it goes: --channel {', '.join(draft.channels)}")
        channel = asking.channel_of(draft)
    name = options.channel(channel)
    moment = options.moment(now, library.settings)
    given = writing.given_by(set, values)
    put(writing.write(library, file, name, None, given, moment, ask=ask))


def put(written: writing.Written) -> None:
    """Put a message on the clipboard and say so; print it where there is none to reach."""
    from snapmsg import clipboard

    by = clipboard.copy(written.text, sys.stderr)
    message = written.message
    if by:
        counted = message.channel.amount(message.counts()[message.channel.measure])
        what = f"{message.scenario.title}, for {message.channel.label}, {counted}"
        sure = "" if by != "the terminal" else " Should nothing come when you paste: snap render"
        talk(f"Copied by {by}: {clean_line(what)}.{sure}")
    else:
        say(written.text)
        sys.stdout.flush()
        talk("No clipboard can be reached from here, so this is the message: copy it yourself.")
    for warning in written.warnings:
        talk(f"Warning: {warning}")
