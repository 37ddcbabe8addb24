"""Asks a person the questions that nothing has answered yet, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from snapmsg import channels, model
from snapmsg.config import Settings
from snapmsg.wizard.answers import (
    Answers,
    BadAnswer,
    NewBlank,
    NewStep,
    as_fact,
    as_sentence,
    as_step,
    as_time,
    as_wording,
    renamed,
    typed,
    with_kinds,
)
from snapmsg.wizard.person import Person, numbered, pick
from snapmsg.wizard.questions import QUESTIONS, Question, as_channel, is_missing

_OWNERS: Mapping[str, str] = {"us": "us", "the customer": "you", "somebody else": "they"}
_WORDS: Mapping[str, str] = {
    "we": "us", "our team": "us", "you": "the customer", "they": "somebody else",
    "them": "somebody else",
}  # fmt: skip
"""Other words for who does a step."""
_READ_BY_CUSTOMERS = (as_wording, as_sentence, as_time)
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
            meant = self._meant(name)
            if meant:
                self.answers = self.answers.renaming(name, meant)
            while not meant and not self._declare(name):
                self.person.sorry("what is it, in a few words?")
        for question in questions:
            if is_missing(self.answers, question):
                self._ask(question)
        uses = self.answers.uses()
        blanks = tuple(blank for blank in self.answers.blanks if blank.name in uses)
        return with_kinds(replace(self.answers, blanks=blanks))

    def _ask(self, question: Question) -> None:
        match question.field:
            case "steps":
                self._steps(question)
            case "time" | "update":
                self._time(question)
            case "topic":
                self._topic(question)
            case "channels":
                self._channels(question)
            case "title":
                self._text(question, default=self.title)
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
        if read in _READ_BY_CUSTOMERS:
            for name in self.answers.saying(status=text).undeclared(self.settings.variables):
                if meant := self._meant(name):
                    text = renamed(text, name, meant)
                elif not self._declare(name):
                    return ""
        return text

    def _meant(self, name: str) -> str:
        """The blank there is that a new name was a slip for, where they say so; else empty."""
        import difflib  # only for a name that is new

        known = [*self.settings.variables, *(blank.name for blank in self.answers.blanks)]
        for near in difflib.get_close_matches(name, known, 1, 0.6):
            if self.person.agrees(f"{{{{ {name} }}}} is a new blank. Did you mean “{near}”?"):
                return near
        return ""

    def _declare(self, name: str) -> bool:
        """Ask what a new blank is. False where the answer that has it is to be given again."""
        about = example = ""
        while not about:
            about = self.person.ask(
                f"{{{{ {name} }}}} is a new blank. What is it, in a few words? "
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
        text = self._read(step.text, as_sentence)
        who = self._read(step.who, as_wording) if text and step.who else ""
        if not text or (step.who and not who):
            return None
        if step.owner:
            return step._replace(text=text, who=who)
        likely = _BEGIN.get(text.split()[0].lower(), "us")
        teams = self._teams()
        words = {**{word: word for word in teams}, **_WORDS}
        owner = self.person.choose("Who does that?", tuple(_OWNERS), likely, words)
        if owner not in _OWNERS:
            return NewStep("us", text, team=teams[owner])
        while _OWNERS[owner] == "they" and not who:
            who = self._read(self.person.ask("Who is it?", "the carrier"), as_wording)
        return NewStep(_OWNERS[owner], text, who)

    def _teams(self) -> dict[str, str]:
        """The id of each team of the library, by the words that name it."""
        found: dict[str, str] = {}
        for id, name in (self.settings.teams or {}).items():
            for word in (id.lower(), name.value.lower()):
                shapes = ("{}", "the {}", "our {}", "{} team", "the {} team", "our {} team")
                found |= {shape.format(word): id for shape in shapes}
        return found

    def _time(self, question: Question) -> None:
        """One of the two times; of both, one is needed."""
        ask, own, may_skip = question.ask, "", True
        if question.field == "time":
            ask = f"{ask} (Enter: nobody can know yet)"
        elif self.answers.said("time"):
            ask = f"{ask} (Enter: leave out)"
        else:
            may_skip = False
        while True:
            said = self.person.ask(ask, question.example)
            if not said and own:
                self._set(question, own)
            if not said and (own or may_skip):
                return
            text = self._read(said, as_time)
            if not text:
                continue
            try:
                typed(text.removesuffix("."))
            except BadAnswer as error:
                self.person.say(str(error))
                ask, own = "Try again, or press Enter to keep your own words", text
                continue
            self._set(question, text)
            return

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


def introduce(person: Person, settings: Settings) -> None:
    """Say what comes, before the first question."""
    person.say("Short questions, one at a time. Ctrl-C stops, and nothing is written.", indent=0)
    person.say(
        "What differs from customer to customer is a blank: a name in double braces, such as "
        "{{ order_no }}.",
        indent=0,
    )
    if settings.variables:
        person.say(f"You have these already: {', '.join(settings.variables)}.", indent=0)
