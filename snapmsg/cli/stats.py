"""`snap stats`."""

from __future__ import annotations

import sys
from typing import Annotated

from typer import Option

from snapmsg.cli import options
from snapmsg.cli.output import say_json
from snapmsg.errors import SnapError
from snapmsg.terminal import colour, columns, inert, say, talk

TASK = "Read"
EXAMPLES = (
    ("snap stats", "Which topics have what, on which channels, and what is due."),
    ("snap stats --format html", "The same as a web page: put it into a file with >."),
)
FORMATS = ("table", "json", "markdown", "html")


def command(
    format: Annotated[
        str,
        Option(
            metavar="FORMAT",
            help="table for people, json for scripts, markdown or html for a page.",
            autocompletion=options.completing(*FORMATS),
        ),
    ] = "table",
    now: options.Now = None,
) -> None:
    """Show what the library covers: topics, channels, owners, promises, and reviews due."""
    options.one_of(format, FORMATS, "--format")
    if not options.in_library():
        raise SnapError(options.NO_LIBRARY)
    from snapmsg import stats
    from snapmsg.library import open_library

    library = open_library()
    found = stats.count(library, options.moment(now, library.settings).date())
    if format == "json":
        say_json(stats.as_record(found))
        return
    if not found.scenarios:
        talk("There are no scenarios yet. Write the first with: snap new")
        return
    tables = stats.tables(found)
    if format == "markdown":
        lines = stats.as_markdown(tables)
    elif format == "html":
        lines = stats.as_html(tables, library.settings.name or "Customer messages")
    else:
        out = sys.stdout
        lines = stats.as_text(tables, columns(out), colour(out), out.encoding or "utf-8")
    for line in lines:
        say(inert(line) if format == "table" else line)
