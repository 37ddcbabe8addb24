"""`snap init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from snapmsg.cli import options
from snapmsg.terminal import clean_line, talk

TASK = "Begin"
EXAMPLES = (
    ("snap init support-messages", "A library in a new folder of that name."),
    ("snap init", "A library in the folder you are in."),
)


def command(
    folder: Annotated[
        str, Argument(metavar="DIR", help="The folder to make it in.", show_default=False)
    ] = ".",
    force: Annotated[
        bool, Option("--force", help="Write over files of these names that are there already.")
    ] = False,
    now: options.Now = None,
) -> None:
    """Make a library, with twelve scenarios to begin with.

    Without --force, a file that is there already stops it, and nothing is written.
    """
    from snapmsg.config import Settings
    from snapmsg.files import shown
    from snapmsg.starter import start

    today = options.moment(now, Settings()).date()
    made = start(Path(folder), today, force=force)
    topics = sorted({path.parts[1] for path in made if len(path.parts) > 2})
    where = clean_line(shown(Path(folder)))
    here = where == "."
    talk(f"Made a library {'here' if here else f'in {where}'}:")
    talk("  snap.yaml   its settings: teams, opening hours, blanks. Read it once.")
    talk(f"  scenarios/  {len(made) - 1} to begin with: {', '.join(topics)}.")
    talk()
    talk("Next:")
    if not here:
        talk(f"  cd {_quoted(where)}")
    talk("  snap preview parcel-late    how one of them reads on each channel")
    talk("  snap new                    write your own: snap asks, you answer")
    talk("  snap lint                   check them all")


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path
