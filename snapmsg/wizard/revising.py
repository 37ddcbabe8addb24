"""Asks the same questions of a scenario that is there, and changes only the words they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from snapmsg.errors import SnapError
from snapmsg.library import Library, ScenarioFile
from snapmsg.model import Part
from snapmsg.wizard.answers import Answers, BadAnswer, NewStep
from snapmsg.wizard.editing import answers_of, changed
from snapmsg.wizard.interview import Interview
from snapmsg.wizard.near_times import meant
from snapmsg.wizard.person import Back, Person, Skip
from snapmsg.wizard.questions import (
    OPTIONS,
    OUTER,
    QUESTIONS,
    SHORTER,
    Given,
    Question,
    read_given,
)
from snapmsg.wizard.reading import is_typed, typed

PARTS: Mapping[str, tuple[str, ...]] = {
    Part.STATUS: ("status", "short_status"),
    Part.NEXT_STEPS: ("steps", "short_steps"),
    Part.APPROXIMATE_TIME: ("time", "update", "say", "short_time"),
    Part.PLANNED_OUTCOME: ("outcome", "short_outcome"),
}
"""The answers of each part, and the same in fewer words."""

_OPENING, _SAY, _CLOSING = OUTER
_ASKED = (_OPENING, *QUESTIONS[:4], _SAY, QUESTIONS[4], _CLOSING, *SHORTER, *QUESTIONS[5:])
_NOT_HERE = ("topic", "channels")
_ALWAYS = frozenset(
    ["status", "steps", "time", "update", "outcome", "title", "situation", "feeling", "starts",
     "impact", "owner"]
)  # fmt: skip


def revised(
    library: Library, file: ScenarioFile, given: Given, parts: Sequence[str], now: datetime,
    person: Person | None, encoding: str = "utf-8",
) -> str:  # fmt: skip
    """A scenario's text with other words: those that options give, else those that `person` says.

    `parts` are the ones of the four to ask about; none asks what to change. Raises `SnapError`
    where the file has a problem, where nothing is to be changed, or where it cannot be done.
    """
    for problem in file.problems:
        raise SnapError(problem.reason.partition("\n")[0], at=problem.at)
    variables = {**library.settings.variables, **file.scenario.variables}
    before = answers_of(file)
    answers = read_given(given, variables)
    _check_times(before, given, now, library.settings.locale)
    texts = {name: text for name, text in answers.texts.items() if name != "topic"}
    after = replace(
        before,
        texts={**before.texts, **texts},
        steps=_matched(answers.steps, before.steps) or before.steps,
        blanks=answers.blanks,
    )
    source, locale = file.scenario.source, library.settings.locale

    def text_of(answers: Answers) -> str:
        return changed(source, before, answers, locale)

    if texts or answers.steps:
        for name in after.undeclared(variables):
            raise SnapError(
                f"{{{{ {name} }}}} is declared nowhere: say what it is with "
                f"--blank '{name}=an example: what it is'"
            )
        return text_of(after)
    if person is None:
        options = " ".join(OPTIONS[q.field] for q in _asked_of(before))
        raise SnapError(f"without questions, say what to change, with one of: {options}")
    questions = _asked_of(before)
    wanted = [f for part in parts for f in PARTS[part]] or _wanted(person, questions)
    chosen = [q for q in questions if q.field in wanted]
    interview = Interview(
        person, library, now, before, confirm=[q.field for q in chosen], fresh=False,
        encoding=encoding, text_of=text_of, variables=variables,
    )  # fmt: skip
    interview.show()
    return text_of(interview.run(chosen))


def _check_times(before: Answers, given: Given, now: datetime, locale: str) -> None:
    """Raise `SnapError` where a typed time would become words that nobody can reckon with."""
    for field in ("time", "update"):
        said = given.texts.get(field)
        if said is None or not is_typed(before.said(field)):
            continue
        try:
            typed(said, locale)
        except BadAnswer as error:
            raise SnapError(
                f"{OPTIONS[field]}: {error}.{meant(said, now.date(), locale)} "
                f"To say it in words, use {OPTIONS['say']}"
            ) from None


def _asked_of(answers: Answers) -> list[Question]:
    """The questions of a scenario: of what it need not say, only what it says."""
    return [
        question
        for question in _ASKED
        if question.field not in _NOT_HERE
        and (question.field in _ALWAYS or answers.said(question.field))
    ]


def _wanted(person: Person, questions: Sequence[Question]) -> list[str]:
    """The fields that they want to change: of one part, of all, or of what colleagues read."""
    words: dict[str, tuple[str, ...]] = {
        "everything, one question after another": tuple(q.field for q in questions)
    }
    words |= {Part(part).words: fields for part, fields in PARTS.items()}
    covered = {field for fields in PARTS.values() for field in fields}
    words["the rest"] = tuple(q.field for q in questions if q.field not in covered)
    try:
        chosen = person.choose(
            "What do you want to change?", tuple(words), default=next(iter(words)),
            help="Of each question, Enter keeps what the file says.",
        )  # fmt: skip
    except (Back, Skip):
        chosen = next(iter(words))
    return list(words[chosen])


def _matched(said: tuple[NewStep, ...], held: tuple[NewStep, ...]) -> tuple[NewStep, ...]:
    """Steps that were given anew, where one is as before with its place in the file."""
    known = {(step.owner, step.text): step for step in held}
    return tuple(known.get((step.owner, step.text), step) for step in said)
