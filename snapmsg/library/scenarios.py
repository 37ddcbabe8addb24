"""A library's scenarios, and their translations, each read from its file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from snapmsg import channels, reader, schema
from snapmsg.diagnostic import Problem
from snapmsg.errors import SnapError, did_you_mean, quoted
from snapmsg.files import shown
from snapmsg.library.opening import Library, load, unreadable
from snapmsg.locales import fallback
from snapmsg.model import Scenario
from snapmsg.reader import Document, MapNode
from snapmsg.source import Source, Unreadable


class ScenarioFile(NamedTuple):
    """A scenario's file as read: the scenario, what was wrong with it, and its tree of keys."""

    path: Path
    scenario: Scenario
    document: Document
    problems: tuple[Problem, ...]

    @property
    def readable(self) -> bool:
        """Whether there is anything in it that can be checked."""
        return isinstance(self.document.root, MapNode)


@cache
def _channel_fields() -> dict[str, tuple[str, ...]]:
    """Each channel, and the names of its own fields."""
    return {name: tuple(f.name for f in channels.get(name).fields) for name in channels.names()}


def read_source(library: Library, path: Path, text: Source) -> ScenarioFile:
    """A scenario's text, which may be an editor's buffer, as a scenario."""
    return _read(library, path, text, reader.read(text))


def _read(library: Library, path: Path, text: Source, document: Document) -> ScenarioFile:
    if "." in (id := path.stem):
        return _read_translation(library, path, text, document)
    scenario, problems = schema.read_scenario(
        document, text, id, topic_of(library, path), _channel_fields()
    )
    if not schema.ID.fullmatch(id):
        reason = f"{quoted(id)} is no id: name the file with small letters, digits and "
        reason += "hyphens, such as parcel-late.yaml"
        if schema.KEPT.fullmatch(id):
            reason = f"Windows keeps the name “{id}” for itself: give the file another"
        problems.append(Problem("bad-name", text.line_range(1), reason))
    return ScenarioFile(path, scenario, document, tuple(problems))


def _read_translation(
    library: Library, path: Path, text: Source, document: Document
) -> ScenarioFile:
    """The text of `<id>.<locale>.yaml` as its original in that language."""
    id, _, locale = path.stem.partition(".")
    found = original_of(path)
    fault = schema.fault_of(locale)
    if fault is not None:
        fault += f"{' ' if fault.endswith('?') else '. '}A name with a dot is a translation's"
    elif locale == library.settings.locale:
        fault = f"the scenarios of this library are written in {locale}: this is no translation"
    elif found is None:
        fault = f"there is no {id}.yaml beside it: a translation stands beside what it translates"
    if fault is not None or found is None:
        problem = Problem("bad-name", text.line_range(1), fault or "")
        blank = Scenario(id, topic_of(library, path), text)
        problems = [*document.problems, problem]
        return ScenarioFile(path, blank, Document(None, problems), tuple(problems))
    original = read_scenario(library, found)
    scenario, told = schema.read_translation(
        document, text, original.scenario, locale,
        library.settings.of(locale).variables, _channel_fields(), library.settings.channels,
    )  # fmt: skip
    if not original.readable and original.problems:  # then nothing here can be held to it
        problems = [*original.problems, *document.problems]
        return ScenarioFile(path, scenario, Document(None, problems), tuple(problems))
    return ScenarioFile(path, scenario, document, tuple(told))


def original_of(path: Path) -> Path | None:
    """The scenario's file that a translation's path stands beside; None where there is none."""
    id = path.stem.partition(".")[0]
    beside = (path.with_name(f"{id}{ending}") for ending in (path.suffix, ".yaml", ".yml"))
    return next((file for file in beside if file.is_file()), None)


def translated(library: Library, file: ScenarioFile, locale: str) -> ScenarioFile:
    """A scenario in a locale: its translation into that or, failing this, the next that stands in.

    The first of `es-MX`, `es` and the library's own that there is; the scenario's `locale` says
    which. Raises `SnapError` for a code of no language.
    """
    fault = schema.fault_of(locale)
    if fault is not None:
        raise SnapError(fault)
    path = original_of(file.path) if file.scenario.translation is not None else file.path
    if path is None or locale == (file.scenario.locale or library.settings.locale):
        return file
    known: Mapping[str, Path] = library.translations.get(path, {})
    code = next((code for code in fallback(locale) if code in known), None)
    wanted = path if code is None else known[code]
    return file if wanted == file.path else read_scenario(library, wanted)


def read_scenario(library: Library, path: Path) -> ScenarioFile:
    """A scenario's file. One that cannot be read at all is an empty scenario with that problem."""
    return read_scenarios(library, [path])[0]


def read_scenarios(library: Library, paths: Sequence[Path]) -> list[ScenarioFile]:
    """Some scenarios' files. All go through each stage before the next, which is faster so."""
    texts = [_loaded(library, path) for path in paths]
    nothing = Document(None, [])
    documents = [reader.read(text) if isinstance(text, Source) else nothing for text in texts]
    return [
        _read(library, path, text, document)
        if isinstance(text, Source)
        else unread(library, path, text)
        for path, text, document in zip(paths, texts, documents, strict=True)
    ]


def _loaded(library: Library, path: Path) -> Source | Unreadable:
    try:
        return load(library.root, path)
    except Unreadable as error:
        return error


def unread(library: Library, path: Path, error: Unreadable) -> ScenarioFile:
    """A file that cannot be read at all: an empty scenario with that problem."""
    problem = unreadable(error)
    blank = Scenario(path.stem, topic_of(library, path), problem.at.source)
    return ScenarioFile(path, blank, Document(None, [problem]), (problem,))


def topic_of(library: Library, path: Path) -> str:
    """The first folder below `scenarios/`; empty for a file that stands elsewhere."""
    if library.root is None:
        return ""
    folder, text = f"{library.root}{os.sep}scenarios{os.sep}", str(path)
    topic, inside, _ = text[len(folder) :].partition(os.sep)
    return topic if text.startswith(folder) and inside else ""


def find(library: Library, id: str) -> ScenarioFile:
    """A scenario by its id, or by the path of its file.

    Raises `SnapError` where there is none, with what may be meant, and where there is more than
    one.
    """
    path = Path(id)
    if path.suffix in (".yaml", ".yml"):
        if not path.is_file():
            raise SnapError("there is no such file", path=id)
        return read_scenario(library, Path(os.path.abspath(path)))
    if library.root is None:
        raise SnapError(
            "there is no snap.yaml here or above. Make a library with: snap init support-messages"
        )
    ids = library.ids()
    if id not in ids:
        for file in scenarios(library):
            if any(old.value == id for old in file.scenario.lists.get("formerly", ())):
                raise SnapError(f"{quoted(id)} is called “{file.scenario.id}” now")
        meant = did_you_mean(id, ids) or " See all of them with: snap list"
        raise SnapError(f"there is no scenario {quoted(id)} here.{meant}")
    if len(ids[id]) > 1:
        listed = ", ".join(map(shown, ids[id]))
        raise SnapError(
            f"more than one scenario has the id “{id}”: name one of the files, {listed}"
        )
    return read_scenario(library, ids[id][0])


def scenarios(library: Library) -> Iterator[ScenarioFile]:
    """Every scenario of the library, read one at a time, in the order of their paths."""
    for path in library.files:
        yield read_scenario(library, path)
