"""The questions of the wizard: what each asks, in plain words, and how its answer is read.

One table for both ways to answer: in a terminal, and with options in a script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from snapmsg import channels, model
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.wizard.answers import (
    Answers,
    BadAnswer,
    as_blank,
    as_choice,
    as_fact,
    as_sentence,
    as_step,
    as_time,
    as_topic,
    as_wording,
    conflicts,
    typed,
    unused,
    with_kinds,
    with_subject,
)

_T = TypeVar("_T")


class Question(NamedTuple):
    """One question: the field of `Answers` that it fills, and the option that answers it as well.

    `choices` maps each answer that there is to the words that say it. A question that is not
    `needed` may be left out; of the two times, only one may.
    """

    field: str
    option: str
    ask: str
    example: str = ""
    read: Callable[[str], str] = as_fact
    choices: Mapping[str, str] = {}
    needed: bool = True


def _spaced(words: Iterable[str]) -> dict[str, str]:
    return {word: word.replace("_", " ") for word in words}


_STARTS = dict(
    zip(model.STARTS, ("they wrote to us", "we write first", "they posted in public"), strict=True)
)

QUESTIONS = (
    Question(
        "status", "--status",
        "What has happened, and where do things stand for the customer?",
        "Order {{ order_no }} is late. It is at the depot in Leeds, and it is not lost.",
        as_sentence,
    ),
    Question(
        "steps", "--next-step",
        "What happens next? One step at a time; Enter when there are no more.",
        "We have asked the carrier to put it on the next van.",
        as_sentence,
    ),
    Question(
        "time", "--time",
        "By when is it settled, at the latest?",
        "2 working days. Or: Friday 17:00",
        as_time,
        needed=False,
    ),
    Question(
        "update", "--update",
        "When do they hear from you next, even if nothing has changed?",
        "tomorrow 12:00. Or: 1 working day",
        as_time,
        needed=False,
    ),
    Question(
        "outcome", "--outcome",
        "How will it end for them?",
        "You will have everything you ordered, or your money back.",
        as_sentence,
    ),
    Question(
        "title", "--title",
        "What do you call this situation among yourselves?",
        "Parcel is late",
    ),
    Question(
        "situation", "--situation",
        "When should a colleague choose this message?",
        "The carrier has the parcel but has missed the day we gave.",
        needed=False,
    ),
    Question(
        "topic", "--topic",
        "Which topic does it belong to? Each topic is a folder.",
        "delivery",
        as_topic,
    ),
    Question("channels", "--channel", "Where do you send it?", needed=False),
    Question(
        "subject", "--subject",
        "What is the subject of the email?",
        "Your order {{ order_no }} is late",
        as_wording,
    ),
    Question(
        "feeling", "--feeling",
        "How does the customer most likely feel?",
        read=as_choice(model.FEELINGS), choices=_spaced(model.FEELINGS), needed=False,
    ),
    Question(
        "starts", "--starts",
        "Who starts?",
        read=as_choice(model.STARTS), choices=_STARTS, needed=False,
    ),
    Question(
        "impact", "--impact",
        "How much does it hurt the customer?",
        read=as_choice(model.IMPACTS), choices=_spaced(model.IMPACTS), needed=False,
    ),
    Question(
        "owner", "--owner",
        "Who keeps this text true: which team or person?",
        "delivery-leads",
    ),
)  # fmt: skip
"""Every question, in the order in which it is asked."""

OPTIONS = {question.field: question.option for question in QUESTIONS}
"""The option that answers each question."""


class Given(NamedTuple):
    """What was given with options, as typed: single texts by field, and those that repeat."""

    texts: Mapping[str, str | None]
    steps: Sequence[str] = ()
    channels: Sequence[str] = ()
    blanks: Sequence[str] = ()


def read_given(given: Given, shared: Mapping[str, object]) -> Answers:
    """The answers that options give. Raises `SnapError` with all that is wrong with them."""
    faults: list[str] = []
    readers = {question.field: question.read for question in QUESTIONS}
    found: dict[str, str] = {}
    for field, text in given.texts.items():
        if text is None:
            continue
        try:
            found[field] = readers[field](text)
            if not found[field]:
                raise BadAnswer("it is empty: write something, or leave the option out")
        except BadAnswer as error:
            faults.append(f"{OPTIONS[field]}: {error}")
    names = dict.fromkeys(_each(as_channel, given.channels, "--channel", faults))
    answers = Answers(
        found,
        tuple(_each(as_step, given.steps, "--next-step", faults)),
        tuple(names) or None,
        tuple(_each(as_blank, given.blanks, "--blank", faults)),
    )
    faults += conflicts(answers, shared)
    _refuse(faults)
    return answers


def _each(
    read: Callable[[str], _T], texts: Iterable[str], option: str, faults: list[str]
) -> list[_T]:
    found = []
    for text in texts:
        try:
            found.append(read(text))
        except BadAnswer as error:
            faults.append(f"{option}: {error}")
    return found


def as_channel(text: str) -> str:
    """The name of a channel. Raises `BadAnswer`."""
    name = text.strip().lower().replace("-", "_").replace(" ", "_")
    if name not in channels.names():
        meant = did_you_mean(name, channels.names())
        raise BadAnswer(
            f"“{text.strip()[:40]}” is no channel.{meant} The channels are: "
            f"{', '.join(channels.names())}"
        )
    return name


def is_missing(answers: Answers, question: Question) -> bool:
    """Whether nobody has answered a question yet."""
    match question.field:
        case "steps":
            return not answers.steps
        case "channels":
            return answers.channels is None
        case "subject":
            return answers.has_subject and not answers.said("subject")
    return not answers.said(question.field)


def finished(
    answers: Answers, shared: Mapping[str, model.Variable], default_channels: tuple[str, ...]
) -> Answers:
    """Answers as given with options, made whole: nobody can be asked.

    Raises `SnapError` naming every option that is still needed.
    """
    if answers.channels is None:
        answers = replace(answers, channels=default_channels)
    answers = with_subject(answers, shared)
    needed = [q.option for q in QUESTIONS if _is_lacking(answers, q)]
    faults = []
    if needed:
        faults.append(f"without questions, snap needs these as well: {' '.join(needed)}")
    for name in answers.undeclared(shared):
        faults.append(
            f"{{{{ {name} }}}} is declared nowhere: say what it is with "
            f"--blank '{name}=an example: what it is'"
        )
    faults += unused(answers) if not needed else ()
    _refuse(faults)
    return with_kinds(answers)


def _is_lacking(answers: Answers, question: Question) -> bool:
    """Whether a file cannot be made without an answer: one of the two times is enough."""
    match question.field:
        case "time":
            return not (answers.said("time") or answers.said("update"))
        case "subject" if not answers.said("status"):
            return False  # the status may yet give one
    return question.needed and is_missing(answers, question)


def told_times(answers: Answers) -> Iterator[str]:
    """What to say of each time that is no typed promise: why snap cannot count with it."""
    for field in ("time", "update"):
        time = answers.said(field).removesuffix(".")
        try:
            if time:
                typed(time)
        except BadAnswer as error:
            yield f"The time stands in your own words: {str(error).removesuffix('.')}."


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        raise SnapError("\n".join(faults))
