"""`snap translate`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from snapmsg.cli import options
from snapmsg.errors import SnapError
from snapmsg.terminal import Style, clean_line, colour, paint, say, talk

if TYPE_CHECKING:
    from snapmsg.library import Library, ScenarioFile
    from snapmsg.translate import Updated

TASK = "Write"
EXAMPLES = (
    ("snap translate parcel-late --to es", "A file to fill in, with the original above each text."),
    ("snap translate parcel-late --to es --update", "The original has changed: see where."),
    ("snap translate --to es", "Which scenarios are still to be translated."),
)


def command(
    id: Annotated[
        list[str] | None,
        Argument(
            metavar="ID",
            help="The scenario's id, or the path of its file; more than one may be given. Without "
            "one, snap lists what is missing.",
            show_default=False,
            autocompletion=options.complete_ids,
        ),
    ] = None,
    to: Annotated[
        str | None,
        Option(
            metavar="LOCALE",
            help="Into which language, such as es or es-MX. Where snap.yaml names one alone, into "
            "that.",
            show_default=False,
            autocompletion=options.complete_languages,
        ),
    ] = None,
    update: Annotated[
        bool,
        Option(
            "--update",
            help="Bring the file that is there up to its original. What is translated stays.",
        ),
    ] = False,
) -> None:
    """Start a translation, or keep one up with its original.

    What is new is an empty text below what the original says. Until it is written, customers read
    the original's words there, and lint says so.
    """
    from snapmsg.library import open_library

    if not id:
        library = open_library()
        if library.root is None:
            raise SnapError(options.NO_LIBRARY)
        if update:
            raise SnapError("--update needs the scenarios to update, as in: " + EXAMPLES[1][0])
        _list(library, _locale(library, to))
        return
    wanted = [_original(each) for each in dict.fromkeys(id)]
    if update:
        updates = [_updated(library, file, _locale(library, to)) for library, file in wanted]
        for (library, _), (path, found, raw) in zip(wanted, updates, strict=True):
            _tell(library, path, found, raw)
        return
    for library, path, text in [_started(*each, _locale(each[0], to)) for each in wanted]:
        _write(library, path, text)
        say(clean_line(shown_(path)))
    many = "each file" if len(wanted) > 1 else "the file"
    talk(f"Write each text below its original in {many}, and then: snap lint")


def _original(id: str) -> tuple[Library, ScenarioFile]:
    """A scenario by its id, its path, or the path of one of its translations."""
    from snapmsg.library import original_of

    path = Path(id)
    original = original_of(path) if path.suffix in (".yaml", ".yml") else None
    return options.opened(str(original or id))


def _locale(library: Library, to: str | None) -> str:
    """The language to translate into. Raises `SnapError`."""
    from snapmsg.schema import fault_of

    wanted, own = tuple(library.settings.locales), library.settings.locale
    if to is None and len(wanted) == 1:
        return wanted[0]
    if to is None:
        known = f" ({', '.join(wanted)})" if wanted else ""
        raise SnapError(f"say into which language{known}, as in: {EXAMPLES[0][0]}")
    fault = fault_of(to)
    if fault is not None:
        raise SnapError(f"--to: {clean_line(fault)}")
    if to == own:
        raise SnapError(f"--to: the scenarios of this library are written in {own} already")
    return to


def _list(library: Library, locale: str) -> None:
    from snapmsg.translate import State, standing

    found = list(standing(library, locale))
    widest = max((len(id) for id, _ in found), default=0)
    for id, state in found:
        say(f"{clean_line(id):<{widest}}  {state}")
    count = len(library.files)
    if not count:
        talk("There are no scenarios yet. Write the first with: snap new")
        return
    if not found:
        all_ = "The scenario is" if count == 1 else f"All {count} scenarios are"
        talk(f"{all_} there in {locale}.")
        return
    talk(f"\nNot finished in {locale}: {len(found)} of {count}.")
    begin = next((id for id, state in found if state is State.MISSING), None)
    if begin is not None:
        talk(f"Start one with: snap translate {clean_line(begin)} --to {locale}")


def _there(library: Library, file: ScenarioFile, locale: str) -> Path | None:
    """Where the translation is; None where there is none."""
    from snapmsg.translate import path_of

    known = library.translations.get(file.path, {}).get(locale)
    path = known or path_of(file.path, locale)
    return path if path.exists() or path.is_symlink() else None


def _started(library: Library, file: ScenarioFile, locale: str) -> tuple[Library, Path, str]:
    from snapmsg.json_schema import wired_in
    from snapmsg.translate import path_of, started

    there = _there(library, file, locale)
    if there is not None:
        raise SnapError(
            "this is there already, and snap does not write over it: to bring it up to its "
            "original, add --update",
            path=shown_(there),
        )
    text, path = started(file.scenario, library.settings.locale), path_of(file.path, locale)
    if library.root is not None and path.is_relative_to(library.root):
        text = wired_in(library.root, path, text)
    return library, path, text


def _updated(library: Library, file: ScenarioFile, locale: str) -> tuple[Path, Updated, str]:
    from snapmsg.library import read_scenario
    from snapmsg.translate import updated

    there = _there(library, file, locale)
    if there is None:
        id = file.scenario.id
        raise SnapError(
            f"there is no {locale} text of {id} yet. Start it with: snap translate {id} --to "
            f"{locale}"
        )
    found = read_scenario(library, there)
    return there, updated(found, library.settings.locale), found.scenario.source.raw


def _tell(library: Library, path: Path, found: Updated, raw: str) -> None:
    """Write an update, and say what is still to be done."""
    if found.text != raw:
        _write(library, path, found.text)
        say(clean_line(shown_(path)))
    for line in _changes(found):
        talk(line)
    name = clean_line(shown_(path))
    if found.changed:
        talk(
            f"\nPut this into {name}, and run this again: until then it counts as outdated.\n"
            "Where your words are right as they are, take “(new, …)” out of the comment above them."
        )
    elif found.empty:
        texts = "text is" if found.empty == 1 else "texts are"
        talk(f"{found.empty} {texts} still to be written in {name}.")
    else:
        talk(f"{name} says what its original says.")


def _changes(found: Updated) -> Iterator[str]:
    on = colour(sys.stderr)
    for change in found.changed:
        yield ""
        yield f"{clean_line(change.where)} says something else now:"
        for sign, text, style in _sides(change.before, change.after):
            yield paint(f"  {sign} {clean_line(text)}", style, on=on)


def _sides(before: str, after: str) -> Sequence[tuple[str, str, Style]]:
    old = (("-", before, Style.RED),) if before else ()
    return (*old, ("+", after, Style.GREEN))


def _write(library: Library, path: Path, text: str) -> None:
    from snapmsg.files import check_inside, write_whole

    if library.root is not None and path.is_relative_to(library.root):
        check_inside(library.root, path)
    if path.is_symlink():
        raise SnapError("this is a link, so snap does not write it", path=shown_(path))
    write_whole(path, text)


def shown_(path: Path) -> str:
    """A path as people are shown it."""
    from snapmsg.files import shown

    return shown(path)
