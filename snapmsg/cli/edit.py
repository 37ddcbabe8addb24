"""`snap edit`."""

from __future__ import annotations

import sys
from typing import Annotated

from typer import Option

from snapmsg.cli import options
from snapmsg.cli.new import NoInput, Plain, person_at, text_option
from snapmsg.terminal import Style, clean_line, colour, paint, say, talk

TASK = "Write"
EXAMPLES = (
    ("snap edit parcel-late", "snap asks what it asks for a new one; Enter keeps what is there."),
    ("snap edit parcel-late --part approximate_time", "Ask only about one part."),
    ("snap edit parcel-late --time '3 working days'", "Change one answer, without questions."),
)


def command(
    id: options.Id,
    part: Annotated[
        list[str] | None,
        Option(
            "--part",
            metavar="PART",
            help="Ask only about this part: status, next_steps, approximate_time or "
            "planned_outcome. Can be repeated.",
            show_default=False,
            autocompletion=options.completing(
                "status", "next_steps", "approximate_time", "planned_outcome"
            ),
        ),
    ] = None,
    status: Annotated[str | None, text_option("status")] = None,
    next_step: Annotated[
        list[str] | None,
        text_option("steps", "These replace every step that is there, so give them all."),
    ] = None,
    time: Annotated[str | None, text_option("time")] = None,
    update: Annotated[str | None, text_option("update")] = None,
    say_: Annotated[str | None, text_option("say")] = None,
    outcome: Annotated[str | None, text_option("outcome")] = None,
    opening: Annotated[str | None, text_option("opening")] = None,
    closing: Annotated[str | None, text_option("closing")] = None,
    short_status: Annotated[str | None, text_option("short_status")] = None,
    short_next_steps: Annotated[str | None, text_option("short_steps")] = None,
    short_time: Annotated[str | None, text_option("short_time")] = None,
    short_outcome: Annotated[str | None, text_option("short_outcome")] = None,
    title: Annotated[str | None, text_option("title")] = None,
    situation: Annotated[str | None, text_option("situation")] = None,
    subject: Annotated[str | None, text_option("subject")] = None,
    headline: Annotated[str | None, text_option("headline")] = None,
    state: Annotated[str | None, text_option("state")] = None,
    feeling: Annotated[str | None, text_option("feeling")] = None,
    starts: Annotated[str | None, text_option("starts")] = None,
    impact: Annotated[str | None, text_option("impact")] = None,
    owner: Annotated[str | None, text_option("owner")] = None,
    blank: Annotated[list[str] | None, text_option("blank")] = None,
    plain: Plain = False,
    no_input: NoInput = False,
    now: options.Now = None,
) -> None:
    """Change the words of a scenario: snap asks, and Enter keeps what is there.

    Only the lines of what you change are written anew; comments and everything else stay. With an
    option for an answer, nothing is asked. The path of the file is what is written to stdout.
    """
    from snapmsg import wizard
    from snapmsg.errors import SnapError
    from snapmsg.files import check_inside, shown, write_whole
    from snapmsg.library import find, open_library

    library = open_library()
    moment = options.moment(now, library.settings)
    file = find(library, id)
    if file.scenario.translation is not None:
        raise SnapError(
            "this is a translation, and its words are all there is to change: open it in an editor",
            path=shown(file.path),
        )
    parts = [options.one_of(each, wizard.PARTS, "--part") for each in part or ()]
    texts = {
        "status": status, "time": time, "update": update, "say": say_, "outcome": outcome,
        "opening": opening, "closing": closing, "short_status": short_status,
        "short_steps": short_next_steps, "short_time": short_time, "short_outcome": short_outcome,
        "title": title, "situation": situation, "subject": subject, "headline": headline,
        "state": state, "feeling": feeling, "starts": starts, "impact": impact, "owner": owner,
    }  # fmt: skip
    given = wizard.Given(texts, next_step or (), (), blank or ())
    asked = not no_input and sys.stdin.isatty() and sys.stdout.isatty()
    person = person_at(plain=plain) if asked else None
    try:
        text = wizard.revised(
            library, file, given, parts, moment, person, sys.stdout.encoding or "ascii"
        )
    except KeyboardInterrupt:
        talk("\nNothing was changed.")
        raise
    if text == file.scenario.source.raw:
        talk("Nothing was changed.")
        return
    if library.root is not None and file.path.is_relative_to(library.root):
        check_inside(library.root, file.path)
    if file.path.is_symlink():
        raise SnapError("this is a link, so snap does not write it", path=shown(file.path))
    write_whole(file.path, text)
    talk()
    for line in wizard.changes(file.scenario.source.raw, text):
        shade = {"+": Style.GREEN, "-": Style.RED}.get(line[:1])
        talk(paint(clean_line(line), *([shade] if shade else []), on=colour(sys.stderr)))
    for line in wizard.advice(library, file.path, text, moment):
        talk(clean_line(line))
    say(clean_line(shown(file.path)))
