"""What several commands take: their parameters, how those are read, and how a shell completes them.

Completion runs at every press of Tab, so what it needs is imported when it is asked for, and it
answers with nothing where it cannot answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from snapmsg.errors import SnapError, did_you_mean
from snapmsg.terminal import clean_line, talk

if TYPE_CHECKING:
    from snapmsg.config import Settings
    from snapmsg.diagnostic import Problem
    from snapmsg.library import Library, ScenarioFile


NO_LIBRARY = "there is no snap.yaml here or above. Make a library with: snap init support-messages"
"""What a command says that works on a whole library, and stands in none."""


def _completing(words: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """A completion from the words that there are: those that begin with what was typed."""

    def complete(incomplete: str) -> list[str]:
        try:
            return sorted(word for word in words() if word.startswith(incomplete))
        except Exception:  # a shell has no place to show an error in
            return []

    return complete


def _ids() -> Iterable[str]:
    from snapmsg.library import open_library

    return open_library().ids()


def _any_ids() -> Iterable[str]:
    from snapmsg.library import open_library, shipped

    return {*open_library(shipped()).ids(), *_ids()}


def _topics() -> Iterable[str]:
    from snapmsg.library import open_library, topic_of

    library = open_library()
    return {topic_of(library, path) for path in library.files} - {""}


def _channels() -> Iterable[str]:
    from snapmsg import channels

    return channels.names()


def _rules() -> Iterable[str]:
    from snapmsg.library import open_library
    from snapmsg.rule import all_rules
    from snapmsg.rule.own import own_rules

    own = own_rules(open_library().settings) if in_library() else []
    return [rule.name for rule in (*all_rules(), *(each.rule for each in own))]


def _formats() -> Iterable[str]:
    from snapmsg.report import FORMATS

    return FORMATS


def _severities() -> Iterable[str]:
    from snapmsg.diagnostic import Severity

    return tuple(Severity)


def _locales() -> Iterable[str]:
    from snapmsg.library import open_library

    library = open_library()
    written = {locale for by in library.translations.values() for locale in by}
    return {library.settings.locale, *library.settings.locales, *written}


def _languages() -> Iterable[str]:
    from snapmsg.library import open_library
    from snapmsg.locales import CODES

    settings = open_library().settings
    return {*settings.locales, *CODES} - {settings.locale}


complete_ids = _completing(_ids)
complete_any_ids = _completing(_any_ids)
complete_topics = _completing(_topics)
complete_channels = _completing(_channels)
complete_locales = _completing(_locales)
complete_languages = _completing(_languages)
complete_rules = _completing(_rules)
complete_report_formats = _completing(_formats)
complete_severities = _completing(_severities)


def completing(*words: str) -> Callable[[str], list[str]]:
    """A completion from a few words."""
    return _completing(lambda: words)


Id = Annotated[
    str,
    Argument(
        metavar="ID",
        help="The scenario's id, or the path of its file.",
        show_default=False,
        autocompletion=complete_ids,
    ),
]


def _checked(text: str | None) -> str | None:
    """What `--now` says, if it is a moment: also where nobody looks at the clock in the end."""
    if text is not None:
        _moment(text)
    return text


Now = Annotated[
    str | None,
    Option(
        "--now",
        metavar="TIME",
        help="Take this for the time it is now, such as 2026-12-24T15:00, in place of the clock.",
        show_default=False,
        callback=_checked,
    ),
]
Locale = Annotated[
    str | None,
    Option(
        "--locale",
        metavar="LOCALE",
        help="In which language, such as es or es-MX. Where it is not translated into that: in "
        "the next that stands in, and snap says so.",
        show_default=False,
        autocompletion=complete_locales,
    ),
]
TextOrJson = Annotated[
    str,
    Option(
        "--format",
        metavar="FORMAT",
        help="text for people, or json for scripts.",
        autocompletion=completing("text", "json"),
    ),
]


def one_of(word: str, known: Iterable[str], option: str) -> str:
    """A word that an option allows. Raises `SnapError` with what may be meant."""
    known = list(known)
    if word in known:
        return word
    meant = did_you_mean(word, known)
    raise SnapError(
        f"{option} cannot be “{clean_line(word)}”.{meant} It can be: {', '.join(known)}"
    )


def root() -> Path | None:
    """The library's folder, here or above; as `library.find_root`, without its imports.

    None where there is none.
    """
    here = Path.cwd()
    found = next((f for f in (here, *here.parents) if (f / "snap.yaml").is_file()), None)
    return Path() if found == here else found


def in_library() -> bool:
    """Whether there is a `snap.yaml` here or above."""
    return root() is not None


def moment(text: str | None, settings: Settings) -> datetime:
    """The moment that `--now` names; the clock's, where it names none.

    Without an offset it is on the library's own clock. Raises `SnapError`.
    """
    zone = settings.calendar.tz
    if text is None:
        return datetime.now(zone)
    found = _moment(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not 1900 <= found.year <= 2199:
        raise SnapError(
            f"--now cannot be “{clean_line(text)}”: write a moment such as 2026-12-24T15:00, or "
            "2026-12-24T15:00+01:00"
        )
    return found


def channel(name: str) -> str:
    """The name of a channel. Raises `SnapError` with what may be meant."""
    return one_of(name, _channels(), "--channel")


_TOLD = ("locale", "time_zone", "hours", "holidays", "promise_as")
"""The settings that decide in which language a message is, and what its times come to."""


def _misread(library: Library) -> Iterator[Problem]:
    """What is wrong with those of them that cannot be read, so that a default would hold."""
    from snapmsg.reader import MapNode

    root = library.document.root if library.document is not None else None
    entries = [*root.pairs()] if isinstance(root, MapNode) else []
    told = [(key.start, value.end) for key, value in entries if key.value in _TOLD]
    for problem in library.problems:
        at = problem.at
        if at.source is library.settings.source and any(
            start <= at.start <= end for start, end in told
        ):
            yield problem


def opened(id: str, locale: str | None = None) -> tuple[Library, ScenarioFile]:
    """A scenario by its id, or by the path of its file, and the library that it stands in.

    In the language of a locale, where one is named, or in that which stands in for it; then this
    is said on stderr. Raises `SnapError` where there is none, or where its file or snap.yaml says
    something that snap would otherwise have to leave out.
    """
    from snapmsg.library import find, open_library, original_of, read_scenario, translated

    path = Path(id)
    library = open_library(path if path.suffix in (".yaml", ".yml") and path.is_file() else None)
    file = found = find(library, id)
    if locale is not None:
        file = translated(library, found, locale)
        has = file.scenario.locale or library.settings.locale
        if has != locale:
            talk(f"There is no {locale} text of {file.scenario.id}: this is the {has} one.")
    for problem in _misread(library):
        raise SnapError(problem.reason, at=problem.at)
    original = original_of(file.path) if file.scenario.translation is not None else None
    read = [file] if original is None else [read_scenario(library, original), file]
    wrong = [
        problem
        for each in read
        for problem in each.problems
        if problem.rule != "bad-name" or not file.readable
    ]
    if wrong:
        more = f"\nAnd {len(wrong) - 1} more. See all of them with: snap lint {clean_line(id)}"
        raise SnapError(wrong[0].reason + (more if len(wrong) > 1 else ""), at=wrong[0].at)
    if locale is not None:
        _tell_state(library, file)
    return library, file


def _tell_state(library: Library, file: ScenarioFile) -> None:
    """Say on stderr what a translation lacks, since nobody sees it in the message."""
    from snapmsg.translate import State, state_of

    scenario, own = file.scenario, library.settings.locale
    translation = scenario.translation
    state = state_of(scenario) if translation is not None else None
    if state is State.UNFINISHED:
        talk(f"Not all of {scenario.id} is in {scenario.locale} yet: the rest is still in {own}.")
    elif state is State.OUTDATED and translation is not None and translation.fingerprint:
        talk(f"{scenario.id} has changed in {own} since it was translated into {scenario.locale}.")
