"""Asks for the next steps: as many as there are, and who does each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from snapmsg import model
from snapmsg.wizard.answers import Answers, BadAnswer, NewStep
from snapmsg.wizard.person import Back, Skip
from snapmsg.wizard.questions import Question
from snapmsg.wizard.reading import as_sentence, as_step, as_wording

if TYPE_CHECKING:
    from snapmsg.wizard.interview import Interview

_OWNERS: Mapping[str, str] = {"us": "us", "the customer": "you", "somebody else": "they"}
_SHOWN = {owner: words for words, owner in _OWNERS.items()}
_WORDS: Mapping[str, str] = {
    "we": "us", "our team": "us", "you": "the customer", "they": "somebody else",
    "them": "somebody else",
}  # fmt: skip
"""Other words for who does a step."""
_REMOVE = ("remove", "-")


def _in_place_of(held: NewStep, said: NewStep) -> NewStep:
    """What was said in place of a step: it is theirs who did it, unless the words tell another."""
    said = said._replace(at=held.at)
    if said.owner or not held.owner:
        return said
    likely = "they" if model.THIRD_PARTY.match(said.text) else held.owner
    begins = model.owner_of(said.text) or likely
    return held._replace(text=said.text) if begins == held.owner else said


class StepAsking:
    """The question of the next steps, put to one person: one step at a time."""

    def __init__(self, interview: Interview, question: Question) -> None:
        self.interview, self.question = interview, question
        self.person = interview.person

    def ask(self) -> None:
        """Ask for each step that there is, and then for more until there are no more.

        Raises `Back` or `Skip` at the first one.
        """
        interview, place = self.interview, 0
        while True:
            steps = list(interview.answers.steps)
            held = steps[place] if place < len(steps) else None
            try:
                said = self._posed(held, place)
                if not said and held is None:
                    if place:
                        return
                    self.person.sorry("this one is needed: who does what now?")
                    continue
                if held is not None and said.lower() in _REMOVE:
                    interview.answers = replace(
                        interview.answers, steps=(*steps[:place], *steps[place + 1 :])
                    )
                    continue
                step = self._step(said, held, place)
            except Back:
                if not place:
                    raise
                place -= 1
                continue
            except Skip:
                if held is None and not place:
                    raise
                if held is None:
                    return
                place += 1
                continue
            if step is not None:
                interview.answers = self._with(step, place)
                place += 1
                if step != held:
                    interview.show()

    def _posed(self, held: NewStep | None, place: int) -> str:
        if held is None and place:
            return self.person.ask("And then? (Enter: that is all)", help=self.question.help)
        if held is None:
            lines = self.interview.examples("steps")
            return self.person.ask(self.question.ask, *lines, help=self.question.help)
        who = held.who or _SHOWN.get(held.owner, "")
        return self.person.ask(
            f"Step {place + 1}{f', {who}' if who else ''}: what happens? (remove: leave it out)",
            default=held.text, help=self.question.help, takes="Enter keeps",
        )  # fmt: skip

    def _with(self, step: NewStep, place: int) -> Answers:
        answers = self.interview.answers
        steps = (*answers.steps[:place], step, *answers.steps[place + 1 :])
        return replace(answers, steps=steps)

    def _step(self, said: str, held: NewStep | None, place: int) -> NewStep | None:
        """One step, of which it may have been said already who does it: `us: …`."""
        if held is not None and said == held.text:
            if not self.interview.fresh:
                return held
            step = held
        else:
            try:
                step = as_step(said)
            except BadAnswer as error:
                lead = said.partition(":")[0].partition("(")[0].strip().lower()
                if lead in model.OWNERS and ":" in said:
                    self.person.sorry(str(error))
                    return None
                step = NewStep("", said)
            if held is not None:
                step = _in_place_of(held, step)
        if not step.owner and (held is None or held.owner):
            owned = self._owned(step)
            if owned is None:
                return None
            step = owned
        try:
            return self._read(step, place)
        except (Back, Skip):
            return None

    def _owned(self, step: NewStep) -> NewStep | None:
        """A step with who does it: told by how it begins, else asked."""
        text = step.text.strip()
        begins = model.owner_of(text)
        if begins == "us":
            return step._replace(owner="us")
        theirs = model.THIRD_PARTY.match(text)
        likely = "the customer" if begins else "somebody else" if theirs else "us"
        teams = self._teams()
        words = {**{word: word for word in teams}, **_WORDS}
        try:
            owner = self.person.choose(
                "Who does that?", tuple(_OWNERS), default=likely, also=words,
                help="us: you and your colleagues. A team's name will do, too.",
            )  # fmt: skip
        except (Back, Skip):
            return None
        if owner not in _OWNERS:
            return step._replace(owner="us", team=teams[owner])
        if _OWNERS[owner] != "they":
            return step._replace(owner=_OWNERS[owner])
        who = self.person.ask(
            "Who is it?", *(() if theirs else ("Good: the carrier",)),
            default=theirs[1][:1].lower() + theirs[1][1:] if theirs else "",
        )  # fmt: skip
        try:
            who = as_wording(who)
        except BadAnswer as error:
            self.person.sorry(str(error))
            return None
        return step._replace(owner="they", who=who) if who else None

    def _read(self, step: NewStep, place: int) -> NewStep | None:
        def put(text: str) -> Answers:
            return self._with(step._replace(text=text), place)

        text = self.interview.read(step.text, self.question, put, place, as_sentence)
        return step._replace(text=text) if text else None

    def _teams(self) -> dict[str, str]:
        """The id of each team of the library, by the words that name it."""
        found: dict[str, str] = {}
        for id, name in (self.interview.settings.teams or {}).items():
            for word in (id.lower(), name.value.lower()):
                shapes = ("{}", "the {}", "our {}", "{} team", "the {} team", "our {} team")
                found |= {shape.format(word): id for shape in shapes}
        return found
