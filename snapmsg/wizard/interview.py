"""Asks a person the questions that nothing has answered yet, one at a time.

Each answer is read as it is given: its blanks are found, what the rules say of it is told with a
suggestion, and the message is shown as far as it goes. They may go back, skip and ask for help.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from snapmsg.library import Library
from snapmsg.linter import desk_of
from snapmsg.model import Variable
from snapmsg.wizard.advising import Excess, too_long
from snapmsg.wizard.answers import (
    HEADS,
    READ_BY_CUSTOMERS,
    SHORT,
    Answers,
    BadAnswer,
    first_sentence,
    head_of,
    title_of,
    with_kinds,
)
from snapmsg.wizard.apart import not_used
from snapmsg.wizard.blank_asking import BlankAsking
from snapmsg.wizard.examples import kind_of, pair_for
from snapmsg.wizard.growing import so_far
from snapmsg.wizard.kin import Kin
from snapmsg.wizard.person import KEEP, Back, Person, Skip
from snapmsg.wizard.questions import (
    FIT,
    OUTER,
    QUESTIONS,
    SHORTER,
    Question,
)
from snapmsg.wizard.reading import (
    as_saying,
    as_sentence,
    as_time,
    as_wording,
    is_typed,
)
from snapmsg.wizard.remarks import Asked, Remark, remarks
from snapmsg.wizard.stepping import StepAsking
from snapmsg.wizard.time_asking import TimeAsking
from snapmsg.wizard.where_asking import WhereAsking
from snapmsg.wizard.writing import PLACES, as_text

_OPENING, _SAY, _CLOSING = OUTER
_STATUS, _STEPS, _TIME, _UPDATE, _OUTCOME, *_OTHERS = QUESTIONS
EVERYTHING = (
    *(_OPENING, _STATUS, _STEPS, _TIME, _UPDATE, _SAY, _OUTCOME, _CLOSING),
    *_OTHERS[:7],
    FIT,
    *SHORTER,
    *_OTHERS[7:],
)
"""Every question of a new scenario, with what is asked where a message is too long."""

_SHOWN_AFTER = frozenset([*READ_BY_CUSTOMERS, *HEADS, *SHORT, "channels"])
_WORDED = (as_wording, as_sentence, as_saying)
_MOST_THOUGHTS = 5


class Interview:
    """The questions to one person, for one library; `answers` grows with each.

    `confirm` names the fields that are asked though they are answered, `title` is what is proposed
    for the title. With `fresh`, what was answered before is read as critically as what is typed.
    `text_of` makes the file's text of answers, `variables` are those that are declared already.
    """

    def __init__(
        self,
        person: Person,
        library: Library,
        now: datetime,
        answers: Answers,
        *,
        title: str = "",
        confirm: Sequence[str] = (),
        fresh: bool = True,
        encoding: str = "utf-8",
        text_of: Callable[[Answers], str] | None = None,
        variables: Mapping[str, Variable] | None = None,
    ) -> None:
        self.person, self.library, self.now = person, library, now
        self.settings = library.settings
        self.answers = answers
        self.title, self.fresh, self.encoding = title, fresh, encoding
        self.text_of = text_of or self._as_new
        self.variables = self.settings.variables if variables is None else variables
        self.kin = Kin(library)
        self.desk, _ = desk_of(library, now)
        self.done = {q.field for q in EVERYTHING if _has(answers, q.field)} - set(confirm)
        self.confirm = frozenset(confirm)
        self.shortening = False
        self.blanks = BlankAsking(self)
        self.pasted: Callable[[str], Answers] | None = None
        self._kept: set[tuple[str, str]] = set()

    def _as_new(self, answers: Answers) -> str:
        return as_text(answers, self.desk.today, self.settings.locale)

    def run(self, questions: Sequence[Question] = EVERYTHING) -> Answers:
        """Ask those of the questions that have not been answered."""
        self.blanks.declare_all()
        order, asked, put_off = list(questions), list[str](), set[str]()
        while question := next((q for q in order if self._is_due(q)), None):
            before = self.answers
            try:
                self._ask(question)
            except Back:
                self.answers = before
                if asked:
                    self.done.discard(asked.pop())
                else:
                    self.person.say("This is the first question.")
                continue
            except Skip:
                self.answers = before
                if not self._may_skip(question) and question.field in put_off:
                    self.person.sorry("this one is needed. Ctrl-C stops, and keeps a draft")
                    continue
                if not self._may_skip(question):
                    self.person.say("We come back to it at the end.")
                    put_off.add(question.field)
                    order.remove(question)
                    order.append(question)
                    continue
            self.done.add(question.field)
            asked.append(question.field)
            usual = question.field == "channels" and self.answers.channels == self.settings.channels
            if question.field in _SHOWN_AFTER and self.answers != before and not usual:
                self.show()
            if question.field == "short_outcome" and self.excess():
                self.done -= {"fit", *SHORT}
        uses = self.answers.uses()
        blanks = tuple(blank for blank in self.answers.blanks if blank.name in uses)
        return with_kinds(replace(self.answers, blanks=blanks))

    def _is_due(self, question: Question) -> bool:
        field = question.field
        if field in self.done:
            return False
        if field == "fit":
            return self.answers.channels is not None and bool(self.excess())
        if field in SHORT:
            return self.shortening or field in self.confirm
        if field == "closing" and self.answers.said("impact") in ("major", "critical"):
            return True
        if field in ("opening", "closing", "say"):
            return bool(self.answers.said(field))
        if field in (*HEADS, "state"):
            return self.answers.needs(field)
        return True

    def _may_skip(self, question: Question) -> bool:
        if question.field == "update":
            return bool(self.answers.said("time"))
        return not question.needed or bool(self.answers.said(question.field))

    def _ask(self, question: Question) -> None:
        match question.field:
            case "steps":
                StepAsking(self, question).ask()
            case "time" | "update":
                TimeAsking(self, question).ask()
            case "topic":
                WhereAsking(self).topic(question)
            case "channels":
                WhereAsking(self).channels(question)
            case "fit":
                WhereAsking(self).fit()
            case _ if question.choices:
                self._choice(question)
            case _:
                self._text(question, self._offered(question.field))

    def _offered(self, field: str) -> str:
        """What Enter takes for a text that nobody has given yet; empty for nothing."""
        match field:
            case "title":
                return self.title or title_of(self.answers)
            case "subject" | "headline":
                return head_of(self.answers, self.variables) or self.answers.said("title")
            case "closing":
                return _way_back(self.variables)
            case "owner":
                return self.kin.owner(self.answers.said("topic"))
            case "short_status":
                return first_sentence(self.answers.said("status"))
            case "short_steps":
                return " ".join(first_sentence(step.text) for step in self.answers.steps[:1])
            case "short_outcome":
                return first_sentence(self.answers.said("outcome"))
            case "short_time":
                promised = is_typed(self.answers.said("time"))
                heard = is_typed(self.answers.said("update"))
                said = "Settled {{ promise }}." if promised else ""
                return f"{said} News {{{{ update }}}}.".strip() if heard else said
        return ""

    def examples(self, field: str) -> list[str]:
        """The good and the weak example of a question, of the kind of situation that this is."""
        told = " ".join([self.answers.said("topic"), self.answers.said("status"), self.title])
        pair = pair_for(field, kind_of(told))
        return [f"Good: {pair.good}", f"Weak: {pair.weak} ({pair.lacks})"] if pair else []

    def topic(self) -> str:
        """The topic that this belongs to, or most likely does."""
        said = self.answers.said
        words = " ".join([self.title, *map(said, ("title", "status", "situation"))])
        return said("topic") or self.kin.topic(words)

    def _set(self, question: Question, value: str) -> None:
        self.answers = self.answers.saying(**{question.field: value})

    def _text(self, question: Question, offered: str = "") -> None:
        held = self.answers.said(question.field)
        optional = self._may_skip(question) and not (held or offered)
        ask = f"{question.ask} (Enter: leave out)" if optional else question.ask
        takes = "Enter keeps" if held else "Enter takes"
        while True:
            said = self.person.ask(
                ask, *self.examples(question.field),
                default=held or offered, help=question.help, takes=takes,
                words=self._words(question),
            )  # fmt: skip
            if not said and optional:
                return
            if self.pasted is not None and question.field == "status" and _is_message(said):
                self._take_apart(said)
                held, takes = self.answers.said("status"), "Enter keeps"
                continue
            try:
                text = said if said == held and not self.fresh else self.read(said, question)
            except (Back, Skip):
                continue
            if text:
                self._set(question, text)
                return

    def _words(self, question: Question) -> Sequence[str]:
        """What a line that they type may be completed with."""
        if question.read in (as_wording, as_sentence):
            return [f"{{{{ {name} }}}}" for name in self.blanks.names()]
        return self.kin.owners() if question.field == "owner" else ()

    def _take_apart(self, said: str) -> None:
        """Take a message that they send today apart, and let them confirm what it says."""
        if said.lower() == "paste":
            self.person.say("Paste it here. A line with only a dot ends it.")
            lines: list[str] = []
            while (line := self.person.read("", ())).strip() != ".":
                lines.append(line)
            said = "\n".join(lines)
        assert self.pasted is not None
        found = self.pasted(said)
        self.answers = replace(found, texts={**self.answers.texts, **found.texts})
        self.pasted = None
        for line in not_used(said):
            self.person.say(line)
        self.person.say("This is how snap understands it. Confirm each part, or say it better.")
        self.show()

    def read(
        self, said: str, question: Question, put: Callable[[str], Answers] | None = None,
        place: int = 0, reader: Callable[[str], str] | None = None,
    ) -> str:  # fmt: skip
        """An answer as read, with its blanks found and the rules heard; empty to ask again.

        `put` lays a text into the answers, at the `place` of a step. Where they stop at a question
        about it, it is among the answers as it is.
        """
        read = reader or question.read
        lay = put or (lambda value: self.answers.saying(**{question.field: value}))
        rounds = 0
        while True:
            try:
                text = read(said)
            except BadAnswer as error:
                self.person.sorry(str(error))
                return ""
            if not text:
                self.person.sorry("this one is needed. Ctrl-C stops, and keeps a draft")
                return ""
            try:
                if read in _WORDED or (read is as_time and not is_typed(text)):
                    found = self.blanks.found(text)
                    if not found:
                        return ""
                    text = found
                remark = self._remark(lay(text), question.field, place)
                if remark is None or rounds == _MOST_THOUGHTS:
                    return text
                rounds += 1
                better = self._rethought(remark)
            except KeyboardInterrupt:
                self.answers = lay(text)
                raise
            if better == text or better.lower() in KEEP or not better:
                self._kept.add((remark.name, text))
                continue
            said = better

    def _remark(self, answers: Answers, field: str, place: int) -> Remark | None:
        """The first thing that the rules say of an answer, and that they have not heard yet."""
        if field != "steps" and field not in PLACES:
            return None
        said = answers.steps[place].text if field == "steps" else answers.said(field)
        asked = Asked(said, field, self.topic(), place)
        found = remarks(self.desk, self.library, self.text_of(answers), asked)
        return next((each for each in found if (each.name, said) not in self._kept), None)

    def _rethought(self, remark: Remark) -> str:
        """What they say after a remark; empty where they keep what they said."""
        self.person.say(f"A thought: {remark.reason}")
        if remark.better:
            ask = "Take this instead? Or type it in your own words; keep keeps yours."
        else:
            ask = "Say it in other words? Enter keeps yours."
        return self.person.ask(ask, default=remark.better)

    def _choice(self, question: Question) -> None:
        words = question.choices
        held = words.get(self.answers.said(question.field), "")
        guess = held or (_state(self.answers) if question.field == "state" else "")
        said = self.person.choose(
            question.ask, tuple(words.values()), *self.examples(question.field),
            default=words.get(guess, guess), help=question.help,
        )  # fmt: skip
        chosen = next((word for word, shown in words.items() if shown == said), "")
        if not chosen and question.needed:
            raise Skip
        self._set(question, chosen)

    def excess(self) -> Sequence[Excess]:
        """The channels on which the message is too long as it is."""
        return too_long(self.library, self.text_of(self.answers), self.now)

    def show(self) -> None:
        """Show the message as far as it goes."""
        lines = list(
            so_far(
                self.library, self.text_of(self.answers), self.now,
                self.person.columns, self.person.colour, self.encoding,
            )
        )  # fmt: skip
        if lines:
            self.person.tell("")
        for line in lines:
            self.person.tell(line)


def _way_back(variables: Mapping[str, Variable]) -> str:
    """How they reach a person, with the blanks that there are for it."""
    if "phone" not in variables:
        return "Questions? Reply to this message, and a person reads it."
    who = "I am {{ agent }}, and my" if "agent" in variables else "Our"
    return f"Questions? {who} number is {{{{ phone }}}}."


def _has(answers: Answers, field: str) -> bool:
    """Whether a question has been answered."""
    match field:
        case "steps":
            return bool(answers.steps)
        case "channels":
            return answers.channels is not None
    return bool(answers.said(field))


def _is_message(said: str) -> bool:
    """Whether an answer is a whole message, or asks to paste one."""
    return said.lower() == "paste" or len([line for line in said.split("\n") if line.strip()]) > 1


def _state(answers: Answers) -> str:
    """How far a status sounds: its words for a state of a status page."""
    low = answers.said("status").lower()
    if "because" in low or "caused" in low or "the cause" in low:
        return "identified"
    return "resolved" if "works again" in low or "is back" in low else "investigating"
