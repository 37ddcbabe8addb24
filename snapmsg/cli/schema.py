"""`snap schema`."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath
from typing import Annotated

from typer import Argument, Option

from snapmsg.cli import options
from snapmsg.errors import SnapError
from snapmsg.terminal import clean_line, say, talk

TASK = "Check"
EXAMPLES = (
    ("snap schema", "What a scenario may say, as a JSON Schema."),
    ("snap schema --write", "All schemas into the library, where editors look for them."),
)


def command(
    name: Annotated[
        str,
        Argument(
            metavar="FILE",
            help="Of which file: scenario, translation or snap.yaml.",
            autocompletion=options.completing("scenario", "translation", "snap.yaml"),
        ),
    ] = "scenario",
    write: Annotated[
        bool,
        Option("--write", help="Write them all into the folder .snap of the library you are in."),
    ] = False,
) -> None:
    """What a file may say, as a JSON Schema: for editors that complete keys and mark faults.

    A new library has its schemas in the folder .snap, and each new file names its own in its
    first line, so an editor with a YAML language server needs no set-up. After an update of snap,
    write them again.
    """
    from snapmsg import json_schema
    from snapmsg.files import check_inside, shown, write_whole
    from snapmsg.library import find_root

    chosen = options.one_of(name, json_schema.FILES, "FILE")
    if not write:
        say(json_schema.text(chosen).rstrip("\n"))
        return
    root = find_root(Path.cwd())
    if root is None:
        raise SnapError(options.NO_LIBRARY)
    for kind, path in json_schema.FILES.items():
        check_inside(root, root / path)
        write_whole(root / path, json_schema.text(kind), parents=True)
        say(clean_line(shown(root / path)))
    sys.stdout.flush()
    line = json_schema.wired("", PurePosixPath("scenarios/topic/id.yaml")).rstrip("\n")
    talk("Editors find them by the first line of each file. A scenario's is:")
    talk(f"  {line}")
