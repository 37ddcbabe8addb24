"""`snap init`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from snapmsg.cli import options
from snapmsg.errors import SnapError
from snapmsg.terminal import clean_line, talk

TASK = "Begin"
EXAMPLES = (
    ("snap init support-messages", "A library in a new folder of that name."),
    ("snap init --starter travel", "The worst days of a trade, in the folder you are in."),
    ("snap init --ci github", "Checked on every pull request; also for a library you have."),
)


def _starters(incomplete: str) -> list[str]:
    from snapmsg.starter import starters

    return [name for name in starters() if name.startswith(incomplete)]


def command(
    folder: Annotated[
        str, Argument(metavar="DIR", help="The folder to make it in.", show_default=False)
    ] = ".",
    starter: Annotated[
        str,
        Option(
            "--starter",
            metavar="NAME",
            autocompletion=_starters,
            help="What to begin with: general, retail, travel, utilities, health, "
            "public-services, saas or banking.",
        ),
    ] = "general",
    ci: Annotated[
        str | None,
        Option(
            "--ci",
            metavar="NAME",
            help="Have it checked there on every change: github or gitlab. In a library that is "
            "there already, only this is added.",
            show_default=False,
            autocompletion=options.completing("github", "gitlab"),
        ),
    ] = None,
    pre_commit: Annotated[
        bool, Option("--pre-commit", help="Have the changed messages checked before each commit.")
    ] = False,
    force: Annotated[
        bool, Option("--force", help="Write over files of these names that are there already.")
    ] = False,
    now: options.Now = None,
) -> None:
    """Make a library, with the messages for the worst days of your trade to begin with.

    Without --force, a file that is there already stops it, and nothing is written.
    """
    from snapmsg.config import NAME, Settings
    from snapmsg.files import shown, write_whole
    from snapmsg.starter import CI, PRE_COMMIT, choose, start, wiring

    if not folder.strip():
        raise SnapError("the folder has no name: give it one, as in snap init support-messages")
    today = options.moment(now, Settings()).date()
    choice = choose(starter)
    wires = [] if ci is None else [options.one_of(ci, CI, "--ci")]
    wires += [PRE_COMMIT] * pre_commit
    files = wiring(Path(folder), wires, force=force)
    there = bool(wires) and (Path(folder) / NAME).is_file()
    if not there:
        start(Path(folder), today, choice, force=force)
    for path, text in files.items():
        write_whole(path, text, parents=True)
    wired = [clean_line(shown(path)) for path in files]
    if there:
        for name in wired:
            talk(f"Wrote {name}: {_ADDRESS}.")
        return
    topics = sorted({file.scenario.topic for file in choice.files})
    where = clean_line(shown(Path(folder)))
    here = where in (".", str(Path.cwd()))
    talk(f"Made a library {'here' if here else f'in {where}'}:")
    talk("  snap.yaml   its settings: teams, opening hours, blanks. Read it once.")
    talk(f"  scenarios/  {len(choice.files)} to begin with: {', '.join(topics)}.")
    for name in wired:
        talk(f"  {name}: {_ADDRESS}.")
    talk()
    talk("Next:")
    if not here:
        talk(f"  cd {_quoted(where)}")
    preview = f"snap preview {choice.first}"
    for typed, what in (
        (preview, "how one of them reads on each channel"),
        ("snap new", "write your own: snap asks, you answer"),
        ("snap lint", "check them all"),
    ):
        talk(f"  {typed:{len(preview)}}    {what}")


_ADDRESS = "put the address of snap's own repository into it"


def _quoted(path: str) -> str:
    """A path as a shell takes it: as one word, and as no option."""
    return shlex.quote(f"./{path}" if path.startswith("-") else path)
