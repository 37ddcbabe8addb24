"""Asks about blanks: those that an answer most likely has, and those that nobody has declared."""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import TYPE_CHECKING

from snapmsg import model
from snapmsg.wizard.answers import Answers, BadAnswer, NewBlank, renamed
from snapmsg.wizard.blanks import Likely, likely
from snapmsg.wizard.person import Back, Skip
from snapmsg.wizard.reading import as_fact, blank_of, named

if TYPE_CHECKING:
    from snapmsg.wizard.interview import Interview

_HELP = (
    "Yes: whoever sends this message is asked for it each time. No: it stands there as you wrote "
    "it, the same for every customer."
)


class BlankAsking:
    """Asks about blanks in one interview, and remembers what they said of each text."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.person = interview.person
        self._same: set[str] = set()  # texts that are the same for every customer
        self._held: dict[str, str] = {}  # for each name, the text that stood in its place

    def names(self) -> list[str]:
        """The names of all the blanks that there are."""
        own = (blank.name for blank in self.interview.answers.blanks)
        return [*self.interview.variables, *own]

    def found(self, text: str) -> str:
        """An answer with blanks where they say so, every one declared; empty to ask it again."""
        text = self._with_likely(text)
        answers = Answers({"status": text}, blanks=self.interview.answers.blanks)
        for name in answers.undeclared(self.interview.variables):
            if meant := self._meant(name):
                text = renamed(text, name, meant)
            elif not self._declare(name):
                return ""
        return text

    def declare_all(self) -> None:
        """Ask what the blanks of the answers are that came without a question."""
        interview = self.interview
        for name in interview.answers.undeclared(interview.variables):
            if meant := self._meant(name):
                interview.answers = interview.answers.renaming(name, meant)
                continue
            while not self._declare(name):
                self.person.sorry("what is it, in a few words?")

    def _with_likely(self, text: str) -> str:
        at = 0
        while found := self._next(text, at):
            said = text[found.start : found.end]
            name = self._agreed(found, said)
            if not name:
                self._same.add(said)
                at = found.end
                continue
            blank = f"{{{{ {name} }}}}"
            text = f"{text[: found.start]}{blank}{text[found.end :]}"
            at = found.start + len(blank)
        return text

    def _next(self, text: str, at: int) -> Likely | None:
        interview = self.interview
        settings = interview.settings
        found = likely(
            text, interview.variables, interview.answers.blanks, interview.desk.today,
            settings.locale, settings.name,
        )  # fmt: skip
        return next(
            (f for f in found if f.start >= at and text[f.start : f.end] not in self._same), None
        )

    def _agreed(self, found: Likely, said: str) -> str:
        """The name of the blank that a text becomes; empty where it stays as it is."""
        declared = self.names()
        known = next((n for n, held in self._held.items() if held == said and n in declared), "")
        if known:
            self.person.say(f"“{said}” is {{{{ {known} }}}} here too.")
            return known
        blank = found.blank
        taken = found.known and self._held.get(blank.name, said) != said
        if found.known and not taken:
            like = f"“{said}” looks like {found.words}, {{{{ {blank.name} }}}}."
        else:
            like = f"“{said}” looks like {found.words}."
        if not self.person.agrees(f"{like} Ask for it each time?", _HELP, default=found.sure):
            return ""
        if not found.known or taken:
            new = found.new if found.new.name else self._asked(said)
            if new is None:
                return ""
            blank = self._add(new._replace(name=self._free(new.name)))
        self._held[blank.name] = said
        return blank.name

    def _asked(self, said: str) -> NewBlank | None:
        """What only a person can tell: what a name stands for. None where they do not say."""
        while True:
            try:
                about = as_fact(
                    self.person.ask(
                        f"What is “{said}”, in a few words?", "Such as: the engineer on call"
                    )
                )
            except Skip:
                return None
            except BadAnswer as error:
                self.person.sorry(str(error))
                continue
            if not about:
                return None
            words = about.lower().removeprefix("the ").removeprefix("our ").removeprefix("a ")
            return blank_of(named("_".join(words.split()[:3])), said, about)

    def _free(self, name: str) -> str:
        names, number, found = {*self.names(), *model.RESERVED}, 1, name
        while found in names:
            number += 1
            found = f"{name}_{number}"
        return found

    def _add(self, blank: NewBlank) -> NewBlank:
        interview = self.interview
        interview.answers = replace(interview.answers, blanks=(*interview.answers.blanks, blank))
        return blank

    def _meant(self, name: str) -> str:
        """The blank there is that a new name was a slip for, where they say so; else empty."""
        for near in difflib.get_close_matches(name, self.names(), 1, 0.6):
            if self.person.agrees(f"{{{{ {name} }}}} is a new blank. Did you mean “{near}”?"):
                return near
        return ""

    def _declare(self, name: str) -> bool:
        """Ask what a new blank is. False where the answer that has it is to be given again."""
        about = example = ""
        try:
            while not about:
                said = self.person.ask(
                    f"{{{{ {name} }}}} is a new blank. What is it, in a few words? "
                    "(Enter: back to your answer)",
                    "Good: the order number",
                )
                if not said:
                    return False
                about = self._fact(said)
            while not example:
                said = self.person.ask(f"And an example of {{{{ {name} }}}}?", "Good: A-10293")
                example = self._fact(said)
        except (Back, Skip):
            return False
        self._add(blank_of(name, example, about))
        return True

    def _fact(self, said: str) -> str:
        """What they said; empty where it cannot stand."""
        try:
            return as_fact(said)
        except BadAnswer as error:
            self.person.sorry(str(error))
            return ""
