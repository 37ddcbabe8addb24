"""`snap preview`."""

from __future__ import annotations

import sys
from typing import Annotated

from typer import Option

from snapmsg.cli import options
from snapmsg.errors import SnapError
from snapmsg.terminal import colour, columns, say, talk

TASK = "Read"
EXAMPLES = (
    ("snap preview parcel-late", "Every channel, side by side where there is room."),
    ("snap preview parcel-late --channel sms", "One channel."),
)


def command(
    id: options.Id,
    channel: Annotated[
        str | None,
        Option(
            metavar="CHANNEL",
            help="Only this channel, such as email, sms or chat.",
            show_default=False,
            autocompletion=options.complete_channels,
        ),
    ] = None,
    now: options.Now = None,
) -> None:
    """Show how a scenario reads on each channel, with its example values.

    The four parts and the filled blanks are marked, and each message is counted.
    """
    from snapmsg import channels
    from snapmsg.linter import lint
    from snapmsg.message import build_case, compose, draft_of, environment_of, example_values
    from snapmsg.preview import show
    from snapmsg.report import several

    name = None if channel is None else options.channel(channel)
    library, file = options.opened(id)
    draft = draft_of(file.scenario, environment_of(library))
    if name is not None and name not in draft.channels:
        raise SnapError(
            f"{file.scenario.id} is not written for {channels.get(name).label}: "
            f"it has {', '.join(draft.channels)}"
        )
    moment = options.moment(now, library.settings)
    case = build_case(draft, example_values(draft), moment)
    messages = [compose(case, each) for each in ([name] if name else draft.channels)]
    on = colour(sys.stdout)
    for line in show(messages, columns(sys.stdout), on, sys.stdout.encoding or "utf-8"):
        say(line)
    sys.stdout.flush()
    found = lint(library, moment, [file.path]).diagnostics
    if found:
        path = file.scenario.source.path
        talk(f"Lint has {several(len(found), 'thing')} to say about it: snap lint {path}")
