"""Asks the questions in a terminal: plain lines and numbers, which any terminal can show and any
screen reader can read out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from snapmsg import channels, locales
from snapmsg.config import Settings
from snapmsg.errors import did_you_mean
from snapmsg.promise import Duration, Moment, parse_duration, parse_moment
from snapmsg.schema import NAME
from snapmsg.terminal import Style, clean_line, paint
from snapmsg.wizard.answers import (
    Answers,
    BadAnswer,
    NewBlank,
    NewStep,
    as_fact,
    as_step,
    as_wording,
    typed,
    with_kinds,
    with_subject,
)
from snapmsg.wizard.questions import QUESTIONS, Question, as_channel, is_missing, told_time

PROMPT = "> "


class Person(NamedTuple):
    """Whoever answers: how to tell them a line, and how to read one of theirs.

    `read` takes the prompt. It raises `KeyboardInterrupt` where they stop.
    """

    tell: Callable[[str], None]
    read: Callable[[str], str]
    colour: bool = False

    def ask(self, text: str, example: str = "", default: str = "") -> str:
        """Ask, and give the answer without the spaces around it; `default` for none."""
        self.tell("")
        self.tell(paint(text, Style.BOLD, on=self.colour))
        if example:
            self.tell(f"  For example: {example}")
        if default:
            self.tell(f"  Enter takes: {clean_line(default)}")
        return self.read(PROMPT).strip() or default

    def choose(self, text: str, words: Sequence[str], default: str = "", none: str = "") -> str:
        """Ask for one of a few, by number or by the words; the words as they stand in `words`.

        `none` says what an empty answer means where there is no default: then it is empty.
        """
        self.tell("")
        self.tell(paint(text, Style.BOLD, on=self.colour))
        for number, line in enumerate(words, 1):
            self.tell(f"  {number}  {clean_line(line)}")
        if default or none:
            self.tell(f"  Enter takes: {clean_line(default)}" if default else f"  {none}")
        while True:
            answer = self.read(PROMPT).strip()
            if not answer and (default or none):
                return default
            found = _pick(answer, words)
            if found:
                return found
            self.sorry(f"type a number from 1 to {len(words)}")

    def sorry(self, reason: str) -> None:
        """Say what is wrong with an answer."""
        self.tell(f"  {paint('Not yet:', Style.BOLD, on=self.colour)} {clean_line(reason)}")


def _pick(answer: str, words: Sequence[str]) -> str:
    """The one of `words` that an answer names by its number, or by how it begins."""
    if answer.isascii() and answer.isdigit():
        return words[int(answer) - 1] if 0 < int(answer[:6]) <= len(words) else ""
    begin = [word for word in words if answer and word.lower().startswith(answer.lower())]
    same = [word for word in begin if word.lower() == answer.lower()]
    return same[0] if same else begin[0] if len(begin) == 1 else ""


class Interview:
    """The questions to one person, for one library; `answers` grows with each.

    `title` is what is proposed for the title, if anything.
    """

    def __init__(
        self,
        person: Person,
        settings: Settings,
        topics: Sequence[str],
        answers: Answers,
        title: str = "",
    ) -> None:
        self.person, self.settings, self.topics = person, settings, topics
        self.answers = answers
        self.title = title

    def run(self, questions: Sequence[Question] = QUESTIONS) -> Answers:
        """Ask those of the questions that have not been answered."""
        shared = self.settings.variables
        for name in self.answers.undeclared(shared):
            while not self._declare(name):
                self.person.sorry(f"{{{{ {name} }}}} needs this before it can stand")
        for question in questions:
            if is_missing(self.answers, question):
                self._ask(question)
        self.answers = with_kinds(with_subject(self.answers))
        return self.answers

    def _ask(self, question: Question) -> None:
        match question.field:
            case "steps":
                self._steps(question)
            case "time":
                self._time(question)
            case "topic":
                self._topic(question)
            case "channels":
                self._channels(question)
            case "title":
                self._text(question, default=self.title)
            case "subject":
                if self.answers.has_subject:
                    self._text(question, default=self.answers.said("title"))
            case _ if question.choices:
                words = question.choices
                said = self.person.choose(
                    question.ask, tuple(words.values()), none="Enter leaves it open."
                )
                self._set(question, next((word for word, s in words.items() if s == said), ""))
            case _:
                self._text(question)

    def _set(self, question: Question, value: str) -> None:
        self.answers = self.answers.saying(**{question.field: value})

    def _text(self, question: Question, default: str = "") -> None:
        ask = question.ask if question.needed or default else f"{question.ask} (Enter: leave out)"
        while True:
            said = self.person.ask(ask, question.example, default)
            if not said and not question.needed:
                return
            text = self._read(said, question.read)
            if text:
                self._set(question, text)
                return

    def _read(self, said: str, read: Callable[[str], str]) -> str:
        """An answer as read, its new blanks declared; empty where it has to be given again."""
        try:
            text = read(said)
        except BadAnswer as error:
            self.person.sorry(str(error))
            return ""
        if not text:
            self.person.sorry("this one is needed. Ctrl-C stops, and nothing is written")
            return ""
        if read is as_wording:
            probe = self.answers.saying(status=text)
            for name in probe.undeclared(self.settings.variables):
                if not self._declare(name):
                    return ""
        return text

    def _declare(self, name: str) -> bool:
        """Ask what a new blank is. False where the answer that has it is to be given again."""
        meant = did_you_mean(name, self.settings.variables)
        about = ""
        while not about:
            about = self.person.ask(
                f"{{{{ {name} }}}} is a new blank.{meant} What is it, in a few words? "
                "(Enter: go back)",
                "the order number",
            )
            if not about:
                return False
            about = self._fact(about)
        example = ""
        while not example:
            example = self._fact(self.person.ask(f"An example of {{{{ {name} }}}}?", "A-10293"))
        blank = NewBlank(name, example, about)
        self.answers = replace(self.answers, blanks=(*self.answers.blanks, blank))
        return True

    def _fact(self, said: str) -> str:
        try:
            return as_fact(said)
        except BadAnswer as error:
            self.person.sorry(str(error))
            return ""

    def _steps(self, question: Question) -> None:
        steps: list[NewStep] = []
        while True:
            if steps:
                said = self.person.ask("And then? (Enter: no more steps)")
                if not said:
                    break
            else:
                said = self.person.ask(question.ask, question.example)
            step = self._step(said)
            if step is not None:
                steps.append(step)
        self.answers = replace(self.answers, steps=tuple(steps))

    def _step(self, said: str) -> NewStep | None:
        """One step, of which it may have been said already who does it: `us: …`."""
        try:
            step = as_step(said)
        except BadAnswer as error:
            if said.partition(":")[0].partition("(")[0].strip().lower() in ("us", "you", "they"):
                self.person.sorry(str(error))
                return None
            step = NewStep("", said)
        text = self._read(step.text, as_wording)
        if not text or (step.who and not self._read(step.who, as_wording)):
            return None
        if step.owner:
            return step
        owner = self.person.choose("Who does that?", tuple(_OWNERS), default=next(iter(_OWNERS)))
        who = ""
        while _OWNERS[owner] == "they" and not who:
            who = self._read(self.person.ask("Who is it?", "the carrier"), as_wording)
        return NewStep(_OWNERS[owner], text, who)

    def _time(self, question: Question) -> None:
        while True:
            said = self.person.ask(question.ask, question.example)
            text = self._read(said, as_wording)
            if not text:
                continue
            try:
                key, value = typed(text)
            except BadAnswer as error:
                self.person.tell(f"  Snap cannot reckon with that: {clean_line(str(error))}")
                again = self.person.ask(
                    "A time that it can reckon with? (Enter: keep your own words)",
                    "2 working days",
                )
                if again:
                    said = again
                    text = self._read(again, as_wording)
                    if not text:
                        continue
                    try:
                        key, value = typed(text)
                    except BadAnswer:
                        key = ""
                else:
                    key = ""
            self.answers = self.answers.saying(time=text)
            if key:
                self._settled_or_heard(key, value)
            elif told := told_time(self.answers):
                self.person.tell(f"  {clean_line(told)}")
            return

    def _settled_or_heard(self, key: str, value: str) -> None:
        """Ask what a typed time promises: that it is settled by then, or that they hear by then."""
        term: Duration | Moment
        term = parse_duration(value) if key == "within" else parse_moment(value)
        locale = locales.get(self.settings.locale)
        phrase = locale.phrase(term)
        settled = locale.sayings.promise.format(promise=phrase)
        heard = locale.sayings.update.format(update=phrase)
        said = self.person.choose("What do you promise by then?", (settled, heard), settled)
        if said == heard:
            self.answers = self.answers.saying(time="", update=self.answers.said("time"))

    def _topic(self, question: Question) -> None:
        while True:
            self.person.tell("")
            self.person.tell(paint(question.ask, Style.BOLD, on=self.person.colour))
            for number, name in enumerate(self.topics, 1):
                self.person.tell(f"  {number}  {name}")
            more = "or type the name of a new one" if self.topics else f"such as {question.example}"
            self.person.tell(
                f"  Type a number, {more}." if self.topics else f"  Type a name, {more}."
            )
            said = self.person.read(PROMPT).strip()
            text = self._read(_pick(said, self.topics) or said, question.read)
            if text:
                self._set(question, text)
                return

    def _channels(self, question: Question) -> None:
        known = {name: channels.get(name) for name in channels.names()}
        default = self.settings.channels
        self.person.tell("")
        self.person.tell(paint(question.ask, Style.BOLD, on=self.person.colour))
        for number, channel in enumerate(known.values(), 1):
            self.person.tell(f"  {number}  {channel.label}: {channel.about}")
        self.person.tell("  For example: 1 3")
        self.person.tell(f"  Enter takes: {', '.join(known[name].label for name in default)}")
        while self.answers.channels is None:
            said = self.person.read(PROMPT).replace(",", " ").replace(" and ", " ").split()
            try:
                found = [as_channel(_pick(word, tuple(known)) or word) for word in said]
            except BadAnswer as error:
                self.person.sorry(str(error))
                continue
            names = tuple(dict.fromkeys(found)) or default
            self.answers = replace(self.answers, channels=names)


_OWNERS: Mapping[str, str] = {"us": "us", "the customer": "you", "somebody else": "they"}


def introduction(settings: Settings) -> tuple[str, ...]:
    """What to say before the first question."""
    blanks = [name for name in settings.variables if NAME.fullmatch(name)]
    yours = f" Yours: {', '.join(blanks)}." if blanks else ""
    return (
        "A few questions, one at a time. Ctrl-C stops, and nothing is written.",
        "What differs from customer to customer is a blank, such as {{ order_no }}." + yours,
    )
