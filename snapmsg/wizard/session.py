"""One run of the wizard: from what was given and asked to a file that can be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from snapmsg.errors import SnapError, did_you_mean, quoted
from snapmsg.files import shown
from snapmsg.library import Library, ScenarioFile, find, open_library, shipped, topic_of
from snapmsg.wizard.advising import too_long
from snapmsg.wizard.answers import FACTS, Answers, BadAnswer, as_id, as_text, slug, titled
from snapmsg.wizard.copying import copied
from snapmsg.wizard.interview import Interview, introduce
from snapmsg.wizard.layout import Tree
from snapmsg.wizard.person import Person
from snapmsg.wizard.placing import free, place
from snapmsg.wizard.questions import (
    OPTIONS,
    QUESTIONS,
    Given,
    finished,
    read_given,
    told_times,
)

_COPIED = frozenset(OPTIONS[field] for field in (*FACTS, "topic"))


class Wish(NamedTuple):
    """What was asked for: an id or none, what options gave, and a scenario to start from."""

    id: str | None
    given: Given
    origin: str | None = None
    force: bool = False


class NewScenario(NamedTuple):
    """A scenario that can be written: where, its text, and what its author should be told."""

    path: Path
    text: str
    notes: tuple[str, ...] = ()


def new_scenario(library: Library, wish: Wish, now: datetime, person: Person | None) -> NewScenario:
    """The scenario that is wished for; what is missing is asked of `person`, where there is one.

    Raises `SnapError` where the wish cannot be kept, with every option that is still needed.
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
    make = _from_another if wish.origin is not None else _from_answers
    return make(library, wish, answers, now, person)


def _from_answers(
    library: Library, wish: Wish, answers: Answers, now: datetime, person: Person | None
) -> NewScenario:
    settings = library.settings
    title = titled(wish.id or "")
    if person is None:
        answers = answers.saying(title=answers.said("title") or title)
        answers = finished(answers, settings.variables, settings.channels)
    else:
        introduce(person, settings)
        answers = Interview(person, settings, topics(library), answers, title).run()
    id = wish.id or _id(library, answers.said("title"), person)
    path = place(library, answers.said("topic"), id, force=wish.force)
    text = as_text(answers, now.date(), settings.locale)
    notes = list(told_times(answers)) if person is None else []
    for excess in too_long(library, path, text, now):
        name, label = excess.channel.name, excess.channel.label
        left = tuple(each for each in answers.channels or () if each != name)
        if person is not None and left:
            keep = f"keep {label}, and write it shorter in the file, under short:"
            leave = f"leave {label} out for now"
            if person.choose(str(excess), (leave, keep), default=leave) == leave:
                answers = replace(answers, channels=left)
        elif excess.channel.brief:
            notes.append(f"{excess} Write it shorter in the file, under short:")
    return NewScenario(path, as_text(answers, now.date(), settings.locale), tuple(notes))


def _from_another(
    library: Library, wish: Wish, answers: Answers, now: datetime, person: Person | None
) -> NewScenario:
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
            "change them in the new file"
        )
    answers = answers.saying(topic=answers.said("topic") or file.scenario.topic)
    title = titled(wish.id or "")
    if person is not None:
        person.say(f"A copy of “{file.scenario.title}”, under a name of its own.", indent=0)
        asked = [question for question in QUESTIONS if question.field in ("title", "topic")]
        answers = Interview(person, library.settings, topics(library), answers, title).run(asked)
    answers = answers.saying(title=answers.said("title") or title)
    needed = [OPTIONS[field] for field in ("title", "topic") if not answers.said(field)]
    if needed:
        raise SnapError(f"without questions, snap needs these as well: {' '.join(needed)}")
    id = wish.id or _id(library, answers.said("title"), person)
    path = place(library, answers.said("topic"), id, force=wish.force)
    facts: dict[str, Tree] = {name: said for name in FACTS if (said := answers.said(name))}
    text, lacking = copied(file, source, library, {**facts, "reviewed": now.date().isoformat()})
    notes = [f"Its steps name the team {team}: add it to teams: in snap.yaml" for team in lacking]
    return NewScenario(path, text, tuple(notes))


def _origin(library: Library, id: str) -> tuple[ScenarioFile, Library]:
    """A scenario to start from, of this library or else a shipped one, and its library."""
    if id in library.ids() or id.endswith((".yaml", ".yml")):
        return find(library, id), library
    ours = open_library(shipped())
    if id in ours.ids():
        return find(ours, id), ours
    meant = did_you_mean(id, [*library.ids(), *ours.ids()]) or " See yours with: snap list"
    raise SnapError(
        f"--from: there is no scenario {quoted(id)}, here or among the shipped ones.{meant}"
    )


def _id(library: Library, title: str, person: Person | None) -> str:
    """An id: as proposed from the title, or as somebody wants it."""
    proposed = slug(title)
    if person is None:
        if not proposed:
            raise SnapError(f"no id can be made of “{title}”: give one, as in snap new parcel-late")
        return proposed
    while True:
        said = person.ask(
            "What is its id? It is the name of its file, too.",
            "" if proposed else "parcel-late",
            free(library, proposed) if proposed else "",
        )
        try:
            id = as_id(said)
        except BadAnswer as error:
            person.sorry(str(error))
            continue
        if id not in library.ids():
            return id
        person.sorry(f"{shown(library.ids()[id][0])} has this id already")


def topics(library: Library) -> Sequence[str]:
    """The topics that the library has, in order."""
    return sorted({topic for path in library.files if (topic := topic_of(library, path))})
