"""`snap new`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from snapmsg.cli import options
from snapmsg.terminal import clean_line, colour, columns, say, talk

if TYPE_CHECKING:
    from snapmsg.wizard import Person

TASK = "Write"
EXAMPLES = (
    ("snap new parcel-delayed", "snap asks in plain words, and writes the file."),
    ("snap new --from parcel-late", "Start from another scenario, yours or a shipped one."),
    (
        "snap new tickets-moved --no-input --status 'The show is on 4 May.' --next-step 'us: We "
        "have moved your tickets.' --time '2 working days' --outcome 'You keep your seats.' "
        "--topic events --owner box-office",
        "The same in a script.",
    ),
)


def _text(name: str, help: str, metavar: str = "TEXT") -> object:
    return Option(name, metavar=metavar, help=help, show_default=False)


def command(
    id: Annotated[
        str | None,
        Argument(
            metavar="ID",
            help="Its id, such as parcel-late; from the title where it is left out.",
            show_default=False,
        ),
    ] = None,
    status: Annotated[str | None, _text("--status", "What has happened.")] = None,
    next_step: Annotated[
        list[str] | None,
        _text(
            "--next-step",
            "What happens next, and who does it: 'us: …', 'you: …' or 'they (NorthPost): …'. "
            "Can be repeated.",
        ),
    ] = None,
    time: Annotated[
        str | None,
        _text(
            "--time", "When it is settled, at the latest: 2 working days, Friday 17:00, a sentence."
        ),
    ] = None,
    update: Annotated[
        str | None,
        _text("--update", "When they hear from you next, even if nothing has changed."),
    ] = None,
    outcome: Annotated[str | None, _text("--outcome", "How it ends for them.")] = None,
    title: Annotated[str | None, _text("--title", "Its name among colleagues.")] = None,
    situation: Annotated[
        str | None, _text("--situation", "When a colleague should choose it.")
    ] = None,
    topic: Annotated[
        str | None,
        Option(
            "--topic",
            metavar="NAME",
            help="The folder it goes to.",
            show_default=False,
            autocompletion=options.complete_topics,
        ),
    ] = None,
    channel: Annotated[
        list[str] | None,
        Option(
            "--channel",
            metavar="CHANNEL",
            help="Where it is sent; the library's channels if left out. Can be repeated.",
            show_default=False,
            autocompletion=options.complete_channels,
        ),
    ] = None,
    subject: Annotated[
        str | None,
        _text(
            "--subject",
            "The subject of the email; with --no-input, the first sentence of the status where "
            "that is short.",
        ),
    ] = None,
    feeling: Annotated[
        str | None, _text("--feeling", "How the customer feels, such as worried.", "WORD")
    ] = None,
    starts: Annotated[
        str | None, _text("--starts", "they_wrote, we_write or public_post.", "WORD")
    ] = None,
    impact: Annotated[str | None, _text("--impact", "minor, major or critical.", "WORD")] = None,
    owner: Annotated[str | None, _text("--owner", "Who keeps the text true.", "NAME")] = None,
    blank: Annotated[
        list[str] | None,
        _text(
            "--blank",
            "A blank that snap.yaml does not have: 'order_no=A-10293: the order number'. "
            "Can be repeated.",
        ),
    ] = None,
    from_: Annotated[
        str | None,
        Option(
            "--from",
            metavar="ID",
            help="Copy this scenario, of the library or a shipped one, under a new title.",
            show_default=False,
            autocompletion=options.complete_ids,
        ),
    ] = None,
    force: Annotated[
        bool, Option("--force", help="Write over the file of that name, if it is there.")
    ] = False,
    no_input: Annotated[
        bool,
        Option(
            "--no-input",
            help="Ask nothing. This needs --status, --next-step, --time or --update, --outcome, "
            "--topic, --owner, --title (or an ID), and --subject where the status begins with "
            "a long sentence. With --from, only an ID or --title.",
        ),
    ] = False,
    now: options.Now = None,
) -> None:
    """Write a new scenario: snap asks in plain words, you answer.

    Every answer can be given as an option too. A file that is there is never written over
    without --force. Its path is what is written to stdout.
    """
    from snapmsg import wizard
    from snapmsg.errors import SnapError
    from snapmsg.files import shown, write_whole
    from snapmsg.library import open_library

    library = open_library()
    if library.root is None:
        raise SnapError(
            "there is no snap.yaml here or above. Make a library with: snap init support-messages"
        )
    moment = options.moment(now, library.settings)
    texts = {
        "title": title, "situation": situation, "status": status, "time": time, "update": update,
        "outcome": outcome, "topic": topic, "subject": subject, "feeling": feeling,
        "starts": starts, "impact": impact, "owner": owner,
    }  # fmt: skip
    given = wizard.Given(texts, next_step or (), channel or (), blank or ())
    asked = not no_input and sys.stdin.isatty() and sys.stdout.isatty()
    try:
        made = wizard.new_scenario(
            library, wizard.Wish(id, given, from_, force), moment, _person() if asked else None
        )
    except KeyboardInterrupt:
        talk("\nNothing was written.")
        raise
    write_whole(made.path, made.text, parents=True)
    if asked:
        talk()
    for line in (*made.notes, *wizard.advice(library, made.path, made.text, moment)):
        talk(clean_line(line))
    say(clean_line(shown(made.path)))
    sys.stdout.flush()
    talk(f"Next: snap preview {made.path.stem}")


def _person() -> Person:
    """Whoever sits at the terminal. The end of the input is a way to stop, too."""
    import contextlib

    from snapmsg.wizard import Person

    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  (its import is what makes lines editable)

    def read(prompt: str) -> str:
        sys.stdout.flush()
        try:
            return input(prompt)
        except EOFError:
            raise KeyboardInterrupt from None

    return Person(say, read, colour(sys.stdout), columns(sys.stdout))
