"""The questions of the wizard: what each asks, in plain words, and how its answer is read.

One table for both ways to answer: in a terminal, and with options in a script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from snapmsg import channels, model
from snapmsg.channels.status_page import STATES
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.wizard.answers import (
    Answers,
    BadAnswer,
    conflicts,
    unused,
    with_heads,
    with_kinds,
)
from snapmsg.wizard.reading import (
    as_blank,
    as_choice,
    as_fact,
    as_owner,
    as_saying,
    as_sentence,
    as_step,
    as_time,
    as_title,
    as_topic,
    as_wording,
    typed,
)

_T = TypeVar("_T")


class Question(NamedTuple):
    """One question: the field of `Answers` that it fills, and the option that answers it as well.

    `help` says why it is asked, for who types help. `choices` maps each answer that there is to
    the words that say it. A question that is not `needed` may be left out; of the two times, only
    one may.
    """

    field: str
    option: str
    ask: str
    help: str
    read: Callable[[str], str] = as_fact
    choices: Mapping[str, str] = {}
    needed: bool = True


def _spaced(words: Iterable[str]) -> dict[str, str]:
    return {word: word.replace("_", " ") for word in words}


_STARTS = dict(
    zip(model.STARTS, ("they wrote to us", "we write first", "they posted in public"), strict=True)
)

_STATES = dict(
    zip(
        STATES,
        ("looking for the cause", "the cause is known", "mended, and watched", "all is well again"),
        strict=True,
    )
)

QUESTIONS = (
    Question(
        "status", "--status",
        "What has happened, and where do things stand for the customer?",
        "Write it as you would tell this one customer. Type real numbers and names: snap finds "
        "them, and asks whether they differ from customer to customer.",
        as_sentence,
    ),
    Question(
        "steps", "--next-step",
        "What happens next? One step at a time.",
        "What is done now, and by whom: you, the customer, or somebody else. If there is nothing "
        "to do for the customer, say so: You do not need to do anything.",
        as_sentence,
    ),
    Question(
        "time", "--time",
        "By when is it settled, at the latest?",
        "A number with a unit, a day or a clock time. snap counts working days and hours by your "
        "opening hours. If nobody can know it yet, press Enter: then the next question matters.",
        as_time,
        needed=False,
    ),
    Question(
        "update", "--update",
        "When do they hear from you next, even if nothing has changed?",
        "A promise that you can always keep, because it is about you and not about the problem.",
        as_time,
        needed=False,
    ),
    Question(
        "outcome", "--outcome",
        "How will it end for them?",
        "What the customer will have, or can do, when it is over. If you must say no: what they "
        "have instead.",
        as_sentence,
    ),
    Question(
        "title", "--title",
        "What do you call this situation among yourselves?",
        "Colleagues find it by this name. Customers never see it.",
        as_title,
    ),
    Question(
        "situation", "--situation",
        "When should a colleague choose this message?",
        "One sentence, so that it is not sent where it does not fit. Customers never see it.",
        needed=False,
    ),
    Question(
        "topic", "--topic",
        "Which topic does it belong to? Each topic is a folder.",
        "Choose one that is there, or type a new one.",
        as_topic,
    ),
    Question(
        "channels", "--channel",
        "Where do you send it?",
        "Numbers or names, as many as you like. Each channel has its own form and its own limit.",
        needed=False,
    ),
    Question(
        "subject", "--subject",
        "What is the subject of the email?",
        "What has happened, in a few words: phones show some 40 letters of it. No names or sums: "
        "it shows on locked screens.",
        as_wording,
    ),
    Question(
        "headline", "--headline",
        "What is the headline on the status page?",
        "What does not work, for whom, in one line. Everybody can read it.",
        as_wording,
    ),
    Question(
        "state", "--state",
        "How far are you?",
        "The status page shows it beside the headline.",
        read=as_choice(STATES), choices=_STATES,
    ),
    Question(
        "feeling", "--feeling",
        "How does the customer most likely feel?",
        "So that colleagues, and the rules, read the words as this customer will.",
        read=as_choice(model.FEELINGS), choices=_spaced(model.FEELINGS), needed=False,
    ),
    Question(
        "starts", "--starts",
        "Who starts?",
        "An answer begins differently from news that nobody has asked for.",
        read=as_choice(model.STARTS), choices=_STARTS, needed=False,
    ),
    Question(
        "impact", "--impact",
        "How much does it hurt the customer?",
        "Where it hurts much, the rules ask for more: a way to a person, news before weeks pass.",
        read=as_choice(model.IMPACTS), choices=_spaced(model.IMPACTS), needed=False,
    ),
    Question(
        "owner", "--owner",
        "Who keeps this text true: which team or person?",
        "They are asked to read it again from time to time. A team outlasts a person.",
        as_owner,
    ),
)  # fmt: skip
"""Every question, in the order in which it is asked."""

_IN_SHORT = "Text messages and X are brief. The long text stays on the other channels."
SHORTER = (
    Question("short_status", "--short-status", "What has happened, in fewer words?", _IN_SHORT,
             as_sentence),
    Question("short_steps", "--short-next-steps", "What happens next, in fewer words?", _IN_SHORT,
             as_sentence),
    Question("short_time", "--short-time", "By when, in fewer words?",
             f"{_IN_SHORT} {{{{ promise }}}} and {{{{ update }}}} stand for the times.", as_saying),
    Question("short_outcome", "--short-outcome", "How does it end, in fewer words?", _IN_SHORT,
             as_sentence),
)  # fmt: skip
"""What is asked where a message is too long for a brief channel: the four parts again."""

FIT = Question("fit", "", "", "Customers pay with their attention, and you by the part.")
"""What is asked where a message is longer than a channel takes: no answer of its own."""

OUTER = (
    Question("opening", "--opening", "How does it begin?",
             "What stands before the four parts: that you see what this is for them.",
             as_sentence, needed=False),
    Question("say", "--say", "How do you say the time?",
             "{{ promise }} and {{ update }} stand for the times.", as_saying, needed=False),
    Question("closing", "--closing", "How does it close?",
             "What stands after the four parts: how they reach a person.",
             as_sentence, needed=False),
)  # fmt: skip
"""What a scenario may say beside, and is asked for only where it says it."""

OPTIONS = {question.field: question.option for question in (*QUESTIONS, *SHORTER, *OUTER)}
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
    readers = {question.field: question.read for question in (*QUESTIONS, *SHORTER, *OUTER)}
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
        case "subject" | "headline" | "state":
            return answers.needs(question.field) and not answers.said(question.field)
    return not answers.said(question.field)


def finished(
    answers: Answers, shared: Mapping[str, model.Variable], default_channels: tuple[str, ...]
) -> Answers:
    """Answers as given with options, made whole: nobody can be asked.

    Raises `SnapError` naming every option that is still needed.
    """
    if answers.channels is None:
        answers = replace(answers, channels=default_channels)
    answers = with_heads(answers, shared)
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
        case "subject" | "headline" if not answers.said("status"):
            return False  # the status may yet give one
    return question.needed and is_missing(answers, question)


def told_times(answers: Answers, locale: str) -> Iterator[str]:
    """What to say of each time that is no typed promise: why snap cannot count with it."""
    for field in ("time", "update"):
        time = answers.said(field).removesuffix(".")
        try:
            if time:
                typed(time, locale)
        except BadAnswer as error:
            yield f"The time stands in your own words: {str(error).removesuffix('.')}."


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        raise SnapError("\n".join(faults))
