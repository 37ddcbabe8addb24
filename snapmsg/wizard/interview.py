"""Asks a person the questions that nothing has answered yet, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from snapmsg import channels, locales, model
from snapmsg.config import Settings
from snapmsg.errors import did_you_mean
from snapmsg.promise import Duration, Moment, parse_duration, parse_moment
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
from snapmsg.wizard.person import Person, numbered, pick
from snapmsg.wizard.questions import QUESTIONS, Question, as_channel, is_missing

_OWNERS: Mapping[str, str] = {"us": "us", "the customer": "you", "somebody else": "they"}
_BEGIN = {"you": "the customer", "your": "the customer", "please": "the customer"}


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
        for name in self.answers.undeclared(self.settings.variables):
            while not self._declare(name):
                self.person.sorry("what is it, in a few words?")
        for question in questions:
            if is_missing(self.answers, question):
                self._ask(question)
        uses = self.answers.uses()
        blanks = tuple(blank for blank in self.answers.blanks if blank.name in uses)
        return with_kinds(with_subject(replace(self.answers, blanks=blanks)))

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
                said = self.person.choose(question.ask, tuple(words.values()))
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
            new = self.answers.saying(status=text).undeclared(self.settings.variables)
            if not all(map(self._declare, new)):
                return ""
        return text

    def _declare(self, name: str) -> bool:
        """Ask what a new blank is. False where the answer that has it is to be given again."""
        meant = did_you_mean(name, self.settings.variables)
        about = example = ""
        while not about:
            about = self.person.ask(
                f"{{{{ {name} }}}} is a new blank.{meant} What is it, in a few words? "
                "(Enter: back to your answer)",
                "the order number",
            )
            if not about:
                return False
            about = self._fact(about)
        while not example:
            example = self._fact(self.person.ask(f"And an example of {{{{ {name} }}}}?", "A-10293"))
        blank = NewBlank(name, example, about)
        self.answers = replace(self.answers, blanks=(*self.answers.blanks, blank))
        return True

    def _fact(self, said: str) -> str:
        return self._read(said, as_fact)

    def _steps(self, question: Question) -> None:
        steps: list[NewStep] = []
        while True:
            if steps:
                said = self.person.ask("And then? (Enter: that is all)")
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
            lead = said.partition(":")[0].partition("(")[0].strip().lower()
            if lead in model.OWNERS and ":" in said:
                self.person.sorry(str(error))
                return None
            step = NewStep("", said)
        text = self._read(step.text, as_wording)
        if not text or (step.who and not self._read(step.who, as_wording)):
            return None
        if step.owner:
            return step
        likely = _BEGIN.get(text.split()[0].lower(), "us")
        owner = self.person.choose("Who does that?", tuple(_OWNERS), likely)
        who = ""
        while _OWNERS[owner] == "they" and not who:
            who = self._read(self.person.ask("Who is it?", "the carrier"), as_wording)
        return NewStep(_OWNERS[owner], text, who)

    def _time(self, question: Question) -> None:
        ask, own = question.ask, ""
        while True:
            said = self.person.ask(ask, question.example)
            if own and not said:
                self._set(question, own)
                return
            text = self._read(said, as_wording)
            if not text:
                continue
            try:
                key, value = typed(text)
            except BadAnswer as error:
                self.person.say(str(error))
                ask, own = "Another time? (Enter: keep your own words)", text
                continue
            self._set(question, text)
            self._settled_or_heard(key, value)
            return

    def _settled_or_heard(self, key: str, value: str) -> None:
        """Ask what a typed time promises: that it is settled by then, or that they hear by then."""
        term: Duration | Moment
        term = parse_duration(value) if key == "within" else parse_moment(value)
        locale = locales.get(self.settings.locale)
        phrase = locale.phrase(term)
        settled = locale.sayings.promise.format(promise=phrase)
        heard = locale.sayings.update.format(update=phrase)
        said = self.person.choose("Which of the two do you promise?", (settled, heard), settled)
        if said == heard:
            self.answers = self.answers.saying(time="", update=self.answers.said("time"))

    def _topic(self, question: Question) -> None:
        more = "Or type the name of a new one." if self.topics else f"Such as {question.example}"
        while True:
            self.person.pose(question.ask, *numbered(self.topics), more)
            said = self.person.answer()
            text = self._read(pick(said, self.topics) or said, question.read)
            if text:
                self._set(question, text)
                return

    def _channels(self, question: Question) -> None:
        known = {name: channels.get(name) for name in channels.names()}
        default = self.settings.channels
        usual = ", ".join(known[name].label for name in default)
        self.person.pose(
            question.ask,
            *numbered([f"{channel.label}: {channel.about}" for channel in known.values()]),
            "For example: 1 3",
            f"Enter takes: {usual}",
        )
        while self.answers.channels is None:
            said = self.person.answer().replace(",", " ").replace(" and ", " ").split()
            try:
                found = [as_channel(pick(word, tuple(known)) or word) for word in said]
            except BadAnswer as error:
                self.person.sorry(str(error))
                continue
            names = tuple(dict.fromkeys(found)) or default
            self.answers = replace(self.answers, channels=names)


def introduce(person: Person, settings: Settings, answers: Answers) -> None:
    """Say what comes, before the first question."""
    count = sum(is_missing(answers, question) for question in QUESTIONS)
    asked = f"{count} short questions, one at a time" if count != 1 else "One short question"
    person.say(f"{asked}. Ctrl-C stops, and nothing is written.", indent=0)
    person.say(
        "What differs from customer to customer is a blank: a name in double braces, such as "
        "{{ order_no }}.",
        indent=0,
    )
    if settings.variables:
        person.say(f"You have these already: {', '.join(settings.variables)}.", indent=0)
