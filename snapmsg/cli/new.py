"""`snap new`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Option

from snapmsg.cli import options
from snapmsg.terminal import clean_line, colour, columns, say, talk

if TYPE_CHECKING:
    from snapmsg.wizard import Person

TASK = "Write"
EXAMPLES = (
    ("snap new", "snap asks in plain words, and writes the file."),
    ("snap new --from parcel-late", "Start from another scenario, yours or a shipped one."),
    ("snap new --from-text today.txt", "Start from a message that you send today."),
    (
        "snap new tickets-moved --no-input --status 'The show is on 4 May.' --next-step 'us: We "
        "have moved your tickets.' --time '2 working days' --outcome 'You keep your seats.' "
        "--topic events --owner box-office",
        "The same in a script.",
    ),
)

_TEXTS: dict[str, tuple[str, str, str]] = {
    "status": ("--status", "TEXT", "What has happened."),
    "steps": (
        "--next-step", "TEXT",
        "What happens next, and who does it: 'us: …', 'you: …' or 'they (NorthPost): …'. "
        "Can be repeated.",
    ),
    "time": (
        "--time", "TEXT",
        "When it is settled, at the latest: 2 working days, Friday 17:00, a sentence.",
    ),
    "update": ("--update", "TEXT", "When they hear from you next, even if nothing has changed."),
    "say": ("--say", "TEXT", "The sentence of the times: You have it {{ promise }}."),
    "outcome": ("--outcome", "TEXT", "How it ends for them."),
    "opening": ("--opening", "TEXT", "What stands before the four parts."),
    "closing": ("--closing", "TEXT", "What stands after them: how they reach a person."),
    "short_status": ("--short-status", "TEXT", "The status for SMS and X, in fewer words."),
    "short_steps": ("--short-next-steps", "TEXT", "The next steps for SMS and X."),
    "short_time": ("--short-time", "TEXT", "The time for SMS and X: News {{ update }}."),
    "short_outcome": ("--short-outcome", "TEXT", "The outcome for SMS and X."),
    "title": ("--title", "TEXT", "Its name among colleagues."),
    "situation": ("--situation", "TEXT", "When a colleague should choose it."),
    "subject": (
        "--subject", "TEXT",
        "The subject of the email; with --no-input, the first sentence of the status where that "
        "is short.",
    ),
    "headline": ("--headline", "TEXT", "The headline on the status page; else as the subject."),
    "state": (
        "--state", "WORD",
        "On a status page: investigating, identified, monitoring or resolved.",
    ),
    "feeling": ("--feeling", "WORD", "How the customer feels, such as worried."),
    "starts": ("--starts", "WORD", "they_wrote, we_write or public_post."),
    "impact": ("--impact", "WORD", "minor, major or critical."),
    "owner": ("--owner", "NAME", "Who keeps the text true."),
    "blank": (
        "--blank", "TEXT",
        "A blank that snap.yaml does not have: 'order_no=A-10293: the order number'. "
        "Can be repeated.",
    ),
}  # fmt: skip


def text_option(field: str, more: str = "") -> Any:
    """The option that gives an answer, for each command that takes answers.

    `more` is what its help says beside.
    """
    name, metavar, help = _TEXTS[field]
    return Option(name, metavar=metavar, help=f"{help} {more}".rstrip(), show_default=False)


Plain = Annotated[
    bool,
    Option(
        "--plain",
        help="Numbers and lines of text alone, for screen readers, also with snapmsg[tui].",
    ),
]
NoInput = Annotated[bool, Option("--no-input", help="Ask nothing: what is missing is an error.")]


def command(
    id: Annotated[
        str | None,
        Argument(
            metavar="ID",
            help="Its id, such as parcel-late; from the title where it is left out.",
            show_default=False,
        ),
    ] = None,
    status: Annotated[str | None, text_option("status")] = None,
    next_step: Annotated[list[str] | None, text_option("steps")] = None,
    time: Annotated[str | None, text_option("time")] = None,
    update: Annotated[str | None, text_option("update")] = None,
    say_: Annotated[str | None, text_option("say")] = None,
    outcome: Annotated[str | None, text_option("outcome")] = None,
    title: Annotated[str | None, text_option("title")] = None,
    situation: Annotated[str | None, text_option("situation")] = None,
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
    subject: Annotated[str | None, text_option("subject")] = None,
    headline: Annotated[str | None, text_option("headline")] = None,
    state: Annotated[str | None, text_option("state")] = None,
    feeling: Annotated[str | None, text_option("feeling")] = None,
    starts: Annotated[str | None, text_option("starts")] = None,
    impact: Annotated[str | None, text_option("impact")] = None,
    owner: Annotated[str | None, text_option("owner")] = None,
    opening: Annotated[str | None, text_option("opening")] = None,
    closing: Annotated[str | None, text_option("closing")] = None,
    short_status: Annotated[str | None, text_option("short_status")] = None,
    short_next_steps: Annotated[str | None, text_option("short_steps")] = None,
    short_time: Annotated[str | None, text_option("short_time")] = None,
    short_outcome: Annotated[str | None, text_option("short_outcome")] = None,
    blank: Annotated[list[str] | None, text_option("blank")] = None,
    from_: Annotated[
        str | None,
        Option(
            "--from",
            metavar="ID",
            help="Copy this scenario, of the library or a shipped one, under a new title.",
            show_default=False,
            autocompletion=options.complete_any_ids,
        ),
    ] = None,
    from_text: Annotated[
        str | None,
        Option(
            "--from-text",
            metavar="FILE",
            help="Take this message apart into the four parts; - reads it from stdin.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool, Option("--force", help="Write over the file of that name, if it is there.")
    ] = False,
    plain: Plain = False,
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
    from snapmsg.json_schema import wired_in
    from snapmsg.library import open_library

    library = open_library()
    if library.root is None:
        raise SnapError(
            "there is no snap.yaml here or above. Make a library with: snap init support-messages"
        )
    if from_ is not None and from_text is not None:
        raise SnapError("start from one thing: --from a scenario, or --from-text of a message")
    moment = options.moment(now, library.settings)
    texts = {
        "title": title, "situation": situation, "status": status, "time": time, "update": update,
        "say": say_, "outcome": outcome, "topic": topic, "subject": subject, "headline": headline,
        "state": state, "feeling": feeling, "starts": starts, "impact": impact, "owner": owner,
        "opening": opening, "closing": closing, "short_status": short_status,
        "short_steps": short_next_steps, "short_time": short_time, "short_outcome": short_outcome,
    }  # fmt: skip
    given = wizard.Given(texts, next_step or (), channel or (), blank or ())
    pasted = _pasted(from_text) if from_text is not None else None
    asked = not no_input and sys.stdout.isatty() and _can_answer(from_text == "-")
    wish = wizard.Wish(id, given, from_, force, pasted)
    try:
        made = wizard.new_scenario(
            library, wish, moment, person_at(plain=plain) if asked else None,
            sys.stdout.encoding or "ascii",
        )  # fmt: skip
    except wizard.Kept:
        talk("\nNothing was written. Your answers are kept: snap new goes on with them.")
        raise KeyboardInterrupt from None
    except KeyboardInterrupt:
        talk("\nNothing was written.")
        raise
    text = wired_in(library.root, made.path, made.text)
    write_whole(made.path, text, parents=True)
    if asked:
        talk()
    for line in (*made.notes, *wizard.advice(library, made.path, text, moment)):
        talk(clean_line(line))
    say(clean_line(shown(made.path)))
    sys.stdout.flush()
    talk(f"Next: snap preview {made.path.stem}")


def _pasted(name: str) -> str:
    """The message to start from. Raises `SnapError` where it cannot be read."""
    from snapmsg import source
    from snapmsg.errors import SnapError

    try:
        if name != "-":
            return source.load(Path(name), name).text
        if sys.stdin.isatty():
            talk("Paste the message. A line with only Ctrl-D (on Windows Ctrl-Z) ends it.")
        return source.decode(sys.stdin.buffer.read(source.MOST_BYTES + 1), "stdin").text
    except source.Unreadable as error:
        raise SnapError(error.reason, path=error.path) from None


def _can_answer(was_piped: bool) -> bool:
    """Whether somebody sits there to answer. A message that came by a pipe leaves the terminal."""
    if sys.stdin.isatty():
        return True
    if not was_piped:
        return False
    import os

    try:
        opened = os.open("CONIN$" if sys.platform == "win32" else "/dev/tty", os.O_RDONLY)
    except OSError:
        return False
    sys.stdin = os.fdopen(opened, encoding="utf-8")
    return True


def person_at(*, plain: bool) -> Person:
    """Whoever sits at the terminal. The end of the input is a way to stop, too.

    With `snapmsg[tui]` they choose with arrows, unless they want it `plain` or the terminal is
    too simple for that.
    """
    import contextlib
    import os

    from snapmsg.wizard import Person

    if not plain and os.environ.get("TERM") != "dumb":
        with contextlib.suppress(ImportError):
            from snapmsg.wizard.arrows import person

            return person(say, colour(sys.stdout), columns(sys.stdout))
    readline: Any = None
    with contextlib.suppress(ImportError):
        import readline  # its import is what makes lines editable

    def read(prompt: str, words: Sequence[str]) -> str:
        sys.stdout.flush()
        if readline is not None:
            _complete(readline, words)
        try:
            return "\n".join([input(prompt), *_pasted_on()])
        except EOFError:
            raise KeyboardInterrupt from None

    return Person(say, read, colour(sys.stdout), columns(sys.stdout))


def _complete(readline: Any, words: Sequence[str]) -> None:
    """Let Tab complete an answer with words."""

    def complete(start: str, state: int) -> str | None:
        found = [word for word in words if word.startswith(start)]
        return found[state] if state < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims("\n")
    readline.parse_and_bind("tab: complete")


def _pasted_on() -> list[str]:
    """The lines that were pasted with the first: they are there at once, as no typing is."""
    import select

    if sys.platform == "win32":
        return []
    lines: list[str] = []
    while select.select([sys.stdin], [], [], 0.03)[0]:
        lines.append(input())
    return lines
