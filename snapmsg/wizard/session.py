"""One run of the wizard: from what was given and asked to a file that can be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from snapmsg.errors import SnapError, did_you_mean, quoted
from snapmsg.files import shown
from snapmsg.library import (
    Library,
    ScenarioFile,
    find,
    open_library,
    read_source,
    shipped,
    topic_of,
)
from snapmsg.preview import show
from snapmsg.source import Source
from snapmsg.wizard import drafts
from snapmsg.wizard.advising import too_long
from snapmsg.wizard.answers import FACTS, Answers, BadAnswer
from snapmsg.wizard.apart import not_used, taken_apart
from snapmsg.wizard.copying import copied
from snapmsg.wizard.growing import messages
from snapmsg.wizard.interview import Interview
from snapmsg.wizard.layout import Tree
from snapmsg.wizard.person import Back, Person, Skip
from snapmsg.wizard.placing import free, place
from snapmsg.wizard.questions import (
    OPTIONS,
    QUESTIONS,
    Given,
    finished,
    read_given,
    told_times,
)
from snapmsg.wizard.reading import as_id, slug, titled
from snapmsg.wizard.revising import revised
from snapmsg.wizard.writing import as_text

_COPIED = frozenset(OPTIONS[field] for field in (*FACTS, "topic"))
_PARTS = ("opening", "status", "steps", "time", "update", "say", "outcome", "closing")


class Wish(NamedTuple):
    """What was asked for: an id or none, what options gave, and a scenario to start from.

    `pasted` is a message that they send today, to be taken apart.
    """

    id: str | None
    given: Given
    origin: str | None = None
    force: bool = False
    pasted: str | None = None


class NewScenario(NamedTuple):
    """A scenario that can be written: where, its text, and what its author should be told."""

    path: Path
    text: str
    notes: tuple[str, ...] = ()


class Kept(KeyboardInterrupt):
    """They stopped, and what they had answered is kept as a draft."""


def new_scenario(
    library: Library, wish: Wish, now: datetime, person: Person | None, encoding: str = "utf-8"
) -> NewScenario:
    """The scenario that is wished for; what is missing is asked of `person`, where there is one.

    Raises `SnapError` where the wish cannot be kept, with every option that is still needed, and
    `Kept` where they stop and their answers are kept for the next time.
    """
    if wish.id is not None:
        try:
            as_id(wish.id)
        except BadAnswer as error:
            raise SnapError(str(error)) from None
    answers = read_given(wish.given, library.settings.variables)
    taken = library.ids().get(wish.id or "", [])
    if taken and wish.id and not wish.force:
        place(library, topic_of(library, taken[0]), wish.id)
    if taken and not answers.said("topic"):
        answers = answers.saying(topic=topic_of(library, taken[0]))
    if wish.origin is not None:
        return _from_another(library, wish, answers, now, person, encoding)
    if person is None:
        return _from_answers(library, wish, answers, now)
    return _asked(library, wish, answers, now, person, encoding)


def _from_answers(library: Library, wish: Wish, answers: Answers, now: datetime) -> NewScenario:
    """A scenario of answers that were all given, or of a pasted message and the rest of them."""
    settings = library.settings
    if wish.pasted is not None:
        answers = _laid_over(taken_apart(wish.pasted, settings), answers)
    answers = answers.saying(title=answers.said("title") or titled(wish.id or ""))
    answers = finished(answers, settings.variables, settings.channels)
    id = wish.id or _id(answers.said("title"))
    path = place(library, answers.said("topic"), id, force=wish.force)
    text = as_text(answers, now.date(), settings.locale)
    notes = [*not_used(wish.pasted or ""), *told_times(answers, settings.locale)]
    for excess in too_long(library, text, now):
        if excess.channel.brief:
            notes.append(f"{excess} Write it shorter in the file, under short:")
    return NewScenario(path, text, tuple(notes))


def _laid_over(found: Answers, given: Answers) -> Answers:
    """What was found in a message, under what was given with options."""
    return replace(given, texts={**found.texts, **given.texts}, steps=given.steps or found.steps)


def _asked(
    library: Library, wish: Wish, answers: Answers, now: datetime, person: Person, encoding: str
) -> NewScenario:
    """A scenario of what somebody answers. Where they stop, that is kept as a draft."""
    settings, root = library.settings, library.root
    confirm: Sequence[str] = ()
    draft = None
    introduce(person)
    if wish.pasted is not None:
        answers = _laid_over(taken_apart(wish.pasted, settings), answers)
        confirm = _PARTS
        for line in not_used(wish.pasted):
            person.say(line)
        person.say("This is how snap understands it. Confirm each part, or say it better.")
    elif root is not None and not any((*wish.given.texts.values(), *wish.given[1:])):
        draft = _picked_up(root, person, now)
    id = wish.id
    if draft is not None:
        answers, id = draft.answers, id or draft.id or None
    interview = Interview(
        person, library, now, answers,
        title=titled(wish.id or ""), confirm=confirm, encoding=encoding,
    )  # fmt: skip
    if wish.pasted is None and not answers.said("status"):
        person.say("To start from a message that you send today, type paste.", indent=0)
    interview.pasted = None if wish.pasted else lambda text: taken_apart(text, settings)
    if wish.pasted is not None:
        interview.show()
    try:
        while True:
            answers = interview.run()
            made = _made(library, wish, answers, now, id, person)
            if made is None:
                interview.done.discard("title")
                id = None
                continue
            if _confirmed(library, made, now, person, encoding):
                break
            interview.done.discard(_to_change(person, interview))
    except KeyboardInterrupt:
        kept = drafts.Draft(interview.answers, id or "", now)
        if root is not None and interview.answers != Answers() and drafts.keep(root, kept):
            raise Kept from None
        raise
    if root is not None:
        drafts.forget(root)
    return made


def _made(
    library: Library, wish: Wish, answers: Answers, now: datetime, id: str | None, person: Person
) -> NewScenario | None:
    """The file of the answers; None where another title is needed for it."""
    title = answers.said("title")
    try:
        id = id or free(library, _id(title))
        path = place(library, answers.said("topic"), id, force=wish.force)
    except SnapError as error:
        if wish.id is not None:
            raise
        person.sorry(str(error))
        return None
    return NewScenario(path, as_text(answers, now.date(), library.settings.locale))


def _confirmed(
    library: Library, made: NewScenario, now: datetime, person: Person, encoding: str
) -> bool:
    """Show the whole of it on every channel, and ask whether to write it."""
    person.tell("")
    for line in show(messages(library, made.text, now), person.columns, person.colour, encoding):
        person.tell(line)
    try:
        return person.agrees(
            f"Write it to {shown(made.path)}?",
            "Yes writes the file. No lets you change an answer. Ctrl-C keeps a draft.",
        )
    except Back:
        return False


def _to_change(person: Person, interview: Interview) -> str:
    """The field of an answer that they want to give again."""
    words = {
        "what has happened": "status", "the next steps": "steps", "the time": "time",
        "the next news": "update", "how it ends": "outcome", "the title": "title",
        "the topic": "topic", "the channels": "channels",
    }  # fmt: skip
    while True:
        try:
            chosen = person.choose("What do you want to change?", tuple(words))
        except (Back, Skip):
            chosen = ""
        return words.get(chosen, "fit")


def _picked_up(root: Path, person: Person, now: datetime) -> drafts.Draft | None:
    """The draft that was kept, where they want to go on with it; else it is thrown away."""
    draft = drafts.kept(root)
    if draft is None:
        return None
    said = draft.answers.said("title") or draft.answers.said("status") or "without a title yet"
    words = said if len(said) <= 60 else f"{said[:59]}…"
    on = f"go on with “{words}”"
    try:
        chosen = person.choose(
            f"You stopped in the middle of something {_when(draft.at, now)}.",
            (on, "throw it away, and start anew"),
            default=on,
            help="It was kept when you stopped. Nothing of it stands in the library yet.",
        )
    except (Back, Skip):
        return None
    if chosen == on:
        return draft
    drafts.forget(root)
    return None


def _when(at: datetime, now: datetime) -> str:
    try:
        days = (now.date() - at.date()).days
    except TypeError:
        days = 0
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"


def introduce(person: Person) -> None:
    """Say what comes, before the first question."""
    person.say(
        "Short questions, one at a time. At each of them: help, back or skip. Ctrl-C stops, and "
        "what you have is kept.",
        indent=0,
    )


def _from_another(
    library: Library, wish: Wish, answers: Answers, now: datetime, person: Person | None,
    encoding: str,
) -> NewScenario:  # fmt: skip
    file, source = _origin(library, wish.origin or "")
    for problem in file.problems:
        if problem.rule != "bad-name":
            raise SnapError(problem.reason.partition("\n")[0], at=problem.at)
    given = [OPTIONS[field] for field, text in wish.given.texts.items() if text is not None]
    given += [
        option
        for option, texts in zip(
            ("--next-step", "--channel", "--blank"), wish.given[1:], strict=True
        )
        if texts
    ]
    wrong = [option for option in given if option not in _COPIED]
    if wrong:
        raise SnapError(
            f"--from keeps the words of {file.scenario.id}, so leave {' '.join(wrong)} out and "
            "change them in the new file, with: snap edit"
        )
    answers = answers.saying(topic=answers.said("topic") or file.scenario.topic)
    title = titled(wish.id or "")
    if person is not None:
        person.say(f"A copy of “{file.scenario.title}”, under a name of its own.", indent=0)
        asked = [question for question in QUESTIONS if question.field in ("title", "topic")]
        answers = Interview(person, library, now, answers, title=title).run(asked)
    answers = answers.saying(title=answers.said("title") or title)
    needed = [OPTIONS[field] for field in ("title", "topic") if not answers.said(field)]
    if needed:
        raise SnapError(f"without questions, snap needs these as well: {' '.join(needed)}")
    id = wish.id or _id(answers.said("title"))
    path = place(library, answers.said("topic"), id, force=wish.force)
    facts: dict[str, Tree] = {name: said for name in FACTS if (said := answers.said(name))}
    text, lacking = copied(file, source, library, {**facts, "reviewed": now.date().isoformat()})
    notes = [f"Its steps name the team {team}: add it to teams: in snap.yaml" for team in lacking]
    made = NewScenario(path, text, tuple(notes))
    if person is None or not person.agrees("Go through its words now?", default=False):
        return made
    copy = read_source(library, path, Source(shown(path), text))
    return made._replace(text=revised(library, copy, Given({}), (), now, person, encoding))


def _origin(library: Library, id: str) -> tuple[ScenarioFile, Library]:
    """A scenario to start from, of this library or else a shipped one, and its library."""
    if id in library.ids() or id.endswith((".yaml", ".yml")):
        file = find(library, id)
        if file.scenario.translation is not None:
            raise SnapError(
                f"--from: {id} is a translation: start from its original, {file.scenario.id}"
            )
        return file, library
    ours = open_library(shipped())
    if id in ours.ids():
        return find(ours, id), ours
    meant = did_you_mean(id, [*library.ids(), *ours.ids()]) or " See yours with: snap list"
    raise SnapError(
        f"--from: there is no scenario {quoted(id)}, here or among the shipped ones.{meant}"
    )


def _id(title: str) -> str:
    """An id from a title. Raises `SnapError` where it has no letters for one."""
    if not (id := slug(title)):
        raise SnapError(f"no id can be made of “{title}”: give one, as in snap new parcel-late")
    return id
